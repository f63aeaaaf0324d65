// What the command line shows: tables, messages, colours, progress. Everything that people read
// goes through here, as Styled text (styled.h), and nowhere else in this room is anything written
// to standard output or error; with --json only JSON goes to standard output.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "client/shown/screen.h"

#include <google/protobuf/message.h>

#include <cstdio>
#include <set>
#include <string>
#include <vector>

namespace linlian::apps {

class Terminal final : public client::Screen {
  public:
    // Colours and progress bars only where a person looks on.
    explicit Terminal(bool json);
    // The same where somebody is asked: with --json words go to standard error.
    Terminal for_asking() const;

    bool json() const override { return words_ == nullptr; }
    // A sentence for people; nothing with --json.
    void say(const client::Styled& text) const override;
    // A text of several lines, each made safe by itself.
    void lines(std::string_view text) const;
    // A heading, a table with aligned columns; `empty` is said when there is no row.
    void heading(const client::Styled& text) const override;
    void table(const client::Row& head, const client::Rows& rows,
               const client::Styled& empty) const override;
    // A message of the schema: JSON with --json, else its fields by name and its lists as tables.
    void message(const google::protobuf::Message& message) const override;
    // One line of JSON made by the caller; nothing without --json.
    void json_line(const std::string& line) const;
    void json_value(const nlohmann::json& value) const override;
    // The content of a file for another program: as it is into a pipe or a file, as lines() where
    // a person looks on.
    void content(BytesView bytes) const;
    // Why something was not done: code, texts in both languages.
    void refusal(const Refusal& refusal) const override;
    void fault(const Fault& fault) const;
    // A warning on standard error, with --json too.
    void warning(const client::Styled& text) const override;
    // Several lines on standard error: what is wrong with a command line.
    void complaint(std::string_view lines) const override;
    // A question on standard error; the cursor stays behind it.
    void ask(const client::Styled& question) const;
    // Shows how far long work is; call with done == total to end the line.
    void progress(const client::Styled& what, std::uint64_t done,
                  std::uint64_t total) const override;

    client::Styled good(const client::Styled& text) const override;
    client::Styled bad(const client::Styled& text) const override;
    client::Styled faint(const client::Styled& text) const override;

  private:
    void table_of_quotes(const client::Row& head, const client::Rows& rows,
                         const std::set<std::size_t>& quoted) const;

    std::FILE* words_;  // where people read; null: nobody does
    bool colours_;
    bool bars_;
};

}  // namespace linlian::apps
