// Rulings on objections, each with its written reasons. An upheld one about a ballot changes what
// counts for that voter, and takes two kinds of office; the last one that is awaited ends a ballot
// whose time is over.
#include "modules/ballot/dispute/rulings.h"

#include "codec/refusal.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/dispute/rulers.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"
#include "modules/ballot/vote/deliveries.h"

namespace linlian::ballot {
namespace {

// By whatever way a vote came, what is put in its place counts by the ruling alone.
v1::CastRow by_ruling(const machine::Context& context, const v1::Objection& objection) {
    registry::v1::RollLine line;
    line.set_area_centi(objection.area_centi());
    line.set_building(objection.building());
    return row_for(context, line, v1::RULING);
}

// What the objector claims counts from now on; an empty claim: nothing does. What counts since it
// was raised is a newer will, or another's, and stays.
void uphold(machine::Context& context, const Found& found, const Id16& id,
            const v1::Objection& objection) {
    const Hash32 head = hash_of(objection.head());
    const auto counted = casts.find(context.view(), found.id, head);
    if (!is_still_about(context.view(), objection)) return;
    const bool strikes = objection.claim().empty() && counted;
    auto row = strikes ? *counted : by_ruling(context, objection);
    row.set_struck(objection.claim().empty());
    if (!strikes) *row.mutable_choices() = objection.claim();
    row.set_transaction(context.id().bytes());
    row.set_ruled_by(id.bytes());
    if (strikes)
        casts.put(context.state(), found.id, head, row);
    else
        put_in_place(context, found.id, head, counted, row);
}

// Whether the line is still not theirs again.
bool has_lost(const state::StateView& view, const v1::Objection& objection) {
    registry::v1::RollLine line;
    line.set_head(objection.head());
    *line.mutable_owners() = objection.owners();
    return lost_line(view, id_of(objection.ballot()), line, id_of(objection.member()));
}

// The written reasons of a ruling, by whichever act.
struct Ruled {
    v1::Ruling ruling;
    const Bytes& document;
    const std::string& reason;
};

void write_ruling(machine::Context& context, const Ruled& ruled, Found& found, const Id16& id,
                  v1::Objection& objection) {
    objection.set_ruling(ruled.ruling);
    for (const auto& member : members_behind(context)) objection.add_ruled_by(member.bytes());
    objection.set_ruling_document(ruled.document);
    objection.set_ruling_reason(ruled.reason);
    objection.set_ruled_ms(context.now().ms);
    end_objection(context, found, id, objection);

    v1::ObjectionRuled event;
    event.set_ballot(objection.ballot());
    event.set_objection(id.bytes());
    event.set_about(objection.about());
    event.set_ruling(ruled.ruling);
    event.set_document(ruled.document);
    context.emit(event);
}

// The later ones have the last word. 0: raised against no sale. 1: by who lost the line to a sale.
// 2: by one of those whom the roll names for it.
int word_of(const v1::Objection& objection) {
    if (!objection.against_sale()) return 0;
    return objection.of_roll() ? 2 : 1;
}

// An objection that waits for a ruling, with its ballot.
struct Waiting {
    Found found;
    v1::Objection objection;
};

// Refusals: OBJECTION_UNKNOWN, STAGE_WRONG, RULED_ALREADY, SHOWN_DIFFERS.
Result<Waiting> find_waiting(const machine::Context& context, const Id16& id, BytesView shown) {
    auto objection = objections.find(context.view(), id);
    if (!objection) return refuse(v1::OBJECTION_UNKNOWN);
    auto found = find_ballot(context.view(), objection->ballot());
    CHECK(found.has_value());
    const auto stage = found->poll.stage();
    if (stage == v1::WITHDRAWN) return tl::unexpected(wrong_stage(stage));
    if (objection->ruling() != v1::RULING_UNSPECIFIED) return refuse(v1::RULED_ALREADY);
    if (shown != shown_hash(*objection).view()) return refuse(v1::SHOWN_DIFFERS);
    return Waiting{std::move(*found), std::move(*objection)};
}

// Of a published result: what counts is counted anew, and the last ruling that is awaited ends it.
void go_on(machine::Context& context, Found& found, const v1::Objection& objection) {
    polls.put(context.state(), found.id, found.poll);
    if (found.poll.stage() != v1::PRELIMINARY) return;
    if (changes_a_vote(objection.about())) count_anew(context, found);
    if (found.poll.pending() > 0 || context.now().ms < found.poll.settles_ms()) return;
    drop_due(context, found.id, found.poll);
    finalise(context, found);
}

}  // namespace

namespace {

// A vote by phone of the line, not of its proxy. Of one block with the objection, whoever objected
// had not seen it.
bool is_newer_will(const v1::CastRow& row, const v1::Objection& objection) {
    return row.channel() == v1::PHONE && !row.by_proxy() && row.time_ms() >= objection.time_ms();
}

}  // namespace

bool changes_a_vote(v1::About about) { return about == v1::BALLOT || about == v1::DELIVERY; }

bool stands_against(const state::StateView& view, const v1::CastRow& counted,
                    const v1::Objection& objection) {
    if (counted.ruled_by().empty()) return false;
    const auto ruled = objections.find(view, id_of(counted.ruled_by()));
    return !ruled || word_of(*ruled) >= word_of(objection);
}

bool is_still_about(const state::StateView& view, const v1::Objection& objection) {
    const Id16 ballot = id_of(objection.ballot());
    const Hash32 head = hash_of(objection.head());
    const auto counted = casts.find(view, ballot, head);
    if (counted && stands_against(view, *counted, objection)) return false;
    // Whatever they cast, and to whom ever they sell on, to whom the line went.
    if (objection.against_sale()) return has_lost(view, objection);
    const auto successor = successors.find(view, ballot, head);
    if (successor && successor->transaction() != objection.sale()) return false;
    if (!counted || counted->struck()) return true;
    const auto under = counted->paper().empty()
                           ? std::nullopt
                           : displaced.find(view, ballot, id_of(counted->paper()));
    return !is_newer_will(*counted, objection) && !(under && is_newer_will(*under, objection));
}

void end_objection(machine::Context& context, Found& found, const Id16& id,
                   const v1::Objection& objection) {
    objections.put(context.state(), id, objection);
    const Id16 member = id_of(objection.member());
    auto objector = objectors.find(context.view(), found.id, member);
    CHECK(objector && objector->open() > 0);
    objector->set_open(objector->open() - 1);
    objectors.put(context.state(), found.id, member, *objector);

    const bool upheld = objection.ruling() == v1::UPHELD;
    found.poll.set_pending(found.poll.pending() - 1);
    found.poll.set_upheld(found.poll.upheld() + (upheld ? 1 : 0));
    const Hash32 head = hash_of(objection.head());
    if (changes_a_vote(objection.about())) disputed.erase(context.state(), found.id, head, id);
    if (!upheld) return;
    // What stands on record by the opening is posted anew, for as many days, once beyond those that
    // objections take. Where these are used up the roll stays: none opens which nobody saw.
    if (objection.about() == v1::ROLL && found.poll.stage() == v1::NOTICE &&
        found.poll.postponed_days() <= max_postponed_days) {
        found.poll.clear_roll_height();
        found.poll.clear_roll_ms();
    }
    if (objection.about() == v1::BALLOT) uphold(context, found, id, objection);
    if (objection.about() == v1::DELIVERY) strike_delivery(context, id, objection);
}

Result<> rule_on_objection(machine::Context& context, const v1::RuleOnObjection& act) {
    const Id16 id = id_of(act.objection());
    auto waiting = TRY(find_waiting(context, id, act.shown()));
    auto& [found, objection] = waiting;
    TRY(check_ruler(context, found, objection, act.ruling()));
    write_ruling(context, {act.ruling(), act.document(), act.reason()}, found, id, objection);
    go_on(context, found, objection);
    return {};
}

// Of a vote or a delivery alone: to change these takes two kinds of office, and other objections
// are upheld by rule_on_objection.
Result<> uphold_objection(machine::Context& context, const v1::UpholdObjection& act) {
    const Id16 id = id_of(act.objection());
    auto waiting = TRY(find_waiting(context, id, act.shown()));
    auto& [found, objection] = waiting;
    if (!changes_a_vote(objection.about()))
        return refuse(v1::VALUE_WRONG, {{"field", "objection"}});
    TRY(check_upholders(context, act, found, objection));
    write_ruling(context, {v1::UPHELD, act.document(), act.reason()}, found, id, objection);
    go_on(context, found, objection);
    return {};
}

}  // namespace linlian::ballot
