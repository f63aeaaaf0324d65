// Whom the silent join. They follow the largest of the three options agree, disagree and abstain;
// silent_agree says whether that is agreement: surely, possibly or not.
#include "tally/silence.h"

#include <algorithm>

namespace linlian::tally {
namespace {

// Whether those who agree lead: at every completion of the figures, or at some.
struct Lead {
    bool surely = false;
    bool possibly = false;
};

// The least that the larger of the two other options can have while as many agree as can.
std::uint64_t least_rival(const Parts& parts) {
    const auto& disagree = parts[v1::PART_DISAGREE];
    const auto& abstain = parts[v1::PART_ABSTAIN];
    const auto least = std::max(disagree.least, abstain.least);
    auto others = parts[v1::PART_AGREE];
    if (parts.invalid_participates) others = sum_of(others, parts[v1::PART_INVALID]);
    const auto took_part = parts[v1::PART_PARTICIPATING].least;
    if (took_part <= others.most) return least;
    // So many must have disagreed or abstained; the ranges already hold what each must have when
    // the other has its most, so that dividing evenly is what is left to ask.
    const auto left = took_part - others.most;
    return std::max(least, left / 2 + left % 2);
}

// More than each of the others: a tie is no lead.
Lead of_agreeing(const Parts& parts) {
    const auto& agree = parts[v1::PART_AGREE];
    const auto& disagree = parts[v1::PART_DISAGREE];
    const auto& abstain = parts[v1::PART_ABSTAIN];
    return {agree.least > std::max(disagree.most, abstain.most), agree.most > least_rival(parts)};
}

v1::Missing missing(v1::MissingCode code, v1::Measure measure) {
    v1::Missing made;
    made.set_code(code);
    made.set_measure(measure);
    return made;
}

}  // namespace

Between silent_of(const Parts& parts) {
    return parts.silence_counts ? parts[v1::PART_SILENT] : Between{0, 0};
}

Between Joining::of(const Parts& parts) const {
    const auto silent = silent_of(parts);
    return {surely ? silent.least : 0, possibly ? silent.most : 0};
}

Joining silent_agree(std::span<const Parts> measures) {
    // For sure only if they lead by every measure; possible as soon as they might by one. So what
    // two measures say differently stays open.
    Joining joining{true, false, {}};
    bool is_denied = false;  // some measure surely says that they do not lead
    std::vector<v1::Missing> unknown;
    for (const auto& parts : measures) {
        const auto lead = of_agreeing(parts);
        joining.surely = joining.surely && lead.surely;
        joining.possibly = joining.possibly || lead.possibly;
        is_denied = is_denied || !lead.possibly;
        if (lead.possibly && !lead.surely)
            unknown.push_back(missing(v1::SILENCE_LEADER_UNKNOWN, parts.measure));
    }
    if (joining.surely == joining.possibly) return joining;
    joining.why_open = std::move(unknown);
    if (is_denied)
        joining.why_open.push_back(missing(v1::SILENCE_LEADERS_DIFFER, v1::MEASURE_UNSPECIFIED));
    return joining;
}

}  // namespace linlian::tally
