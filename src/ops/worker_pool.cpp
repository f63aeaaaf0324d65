// A pool of threads for one kind of work: the same task for each number of a range. The caller
// works along, so that it never waits for a helper that has not begun.

#include "ops/worker_pool.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>

namespace linlian::ops {
namespace {

// One call of for_each. Its owners are the caller and each helper that has not looked at it yet: a
// helper that comes late finds nothing left and goes.
struct Round {
    const std::function<void(std::size_t)>* task;
    // Numbers are taken from `next` by whoever is free; `done` counts those that have ended.
    std::size_t count;
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};

    std::mutex mutex{};
    std::exception_ptr thrown{};  // the first one

    void help() {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                (*task)(i);
            } catch (...) {
                const std::lock_guard lock{mutex};
                if (!thrown) thrown = std::current_exception();
            }
            if (++done == count) done.notify_all();
        }
    }
    // Until nobody uses the task any more.
    void wait() {
        for (std::size_t seen = done; seen != count; seen = done) done.wait(seen);
        if (thrown) std::rethrow_exception(thrown);
    }
};

}  // namespace

WorkerPool::WorkerPool(unsigned threads) {
    if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

// What still waits is dropped: the callers have done all of it themselves.
WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    more_.notify_all();
}

void WorkerPool::work() {
    std::unique_lock lock{mutex_};
    while (true) {
        more_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        const auto task = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

// The first exception of a task is thrown again here, after all have ended.
void WorkerPool::for_each(std::size_t count, const std::function<void(std::size_t)>& task) {
    if (count == 0) return;
    const auto round = std::make_shared<Round>();
    round->task = &task;
    round->count = count;
    const std::size_t helpers = std::min(count - 1, threads_.size());
    if (helpers > 0) {
        {
            const std::lock_guard lock{mutex_};
            for (std::size_t i = 0; i < helpers; ++i)
                waiting_.push_back([round] { round->help(); });
        }
        more_.notify_all();
    }
    round->help();
    round->wait();
}

}  // namespace linlian::ops
