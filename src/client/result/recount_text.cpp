// A verified recount on the terminal or as JSON: what was proven, what was not counted again, and
// how much of it the reader has to trust.
#include "client/result/recount_text.h"

#include "base/hex.h"
#include "client/ballot/at_ballot.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/electorate_text.h"
#include "client/client.pb.h"
#include "client/proof/statement_facts.h"
#include "client/result/recount_file.h"
#include "client/result/result_facts.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace linlian::client {
namespace {

using nlohmann::json;

// How many follow the majority by their silence, as the verdicts state it: whom notices reached is
// not in the file, so they are not counted again. Nothing where silence decides nothing.
std::optional<std::uint64_t> silent_not_counted(const RecountStatement& statement) {
    if (!statement.rows.call.call().terms().silence_follows_majority()) return std::nullopt;
    std::uint64_t heads = 0;
    for (const auto& row : statement.rows.verdicts)
        heads = std::max(heads,
                         row.delivered_silent() + row.input().silence().perhaps().heads().value());
    return heads;
}

// "holds" is always true here: a recount that does not hold ends in a refusal before.
void print_json(const Screen& screen, const RecountStatement& statement) {
    auto outcomes = json::array();
    for (const auto& row : statement.rows.verdicts) outcomes.push_back(word_of(row.outcome()));
    const auto silent = silent_not_counted(statement);
    screen.json_value(
        {{"holds", true},
         {"anchored", statement.is_anchored},
         {"kind", "recount"},
         {"community", to_hex(statement.community.view())},
         {"ballot", to_hex(statement.ballot.view())},
         {"stage", ballot::v1::Stage_Name(statement.rows.poll.stage())},
         {"standing", ballot::v1::ResultStanding_Name(statement.rows.poll.standing())},
         {"height", statement.height},
         {"sealed_ms", statement.sealed_time.ms},
         {"log_size", statement.log_size},
         {"log_root", to_hex(statement.log_root.view())},
         {"result_hash", to_hex(verdicts_hash(statement.rows.verdicts).view())},
         {"heads", statement.heads},
         {"casts", statement.casts},
         {"silent_not_counted", silent ? json(*silent) : json(nullptr)},
         {"outcomes", outcomes}});
}

// By ids: names are not in the file.
std::string asked_words(const RecountStatement& statement) {
    const auto& electorate = statement.rows.call.call().electorate();
    const auto part = part_words(electorate, {});
    const auto estate = electorate.estate().empty()
                            ? std::string{"全社区 the whole community"}
                            : "小区 estate " + in_fours(electorate.estate());
    return estate + (part.zh.empty() ? "" : "；" + part.zh + " " + part.en);
}

// Three columns: what it is in Chinese and in English, and the value. Only what is proven or was
// counted; words that people wrote stand apart (quoted_lines).
Rows proven_rows(const RecountStatement& statement) {
    Rows rows{{"社区编号", "community id", in_fours(statement.community.view())},
              {"表决编号", "ballot", in_fours(statement.ballot.view())},
              {"阶段", "stage", stage_words(statement.rows.poll.stage())},
              {"后续状态", "what became of it", standing_words(statement.rows.poll)},
              {"截至", "as of", local_time(statement.sealed_time)},
              {"表决范围", "who is asked", asked_words(statement)},
              {"名册", "roll", grouped(statement.heads)},
              {"选票", "ballots", grouped(statement.casts)}};
    std::size_t number = 0;
    for (const auto& row : statement.rows.verdicts) {
        const auto told = row.outcome() == tally::v1::OUTCOME_UNSPECIFIED
                              ? Bilingual{"意见征询", "survey"}
                              : headline_of(row.outcome());
        ++number;
        rows.push_back(
            {styled("第 {} 项", number), styled("item {}", number), told.zh + " " + told.en});
    }
    rows.push_back({"结果指纹", "result, as on the notice",
                    in_fours(verdicts_hash(statement.rows.verdicts).view())});
    rows.push_back({"账本指纹", "ledger head",
                    head_text(statement.height, statement.log_size, statement.log_root)});
    return rows;
}

// What people wrote, apart from what was counted.
std::vector<StatementLine> quoted_lines(const RecountStatement& statement) {
    const auto& call = statement.rows.call.call();
    std::vector<StatementLine> lines{
        {"community_name", "社区名称", "community", statement.community_name},
        {"title", "表决标题", "title", call.title().zh()}};
    for (int i = 0; i < call.items_size(); ++i)
        lines.push_back({"item", fmt::format("第 {} 项", i + 1), fmt::format("item {}", i + 1),
                         call.items(i).title().zh()});
    return lines;
}

// In red, where the silent follow the majority: it is the one part of a result that this file does
// not let anybody count.
void say_silent(const Screen& screen, const RecountStatement& statement) {
    const auto heads = silent_not_counted(statement);
    if (!heads) return;
    screen.say(screen.bad(styled(
        "！ 未重新计数：已送达而未表决、随多数计入的 {} 人及其面积，取自公布的结果本身 NOT counted "
        "again: the {} heads who were reached and silent, whose share follows the majority, and "
        "their area are taken from the published result itself",
        *heads, *heads)));
}

// Without a community id that the reader knows from elsewhere the file may be of an invented
// ledger, so that is said before anything else.
void print_recount(const Screen& screen, const RecountStatement& statement) {
    if (screen.json()) return print_json(screen, statement);
    warn_unanchored(screen, statement.is_anchored);
    screen.say(
        screen.good("✓ 重新计票，与公布的结果一致 Counted again: the published result holds"));
    say_silent(screen, statement);
    screen.table({"", "", ""}, proven_rows(statement), "");
    if (const auto caution = caution_of(statement.rows.poll))
        screen.say(screen.bad("！ " + caution->zh) + "  " + caution->en);
    const auto later = later_unknown(statement.sealed_time);
    screen.warning(later.zh + " " + later.en);
    print_quoted(screen, quoted_lines(statement));
    print_anchor(screen, statement.community, statement.is_anchored);
}

}  // namespace

Result<Verified> verify_recount_file(const Screen& screen, BytesView file,
                                     const std::optional<Hash32>& community) {
    const auto statement = TRY(verify_recount(file, community));
    print_recount(screen, statement);
    return statement.is_anchored ? Verified::anchored : Verified::unanchored;
}

Result<CheckedRecount> checked_recount(const Screen& screen, RemoteLedger& ledger,
                                       const Author& reader, const BallotView& ballot) {
    if (ballot.poll.stage() != ballot::v1::PRELIMINARY && ballot.poll.stage() != ballot::v1::FINAL)
        return refuse(v1::NO_RESULT_YET);
    auto bytes = TRY(gather_recount(ledger, reader, ballot, bar(screen, "名册 roll"),
                                    bar(screen, "选票 ballots")));
    auto statement = TRY(verify_recount(bytes, ledger.community()));
    return CheckedRecount{std::move(bytes), std::move(statement)};
}

void say_recount_kept(const Screen& screen, const CheckedRecount& recount,
                      const std::string& file) {
    screen.warning(
        "文件中有每位表决人的选择，只有您能读取；请勿公开 The file holds what each voter chose. It "
        "is "
        "readable by you alone: keep it so.");
    const auto& [bytes, statement] = recount;
    const auto community = to_hex(statement.community.view());
    screen.json_value(json{{"file", file},
                           {"bytes", bytes.size()},
                           {"heads", statement.heads},
                           {"casts", statement.casts},
                           {"community", community}});
    screen.say(
        styled("{} {}（{} bytes）：名册 roll {}，选票 ballots {}，重新计票一致 the count "
               "holds",
               screen.good("✓"), file, bytes.size(), statement.heads, statement.casts));
    screen.say(styled("  linlian verify {} --community {}", file, community));
}

}  // namespace linlian::client
