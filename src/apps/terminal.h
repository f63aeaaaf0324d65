// What the command line shows: tables, messages, colours, progress. Everything that people read
// goes through here; with --json only JSON goes to standard output, and words go to standard error.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"

#include <google/protobuf/message.h>

#include <string>
#include <vector>

namespace linlian::apps {

// How many columns of a terminal a text takes: Chinese characters take two.
std::size_t columns_of(std::string_view text);

// Local time and zone: 2026-11-21 16:05:09 +0800.
std::string local_time(Timestamp time);

class Terminal {
  public:
    // Colours and progress bars only where a person looks on.
    explicit Terminal(bool json);

    bool json() const { return json_; }
    // A sentence for people; nothing with --json.
    void say(const std::string& text) const;
    // A heading, a table with aligned columns; `empty` is said when there is no row.
    void heading(const std::string& text) const;
    void table(const std::vector<std::string>& head,
               const std::vector<std::vector<std::string>>& rows, const std::string& empty) const;
    // A message of the schema: JSON with --json, else its fields by name and its lists as tables.
    void message(const google::protobuf::Message& message) const;
    // One line of JSON made by the caller.
    void json_line(const std::string& line) const;
    // Why something was not done: code, texts in both languages.
    void refusal(const Refusal& refusal) const;
    void fault(const Fault& fault) const;
    // Shows how far long work is; call with done == total to end the line.
    void progress(const std::string& what, std::uint64_t done, std::uint64_t total) const;

    std::string good(const std::string& text) const;
    std::string bad(const std::string& text) const;
    std::string faint(const std::string& text) const;

  private:
    bool json_;
    bool colours_;
    bool bars_;
};

}  // namespace linlian::apps
