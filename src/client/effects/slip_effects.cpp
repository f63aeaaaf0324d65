// Effects of acts on slips: who can enrol a key by one, and whose is worth nothing any more.
#include "base/hex.h"
#include "client/effects/effects.h"
#include "client/people/slip_work.h"
#include "client/read/proven_rows.h"
#include "codec/refusal.h"
#include "modules/registry/state.h"
#include "ops/time/beijing_time.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

// What two offices can compare with each other is the fingerprint of the whole batch.
Result<> effect(const reg::IssueSlips& act, Effects& effects) {
    effects.gets(styled("{} 人各得一张可登记密钥的开通单 people, each a slip that enrols a key",
                        act.slips_size()));
    effects.says(styled(
        "指纹 {}：请与制作人屏幕所示当面或电话核对；另一组织请改用 linlian slips confirm 提请编号 "
        "the fingerprint: compare it with what the clerk who made them was shown; the other "
        "office issues them by linlian slips confirm MOTION",
        slips_fingerprint(act)));
    return {};
}

// The offices that put the batch out, by its proven row.
// Each once, by name, in the order of the row.
Result<> show_issuers(const reg::CancelSlip& act, Effects& effects) {
    Id16 id;
    if (!Id16::parse(act.batch(), id)) return refuse(reg::SLIP_UNKNOWN);
    const auto batch = TRY(find_proven(effects.ledger, registry::batches, nullptr, id));
    if (!batch) return refuse(reg::SLIP_UNKNOWN);
    std::string offices;
    for (const auto& supporter : batch->supporters()) {
        if (supporter.office() == Id16{}.view()) continue;  // its author, for no office
        const auto name = effects.names.of(supporter.office());
        if (offices.find(name) != std::string::npos) continue;
        offices += (offices.empty() ? "" : "、") + name;
    }
    effects.says(styled("所属批次由 {} 发放，共 {} 份 issued it, among as many slips", offices,
                        batch->slips()));
    return {};
}

// The slip, or the key that came of it and waits, as the node says them.
// False where there is neither of this batch.
bool show_ended(const reg::CancelSlip& act, const reg::LiveKeysReply& live, Effects& effects) {
    const auto member = effects.names.of(act.member());
    if (live.has_slip() && live.slip().batch() == act.batch()) {
        effects.loses(
            styled("{}：第 {} 号开通单，有效期至 {} 的，作废 their slip of this number, "
                   "valid until then: worth nothing from now on{}",
                   member, live.slip().number(),
                   ops::civil_end_text(Timestamp{live.slip().expires_ms()}), unproven));
        return true;
    }
    for (const auto& key : live.keys()) {
        if (key.state() != reg::KEY_PROVISIONAL || key.batch() != act.batch()) continue;
        effects.loses(
            styled("{}：凭开通单登记、待第二次核验的密钥 {} 停用 the key that was enrolled "
                   "with the slip and waits for its second check, ends{}",
                   member, to_hex(key.public_key()), unproven));
        return true;
    }
    return false;
}

// Three answers of the node: it may not tell; there is a slip or a waiting key of this batch; there
// is neither, so that the act changes nothing.
Result<> effect(const reg::CancelSlip& act, Effects& effects) {
    reg::LiveKeysQuery query;
    query.set_member(act.member());
    reg::LiveKeysReply live;
    const auto told = TRY(is_told(effects, query, live));
    if (!told)
        effects.loses(
            styled("{}：该批次的开通单或临时密钥 their slip of the batch, or the key that "
                   "came of it {}",
                   effects.names.of(act.member()), untold));
    else if (!show_ended(act, live, effects))
        effects.says(
            styled("{} 在该批次中没有有效的开通单或临时密钥 has no live slip of the batch, "
                   "nor a key of it that waits{}",
                   effects.names.of(act.member()), unproven));
    TRY(show_issuers(act, effects));
    effects.says(
        "需要的，另发新单；成员编号和原因公开 whoever needs one gets a new one; member id and "
        "reason are public");
    return {};
}

}  // namespace

Result<bool> show_slip_effect(const Message& act, Effects& effects) {
    return show_one_of<reg::IssueSlips, reg::CancelSlip>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::client
