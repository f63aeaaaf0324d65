// What the work on a whole ballot costs a node (contract/opening/limits.h): a roll is made from the
// premises behind it when it opens, and gone through line by line when it is counted, which an
// objection to a published result does again. Whoever calls a ballot pays for both.
#include "contract/opening/limits.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {

namespace {

// Each item, and each option of one, is counted by itself.
std::uint64_t parts_of(const v1::CallBallot& call) {
    std::uint64_t parts = 0;
    for (const auto& item : call.items())
        parts += 1 + static_cast<std::uint64_t>(item.options_size());
    return parts;
}

// So many lines gone through, as long as the rows are that the call makes, and a verdict on each
// part, however few have a vote.
std::uint64_t cost_of_lines(const v1::CallBallot& call, std::uint64_t lines) {
    const auto parts = parts_of(call);
    return lines * (parts_per_row + parts) / (parts_per_row * machine::rows_per_cost) +
           parts / verdicts_per_cost;
}

template <class Row, class... Parts, class... Of>
std::uint64_t rows_of(const state::Table<Row, Parts...>& table, const state::StateView& view,
                      const Of&... of) {
    std::uint64_t rows = 0;
    table.scan(
        view, [&rows](const auto&, const Row&) { return ++rows > 0; }, of...);
    return rows;
}

// Each verdict looks at every disputed vote.
std::uint64_t cost_of_disputes(const Found& found) {
    return found.poll.pending() * parts_of(found.call.call()) / parts_per_row;
}

// Where the silent follow the majority all papers that their lines ever had are looked at, with the
// rounds of each: two clerks make them many.
std::uint64_t cost_of_silence(const state::StateView& view, const Found& found) {
    if (!found.call.call().terms().silence_follows_majority()) return 0;
    return (rows_of(papers, view, found.id) + rows_of(paper_rounds, view, found.id)) /
           machine::rows_per_cost;
}

}  // namespace

std::uint64_t cost_of_due(const machine::Program&, const state::StateView& view,
                          const Hash32& key) {
    const auto found = find_ballot(view, ballot_of_work(key).view());
    if (!found) return 1;
    const auto rows = std::max(found->poll.roll_lines(),
                               registry::premises_behind(view, found->call.call().electorate()));
    return 1 + cost_of_lines(found->call.call(), rows + found->poll.objections()) +
           cost_of_disputes(*found) + cost_of_silence(view, *found);
}

// The residents' assembly looks at all dwellings when it is called, too.
std::uint64_t cost_of_call(const state::StateView& view, const v1::CallBallot& act) {
    const auto once = cost_of_lines(act, registry::premises_behind(view, act.electorate()));
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
std::uint64_t cost_of_counting(const state::StateView& view, const Found& found) {
    if (found.poll.stage() != v1::PRELIMINARY) return 0;
    const auto rows = found.poll.roll_lines() + found.poll.objections();
    return cost_of_lines(found.call.call(), rows) + cost_of_disputes(found) +
           cost_of_silence(view, found);
}

}  // namespace

std::uint64_t cost_of_objection(const state::StateView& view, const v1::Object& act) {
    const auto found = find_ballot(view, act.ballot());
    return found && act.about() == v1::BALLOT ? cost_of_counting(view, *found) : 0;
}

namespace {

// All papers that a line ever had, each with its rounds: who issues and voids makes them many.
std::uint64_t rows_of_papers(const state::StateView& view, const Id16& ballot, const Hash32& head) {
    std::uint64_t rows = 0;
    papers_for.scan(
        view,
        [&](const auto& parts, const v1::PaperOf&) {
            rows += 2 + rows_of(paper_rounds, view, ballot, std::get<2>(parts));
            return true;
        },
        ballot, head);
    return rows;
}

std::uint64_t cost_of_deciding(const state::StateView& view, const Bytes& id) {
    const auto objection = objections.find(view, id_of(id));
    if (!objection) return 0;
    const auto found = find_ballot(view, objection->ballot());
    if (!found) return 0;
    // Of one line it is looked at as it is, as it was, and where it never was at all of them.
    if (objection->about() == v1::ROLL)
        return (objection->head().empty() ? 1 : 3) * cost_of_origin(view, *found);
    // Who worked on its votes, papers, rounds of these and deliveries.
    if (objection->about() == v1::RESULT)
        return (4 * found->poll.roll_lines() + rows_of(papers, view, found->id) +
                rows_of(paper_rounds, view, found->id) + found->poll.objections()) /
               machine::rows_per_cost;
    const auto read = rows_of_papers(view, found->id, hash_of(objection->head()));
    return cost_of_counting(view, *found) + read / machine::rows_per_cost;
}

}  // namespace

std::uint64_t cost_of_ruling(const state::StateView& view, const v1::RuleOnObjection& act) {
    return cost_of_deciding(view, act.objection());
}

std::uint64_t cost_of_upholding(const state::StateView& view, const v1::UpholdObjection& act) {
    return cost_of_deciding(view, act.objection());
}

}  // namespace linlian::ballot
