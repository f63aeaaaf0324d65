// Rows and indexes of keys. A key has a row by its hash for ever; live ones stand in the index by
// member (`keys_of`), retired ones in a numbered list of the member (`keys_before`).
#include "modules/registry/keys/keyring.h"

#include "codec/refusal.h"
#include "contract/community.h"
#include "crypto/keys.h"
#include "modules/registry/limits.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::registry {
namespace {

// The index by member keeps live keys alone, so that its cost does not grow with a life.
void move_to_retired(machine::Context& context, const Id16& member, const Hash32& hash) {
    auto row = members.find(context.view(), member);
    CHECK(row);
    v1::RetiredKey retired;
    retired.set_key(hash.bytes());
    keys_before.put(context.state(), member, row->retired_keys(), retired);
    row->set_retired_keys(row->retired_keys() + 1);
    members.put(context.state(), member, *row);
    keys_of.erase(context.state(), member, hash);
}

}  // namespace

Result<> check_countersignature(const state::StateView& view,
                                const google::protobuf::Descriptor& act, BytesView subject,
                                BytesView key, BytesView countersignature) {
    const auto decoded = PublicKey::decode(key);
    CHECK(decoded);  // the form of the act was checked
    const Hash32 signed_hash = countersign_hash(machine::community_of(view), act, subject, key);
    if (!verify(*decoded, signed_hash.view(), countersignature))
        return refuse(v1::COUNTERSIGNATURE_WRONG);
    return {};
}

// A key that was retired stays known: it never comes back, for anybody.
bool is_known_key(const state::StateView& view, BytesView key) {
    const Hash32 hash = key_hash(key);
    return keys.has(view, hash) || slips.has(view, hash) || keys_awaited.has(view, hash);
}

Result<> check_new_key(const state::StateView& view, const Id16& member, BytesView key) {
    if (!members.has(view, member)) return refuse(v1::MEMBER_UNKNOWN);
    if (is_known_key(view, key)) return refuse(v1::KEY_KNOWN);
    if (live_keys(view, member).size() >= max_keys_per_member)
        return refuse(v1::KEYS_TOO_MANY, {{"limit", std::to_string(max_keys_per_member)}});
    return {};
}

// Needs check_new_key, or what stands for it; writes row, index and event.
void add_member_key(machine::Context& context, const Id16& member, BytesView key,
                    const Enrolment& enrolment) {
    v1::Key row;
    row.set_member(member.bytes());
    row.set_public_key(Bytes{key});
    row.set_state(enrolment.state);
    row.set_method(enrolment.method);
    row.set_operator_member(enrolment.operator_member);
    row.set_batch(enrolment.batch);
    row.set_from_height(context.height());
    row.set_from_ms(context.now().ms);
    const Hash32 hash = key_hash(key);
    keys.put(context.state(), hash, row);
    keys_of.put(context.state(), member, hash, v1::Member{});
    v1::KeyEnrolled event;
    event.set_member(member.bytes());
    event.set_key(Bytes{key});
    event.set_state(enrolment.state);
    event.set_method(enrolment.method);
    context.emit(event);
}

void retire_member_key(machine::Context& context, BytesView key) {
    const Hash32 hash = key_hash(key);
    auto row = keys.find(context.view(), hash);
    CHECK(row && row->state() != v1::KEY_RETIRED);
    row->set_state(v1::KEY_RETIRED);
    row->set_until_height(context.height());
    keys.put(context.state(), hash, *row);
    move_to_retired(context, id_of(row->member()), hash);
    v1::KeyRetired event;
    event.set_member(row->member());
    event.set_key(row->public_key());
    context.emit(event);
}

std::vector<Bytes> live_keys(const state::StateView& view, const Id16& member) {
    std::vector<Bytes> live;
    keys_of.scan(
        view,
        [&](const auto& parts, const v1::Member&) {
            const auto row = keys.find(view, std::get<1>(parts));
            CHECK(row && row->state() != v1::KEY_RETIRED);
            live.push_back(row->public_key());
            return true;
        },
        member);
    return live;
}

bool has_active_key(const state::StateView& view, const Id16& member) {
    return active_keys(view, member) > 0;
}

std::size_t active_keys(const state::StateView& view, const Id16& member) {
    std::size_t active = 0;
    for (const auto& key : live_keys(view, member)) active += is_active_key(view, key) ? 1 : 0;
    return active;
}

std::optional<LiveSlip> live_slip(const state::StateView& view, const Id16& member) {
    std::optional<LiveSlip> found;
    slips_of.scan(
        view,
        [&](const auto& parts, const v1::Slip&) {
            const auto slip = slips.find(view, std::get<1>(parts));
            CHECK(slip);
            found = LiveSlip{std::get<1>(parts), *slip};
            return false;
        },
        member);
    return found;
}

// The batch of the live slip, else of a key that waits for its second check.
Bytes batch_to_end(const state::StateView& view, const Id16& member) {
    if (const auto slip = live_slip(view, member)) return slip->row.batch();
    for (const auto& key : live_keys(view, member)) {
        const auto row = keys.find(view, key_hash(key));
        CHECK(row);
        if (row->state() == v1::KEY_PROVISIONAL) return row->batch();
    }
    return {};
}

// A slip that was used is dead already; then the key that came of it is what waits.
bool end_slips(machine::Context& context, const Id16& member, BytesView batch) {
    bool ended = false;
    auto slip = live_slip(context.view(), member);
    if (slip && (batch.empty() || slip->row.batch() == batch)) {
        slip->row.set_state(v1::SLIP_DEAD);
        slips.put(context.state(), slip->hash, slip->row);
        slips_of.erase(context.state(), member, slip->hash);
        ended = true;
    }
    for (const auto& key : live_keys(context.view(), member)) {
        const auto row = keys.find(context.view(), key_hash(key));
        CHECK(row);
        const bool waits = row->state() == v1::KEY_PROVISIONAL;
        if (!waits || (!batch.empty() && row->batch() != batch)) continue;
        retire_member_key(context, key);
        ended = true;
    }
    return ended;
}

}  // namespace linlian::registry
