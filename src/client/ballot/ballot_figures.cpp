// Figures and thresholds of a ballot in words. Thresholds are not calculated here: the tally itself
// is asked what a check needs, so that no screen rounds otherwise than the count.
#include "client/ballot/ballot_figures.h"

#include "base/hex.h"
#include "client/shown/value_text.h"
#include "client/words/sentence.h"
#include "client/words/sentences.pb.h"
#include "modules/ballot/call/presets.h"
#include "ops/time/beijing_time.h"
#include "tally/tally.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;
namespace tal = tally::v1;

// Heads, and area in hundredths of a square metre; an unknown figure counts as 0 here.
struct Parts {
    std::uint64_t heads = 0;
    std::uint64_t area_centi = 0;
};

Parts known(const tal::Figures& figures) {
    return {figures.heads().value(), figures.area_centi().value()};
}

// A figure that the count does not have is unknown and shown as a dash: it is not zero.
FigureRow row_of(std::string zh, std::string en, const tal::Figures& figures) {
    return {{std::move(zh), std::move(en)},
            figures.has_heads() ? grouped(figures.heads().value()) : "–",
            figures.has_area_centi() ? square_metres(figures.area_centi().value()) : "–"};
}

// The electorate without those who took part and without the silent.
// Never below zero: figures of a node may not add up.
FigureRow absent_row(const tal::Input& input) {
    const auto all = known(input.total());
    const auto part = known(input.participating());
    const auto heads = all.heads - std::min(all.heads, part.heads);
    const auto area = all.area_centi - std::min(all.area_centi, part.area_centi);
    const bool by_area = input.total().has_area_centi();
    return {{"未参与", "did not take part"}, grouped(heads), by_area ? square_metres(area) : "–"};
}

// What a check needs of a whole electorate: 0 where it asks of those who take part.
// By a count in which nobody took part: what such a check needs hangs on the totals alone.
std::uint64_t needed_of_all(const tal::CheckRule& check, const tal::Figures& total) {
    tal::Rule rule;
    *rule.add_checks() = check;
    tal::Input input;
    *input.mutable_total() = total;
    const auto verdict = tally::decide(rule, input);
    if (!verdict || verdict->checks_size() != 1) return 0;
    return verdict->checks(0).needed().value();
}

// More than a half has a name of its own in Chinese law; other shares are told as fractions.
std::string share_zh(const tal::Threshold& threshold) {
    if (threshold.num() == 1 && threshold.den() == 2 && threshold.strict()) return "过半数";
    const auto share = fmt::format("{}/{}", threshold.num(), threshold.den());
    return threshold.strict() ? "超过 " + share : share + " 以上";
}

std::string share_en(const tal::Threshold& threshold) {
    const auto share = fmt::format("{}/{}", threshold.num(), threshold.den());
    return (threshold.strict() ? "more than " : "at least ") + share;
}

// A check of those who take part has no figure before they did, so its share alone is told; one of
// all has a figure too.
Bilingual threshold_words(const tal::CheckRule& check, const tal::Figures& total) {
    const bool by_area = check.measure() == tal::AREA;
    const bool agreeing = check.counted() == tal::AGREEING;
    const std::string zh_what =
        fmt::format("{}{}", agreeing ? "同意的" : "参与的", by_area ? "面积" : "人数");
    const std::string en_what =
        fmt::format("{} {}", by_area ? "area" : "heads", agreeing ? "agreeing" : "taking part");
    if (check.of() == tal::CAST)
        return {fmt::format("{}：参与者的{}", zh_what, share_zh(check.threshold())),
                fmt::format("{}: {} of those who take part", en_what, share_en(check.threshold()))};
    const auto needed = needed_of_all(check, total);
    const auto all = by_area ? total.area_centi().value() : total.heads().value();
    const auto shown = [by_area](std::uint64_t value) {
        return by_area ? square_metres(value) : grouped(value);
    };
    return {fmt::format("{}：{}，即 {} / {}{}", zh_what, share_zh(check.threshold()), shown(needed),
                        shown(all), by_area ? "" : " 人"),
            fmt::format("{}: {}, that is {} of {}{}", en_what, share_en(check.threshold()),
                        shown(needed), shown(all), by_area ? "" : " heads")};
}

}  // namespace

std::string grouped(std::uint64_t number) {
    const auto digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string in_fours(BytesView bytes) {
    constexpr std::size_t group = 4;
    const auto hex = to_hex(bytes);
    std::string text;
    for (std::size_t i = 0; i < hex.size(); i += group)
        text += (i == 0 ? "" : " ") + hex.substr(i, group);
    return text;
}

// Rows that most ballots do not need (invalid, silent, paper that one kind of office read) stand
// only where they are not zero.
std::vector<FigureRow> part_rows(const tal::Input& input) {
    std::vector<FigureRow> rows{
        row_of("表决人", "electorate", input.total()),
        row_of("参与", "took part", input.participating()), row_of("赞成", "agree", input.agree()),
        row_of("反对", "disagree", input.disagree()), row_of("弃权", "abstain", input.abstain())};
    if (known(input.invalid()).heads > 0)
        rows.push_back(row_of(input.invalid_participates() ? "废票（计入参与）" : "废票（不计入）",
                              input.invalid_participates() ? "invalid, taking part" : "invalid",
                              input.invalid()));
    rows.push_back(absent_row(input));
    if (input.has_silence() && known(input.silence().silent()).heads > 0)
        rows.push_back(
            row_of("其中已送达未表决", "of these reached and silent", input.silence().silent()));
    if (known(input.silence().perhaps()).heads > 0)
        rows.push_back(row_of("其中纸质票仅一类组织录入", "of these on paper that one kind read",
                              input.silence().perhaps()));
    return rows;
}

std::vector<Bilingual> thresholds_words(const tal::Rule& rule, const tal::Figures& total) {
    std::vector<Bilingual> told;
    for (const auto& check : rule.checks()) told.push_back(threshold_words(check, total));
    return told;
}

std::uint64_t heads_of(const bal::Poll& poll) { return poll.heads(); }

// Of the frozen roll, as the poll proves it; zero before there is one.
tal::Figures totals_of(const bal::Poll& poll) {
    tal::Figures total;
    total.mutable_heads()->set_value(poll.roll_lines());
    total.mutable_area_centi()->set_value(poll.roll_area_centi());
    return total;
}

// Only checks of participation by heads among all: turnout by area is not public while the ballot
// runs.
StillNeeded still_needed(const bal::CallBallot& call, const bal::Poll& poll) {
    StillNeeded still;
    const auto total = totals_of(poll);
    for (const auto& item : call.items()) {
        const auto rule = ballot::rule_of(call, item);
        for (const auto& check : rule.checks()) {
            if (check.counted() != tal::PARTICIPATING || check.of() != tal::ALL ||
                check.measure() != tal::HEADS)
                continue;
            still.is_asked = true;
            const auto needed = needed_of_all(check, total);
            still.heads = std::max(still.heads, needed - std::min(needed, heads_of(poll)));
        }
    }
    return still;
}

// Options that the item does not have are passed over: the choice may come from a node.
Bilingual choice_words(const bal::Item& item, const bal::OpenChoice& choice) {
    const auto words = words_of(choice.mark());
    Bilingual told{std::string{words.zh}, std::string{words.en}};
    for (int i = 0; i < choice.options_size(); ++i) {
        const auto option = static_cast<int>(choice.options(i));
        if (option >= item.options_size()) continue;
        const auto& title = item.options(option).title();
        told.zh += (i == 0 ? "：" : "、") + title.zh();
        told.en += (i == 0 ? ": " : ", ") + (title.en().empty() ? title.zh() : title.en());
    }
    return told;
}

// The first nine matters are numbered as the items of article 278, paragraph 1 of the Civil Code;
// the others have a name alone.
std::string matter_words(const bal::Item& item) {
    const auto words = words_of(item.matter());
    if (item.matter() > bal::OTHER_MAJOR) return std::string{words.zh};
    return fmt::format("民法典第278条第一款第{}项 {}", static_cast<int>(item.matter()), words.zh);
}

Bilingual silence_rule_words() { return sentence(v1::SILENCE_RULE); }

// A mark that the result got later (unless it was restored) comes before its stage: whoever reads a
// result has to see that first.
std::optional<Bilingual> caution_of(const bal::Poll& poll) {
    const auto standing = poll.standing();
    if (standing != bal::STANDING_UNSPECIFIED && standing != bal::RESTORED)
        return sentence(v1::RESULT_STANDS_AS, {{"standing", words_of(standing)}});
    if (poll.stage() == bal::FINAL) return std::nullopt;
    if (poll.stage() == bal::WITHDRAWN)
        return sentence(
            poll.withdrawal().no_voters() ? v1::ENDED_WITHOUT_VOTERS : v1::WITHDRAWN_ON,
            {plainly("when", ops::beijing_text(Timestamp{poll.withdrawal().time_ms()}))});
    if (poll.stage() != bal::PRELIMINARY) return sentence(v1::NO_RESULT);
    return sentence(v1::PRELIMINARY_UNTIL,
                    {plainly("until", ops::beijing_text(Timestamp{poll.settles_ms()}))});
}

Bilingual objections_counted(const bal::Poll& poll) {
    if (poll.objections() == 0) return sentence(v1::NO_OBJECTIONS);
    return sentence(v1::OBJECTIONS_COUNTED, {plainly("all", grouped(poll.objections())),
                                             plainly("upheld", grouped(poll.upheld())),
                                             plainly("pending", grouped(poll.pending()))});
}

// The number is proven and the texts are not, so a node can leave some out but not unseen.
std::optional<Bilingual> objections_missing(const bal::Poll& poll, std::size_t shown) {
    if (shown >= poll.objections()) return std::nullopt;
    return sentence(v1::OBJECTIONS_MISSING,
                    {plainly("missing", grouped(poll.objections() - shown))});
}

std::optional<Bilingual> objections_of_others(const bal::Poll& poll, std::size_t shown) {
    if (shown >= poll.objections()) return std::nullopt;
    return sentence(v1::OBJECTIONS_OF_OTHERS,
                    {plainly("all", grouped(poll.objections())),
                     plainly("pending", grouped(poll.pending())), plainly("seen", grouped(shown))});
}

}  // namespace linlian::client
