#include "ops/worker_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

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

// All threads of the pool are then in the outer tasks, and the inner ones are done nevertheless.
TEST(WorkerPool, serves_its_own_tasks) {
    WorkerPool pool{2};
    std::atomic<int> total{0};
    pool.for_each(20, [&](std::size_t) { pool.for_each(20, [&](std::size_t) { ++total; }); });
    EXPECT_EQ(total, 20 * 20);
}

TEST(WorkerPool, has_as_many_threads_as_are_asked_or_as_the_machine_has_cores) {
    EXPECT_EQ(WorkerPool{3}.threads(), 3U);
    EXPECT_EQ(WorkerPool{}.threads(), std::max(1U, std::thread::hardware_concurrency()));
}

// On whichever thread it was thrown, and nobody still uses what the caller lets go of.
TEST(WorkerPool, hands_on_what_a_task_throws_after_the_others_have_run) {
    WorkerPool pool{3};
    for (int round = 0; round < 200; ++round) {
        std::vector<std::atomic<int>> seen(50);
        const auto every_third_throws = [&](std::size_t i) {
            ++seen[i];
            if (i % 3 == 0) throw std::bad_alloc{};
        };
        EXPECT_THROW(pool.for_each(seen.size(), every_third_throws), std::bad_alloc);
        for (const auto& count : seen) EXPECT_EQ(count, 1);
    }
    std::atomic<int> after{0};
    pool.for_each(10, [&](std::size_t) { ++after; });
    EXPECT_EQ(after, 10);
}

}  // namespace
}  // namespace linlian::ops
