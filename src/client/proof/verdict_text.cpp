#include "client/proof/verdict_text.h"

#include "client/ballot/ballot_figures.h"
#include "client/shown/value_text.h"
#include "client/words/sentence.h"
#include "client/words/sentences.pb.h"
#include "tally/tally.h"

#include <fmt/format.h>

#include <optional>

namespace linlian::client {
namespace {

using namespace tally::v1;

// As the file of a case calls a part.
const char* key_word(Part part) {
    switch (part) {
        case PART_TOTAL:
            return "totals";
        case PART_PARTICIPATING:
            return "participating";
        case PART_AGREE:
            return "agree";
        case PART_DISAGREE:
            return "disagree";
        case PART_ABSTAIN:
            return "abstain";
        case PART_INVALID:
            return "invalid";
        case PART_SILENT:
            return "silent";
        default:
            return "absent";
    }
}

std::string key_of(Part part, Measure measure) {
    return fmt::format("{}.{}", key_word(part), words_of(measure).en);
}

Bilingual parts_words(const Contradiction& contradiction) {
    Bilingual told;
    for (const auto part : contradiction.parts()) {
        const auto words = words_of(static_cast<Part>(part));
        told.zh += (told.zh.empty() ? "" : "＋") + words.zh;
        told.en += (told.en.empty() ? "" : " + ") + words.en;
    }
    return told;
}

Styled mark_of(const Screen& screen, Holds holds) {
    if (holds == HOLDS) return screen.good("✓");
    return holds == FAILS ? screen.bad("✗") : "?";
}

void say(const Screen& screen, const Styled& mark, const Bilingual& told) {
    screen.say(mark + " " + told.zh);
    screen.say("  " + told.en);
}

bool is_area(const CheckRule& asked) { return asked.measure() == AREA; }

// The one of four sentences that this measure and these people ask for.
v1::VerdictSentence one_of(bool first, bool area, v1::VerdictSentence first_heads,
                           v1::VerdictSentence first_area, v1::VerdictSentence other_heads,
                           v1::VerdictSentence other_area) {
    if (first) return area ? first_area : first_heads;
    return area ? other_area : other_heads;
}

// A figure without a unit in English, where the sentence names it later; nothing when not even
// bounds are known.
std::optional<Bilingual> figure_words(const Known* known, const Range& range, Measure measure) {
    const auto bare = [measure](std::uint64_t value) {
        if (measure == AREA) return amount_of(value, measure);
        return sentence(v1::HEADS_BARE, {plainly("value", grouped(value))});
    };
    if (known != nullptr) return bare(known->value());
    const BilingualFigure least{"least", bare(range.least())};
    if (range.has_most()) {
        const BilingualFigure most{"most", bare(range.most().value())};
        return range.least() == 0 ? sentence(v1::AT_MOST, {most})
                                  : sentence(v1::BETWEEN, {least, most});
    }
    if (range.least() == 0) return std::nullopt;
    return sentence(v1::AT_LEAST, {least});
}

// "参与表决人数 36 人" and "36"; "赞成面积未知" and "An unknown area".
Bilingual counted_words(const Check& check) {
    const auto& asked = check.asked();
    const auto have = figure_words(check.has_have() ? &check.have() : nullptr, check.have_range(),
                                   asked.measure());
    const bool took_part = asked.counted() == PARTICIPATING;
    if (!have)
        return sentence(one_of(took_part, is_area(asked), v1::PARTICIPATING_HEADS_UNKNOWN,
                               v1::PARTICIPATING_AREA_UNKNOWN, v1::AGREEING_HEADS_UNKNOWN,
                               v1::AGREEING_AREA_UNKNOWN));
    auto told = sentence(one_of(took_part, is_area(asked), v1::PARTICIPATING_HEADS,
                                v1::PARTICIPATING_AREA, v1::AGREEING_HEADS, v1::AGREEING_AREA),
                         {{"have", *have}});
    if (told.en.starts_with("at ")) told.en[0] = 'A';
    return told;
}

// "，全体 44 人" and "all 44 heads".
Bilingual base_words(const Check& check) {
    const auto& asked = check.asked();
    const bool of_all = asked.of() == ALL;
    const auto base = figure_words(check.has_base() ? &check.base() : nullptr, check.base_range(),
                                   asked.measure());
    if (!base)
        return sentence(one_of(of_all, is_area(asked), v1::OF_ALL_HEADS_UNKNOWN,
                               v1::OF_ALL_AREA_UNKNOWN, v1::OF_CAST_HEADS_UNKNOWN,
                               v1::OF_CAST_AREA_UNKNOWN));
    return sentence(one_of(of_all, is_area(asked), v1::OF_ALL_HEADS, v1::OF_ALL_AREA,
                           v1::OF_CAST_HEADS, v1::OF_CAST_AREA),
                    {{"base", *base}});
}

// The share that is asked for: "达到三分之二以上" and "at least 2/3".
Bilingual share_words(const Threshold& asked) {
    const auto is = [&](std::uint64_t num, std::uint64_t den) {
        return asked.num() == num && asked.den() == den;
    };
    if (is(1, 2) && asked.strict()) return sentence(v1::MORE_THAN_HALF);
    if (is(2, 3) && !asked.strict()) return sentence(v1::TWO_THIRDS);
    if (is(3, 4) && !asked.strict()) return sentence(v1::THREE_QUARTERS);
    const auto share = plainly("share", fmt::format("{}/{}", asked.num(), asked.den()));
    return sentence(asked.strict() ? v1::MORE_THAN_SHARE : v1::AT_LEAST_SHARE, {share});
}

Bilingual outcome_words(const Check& check) {
    Bilingual needed;
    if (check.has_needed())
        needed = sentence(v1::NEEDED,
                          {{"least", amount_of(check.needed().value(), check.asked().measure())}});
    const std::vector<BilingualFigure> figures{{"share", share_words(check.asked().threshold())},
                                               {"needed", needed}};
    switch (check.holds()) {
        case HOLDS:
            return sentence(v1::REACHED, figures);
        case FAILS:
            return sentence(v1::NOT_REACHED, figures);
        default:
            return sentence(v1::REACHED_UNKNOWN, figures);
    }
}

Bilingual flips_words(const Check& check) {
    if (!check.has_flips_by()) return {};
    const auto ballots = check.flips_by().value();
    if (ballots == 0) return sentence(v1::NEVER_FLIPS);
    return sentence(ballots == 1 ? v1::ONE_FLIPS : v1::SOME_FLIP,
                    {plainly("ballots", grouped(ballots))});
}

// How a figure without its unit is written: plain for programs, in groups for people.
using Write = std::string (*)(std::uint64_t value, Measure measure);

std::string grouped_figure(std::uint64_t value, Measure measure) {
    if (measure != AREA) return grouped(value);
    return fmt::format("{}.{:02}", grouped(value / 100), value % 100);
}

std::string term(Write write, const Known* known, Measure measure, std::uint64_t factor) {
    const auto figure = known == nullptr ? "?" : write(known->value(), measure);
    return factor == 1 ? figure : fmt::format("{}·{}", figure, factor);
}

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

Bilingual headline_of(Outcome outcome) {
    switch (outcome) {
        case PASSED:
            return sentence(v1::HEADLINE_PASSED);
        case FAILED:
            return sentence(v1::HEADLINE_FAILED);
        default:
            return sentence(v1::HEADLINE_CANNOT_DECIDE);
    }
}

Bilingual words_of(const Contradiction& contradiction) {
    const auto measure = contradiction.measure();
    std::vector<BilingualFigure> figures{{"parts", parts_words(contradiction)},
                                         {"sum", amount_of(contradiction.sum(), measure)}};
    if (contradiction.code() == AREA_WITHOUT_HEADS)
        return sentence(v1::HAS_AREA_WITHOUT_HEADS, figures);
    figures.push_back({"whole", words_of(contradiction.whole())});
    figures.push_back({"value", amount_of(contradiction.whole_value(), measure)});
    return sentence(
        contradiction.code() == PARTS_EXCEED_WHOLE ? v1::EXCEEDS_WHOLE : v1::FALLS_SHORT, figures);
}

Bilingual words_of(const Missing& missing) {
    const BilingualFigure measure{"measure", words_of(missing.measure())};
    switch (missing.code()) {
        case SILENCE_LEADERS_DIFFER:
            return sentence(v1::LEADERS_DIFFER);
        case SILENCE_LEADER_UNKNOWN:
            return sentence(v1::LEADER_UNKNOWN, {measure});
        default:
            return sentence(
                v1::LACKS_FIGURE,
                {{"part", words_of(missing.part())}, measure, plainly("line", line_of(missing))});
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
    return fmt::format("silence: majority by {} unknown", words_of(missing.measure()).en);
}

void print_verdict(const Screen& screen, const Verdict& verdict) {
    const auto headline = headline_of(verdict.outcome());
    const auto text = headline.zh + " " + headline.en;
    screen.heading(verdict.outcome() == PASSED   ? screen.good("✓ " + text)
                   : verdict.outcome() == FAILED ? screen.bad("✗ " + text)
                                                 : Styled{"? " + text});
    for (const auto& check : verdict.checks()) {
        say(screen, mark_of(screen, check.holds()), words_of(check));
        screen.say("  " + screen.faint(arithmetic_words(check)));
    }
    for (const auto& contradiction : verdict.contradictions())
        say(screen, screen.bad("≠"), words_of(contradiction));
    for (const auto& missing : verdict.missing()) say(screen, "…", words_of(missing));
}

Bilingual amount_of(std::uint64_t value, Measure measure) {
    if (measure == AREA) {
        const auto area = square_metres(value);
        return {area, area};
    }
    return sentence(value == 1 ? v1::HEAD_COUNTED : v1::HEADS_COUNTED,
                    {plainly("value", grouped(value))});
}

Bilingual words_of(const Check& check) {
    Bilingual percent;
    const auto whole = check.base().value();
    if (check.has_have() && whole > 0 && check.have().value() <= whole)
        percent =
            sentence(v1::PERCENT, {plainly("share", percent_of(check.have().value(), whole))});
    return sentence(
        check.asked().counted() == PARTICIPATING ? v1::CHECK_PARTICIPATING : v1::CHECK_AGREEING,
        {{"counted", counted_words(check)},
         {"base", base_words(check)},
         {"percent", percent},
         {"outcome", outcome_words(check)},
         {"flips", flips_words(check)}});
}

std::string arithmetic_of(const Check& check) { return compared(check, plain_figure); }
std::string arithmetic_words(const Check& check) { return compared(check, grouped_figure); }

std::string plain_figure(std::uint64_t value, Measure measure) {
    if (measure != AREA) return std::to_string(value);
    return fmt::format("{}.{:02}", value / 100, value % 100);
}

std::string percent_of(std::uint64_t part, std::uint64_t base) {
    constexpr std::uint64_t hundredths = 10'000;
    static_assert(tally::figure_max <= UINT64_MAX / hundredths);
    const auto share = part * hundredths / base;
    return fmt::format("{}.{:02}%", share / 100, share % 100);
}

}  // namespace linlian::client
