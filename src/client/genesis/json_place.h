// Reading a JSON file that people wrote: strictly, and so that every fault names its path. A name
// given twice, a member nobody knows and nesting without end are refused. Used for tally cases.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linlian::client {

// Refusals client.CASE_UNREADABLE {reason}, CASE_TWICE {path}.
Result<nlohmann::json> parse_strictly(BytesView text);

// A value of a document and where it stands: "units[3].area". The document outlives it.
class Place {
  public:
    explicit Place(const nlohmann::json& document) : Place{document, ""} {}

    const std::string& path() const { return path_; }
    const nlohmann::json& value() const { return *value_; }
    // The path of a member, whether it is there or not.
    std::string path_of(std::string_view name) const;

    // Refusals CASE_KIND_WRONG where this is no object, CASE_KEY_UNKNOWN for any other name.
    Result<> has_only(std::initializer_list<std::string_view> names) const;
    // A member of this object; nothing where it is absent or null.
    std::optional<Place> find(std::string_view name) const;
    // Refusal CASE_KEY_MISSING.
    Result<Place> need(std::string_view name) const;

    // Refusals CASE_KIND_WRONG, CASE_EMPTY.
    Result<std::string> text() const;
    Result<bool> flag() const;
    Result<std::vector<Place>> list() const;
    // The position of the text among words. Refusals as text, CASE_WORD_UNKNOWN.
    Result<std::size_t> word(const std::vector<std::string_view>& words) const;

  private:
    Place(const nlohmann::json& value, std::string path) : value_{&value}, path_{std::move(path)} {}

    const nlohmann::json* value_;
    std::string path_;
};

}  // namespace linlian::client
