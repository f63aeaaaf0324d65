// A screen of which a test reads what was shown, and a reader who answers what the test wants.
#pragma once

#include "client/client.pb.h"
#include "client/shown/message_text.h"
#include "client/shown/review.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace linlian::client {

class ScreenForTests final : public Screen {
  public:
    explicit ScreenForTests(bool json = false) : json_(json) {}
    // All that was shown so far, line by line; then it is empty.
    std::string taken() const { return std::exchange(text_, {}); }

    bool json() const override { return json_; }
    void say(const Styled& text) const override {
        if (!json_) text_ += text.bytes() + "\n";
    }
    void heading(const Styled& text) const override { say(text); }
    void table(const Row& head, const Rows& rows, const Styled& empty) const override {
        if (rows.empty()) return say(empty);
        say_row(head);
        for (const auto& row : rows) say_row(row);
    }
    void message(const google::protobuf::Message& message) const override {
        print_message(*this, message);
    }
    void json_value(const nlohmann::json& value) const override {
        if (json_) text_ += json_text(value) + "\n";
    }
    void refusal(const Refusal& refusal) const override { text_ += refusal.code + "\n"; }
    void warning(const Styled& text) const override { text_ += text.bytes() + "\n"; }
    void complaint(std::string_view lines) const override { text_ += lines; }
    void progress(const Styled&, std::uint64_t, std::uint64_t) const override {}
    Styled good(const Styled& text) const override { return text; }
    Styled bad(const Styled& text) const override { return text; }
    Styled faint(const Styled& text) const override { return text; }

  private:
    void say_row(const Row& row) const {
        Styled line;
        for (const auto& cell : row) line += cell + "  ";
        say(line);
    }

    bool json_;
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
