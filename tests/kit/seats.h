// Members, offices and roles for scenarios of modules that stand on the registry: rows as the
// registry would have written them. Ids follow from names, so that tests can speak of people.
#pragma once

#include "kit/people.h"
#include "kit/scenario.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::kit {

// The id of the office called `name`, the same on every run.
inline Id16 office_of(const std::string& name) { return member_of("office " + name); }

// The member called `name`, with one key of this state.
inline void seat_member(Scenario& s, const std::string& name,
                        registry::v1::KeyState state = registry::v1::KEY_ACTIVE) {
    const Id16 id = member_of(name);
    const Bytes key = key_of(name).public_key().encoded();
    registry::v1::Key row;
    row.set_member(id.bytes());
    row.set_public_key(key);
    row.set_state(state);
    row.set_method(registry::v1::ID_CARD_AT_COUNTER);
    row.set_used(true);
    s.given(registry::members, registry::v1::Member{}, id);
    s.given(registry::keys, row, registry::key_hash(key));
    s.given(registry::keys_of, registry::v1::Member{}, id, registry::key_hash(key));
}

inline void seat_office(Scenario& s, const std::string& name, const std::string& kind) {
    registry::v1::Office row;
    row.set_kind(kind);
    row.set_name(name);
    s.given(registry::offices, row, office_of(name));
}

// `until_ms` 0: without end.
inline void seat_role(Scenario& s, const std::string& member, const std::string& office,
                      const std::string& role, std::int64_t until_ms = 0) {
    registry::v1::Role row;
    row.set_until_ms(until_ms);
    row.set_granted_by(Bytes(Hash32::size, 'g'));
    s.given(registry::roles, row, member_of(member), office_of(office), role);
    s.given(registry::roles_in, registry::v1::Member{}, office_of(office), member_of(member), role);
}

}  // namespace linlian::kit
