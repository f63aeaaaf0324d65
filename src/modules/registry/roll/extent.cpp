// How much of the registry a roll is made from, without making it.
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::registry {

std::uint64_t premises_behind(const state::StateView& view, const v1::Electorate& electorate) {
    if (electorate.electors() == v1::OFFICE_MEMBERS) return 0;
    if (!electorate.estate().empty()) {
        const auto estate = estates.find(view, id_of(electorate.estate()));
        return estate ? estate->places() : 0;
    }
    std::uint64_t all = 0;
    estates.scan(view, [&all](const auto&, const v1::Estate& estate) {
        all += estate.places();
        return true;
    });
    return all;
}

}  // namespace linlian::registry
