#include "client/people/slip_review.h"

#include "base/hex.h"
#include "client/act/ledger_names.h"
#include "client/ballot/ballot_figures.h"
#include "client/motion/motion_show.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "ops/time/beijing_time.h"

#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

using nlohmann::json;

json json_of(const SlipsProposed& proposed) {
    auto batches = json::array();
    for (const auto& step : proposed.steps)
        batches.push_back({{"batch", to_hex(step.batch.view())},
                           {"slips", step.slips},
                           {"motion", to_hex(step.step.motion)},
                           {"fingerprint", step.fingerprint},
                           {"issued", step.step.completed}});
    const auto& receivers = proposed.receivers;
    return {{"batches", batches},
            {"slips", receivers.members.size()},
            {"enrolled", receivers.enrolled},
            {"waiting", receivers.waiting},
            {"absent", receivers.absent},
            {"others", receivers.others},
            {"pdf", proposed.pdf}};
}

void say_left_out(const Screen& screen, const SlipReceivers& receivers) {
    if (receivers.enrolled + receivers.absent > 0)
        screen.say(screen.faint(
            styled("未发 left out：已有密钥 who have a key {}，不是账本成员 who are no members {}",
                   receivers.enrolled, receivers.absent)));
    if (receivers.waiting > 0)
        screen.say(styled("{0} 人的密钥待核验，未制作 left out: {0} whose key waits for its check",
                          receivers.waiting));
    if (receivers.others > 0)
        screen.say(screen.faint(
            styled("另有 {0} 个业主由他人代表：监护人有开通单，其余登记后用 --members {0} owners, "
                   "for whom others act: guardians get a slip, others once recorded (--members)",
                   receivers.others)));
}

// What the clerk of the other office is told by word of mouth.
void say_next(const Screen& screen, const std::vector<SlipBatchStep>& steps) {
    if (steps.empty()) return;
    screen.say(
        "由另一组织确认后生效；请把编号和指纹告诉其工作人员 They open once the other office "
        "confirms. Tell its clerk the motion and the fingerprint:");
    std::string ids;
    for (const auto& step : steps) {
        ids += " " + to_hex(step.step.motion);
        screen.say(
            styled("  {}  指纹 fingerprint {}", in_fours(step.step.motion), step.fingerprint));
    }
    screen.say(styled("  linlian slips confirm{} --as CLERK-OF-THE-OTHER-OFFICE", ids));
}

// Who proposed the batch, what must be the same on the sheet of whoever printed it, and whose slips
// they are.
void show_batch(const Screen& screen, const WaitingBatch& batch, const LedgerNames& names,
                bool with_people) {
    const auto& motion = batch.motion.motion();
    screen.table({"", ""},
                 {{"提请事项 motion", in_fours(batch.motion.id())},
                  {"提请组织 proposed by", names.of(motion.as_office())},
                  {"提请人 by its member", names.of(motion.proposer())},
                  {"理由 reason", behind_bar(motion.reason())},
                  {"份数 slips", std::to_string(batch.act.slips_size())},
                  {"有效期至 until", ops::civil_end_text(Timestamp{batch.act.expires_ms()})},
                  {"指纹 fingerprint", slips_fingerprint(batch.act)}},
                 "");
    screen.say(
        "请与制作人当面或电话核对：提请事项编号和指纹须与其屏幕所示一致 Compare motion and "
        "fingerprint with what the clerk who made the slips was shown: they must be the same.");
    if (!with_people) {
        screen.say("加 --names 姓名文件 可看到发给谁 --names FILE shows for whom they are.");
        return;
    }
    Rows rows;
    for (const auto& slip : batch.act.slips())
        rows.push_back({std::to_string(slip.number()), names.of(slip.member()),
                        slip.replaces().empty() ? "" : "取代原有的开通单 ends an earlier slip"});
    screen.table({"号 number", "发给 for", ""}, rows, "–");
}

Result<std::vector<WaitingBatch>> look(const Review& review, Ledger& ledger, const Author& clerk,
                                       const std::vector<std::string>& motions,
                                       const NamesAtHand& at_hand) {
    const auto names = TRY(LedgerNames::gather(ledger, at_hand));
    std::vector<WaitingBatch> batches;
    for (const auto& text : motions) {
        const auto id = TRY(read_id(text, "MOTION"));
        auto batch = TRY(waiting_batch(ledger, clerk, id));
        show_batch(review.screen(), batch, names, !at_hand.empty());
        batches.push_back(std::move(batch));
    }
    return batches;
}

}  // namespace

Result<Bytes> ask_to_issue(const Review& review, Ledger& ledger, const Author& clerk,
                           const SlipsToMake& made, const NamesAtHand& names) {
    review.screen().say(
        styled("{} 份 slips，有效期至 until {}", made.slips, ops::civil_end_text(made.expires)));
    auto office = TRY(acting_office(review, ledger, clerk, made.office));
    TRY(warn_of_names(review.screen(), ledger, names));
    TRY(review.confirm("制作并提请发放？ Make them and propose to issue them?"));
    return office;
}

void say_proposed(const Screen& screen, const SlipsProposed& proposed) {
    screen.json_value(json_of(proposed));
    std::size_t slips = 0;
    for (const auto& step : proposed.steps) slips += step.slips;
    screen.say(styled("{} 已提请发放 {} 份开通单 {} slips proposed in {} batches.",
                      screen.good("✓"), slips, slips, proposed.steps.size()));
    say_left_out(screen, proposed.receivers);
    for (const auto& file : {proposed.pdf, proposed.seeds}) {
        if (!file.empty())
            screen.warning(styled(
                "{} 含开通密码，只有您能读取；用后删除 holds the secrets, readable by you alone: "
                "delete it after use.",
                file));
    }
    say_next(screen, proposed.steps);
}

Result<> confirm_slips(const Review& review, const Screen& told, Ledger& ledger,
                       const Author& clerk, const SlipsToConfirm& asked, const NamesAtHand& names) {
    const auto waiting = TRY(look(review, ledger, clerk, asked.motions, names));
    const auto office = TRY(acting_office(review, ledger, clerk, asked.office));
    TRY(warn_of_names(review.screen(), ledger, names));
    TRY(review.confirm("已核对，确认发放？ Compared them? Issue them?"));
    auto batches = json::array();
    for (const auto& batch : waiting) {
        // What was shown is what is supported, whatever the node says now.
        const auto step = TRY(support_seen(ledger, clerk, batch.motion, office));
        batches.push_back({{"motion", to_hex(batch.motion.id())},
                           {"batch", to_hex(batch.act.batch())},
                           {"issued", step.completed}});
        told.say(step.completed
                     ? styled("{} 已发放 issued: {} slips", told.good("✓"), batch.act.slips_size())
                     : "已附议；章程还要求其他组织 Supported; the charter asks "
                       "for more offices.");
    }
    told.json_value(json{{"batches", batches}});
    return {};
}

}  // namespace linlian::client
