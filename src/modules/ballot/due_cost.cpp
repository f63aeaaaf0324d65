// What the due work of a ballot costs a node (machine/limits.h): a roll is made from the premises
// behind it when it opens, and gone through line by line when it is counted.
#include "machine/limits.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/book.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {

std::uint64_t cost_of_due(const state::StateView& view, const Hash32& key) {
    const auto found = find_ballot(view, ballot_of_work(key).view());
    if (!found) return 1;
    const auto rows = std::max(found->poll.roll_lines(),
                               registry::premises_behind(view, found->call.call().electorate()));
    return 1 + rows / machine::rows_per_cost;
}

}  // namespace linlian::ballot
