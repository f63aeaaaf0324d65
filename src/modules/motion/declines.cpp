#include "codec/refusal.h"
#include "modules/motion/book.h"
#include "modules/motion/parts.h"
#include "modules/motion/state.h"

namespace linlian::motion {
namespace {

// Somebody supports for this office and may still speak for it.
bool is_supporting(const machine::Context& context, const Id16& motion, const Id16& office) {
    for (const auto& [member, of] : supporters_of(context.view(), motion)) {
        if (of == office && registry::holds_role_in(context.view(), member, office, context.now()))
            return true;
    }
    return false;
}

}  // namespace

Result<> decline(machine::Context& context, const v1::Decline& act) {
    const auto motion = find_open(context, act.motion());
    if (!motion) return tl::unexpected(motion.error());
    const Id16 id = id_of(act.motion());
    const Id16 office = id_of(act.as_office());
    TRY(check_round(*motion, act.round()));
    TRY(check_shown(id, *motion, act.shown()));
    TRY(check_office(context, office));
    if (declines.has(context.view(), id, office)) return refuse(v1::DECLINED_ALREADY);
    if (is_supporting(context, id, office)) return refuse(v1::OFFICE_SUPPORTS);
    TRY(check_changes(context.view(), id, office));
    const auto carried = open_carried(context, *motion);
    if (!carried) return tl::unexpected(carried.error());

    v1::DeclineRow row;
    row.set_member(context.author().member.bytes());
    row.set_reason(act.reason());
    row.set_text(act.text());
    row.set_time_ms(context.now().ms);
    row.set_transaction(context.id().bytes());
    declines.put(context.state(), id, office, row);
    const auto now = next_round(context, id, office, *motion, *carried);

    v1::Declined event;
    event.set_motion(act.motion());
    event.set_as_office(act.as_office());
    event.set_reason(act.reason());
    event.set_text(act.text());
    event.set_round(now.round());
    context.emit(event);
    return {};
}

Result<> take_back_decline(machine::Context& context, const v1::TakeBackDecline& act) {
    const auto motion = find_open(context, act.motion());
    if (!motion) return tl::unexpected(motion.error());
    const Id16 id = id_of(act.motion());
    const Id16 office = id_of(act.as_office());
    TRY(check_round(*motion, act.round()));
    TRY(check_shown(id, *motion, act.shown()));
    TRY(check_office(context, office));
    if (!declines.has(context.view(), id, office)) return refuse(v1::DECLINE_UNKNOWN);
    const auto carried = open_carried(context, *motion);
    if (!carried) return tl::unexpected(carried.error());

    declines.erase(context.state(), id, office);
    count_change(context, id, office);
    const auto now = next_round(context, id, office, *motion, *carried);

    v1::DeclineTakenBack event;
    event.set_motion(act.motion());
    event.set_as_office(act.as_office());
    event.set_round(now.round());
    context.emit(event);
    return {};
}

}  // namespace linlian::motion
