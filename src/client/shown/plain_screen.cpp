// With `json` nothing but data is put out, one value a line; warnings and complaints come all the
// same.
#include "client/shown/plain_screen.h"

#include "client/shown/message_text.h"
#include "client/shown/value_text.h"
#include "client/words/refusal_words.h"
#include "codec/json.h"

#include <nlohmann/json.hpp>

namespace linlian::client {

void PlainScreen::say(const Styled& text) const {
    if (!json_) put_(text.bytes());
}

void PlainScreen::table(const Row& head, const Rows& rows, const Styled& empty) const {
    if (rows.empty()) return say(empty);
    const auto say_row = [this](const Row& row) {
        Styled line;
        for (const auto& cell : row) line += (line.empty() ? "" : "  ") + cell;
        if (!line.empty()) say(line);
    };
    say_row(head);
    for (const auto& row : rows) say_row(row);
}

void PlainScreen::message(const google::protobuf::Message& message) const {
    if (json_) return put_(codec::to_json(message));
    print_message(*this, message);
}

void PlainScreen::json_value(const nlohmann::json& value) const {
    if (json_) put_(json_text(value));
}

void PlainScreen::refusal(const Refusal& refusal) const {
    const auto [zh, en] = refusal_words(refusal);
    if (json_) return put_(refusal_json(refusal, zh, en));
    put_(Styled{zh + " " + en + " " + refusal.code}.bytes());
}

}  // namespace linlian::client
