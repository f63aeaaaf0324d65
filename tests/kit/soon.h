// Waiting for what other threads must bring about, for tests. That something does not happen is
// never shown by waiting: a test asks for something that comes after it, and looks then.
#pragma once

#include <chrono>
#include <thread>

namespace linlian::kit {

// Whether this holds soon: waits until it does, ten seconds at most.
bool soon(const auto& holds) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!holds()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return true;
}

}  // namespace linlian::kit
