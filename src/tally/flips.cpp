// How many disputed ballots would turn a check, if they were ruled on as is claimed. The fewest are
// found by taking those first that move the check most.
#include "tally/flips.h"

#include "codec/refusal.h"
#include "tally/parts.h"
#include "tally/refusals.pb.h"
#include "tally/tally.h"
#include "tally/wide.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace linlian::tally {
namespace {

// What one reversal does.
struct Effect {
    Wide figure = 0;
    Wide base = 0;
    Wide margin = 0;
};

// Invalid ballots take part where the terms say so.
bool takes_part(v1::Choice choice, const v1::Input& input) {
    if (choice == v1::CHOICE_INVALID) return input.invalid_participates();
    return choice != v1::CHOICE_NOT_COUNTED;
}

// +1, 0 or −1 times the weight of the ballot.
Wide change(bool before, bool after, Wide weight) {
    return before == after ? 0 : (after ? weight : -weight);
}

Effect effect_of(const v1::Disputed& ballot, const v1::Input& input, const v1::CheckRule& asked) {
    const Wide weight = asked.measure() == v1::HEADS ? ballot.heads() : ballot.area_centi();
    const auto before = ballot.counted_as(), after = ballot.would_become();
    const Wide taking_part = change(takes_part(before, input), takes_part(after, input), weight);
    const Wide agreeing = change(before == v1::CHOICE_AGREE, after == v1::CHOICE_AGREE, weight);
    Effect effect;
    effect.figure = asked.counted() == v1::PARTICIPATING ? taking_part : agreeing;
    effect.base = asked.of() == v1::ALL ? 0 : taking_part;
    effect.margin = effect.figure * static_cast<Wide>(asked.threshold().den()) -
                    effect.base * static_cast<Wide>(asked.threshold().num());
    return effect;
}

}  // namespace

Result<> check_disputes(const v1::Input& input) {
    std::size_t number = 0;
    for (const auto& ballot : input.disputed()) {
        const auto where = std::to_string(++number);
        if (ballot.counted_as() == v1::CHOICE_UNSPECIFIED ||
            ballot.would_become() == v1::CHOICE_UNSPECIFIED)
            return refuse(v1::DISPUTE_MALFORMED, {{"ballot", where}});
        if (std::max(ballot.heads(), ballot.area_centi()) > figure_max)
            return refuse(v1::FIGURE_TOO_LARGE,
                          {{"part", "disputed " + where}, {"limit", std::to_string(figure_max)}});
    }
    return {};
}

void count_flips(v1::Check& check, const v1::Input& input) {
    // Where silence counts a reversal also moves who the silent join: no number would be true then.
    if (input.disputed_size() == 0 || silence_counts(input)) return;
    if (check.holds() == v1::UNKNOWN || !check.has_have() || !check.has_base()) return;
    // A check that holds is turned by the reversals that take most from it, one that fails by those
    // that add most.
    const bool holds = check.holds() == v1::HOLDS;
    std::vector<Effect> effects;
    for (const auto& ballot : input.disputed())
        effects.push_back(effect_of(ballot, input, check.asked()));
    // Equal margins: the figure itself decides, because a share of nothing is never enough.
    std::ranges::sort(effects, [&](const Effect& left, const Effect& right) {
        const auto order =
            std::tie(left.margin, left.figure) <=> std::tie(right.margin, right.figure);
        return holds ? order < 0 : order > 0;
    });
    Wide figure = check.have().value(), base = check.base().value();
    std::uint64_t reversed = 0;
    check.mutable_flips_by()->set_value(0);
    for (const auto& effect : effects) {
        figure += effect.figure;
        base += effect.base;
        ++reversed;
        if (is_enough(figure, base, check.asked().threshold()) == holds) continue;
        return check.mutable_flips_by()->set_value(reversed);
    }
}

}  // namespace linlian::tally
