// Objections: to the roll before the opening, to what was counted for a voter or said to have
// reached them, to the result. Each waits for a ruling by an office whose turn it is (rulers.h),
// and holds the next stage up for a time.
#include "codec/refusal.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/call/shown.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/dispute/rulings.h"
#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"
#include "modules/ballot/vote/deliveries.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// Whether it is the time to object to this: to the roll until it is frozen, however often an
// objection moved that, for so long it changes.
bool is_time_for(v1::About about, const Found& found, Timestamp now) {
    const auto stage = stage_at(found.poll, now);
    if (about == v1::ROLL) return stage == v1::NOTICE && now.ms < found.poll.opens_ms();
    if ((about == v1::BALLOT || about == v1::DELIVERY) && stage == v1::OPEN) return true;
    if (stage == v1::COUNTING) return true;
    return stage == v1::PRELIMINARY && now.ms < found.poll.settles_ms();
}

bool has_lost(const machine::Context& context, const v1::Object& act) {
    return act.about() == v1::BALLOT && lost_line(context.view(), id_of(act.ballot()),
                                                  act.voter().line(), context.author().member);
}

// What is said about a voter is said by who speaks for them. Who came to act for an owner since the
// roll was frozen says so with the document that shows it; that takes no vote away. So does whoever
// lost the line to a sale and says that they never sold.
Result<> check_own_line(const machine::Context& context, const Found& found,
                        const v1::Object& act) {
    TRY(check_on_roll(found.poll, act.voter()));
    const auto line = line_now(context.view(), found.id, act.voter().line());
    const Id16& member = context.author().member;
    if (speaks_for(context.view(), line, member)) return {};
    if (!act.document().empty() &&
        (acts_today(context.view(), line.line, member) || has_lost(context, act)))
        return {};
    return refuse(v1::NOT_YOUR_LINE);
}

// Whether the roll names them for the line, whoever has it now.
bool is_of_roll(const machine::Context& context, const v1::Object& act) {
    const auto line = line_then(context.view(), id_of(act.ballot()), act.voter().line());
    return speaks_for(context.view(), line, context.author().member);
}

v1::Objection row_of(const machine::Context& context, const v1::Object& act) {
    v1::Objection row;
    row.set_height(context.height() - 1);
    row.set_against_sale(has_lost(context, act));
    row.set_of_roll(act.about() == v1::BALLOT && is_of_roll(context, act));
    row.set_ballot(act.ballot());
    row.set_about(act.about());
    row.set_head(act.head());
    *row.mutable_claim() = act.claim();
    row.set_reason(act.reason());
    row.set_document(act.document());
    row.set_member(context.author().member.bytes());
    row.set_time_ms(context.now().ms);
    row.set_area_centi(act.voter().line().area_centi());
    row.set_building(act.voter().line().building());
    row.set_premises(act.premises());
    *row.mutable_owners() = act.voter().line().owners();
    const auto sale = successors.find(context.view(), id_of(act.ballot()), hash_of(act.head()));
    if (sale) row.set_sale(sale->transaction());
    return row;
}

// The objection of this member to the same that waits: each has their own word, and nobody takes
// that of others of the line by being first.
std::optional<v1::Objection> waiting_of(const machine::Context& context, const v1::Object& act) {
    std::optional<v1::Objection> own;
    disputed.scan(
        context.view(),
        [&](const auto& parts, const v1::Disputed& row) {
            if (row.about() == act.about() && row.member() == context.author().member.view())
                own = objections.find(context.view(), std::get<2>(parts));
            return true;
        },
        id_of(act.ballot()), hash_of(act.head()));
    return own;
}

Result<> check_ballot_objection(const machine::Context& context, const Found& found,
                                const v1::Object& act) {
    if (!act.claim().empty())
        TRY(check_choices(act.claim(), found.poll.asks(), found.poll.paper()));
    TRY(check_own_line(context, found, act));
    const Hash32 head = hash_of(act.head());
    const auto counted = casts.find(context.view(), found.id, head);
    // Of a voter for whom nothing counts only a claim says anything; nor is who came to act for an
    // owner since then told whether something does.
    const bool is_told =
        speaks_for(context.view(), line_now(context.view(), found.id, act.voter().line()),
                   context.author().member);
    if ((!counted || counted->struck() || !is_told) && act.claim().empty())
        return refuse(v1::CHOICES_WRONG, {{"item", "1"}});
    if (counted && stands_against(context.view(), *counted, row_of(context, act)))
        return refuse(v1::RULED_ALREADY);
    // Whoever cast it says otherwise by voting anew; later they show why they could not.
    const bool is_own = counted && !counted->struck() && counted->channel() == v1::PHONE &&
                        counted->member() == context.author().member.view();
    const bool is_open = stage_at(found.poll, context.now()) == v1::OPEN;
    if (is_own && !is_open && act.document().empty()) return refuse(v1::OWN_VOTE);
    // Nor by another one whether somebody voted since theirs.
    const auto own = waiting_of(context, act);
    if (own && (!is_told || is_still_about(context.view(), *own)))
        return refuse(v1::DISPUTED_ALREADY);
    return {};
}

// Whether they acted for the owner of these premises when the ballot was called or its roll was
// made: whoever is replaced since then has a word in it.
bool acted_for(const machine::Context& context, const Found& found, const Id16& premises) {
    std::vector<Height> heights{found.call.called_height()};
    if (is_posted(found.poll)) heights.push_back(found.poll.roll_height());
    return std::ranges::any_of(heights, [&](Height height) {
        return registry::acted_for_premises_at(context.view(), found.call.call().electorate(),
                                               premises, context.author().member, height);
    });
}

// To the roll or the result whoever is asked may object, and whoever owns or lives where it is
// held: else strangers hold up the ballots of others.
Result<> check_concerned(const machine::Context& context, const Found& found,
                         const v1::Object& act) {
    const auto through =
        act.premises().empty() ? std::nullopt : std::optional{id_of(act.premises())};
    const auto& electorate = found.call.call().electorate();
    if (registry::is_of(context.view(), electorate, context.author().member, through,
                        context.now()))
        return {};
    if (through && acted_for(context, found, *through)) return {};
    return refuse(v1::NOT_CONCERNED);
}

Result<> check_limits(const v1::Objector& objector) {
    if (objector.open() >= max_open_objections)
        return refuse(v1::OBJECTIONS_TOO_MANY, {{"limit", std::to_string(max_open_objections)}});
    if (objector.raised() >= max_raised_objections)
        return refuse(v1::OBJECTED_TOO_OFTEN, {{"limit", std::to_string(max_raised_objections)}});
    return {};
}

Result<> check_subject(const machine::Context& context, const Found& found, const v1::Object& act) {
    if (act.about() == v1::BALLOT) return check_ballot_objection(context, found, act);
    if (act.about() != v1::DELIVERY) return check_concerned(context, found, act);
    TRY(check_own_line(context, found, act));
    TRY(check_disputable(context.view(), found.id, hash_of(act.head())));
    return waiting_of(context, act) ? refuse(v1::DISPUTED_ALREADY) : Result<>{};
}

// Marks the vote of the head, or the delivery to it, as disputed.
void mark_disputed(machine::Context& context, const Id16& ballot, const v1::Object& act,
                   const Id16& objection) {
    if (!changes_a_vote(act.about())) return;
    v1::Disputed row;
    row.set_about(act.about());
    row.set_member(context.author().member.bytes());
    disputed.put(context.state(), ballot, hash_of(act.head()), objection, row);
}

}  // namespace

Result<> object(machine::Context& context, const v1::Object& act) {
    auto found = TRY(find_ballot(context.view(), act.ballot()));
    TRY(check_shown(found.poll, act));
    if (!is_time_for(act.about(), found, context.now()))
        return tl::unexpected(wrong_stage(stage_at(found.poll, context.now())));
    TRY(check_subject(context, found, act));
    const Id16& member = context.author().member;
    auto objector = objectors.find(context.view(), found.id, member).value_or(v1::Objector{});
    TRY(check_limits(objector));

    const Id16 id = context.fresh_id();
    objections.put(context.state(), id, row_of(context, act));
    registry::note_matter(context, id, found.call.call().electorate(),
                          id_of(found.call.call().as_office()));
    v1::ObjectionEntry entry;
    entry.set_about(act.about());
    objections_of.put(context.state(), found.id, id, entry);
    objector.set_open(objector.open() + 1);
    objector.set_raised(objector.raised() + 1);
    objectors.put(context.state(), found.id, member, objector);
    mark_disputed(context, found.id, act, id);
    found.poll.set_pending(found.poll.pending() + 1);
    found.poll.set_objections(found.poll.objections() + 1);
    polls.put(context.state(), found.id, found.poll);

    v1::Objected event;
    event.set_ballot(act.ballot());
    event.set_objection(id.bytes());
    event.set_about(act.about());
    context.emit(event);
    // What is published says how many disputed ballots would turn it.
    if (found.poll.stage() == v1::PRELIMINARY && act.about() == v1::BALLOT)
        count_anew(context, found);
    return {};
}

}  // namespace linlian::ballot
