// One table of a TOML document, read key by key: each read notes its fault with the line, and at
// the end every key that nobody asked for is a fault too. Used for documents that people write.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"

#include <toml++/toml.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace linlian::client {

// Collects faults, in the order in which they are found.
struct TomlFaults {
    std::vector<Refusal> list;
    // Refusal client.CALL_DOCUMENT_WRONG. Line 0: the document as a whole.
    void note(std::uint32_t line, const std::string& field, const std::string& zh,
              const std::string& en);
};

// Parses a whole document; a text that is no TOML is one fault.
std::optional<toml::table> parse_toml(std::string_view text, TomlFaults& faults);

class TomlSection {
  public:
    // `name` is how faults call it: "times", "items 2"; empty for the whole document.
    TomlSection(const toml::table& table, std::string name, TomlFaults& faults)
        : table_(table), name_(std::move(name)), faults_(faults) {}

    bool has(const char* key) const { return table_.contains(key); }
    // Text; a missing one that is needed is a fault, and gives an empty text.
    std::string text(const char* key, bool is_needed, std::size_t max_bytes);
    bool flag(const char* key, bool otherwise);
    // `otherwise`: the value of a key that is left out; `most`: the greatest one that is no fault.
    std::uint32_t number(const char* key, std::uint32_t otherwise, std::uint32_t most);
    // A date with a time, in Beijing time unless it names a zone.
    Timestamp time(const char* key);
    // An inner table; null (and no fault) when there is none.
    const toml::table* table(const char* key);
    // The tables of [[key]].
    std::vector<const toml::table*> tables(const char* key);
    // The texts or numbers of a list, as texts.
    std::vector<std::string> list(const char* key);

    // A fault at a key, or at the section where the key is missing.
    void wrong(const char* key, const std::string& zh, const std::string& en);
    // Notes every key that was not read.
    void finish();

  private:
    const toml::node* find(const char* key);
    std::string field(std::string_view key) const;

    const toml::table& table_;
    std::string name_;
    TomlFaults& faults_;
    std::set<std::string, std::less<>> read_;
};

}  // namespace linlian::client
