// What the work on a whole ballot costs a node (machine/limits.h): a roll is made from the premises
// behind it when it opens, and gone through line by line when it is counted, which an objection to
// a published result does again. Whoever calls a ballot pays for both.
#include "machine/limits.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/book.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {

std::uint64_t cost_of_due(const machine::Registry&, const state::StateView& view,
                          const Hash32& key) {
    const auto found = find_ballot(view, ballot_of_work(key).view());
    if (!found) return 1;
    const auto rows = std::max(found->poll.roll_lines(),
                               registry::premises_behind(view, found->call.call().electorate()));
    return 1 + rows / machine::rows_per_cost;
}

// The residents' assembly looks at all dwellings when it is called, too.
std::uint64_t cost_of_call(const state::StateView& view, const v1::CallBallot& act) {
    const auto once = registry::premises_behind(view, act.electorate()) / machine::rows_per_cost;
    return (is_of_assembly(act) ? 3 : 2) * once;
}

namespace {

constexpr std::uint64_t rows_read_of_origin = 2;

// Of whom a roll came is read off the rows behind all its lines, and off those before them.
std::uint64_t cost_of_origin(const state::StateView& view, const Found& found) {
    const auto premises = registry::premises_behind(view, found.call.call().electorate());
    return rows_read_of_origin * premises / machine::rows_per_cost;
}

// Counting goes through what was cast, then through the objections.
std::uint64_t cost_of_counting(const Found& found) {
    const auto rows = found.poll.roll_lines() + found.poll.objections();
    return found.poll.stage() == v1::PRELIMINARY ? rows / machine::rows_per_cost : 0;
}

}  // namespace

std::uint64_t cost_of_objection(const state::StateView& view, const v1::Object& act) {
    const auto found = find_ballot(view, act.ballot());
    return found && act.about() == v1::BALLOT ? cost_of_counting(*found) : 0;
}

std::uint64_t cost_of_ruling(const state::StateView& view, const v1::RuleOnObjection& act) {
    const auto objection = objections.find(view, id_of(act.objection()));
    if (!objection) return 0;
    const auto found = find_ballot(view, objection->ballot());
    if (!found) return 0;
    if (objection->about() == v1::ROLL) return cost_of_origin(view, *found);
    const bool counts = objection->about() == v1::BALLOT || objection->about() == v1::DELIVERY;
    return counts ? cost_of_counting(*found) : 0;
}

}  // namespace linlian::ballot
