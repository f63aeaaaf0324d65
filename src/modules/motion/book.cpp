#include "modules/motion/book.h"

#include "codec/refusal.h"
#include "machine/transaction.h"
#include "modules/charter/charter.h"
#include "modules/motion/state.h"

namespace linlian::motion {

Result<v1::Motion> find_open(const machine::Context& context, BytesView id) {
    auto motion = motions.find(context.view(), id_of(id));
    if (!motion) return refuse(v1::MOTION_UNKNOWN);
    const bool is_over = context.now().ms >= motion->expires_ms();
    const auto state = motion->state() == v1::OPEN && is_over ? v1::EXPIRED : motion->state();
    if (state != v1::OPEN)
        return refuse(v1::MOTION_CLOSED, {{"state", v1::MotionState_Name(state)}});
    return std::move(*motion);
}

Result<> check_round(const v1::Motion& motion, std::uint32_t round) {
    if (round == motion.round()) return {};
    return refuse(v1::ROUND_PASSED,
                  {{"needed", std::to_string(motion.round())}, {"have", std::to_string(round)}});
}

Result<> check_office(const machine::Context& context, const Id16& office) {
    if (registry::holds_role_in(context.view(), context.author().member, office, context.now()))
        return {};
    return refuse(v1::OFFICE_NOT_YOURS);
}

std::vector<registry::Supporter> supporters_of(const state::StateView& view, const Id16& motion) {
    std::vector<registry::Supporter> all;
    supports.scan(
        view,
        [&](const auto& parts, const v1::SupportRow& row) {
            const Id16 office = id_of(row.as_office());
            if (!declines.has(view, motion, office)) all.push_back({std::get<1>(parts), office});
            return true;
        },
        motion);
    return all;
}

Result<bool> carry_out(machine::Context& context, const v1::Motion& motion,
                       const std::vector<registry::Supporter>& supporters) {
    const auto act = machine::open_act(context.registry(), motion.act_type(), motion.act());
    if (!act) return tl::unexpected(act.error());
    const auto& entry = *context.registry().find_act(motion.act_type());
    const auto authority = charter::authority_of(context.view(), entry);
    if (!registry::satisfies(context.view(), authority, supporters, **act, context.now()))
        return false;
    const machine::Author proposer{motion.proposer_key(), id_of(motion.proposer()),
                                   machine::Standing::active, supporters};
    const auto done = context.perform(motion.act_type(), motion.act(), proposer);
    if (done) return true;
    // The act may ask for more than the charter: then the motion waits for more support.
    if (done.error().code == codec::make_refusal(registry::v1::AUTHORITY_MISSING).code)
        return false;
    return tl::unexpected(done.error());
}

void write_new(machine::Context& context, const Id16& id, const v1::Motion& motion) {
    v1::StateEntry entry;
    entry.set_act_type(motion.act_type());
    motions.put(context.state(), id, motion);
    by_state.put(context.state(), v1::OPEN, Timestamp{motion.proposed_ms()}, id, entry);
    context.schedule(Timestamp{motion.expires_ms()}, expire_work, due_key(id));
}

void close(machine::Context& context, const Id16& id, v1::Motion motion, v1::MotionState state,
           bool work_is_gone) {
    const Timestamp proposed{motion.proposed_ms()};
    v1::StateEntry entry;
    entry.set_act_type(motion.act_type());
    by_state.erase(context.state(), v1::OPEN, proposed, id);
    by_state.put(context.state(), static_cast<std::uint64_t>(state), proposed, id, entry);
    if (!work_is_gone) context.unschedule(Timestamp{motion.expires_ms()}, expire_work, due_key(id));
    motion.set_state(state);
    motion.set_ended_ms(context.now().ms);
    motion.set_ended_by(context.id().bytes());
    motions.put(context.state(), id, motion);
}

}  // namespace linlian::motion
