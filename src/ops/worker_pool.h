// Threads for work that goes on every core: checking signatures, hashing. Engines and the verifier
// own one. It runs what it is given and keeps nothing. The threads are Asio's, which few need to
// know: its headers stay behind this one.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace linlian::ops {

class WorkerPool {
  public:
    // 0: as many threads as the machine has cores.
    explicit WorkerPool(unsigned threads = 0);
    // Waits for the work that has begun; work that has not is dropped.
    ~WorkerPool();

    // Runs task(0) … task(count - 1), in any order, on the pool and on the calling thread; returns
    // when all are done. Safe from any thread, also from several at once and from a task. What the
    // first of them throws is thrown here, after the others have run.
    void for_each(std::size_t count, const std::function<void(std::size_t)>& task);
    std::size_t threads() const { return threads_; }

  private:
    struct Pool;

    std::size_t threads_;
    std::unique_ptr<Pool> pool_;
};

}  // namespace linlian::ops
