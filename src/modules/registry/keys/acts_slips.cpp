#include "base/hex.h"
#include "codec/refusal.h"
#include "crypto/keys.h"
#include "modules/charter/charter.h"
#include "modules/registry/acts.h"
#include "modules/registry/authority/authority.h"
#include "modules/registry/authority/behind.h"
#include "modules/registry/keys/keyring.h"
#include "modules/registry/keys/second_check.h"
#include "modules/registry/limits.h"
#include "modules/registry/offices/makers.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>
#include <set>

namespace linlian::registry {
namespace {

// Every line names a known member and a key that was never seen, and no line stands twice.
Result<> check_slips(const Context& context, const v1::IssueSlips& act) {
    std::set<Bytes> seen;
    for (const auto& line : act.slips()) {
        const Id16 member = id_of(line.member());
        if (!members.has(context.view(), member)) return refuse(v1::MEMBER_UNKNOWN);
        if (!seen.insert(line.member()).second)
            return refuse(v1::LINE_DOUBLED, {{"id", to_hex(line.member())}});
        if (is_known_key(context.view(), line.key()) || !seen.insert(line.key()).second)
            return refuse(v1::KEY_KNOWN);
    }
    return {};
}

// A line ends the unused slip that it names: no newer one, and no key that somebody enrolled with
// it meanwhile. That one is ended by a clerk who could check it, with a reason (CancelSlip).
bool is_overtaken(const Context& context, const v1::SlipLine& line) {
    const Id16 member = id_of(line.member());
    if (const auto slip = live_slip(context.view(), member))
        return slip->row.batch() != line.replaces();
    return !batch_to_end(context.view(), member).empty();
}

void write_slip(Context& context, const v1::IssueSlips& act, const v1::SlipLine& line) {
    const Id16 member = id_of(line.member());
    end_slips(context, member);  // a reprint ends the older slip
    v1::Slip slip;
    slip.set_member(line.member());
    slip.set_batch(act.batch());
    slip.set_number(line.number());
    slip.set_state(v1::SLIP_LIVE);
    slip.set_expires_ms(act.expires_ms());
    const Hash32 hash = key_hash(line.key());
    slips.put(context.state(), hash, slip);
    slips_of.put(context.state(), member, hash, v1::Slip{});
}

// In public by tens: the motion of a batch names members, and each more would say who enrolled.
void count_used_slip(Context& context, const Id16& batch) {
    auto exact = slips_used.find(context.view(), batch).value_or(v1::SlipBatch{});
    exact.set_used(exact.used() + 1);
    slips_used.put(context.state(), batch, exact);
    if (exact.used() % used_told_by != 0) return;
    auto row = batches.find(context.view(), batch);
    CHECK(row);
    row->set_used(exact.used());
    batches.put(context.state(), batch, *row);
}

// Nobody ends others' slips alone and at will: an unused one is of the office that gave it out, the
// key that came of it of who could activate it.
Result<> check_may_cancel(const Context& context, const v1::CancelSlip& act) {
    const Id16 member = id_of(act.member());
    const auto batch = batches.find(context.view(), id_of(act.batch()));
    if (!batch || batch_to_end(context.view(), member) != act.batch())
        return refuse(v1::SLIP_UNKNOWN);
    if (live_slip(context.view(), member)) return check_issuing_clerk(context, *batch, act);
    return check_second_clerk(context, id_of(act.batch()), *batch, act);
}

// Every kind of office that the proposer works for, whichever they named.
std::set<std::string> kinds_of_proposer(const Context& context) {
    const auto& author = context.author().member;
    std::set<std::string> kinds;
    for (const auto& [member, office] : offices_of(context.view(), author))
        if (holds_role_in(context.view(), author, office, context.now()))
            kinds.insert(*office_kind(context.view(), office));
    return kinds;
}

// Whose people may not check the keys that come of the batch: its proposer's and those of whom it
// needed. Whoever else supports what has its authority takes nobody's check away but their own.
void note_who_stood_behind(const Context& context, const v1::IssueSlips& act,
                           v1::SlipBatch& batch) {
    for (const auto& kind : kinds_of_proposer(context)) batch.add_proposer_kinds(kind);
    const auto authority = charter::authority_of(context.view(), *act.GetDescriptor());
    auto behind = first_behind(context, act, {authority});
    const auto& author = context.author().member;
    const auto is_author = [&author](const Supporter& one) { return one.member == author; };
    // Who printed them holds their keys. The bodies that made them what they are had no part in it
    // where others had the authority: they are there for no office.
    if (std::ranges::none_of(behind, is_author)) behind.push_back({author, {}});
    for (const auto& one : behind) {
        auto& supporter = *batch.add_supporters();
        supporter.set_member(one.member.bytes());
        supporter.set_office(one.office.bytes());
        const auto made_by = makers_of_supporter(context.view(), one, context.now());
        for (const auto& maker : made_by.members) supporter.add_made_by(maker.bytes());
        for (const auto& kind : made_by.kinds) supporter.add_made_by_kinds(kind);
    }
}

}  // namespace

Result<> issue_slips(Context& context, const v1::IssueSlips& act) {
    const Id16 batch_id = id_of(act.batch());
    if (batches.has(context.view(), batch_id)) return refuse(v1::BATCH_EXISTS);
    const auto now = context.now().ms;
    if (act.expires_ms() <= now || act.expires_ms() > now + max_slip_lifetime_ms)
        return refuse(v1::VALUE_WRONG, {{"field", "expires_ms"}});
    // Whose office proposed the slips decides who checks the keys that come of them.
    if (!counts_as_author(context, act)) return refuse(v1::SLIPS_OF_NO_OFFICE);
    TRY(check_slips(context, act));
    for (const auto& line : act.slips())
        if (!PublicKey::decode(line.key())) return refuse(v1::KEY_MALFORMED);
    std::uint32_t passed_over = 0;
    for (const auto& line : act.slips()) {
        if (is_overtaken(context, line))
            ++passed_over;
        else
            write_slip(context, act, line);
    }
    const auto written = static_cast<std::uint32_t>(act.slips_size()) - passed_over;
    if (written == 0) return refuse(v1::REPLACES_OTHER);
    v1::SlipBatch batch;
    batch.set_issued_height(context.height());
    batch.set_slips(written);
    batch.set_expires_ms(act.expires_ms());
    note_who_stood_behind(context, act, batch);
    note_behind_batch(context, batch_id);
    TRY(check_somebody_is_left(context, batch_id, batch));
    batches.put(context.state(), batch_id, batch);
    v1::SlipsIssued event;
    event.set_batch(act.batch());
    event.set_slips(batch.slips());
    event.set_passed_over(passed_over);
    context.emit(event);
    return {};
}

Result<> cancel_slip(Context& context, const v1::CancelSlip& act) {
    TRY(check_may_cancel(context, act));
    const bool ended = end_slips(context, id_of(act.member()), act.batch());
    CHECK(ended);  // check_may_cancel saw what there is to end
    v1::SlipCancelled event;
    event.set_member(act.member());
    event.set_reason(act.reason());
    context.emit(event);
    return {};
}

Result<> enrol_by_slip(Context& context, const v1::EnrolBySlip& act) {
    TRY(check_countersignature(context.view(), act, act.slip_key()));
    // The slip's key is the author: that it is live was checked when the author was resolved.
    const bool by_slip = context.author().standing == machine::KeyStanding::slip;
    if (!by_slip || act.slip_key() != context.author().key) return refuse(v1::SLIP_UNKNOWN);
    const Hash32 hash = key_hash(act.slip_key());
    auto slip = slips.find(context.view(), hash);
    CHECK(slip);
    const Id16 member = id_of(slip->member());
    TRY(check_new_key(context.view(), member, act.key()));
    slip->set_state(v1::SLIP_USED);
    slips.put(context.state(), hash, *slip);
    slips_of.erase(context.state(), member, hash);
    count_used_slip(context, id_of(slip->batch()));
    add_member_key(context, member, act.key(),
                   {v1::KEY_PROVISIONAL, v1::SLIP_ONLY, {}, slip->batch()});
    note_behind_key(context, act.key(), behind_batch(context.view(), id_of(slip->batch())));
    return {};
}

}  // namespace linlian::registry
