// Ranges of the parts of one measure. Two sums hold between them: those who voted make up the
// participating, and these with the silent, the absent and invalid ballots that do not take part
// make up the total. contradictions_of asks whether some figures fit at all; narrowed then draws
// the ranges together.
#include "tally/parts.h"

#include "base/check.h"

#include <algorithm>

namespace linlian::tally {
namespace {

// What is unlimited stays so, instead of running over.
std::uint64_t plus(std::uint64_t left, std::uint64_t right) {
    return left == unlimited || right == unlimited ? unlimited : left + right;
}

// left − right, and nothing below zero.
std::uint64_t minus(std::uint64_t left, std::uint64_t right) {
    if (left == unlimited) return unlimited;
    return left > right ? left - right : 0;
}

void narrow(Between& range, const Between& by) {
    range.least = std::max(range.least, by.least);
    range.most = std::min(range.most, by.most);
}

// whole = Σ parts, in both directions.
void narrow_sum(Parts& parts, v1::Part whole, const std::vector<v1::Part>& of) {
    Between sum{0, 0};
    for (const auto part : of) sum = sum_of(sum, parts[part]);
    narrow(parts[whole], sum);
    for (const auto part : of) {
        Between others{0, 0};
        for (const auto other : of) {
            if (other != part) others = sum_of(others, parts[other]);
        }
        narrow(parts[part],
               {minus(parts[whole].least, others.most), minus(parts[whole].most, others.least)});
    }
}

// The least that the parts have, beside what they should be. Parts that may be zero say nothing
// against it and are not named.
v1::Contradiction against(const Parts& given, const std::vector<v1::Part>& parts, v1::Part whole) {
    v1::Contradiction made;
    made.set_measure(given.measure);
    std::uint64_t sum = 0;
    for (const auto part : parts) {
        if (given[part].least == 0) continue;
        made.add_parts(part);
        sum += given[part].least;
    }
    made.set_sum(sum);
    made.set_whole(whole);
    made.set_whole_value(given[whole].least);
    return made;
}

}  // namespace

Between sum_of(Between left, Between right) {
    return {plus(left.least, right.least), plus(left.most, right.most)};
}

std::vector<v1::Part> Parts::of_participating() const {
    std::vector<v1::Part> parts{v1::PART_AGREE, v1::PART_DISAGREE, v1::PART_ABSTAIN};
    if (invalid_participates) parts.push_back(v1::PART_INVALID);
    return parts;
}

std::vector<v1::Part> Parts::of_total() const {
    std::vector<v1::Part> parts{v1::PART_PARTICIPATING};
    if (!invalid_participates) parts.push_back(v1::PART_INVALID);
    if (silence_counts) parts.push_back(v1::PART_SILENT);
    parts.push_back(v1::PART_ABSENT);
    return parts;
}

const v1::Figures* figures_of(const v1::Input& input, v1::Part part) {
    switch (part) {
        case v1::PART_TOTAL:
            return &input.total();
        case v1::PART_PARTICIPATING:
            return &input.participating();
        case v1::PART_AGREE:
            return &input.agree();
        case v1::PART_DISAGREE:
            return &input.disagree();
        case v1::PART_ABSTAIN:
            return &input.abstain();
        case v1::PART_INVALID:
            return &input.invalid();
        case v1::PART_SILENT:
            return &input.silence().silent();
        default:
            return nullptr;
    }
}

// Nothing: nobody gives it, which is not zero.
std::optional<std::uint64_t> known_figure(const v1::Input& input, v1::Part part,
                                          v1::Measure measure) {
    const auto* figures = figures_of(input, part);
    if (figures == nullptr) return {};
    if (measure == v1::HEADS)
        return figures->has_heads() ? std::optional{figures->heads().value()} : std::nullopt;
    return figures->has_area_centi() ? std::optional{figures->area_centi().value()} : std::nullopt;
}

// Agreed beforehand, and the voters were warned: with only one of them silence says nothing.
bool silence_counts(const v1::Input& input) {
    return input.silence().agreed() && input.silence().warned();
}

std::uint64_t perhaps_silent(const v1::Input& input, v1::Measure measure) {
    const auto& perhaps = input.silence().perhaps();
    return measure == v1::HEADS ? perhaps.heads().value() : perhaps.area_centi().value();
}

Parts given_parts(const v1::Input& input, v1::Measure measure) {
    Parts parts{measure, input.invalid_participates(), silence_counts(input), {}};
    for (int number = v1::PART_TOTAL; number <= v1::PART_ABSENT; ++number) {
        const auto part = static_cast<v1::Part>(number);
        if (const auto figure = known_figure(input, part, measure))
            parts[part] = {*figure, *figure};
    }
    auto& silent = parts[v1::PART_SILENT];
    // Of some it is not known whether they were silent: they widen the range upwards.
    if (silent.is_known()) silent.most = plus(silent.most, perhaps_silent(input, measure));
    return parts;
}

std::vector<v1::Contradiction> contradictions_of(const Parts& given) {
    std::vector<v1::Contradiction> found;
    // Parts above the whole always contradict; parts below it only where none is unknown, who could
    // be the rest.
    const auto voted = given.of_participating();
    const auto all_known = [&](const auto& parts) {
        return std::ranges::all_of(parts, [&](v1::Part part) { return given[part].is_known(); });
    };
    const auto add = [&](v1::ContradictionCode code, v1::Contradiction made) {
        made.set_code(code);
        found.push_back(std::move(made));
    };
    if (given[v1::PART_PARTICIPATING].is_known()) {
        auto made = against(given, voted, v1::PART_PARTICIPATING);
        const bool is_short = made.sum() < made.whole_value() && all_known(voted);
        if (made.sum() > made.whole_value()) {
            add(v1::PARTS_EXCEED_WHOLE, std::move(made));
        } else if (is_short) {
            add(v1::PARTS_FALL_SHORT, std::move(made));
        }
    }
    if (!given[v1::PART_TOTAL].is_known()) return found;
    auto taken = given.of_total();
    // While nobody says how many took part, those who are known to have voted stand for them.
    if (!given[v1::PART_PARTICIPATING].is_known()) {
        taken.erase(taken.begin());
        taken.insert(taken.begin(), voted.begin(), voted.end());
    }
    auto made = against(given, taken, v1::PART_TOTAL);
    if (made.sum() > made.whole_value()) add(v1::PARTS_EXCEED_WHOLE, std::move(made));
    return found;
}

// The sums form a tree of two levels, so a fixed number of rounds is enough.
Parts narrowed(Parts parts) {
    // Up the tree, then down, and once more for what came down to the lower sum.
    for (int round = 0; round < 2; ++round) {
        narrow_sum(parts, v1::PART_PARTICIPATING, parts.of_participating());
        narrow_sum(parts, v1::PART_TOTAL, parts.of_total());
    }
    narrow_sum(parts, v1::PART_PARTICIPATING, parts.of_participating());
    for (const auto& range : parts.ranges) CHECK(!range.is_empty());
    return parts;
}

}  // namespace linlian::tally
