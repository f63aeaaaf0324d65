// The pattern of a route, "GET /registry/premises/{id}", and the choice among many: a part written
// out goes before one in braces. A last part "{name...}" takes the rest of the path.
#pragma once

#include "base/bytes.h"

#include <map>
#include <optional>
#include <vector>

namespace linlian::api {

// What the path gave for the parts in braces; a rest is joined by "/".
using Captures = std::map<std::string, std::string>;

class Pattern {
  public:
    // Nothing when the text is not METHOD, a space and a path with at most one brace a part.
    static std::optional<Pattern> parse(std::string_view text);

    const std::string& method() const { return method_; }
    const std::string& text() const { return text_; }
    // The names in braces.
    std::vector<std::string> names() const;

    std::optional<Captures> match(const std::vector<std::string>& path) const;
    // Patterns in this order are tried one after the other. Two of one method that are neither
    // before nor after each other match the same paths.
    bool goes_before(const Pattern& other) const;

  private:
    struct Part {
        enum class Kind { literal, name, rest } kind = Kind::literal;
        std::string text;
        // Names are alike: two patterns that differ in them alone match the same paths.
        std::pair<Kind, std::string> rank() const {
            return {kind, kind == Kind::literal ? text : std::string{}};
        }
    };

    std::string text_;
    std::string method_;
    std::vector<Part> parts_;
};

}  // namespace linlian::api
