// What became of premises on paper: splits and mergers strike them and enter others in their place,
// which they write down.
#include "modules/registry/limits.h"
#include "modules/registry/registry.h"
#include "modules/registry/state.h"

#include <set>
#include <vector>

namespace linlian::registry {

std::set<Id16> came_of(const state::StateView& view, std::set<Id16> premises) {
    std::vector<Id16> next{premises.begin(), premises.end()};
    const std::size_t most = premises.size() + max_heirs;
    std::set<Id16> standing;
    while (!next.empty()) {
        const Id16 id = next.back();
        next.pop_back();
        const auto row = premises_table.find(view, id);
        if (row && row->until_height() == 0) standing.insert(id);
        heirs.scan(
            view,
            [&](const auto& parts, const v1::Member&) {
                const Id16& heir = std::get<1>(parts);
                if (premises.insert(heir).second) next.push_back(heir);
                return premises.size() <= most;
            },
            id);
        if (premises.size() > most) return {};
    }
    return standing;
}

}  // namespace linlian::registry
