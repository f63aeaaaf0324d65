// The keys of members: the only code that adds and ends them, so that the index by member always
// follows. Acts check first, then call these.
#pragma once

#include "machine/context.h"
#include "modules/registry/registry.pb.h"

namespace linlian::registry {

// How a key came to a member.
struct Enrolment {
    v1::KeyState state = v1::KEY_ACTIVE;
    v1::Method method = v1::METHOD_UNSPECIFIED;
    Bytes operator_member;  // who checked the person; empty where nobody did
};

// Refusals: MEMBER_UNKNOWN, KEY_KNOWN (now or ever, as key or slip), KEYS_TOO_MANY.
Result<> check_new_key(const state::StateView& view, const Id16& member, BytesView key);

// Writes the key and its event.
void add_member_key(machine::Context& context, const Id16& member, BytesView key,
                    const Enrolment& enrolment);

// Ends a key and says so.
void retire_member_key(machine::Context& context, BytesView key);

// The encoded keys of a member that are not retired.
std::vector<Bytes> live_keys(const state::StateView& view, const Id16& member);

// A member's slip dies, if he has a live one; true when he had.
bool kill_slip(machine::Context& context, const Id16& member);

}  // namespace linlian::registry
