// Declining a motion for an office, and taking that back (rules 5 and 8). A decline binds its
// office; where the charter names who may stop a notice, it is how they object.
#include "codec/refusal.h"
#include "modules/charter/charter.h"
#include "modules/motion/completion.h"
#include "modules/motion/parts.h"
#include "modules/motion/state.h"

#include <algorithm>

namespace linlian::motion {
namespace {

using registry::Supporter;

// Whether they, for this office, are among those who may stop the notice of the motion.
bool could_stop(const machine::Context& context, const machine::OpenedAct& carried,
                const Supporter& who) {
    const auto authority = charter::authority_of(context.view(), *carried.entry);
    return registry::could_stop(context.view(), authority, who, *carried.content, context.now());
}

// The author speaking for an office about a motion. Whoever may stop its notice is not bound by
// what people of the office said who may not: else a clerk's word keeps the chair from objecting.
struct Speaker {
    const machine::Context& context;
    const machine::OpenedAct& carried;
    Id16 office;
    bool may_stop = could_stop(context, carried, {context.author().member, office});

    bool is_bound_by(const Id16& member) const {
        return !may_stop || could_stop(context, carried, {member, office});
    }
    // Whose changes of mind are counted.
    Id16 counted() const { return may_stop ? context.author().member : office; }
};

// Somebody supports for this office whose support binds the speaker, and may still speak for it.
bool is_supporting(const Speaker& speaker, const Id16& motion) {
    const auto& context = speaker.context;
    const auto all = supporters_of(context.view(), motion);
    return std::ranges::any_of(all, [&](const Supporter& one) {
        return one.office == speaker.office &&
               registry::holds_role_in(context.view(), one.member, one.office, context.now()) &&
               speaker.is_bound_by(one.member);
    });
}

// One who may stop the notice declines also where somebody else of the office supports or declined
// who may not.
Result<> check_may_decline(const Speaker& speaker, const Id16& motion) {
    const auto row = declines.find(speaker.context.view(), motion, speaker.office);
    if (row && speaker.is_bound_by(id_of(row->member()))) return refuse(v1::DECLINED_ALREADY);
    if (is_supporting(speaker, motion)) return refuse(v1::OFFICE_SUPPORTS);
    return check_changes(speaker.context.view(), motion, speaker.counted());
}

// What somebody said who may stop the notice is taken back by one of those, while there is one.
Result<> check_may_take_back(const Speaker& speaker, const Id16& motion) {
    const auto row = declines.find(speaker.context.view(), motion, speaker.office);
    if (!row) return refuse(v1::DECLINE_UNKNOWN);
    const Supporter objector{id_of(row->member()), speaker.office};
    if (speaker.may_stop || !could_stop(speaker.context, speaker.carried, objector)) return {};
    return refuse(v1::DECLINE_NOT_YOURS);
}

}  // namespace

Result<> decline(machine::Context& context, const v1::Decline& act) {
    const auto motion = TRY(find_open(context, act.motion()));
    const Id16 id = id_of(act.motion());
    const Id16 office = id_of(act.as_office());
    TRY(check_round(motion, act.round()));
    TRY(check_shown(id, motion, act.shown()));
    TRY(check_office(context, office));
    const auto carried = TRY(open_carried(context, motion));
    TRY(check_may_decline(Speaker{context, carried, office}, id));

    v1::DeclineRow row;
    row.set_member(context.author().member.bytes());
    row.set_reason(act.reason());
    row.set_text(act.text());
    row.set_time_ms(context.now().ms);
    row.set_transaction(context.id().bytes());
    declines.put(context.state(), id, office, row);
    const auto now = next_round(context, id, office, motion, carried);

    v1::Declined event;
    event.set_motion(act.motion());
    event.set_as_office(act.as_office());
    event.set_reason(act.reason());
    event.set_text(act.text());
    event.set_round(now.round());
    context.emit(event);
    settle_notice(context, id, now, carried, sides_of(context.view(), id));
    return {};
}

Result<> take_back_decline(machine::Context& context, const v1::TakeBackDecline& act) {
    const auto motion = TRY(find_open(context, act.motion()));
    const Id16 id = id_of(act.motion());
    const Id16 office = id_of(act.as_office());
    TRY(check_round(motion, act.round()));
    TRY(check_shown(id, motion, act.shown()));
    TRY(check_office(context, office));
    const auto carried = TRY(open_carried(context, motion));
    const Speaker speaker{context, carried, office};
    TRY(check_may_take_back(speaker, id));

    declines.erase(context.state(), id, office);
    count_change(context, id, speaker.counted());
    const auto now = next_round(context, id, office, motion, carried);

    v1::DeclineTakenBack event;
    event.set_motion(act.motion());
    event.set_as_office(act.as_office());
    event.set_round(now.round());
    context.emit(event);
    settle_notice(context, id, now, carried, sides_of(context.view(), id));
    return {};
}

}  // namespace linlian::motion
