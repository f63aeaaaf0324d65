// Patterns of routes, such as "GET /proof/row/{row...}": a method, then parts that are literal, one
// name each, or the rest of the path.

#include "api/address/pattern.h"

#include <algorithm>

namespace linlian::api {

// Nothing where the text is no pattern: no method, an empty part, a name without its brace, or a
// rest that is not the last.
std::optional<Pattern> Pattern::parse(std::string_view text) {
    Pattern pattern;
    pattern.text_ = std::string{text};
    const auto space = text.find(' ');
    if (space == std::string_view::npos || space == 0) return std::nullopt;
    pattern.method_ = std::string{text.substr(0, space)};
    text.remove_prefix(space + 1);
    while (!text.empty()) {
        if (text.front() != '/') return std::nullopt;
        text.remove_prefix(1);
        std::string_view part = text.substr(0, text.find('/'));
        text.remove_prefix(part.size());
        if (part.empty()) return std::nullopt;
        if (part.front() != '{') {
            pattern.parts_.push_back({Part::Kind::literal, std::string{part}});
            continue;
        }
        const bool rest = part.ends_with("...}");
        if (!part.ends_with('}') || (rest && !text.empty())) return std::nullopt;
        // Without its braces, and without the three dots of a rest.
        const auto name = part.substr(1, part.size() - (rest ? 5 : 2));
        if (name.empty()) return std::nullopt;
        pattern.parts_.push_back({rest ? Part::Kind::rest : Part::Kind::name, std::string{name}});
    }
    return pattern.parts_.empty() ? std::nullopt : std::optional{pattern};
}

std::vector<std::string> Pattern::names() const {
    std::vector<std::string> names;
    for (const auto& part : parts_) {
        if (part.kind != Part::Kind::literal) names.push_back(part.text);
    }
    return names;
}

// The parts of a path are decoded already; a rest takes one part or more, joined by slashes.
std::optional<Captures> Pattern::match(const std::vector<std::string>& path) const {
    Captures captures;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const Part& part = parts_[i];
        if (i >= path.size()) return std::nullopt;
        if (part.kind == Part::Kind::literal) {
            if (path[i] != part.text) return std::nullopt;
            continue;
        }
        std::string value = path[i];
        if (part.kind == Part::Kind::rest) {
            for (std::size_t j = i + 1; j < path.size(); ++j) value += "/" + path[j];
        }
        captures[part.text] = std::move(value);
        if (part.kind == Part::Kind::rest) return captures;
    }
    return path.size() == parts_.size() ? std::optional{captures} : std::nullopt;
}

// Part by part, the more particular first. Patterns of which neither goes before the other match
// the same paths.
bool Pattern::goes_before(const Pattern& other) const {
    return std::lexicographical_compare(
        parts_.begin(), parts_.end(), other.parts_.begin(), other.parts_.end(),
        [](const Part& one, const Part& two) { return one.rank() < two.rank(); });
}

}  // namespace linlian::api
