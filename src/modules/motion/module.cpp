// Motions as the machine sees them: acts with their costs, queries, invariants and the one kind of
// due work. The secret of a motion about persons is for whoever may read it, and the motion's own
// row vouches for it.
#include "modules/motion/completion.h"
#include "modules/motion/parts.h"
#include "modules/motion/rules.h"
#include "modules/motion/state.h"

namespace linlian::motion {
namespace {

// A ledger begins without motions.
std::vector<Refusal> starts_empty(machine::Context&, const v1::Genesis&) { return {}; }

// Proofs of its rows are for those to whom the query answers.
bool is_entitled(const machine::Reading& reading, const machine::Author& asker, BytesView motion) {
    v1::MotionQuery query;
    query.set_motion(Bytes{motion});
    return may_read(reading, &asker, query).has_value();
}

// The motion itself, which stands at a place that this secret gives it.
std::optional<machine::Voucher> vouch(const machine::Reading& reading, BytesView motion) {
    const Bytes key = motions.key(id_of(motion));
    auto row = reading.rows.get(key);
    return row ? std::optional{machine::Voucher{key, std::move(*row), {}}} : std::nullopt;
}

bool shows(const machine::Voucher& voucher, BytesView motion, const Hash32&) {
    return voucher.key == motions.key(id_of(motion));
}

// Neither the act that a motion carries nor its supporters come with the transaction, so its bytes
// do not pay for them.
template <class M>
std::uint64_t looks_at_it(const state::StateView& view, const M& act) {
    return cost_of_looking(view, act.motion());
}

}  // namespace

machine::Module module() {
    using machine::act, machine::query;
    machine::Module module;
    module.name = "motion";
    module.tables = {motions.info(), supports.info(), declines.info(),
                     changes.info(), open_of.info(),  by_state.info()};
    module.subjects = {{of_motion.kind, is_entitled, vouch, shows}};
    module.acts = {act<v1::Propose>(well_formed, propose),
                   act<v1::Support>(well_formed, support, looks_at_it),
                   act<v1::TakeBackSupport>(well_formed, take_back_support, looks_at_it),
                   act<v1::Decline>(well_formed, decline, looks_at_it),
                   act<v1::TakeBackDecline>(well_formed, take_back_decline, looks_at_it),
                   act<v1::Withdraw>(well_formed, withdraw)};
    module.queries = {query(motion_query, may_read), query(motions_query)};
    module.invariants = {
        machine::each_change("a finished motion never changes", motions, finished_stays),
        machine::each_change("a support is given or taken back, never changed", supports,
                             support_stays),
        machine::whole_state("every open motion expires once", open_ones_expire),
        machine::whole_state("the open motions of a member are counted", open_ones_are_counted),
        machine::whole_state("the lists of motions are true", lists_are_true),
        machine::whole_state("who speaks on a motion does so before its end", all_before_the_end)};
    module.due = {{expire_work, expire, cost_of_expiry}};
    module.genesis = machine::genesis(starts_empty);
    return module;
}

}  // namespace linlian::motion
