// Propose, support, take back, withdraw. Each of the first two tries to carry the act out before it
// writes anything of the motion: where the act refuses, everything of the transaction is dropped.
// Declining stands in declines.cpp, completing in completion.cpp.
#include "codec/refusal.h"
#include "contract/program.h"
#include "modules/motion/completion.h"
#include "modules/motion/parts.h"
#include "modules/motion/state.h"

#include <set>

namespace linlian::motion {
namespace {

// With the key: where it is retired later, the support does not count any more.
void put_support(machine::Context& context, const Id16& motion, const Bytes& as_office) {
    v1::SupportRow row;
    row.set_as_office(as_office);
    row.set_time_ms(context.now().ms);
    row.set_transaction(context.id().bytes());
    row.set_key(context.author().key);
    supports.put(context.state(), motion, context.author().member, row);
}

// Rounds begin at 1. The days until it expires count from this block, not from a midnight.
v1::Motion motion_of(const machine::Context& context, const v1::Propose& act) {
    v1::Motion motion;
    motion.set_act_type(act.act_type());
    motion.set_act(act.act());
    motion.set_proposer(context.author().member.bytes());
    motion.set_proposer_key(context.author().key);
    motion.set_as_office(act.as_office());
    motion.set_reason(act.reason());
    motion.set_proposed_ms(context.now().ms);
    motion.set_proposed_height(context.height());
    motion.set_expires_ms(context.now().ms + act.days() * ms_per_day);
    motion.set_state(v1::OPEN);
    motion.set_round(1);
    *motion.mutable_asks() = act.asks();
    return motion;
}

// What needs nobody else is done directly: the motion would tell who did it, and for what.
Result<> check_carried(const machine::Act& entry) {
    const auto& options = entry.type->options().GetExtension(codec::v1::act);
    if (!options.authority().has_self()) return {};
    return refuse(v1::ACT_NOT_CARRIED, {{"act_type", entry.type->full_name()}});
}

// The proposer as they are, with anybody in the offices that they ask. Both what the charter asks
// and what the act itself asks must be within their reach.
Result<> check_could_be_enough(const machine::Context& context, const machine::OpenedAct& carried,
                               const v1::Motion& motion) {
    const registry::Supporter who{context.author().member, id_of(motion.as_office())};
    std::vector<Id16> asked;
    for (const auto& office : motion.asks()) asked.push_back(id_of(office));
    for (const auto& authority : asked_for(context.view(), *carried.content)) {
        if (!registry::could_be_enough(context.view(), authority, who, asked, *carried.content,
                                       context.now()))
            return refuse(v1::ASKED_NOT_ENOUGH);
    }
    return {};
}

// Whoever is to stand behind an act about persons is whom its proposer asks. A motion that they
// cannot bring to run would only stand in the way of one that runs.
Result<> check_asks(const machine::Context& context, const machine::OpenedAct& carried,
                    const v1::Motion& motion) {
    const bool is_personal = carried.entry->type->options().GetExtension(codec::v1::act).personal();
    if (!is_personal && motion.asks().empty()) return {};
    if (!is_personal) return refuse(v1::VALUE_WRONG, {{"field", "asks"}});
    if (motion.asks().empty()) return refuse(v1::ASKS_NOBODY);
    std::set<Bytes> seen;
    for (const auto& office : motion.asks()) {
        if (!registry::office_kind(context.view(), id_of(office)) || !seen.insert(office).second)
            return refuse(v1::ASKED_UNKNOWN);
    }
    return check_could_be_enough(context, carried, motion);
}

}  // namespace

// The act of a motion runs before the motion's own rows are written: it is the last that may
// refuse. Its events therefore come first.
Result<> propose(machine::Context& context, const v1::Propose& act) {
    const v1::Motion motion = motion_of(context, act);
    TRY(check_open_of(context, motion));
    if (!act.as_office().empty()) TRY(check_office(context, id_of(act.as_office())));
    const auto carried = TRY(open_carried(context, motion));
    TRY(check_carried(*carried.entry));
    TRY(check_asks(context, carried, motion));
    const Id16 id = context.fresh_id();
    const Sides alone{{{context.author().member, id_of(act.as_office())}}};
    const auto done = TRY(carry_out(context, motion, carried, alone));

    write_new(context, id, motion);
    put_support(context, id, act.as_office());

    v1::Proposed event;
    event.set_motion(id.bytes());
    event.set_act_type(act.act_type());
    event.set_proposer(motion.proposer());
    event.set_as_office(act.as_office());
    event.set_reason(act.reason());
    event.set_expires_ms(motion.expires_ms());
    context.emit(event);
    if (done)
        complete(context, id, motion);
    else
        settle_notice(context, id, motion, carried, alone);
    return {};
}

// Checks go from what is on the motion to what costs a look at roles; the act itself runs last.
Result<> support(machine::Context& context, const v1::Support& act) {
    const auto motion = TRY(find_open(context, act.motion()));
    const Id16 id = id_of(act.motion());
    const Id16 office = id_of(act.as_office());
    TRY(check_round(motion, act.round()));
    TRY(check_shown(id, motion, act.shown()));
    TRY(check_office(context, office));
    if (!asks_office(motion, office)) return refuse(v1::NOT_ASKED);
    if (supports.has(context.view(), id, context.author().member))
        return refuse(v1::SUPPORTED_ALREADY);
    if (declines.has(context.view(), id, office)) return refuse(v1::OFFICE_DECLINED);
    TRY(check_changes(context.view(), id, context.author().member));
    const auto carried = TRY(open_carried(context, motion));
    auto sides = sides_of(context.view(), id);
    if (!is_proposer_among(motion, sides.supporters)) return refuse(v1::PROPOSER_GONE);
    sides.supporters.push_back({context.author().member, office});
    const auto done = TRY(carry_out(context, motion, carried, sides));

    put_support(context, id, act.as_office());

    v1::Supported event;
    event.set_motion(act.motion());
    event.set_member(context.author().member.bytes());
    event.set_as_office(act.as_office());
    context.emit(event);
    if (done)
        complete(context, id, motion);
    else
        settle_notice(context, id, motion, carried, sides);
    return {};
}

// The proposer does not take back their own: they withdraw the motion.
Result<> take_back_support(machine::Context& context, const v1::TakeBackSupport& act) {
    const auto motion = TRY(find_open(context, act.motion()));
    const Id16 id = id_of(act.motion());
    const Id16& member = context.author().member;
    TRY(check_round(motion, act.round()));
    TRY(check_shown(id, motion, act.shown()));
    if (motion.proposer() == member.view()) return refuse(v1::PROPOSER_WITHDRAWS);
    const auto support = supports.find(context.view(), id, member);
    if (!support) return refuse(v1::SUPPORT_UNKNOWN);
    const auto carried = TRY(open_carried(context, motion));

    supports.erase(context.state(), id, member);
    count_change(context, id, member);
    const auto now = next_round(context, id, id_of(support->as_office()), motion, carried);

    v1::SupportTakenBack event;
    event.set_motion(act.motion());
    event.set_member(member.bytes());
    event.set_round(now.round());
    context.emit(event);
    // Without this support a notice that runs may have to stop.
    settle_notice(context, id, now, carried, sides_of(context.view(), id));
    return {};
}

// Needs nobody's consent, also while a notice runs.
Result<> withdraw(machine::Context& context, const v1::Withdraw& act) {
    const auto motion = TRY(find_open(context, act.motion()));
    if (motion.proposer() != context.author().member.view()) return refuse(v1::NOT_YOUR_MOTION);
    TRY(check_shown(id_of(act.motion()), motion, act.shown()));

    close(context, id_of(act.motion()), motion, v1::WITHDRAWN);

    v1::Withdrawn event;
    event.set_motion(act.motion());
    event.set_act_type(motion.act_type());
    event.set_reason(act.reason());
    context.emit(event);
    return {};
}

}  // namespace linlian::motion
