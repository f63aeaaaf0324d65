// The keys of members: the only code that adds and ends them, so that the index by member always
// follows. Acts check first, then call these.
#pragma once

#include "contract/context.h"
#include "modules/registry/registry.pb.h"

#include <optional>
#include <vector>

namespace linlian::registry {

// How a key came to a member.
struct Enrolment {
    v1::KeyState state = v1::KEY_ACTIVE;
    v1::Method method = v1::METHOD_UNSPECIFIED;
    Bytes operator_member;  // who checked the person; empty where nobody did
    Bytes batch;            // of the slip it came with; empty: without one
};

// Whether the new key has signed that it belongs to `subject` (the slip's key or the member) in
// this community by this very type of act. Needs a key that decodes. Refusal:
// COUNTERSIGNATURE_WRONG.
Result<> check_countersignature(const state::StateView& view,
                                const google::protobuf::Descriptor& act, BytesView subject,
                                BytesView key, BytesView countersignature);
template <class Act>
Result<> check_countersignature(const state::StateView& view, const Act& act, BytesView subject) {
    return check_countersignature(view, *Act::descriptor(), subject, act.key(),
                                  act.countersignature());
}

// Whether it is or was a key of anybody or of a slip, or will be one when a recovery ends.
bool is_known_key(const state::StateView& view, BytesView key);

// Refusals: MEMBER_UNKNOWN, KEY_KNOWN (is_known_key), KEYS_TOO_MANY.
Result<> check_new_key(const state::StateView& view, const Id16& member, BytesView key);

// Writes the key and its event.
void add_member_key(machine::Context& context, const Id16& member, BytesView key,
                    const Enrolment& enrolment);

// Ends a key and says so.
void retire_member_key(machine::Context& context, BytesView key);

// The encoded keys of a member that are not retired: at most max_keys_per_member.
std::vector<Bytes> live_keys(const state::StateView& view, const Id16& member);

// Those of them past their second check: the others cannot act, so they are no way in.
std::size_t active_keys(const state::StateView& view, const Id16& member);
bool has_active_key(const state::StateView& view, const Id16& member);

// A member's live slip; they have at most one.
struct LiveSlip {
    Hash32 hash;
    v1::Slip row;
};
std::optional<LiveSlip> live_slip(const state::StateView& view, const Id16& member);

// The batch that end_slips() would end something of; empty: there is nothing to end.
Bytes batch_to_end(const state::StateView& view, const Id16& member);

// Ends a member's slip and the keys that came of slips and still wait for their second check: all
// of them, or those of `batch` alone. True when there was one.
bool end_slips(machine::Context& context, const Id16& member, BytesView batch = {});

}  // namespace linlian::registry
