#include "modules/registry/history.h"

#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <set>

namespace linlian::registry {
namespace {

template <class Row>
bool in_force(const Row& row, Height height) {
    return row.from_height() <= height && (row.until_height() == 0 || row.until_height() > height);
}

}  // namespace

std::optional<v1::Premises> premises_at(const state::StateView& view, const Id16& id, Height) {
    return premises_table.find(view, id);
}

bool stood_at(const v1::Premises& row, Height height) {
    return row.until_height() == 0 || row.until_height() > height;
}

std::vector<Id16> living_in(const state::StateView& view, const Id16& premises, Height height) {
    std::vector<Id16> found;
    residences.scan(view, [&](const auto& parts, const v1::Residence& row) {
        if (std::get<1>(parts) == premises && row.kind() == v1::LIVES && in_force(row, height) &&
            !row.confirmed_by().empty())
            found.push_back(std::get<0>(parts));
        return true;
    });
    return found;
}

std::vector<Id16> office_members(const state::StateView& view, const Id16& office, Height height,
                                 Timestamp time) {
    const auto there = offices.find(view, office);
    if (!there || there->since_height() > height ||
        (there->until_height() != 0 && there->until_height() <= height))
        return {};
    std::set<Id16> found;
    roles.scan(view, [&](const auto& parts, const v1::Role& row) {
        const bool live = row.until_ms() == 0 || row.until_ms() > time.ms;
        if (std::get<1>(parts) == office && row.from_height() <= height && live)
            found.insert(std::get<0>(parts));
        return true;
    });
    return {found.begin(), found.end()};
}

}  // namespace linlian::registry
