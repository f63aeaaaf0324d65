// Threads for work that goes on every core: checking signatures, hashing. Engines and the verifier
// own one. It runs what it is given and keeps nothing.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace linlian::ops {

class WorkerPool {
  public:
    // 0: as many threads as the machine has cores.
    explicit WorkerPool(unsigned threads = 0);
    // Waits for the work that has begun; work that has not is dropped.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // Runs task(0) … task(count - 1), in any order, on the pool and on the calling thread; returns
    // when all are done. Safe from any thread, also from several at once. What the first of them
    // throws is thrown here, after the others have run.
    void for_each(std::size_t count, const std::function<void(std::size_t)>& task);
    std::size_t threads() const { return threads_.size(); }

  private:
    void work();

    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<std::function<void()>> waiting_;
    bool stopping_ = false;
    std::vector<std::jthread> threads_;  // last: they use what stands above
};

}  // namespace linlian::ops
