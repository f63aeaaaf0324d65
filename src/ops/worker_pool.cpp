// The same task for each number of a range, on the threads of a pool. The caller works along, so
// that it never waits for a helper that has not begun.

#include "ops/worker_pool.h"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <latch>
#include <mutex>
#include <thread>

namespace linlian::ops {
namespace {

// One call of for_each. Its owners are the caller and each helper that has not looked at it yet: a
// helper that comes late finds nothing left and goes.
struct Round {
    Round(std::size_t with_count, const std::function<void(std::size_t)>& with_task)
        : count(with_count), task(with_task), left(static_cast<std::ptrdiff_t>(with_count)) {}

    const std::size_t count;
    const std::function<void(std::size_t)>& task;
    std::atomic<std::size_t> next{0};  // whoever is free takes it
    std::latch left;                   // those that have not ended

    std::mutex mutex;
    std::exception_ptr thrown;  // the first one

    void help() {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                task(i);
            } catch (...) {
                const std::lock_guard lock{mutex};
                if (!thrown) thrown = std::current_exception();
            }
            left.count_down();
        }
    }
    // Until nobody uses the task any more.
    void wait() {
        left.wait();
        if (thrown) std::rethrow_exception(thrown);
    }
};

// Where there is no memory for one, fewer help: those who are there already use the task.
void call_helpers(boost::asio::thread_pool& threads, const std::shared_ptr<Round>& round,
                  std::size_t count) try {
    for (std::size_t i = 0; i < count; ++i) boost::asio::post(threads, [round] { round->help(); });
} catch (const std::bad_alloc&) {
}

}  // namespace

struct WorkerPool::Pool {
    explicit Pool(std::size_t count) : threads(count) {}

    boost::asio::thread_pool threads;
};

WorkerPool::WorkerPool(unsigned threads)
    : threads_(threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : threads),
      pool_(std::make_unique<Pool>(threads_)) {}

// What still waits is dropped: the callers have done all of it themselves.
WorkerPool::~WorkerPool() = default;

// The first exception of a task is thrown again here, after all have ended.
void WorkerPool::for_each(std::size_t count, const std::function<void(std::size_t)>& task) {
    if (count == 0) return;
    const auto round = std::make_shared<Round>(count, task);
    call_helpers(pool_->threads, round, std::min(count - 1, threads_));
    round->help();
    round->wait();
}

}  // namespace linlian::ops
