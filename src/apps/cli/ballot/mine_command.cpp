// `linlian ballot mine`: what is counted for one's own lines, by its proof.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "base/hex.h"
#include "client/ballot/ballot_words.h"
#include "client/read/proven_rows.h"
#include "client/shown/beijing_time.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/vote/objection_text.h"
#include "codec/json.h"
#include "modules/ballot/state.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

using nlohmann::json;
namespace bal = ballot::v1;

// Nothing counts where there is no row, or where a ruling struck it.
std::string counted_told(const bal::CallBallot& call, const std::optional<bal::CastRow>& row) {
    if (!row) return "尚未计入 nothing is counted yet";
    if (row->struck()) return "经裁定不计入 struck by a ruling";
    return claim_told(call, row->choices());
}

// Of a vote that is proven to somebody else.
std::string others_told(const bal::MyLinesReply::Entry& line) {
    if (line.voted() && line.channel() != bal::PHONE)
        return fmt::format(
            "节点称：以{}计入，内容与结果一并告知您 by {}, as the node says; what was read is told "
            "to "
            "you with the result",
            words::of(line.channel()).zh, words::of(line.channel()).en);
    return "节点称：由共有人或代理人投出，不向您提供 the node says that a co-owner or a proxy cast "
           "it, "
           "and proves nothing to you";
}

// The row of one line; nothing where its proof is not for this member.
struct Counted {
    bool is_told = true;
    std::optional<bal::CastRow> row;
};

Result<Counted> counted_for(Desk& desk, const Bytes& head_bytes) {
    Hash32 head;
    if (!Hash32::parse(head_bytes, head)) return Counted{};
    auto row = find_proven(*desk.door, ballot::casts, &desk.key, desk.ballot.id, head);
    if (row) return Counted{true, std::move(*row)};
    if (is_not_for_reader(row.error())) return Counted{false, std::nullopt};
    return tl::unexpected(row.error());
}

Result<> mine(const Options& options, const std::string& ballot) {
    auto desk = TRY(open_desk(options, ballot));
    const auto lines = TRY(lines_of(*desk.door, desk.key, desk.ballot, desk.member));
    Rows rows;
    auto all = json::array();
    for (const auto& line : lines) {
        const auto& head = line.voter().line().head();
        const auto counted = TRY(counted_for(desk, head));
        const auto& row = counted.row;
        all.push_back({{"head", to_hex(head)},
                       {"told", counted.is_told},
                       {"counted", row ? json::parse(codec::to_json(*row)) : json{}}});
        rows.push_back({to_hex(head).substr(0, 16), square_metres(line.voter().line().area_centi()),
                        row ? words::of(row->channel()).both() : "–",
                        row ? beijing_text(Timestamp{row->time_ms()}) : "–",
                        counted.is_told ? behind_bar(counted_told(desk.ballot.call(), row))
                                        : Styled{others_told(line)}});
    }
    options.terminal().json_value(json{{"lines", all}});
    options.terminal().table(
        {"表决人 head", "面积 area", "渠道 channel", "时间 time", "计入的选择 what counts"}, rows,
        "节点称您在此表决中没有票 The node says that you have no line in this ballot.");
    if (!rows.empty()) options.terminal().say(lines_as_listed);
    return {};
}

}  // namespace

void add_mine_command(CLI::App& ballot, Options& options) {
    const auto id = std::make_shared<std::string>();
    auto* command = ballot.add_subcommand("mine", "What is counted for you, proven 我的表决");
    command->add_option("ballot", *id, "Id of the ballot 表决编号")->required();
    on_run(command, options, [&options, id] { return mine(options, *id); });
}

}  // namespace linlian::apps
