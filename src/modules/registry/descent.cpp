// What became of premises on paper: splits and mergers strike them and enter others in their place,
// of the same owners, in the same building, with the same block.
#include "modules/registry/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <map>
#include <set>

namespace linlian::registry {
namespace {

// Since when others stand in the place of premises, and whose these were.
using Ended = std::map<Height, std::set<Hash32>>;

// The height of the block that entered them.
Height began_at(const state::StateView& view, const Id16& id) {
    auto first = premises_table.find(view, id).value_or(v1::Premises{});
    premises_before.scan(
        view,
        [&first](const auto&, const v1::Premises& earliest) {
            first = earliest;
            return false;
        },
        id);
    return first.from_height();
}

// Whether these premises began where one of them ended.
bool follows(const state::StateView& view, const Id16& id, const Ended& ended) {
    const auto began = began_at(view, id);
    const auto at = ended.find(began);
    if (at == ended.end()) return false;
    const auto first = holding_at(view, id, began);
    return first && at->second.contains(head_of(first->owners()));
}

// Takes those that stand; what the others came to an end as, by building.
std::map<Id16, Ended> ends_of(const state::StateView& view, const std::set<Id16>& premises,
                              std::set<Id16>& standing) {
    std::map<Id16, Ended> ends;
    for (const auto& id : premises) {
        const auto row = premises_table.find(view, id);
        if (!row) continue;
        if (row->until_height() == 0) {
            standing.insert(id);
            continue;
        }
        const auto last = holding_at(view, id, row->until_height() - 1);
        if (last) ends[id_of(row->building())][row->until_height()].insert(head_of(last->owners()));
    }
    return ends;
}

}  // namespace

std::set<Id16> came_of(const state::StateView& view, std::set<Id16> premises) {
    std::set<Id16> standing;
    auto known = premises;
    while (!premises.empty()) {
        const auto ends = ends_of(view, premises, standing);
        premises.clear();
        for (const auto& [building, ended] : ends)
            premises_of.scan(
                view,
                [&](const auto& parts, const v1::Member&) {
                    const Id16& id = std::get<1>(parts);
                    if (!known.contains(id) && follows(view, id, ended)) {
                        known.insert(id);
                        premises.insert(id);
                    }
                    return true;
                },
                building);
    }
    return standing;
}

}  // namespace linlian::registry
