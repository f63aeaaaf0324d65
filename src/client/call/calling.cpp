#include "client/call/calling.h"

#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/motion/motion_show.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "ops/time/beijing_time.h"

#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// What was called, and what its convenor does next.
Result<> say_called(const Screen& screen, const PreparedCall& call, const Receipt& receipt) {
    const auto called = TRY(event_in<bal::BallotCalled>(receipt, "ballot"));
    const auto id = to_hex(called.ballot());
    auto files = nlohmann::json::array();
    for (const auto& file : call.files)
        files.push_back({{"name", file.name}, {"hash", to_hex(file.hash.view())}});
    screen.json_value(nlohmann::json{{"ballot", id},
                                     {"transaction", to_hex(receipt.leaf().id())},
                                     {"height", receipt.leaf().height()},
                                     {"opens_ms", called.opens_ms()},
                                     {"closes_ms", called.closes_ms()},
                                     {"files", files}});
    if (screen.json()) return {};
    print_receipt(screen, receipt);
    screen.heading("接下来 What comes next");
    screen.say("表决编号 ballot  " + id);
    screen.say(styled("今天起公告并张贴名册；{}（北京时间）自动开始，名册同时冻结。",
                      ops::beijing_text(Timestamp{called.opens_ms()})));
    screen.say(
        screen.faint("Post the notice and the roll today; it opens by itself at that "
                     "time, and the roll is frozen then."));
    screen.say(styled("  linlian ballot status {}", id));
    return {};
}

}  // namespace

Result<> call_ballot(const Screen& screen, const Review& review, Ledger& ledger,
                     const Author& author, const CallOrder& order) {
    const auto office = TRY(acting_office(review, ledger, author, order.office));
    const auto call = TRY(prepare_call(ledger, order.document, office));
    const auto& shown = review.screen();
    shown.heading("请核对 Please check before you sign");
    shown.table({"", ""}, rows_of(review_of(call, ledger.now()), shown), "");
    TRY(review.confirm("发起后不能修改。签名发起？ It cannot be changed afterwards. Call it?"));
    const auto receipt = TRY(perform(ledger, author, call.act));
    order.keep(call.files);
    return say_called(screen, call, receipt);
}

Result<> withdraw_ballot(const Screen& screen, const Review& review, Ledger& ledger,
                         const Author& author, const BallotView& ballot,
                         const Withdrawal& withdrawal) {
    auto act = act_on<bal::WithdrawBallot>(ballot);
    act.set_document(withdrawal.document);
    act.set_reason(withdrawal.reason);
    review.screen().say(styled("表决 ballot  {}", behind_bar(ballot.call().title().zh())));
    return say_receipt(
        screen, review_and_perform(
                    review, ledger, author, act, {},
                    "撤回后不能恢复，已投的票作废。撤回？ Votes cast are void. Withdraw it?"));
}

}  // namespace linlian::client
