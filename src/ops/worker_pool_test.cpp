#include "ops/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>

namespace linlian::ops {
namespace {

TEST(WorkerPool, runs_every_task_once) {
    WorkerPool pool{3};
    std::vector<std::atomic<int>> seen(1000);
    pool.for_each(seen.size(), [&](std::size_t i) { ++seen[i]; });
    for (const auto& count : seen) EXPECT_EQ(count, 1);
    pool.for_each(0, [](std::size_t) { FAIL(); });
}

TEST(WorkerPool, serves_several_callers_at_once) {
    WorkerPool pool{2};
    std::atomic<int> total{0};
    {
        std::vector<std::jthread> callers;
        for (int caller = 0; caller < 4; ++caller)
            callers.emplace_back([&] {
                for (int round = 0; round < 50; ++round)
                    pool.for_each(20, [&](std::size_t) { ++total; });
            });
    }
    EXPECT_EQ(total, 4 * 50 * 20);
}

}  // namespace
}  // namespace linlian::ops
