// What counts for each line of a member, by the proven row of its vote. The node's word stands in
// only where the proof is for somebody else, and is called so.
#include "client/vote/own_votes.h"

#include "base/hex.h"
#include "client/dispute/objection_text.h"
#include "client/read/proven_rows.h"
#include "client/shown/json_of.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "modules/ballot/state.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>
namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Nothing counts where there is no row, or where a ruling struck it.
std::string counted_words(const bal::CallBallot& call, const std::optional<bal::CastRow>& row) {
    if (!row) return "尚未计入 nothing is counted yet";
    if (row->struck()) return "经裁定不计入 struck by a ruling";
    return claim_words(call, row->choices());
}

// Of a vote that is proven to somebody else.
// A paper or a ruling names its channel; else a co-owner or a proxy voted by phone.
std::string others_words(const bal::MyLinesReply::Entry& line) {
    if (line.voted() && line.channel() != bal::PHONE)
        return fmt::format(
            "节点称：以{}计入，内容与结果一并告知您 by {}, as the node says; what was read is told "
            "to "
            "you with the result",
            words_of(line.channel()).zh, words_of(line.channel()).en);
    return "节点称：由共有人或代理人投出，不向您提供 the node says that a co-owner or a proxy cast "
           "it, "
           "and proves nothing to you";
}

// The row of one line; nothing where its proof is not for this member.
struct Counted {
    bool is_told = true;
    std::optional<bal::CastRow> row;
};

Result<Counted> counted_for(const AtBallot& at, const Bytes& head_bytes) {
    Hash32 head;
    // A head of another length is no line: nothing counts for it.
    if (!Hash32::parse(head_bytes, head)) return Counted{};
    auto row = find_proven(at.ledger, ballot::casts, &at.author, at.ballot.id, head);
    if (row) return Counted{true, std::move(*row)};
    if (is_not_for_reader(row.error())) return Counted{false, std::nullopt};
    return tl::unexpected(row.error());
}

}  // namespace

Result<> show_own_votes(const Screen& screen, const AtBallot& at) {
    const auto lines = TRY(lines_of(at.ledger, at.author, at.ballot, at.member));
    Rows rows;
    auto entries = nlohmann::json::array();
    for (const auto& line : lines) {
        const auto& head = line.voter().line().head();
        const auto counted = TRY(counted_for(at, head));
        const auto& row = counted.row;
        // For programs: "told" says whether "counted" is an answer at all.
        entries.push_back({{"head", to_hex(head)},
                           {"told", counted.is_told},
                           {"counted", row ? json_of(*row) : nlohmann::json{}}});
        rows.push_back({to_hex(head).substr(0, 16), square_metres(line.voter().line().area_centi()),
                        row ? words_of(row->channel()).both() : "–",
                        row ? ops::beijing_text(Timestamp{row->time_ms()}) : "–",
                        counted.is_told ? behind_bar(counted_words(at.ballot.call(), row))
                                        : Styled{others_words(line)}});
    }
    screen.json_value(nlohmann::json{{"lines", entries}});
    screen.table(
        {"表决人 head", "面积 area", "渠道 channel", "时间 time", "计入的选择 what counts"}, rows,
        "节点称您在此表决中没有票 The node says that you have no line in this ballot.");
    if (!rows.empty()) screen.say(lines_as_listed);
    return {};
}

}  // namespace linlian::client
