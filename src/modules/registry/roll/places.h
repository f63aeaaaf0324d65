// The premises that an electorate is about, as they were at a height: what rolls are made from, and
// where their lines come from. It reads premises alone, never who owns them or lives there.
#pragma once

#include "modules/registry/roll/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>
#include <set>

namespace linlian::registry {

// Whether premises of this kind have a voice in it.
inline bool kind_counts(const v1::Electorate& electorate, v1::PremisesKind kind) {
    if (electorate.counts().empty()) return counts_in_votes(kind);
    return std::find(electorate.counts().begin(), electorate.counts().end(), kind) !=
           electorate.counts().end();
}

// The buildings of an estate, or of all of them where none is named.
template <class Visit>
void visit_buildings(const state::StateView& view, const Bytes& estate, const Visit& visit) {
    const auto one = [&visit](const auto& parts, const v1::Building&) {
        visit(std::get<1>(parts));
        return true;
    };
    if (estate.empty())
        buildings_of.scan(view, one);
    else
        buildings_of.scan(view, one, id_of(estate));
}

// The premises of the electorate as they were at the height, struck ones among them.
template <class Visit>
void visit_places(const state::StateView& view, const v1::Electorate& electorate, Height height,
                  const Visit& visit) {
    const auto one = [&](const Id16& id, BytesView building) {
        const auto row = premises_at(view, id, height);
        // Premises that moved stand in the index of each building they were ever in.
        if (!row || (!electorate.estate().empty() && row->estate() != electorate.estate()) ||
            (!building.empty() && row->building() != building) ||
            (electorate.stair() != 0 && row->stair() != electorate.stair()))
            return;
        visit(id, *row);
    };
    const auto all_of = [&](const Id16& building) {
        premises_of.scan(
            view,
            [&](const auto& parts, const v1::Member&) {
                one(std::get<1>(parts), building.view());
                return true;
            },
            building);
    };
    if (!electorate.premises().empty()) {
        std::set<Id16> ids;
        for (const auto& id : electorate.premises()) ids.insert(id_of(id));
        for (const auto& id : ids) one(id, electorate.building());
    } else if (!electorate.building().empty()) {
        all_of(id_of(electorate.building()));
    } else {
        visit_buildings(view, electorate.estate(), all_of);
    }
}

}  // namespace linlian::registry
