#include "apps/ballot/paper_text.h"

#include "apps/ballot/ballot_figures.h"
#include "base/hex.h"
#include "codec/json.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

namespace bal = ballot::v1;

std::string yes_no(bool value) { return value ? "是 yes" : "否 no"; }

void add_differences(const BallotView& ballot, const std::string& serial,
                     const bal::PaperEntry& one, const bal::PaperEntry& other, Rows& rows) {
    const auto& call = ballot.call();
    for (int i = 0; i < call.items_size(); ++i) {
        const auto first = choice_told(call.items(i), one.choices(i).open()).zh;
        const auto second = choice_told(call.items(i), other.choices(i).open()).zh;
        if (first != second)
            rows.push_back({serial, "第 " + std::to_string(i + 1) + " 项", first, second});
    }
    if (one.is_signed() != other.is_signed())
        rows.push_back({serial, "签名 signed", yes_no(one.is_signed()), yes_no(other.is_signed())});
    if (one.helper() != other.helper())
        rows.push_back({serial, "协助人 helper", to_hex(one.helper()), to_hex(other.helper())});
    if (one.proxy() != other.proxy())
        rows.push_back({serial, "代理人 proxy", to_hex(one.proxy()), to_hex(other.proxy())});
}

}  // namespace

Told paper_state_told(bal::PaperState state) {
    switch (state) {
        case bal::ISSUED:
            return {"已发放，未录入", "issued, not entered"};
        case bal::SEALED_ONCE:
            return {"一人已封存", "sealed by one clerk"};
        case bal::SEALED_TWICE:
            return {"两人已封存", "sealed by both"};
        case bal::SHOWN_ONCE:
            return {"一人已公开", "shown by one"};
        case bal::COUNTED:
            return {"已计入", "counted"};
        case bal::DIFFERS:
            return {"录入不一致，需重新录入", "readings differ, to be entered anew"};
        case bal::SET_ASIDE:
            return {"搁置：另有有效投票", "set aside: another vote counts"};
        case bal::VOIDED:
            return {"已作废", "voided"};
        case bal::LATE:
            return {"截止后收到", "received after the close"};
        default:
            return {"不是本次表决发放的", "not issued for this ballot"};
    }
}

Told delivery_told(bal::DeliveryKind kind) {
    switch (kind) {
        case bal::HANDED_OVER:
            return {"当面签收", "handed over, signed for"};
        case bal::REGISTERED_POST:
            return {"挂号邮寄", "registered post"};
        case bal::POSTED_WITH_PHOTO:
            return {"张贴并拍照", "posted at the door, with a photo"};
        case bal::MESSAGE_REPORT:
            return {"短信送达回执", "the carrier's report"};
        case bal::REFUSED_WITNESSED:
            return {"拒收，有见证", "refused, with witnesses"};
        default:
            return {"–", "none"};
    }
}

void print_differences(const Terminal& terminal, const BallotView& ballot,
                       const std::map<Bytes, bal::PaperReply>& papers) {
    Rows rows;
    auto all = nlohmann::json::array();
    const int items = ballot.call().items_size();
    for (const auto& [serial, paper] : papers) {
        all.push_back(nlohmann::json::parse(codec::to_json(paper)));
        // The reply carries the round that differed: its readings are complete.
        if (paper.rounds().empty() || paper.rounds(0).readings_size() != 2) continue;
        const auto& one = paper.rounds(0).readings(0).entry();
        const auto& other = paper.rounds(0).readings(1).entry();
        if (one.choices_size() == items && other.choices_size() == items)
            add_differences(ballot, to_hex(serial), one, other, rows);
    }
    terminal.json_value(nlohmann::json{{"papers", all}});
    terminal.table({"编号 serial", "项目 item", "第一人 first clerk", "第二人 second clerk"}, rows,
                   "没有不一致的录入 No readings differ.");
}

void print_paper_figures(const Terminal& terminal, const bal::PaperFiguresReply& figures) {
    Rows rows;
    for (const auto& entry : figures.states()) {
        const auto told = paper_state_told(entry.state());
        rows.push_back({told.zh, told.en, grouped(entry.papers())});
    }
    terminal.say("已发放 issued: " + grouped(figures.issued()));
    terminal.table({"状态 state", "", "张数 papers"}, rows,
                   "收回多少，有结果后公布 How many came back is told with the result.");
    if (figures.counted_without_delivery() > 0)
        terminal.say("计入但没有送达记录 counted without a delivery on record: " +
                     grouped(figures.counted_without_delivery()));
}

}  // namespace linlian::apps
