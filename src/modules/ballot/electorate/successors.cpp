// What a sale does to a line. replace_voter, at the end, is the act; line_now and was_theirs are
// what others ask. The roll itself never changes: a row beside it says whose the line is now.
#include "modules/ballot/electorate/successors.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "modules/ballot/call/shown.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/settling.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"
#include "modules/ballot/vote/mandates.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <set>

namespace linlian::ballot {
namespace {

using Ids = google::protobuf::RepeatedPtrField<Bytes>;

bool same(const Ids& one, const Ids& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end());
}

// Whether somebody of before stays.
bool shares_owner(const Ids& before, const Ids& after) {
    return std::ranges::any_of(
        after, [&before](const Bytes& owner) { return std::ranges::count(before, owner) > 0; });
}

// Whether what was struck is a paper that is entered anew: its voter took nothing back.
bool is_in_correction(const state::StateView& view, const Id16& ballot,
                      const v1::CastRow& counted) {
    if (counted.paper().empty()) return false;
    const auto paper = papers.find(view, ballot, id_of(counted.paper()));
    return paper && takes_readings(paper->state());
}

// A line that was used stays with whoever used it. By a sale that never was nobody votes: who
// undoes it says so, and what was cast by it is struck.
Result<> take_back(machine::Context& context, const Id16& ballot, const v1::ReplaceVoter& act) {
    const Hash32 head = hash_of(act.voter().line().head());
    auto counted = casts.find(context.view(), ballot, head);
    if (!counted) return {};
    // What a ruling struck or put there stays, so who buys would be mute.
    if (!counted->ruled_by().empty()) return refuse(v1::LINE_USED);
    if (counted->struck() && !is_in_correction(context.view(), ballot, *counted)) return {};
    if (act.undoes().empty()) return refuse(v1::LINE_USED);
    counted->set_struck(true);
    counted->set_transaction(context.id().bytes());
    casts.put(context.state(), ballot, head, *counted);
    return {};
}

// Whether the roll of these premises alone, as they were when it was frozen, is this one line: then
// they are all that the roll counted for it.
Result<> check_premises(const state::StateView& view, const Found& found,
                        const v1::ReplaceVoter& act) {
    auto electorate = found.call.call().electorate();
    bool right = electorate.electors() == registry::v1::OWNERS;
    const auto& narrowed = electorate.premises();
    for (const auto& premises : act.premises())
        right = right && (narrowed.empty() || std::ranges::count(narrowed, premises) > 0);
    *electorate.mutable_premises() = act.premises();
    const auto roll = right ? registry::roll_at(view, electorate, found.poll.roll_height(),
                                                Timestamp{found.poll.roll_ms()})
                            : std::vector<registry::v1::RollLine>{};
    if (roll.size() == 1 && codec::encode(roll[0]) == codec::encode(act.voter().line())) return {};
    return refuse(v1::PREMISES_DIFFER);
}

// The premises that the roll counted, and what came of them. Refusals: SPLIT_TOO_OFTEN, and
// BLOCK_FULL, for each of them is paid.
Result<std::set<Id16>> premises_since(machine::Context& context, const v1::ReplaceVoter& act) {
    std::set<Id16> then;
    for (const auto& premises : act.premises()) then.insert(id_of(premises));
    auto places = registry::came_of(context.view(), std::move(then), max_places_of_sale);
    TRY(context.pay(places.size()));
    if (places.size() <= max_places_of_sale) return places;
    return refuse(v1::SPLIT_TOO_OFTEN, {{"most", std::to_string(max_places_of_sale)}});
}

// The voter whom the new owners named, where all premises that stand name the same. Refusals:
// PARTLY_SOLD, OWNERS_DIFFER.
Result<Bytes> check_owners(const state::StateView& view, const v1::ReplaceVoter& act,
                           const std::set<Id16>& places, Height now) {
    std::size_t standing = 0;
    std::size_t sold = 0;
    std::optional<Bytes> voter;
    for (const auto& premises : places) {
        const auto holding = registry::holding_at(view, premises, now);
        if (!holding) continue;
        ++standing;
        if (!same(holding->owners(), act.owners())) continue;
        ++sold;
        voter = voter.value_or(holding->voter()) == holding->voter() ? holding->voter() : Bytes{};
    }
    if (sold > 0 && sold == standing) return voter.value_or(Bytes{});
    if (sold > 0) return refuse(v1::PARTLY_SOLD);
    return refuse(v1::OWNERS_DIFFER);
}

// The row of the line once the act is done, with the sales that stand then. One that is undone goes
// with all that came of it, and the line to whom it was of before. What gave a line back is no
// sale, and is not undone. Refusals: REPLACES_OTHER, OWNERS_DIFFER, SOLD_TOO_OFTEN.
Result<v1::Successor> row_after(const machine::Context& context, const v1::ReplaceVoter& act,
                                const LineAt& before, v1::Successor row) {
    auto& sales = *row.mutable_sales();
    if (act.undoes().empty()) {
        if (row.entered() >= max_sales_of_line)
            return refuse(v1::SOLD_TOO_OFTEN, {{"most", std::to_string(max_sales_of_line)}});
        row.set_entered(row.entered() + 1);
        auto* sale = sales.Add();
        sale->set_transaction(context.id().bytes());
        *sale->mutable_owners() = before.line.owners();
        sale->set_time_ms(context.now().ms);
    } else {
        const auto undone = std::ranges::find(sales, act.undoes(), &v1::StandingSale::transaction);
        if (undone == sales.end()) return refuse(v1::REPLACES_OTHER);
        if (!same(undone->owners(), act.owners())) return refuse(v1::OWNERS_DIFFER);
        sales.erase(undone, sales.end());
    }
    *row.mutable_owners() = act.owners();
    row.set_document(act.document());
    row.set_time_ms(context.now().ms);
    row.set_height(context.height());
    row.set_transaction(context.id().bytes());
    return row;
}

// Beside those with an interest in the line: whoever speaks for the new owners.
Result<> check_replacers(const machine::Context& context, const Found& found,
                         const v1::ReplaceVoter& act) {
    const auto workers = TRY(Workers::of(context, act, found.call, 2));
    registry::v1::RollLine bought;
    *bought.mutable_owners() = act.owners();
    return workers.check_without(0, [&](const Id16& member) {
        return acts_today(context.view(), bought, member) ||
               has_interest(context.view(), found.id, act.voter().line(), member);
    });
}

// What the old owners left behind: papers that they may still hold, a mandate. Of a part that was
// sold the other co-owner stays: what was handed in by who owned it then stays, and a mandate of
// theirs. Of a sale that never was nothing does, unless the line is theirs again already.
void end_for_old(machine::Context& context, const Id16& ballot, const v1::ReplaceVoter& act,
                 const LineAt& before, const v1::Successor& old) {
    if (same(before.line.owners(), act.owners())) return;
    const Hash32 head = hash_of(act.voter().line().head());
    const bool stays = act.undoes().empty() && shares_owner(before.line.owners(), act.owners());
    for (const auto& serial : live_papers(context.view(), ballot, head)) {
        auto row = papers.find(context.view(), ballot, serial);
        CHECK(row.has_value());  // the index is true
        const bool was_read = row->state() != v1::ISSUED || row->round() > 1;
        if (stays && was_read && was_theirs(old, row->issued_ms(), act.owners())) continue;
        end_paper(context, ballot, serial, *row, {});
    }
    const auto mandate = live_mandate(context.view(), ballot, head);
    if (!mandate) return;
    auto after = before;
    *after.line.mutable_owners() = act.owners();
    after.height = context.height();
    if (!stays || !speaks_for(context.view(), after, id_of(mandate->giver())))
        end_mandate(context, ballot, head, *mandate);
}

// Of every sale of the line so far: whoever entered one rules on none of it, nor does who stood
// behind the sale itself, or behind whose the premises were before. Whose the line was until now
// has a word in it. What undoes a sale is kept from nobody. Refusal: PEOPLE_TOO_MANY.
Result<> add_behind(const machine::Context& context, const v1::ReplaceVoter& act,
                    const std::set<Id16>& places, const LineAt& before, v1::Successor& row) {
    std::set<Id16> registered;
    for (const auto& premises : places)
        registered.merge(registry::behind_premises(context.view(), premises, {}, context.now()));
    const auto entered = add_people(members_behind(context), *row.mutable_entered_by(), 0);
    const auto known = add_people(registered, *row.mutable_registered_by(), 0);
    std::set<Bytes> owners{row.before().begin(), row.before().end()};
    owners.insert(before.line.owners().begin(), before.line.owners().end());
    row.mutable_before()->Assign(owners.begin(), owners.end());
    if (!act.undoes().empty()) return {};
    TRY(entered);
    return known;
}

// The poll counts these acts, so that a vote in a ballot without any does not look for one.
void tell_replaced(machine::Context& context, const Found& found, const Hash32& head) {
    auto poll = found.poll;
    poll.set_successors(poll.successors() + 1);
    polls.put(context.state(), found.id, poll);
    v1::VoterReplaced event;
    event.set_ballot(found.id.bytes());
    event.set_head(head.bytes());
    context.emit(event);
}

}  // namespace

LineAt line_now(const state::StateView& view, const Id16& ballot,
                const registry::v1::RollLine& line) {
    auto now = line_then(view, ballot, line);
    if (const auto successor = successors.find(view, ballot, hash_of(line.head()))) {
        *now.line.mutable_owners() = successor->owners();
        now.line.set_voter(successor->voter());
        now.height = successor->height();
    }
    return now;
}

bool was_theirs(const v1::Successor& row, std::int64_t time_ms, const Ids& owners) {
    for (const auto& sale : row.sales())
        if (sale.time_ms() > time_ms) return shares_owner(sale.owners(), owners);
    return true;
}

bool lost_line(const state::StateView& view, const Id16& ballot, const registry::v1::RollLine& line,
               const Id16& member) {
    const auto successor = successors.find(view, ballot, hash_of(line.head()));
    if (!successor || speaks_for(view, line_now(view, ballot, line), member)) return false;
    auto before = line;
    *before.mutable_owners() = successor->before();
    return speaks_for(view, line_then(view, ballot, line), member) ||
           acts_today(view, before, member);
}

bool went_over(const state::StateView& view, const Id16& ballot,
               const registry::v1::RollLine& line) {
    return !same(line_now(view, ballot, line).line.owners(), line.owners());
}

// First the act and those behind it, then the premises, then the owners in the registry. Whether
// somebody voted is asked last.
Result<> replace_voter(machine::Context& context, const v1::ReplaceVoter& act) {
    const auto found = TRY(find_ballot(context.view(), act.ballot()));
    TRY(check_shown(found.poll, act));
    if (const auto stage = stage_at(found.poll, context.now()); stage != v1::OPEN)
        return tl::unexpected(wrong_stage(stage));
    TRY(check_on_roll(found.poll, act.voter()));
    TRY(check_replacers(context, found, act));
    const Hash32 head = hash_of(act.voter().line().head());
    TRY(check_premises(context.view(), found, act));
    const auto before = line_now(context.view(), found.id, act.voter().line());
    const bool is_theirs = same(before.line.owners(), act.owners());
    if (is_theirs && act.undoes().empty()) return refuse(v1::VALUE_WRONG, {{"field", "owners"}});
    const auto places = TRY(premises_since(context, act));
    const auto voter = TRY(check_owners(context.view(), act, places, context.height()));
    const auto old = successors.find(context.view(), found.id, head).value_or(v1::Successor{});
    auto row = TRY(row_after(context, act, before, old));
    row.set_voter(voter);
    TRY(add_behind(context, act, places, before, row));
    // Asked last: it tells two clerks that somebody voted, and only where there was a sale.
    if (!is_theirs) TRY(take_back(context, found.id, act));

    end_for_old(context, found.id, act, before, old);
    successors.put(context.state(), found.id, head, row);
    if (!act.undoes().empty()) list_comes_back(context, found, act.voter().line());
    tell_replaced(context, found, head);
    return {};
}

}  // namespace linlian::ballot
