// Answers about motions: one of them with who supports it and what is missing, and lists by state.
// Motions about persons are for few (rule 12): may_read() decides it, and lists leave out what
// tells of persons.
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/figures.h"
#include "modules/charter/charter.h"
#include "modules/motion/open_motion.h"
#include "modules/motion/parts.h"
#include "modules/motion/state.h"

#include <algorithm>

namespace linlian::motion {
namespace {

constexpr std::uint32_t default_page = 50;
constexpr std::uint32_t max_page = 200;

// An act that this program no longer knows is taken for one about persons.
bool is_personal(const std::string& act_type) {
    const auto* type =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(act_type);
    return type == nullptr || type->options().GetExtension(codec::v1::act).personal();
}

// The act of a motion; nullptr where this program no longer knows it.
std::unique_ptr<machine::Message> act_of(const v1::Motion& motion) {
    const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
        motion.act_type());
    if (type == nullptr) return nullptr;
    std::unique_ptr<machine::Message> act{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
    if (!codec::decode_strict(motion.act(), *act)) return nullptr;
    return act;
}

bool is_of_everybody(const codec::v1::Authority& authority) {
    return authority.has_self() || authority.has_member();
}

// Whether the act or the charter ask for this member in an office that the motion asks, or that
// proposed it, or they may stop its notice: for as long as it waits, since nobody signs what they
// were not shown. Afterwards what it says of persons is told by the rows that it wrote, to whom
// these are for.
bool is_asked(const machine::Reading& reading, const v1::Motion& motion, const Id16& member) {
    if (motion.state() != v1::OPEN) return false;
    const auto act = act_of(motion);
    if (act == nullptr) return false;
    auto asked = asked_for(reading.rows, *act);
    std::erase_if(asked, is_of_everybody);  // so of nobody
    // Of acts that tell of single voters: whoever is of the convenor's side, or was lately.
    if (registry::is_kept_from(reading.rows, *act, member)) return false;
    const auto in = registry::offices_of(reading.rows, member);
    return std::any_of(in.begin(), in.end(), [&](const registry::Supporter& who) {
        const auto& rows = reading.rows;
        const auto now = reading.block.time;
        const bool is_for_office =
            asks_office(motion, who.office) || motion.as_office() == who.office.view();
        return !who.office.is_zero() &&
               std::ranges::any_of(asked, [&](const codec::v1::Authority& authority) {
                   return (is_for_office &&
                           registry::could_count(rows, authority, who, *act, now)) ||
                          registry::could_stop(rows, authority, who, *act, now);
               });
    });
}

// What the charter asks for this motion now, and what of it is missing. Nothing where this program
// no longer knows the act.
void add_missing(const machine::Reading& reading, const Id16& id, v1::MotionReply& reply) {
    const auto act = act_of(reply.motion());
    if (act == nullptr) return;
    *reply.mutable_authority() = charter::authority_of(reading.rows, *act->GetDescriptor());
    const auto supporters = supporters_of(reading.rows, id);
    reply.set_proposer_gone(!is_proposer_among(reply.motion(), supporters));
    // The first authority that is missing is told; of an act that asks more than the charter both
    // are looked at.
    for (const auto& authority : asked_for(reading.rows, *act)) {
        const auto outcome =
            registry::satisfies(reading.rows, authority, supporters, *act, reading.block.time);
        if (!outcome) return machine::add_figures(outcome.error(), *reply.mutable_still_missing());
    }
    const auto days = registry::notice_days(reading.rows, reply.authority(), supporters, *act,
                                            reading.block.time, objectors_of(reading.rows, id));
    reply.set_objected(!days);
}

v1::MotionSummary summary_of(const state::StateView& rows, const Id16& id) {
    const auto motion = motions.find(rows, id);
    CHECK(motion.has_value());  // the lists are true
    std::uint32_t declined = 0;
    declines.scan(
        rows, [&](const auto&, const v1::DeclineRow&) { return ++declined < max_page; }, id);
    v1::MotionSummary summary;
    summary.set_id(id.bytes());
    summary.set_act_type(motion->act_type());
    // What is about persons is told to those who may read the motion itself: its id can be found
    // from the leaf of the proposal, which so would name who signed it.
    if (!is_personal(motion->act_type())) {
        summary.set_proposer(motion->proposer());
        summary.set_as_office(motion->as_office());
        summary.set_reason(motion->reason());
    }
    summary.set_proposed_ms(motion->proposed_ms());
    summary.set_expires_ms(motion->expires_ms());
    summary.set_state(motion->state());
    summary.set_notice_until_ms(motion->notice_until_ms());
    summary.set_supports(static_cast<std::uint32_t>(supporters_of(rows, id).size()));
    summary.set_declines(declined);
    return summary;
}

// Where a page starts: behind the motion named `after`, which may have changed its state since.
Result<Bytes> start_of(const state::StateView& rows, std::uint64_t state, BytesView after) {
    if (after.empty()) return by_state.key(state, Timestamp{}, Id16{});
    if (after.size() != Id16::size) return refuse(v1::VALUE_WRONG, {{"field", "after"}});
    const auto motion = motions.find(rows, id_of(after));
    if (!motion) return refuse(v1::MOTION_UNKNOWN);
    // A key with one byte more is the next one behind it.
    return by_state.key(state, Timestamp{motion->proposed_ms()}, id_of(after)) + '\0';
}

}  // namespace

Result<> may_read(const machine::Reading& reading, const machine::Author* asker,
                  const v1::MotionQuery& query) {
    const Id16 id = id_of(query.motion());
    const auto motion = motions.find(reading.rows, id);
    if (!motion || !is_personal(motion->act_type())) return {};
    if (asker != nullptr && (motion->proposer() == asker->member.view() ||
                             supports.has(reading.rows, id, asker->member) ||
                             is_asked(reading, *motion, asker->member)))
        return {};
    return refuse(v1::NOT_FOR_YOU);
}

Result<v1::MotionReply> motion_query(const machine::Reading& reading,
                                     const v1::MotionQuery& query) {
    const Id16 id = id_of(query.motion());
    const auto motion = motions.find(reading.rows, id);
    if (!motion) return refuse(v1::MOTION_UNKNOWN);
    v1::MotionReply reply;
    reply.set_id(query.motion());
    *reply.mutable_motion() = *motion;
    const auto add_support = [&reply](const auto& parts, const v1::SupportRow& row) {
        auto& entry = *reply.add_supports();
        entry.set_member(std::get<1>(parts).bytes());
        *entry.mutable_row() = row;
        return true;
    };
    supports.scan(reading.rows, add_support, id);
    const auto add_decline = [&reply](const auto& parts, const v1::DeclineRow& row) {
        auto& entry = *reply.add_declines();
        entry.set_as_office(std::get<1>(parts).bytes());
        *entry.mutable_row() = row;
        return true;
    };
    declines.scan(reading.rows, add_decline, id);
    if (motion->state() == v1::OPEN) add_missing(reading, id, reply);
    return reply;
}

Result<v1::MotionsReply> motions_query(const machine::Reading& reading,
                                       const v1::MotionsQuery& query) {
    if (query.limit() > max_page) return refuse(v1::VALUE_WRONG, {{"field", "limit"}});
    const auto page = static_cast<int>(query.limit() == 0 ? default_page : query.limit());
    const auto state = static_cast<std::uint64_t>(
        query.state() == v1::MOTION_STATE_UNSPECIFIED ? v1::OPEN : query.state());
    const auto start = TRY(start_of(reading.rows, state, query.after()));
    v1::MotionsReply reply;
    const auto visit = [&](const auto& parts, const v1::StateEntry&) {
        // One more than the page holds is there: the last one given is where the next page begins.
        if (reply.motions_size() == page) {
            reply.set_next_after(reply.motions().rbegin()->id());
            return false;
        }
        *reply.add_motions() = summary_of(reading.rows, std::get<2>(parts));
        return true;
    };
    by_state.scan_from(reading.rows, start, visit, state);
    return reply;
}

}  // namespace linlian::motion
