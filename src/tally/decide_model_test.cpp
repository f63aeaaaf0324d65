// decide() against a model that knows nothing of ranges: it goes through completions of the unknown
// figures one by one and asks each check with plain multiplication.
#include "tally/figures_for_tests.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <vector>

namespace linlian::tally {
namespace {

constexpr std::int64_t unknown = -1;
// Known figures are at most 8; what has no bound is tried large enough to outweigh all of them.
const std::vector<std::int64_t> tried{0, 1, 2, 3, 4, 5, 6, 7, 8, 40, 2000};

struct Drawn {
    std::int64_t total, participating, agree, disagree, abstain, invalid, silent;
    bool invalid_participates, silence;
};

struct Whole {
    std::int64_t agree, disagree, abstain, invalid, absent;
};

std::vector<std::int64_t> values_of(std::int64_t known) {
    return known == unknown ? tried : std::vector<std::int64_t>{known};
}

bool fits(std::int64_t known, std::int64_t value) { return known == unknown || known == value; }

bool holds(const Drawn& drawn, const Whole& whole, const v1::CheckRule& rule) {
    auto participating = whole.agree + whole.disagree + whole.abstain +
                         (drawn.invalid_participates ? whole.invalid : 0);
    const auto total = participating + (drawn.invalid_participates ? 0 : whole.invalid) +
                       drawn.silent + whole.absent;
    auto agree = whole.agree;
    if (drawn.silence) {
        participating += drawn.silent;
        if (agree > whole.disagree && agree > whole.abstain) agree += drawn.silent;
    }
    const auto figure = rule.counted() == v1::PARTICIPATING ? participating : agree;
    const auto base = rule.of() == v1::ALL ? total : participating;
    const auto num = static_cast<std::int64_t>(rule.threshold().num());
    const auto den = static_cast<std::int64_t>(rule.threshold().den());
    if (figure == 0) return false;
    return rule.threshold().strict() ? figure * den > base * num : figure * den >= base * num;
}

bool is_completion(const Drawn& drawn, const Whole& whole) {
    const auto participating = whole.agree + whole.disagree + whole.abstain +
                               (drawn.invalid_participates ? whole.invalid : 0);
    const auto total = participating + (drawn.invalid_participates ? 0 : whole.invalid) +
                       (drawn.silence ? drawn.silent : 0) + whole.absent;
    return fits(drawn.participating, participating) && fits(drawn.total, total);
}

struct Seen {
    bool yes = false, no = false;
};

Seen seen_by_trying(const Drawn& drawn, const v1::CheckRule& rule) {
    Seen seen;
    auto without_rule = drawn;  // silent owners who do not count are absent ones
    if (!drawn.silence) without_rule.silent = 0;
    for (const auto agree : values_of(drawn.agree))
        for (const auto disagree : values_of(drawn.disagree))
            for (const auto abstain : values_of(drawn.abstain))
                for (const auto invalid : values_of(drawn.invalid))
                    for (const auto absent : tried) {
                        const Whole whole{agree, disagree, abstain, invalid, absent};
                        if (!is_completion(drawn, whole)) continue;
                        (holds(without_rule, whole, rule) ? seen.yes : seen.no) = true;
                        if (seen.yes && seen.no) return seen;
                    }
    return seen;
}

std::int64_t drawn_figure(std::int64_t most) {
    const bool is_known = *rc::gen::arbitrary<bool>();
    return is_known ? *rc::gen::inRange<std::int64_t>(0, most + 1) : unknown;
}

Drawn draw() {
    Drawn drawn{};
    drawn.total = drawn_figure(8);
    drawn.participating = drawn_figure(8);
    drawn.agree = drawn_figure(4);
    drawn.disagree = drawn_figure(3);
    drawn.abstain = drawn_figure(2);
    drawn.invalid = drawn_figure(2);
    drawn.silent = *rc::gen::inRange<std::int64_t>(0, 4);
    drawn.invalid_participates = *rc::gen::arbitrary<bool>();
    drawn.silence = *rc::gen::arbitrary<bool>();
    return drawn;
}

v1::Input input_of(const Drawn& drawn, v1::Measure measure) {
    const auto of = [&](std::int64_t value) {
        return measure == v1::HEADS ? figures(value, unknown) : figures(unknown, value);
    };
    v1::Input input;
    *input.mutable_total() = of(drawn.total);
    *input.mutable_participating() = of(drawn.participating);
    *input.mutable_agree() = of(drawn.agree);
    *input.mutable_disagree() = of(drawn.disagree);
    *input.mutable_abstain() = of(drawn.abstain);
    *input.mutable_invalid() = of(drawn.invalid);
    input.set_invalid_participates(drawn.invalid_participates);
    *input.mutable_silence()->mutable_silent() = of(drawn.silent);
    input.mutable_silence()->set_agreed(drawn.silence);
    input.mutable_silence()->set_warned(drawn.silence);
    return input;
}

v1::CheckRule drawn_check(v1::Measure measure) {
    const auto strict = *rc::gen::arbitrary<bool>();
    const auto den = *rc::gen::inRange<std::uint64_t>(strict ? 2 : 1, 6);
    const auto num = *rc::gen::inRange<std::uint64_t>(1, strict ? den : den + 1);
    const auto counted = *rc::gen::element(v1::PARTICIPATING, v1::AGREEING);
    return check_rule_of(counted, measure, *rc::gen::element(v1::ALL, v1::CAST), num, den, strict);
}

RC_GTEST_PROP(DecideModel, agrees_with_trying_every_completion, ()) {
    const auto measure = *rc::gen::element(v1::HEADS, v1::AREA);
    const auto drawn = draw();
    v1::Rule rule;
    *rule.add_checks() = drawn_check(measure);
    const auto verdict = decided(rule, input_of(drawn, measure));
    const auto seen = seen_by_trying(drawn, rule.checks(0));
    const bool is_possible = seen.yes || seen.no;
    RC_CLASSIFY(is_possible && seen.yes && seen.no);
    RC_CLASSIFY(!is_possible);
    RC_ASSERT(is_possible == (verdict.contradictions_size() == 0));
    if (!is_possible) {
        RC_ASSERT(verdict.outcome() == v1::CANNOT_DECIDE);
        return;
    }
    const auto wanted = !seen.no ? v1::HOLDS : !seen.yes ? v1::FAILS : v1::UNKNOWN;
    RC_ASSERT(verdict.checks(0).holds() == wanted);
    RC_ASSERT((verdict.missing_size() > 0) == (wanted == v1::UNKNOWN));
}

RC_GTEST_PROP(DecideModel, needs_the_least_figure_that_holds, ()) {
    auto drawn = draw();
    drawn.silence = false;
    drawn.agree = drawn.disagree = drawn.abstain = drawn.invalid = unknown;
    drawn.total = *rc::gen::inRange<std::int64_t>(0, 500);
    v1::Rule rule;
    *rule.add_checks() = drawn_check(v1::HEADS);
    rule.mutable_checks(0)->set_counted(v1::PARTICIPATING);
    rule.mutable_checks(0)->set_of(v1::ALL);
    const auto verdict_with = [&](std::int64_t participating) {
        drawn.participating = participating;
        return decided(rule, input_of(drawn, v1::HEADS));
    };
    const auto needed = static_cast<std::int64_t>(verdict_with(0).checks(0).needed().value());
    if (needed <= drawn.total) RC_ASSERT(outcomes(verdict_with(needed)) == "H");
    RC_ASSERT(outcomes(verdict_with(needed - 1)) == "F");
}

// Where nobody can say of some whether they were silent, what holds holds whichever were.
RC_GTEST_PROP(DecideModel, agrees_with_trying_how_many_were_silent, ()) {
    auto drawn = draw();
    drawn.silence = true;
    drawn.agree = *rc::gen::inRange<std::int64_t>(0, 6);
    drawn.disagree = *rc::gen::inRange<std::int64_t>(0, 4);
    drawn.abstain = *rc::gen::inRange<std::int64_t>(0, 3);
    drawn.invalid = *rc::gen::inRange<std::int64_t>(0, 2);
    drawn.participating = drawn.agree + drawn.disagree + drawn.abstain +
                          (drawn.invalid_participates ? drawn.invalid : 0);
    const auto perhaps = *rc::gen::inRange<std::int64_t>(0, 6);
    drawn.total = drawn.participating + drawn.invalid + drawn.silent + perhaps +
                  *rc::gen::inRange<std::int64_t>(0, 6);
    v1::Rule rule;
    *rule.add_checks() = drawn_check(v1::HEADS);
    auto input = input_of(drawn, v1::HEADS);
    *input.mutable_silence()->mutable_perhaps() = figures(perhaps, unknown);
    const auto verdict = decided(rule, input);
    bool yes = false, no = false;
    for (auto each = drawn; each.silent <= drawn.silent + perhaps; ++each.silent) {
        const auto holds = decided(rule, input_of(each, v1::HEADS)).checks(0).holds();
        (holds == v1::HOLDS ? yes : no) = true;
    }
    RC_CLASSIFY(yes && no);
    RC_ASSERT(verdict.checks(0).holds() == (!no ? v1::HOLDS : !yes ? v1::FAILS : v1::UNKNOWN));
    RC_ASSERT((verdict.missing_size() > 0) == (yes && no));
}

// Two measures without silence are two questions.
RC_GTEST_PROP(DecideModel, asks_heads_and_area_apart, ()) {
    auto heads_drawn = draw(), area_drawn = draw();
    heads_drawn.silence = area_drawn.silence = false;
    area_drawn.invalid_participates = heads_drawn.invalid_participates;
    v1::Rule both, heads_alone, area_alone;
    *both.add_checks() = *heads_alone.add_checks() = drawn_check(v1::HEADS);
    *both.add_checks() = *area_alone.add_checks() = drawn_check(v1::AREA);
    both.mutable_checks(1)->set_name("other");
    auto input = input_of(heads_drawn, v1::HEADS);
    const auto area_input = input_of(area_drawn, v1::AREA);
    input.MergeFrom(area_input);
    const auto verdict = decided(both, input);
    RC_PRE(verdict.contradictions_size() == 0);
    RC_ASSERT(outcomes(verdict) ==
              outcomes(decided(heads_alone, input_of(heads_drawn, v1::HEADS))) +
                  outcomes(decided(area_alone, area_input)));
}

}  // namespace
}  // namespace linlian::tally
