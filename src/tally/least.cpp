// What the law fixes at least, held against a rule that somebody wrote.
#include "tally/tally.h"
#include "tally/wide.h"

#include <algorithm>

namespace linlian::tally {
namespace {

// Whether whoever meets `check` meets `least` too.
bool implies(const v1::CheckRule& check, const v1::CheckRule& least) {
    const bool of_all = check.counted() == v1::AGREEING && check.of() == v1::ALL;
    const auto& share = check.threshold();
    if (of_all && share.num() == share.den()) return true;
    if (check.measure() != least.measure() || !asks_as_much(share, least.threshold())) return false;
    return of_all || (check.counted() == least.counted() && check.of() == least.of());
}

}  // namespace

bool asks_as_much(const v1::Threshold& threshold, const v1::Threshold& least) {
    const Wide have = static_cast<Wide>(threshold.num()) * least.den();
    const Wide needed = static_cast<Wide>(least.num()) * threshold.den();
    return have > needed || (have == needed && (threshold.strict() || !least.strict()));
}

std::string lacks_of(const v1::Rule& rule, const v1::Rule& least) {
    for (const auto& asked : least.checks()) {
        const bool is_met = std::ranges::any_of(
            rule.checks(), [&asked](const auto& check) { return implies(check, asked); });
        if (!is_met) return asked.name();
    }
    return {};
}

}  // namespace linlian::tally
