// What became of premises on paper, as splits and mergers noted it.
#include "modules/registry/registry.h"
#include "modules/registry/state.h"

#include <vector>

namespace linlian::registry {

std::set<Id16> came_of(const state::StateView& view, std::set<Id16> premises, std::size_t most) {
    std::vector<Id16> to_look_at{premises.begin(), premises.end()};
    while (!to_look_at.empty() && premises.size() <= most) {
        const Id16 struck = to_look_at.back();
        to_look_at.pop_back();
        became.scan(
            view,
            [&](const auto& parts, const v1::Member&) {
                const Id16& id = std::get<1>(parts);
                if (premises.insert(id).second) to_look_at.push_back(id);
                return premises.size() <= most;
            },
            struck);
    }
    return premises;
}

}  // namespace linlian::registry
