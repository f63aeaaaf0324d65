// A roll of a few lines and a registrar's file of names about it.
#pragma once

#include "modules/registry/registry.pb.h"
#include "roster/check/words/unit_label.h"
#include "roster/plan/names_file.h"

namespace linlian::client {

inline Id16 id(char last) {
    Bytes bytes(Id16::size, '\0');
    bytes.back() = last;
    Id16 made;
    Id16::parse(bytes, made);
    return made;
}

inline registry::v1::RollLine line(char head, std::initializer_list<char> owners) {
    registry::v1::RollLine made;
    made.set_head(Bytes(Hash32::size, head));
    for (const auto owner : owners) made.add_owners(id(owner).bytes());
    return made;
}

inline registry::v1::Electorate owners_of(char estate) {
    registry::v1::Electorate made;
    made.set_electors(registry::v1::OWNERS);
    made.set_estate(id(estate).bytes());
    return made;
}

// One has a flat and a parking place, and shares a flat with Two; Three has a flat elsewhere and
// bought a flat here from somebody whom the file still names.
inline roster::NamesFile names() {
    roster::NamesFile made;
    made.estates[roster::estate_key("翠竹苑")] = id(70);
    made.estates[roster::estate_key("别苑")] = id(71);
    made.premises[id(11)] = {"翠竹苑", "3栋", "2单元", "1101"};
    made.premises[id(12)] = {"翠竹苑", "3栋", "2单元", "1102"};
    made.premises[id(13)] = {"翠竹苑", "车库", "", "B-012"};
    made.premises[id(14)] = {"别苑", "1栋", "", "101"};
    made.premises[id(15)] = {"翠竹苑", "5栋", "", "502"};
    made.members[id(1)].premises = {id(11), id(12), id(13)};
    made.members[id(2)].premises = {id(12)};
    made.members[id(3)].premises = {id(14)};
    made.members[id(4)].premises = {id(15)};
    return made;
}

}  // namespace linlian::client
