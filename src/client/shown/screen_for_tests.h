// A screen of which a test reads what was shown, and a reader who answers what the test wants.
#pragma once

#include "client/client.pb.h"
#include "client/shown/plain_screen.h"
#include "client/shown/review.h"
#include "codec/refusal.h"

#include <string>
#include <utility>

namespace linlian::client {

class ScreenForTests final : public PlainScreen {
  public:
    explicit ScreenForTests(bool json = false)
        : PlainScreen([this](std::string_view line) { (text_ += line) += "\n"; }, json) {}
    ScreenForTests(const ScreenForTests&) = delete;
    ScreenForTests& operator=(const ScreenForTests&) = delete;
    // All that was shown so far, line by line; then it is empty.
    std::string taken() const { return std::exchange(text_, {}); }

  private:
    mutable std::string text_;
};

class ReviewForTests final : public Review {
  public:
    const Screen& screen() const override { return shown; }
    Result<> confirm(const Styled&) const override {
        return agrees ? Result<>{} : Result<>{refuse(v1::NOT_CONFIRMED)};
    }

    ScreenForTests shown;
    bool agrees = true;
};

}  // namespace linlian::client
