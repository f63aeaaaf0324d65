#include "modules/registry/offices/touches.h"

#include "codec/options.pb.h"
#include "modules/registry/limits.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

using google::protobuf::FieldDescriptor;

Place place_of_building(const state::StateView& view, const Id16& building) {
    const auto row = buildings.find(view, building);
    return row ? Place{id_of(row->estate()), building, {}} : Place{};
}

Place place_of_premises(const state::StateView& view, const Id16& premises) {
    const auto row = premises_table.find(view, premises);
    if (!row) return {};
    return {id_of(row->estate()), id_of(row->building()), row->grid_cell()};
}

// Where the premises of an owner lie: one place for each estate is enough, since nothing smaller
// speaks for an owner. Of a developer with very many not all are looked at: they are a matter of
// the whole community.
void add_places_of_owner(const state::StateView& view, const Id16& owner,
                         std::vector<Place>& places) {
    std::set<Id16> found;
    std::size_t looked_at = 0;
    held_by.scan(
        view,
        [&](const auto& parts, const v1::Member&) {
            found.insert(place_of_premises(view, std::get<1>(parts)).estate);
            return ++looked_at < max_premises_looked_at;
        },
        owner);
    if (found.empty() || looked_at == max_premises_looked_at) places.emplace_back();
    for (const auto& estate : found) places.push_back({estate, {}, {}});
}

void add_estate(const Bytes& estate, std::vector<Place>& places) {
    if (!estate.empty()) places.push_back({id_of(estate), {}, {}});
}

void add_places(const state::StateView& view, codec::v1::Touches kind, const std::string& value,
                std::vector<Place>& places) {
    Id16 id;
    if (!Id16::parse(value, id)) return places.push_back({});
    switch (kind) {
        case codec::v1::ESTATE:
            return places.push_back({id, {}, {}});
        case codec::v1::BUILDING:
            return places.push_back(place_of_building(view, id));
        case codec::v1::PREMISES:
            return places.push_back(place_of_premises(view, id));
        case codec::v1::OWNER:
            return add_places_of_owner(view, id, places);
        case codec::v1::DRAFT: {
            const auto draft = drafts.find(view, id);
            return places.push_back(draft ? Place{id_of(draft->estate()), {}, {}} : Place{});
        }
        case codec::v1::OFFICE:
            return add_estate(offices.find(view, id).value_or(v1::Office{}).estate(), places);
        case codec::v1::MATTER: {
            // Of all estates where it is of none: no office of one counts there, nor reads of it.
            const auto about = matters.find(view, id).value_or(v1::About{});
            return places.push_back(about.estate().empty() ? Place{}
                                                           : Place{id_of(about.estate()), {}, {}});
        }
        default:
            return;
    }
}

bool is_of_whole_community(const machine::Message& act) {
    if (act.GetDescriptor() != v1::Electorate::descriptor()) return false;
    const auto& electorate = static_cast<const v1::Electorate&>(act);
    return electorate.electors() != v1::OFFICE_MEMBERS && electorate.estate().empty();
}

// The places that the messages of a field name. Nesting is bounded by the decoder.
void add_inner_places(const state::StateView& view, const machine::Message& act,
                      const FieldDescriptor& field, std::vector<Place>& places) {
    const auto& access = *act.GetReflection();
    const auto add = [&](const machine::Message& inner) {
        const auto found = touched_places(view, inner);
        places.insert(places.end(), found.begin(), found.end());
    };
    if (!field.is_repeated()) {
        if (access.HasField(act, &field)) add(access.GetMessage(act, &field));
        return;
    }
    for (int i = 0; i < access.FieldSize(act, &field); ++i)
        add(access.GetRepeatedMessage(act, &field, i));
}

// What the act itself names in fields of this kind, not what messages inside it do.
std::set<Id16> named(const machine::Message& act, codec::v1::Touches kind) {
    std::set<Id16> found;
    const auto& type = *act.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.options().GetExtension(codec::v1::note).touches() != kind || field.is_repeated())
            continue;
        Id16 id;
        if (Id16::parse(act.GetReflection()->GetString(act, &field), id)) found.insert(id);
    }
    return found;
}

}  // namespace

std::vector<Place> touched_places(const state::StateView& view, const machine::Message& act) {
    std::vector<Place> places;
    if (is_of_whole_community(act)) places.emplace_back();
    const auto& type = *act.GetDescriptor();
    const auto& access = *act.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            add_inner_places(view, act, field, places);
            continue;
        }
        const auto& note = field.options().GetExtension(codec::v1::note);
        const auto kind = note.touches();
        if (kind == codec::v1::TOUCHES_UNSPECIFIED) continue;
        if (!field.is_repeated()) {
            const auto value = access.GetString(act, &field);
            // An id that may be left out (no exact length in the schema) touches nothing then.
            if (!value.empty() || note.bytes() != 0) add_places(view, kind, value, places);
            continue;
        }
        for (int j = 0; j < access.FieldSize(act, &field); ++j)
            add_places(view, kind, access.GetRepeatedString(act, &field, j), places);
    }
    return places;
}

std::set<Id16> named_offices(const machine::Message& act) { return named(act, codec::v1::OFFICE); }

bool is_kept_from(const state::StateView& view, const machine::Message& act, const Id16& member) {
    const auto ballots = named(act, codec::v1::MATTER);
    return std::ranges::any_of(ballots, [&](const Id16& ballot) {
        const auto about = matters.find(view, ballot);
        if (!about) return false;
        const Id16 office = id_of(about->called_by());
        const Timestamp then{about->from_ms()};
        return is_or_was_of(view, member, office, then) ||
               is_or_was_in_kind(view, member, "property", then) ||
               is_made_by_body(view, member, office, then);
    });
}

bool reaches(const v1::Area& area, const std::vector<Place>& touched) {
    const bool limited =
        !area.estate().empty() || !area.building().empty() || !area.grid_cell().empty();
    if (!limited) return true;
    for (const auto& place : touched) {
        if (!area.estate().empty() && area.estate() != place.estate.view()) return false;
        if (!area.building().empty() && area.building() != place.building.view()) return false;
        if (!area.grid_cell().empty() && area.grid_cell() != place.grid_cell) return false;
    }
    return !touched.empty();
}

bool acts_within(const v1::Office& office, const std::vector<Place>& touched) {
    return std::ranges::all_of(touched, [&office](const Place& place) {
        return office.estate().empty() || office.estate() == place.estate.view();
    });
}

}  // namespace linlian::registry
