// When a motion is complete: carry_out() runs the act where the authority is there, settle_notice()
// begins, moves or stops a notice, and expire() is the due work at the end of a notice or at the
// expiry.
#include "modules/motion/completion.h"

#include "codec/refusal.h"
#include "contract/lost_time.h"
#include "modules/charter/charter.h"
#include "modules/motion/state.h"

namespace linlian::motion {
namespace {

// Says an event of a motion, with which act it is about.
template <class Event>
void tell(machine::Context& context, const Id16& id, const v1::Motion& motion, Event event = {}) {
    event.set_motion(id.bytes());
    event.set_act_type(motion.act_type());
    context.emit(event);
}

// The one refusal that leaves a motion waiting: AUTHORITY_MISSING of the registry.
bool lacks_authority(const Refusal& refusal) {
    return refusal.code == codec::make_refusal(registry::v1::AUTHORITY_MISSING).code;
}

// Times in ms; both 0: no notice runs. The due work of before must be gone already, for due_of()
// follows from the row.
void write_notice(machine::Context& context, const Id16& id, v1::Motion& motion,
                  std::int64_t from_ms, std::int64_t until_ms) {
    motion.set_notice_from_ms(from_ms);
    motion.set_notice_until_ms(until_ms);
    context.schedule(due_of(motion), expire_work, due_key(id));
    motions.put(context.state(), id, motion);
}

// Its due work is gone already, or taken away here.
void end_unfinished(machine::Context& context, const Id16& id, const v1::Motion& motion) {
    close(context, id, motion, v1::EXPIRED, true);
    tell<v1::Expired>(context, id, motion);
}

// The motion goes on without a notice, or ends where its own days are over meanwhile.
void stop_notice(machine::Context& context, const Id16& id, v1::Motion motion) {
    tell<v1::NoticeStopped>(context, id, motion);
    motion.clear_notice_from_ms();
    motion.clear_notice_until_ms();
    motion.clear_given_back();
    if (context.now().ms >= motion.expires_ms()) return end_unfinished(context, id, motion);
    write_notice(context, id, motion, 0, 0);
}

// The days of notice after which those who stand for it have the authority that the charter asks
// for now, 0: none. Nothing when they do not have it, or when enough others object.
std::optional<std::uint32_t> days_needed(const machine::Context& context, const v1::Motion& motion,
                                         const machine::OpenedAct& carried, const Sides& sides) {
    if (!is_proposer_among(motion, sides.supporters)) return std::nullopt;
    const auto authority = charter::authority_of(context.view(), *carried.entry);
    return registry::notice_days(context.view(), authority, sides.supporters, *carried.content,
                                 context.now(), sides.objectors);
}

// An act that is refused at the end of its notice: nobody is there to whom the refusal could be
// given.
void end_failed(machine::Context& context, const Id16& id, const v1::Motion& motion,
                const Refusal& why) {
    close(context, id, motion, v1::FAILED, true);
    v1::Failed event;
    event.set_refusal(why.code);
    tell(context, id, motion, std::move(event));
}

// Nobody could stop the notice when it was to end, so that it runs a day longer, once.
void give_back(machine::Context& context, const Id16& id, v1::Motion motion) {
    const auto until = machine::given_back(context).ms;
    motion.set_given_back(true);
    write_notice(context, id, motion, motion.notice_from_ms() + until - motion.notice_until_ms(),
                 until);
    v1::NoticeGivenBack event;
    event.set_until_ms(until);
    tell(context, id, motion, std::move(event));
}

// The end of a notice: the act runs, or the notice goes on, or it stops.
void end_notice(machine::Context& context, const Id16& id, const v1::Motion& motion) {
    const auto carried = open_carried(context, motion);
    if (!carried) return end_failed(context, id, motion, carried.error());
    const auto sides = sides_of(context.view(), id);
    const auto done = carry_out(context, motion, *carried, sides);
    if (!done) return end_failed(context, id, motion, done.error());
    if (*done) {
        close(context, id, motion, v1::COMPLETED, true);
        return tell<v1::Completed>(context, id, motion);
    }
    // The notice may have become longer since it began, by a change of the charter.
    const auto days = days_needed(context, motion, *carried, sides);
    const std::int64_t until =
        days ? motion.notice_from_ms() + *days * ms_per_day : context.now().ms;
    // What the act itself asks for is missing, or the authority, or enough object.
    if (until <= context.now().ms) return stop_notice(context, id, motion);
    auto longer = motion;
    write_notice(context, id, longer, motion.notice_from_ms(), until);
}

}  // namespace

// Who stands for it and who objects, as the rows are now.
Sides sides_of(const state::StateView& view, const Id16& motion) {
    return {supporters_of(view, motion), objectors_of(view, motion)};
}

Result<bool> carry_out(machine::Context& context, const v1::Motion& motion,
                       const machine::OpenedAct& carried, const Sides& sides) {
    const auto days = days_needed(context, motion, carried, sides);
    if (!days) return false;
    const std::int64_t from = motion.notice_from_ms();
    const bool is_over = *days == 0 || (from != 0 && context.now().ms >= from + *days * ms_per_day);
    if (!is_over) return false;
    // The search through an authority is paid for by itself: it may be what refuses.
    if (carried.entry->type == charter::v1::SetAuthority::descriptor())
        TRY(context.pay(carried.cost));
    TRY(registry::check_set_authority(context, *carried.content));
    const machine::Author proposer{motion.proposer_key(), id_of(motion.proposer()),
                                   machine::KeyStanding::active, sides.supporters};
    const auto done = context.perform(carried, proposer);
    if (done) return true;
    // The act may ask for more than the charter: then the motion waits for more support.
    if (lacks_authority(done.error())) return false;
    return tl::unexpected(done.error());
}

// After each change of who stands where. The beginning of a notice stays while it runs; its end
// follows from the days that the charter asks now.
void settle_notice(machine::Context& context, const Id16& id, v1::Motion motion,
                   const machine::OpenedAct& carried, const Sides& sides) {
    const auto days = days_needed(context, motion, carried, sides);
    const bool runs = motion.notice_until_ms() != 0;
    if (!days || *days == 0) {
        if (!runs) return;
        context.unschedule(due_of(motion), expire_work, due_key(id));
        return stop_notice(context, id, std::move(motion));
    }
    const std::int64_t from = runs ? motion.notice_from_ms() : context.now().ms;
    const std::int64_t until = from + *days * ms_per_day;
    if (until == motion.notice_until_ms()) return;
    context.unschedule(due_of(motion), expire_work, due_key(id));
    write_notice(context, id, motion, from, until);
    v1::NoticeBegun event;
    event.set_until_ms(until);
    tell(context, id, motion, std::move(event));
}

void complete(machine::Context& context, const Id16& id, const v1::Motion& motion) {
    close(context, id, motion, v1::COMPLETED);
    tell<v1::Completed>(context, id, motion);
}

// The motion is found by the first half of the key. It always succeeds: work that failed would be
// set aside, and the motion would stay open for ever.
Result<> expire(machine::Context& context, const Hash32& key) {
    const Id16 id = id_of(key.view().substr(0, Id16::size));
    const auto motion = motions.find(context.view(), id);
    CHECK(motion && motion->state() == v1::OPEN);  // closing a motion takes its work away
    const bool is_late = machine::is_late(context, Timestamp{motion->notice_until_ms()});
    if (motion->notice_until_ms() == 0)
        end_unfinished(context, id, *motion);
    else if (is_late && !motion->given_back())
        give_back(context, id, *motion);
    else
        end_notice(context, id, *motion);
    return {};
}

// An expiry alone costs 1; the end of a notice as much as opening and running the act.
std::uint64_t cost_of_expiry(const machine::Program& acts, const state::StateView& view,
                             const Hash32& key) {
    const auto motion = motions.find(view, id_of(key.view().substr(0, Id16::size)));
    if (!motion || motion->notice_until_ms() == 0) return 1;
    const auto carried = machine::open_act(acts, motion->act_type(), motion->act());
    if (!carried) return 1;
    return 1 + cost_of_looking(view, key.view().substr(0, Id16::size)) + carried->cost +
           machine::cost_of_rows(*carried->entry, view, *carried->content);
}

}  // namespace linlian::motion
