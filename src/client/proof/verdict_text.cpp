// Sentences out of figures. `tell` of a check is put together of what was counted (counted_told),
// of what (base_told), the share in per cent, whether it is enough (outcome_told) and what disputed
// ballots could change (flips_told). Nothing is computed anew here: whether a check holds comes
// with the verdict.
#include "client/proof/verdict_text.h"

#include "client/ballot/ballot_figures.h"
#include "client/shown/value_text.h"
#include "tally/tally.h"

#include <fmt/format.h>

#include <optional>

namespace linlian::client {
namespace {

using namespace tally::v1;

// A part of the electorate as people call it, and by the name that programs read.
struct PartWords {
    const char* zh;
    const char* en;
    const char* key;  // as the file of a case calls it
};

PartWords words_of(Part part) {
    switch (part) {
        case PART_TOTAL:
            return {"全体", "all", "totals"};
        case PART_PARTICIPATING:
            return {"参与表决", "taking part", "participating"};
        case PART_AGREE:
            return {"同意", "agree", "agree"};
        case PART_DISAGREE:
            return {"不同意", "disagree", "disagree"};
        case PART_ABSTAIN:
            return {"弃权", "abstain", "abstain"};
        case PART_INVALID:
            return {"无效票", "invalid", "invalid"};
        case PART_SILENT:
            return {"送达未投", "silent", "silent"};
        default:
            return {"未参与", "absent", "absent"};
    }
}

Told measure_told(Measure measure) {
    return measure == AREA ? Told{"面积", "area"} : Told{"人数", "heads"};
}

// "agree.heads".
std::string key_of(Part part, Measure measure) {
    return fmt::format("{}.{}", words_of(part).key, measure_told(measure).en);
}

// "同意＋不同意", "agree + disagree".
Told parts_told(const Contradiction& contradiction) {
    Told told;
    for (const auto part : contradiction.parts()) {
        const auto words = words_of(static_cast<Part>(part));
        told.zh += (told.zh.empty() ? "" : "＋") + std::string{words.zh};
        told.en += (told.en.empty() ? "" : " + ") + std::string{words.en};
    }
    return told;
}

Styled mark_of(const Screen& screen, Holds holds) {
    if (holds == HOLDS) return screen.good("✓");
    return holds == FAILS ? screen.bad("✗") : "?";
}

// Chinese behind the mark, English below it.
void say(const Screen& screen, const Styled& mark, const Told& told) {
    screen.say(mark + " " + told.zh);
    screen.say("  " + told.en);
}

bool is_area(const CheckRule& asked) { return asked.measure() == AREA; }

// A figure without a unit in English, where the sentence names it later; nothing when not even
// bounds are known.
std::optional<Told> figure_told(const Known* known, const Range& range, Measure measure) {
    // A range from 0 without an end says nothing. One that begins at 0 has its end only, one
    // without an end its beginning.
    const auto bare = [measure](std::uint64_t value) {
        return measure == AREA ? amount_of(value, measure)
                               : Told{amount_of(value, measure).zh, grouped(value)};
    };
    if (known != nullptr) return bare(known->value());
    const auto least = bare(range.least());
    if (range.has_most()) {
        const auto most = bare(range.most().value());
        if (range.least() == 0) return Told{"至多 " + most.zh, "at most " + most.en};
        return Told{fmt::format("{} 至 {}", least.zh, most.zh),
                    fmt::format("{} to {}", least.en, most.en)};
    }
    if (range.least() == 0) return {};
    return Told{"至少 " + least.zh, "at least " + least.en};
}

// "参与表决 36 人" and "36"; "同意面积未知" and "An unknown area".
Told counted_told(const Check& check) {
    const auto& asked = check.asked();
    const auto have = figure_told(check.has_have() ? &check.have() : nullptr, check.have_range(),
                                  asked.measure());
    const std::string who = asked.counted() == PARTICIPATING ? "参与表决" : "同意";
    const std::string what = who + (is_area(asked) ? "面积" : "人数");
    if (!have) return {what + "未知", is_area(asked) ? "An unknown area" : "An unknown number"};
    auto english = have->en;
    // It begins the English sentence: "At least 12 …".
    if (english.starts_with("at ")) english[0] = 'A';
    return {fmt::format("{} {}", what, have->zh), english};
}

// "，占全体 44 人的 81.81%" and "all 44 heads".
Told base_told(const Check& check) {
    const auto& asked = check.asked();
    const bool of_all = asked.of() == ALL;
    const std::string who = of_all ? "全体" : "参与表决";
    const auto base = figure_told(check.has_base() ? &check.base() : nullptr, check.base_range(),
                                  asked.measure());
    const std::string heads = is_area(asked) ? "" : " heads";
    const std::string tail = of_all ? "" : " that took part";
    if (!base) {
        const std::string whole = is_area(asked) ? "the whole area" : "all heads";
        const std::string part = is_area(asked) ? "the area" : "the heads";
        return {"，" + who + "未知", (of_all ? whole : part) + tail};
    }
    return {fmt::format("，{} {}", who, base->zh),
            fmt::format("{} {}{}{}", of_all ? "all" : "the", base->en, heads, tail)};
}

// The share that is asked for, after "达到" or by itself, and in English.
// The shares of the law have words of their own; others stand as fractions.
Told share_told(const Threshold& asked) {
    const auto is = [&](std::uint64_t num, std::uint64_t den) {
        return asked.num() == num && asked.den() == den;
    };
    if (is(1, 2) && asked.strict()) return {"超过半数", "more than half"};
    if (is(2, 3) && !asked.strict()) return {"达到三分之二以上", "at least 2/3"};
    if (is(3, 4) && !asked.strict()) return {"达到四分之三以上", "at least 3/4"};
    const auto share = fmt::format("{}/{}", asked.num(), asked.den());
    if (asked.strict()) return {"超过 " + share, "more than " + share};
    return {fmt::format("达到 {} 以上", share), "at least " + share};
}

// Whether the share is reached, with the least figure that reaches it, where that is known.
Told outcome_told(const Check& check) {
    const auto& asked = check.asked();
    const auto share = share_told(asked.threshold());
    Told needed{"", ""};
    if (check.has_needed()) {
        const auto least = amount_of(check.needed().value(), asked.measure());
        needed = {fmt::format("（须 {}）", least.zh), fmt::format(" ({} needed)", least.en)};
    }
    switch (check.holds()) {
        case HOLDS:
            return {share.zh + needed.zh, share.en + " is reached" + needed.en};
        case FAILS:
            return {"未" + share.zh + needed.zh, share.en + " is not reached" + needed.en};
        default:
            return {"无法认定是否" + share.zh + needed.zh,
                    "whether " + share.en + " is reached cannot be decided" + needed.en};
    }
}

// How many disputed ballots, ruled on otherwise, would turn this check; 0: not even all of them.
// Empty where flips_by is absent (tally.proto): nothing is disputed, a figure is unknown, or
// silence counts.
Told flips_told(const Check& check) {
    if (!check.has_flips_by()) return {"", ""};
    const auto ballots = check.flips_by().value();
    if (ballots == 0)
        return {"即使争议票全部改判，该项结果也不变。",
                " Not even all disputed ballots together would change this."};
    return {fmt::format("争议票中改判 {} 张即会改变该项结果。", grouped(ballots)),
            fmt::format(" {} disputed {} would change this.", grouped(ballots),
                        ballots == 1 ? "ballot" : "ballots")};
}

// How a figure without its unit is written: plain for programs, in groups for people.
using Write = std::string (*)(std::uint64_t value, Measure measure);

std::string grouped_figure(std::uint64_t value, Measure measure) {
    if (measure != AREA) return grouped(value);
    return fmt::format("{}.{:02}", grouped(value / 100), value % 100);
}

// One side of a comparison: "36·3"; a factor of 1 is left out.
std::string term(Write write, const Known* known, Measure measure, std::uint64_t factor) {
    const auto figure = known == nullptr ? "?" : write(known->value(), measure);
    return factor == 1 ? figure : fmt::format("{}·{}", figure, factor);
}

// Shares are compared by multiplying crosswise, in whole numbers: 36 of 44 is at least 2/3 where
// 36·3 ≥ 44·2. No figure is divided or rounded. Of a base of nothing even "at least" asks for more
// than nothing, so the sign is ">".
std::string compared(const Check& check, Write write) {
    const auto& asked = check.asked();
    const auto& share = asked.threshold();
    const bool is_nothing = check.has_base() && check.base().value() == 0;
    const auto* have = check.has_have() ? &check.have() : nullptr;
    const auto* base = check.has_base() ? &check.base() : nullptr;
    return fmt::format("{} {} {}", term(write, have, asked.measure(), share.den()),
                       share.strict() || is_nothing ? ">" : "≥",
                       term(write, base, asked.measure(), share.num()));
}

}  // namespace

std::string_view word_of(Outcome outcome) {
    switch (outcome) {
        case PASSED:
            return "passed";
        case FAILED:
            return "failed";
        default:
            return "cannot_decide";
    }
}

Told headline_of(Outcome outcome) {
    switch (outcome) {
        case PASSED:
            return {"表决通过", "Passed"};
        case FAILED:
            return {"表决未通过", "Failed"};
        default:
            return {"无法认定", "Cannot be decided"};
    }
}

Told tell(const Contradiction& contradiction) {
    const auto measure = contradiction.measure();
    const auto sum = amount_of(contradiction.sum(), measure);
    const auto parts = parts_told(contradiction);
    if (contradiction.code() == AREA_WITHOUT_HEADS)
        return {fmt::format("“{}”为 0 人，却有面积 {}。", parts.zh, sum.zh),
                fmt::format("'{}' has no heads, and {}.", parts.en, sum.en)};
    const auto whole = words_of(contradiction.whole());
    const auto value = amount_of(contradiction.whole_value(), measure);
    const bool exceeds = contradiction.code() == PARTS_EXCEED_WHOLE;
    return {fmt::format("{}共 {}，{}“{}”的 {}。", parts.zh, sum.zh, exceeds ? "多于" : "少于",
                        whole.zh, value.zh),
            fmt::format("{}: {}, {} than the {} of '{}'.", parts.en, sum.en,
                        exceeds ? "more" : "less", value.en, whole.en)};
}

// What would decide, if it were known. The first two are of silence that joins the majority: it
// needs one majority by heads and by area.
Told tell(const Missing& missing) {
    const auto measure = measure_told(missing.measure());
    switch (missing.code()) {
        case SILENCE_LEADERS_DIFFER:
            return {
                "人数和面积的多数意见不同，沉默的业主无从计入多数。",
                "Heads and area have different majorities, so that the silent cannot join one."};
        case SILENCE_LEADER_UNKNOWN:
            return {
                fmt::format("按{}哪一种意见占多数尚不清楚，沉默的业主无从计入多数。", measure.zh),
                fmt::format(
                    "Which side leads by {} is not known, so that the silent cannot join it.",
                    measure.en)};
        default: {
            const auto words = words_of(missing.part());
            return {fmt::format("缺少“{}”的{}（{}）。", words.zh, measure.zh, line_of(missing)),
                    fmt::format("What is missing: the {} of '{}' ({}).", measure.en, words.en,
                                line_of(missing))};
        }
    }
}

std::string line_of(const Contradiction& contradiction) {
    const auto measure = contradiction.measure();
    const auto sum = plain_figure(contradiction.sum(), measure);
    if (contradiction.code() == AREA_WITHOUT_HEADS) {
        const auto part = static_cast<Part>(contradiction.parts(0));
        return fmt::format("{} = 0, {} = {}", key_of(part, HEADS), key_of(part, AREA), sum);
    }
    std::string parts;
    for (const auto part : contradiction.parts())
        parts += (parts.empty() ? "" : " + ") + key_of(static_cast<Part>(part), measure);
    return fmt::format(
        "{} = {} {} {} = {}", parts, sum, contradiction.code() == PARTS_EXCEED_WHOLE ? ">" : "<",
        key_of(contradiction.whole(), measure), plain_figure(contradiction.whole_value(), measure));
}

std::string line_of(const Missing& missing) {
    if (missing.code() == FIGURE_UNKNOWN) return key_of(missing.part(), missing.measure());
    if (missing.code() == SILENCE_LEADERS_DIFFER) return "silence: heads and area differ";
    return fmt::format("silence: majority by {} unknown", measure_told(missing.measure()).en);
}

// Headline, then each check with its arithmetic, then what contradicts itself, then what is
// missing.
void print_verdict(const Screen& screen, const Verdict& verdict) {
    const auto headline = headline_of(verdict.outcome());
    const auto text = headline.zh + " " + headline.en;
    screen.heading(verdict.outcome() == PASSED   ? screen.good("✓ " + text)
                   : verdict.outcome() == FAILED ? screen.bad("✗ " + text)
                                                 : Styled{"? " + text});
    for (const auto& check : verdict.checks()) {
        say(screen, mark_of(screen, check.holds()), tell(check));
        screen.say("  " + screen.faint(arithmetic_told(check)));
    }
    for (const auto& contradiction : verdict.contradictions())
        say(screen, screen.bad("≠"), tell(contradiction));
    for (const auto& missing : verdict.missing()) say(screen, "…", tell(missing));
}

Told amount_of(std::uint64_t value, Measure measure) {
    if (measure == AREA) {
        const auto area = square_metres(value);
        return {area, area};
    }
    return {fmt::format("{} 人", grouped(value)),
            fmt::format("{} {}", grouped(value), value == 1 ? "head" : "heads")};
}

Told tell(const Check& check) {
    const auto counted = counted_told(check);
    const auto base = base_told(check);
    const auto outcome = outcome_told(check);
    const auto flips = flips_told(check);
    Told percent{"", ""};
    // No percentage where a figure is unknown, the base is nothing, or the part is more than the
    // whole: it would say something that is not so.
    const auto whole = check.base().value();
    if (check.has_have() && whole > 0 && check.have().value() <= whole) {
        const auto share = percent_of(check.have().value(), whole);
        percent = {"，占 " + share, fmt::format(" ({})", share)};
    }
    const bool took_part = check.asked().counted() == PARTICIPATING;
    return {fmt::format("{}{}{}，{}。{}", counted.zh, base.zh, percent.zh, outcome.zh, flips.zh),
            fmt::format("{} of {} {}{}: {}.{}", counted.en, base.en,
                        took_part ? "took part" : "agree", percent.en, outcome.en, flips.en)};
}

std::string arithmetic_of(const Check& check) { return compared(check, plain_figure); }
std::string arithmetic_told(const Check& check) { return compared(check, grouped_figure); }

std::string plain_figure(std::uint64_t value, Measure measure) {
    if (measure != AREA) return std::to_string(value);
    return fmt::format("{}.{:02}", value / 100, value % 100);
}

std::string percent_of(std::uint64_t part, std::uint64_t base) {
    constexpr std::uint64_t hundredths = 10'000;
    // The product fits. Integer division cuts off.
    static_assert(tally::figure_max <= UINT64_MAX / hundredths);
    const auto share = part * hundredths / base;
    return fmt::format("{}.{:02}%", share / 100, share % 100);
}

}  // namespace linlian::client
