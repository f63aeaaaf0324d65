// The verdict. Read from the end: decide turns an input into what is known of each measure, lets
// the silent join, asks every check and says what is missing. A check is asked at the two
// completions of the unknown figures that are least and most kind to it: where both agree, all do.
#include "codec/refusal.h"
#include "tally/flips.h"
#include "tally/parts.h"
#include "tally/refusals.pb.h"
#include "tally/silence.h"
#include "tally/tally.h"
#include "tally/wide.h"

#include <algorithm>
#include <map>

namespace linlian::tally {
namespace {

// Stands for a figure without limit: with it every share below the whole of it is out of reach.
constexpr Wide endless = static_cast<Wide>(figure_max) * 10'000'000'000;

Wide wide(std::uint64_t value) { return value == unlimited ? endless : static_cast<Wide>(value); }

// What a check compares, silent owners included, at the completions least and most kind to it.
struct Compared {
    Between figure;
    Between base;
    Wide figure_at_worst = 0, base_at_worst = 0;
    Wide figure_at_best = 0, base_at_best = 0;
};

// All that is known of one measure when its checks are asked.
struct Facts {
    Parts parts;  // as given where they contradict each other, else narrowed
    bool is_contradictory = false;
    Between joining{0, 0};  // of the silent, with those who agree
    // So many silent are least and most kind to those who agree: who joins them helps.
    std::uint64_t silent_at_worst = 0, silent_at_best = 0;
};

// Who takes part and does not agree: disagreement, abstention, and invalid ballots where these take
// part.
Between of_voters_not_agreeing(const Parts& parts) {
    Between others{0, 0};
    for (const auto part : parts.of_participating()) {
        if (part != v1::PART_AGREE) others = sum_of(others, parts[part]);
    }
    return others;
}

// The base when the figure is at its least (so many others as fit) and at its most (so few): a
// figure is a part of its base, so that no other completion is less or more kind.
void set_extremes(Compared& compared, const Facts& known, const v1::CheckRule& asked) {
    const auto& parts = known.parts;
    const auto& took_part = parts[v1::PART_PARTICIPATING];
    const auto& total = parts[v1::PART_TOTAL];
    // First for a check on who takes part: the least at worst, the most at best. For one on who
    // agrees it is written over below.
    const auto silent = silent_of(parts);
    Wide silent_at_worst = wide(silent.least), silent_at_best = wide(silent.most);
    Wide cast_at_worst = wide(took_part.least), cast_at_best = wide(took_part.most);
    compared.figure_at_worst = cast_at_worst + silent_at_worst;
    compared.figure_at_best = cast_at_best + silent_at_best;
    if (asked.counted() == v1::AGREEING) {
        const auto others = of_voters_not_agreeing(parts);
        const auto& agree = parts[v1::PART_AGREE];
        compared.figure_at_worst = wide(agree.least) + wide(known.joining.least);
        compared.figure_at_best = wide(agree.most) + wide(known.joining.most);
        // As many others as still fit into those who took part make the base large; as few as must
        // be there make it small.
        cast_at_worst = std::min(wide(took_part.most), wide(agree.least) + wide(others.most));
        cast_at_best = std::max(wide(took_part.least), wide(agree.most) + wide(others.least));
        silent_at_worst = wide(known.silent_at_worst);
        silent_at_best = wide(known.silent_at_best);
    }
    compared.base_at_worst = cast_at_worst + silent_at_worst;
    compared.base_at_best = cast_at_best + silent_at_best;
    if (asked.of() == v1::CAST) return;
    // Invalid ballots that do not take part are still of all: the total holds them too.
    const Wide outside = parts.invalid_participates ? 0 : wide(parts[v1::PART_INVALID].least);
    compared.base_at_worst = wide(total.most);
    compared.base_at_best = std::max(wide(total.least), compared.base_at_best + outside);
}

// Ranges for whoever reads the verdict; what is decided comes from the extremes.
Compared compare(const Facts& known, const v1::CheckRule& asked) {
    const auto& parts = known.parts;
    const auto took_part = sum_of(parts[v1::PART_PARTICIPATING], silent_of(parts));
    Compared compared;
    compared.figure = asked.counted() == v1::PARTICIPATING
                          ? took_part
                          : sum_of(parts[v1::PART_AGREE], known.joining);
    compared.base = asked.of() == v1::ALL ? parts[v1::PART_TOTAL] : took_part;
    set_extremes(compared, known, asked);
    return compared;
}

// Enough at the worst: enough always. Not even at the best: never.
v1::Holds outcome_of(const Compared& compared, const v1::Threshold& asked) {
    if (is_enough(compared.figure_at_worst, compared.base_at_worst, asked)) return v1::HOLDS;
    if (!is_enough(compared.figure_at_best, compared.base_at_best, asked)) return v1::FAILS;
    return v1::UNKNOWN;
}

v1::Range range_of(const Between& between) {
    v1::Range range;
    range.set_least(between.least);
    if (between.most != unlimited) range.mutable_most()->set_value(between.most);
    return range;
}

// Figures that are fully known are told as such beside their ranges. Of contradictory figures
// nothing is decided, whatever they would give.
v1::Check check_of(const v1::CheckRule& asked, const Facts& known) {
    v1::Check check;
    *check.mutable_asked() = asked;
    const auto compared = compare(known, asked);
    *check.mutable_have_range() = range_of(compared.figure);
    *check.mutable_base_range() = range_of(compared.base);
    if (compared.figure.is_known()) check.mutable_have()->set_value(compared.figure.least);
    if (compared.base.is_known()) {
        check.mutable_base()->set_value(compared.base.least);
        check.mutable_needed()->set_value(least_enough(compared.base.least, asked.threshold()));
    }
    check.set_holds(known.is_contradictory ? v1::UNKNOWN : outcome_of(compared, asked.threshold()));
    return check;
}

// Too large is refused and not clipped: wide.h relies on the limit. Where silence counts the number
// of the silent must be given: it is never derived from what is left over.
Result<> check_figures(const v1::Input& input, const v1::Rule& rule) {
    for (int number = v1::PART_TOTAL; number <= v1::PART_SILENT; ++number) {
        const auto part = static_cast<v1::Part>(number);
        for (const auto measure : {v1::HEADS, v1::AREA}) {
            if (known_figure(input, part, measure).value_or(0) > figure_max)
                return refuse(v1::FIGURE_TOO_LARGE, {{"part", v1::Part_Name(part)},
                                                     {"limit", std::to_string(figure_max)}});
        }
    }
    if (!silence_counts(input)) return {};
    for (const auto measure : {v1::HEADS, v1::AREA}) {
        if (perhaps_silent(input, measure) > figure_max)
            return refuse(v1::FIGURE_TOO_LARGE, {{"part", v1::Part_Name(v1::PART_SILENT)},
                                                 {"limit", std::to_string(figure_max)}});
    }
    for (const auto& check : rule.checks()) {
        if (!known_figure(input, v1::PART_SILENT, check.measure()))
            return refuse(v1::SILENT_UNKNOWN);
    }
    return {};
}

// Heads and area with what speaks against them.
std::map<v1::Measure, Facts> known_of(const v1::Input& input, v1::Verdict& verdict) {
    std::map<v1::Measure, Facts> known;
    for (const auto measure : {v1::HEADS, v1::AREA}) {
        auto& one = known[measure];
        one.parts = given_parts(input, measure);
        for (auto& found : contradictions_of(one.parts)) {
            one.is_contradictory = true;
            *verdict.add_contradictions() = std::move(found);
        }
    }
    for (int number = v1::PART_TOTAL; number <= v1::PART_SILENT; ++number) {
        const auto part = static_cast<v1::Part>(number);
        // An area belongs to somebody: a part without heads has none.
        const auto heads = known_figure(input, part, v1::HEADS);
        const auto area = known_figure(input, part, v1::AREA);
        if (heads != 0 || area.value_or(0) == 0) continue;
        auto* found = verdict.add_contradictions();
        found->set_code(v1::AREA_WITHOUT_HEADS);
        found->set_measure(v1::AREA);
        found->add_parts(part);
        found->set_sum(*area);
        known[v1::HEADS].is_contradictory = known[v1::AREA].is_contradictory = true;
    }
    for (auto& [measure, one] : known) {
        if (!one.is_contradictory) one.parts = narrowed(one.parts);
    }
    return known;
}

// Lets the silent of the measures that are asked for join, and says why they might not.
std::vector<v1::Missing> let_silent_join(std::map<v1::Measure, Facts>& known,
                                         const v1::Rule& rule) {
    std::vector<Parts> asked;
    for (const auto& [measure, one] : known) {
        const bool is_asked = std::ranges::any_of(
            rule.checks(), [&](const auto& check) { return check.measure() == measure; });
        if (is_asked && one.parts.silence_counts) asked.push_back(one.parts);
    }
    const auto joining = silent_agree(asked);
    for (auto& [measure, one] : known) {
        const auto silent = silent_of(one.parts);
        one.joining = joining.of(one.parts);
        one.silent_at_worst = joining.surely ? silent.least : silent.most;
        one.silent_at_best = joining.possibly ? silent.most : silent.least;
    }
    return joining.why_open;
}

// Each figure once, however many checks wait for it.
void add_missing(v1::Verdict& verdict, v1::Part part, v1::Measure measure) {
    for (const auto& known : verdict.missing()) {
        if (known.part() == part && known.measure() == measure) return;
    }
    auto* missing = verdict.add_missing();
    missing->set_code(v1::FIGURE_UNKNOWN);
    missing->set_part(part);
    missing->set_measure(measure);
}

// The figures of checks that could still go either way.
void list_missing(v1::Verdict& verdict, const std::map<v1::Measure, Facts>& known,
                  const std::vector<v1::Missing>& silence) {
    for (const auto& check : verdict.checks()) {
        const auto& asked = check.asked();
        const auto& one = known.at(asked.measure());
        if (check.holds() != v1::UNKNOWN || one.is_contradictory) continue;
        const auto counted =
            asked.counted() == v1::PARTICIPATING ? v1::PART_PARTICIPATING : v1::PART_AGREE;
        const auto base = asked.of() == v1::ALL ? v1::PART_TOTAL : v1::PART_PARTICIPATING;
        for (const auto part : {base, counted}) {
            if (!one.parts[part].is_known()) add_missing(verdict, part, asked.measure());
        }
        if (!silent_of(one.parts).is_known())
            add_missing(verdict, v1::PART_SILENT, asked.measure());
    }
    for (const auto& why : silence) *verdict.add_missing() = why;
}

// One check that fails is enough to fail, even where others are open.
v1::Outcome outcome_of(const v1::Verdict& verdict) {
    if (verdict.contradictions_size() > 0) return v1::CANNOT_DECIDE;
    const auto is = [](v1::Holds holds) {
        return [holds](const v1::Check& check) { return check.holds() == holds; };
    };
    if (std::ranges::any_of(verdict.checks(), is(v1::FAILS))) return v1::FAILED;
    return std::ranges::all_of(verdict.checks(), is(v1::HOLDS)) ? v1::PASSED : v1::CANNOT_DECIDE;
}

}  // namespace

Result<v1::Verdict> decide(const v1::Rule& rule, const v1::Input& input) {
    TRY(check_rule(rule));
    TRY(check_figures(input, rule));
    TRY(check_disputes(input));
    v1::Verdict verdict;
    auto known = known_of(input, verdict);
    const auto silence = let_silent_join(known, rule);
    for (const auto& asked : rule.checks()) {
        auto check = check_of(asked, known.at(asked.measure()));
        count_flips(check, input);
        *verdict.add_checks() = std::move(check);
    }
    verdict.set_outcome(outcome_of(verdict));
    if (verdict.outcome() == v1::CANNOT_DECIDE) list_missing(verdict, known, silence);
    return verdict;
}

}  // namespace linlian::tally
