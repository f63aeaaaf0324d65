// A screen of plain lines, for programs that only put text somewhere: no tones, no columns. Or, for
// another program, the data alone.
#pragma once

#include "client/shown/screen.h"

#include <functional>

namespace linlian::client {

class PlainScreen : public Screen {
  public:
    using PutLine = std::function<void(std::string_view line)>;
    explicit PlainScreen(PutLine put, bool json = false) : put_(std::move(put)), json_(json) {}

    bool json() const override { return json_; }
    void say(const Styled& text) const override;
    void heading(const Styled& text) const override { say(text); }
    // A row a line, two blanks between cells.
    void table(const Row& head, const Rows& rows, const Styled& empty) const override;
    void message(const google::protobuf::Message& message) const override;
    void json_value(const nlohmann::json& value) const override;
    void refusal(const Refusal& refusal) const override;
    void warning(const Styled& text) const override { put_(text.bytes()); }
    void complaint(std::string_view lines) const override { put_(lines); }
    void progress(const Styled&, std::uint64_t, std::uint64_t) const override {}
    Styled good(const Styled& text) const override { return text; }
    Styled bad(const Styled& text) const override { return text; }
    Styled faint(const Styled& text) const override { return text; }

  private:
    PutLine put_;
    bool json_;
};

}  // namespace linlian::client
