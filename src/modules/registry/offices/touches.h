// Which places an act touches, read off its schema, and whether a limited role reaches them all.
#pragma once

#include "modules/registry/registry.h"

#include <set>
#include <vector>

namespace linlian::registry {

struct Place {
    Id16 estate;
    Id16 building;
    std::string grid_cell;
};

// The places of the fields annotated with what lies somewhere, also in messages inside the act. A
// field that names an unknown place yields an empty Place, which no limited role reaches; an id
// that may be left out, and is, names none. Offices of the whole community name none; an electorate
// and a matter of the whole community yield an empty Place.
std::vector<Place> touched_places(const state::StateView& view, const machine::Message& act);

// The offices that the act itself names (annotated OFFICE), not those in messages inside it.
std::set<Id16> named_offices(const machine::Message& act);

// A role without limits reaches everything; a limited one reaches acts that touch places, all of
// them within its estate, building or grid cell.
bool reaches(const v1::Area& area, const std::vector<Place>& touched);

// An office of one estate acts for nothing that lies outside it. What names no place is of the
// whole community, of which every office is a part.
bool acts_within(const v1::Office& office, const std::vector<Place>& touched);

}  // namespace linlian::registry
