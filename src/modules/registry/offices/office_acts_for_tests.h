// Acts on offices and roles in short, for tests of the registry.
#pragma once

#include "modules/registry/town_for_tests.h"

namespace linlian::registry {

// `chair`: not of an owners' committee, which elects its own.
inline v1::FoundOffice found(const std::string& name, const std::string& chair,
                             const std::string& kind = "shop") {
    v1::FoundOffice act;
    act.set_kind(kind);
    act.set_name(name);
    if (!has_elected_chairs_only(kind)) act.set_chair(id_bytes(chair));
    if (is_of_one_estate(kind)) act.set_estate(id_bytes("park"));
    return act;
}

inline v1::CloseOffice close(const std::string& office) {
    v1::CloseOffice act;
    act.set_office(id_bytes(office));
    act.set_document(document());
    return act;
}

inline v1::GrantRole grant(const Id16& office, const std::string& member,
                           const std::string& role = "clerk") {
    v1::GrantRole act;
    act.set_office(office.bytes());
    act.set_member(id_bytes(member));
    act.set_role(role);
    return act;
}
inline v1::GrantRole grant(const std::string& office, const std::string& member,
                           const std::string& role = "clerk") {
    return grant(id(office), member, role);
}

inline v1::AcceptRole accept(const Id16& office, const std::string& role, const Hash32& offer) {
    v1::AcceptRole act;
    act.set_office(office.bytes());
    act.set_role(role);
    act.set_granted_by(offer.bytes());
    return act;
}

inline v1::RevokeRole revoke(const std::string& office, const std::string& member,
                             const Bytes& granted_by, const std::string& role = "clerk") {
    v1::RevokeRole act;
    act.set_office(id_bytes(office));
    act.set_member(id_bytes(member));
    act.set_role(role);
    act.set_granted_by(granted_by);
    return act;
}

// By the chair that was given.
inline v1::LeaveRole leave(const std::string& office) {
    v1::LeaveRole act;
    act.set_office(id_bytes(office));
    act.set_role("chair");
    act.set_granted_by(given_by());
    return act;
}

// The open office of this name, that an act founded.
inline Id16 office_called(const Town& s, const std::string& name) {
    Id16 found;
    offices.scan(s.rows(), [&](const auto& parts, const v1::Office& row) {
        if (row.name() == name && row.until_height() == 0) found = std::get<0>(parts);
        return true;
    });
    return found;
}

}  // namespace linlian::registry
