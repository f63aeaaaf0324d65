// The acts on keys that are past the slip: activating, the counter, further keys, retiring, and the
// recovery of a member who lost theirs. A recovery is a row with due work: recover_member() begins
// it, veto_recovery() postpones it, end_recovery() ends it, finish_recovery() carries it out (rule
// 5).
#include "codec/refusal.h"
#include "contract/lost_time.h"
#include "modules/charter/charter.h"
#include "modules/registry/acts.h"
#include "modules/registry/authority/authority.h"
#include "modules/registry/authority/behind.h"
#include "modules/registry/keys/keyring.h"
#include "modules/registry/keys/second_check.h"
#include "modules/registry/limits.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

constexpr const char* recovery_work = "registry.recovery";

// Due work is named by a hash; a recovery's is its member's id, filled up with zeros.
Hash32 recovery_key(const Id16& member) {
    Hash32 key;
    std::copy(member.data.begin(), member.data.end(), key.data.begin());
    return key;
}

Id16 member_of_recovery(const Hash32& key) {
    Id16 member;
    std::copy_n(key.data.begin(), Id16::size, member.data.begin());
    return member;
}

// From now on nobody else's act takes the key, so that none ends the recovery.
void run_recovery(Context& context, const Id16& member, const v1::Recovery& row) {
    recoveries.put(context.state(), member, row);
    keys_awaited.put(context.state(), key_hash(row.public_key()), v1::Member{});
    context.schedule(Timestamp{row.due_ms()}, recovery_work, recovery_key(member));
}

// The row goes: of a recovery that is over none stays.
void take_away(Context& context, const Id16& member, const v1::Recovery& row) {
    recoveries.erase(context.state(), member);
    keys_awaited.erase(context.state(), key_hash(row.public_key()));
}

void unschedule(Context& context, const Id16& member, const v1::Recovery& row) {
    context.unschedule(Timestamp{row.due_ms()}, recovery_work, recovery_key(member));
}

// Nobody stands behind their own key: those behind must be enough without the member.
Result<> check_not_own_key(const Context& context, const machine::Message& act,
                           const Id16& member) {
    const auto refusal = codec::make_refusal(v1::OWN_KEY_REFUSED);
    if (context.author().member == member) return tl::unexpected(refusal);
    return satisfies_without(context, act, member, refusal);
}

// They stand on record as who saw the person and their card.
Result<> check_operator(const Context& context, const machine::Message& act) {
    if (counts_as_author(context, act)) return {};
    return refuse(v1::COUNTER_OF_NO_OFFICE);
}

// Whoever volunteers for an office keeps nobody out who lost a phone.
Result<> check_clerks_or_chairs(const Context& context, const v1::EndRecovery& act,
                                const Id16& member) {
    auto behind = all_behind(context);
    std::erase_if(behind, [&](const Supporter& one) {
        return one.member == member ||
               !(holds_role(context.view(), one.member, one.office, "clerk", context.now()) ||
                 holds_role(context.view(), one.member, one.office, chair_role, context.now()));
    });
    const auto authority = charter::authority_of(context.view(), *act.GetDescriptor());
    return satisfies(context.view(), authority, behind, act, context.now());
}

// Else one clerk prints, enrols and activates a whole building.
Result<> check_checker(const Context& context, const v1::Key& key, const v1::ActivateKey& act) {
    if (key.batch().empty()) return {};
    const auto batch = batches.find(context.view(), id_of(key.batch()));
    CHECK(batch);
    return check_second_clerk(context, id_of(key.batch()), *batch, act);
}

// The holder has a day to veto it, whoever stopped the ledger when their time was to end.
void give_back(Context& context, const Id16& member, v1::Recovery row) {
    row.set_given_back(true);
    row.set_due_ms(machine::given_back(context).ms);
    run_recovery(context, member, row);
    v1::RecoveryGivenBack event;
    event.set_member(member.bytes());
    event.set_due_ms(row.due_ms());
    context.emit(event);
}

}  // namespace

// The second check of a key that came of a slip. What stands on record of it changes from how the
// slip was proposed to who saw the person now, and how.
Result<> activate_key(Context& context, const v1::ActivateKey& act) {
    const Hash32 hash = key_hash(act.key());
    auto row = keys.find(context.view(), hash);
    if (!row || row->state() != v1::KEY_PROVISIONAL) return refuse(v1::KEY_NOT_PROVISIONAL);
    if (row->member() != act.member()) return refuse(v1::KEY_OF_OTHER);
    const Id16 member = id_of(row->member());
    TRY(check_not_own_key(context, act, member));
    TRY(check_operator(context, act));
    TRY(check_checker(context, *row, act));
    // Else a printed slip were a way around the days of a recovery and its veto.
    if (has_active_key(context.view(), member)) return refuse(v1::KEY_LIVE);
    row->set_state(v1::KEY_ACTIVE);
    row->set_method(act.method());
    row->set_operator_member(context.author().member.bytes());
    row->set_from_height(context.height());
    row->set_from_ms(context.now().ms);
    keys.put(context.state(), hash, *row);
    note_behind_key(context, act.key());
    v1::KeyActivated event;
    event.set_member(row->member());
    event.set_key(act.key());
    event.set_method(act.method());
    context.emit(event);
    return {};
}

Result<> enrol_at_counter(Context& context, const v1::EnrolAtCounter& act) {
    TRY(check_countersignature(context.view(), act, act.member()));
    const Id16 member = id_of(act.member());
    TRY(check_not_own_key(context, act, member));
    TRY(check_operator(context, act));
    TRY(check_new_key(context.view(), member, act.key()));
    // Who has a key adds the next one with it; who lost it waits for the days of a recovery.
    if (has_active_key(context.view(), member)) return refuse(v1::KEY_LIVE);
    add_member_key(context, member, act.key(),
                   {v1::KEY_ACTIVE, act.method(), context.author().member.bytes(), {}});
    note_behind_key(context, act.key());
    return {};
}

// Who stood behind the author's own key stands behind the new one: it is as good as that one.
Result<> add_key(Context& context, const v1::AddKey& act) {
    TRY(check_countersignature(context.view(), act, act.member()));
    const Id16& member = context.author().member;
    if (act.member() != member.view()) return refuse(v1::KEY_NOT_YOURS);
    TRY(check_new_key(context.view(), member, act.key()));
    add_member_key(context, member, act.key(), {v1::KEY_ACTIVE, v1::OWN_KEY, member.bytes(), {}});
    note_behind_key(context, act.key(), behind_key(context.view(), context.author().key));
    return {};
}

// The last active key stays: without it its holder could not act, nor veto a recovery.
Result<> retire_key(Context& context, const v1::RetireKey& act) {
    const Id16& member = context.author().member;
    const auto row = keys.find(context.view(), key_hash(act.key()));
    const bool mine = row && row->member() == member.view() && row->state() != v1::KEY_RETIRED;
    if (!mine) return refuse(v1::KEY_NOT_YOURS);
    if (row->state() == v1::KEY_ACTIVE && active_keys(context.view(), member) == 1)
        return refuse(v1::KEY_IS_LAST);
    retire_member_key(context, act.key());
    return {};
}

// Nothing happens to the old keys until the days are over.
Result<> recover_member(Context& context, const v1::RecoverMember& act) {
    TRY(check_countersignature(context.view(), act, act.member()));
    const Id16 member = id_of(act.member());
    TRY(check_not_own_key(context, act, member));
    TRY(check_operator(context, act));
    if (recoveries.has(context.view(), member)) return refuse(v1::RECOVERY_RUNS);
    if (!members.has(context.view(), member)) return refuse(v1::MEMBER_UNKNOWN);
    if (is_known_key(context.view(), act.key())) return refuse(v1::KEY_KNOWN);
    v1::Recovery row;
    row.set_public_key(act.key());
    row.set_due_ms(context.now().ms + recovery_delay_ms);
    row.set_since_height(context.height());
    row.set_operator_member(context.author().member.bytes());
    run_recovery(context, member, row);
    note_behind_key(context, act.key());  // which comes into force by nobody's act
    v1::RecoveryBegun event;
    event.set_member(act.member());
    event.set_key(act.key());
    event.set_due_ms(row.due_ms());
    context.emit(event);
    return {};
}

Result<> veto_recovery(Context& context, const v1::VetoRecovery& act) {
    // Whoever signs this holds a live key and has just used it.
    const Id16& member = context.author().member;
    auto running = recoveries.find(context.view(), member);
    // Naming the key, a held-back veto cannot touch a later recovery.
    if (!running || running->public_key() != act.key()) return refuse(v1::RECOVERY_UNKNOWN);
    if (running->vetoed()) return refuse(v1::VETOED_ALREADY);
    // Postponed and not ended: the live key may be a thief's.
    unschedule(context, member, *running);
    running->set_vetoed(true);
    // From when it was due, not from now: a late veto gains no more than an early one.
    running->set_due_ms(running->due_ms() + veto_delay_ms);
    run_recovery(context, member, *running);
    v1::RecoveryVetoed event;
    event.set_member(member.bytes());
    event.set_due_ms(running->due_ms());
    context.emit(event);
    return {};
}

Result<> end_recovery(Context& context, const v1::EndRecovery& act) {
    const Id16 member = id_of(act.member());
    const auto running = recoveries.find(context.view(), member);
    if (!running || running->public_key() != act.key()) return refuse(v1::RECOVERY_UNKNOWN);
    TRY(check_not_own_key(context, act, member));
    TRY(check_clerks_or_chairs(context, act, member));
    unschedule(context, member, *running);
    take_away(context, member, *running);
    v1::RecoveryEnded event;
    event.set_member(member.bytes());
    context.emit(event);
    return {};
}

// Due work, without an author. Every other way into the member ends: old keys, and slips that wait.
Result<> finish_recovery(Context& context, const Hash32& key) {
    const Id16 member = member_of_recovery(key);
    const auto running = recoveries.find(context.view(), member);
    CHECK(running);  // ending it takes the due work away
    if (!running->given_back() && machine::is_late(context, Timestamp{running->due_ms()})) {
        give_back(context, member, *running);
        return {};
    }
    take_away(context, member, *running);
    for (const auto& old : live_keys(context.view(), member)) retire_member_key(context, old);
    end_slips(context, member);
    add_member_key(context, member, running->public_key(),
                   {v1::KEY_ACTIVE, v1::RECOVERY, running->operator_member(), {}});
    return {};
}

}  // namespace linlian::registry
