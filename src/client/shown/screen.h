// Where people are shown something, line by line: a terminal, or a page that collects it. Whoever
// shows knows neither; what stands on it is Styled text (styled.h), safe to look at.
#pragma once

#include "base/result.h"
#include "client/shown/styled.h"

#include <google/protobuf/message.h>
#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string_view>

namespace linlian::client {

class Screen {
  public:
    virtual ~Screen() = default;

    // Whether a program looks on in place of people: it gets data and no sentences.
    virtual bool json() const = 0;
    // A sentence for people.
    virtual void say(const Styled& text) const = 0;
    // A heading, a table with aligned columns; `empty` is said when there is no row.
    virtual void heading(const Styled& text) const = 0;
    virtual void table(const Row& head, const Rows& rows, const Styled& empty) const = 0;
    // A message of the schema: its fields by name and its lists as tables, or as data.
    virtual void message(const google::protobuf::Message& message) const = 0;
    // Data for a program; nothing where people look on.
    virtual void json_value(const nlohmann::json& value) const = 0;
    // Why something was not done: code, texts in both languages.
    virtual void refusal(const Refusal& refusal) const = 0;
    // What nobody may overlook; programs are shown it too.
    virtual void warning(const Styled& text) const = 0;
    // Several lines beside a refusal or warning.
    virtual void complaint(std::string_view lines) const = 0;
    // How far long work is; called with done == total at its end.
    virtual void progress(const Styled& what, std::uint64_t done, std::uint64_t total) const = 0;

    // The same text in a tone, where this screen has tones.
    virtual Styled good(const Styled& text) const = 0;
    virtual Styled bad(const Styled& text) const = 0;
    virtual Styled faint(const Styled& text) const = 0;
};

}  // namespace linlian::client
