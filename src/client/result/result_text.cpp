// A result, item by item, then where the votes came from and the hashes to compare
// with the printed notice.
#include "client/result/result_text.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/electorate_text.h"
#include "client/result/result_shares.h"
#include "client/shown/json_of.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Chinese, English faint, heads, area.
void add_rows(const std::vector<FigureRow>& figures, const Screen& screen, Rows& rows) {
    for (const auto& row : figures)
        rows.push_back({row.what.zh, screen.faint(row.what.en), row.heads, row.area});
}

// An item without an outcome asked and decided nothing: a survey.
void print_outcome(const Screen& screen, const bal::VerdictRow& row) {
    if (row.outcome() == tally::v1::OUTCOME_UNSPECIFIED)
        return screen.say("意见征询，不作决定 a survey: it decides nothing");
    const auto told = headline_of(row.outcome());
    const auto text = told.zh + "  " + told.en;
    screen.say(row.outcome() == tally::v1::PASSED ? screen.good("■ " + text)
                                                  : screen.bad("■ " + text));
}

// Nothing for yes or no. Titles of options are words of others, so they stand behind a bar.
void print_options(const Screen& screen, const bal::Item& item, const bal::VerdictRow& row) {
    if (row.options_size() == 0) return;
    Rows rows;
    for (int i = 0; i < row.options_size() && i < item.options_size(); ++i) {
        const auto& figures = row.options(i).figures();
        const auto seat = seat_words(row, i);
        rows.push_back({std::to_string(i + 1), behind_bar(item.options(i).title().zh()),
                        grouped(figures.heads().value()),
                        square_metres(figures.area_centi().value()), seat.zh, seat.en});
    }
    screen.table({"", "选项 option", "人数 heads", "面积 area", "", ""}, rows, "");
}

// Order: title and matter, the verdict or the outcome, the figures, the options, and last how many
// of the votes in them are disputed.
void print_item(const Screen& screen, const ResultNotice& notice, std::size_t i) {
    const auto& item = notice.call.call().items(static_cast<int>(i));
    const auto& row = notice.verdicts[i];
    screen.say("");
    screen.heading(styled("第 {} 项 item {}", i + 1, i + 1));
    screen.say(behind_bar(item.title().zh()));
    screen.say(screen.faint(matter_words(item)));
    // A verdict on yes or no says its own headline; among options it is that of the leading one.
    const bool by_options = row.options_size() > 0;
    if (by_options || row.verdict().checks_size() == 0) print_outcome(screen, row);
    if (by_options && row.verdict().checks_size() > 0)
        screen.say("得票最多的选项 the option that leads:");
    if (row.verdict().checks_size() > 0) print_verdict(screen, row.verdict());
    Rows rows;
    add_rows(part_rows(row.input()), screen, rows);
    screen.table({"", "", "人数 heads", "面积 area"}, rows, "");
    print_options(screen, item, row);
    if (row.disputed() > 0)
        screen.say(screen.bad(styled(
            "争议票 {} 张，按现状计入 disputed ballots, counted as they stand", row.disputed())));
}

// Of a ballot that was withdrawn, or ended without voters. Turnout alone: what was chosen in a
// ballot without a result is told to nobody.
void print_withdrawn(const Screen& screen, const BallotView& ballot) {
    const auto& poll = ballot.poll;
    screen.heading(behind_bar(ballot.call().title().zh()));
    const auto caution = caution_of(poll);
    screen.say(screen.bad("！ " + caution->zh) + "  " + caution->en);
    if (!poll.withdrawal().reason().empty())
        screen.say(styled("理由 reason\n{}", behind_bar(poll.withdrawal().reason())));
    if (!poll.withdrawal().document().empty())
        screen.say("理由文件哈希 document  " + to_hex(poll.withdrawal().document()));
    screen.say(styled("已参与 took part  {} / {} 人 heads", grouped(heads_of(poll)),
                      grouped(poll.roll_lines())));
    screen.say("所投内容不公布 What was chosen is not published.");
}

// A caution (preliminary, or a mark that came later) stands before the figures. Shares by channel
// and clerks are of the whole ballot and stand in the first verdict.
void print_result(const Screen& screen, const ResultNotice& notice) {
    screen.heading(behind_bar((notice.estate.empty() ? "" : notice.estate + "：") +
                              notice.call.call().title().zh()));
    const auto part = part_words(notice.call.call().electorate(), notice.building);
    if (!part.zh.empty())
        screen.say(styled("表决范围 who is asked {}", behind_bar(part.zh + "  " + part.en)));
    if (const auto caution = caution_of(notice.poll))
        screen.say(screen.bad("！ " + caution->zh) + "  " + caution->en);
    for (std::size_t i = 0; i < notice.verdicts.size(); ++i) print_item(screen, notice, i);
    if (notice.verdicts.empty()) return;
    Rows rows;
    for (const auto& row : share_rows(notice.verdicts[0], notice.offices))
        rows.push_back({row.what.zh, screen.faint(row.what.en), row.heads});
    screen.say("");
    screen.heading("票从哪里来 Where the ballots came from");
    screen.table({"", "", "人数 heads"}, rows, "–");
    screen.say(styled("异议 objections {}，成立 upheld {}", notice.poll.objections(),
                      notice.poll.upheld()));
    screen.say("选票指纹 casts root  " + to_hex(notice.verdicts[0].casts_root()));
    screen.say("结果指纹 result      " + to_hex(verdicts_hash(notice.verdicts).view()));
}

// For programs.
nlohmann::json withdrawn_json(const BallotView& ballot) {
    return {{"ballot", to_hex(ballot.id.view())},
            {"poll", json_of(ballot.poll)},
            {"verdicts", nlohmann::json::array()},
            {"caution", caution_of(ballot.poll)->en},
            {"withdrawal", json_of(ballot.poll.withdrawal())}};
}

nlohmann::json result_json(const BallotView& ballot, const ResultNotice& notice) {
    auto verdicts = nlohmann::json::array();
    for (const auto& row : notice.verdicts) verdicts.push_back(json_of(row));
    const auto caution = caution_of(ballot.poll);
    return {{"ballot", to_hex(ballot.id.view())},
            {"poll", json_of(ballot.poll)},
            {"verdicts", verdicts},
            {"caution", caution ? caution->en : ""},
            {"result_hash", to_hex(verdicts_hash(notice.verdicts).view())}};
}

}  // namespace

Result<> show_result(const Screen& screen, Ledger& ledger, const BallotView& ballot) {
    if (ballot.poll.stage() == bal::WITHDRAWN) {
        if (screen.json())
            screen.json_value(withdrawn_json(ballot));
        else
            print_withdrawn(screen, ballot);
        return {};
    }
    const auto notice = TRY(gather_notice(ledger, ballot));
    if (screen.json())
        screen.json_value(result_json(ballot, notice));
    else
        print_result(screen, notice);
    return {};
}

}  // namespace linlian::client
