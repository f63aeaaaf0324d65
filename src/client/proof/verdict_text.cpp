#include "client/proof/verdict_text.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

using namespace tally::v1;

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

std::string key_of(Part part, Measure measure) {
    return fmt::format("{}.{}", words_of(part).key, measure_told(measure).en);
}

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

void say(const Screen& screen, const Styled& mark, const Told& told) {
    screen.say(mark + " " + told.zh);
    screen.say("  " + told.en);
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

}  // namespace linlian::client
