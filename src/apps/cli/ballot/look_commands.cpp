// `linlian ballot list`, `status`, `turnout`, `result`: looking at ballots.
#include "apps/cli/ballot/ballot_commands.h"
#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/ballot_view.h"
#include "client/ballot/electorate_text.h"
#include "client/ballot/result_text.h"
#include "client/ballot/status_text.h"
#include "client/proof/typed.h"
#include "client/read/pages.h"
#include "client/read/proven_lists.h"
#include "client/shown/quoted.h"
#include "client/words/enum_words.h"
#include "codec/json.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

using nlohmann::json;
namespace bal = ballot::v1;

constexpr std::uint32_t page = 200;

struct Given {
    std::string ballot;
    std::string estate;
    std::string stage;
};

json as_json(const google::protobuf::Message& message) {
    return json::parse(codec::to_json(message));
}

Result<std::vector<bal::BallotsReply::Summary>> ballots_of(Ledger& ledger, const Bytes& estate,
                                                           bal::Stage stage) {
    std::vector<bal::BallotsReply::Summary> ballots;
    bal::BallotsQuery query;
    query.set_estate(estate);
    query.set_stage(stage);
    query.set_limit(page);
    TRY(each_page<bal::BallotsReply>(ledger, query, {"ballots", max_listed},
                                     [&](const bal::BallotsReply& reply) -> Result<bool> {
                                         ballots.insert(ballots.end(), reply.ballots().begin(),
                                                        reply.ballots().end());
                                         return true;
                                     }));
    return ballots;
}

// The estates to list: the named one, else all of them and the offices' own ballots.
Result<std::map<Bytes, std::string>> wanted_estates(Ledger& ledger, const std::string& estate) {
    if (!estate.empty()) {
        const auto found = TRY(find_estate(ledger, estate));
        return std::map<Bytes, std::string>{{found.id.bytes(), found.row.name()}};
    }
    const auto all = TRY(proven_estates(ledger));
    std::map<Bytes, std::string> estates{
        {Id16{}.bytes(), "全社区或组织内部 of the community, or an office's own"}};
    for (const auto& entry : all.estates()) estates[entry.estate()] = entry.row().name();
    return estates;
}

// As it is proven: the part of the estate that is asked stands beside the title, which is its
// convenor's.
Result<Row> listed_row(Ledger& ledger, const std::string& estate,
                       const bal::BallotsReply::Summary& ballot,
                       const registry::v1::Electorate& asked) {
    const auto building = TRY(building_name(ledger, asked));
    const auto part = part_words(asked, building);
    const bool is_marked = ballot.standing() != bal::STANDING_UNSPECIFIED;
    return Row{to_hex(ballot.ballot()), behind_bar(estate + (part.zh.empty() ? "" : " " + part.zh)),
               behind_bar(ballot.title().zh()),
               words_of(ballot.stage()).both() +
                   (is_marked ? "，" + words_of(ballot.standing()).both() : ""),
               ops::beijing_text(Timestamp{ballot.closes_ms()})};
}

Result<> list(const Options& options, const Given& given) {
    auto stage = bal::STAGE_UNSPECIFIED;
    if (!given.stage.empty()) {
        const auto read = typed_enum<ballot::v1::Stage>(given.stage);
        if (!read)
            return tl::unexpected(
                wrong_command("--stage 可取以下之一 takes one of: notice, open, counting, "
                              "preliminary, final or withdrawn"));
        stage = *read;
    }
    const auto ledger = TRY(options.connect());
    const auto estates = TRY(wanted_estates(*ledger, given.estate));
    Rows rows;
    auto all = json::array();
    for (const auto& [estate, name] : estates) {
        auto ballots = TRY(ballots_of(*ledger, estate, stage));
        for (auto& ballot : ballots) {
            const auto asked = TRY(prove_listed(*ledger, estate, ballot));
            all.push_back(as_json(ballot));
            auto row = TRY(listed_row(*ledger, name, ballot, asked));
            rows.push_back(std::move(row));
        }
    }
    options.terminal().json_value(json{{"ballots", all}});
    options.terminal().table({"表决 ballot", "小区、范围 estate, who is asked", "标题 title",
                              "阶段 stage", "截止 closes"},
                             rows, "节点称没有表决 The node says that there are no ballots.");
    options.terminal().say(
        options.terminal().faint("所列各项均有证明；是否还有其他表决，仅为节点的说法 Each ballot "
                                 "shown is proven; that there "
                                 "is no other is the node's word."));
    return {};
}

Result<> status(const Options& options, const Given& given, bool only_turnout) {
    const auto ledger = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    bal::TurnoutQuery query;
    query.set_ballot(ballot.id.bytes());
    bal::TurnoutReply turnout;
    TRY(ledger->ask(query, turnout));
    const auto buildings = TRY(building_names(*ledger, ballot.call().electorate()));
    const auto terminal = options.terminal();
    if (options.json) {
        const auto still = still_needed(ballot.call(), ballot.poll);
        terminal.json_value(json{{"ballot", to_hex(ballot.id.view())},
                                 {"call", as_json(ballot.row)},
                                 {"poll", as_json(ballot.poll)},
                                 {"turnout", as_json(turnout)},
                                 {"still_needed", {{"heads", still.heads}}}});
    } else if (only_turnout) {
        terminal.table({"楼栋", "人数 heads", ""}, turnout_rows(turnout, buildings), "–");
    } else {
        print_status(terminal, ballot, turnout, buildings, ledger->now());
    }
    return {};
}

Result<> withdrawn(const Options& options, const BallotView& ballot) {
    if (!options.json) {
        print_withdrawn(options.terminal(), ballot);
        return {};
    }
    options.terminal().json_value(json{{"ballot", to_hex(ballot.id.view())},
                                       {"poll", as_json(ballot.poll)},
                                       {"verdicts", json::array()},
                                       {"caution", caution_of(ballot.poll)->en},
                                       {"withdrawal", as_json(ballot.poll.withdrawal())}});
    return {};
}

Result<> result(const Options& options, const Given& given) {
    const auto ledger = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    if (ballot.poll.stage() == bal::WITHDRAWN) return withdrawn(options, ballot);
    const auto notice = TRY(gather_notice(*ledger, ballot));
    if (!options.json) {
        print_result(options.terminal(), notice);
        return {};
    }
    auto verdicts = json::array();
    for (const auto& row : notice.verdicts) verdicts.push_back(as_json(row));
    const auto caution = caution_of(ballot.poll);
    options.terminal().json_value(
        json{{"ballot", to_hex(ballot.id.view())},
             {"poll", as_json(ballot.poll)},
             {"verdicts", verdicts},
             {"caution", caution ? caution->en : ""},
             {"result_hash", to_hex(verdicts_hash(notice.verdicts).view())}});
    return {};
}

}  // namespace

void add_look_commands(Command ballot, Options& options) {
    auto given = std::make_shared<Given>();
    const auto all = ballot.add_command("list", "Ballots, oldest first 表决列表");
    all.add_option("--estate", given->estate, "Of this estate, by name or id 小区");
    all.add_option("--stage", given->stage,
                   "notice, open, counting, preliminary, final, withdrawn 阶段");
    on_run(all, options, [&options, given] { return list(options, *given); });
    const auto one =
        ballot.add_command("status", "How a ballot stands, and what comes next 表决情况");
    const auto part = ballot.add_command("turnout", "Who took part, by building 各楼栋参与情况");
    const auto end = ballot.add_command("result", "The verdict with its arithmetic 表决结果");
    for (const auto& command : {one, part, end})
        command.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    on_run(one, options, [&options, given] { return status(options, *given, false); });
    on_run(part, options, [&options, given] { return status(options, *given, true); });
    on_run(end, options, [&options, given] { return result(options, *given); });
}

}  // namespace linlian::apps
