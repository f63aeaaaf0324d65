// Short ways to write figures and rules in the tests of this room.
#pragma once

#include "base/check.h"
#include "tally/tally.h"

#include <optional>
#include <string>

namespace linlian::tally {

// −1 stands for a figure that nobody knows.
inline v1::Figures figures(std::int64_t heads, std::int64_t area_centi) {
    v1::Figures made;
    if (heads >= 0) made.mutable_heads()->set_value(static_cast<std::uint64_t>(heads));
    if (area_centi >= 0)
        made.mutable_area_centi()->set_value(static_cast<std::uint64_t>(area_centi));
    return made;
}

inline v1::Figures heads(std::int64_t count) { return figures(count, -1); }

inline v1::Rule rule_of(std::string_view matter) {
    auto rule = rule_of_matter(matter);
    CHECK(rule.has_value());
    return std::move(*rule);
}

inline v1::Verdict decided(const v1::Rule& rule, const v1::Input& input) {
    auto verdict = decide(rule, input);
    CHECK(verdict.has_value());
    return std::move(*verdict);
}

inline v1::CheckRule check_rule_of(v1::Counted counted, v1::Measure measure, v1::Base of,
                                   std::uint64_t num, std::uint64_t den, bool strict) {
    v1::CheckRule rule;
    rule.set_name("check");
    rule.set_counted(counted);
    rule.set_measure(measure);
    rule.set_of(of);
    rule.mutable_threshold()->set_num(num);
    rule.mutable_threshold()->set_den(den);
    rule.mutable_threshold()->set_strict(strict);
    return rule;
}

inline const v1::Check& check_named(const v1::Verdict& verdict, std::string_view name) {
    for (const auto& check : verdict.checks()) {
        if (check.asked().name() == name) return check;
    }
    UNREACHABLE();
}

// "H", "F" or "?" for each check, in their order.
inline std::string outcomes(const v1::Verdict& verdict) {
    std::string text;
    for (const auto& check : verdict.checks())
        text += check.holds() == v1::HOLDS ? 'H' : check.holds() == v1::FAILS ? 'F' : '?';
    return text;
}

}  // namespace linlian::tally
