// The rows of motions and the questions that all acts on them ask. Each open motion has a row, an
// entry in the list by state, one item of due work and its share in the counters of its proposer;
// write_new() and close() keep these four together.
#include "modules/motion/open_motion.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"
#include "modules/charter/charter.h"
#include "modules/motion/motion.h"
#include "modules/motion/rules.h"
#include "modules/motion/state.h"

#include <algorithm>

namespace linlian::motion {

Result<v1::Motion> find_open(const machine::Context& context, BytesView id) {
    auto motion = motions.find(context.view(), id_of(id));
    if (!motion) return refuse(v1::MOTION_UNKNOWN);
    // Its work may wait for room in a later block; the motion is closed all the same.
    const bool is_over = context.now() >= due_of(*motion);
    const auto state = motion->state() == v1::OPEN && is_over ? v1::EXPIRED : motion->state();
    if (state != v1::OPEN)
        return refuse(v1::MOTION_CLOSED, {{"state", v1::MotionState_Name(state)}});
    return std::move(*motion);
}

Result<machine::OpenedAct> open_carried(const machine::Context& context, const v1::Motion& motion) {
    return machine::open_act(context.program(), motion.act_type(), motion.act());
}

// A motion about persons always names offices, so no names means any office.
bool asks_office(const v1::Motion& motion, const Id16& office) {
    if (motion.asks().empty()) return true;
    return std::ranges::any_of(motion.asks(),
                               [&office](const Bytes& asked) { return asked == office.view(); });
}

std::vector<codec::v1::Authority> asked_for(const state::StateView& view,
                                            const machine::Message& act) {
    std::vector<codec::v1::Authority> all{charter::authority_of(view, *act.GetDescriptor())};
    if (auto own = registry::asked_by_itself(act)) all.push_back(std::move(*own));
    return all;
}

// The bytes of the act, which are decoded anew, and every supporter, whose roles are looked up.
std::uint64_t cost_of_looking(const state::StateView& view, BytesView id) {
    const auto motion = motions.find(view, id_of(id));
    if (!motion) return 0;
    std::uint64_t supporters = 0;
    supports.scan(
        view,
        [&supporters](const auto&, const v1::SupportRow&) {
            ++supporters;
            return true;
        },
        id_of(id));
    return motion->act().size() / machine::bytes_per_cost + supporters / supporters_per_cost;
}

Result<> check_round(const v1::Motion& motion, std::uint32_t round) {
    if (round == motion.round()) return {};
    return refuse(v1::ROUND_PASSED,
                  {{"needed", std::to_string(motion.round())}, {"have", std::to_string(round)}});
}

Result<> check_shown(const Id16& id, const v1::Motion& motion, BytesView shown) {
    if (shown == shown_hash(id, motion).view()) return {};
    return refuse(v1::SHOWN_DIFFERS);
}

// What one member may have open together: neither lists nor due work are filled by one of them.
Result<> check_open_of(const machine::Context& context, const v1::Motion& motion) {
    const auto open = open_of.find(context.view(), context.author().member).value_or(v1::OpenOf{});
    if (open.motions() >= max_open_motions)
        return refuse(v1::MOTIONS_TOO_MANY, {{"limit", std::to_string(max_open_motions)}});
    if (open.bytes() + motion.act().size() > max_open_bytes)
        return refuse(v1::MOTIONS_TOO_LARGE, {{"limit", std::to_string(max_open_bytes)}});
    return {};
}

Result<> check_office(const machine::Context& context, const Id16& office) {
    if (registry::holds_role_in(context.view(), context.author().member, office, context.now()))
        return {};
    return refuse(v1::OFFICE_NOT_YOURS);
}

// Counted by motion and by who changed their mind: a member, or an office for declines.
Result<> check_changes(const state::StateView& view, const Id16& motion, const Id16& who) {
    const auto row = changes.find(view, motion, who);
    if (!row || row->times() < max_changes) return {};
    return refuse(v1::CHANGED_TOO_OFTEN, {{"limit", std::to_string(max_changes)}});
}

void count_change(machine::Context& context, const Id16& motion, const Id16& who) {
    auto row = changes.find(context.view(), motion, who).value_or(v1::Changes{});
    row.set_times(row.times() + 1);
    changes.put(context.state(), motion, who, row);
}

namespace {

// Whether the charter asks for the author, speaking for this office.
bool is_asked(const machine::Context& context, const machine::OpenedAct& carried,
              const Id16& office) {
    return registry::could_count(
        context.view(), charter::authority_of(context.view(), *carried.entry),
        {context.author().member, office}, *carried.content, context.now());
}

}  // namespace

// A new round makes everything void that was signed and not sent in yet.
v1::Motion next_round(machine::Context& context, const Id16& id, const Id16& office,
                      v1::Motion motion, const machine::OpenedAct& carried) {
    if (!is_asked(context, carried, office)) return motion;
    motion.set_round(motion.round() + 1);
    motions.put(context.state(), id, motion);
    return motion;
}

std::vector<registry::Supporter> supporters_of(const state::StateView& view, const Id16& motion) {
    std::vector<std::pair<std::int64_t, registry::Supporter>> by_time;
    // Whose key was retired since counts no more: a thief may have signed with it. Nor does whose
    // office declined.
    supports.scan(
        view,
        [&](const auto& parts, const v1::SupportRow& row) {
            const Id16 office = id_of(row.as_office());
            const bool counts =
                registry::is_active_key(view, row.key()) && !declines.has(view, motion, office);
            if (counts) by_time.push_back({row.time_ms(), {std::get<1>(parts), office}});
            return true;
        },
        motion);
    std::ranges::stable_sort(by_time, {}, [](const auto& one) { return one.first; });
    std::vector<registry::Supporter> all;
    for (const auto& [time, supporter] : by_time) all.push_back(supporter);
    return all;
}

std::vector<registry::Supporter> objectors_of(const state::StateView& view, const Id16& motion) {
    std::vector<registry::Supporter> all;
    declines.scan(
        view,
        [&](const auto& parts, const v1::DeclineRow& row) {
            all.push_back({id_of(row.member()), std::get<1>(parts)});
            return true;
        },
        motion);
    return all;
}

bool is_proposer_among(const v1::Motion& motion,
                       const std::vector<registry::Supporter>& supporters) {
    return std::ranges::any_of(supporters, [&motion](const registry::Supporter& behind) {
        return behind.member.view() == motion.proposer();
    });
}

// Signed by whoever speaks on the motion, so that the same signature fits no other act or round.
Hash32 shown_hash(const Id16& id, const v1::Motion& motion) {
    v1::Shown shown;
    shown.set_motion(id.bytes());
    shown.set_act_type(motion.act_type());
    shown.set_act(motion.act());
    shown.set_round(motion.round());
    return tagged_hash("linlian/shown/motion", codec::encode(shown));
}

void write_new(machine::Context& context, const Id16& id, const v1::Motion& motion) {
    v1::StateEntry entry;
    entry.set_act_type(motion.act_type());
    motions.put(context.state(), id, motion);
    by_state.put(context.state(), v1::OPEN, Timestamp{motion.proposed_ms()}, id, entry);
    context.schedule(due_of(motion), expire_work, due_key(id));
    const Id16 proposer = id_of(motion.proposer());
    auto open = open_of.find(context.view(), proposer).value_or(v1::OpenOf{});
    open.set_motions(open.motions() + 1);
    open.set_bytes(open.bytes() + motion.act().size());
    open_of.put(context.state(), proposer, open);
}

namespace {

// The counters were raised by write_new, so they never go below what is taken off here.
void count_closed(machine::Context& context, const v1::Motion& motion) {
    const Id16 proposer = id_of(motion.proposer());
    auto open = open_of.find(context.view(), proposer);
    CHECK(open && open->motions() > 0 && open->bytes() >= motion.act().size());
    open->set_motions(open->motions() - 1);
    open->set_bytes(open->bytes() - motion.act().size());
    if (open->motions() == 0)
        open_of.erase(context.state(), proposer);
    else
        open_of.put(context.state(), proposer, *open);
}

}  // namespace

// Moves the entry to the list of the new state. The row itself stays for ever (rule 11).
void close(machine::Context& context, const Id16& id, v1::Motion motion, v1::MotionState state,
           bool work_is_gone) {
    const Timestamp proposed{motion.proposed_ms()};
    v1::StateEntry entry;
    entry.set_act_type(motion.act_type());
    by_state.erase(context.state(), v1::OPEN, proposed, id);
    by_state.put(context.state(), static_cast<std::uint64_t>(state), proposed, id, entry);
    if (!work_is_gone) context.unschedule(due_of(motion), expire_work, due_key(id));
    count_closed(context, motion);
    motion.set_state(state);
    motion.set_ended_ms(context.now().ms);
    motion.set_ended_by(context.id().bytes());
    motions.put(context.state(), id, motion);
}

}  // namespace linlian::motion
