// What became of premises on paper: splits and mergers strike them, enter others in their place and
// say which. What a roster strikes and enters under another id is something else.
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <set>
#include <vector>

namespace linlian::registry {

std::set<Id16> came_of(const state::StateView& view, std::set<Id16> premises) {
    std::set<Id16> standing;
    std::vector<Id16> left{premises.begin(), premises.end()};
    while (!left.empty()) {
        const Id16 id = left.back();
        left.pop_back();
        const auto row = premises_table.find(view, id);
        if (!row) continue;
        if (row->until_height() == 0) standing.insert(id);
        for (const auto& heir : row->became())
            if (premises.insert(id_of(heir)).second) left.push_back(id_of(heir));
    }
    return standing;
}

}  // namespace linlian::registry
