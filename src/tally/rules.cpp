// The thresholds of the law as rules, and whether a rule can be asked at all. The law stands in
// tally.h.
#include "codec/refusal.h"
#include "tally/refusals.pb.h"
#include "tally/tally.h"

#include <array>
#include <set>
#include <utility>

namespace linlian::tally {
namespace {

// A share of num out of den: more than that where strict, else at least that.
v1::Threshold threshold(std::uint64_t num, std::uint64_t den, bool strict) {
    v1::Threshold made;
    made.set_num(num);
    made.set_den(den);
    made.set_strict(strict);
    return made;
}

// Who takes part is measured against all, who agrees against those who take part.
void add_check(v1::Rule& rule, const char* name, v1::Counted counted, v1::Measure measure,
               const v1::Threshold& asked) {
    auto* check = rule.add_checks();
    check->set_name(name);
    check->set_counted(counted);
    check->set_measure(measure);
    check->set_of(counted == v1::PARTICIPATING ? v1::ALL : v1::CAST);
    *check->mutable_threshold() = asked;
}

// "278.6" is 6; 0 for what is no matter of the article.
int matter_of_278(std::string_view matter) {
    constexpr std::string_view article = "278.";
    if (!matter.starts_with(article) || matter.size() != article.size() + 1) return 0;
    const char digit = matter.back();
    return digit >= '1' && digit <= '9' ? digit - '0' : 0;
}

// Every field that a check is made of is there; what is unspecified would be a check of nothing.
bool is_whole(const v1::CheckRule& check) {
    const bool has_counted =
        check.counted() == v1::PARTICIPATING || check.counted() == v1::AGREEING;
    const bool has_measure = check.measure() == v1::HEADS || check.measure() == v1::AREA;
    const bool has_base = check.of() == v1::ALL || check.of() == v1::CAST;
    return !check.name().empty() && has_counted && has_measure && has_base && check.has_threshold();
}

// More than all can never be, and a share of zero asks for nothing.
bool is_possible(const v1::Threshold& asked) {
    if (asked.num() == 0 || asked.den() > threshold_den_max) return false;
    return asked.strict() ? asked.num() < asked.den() : asked.num() <= asked.den();
}

}  // namespace

Result<v1::Rule> rule_of_matter(std::string_view matter) {
    v1::Rule rule;
    const auto half = threshold(1, 2, true);
    if (matter == "assembly") {
        add_check(rule, "participation.heads", v1::PARTICIPATING, v1::HEADS, half);
        add_check(rule, "agreement.heads", v1::AGREEING, v1::HEADS, half);
        return rule;
    }
    const int number = matter_of_278(matter);
    if (number == 0) return refuse(v1::MATTER_UNKNOWN, {{"matter", std::string{matter}}});
    const auto two_thirds = threshold(2, 3, false);
    // Matters 6, 7 and 8 take three quarters.
    const bool is_major = number >= 6 && number <= 8;
    const auto agreement = is_major ? threshold(3, 4, false) : half;
    add_check(rule, "participation.heads", v1::PARTICIPATING, v1::HEADS, two_thirds);
    add_check(rule, "participation.area", v1::PARTICIPATING, v1::AREA, two_thirds);
    add_check(rule, "agreement.heads", v1::AGREEING, v1::HEADS, agreement);
    add_check(rule, "agreement.area", v1::AGREEING, v1::AREA, agreement);
    return rule;
}

Result<> check_rule(const v1::Rule& rule) {
    const auto checks = static_cast<std::size_t>(rule.checks_size());
    if (checks == 0) return refuse(v1::RULE_EMPTY);
    if (checks > checks_max)
        return refuse(v1::FIGURE_TOO_LARGE,
                      {{"part", "checks"}, {"limit", std::to_string(checks_max)}});
    // The same name may stand twice only where it is about another base.
    std::set<std::pair<std::string, v1::Base>> seen;
    std::size_t number = 0;
    for (const auto& check : rule.checks()) {
        const std::vector<Figure> where{{"check", std::to_string(++number)}};
        if (!is_whole(check)) return refuse(v1::CHECK_MALFORMED, where);
        if (!is_possible(check.threshold())) return refuse(v1::THRESHOLD_WRONG, where);
        if (!seen.emplace(check.name(), check.of()).second) return refuse(v1::CHECK_TWICE, where);
    }
    return {};
}

}  // namespace linlian::tally
