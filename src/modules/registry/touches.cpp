#include "modules/registry/touches.h"

#include "codec/options.pb.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::registry {
namespace {

using google::protobuf::FieldDescriptor;

Place place_of_building(const state::StateView& view, const Id16& building) {
    const auto row = buildings.find(view, building);
    return row ? Place{id_of(row->estate()), building, {}} : Place{};
}

Place place_of(const state::StateView& view, codec::v1::Touches kind, const std::string& value) {
    Id16 id;
    if (!Id16::parse(value, id)) return {};
    if (kind == codec::v1::ESTATE) return {id, {}, {}};
    if (kind == codec::v1::BUILDING) return place_of_building(view, id);
    if (kind == codec::v1::DRAFT) {
        const auto draft = drafts.find(view, id);
        return draft ? Place{id_of(draft->estate()), {}, {}} : Place{};
    }
    const auto row = premises_table.find(view, id);
    if (!row) return {};
    return {id_of(row->estate()), id_of(row->building()), row->grid_cell()};
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

bool names_a_place(codec::v1::Touches kind) {
    return kind == codec::v1::ESTATE || kind == codec::v1::BUILDING ||
           kind == codec::v1::PREMISES || kind == codec::v1::DRAFT;
}

}  // namespace

std::vector<Place> touched_places(const state::StateView& view, const machine::Message& act) {
    std::vector<Place> places;
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
        if (!names_a_place(kind)) continue;
        if (!field.is_repeated()) {
            const auto value = access.GetString(act, &field);
            // An id that may be left out (no exact length in the schema) touches nothing then.
            if (!value.empty() || note.bytes() != 0) places.push_back(place_of(view, kind, value));
            continue;
        }
        for (int j = 0; j < access.FieldSize(act, &field); ++j)
            places.push_back(place_of(view, kind, access.GetRepeatedString(act, &field, j)));
    }
    return places;
}

std::set<Id16> named_offices(const machine::Message& act) {
    std::set<Id16> named;
    const auto& type = *act.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.options().GetExtension(codec::v1::note).touches() != codec::v1::OFFICE ||
            field.is_repeated())
            continue;
        Id16 office;
        if (Id16::parse(act.GetReflection()->GetString(act, &field), office)) named.insert(office);
    }
    return named;
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

}  // namespace linlian::registry
