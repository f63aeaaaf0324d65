// How a ballot stands, for `linlian ballot status`. Before the result it shows heads alone, as they
// were published last: areas and channels could tell who voted, and how.
#include "client/ballot/status_text.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/shown/json_of.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "client/words/natural_order.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// "62.5%"; a dash where there is nobody.
std::string share_text(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? "–" : percent_of(part, whole);
}

// Before the result: heads and when they were published. Then also areas and channels, unless the
// poll leaves the channels out because few people used one.
void print_turnout(const Screen& screen, const BallotView& ballot) {
    const auto& poll = ballot.poll;
    const auto heads = heads_of(poll);
    screen.heading("参与情况 Turnout");
    const auto by_heads = styled("{} / {} 人 heads（{}）", grouped(heads),
                                 grouped(poll.roll_lines()), share_text(heads, poll.roll_lines()));
    if (poll.stage() < bal::PRELIMINARY) {
        screen.say(by_heads);
        const auto when = poll.turnout_ms() == 0 ? std::string{"–"}
                                                 : ops::beijing_text(Timestamp{poll.turnout_ms()});
        screen.say(screen.faint(styled(
            "公布于 published {}；每日零点、新增满 10 人时更新，面积及其余随结果公布 anew at "
            "midnight once ten more take part; areas and the rest with the result",
            when)));
        return;
    }
    screen.say(by_heads + styled("，{} / {}（{}）", square_metres(poll.area_centi()),
                                 square_metres(poll.roll_area_centi()),
                                 share_text(poll.area_centi(), poll.roll_area_centi())));
    if (poll.heads() > 0 && poll.heads_phone() + poll.heads_paper() + poll.heads_city() == 0) {
        screen.say(screen.faint(
            styled("各渠道人数不公布：不足 10 人的渠道会透露谁投了票 by which channel is not told: "
                   "where fewer than ten used one it would name who voted")));
        return;
    }
    const Rows rows{{words_of(bal::PHONE).both(), grouped(poll.heads_phone())},
                    {words_of(bal::PAPER).both(), grouped(poll.heads_paper())},
                    {words_of(bal::CITY_LIST).both(), grouped(poll.heads_city())}};
    screen.table({"渠道 channel", "人数 heads"}, rows, "");
}

// Said only while votes may still be cast, and only where an item asks for participation by heads.
void print_needed(const Screen& screen, const BallotView& ballot) {
    const auto still = still_needed(ballot.call(), ballot.poll);
    if (!still.is_asked) return;
    if (still.heads == 0)
        return screen.say(screen.good("✓") + " 参与人数已达到法定比例 enough heads take part");
    screen.say(styled("参与还差 {} 人 still needed to take part: {} {}", grouped(still.heads),
                      grouped(still.heads), still.heads == 1 ? "head" : "heads"));
}

// The times of the poll, which an extension or an objection may have moved, and not those of the
// call.
void print_times(const Screen& screen, const bal::Poll& poll, Timestamp now) {
    Rows rows{{"开始 opens", ops::beijing_text(Timestamp{poll.opens_ms()})},
              {"截止 closes", ops::beijing_text(Timestamp{poll.closes_ms()}) +
                                  (poll.extended() ? "（已延长 extended）" : "")}};
    if (poll.settles_ms() != 0)
        rows.push_back(
            {"异议期至 objections until", ops::beijing_text(Timestamp{poll.settles_ms()})});
    rows.push_back({"现在 now", ops::beijing_text(now)});
    screen.table({"", "北京时间 Beijing time"}, rows, "");
}

// The command stands by itself, to be copied; what it is for, below it.
Bilingual step_of(const std::string& id, const char* command, const char* options,
                  const char* what) {
    return {
        fmt::format("linlian ballot {} {}{}{}", command, id, *options == '\0' ? "" : " ", options),
        what};
}

// The node's word of the turnout, and the names of buildings.
struct Status {
    bal::TurnoutReply turnout;
    std::map<Bytes, std::string> buildings;
};

// For programs all of it is said here.
Result<Status> ask_status(const Screen& screen, Ledger& ledger, const BallotView& ballot) {
    bal::TurnoutQuery query;
    query.set_ballot(ballot.id.bytes());
    Status status;
    TRY(ledger.ask(query, status.turnout));
    auto buildings = TRY(building_names(ledger, ballot.call().electorate()));
    status.buildings = std::move(buildings);
    if (!screen.json()) return status;
    const auto still = still_needed(ballot.call(), ballot.poll);
    screen.json_value(nlohmann::json{{"ballot", to_hex(ballot.id.view())},
                                     {"call", json_of(ballot.row)},
                                     {"poll", json_of(ballot.poll)},
                                     {"turnout", json_of(status.turnout)},
                                     {"still_needed", {{"heads", still.heads}}}});
    return status;
}

// Sorted as people count (2栋 before 11栋), the buildings that are too small to be shown alone
// last, together; a building without a known name by the first digits of its id.
Rows turnout_rows(const Status& status) {
    const auto& [turnout, buildings] = status;
    std::vector<std::pair<std::string, const bal::TurnoutReply::Entry*>> named;
    for (const auto& entry : turnout.buildings()) {
        const auto found = buildings.find(entry.building());
        named.emplace_back(entry.building().empty()   ? std::string{"其余 the rest"}
                           : found == buildings.end() ? to_hex(entry.building()).substr(0, 8)
                                                      : found->second,
                           &entry);
    }
    std::ranges::sort(named, [](const auto& one, const auto& other) {
        const bool is_rest = one.second->building().empty();
        if (is_rest != other.second->building().empty()) return !is_rest;
        return comes_before(one.first, other.first);
    });
    Rows rows;
    for (const auto& [name, of] : named) {
        const auto& entry = *of;
        rows.push_back({behind_bar(name),
                        fmt::format("{} / {}", entry.turnout().heads(), entry.roll().heads()),
                        share_text(entry.turnout().heads(), entry.roll().heads())});
    }
    return rows;
}

// Titles are words of whoever called the ballot, so they stand behind a bar. A ballot whose roll
// was not made yet has no turnout.
void print_status(const Screen& screen, const BallotView& ballot, const Status& status,
                  Timestamp now) {
    const auto& poll = ballot.poll;
    screen.heading(behind_bar(ballot.call().title().zh()));
    screen.say(screen.faint(behind_bar(ballot.call().title().en())));
    screen.say("阶段 stage  " + words_of(poll.stage()).both());
    if (poll.stage() >= bal::PRELIMINARY) {
        if (const auto caution = caution_of(poll))
            screen.say(screen.bad("！ " + caution->zh) + "  " + caution->en);
    }
    print_times(screen, poll, now);
    if (poll.pending() > 0)
        screen.say(
            screen.bad(styled("未裁定的异议 {} 项 objections without a ruling", poll.pending())));
    if (poll.roll_lines() > 0) {
        print_turnout(screen, ballot);
        if (poll.stage() == bal::OPEN) print_needed(screen, ballot);
        const auto rows = turnout_rows(status);
        if (rows.empty()) {
            screen.say("各楼栋情况随结果公布 By building: with the result");
        } else {
            screen.heading("各楼栋 By building");
            screen.table({"楼栋", "人数 heads", ""}, rows, "");
        }
    }
    const auto steps = next_steps(ballot);
    if (steps.empty()) return;
    screen.heading("接下来 Next");
    for (const auto& next : steps) {
        screen.say(styled("  {}", next.zh));
        screen.say(screen.faint(styled("      {}", next.en)));
    }
}

}  // namespace

// Who may do each of them, the ledger says; here they follow from the stage and the open channels
// alone. A stage in which nothing is to be done gives none.
std::vector<Bilingual> next_steps(const BallotView& ballot) {
    const auto step = [id = to_hex(ballot.id.view())](const char* command, const char* options,
                                                      const char* what) {
        return step_of(id, command, options, what);
    };
    const auto withdraw = step("withdraw", "--reason TEXT --document FILE --as NAME",
                               "召集人撤回 the convenor withdraws it");
    const auto certificate =
        step("certificate", "-o FILE.pdf", "打印结果公告 the notice for the board");
    switch (ballot.poll.stage()) {
        case bal::NOTICE:
            return {step("object", "--about roll --reason TEXT --as NAME",
                         "对名册提出异议 object to the roll"),
                    withdraw};
        case bal::OPEN: {
            std::vector<Bilingual> steps;
            if (ballot.poll.phone()) steps.push_back(step("cast", "--as NAME", "投票 vote"));
            if (ballot.poll.paper())
                steps.push_back(
                    step("paper print", "-o FILE.pdf --as NAME", "打印纸质票 print paper ballots"));
            steps.push_back(withdraw);
            return steps;
        }
        case bal::COUNTING:
            return {step("paper enter", "FILE --as NAME",
                         "录入截止前收到的纸质票 enter paper received in time")};
        case bal::PRELIMINARY:
            return {
                step("result", "", "查看初步结果 the preliminary result"),
                step("object", "--about result --reason TEXT --as NAME", "对结果提出异议 object"),
                step("objections", "--as NAME", "裁定异议 objections, to be ruled on"),
                certificate};
        case bal::FINAL:
            return {step("result", "", "查看结果 the result"), certificate,
                    step("recount", "-o FILE --as NAME",
                         "取全部选票自行复核 all ballots, to count again")};
        default:
            return {};
    }
}

Result<> show_status(const Screen& screen, Ledger& ledger, const BallotView& ballot) {
    const auto status = TRY(ask_status(screen, ledger, ballot));
    if (!screen.json()) print_status(screen, ballot, status, ledger.now());
    return {};
}

Result<> show_turnout(const Screen& screen, Ledger& ledger, const BallotView& ballot) {
    const auto status = TRY(ask_status(screen, ledger, ballot));
    screen.table({"楼栋", "人数 heads", ""}, turnout_rows(status), "–");
    return {};
}

}  // namespace linlian::client
