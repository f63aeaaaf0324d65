// Mandates: given by phone or entered from paper, both by take; ended by whoever gave or holds
// them. Questions that other files ask of a mandate stand behind the helpers.
#include "modules/ballot/vote/mandates.h"

#include "codec/refusal.h"
#include "modules/ballot/call/presets.h"
#include "modules/ballot/call/shown.h"
#include "modules/ballot/dispute/rulers.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/rules.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <set>

namespace linlian::ballot {
namespace {

// A mandate as it comes in, by whichever act.
struct Given {
    const v1::ProvenLine& voter;
    const v1::MandateTerms& terms;
    Id16 giver;
    const Bytes& replaces;
    const Bytes& shown;
    const v1::EnterMandate* on_paper;  // null: by the giver's own key
};

// How many lines the holder stands for from now on.
void count_lines(machine::Context& context, const Id16& ballot, const Id16& holder, bool up) {
    auto row = mandates_of.find(context.view(), ballot, holder).value_or(v1::MandateCount{});
    CHECK(up || row.lines() > 0);
    row.set_lines(up ? row.lines() + 1 : row.lines() - 1);
    if (row.lines() == 0)
        mandates_of.erase(context.state(), ballot, holder);
    else
        mandates_of.put(context.state(), ballot, holder, row);
}

// Whether this member decides for the line: they speak for it, and no other voter is named.
Result<> check_giver(const state::StateView& view, const LineAt& line, const Id16& giver) {
    if (!speaks_for(view, line, giver)) return refuse(v1::NOT_YOUR_LINE);
    if (line.line.voter() != giver.view() && has_named_voter(view, line))
        return refuse(v1::VOTER_NAMED);
    return {};
}

// The mandate of a co-owner stands as long as they decide for the line.
Result<> check_replaced(const state::StateView& view, const LineAt& line,
                        const std::optional<v1::Mandate>& before, const Given& given) {
    const bool is_own = before && before->giver() == given.giver.view();
    if (before && !is_own && !before->ended() && check_giver(view, line, id_of(before->giver())))
        return refuse(v1::MANDATE_OF_OTHER);
    if (given.replaces == (is_own ? before->transaction() : Bytes{})) return {};
    return refuse(v1::REPLACES_OTHER);
}

// Lines that the proxy stands for in this ballot, against what the terms allow.
Result<> check_cap(const state::StateView& view, const Id16& ballot, const Id16& holder,
                   std::uint32_t limit) {
    const auto held = mandates_of.find(view, ballot, holder);
    if (!held || held->lines() < limit) return {};
    return refuse(v1::PROXY_FULL, {{"limit", std::to_string(limit)}});
}

// Asked last: it tells that somebody voted. Clerks who enter a mandate are told of no vote, whoever
// they try it for: beside the voter's own, or an earlier proxy's, it stands on record without
// effect.
Result<> check_unused(const state::StateView& view, const Id16& ballot, const Hash32& head,
                      const Given& given) {
    if (given.on_paper != nullptr) return {};
    const auto counted = casts.find(view, ballot, head);
    if (!counted || counted->struck()) return {};
    return refuse(v1::LINE_USED);
}

// Whoever signed it does not enter a mandate.
Result<> check_enterers(const machine::Context& context, const Found& found,
                        const v1::EnterMandate& act) {
    const auto workers = TRY(Workers::of(context, act, found.call, 2));
    return workers.check_without(0, [&](const Id16& member) {
        return act.giver() == member.view() ||
               has_interest(context.view(), found.id, act.voter().line(), member);
    });
}

// Whether this member may work on the ballot, rule on it or uphold an objection to it.
bool may_work(const machine::Context& context, const Found& found, const Id16& member) {
    const auto& view = context.view();
    const auto& call = found.call.call();
    const auto now = context.now();
    if (!is_apart(view, found.call, member)) return false;
    return may_come_to_rule(view, call, member, now) ||
           may_come_to_uphold(view, call, member, now) ||
           std::ranges::any_of(registry::offices_of(view, member),
                               [&](const registry::Supporter& who) {
                                   return is_neutral_clerk(view, found.call, who, now);
                               });
}

// Nobody is asked whether they will be a proxy. So none of those who may work on the ballot is:
// else one voter's signature takes them out of that work, from other voters of the line too.
Result<> check_holder(const machine::Context& context, const Found& found, const LineAt& line,
                      const Id16& holder) {
    if (speaks_for(context.view(), line, holder)) return refuse(v1::HOLDER_SPEAKS);
    if (may_work(context, found, holder)) return refuse(v1::HOLDER_WORKS);
    return {};
}

Result<> put_mandate(machine::Context& context, const Id16& ballot, const Hash32& head,
                     const Given& given) {
    count_lines(context, ballot, id_of(given.terms.holder()), true);
    v1::Mandate row;
    *row.mutable_terms() = given.terms;
    row.set_giver(given.giver.bytes());
    row.set_on_paper(given.on_paper != nullptr);
    row.set_time_ms(context.now().ms);
    row.set_transaction(context.id().bytes());
    if (const auto before = mandates.find(context.view(), ballot, head))
        *row.mutable_entered_by() = before->entered_by();
    // By phone it is the giver's by the word of whoever gave out the key; these are few.
    const bool by_clerks = given.on_paper != nullptr;
    const auto behind = by_clerks ? members_behind(context)
                                  : registry::behind_key(context.view(), context.author().key);
    if (const auto added = add_people(behind, *row.mutable_entered_by(), 0); by_clerks) TRY(added);
    mandates.put(context.state(), ballot, head, row);
    v1::MandateGiven event;
    event.set_ballot(ballot.bytes());
    event.set_head(head.bytes());
    event.set_holder(given.terms.holder());
    event.set_on_paper(given.on_paper != nullptr);
    context.emit(event);
    return {};
}

// The order of the checks is part of the rules: what would tell somebody of others' votes is asked
// last. An earlier mandate ends before the limit is looked at, so that a new one to the same proxy
// does not count twice; a refusal after that drops it with the overlay.
Result<> take(machine::Context& context, BytesView ballot, const Given& given) {
    const auto& view = context.view();
    const auto found = TRY(find_ballot(view, ballot));
    if (given.shown != found.poll.shown()) return refuse(v1::SHOWN_DIFFERS);
    if (const auto stage = stage_at(found.poll, context.now()); stage != v1::OPEN)
        return tl::unexpected(wrong_stage(stage));
    const auto& call = found.call.call();
    if (call.terms().proxy_owners_max() == 0) return refuse(v1::NO_PROXIES);
    TRY(check_on_roll(found.poll, given.voter));
    if (given.on_paper != nullptr) TRY(check_enterers(context, found, *given.on_paper));
    const auto line = line_now(view, found.id, given.voter.line());
    const Hash32 head = hash_of(line.line.head());
    TRY(check_giver(view, line, given.giver));
    const auto before = mandates.find(view, found.id, head);
    TRY(check_replaced(view, line, before, given));
    const Id16 holder = id_of(given.terms.holder());
    TRY(check_holder(context, found, line, holder));
    TRY(check_mandate(given.terms, found.poll.asks(), rule_holds(call, "proxy_as_instructed")));
    if (before && !before->ended()) end_mandate(context, found.id, head, *before);
    TRY(check_cap(view, found.id, holder, call.terms().proxy_owners_max()));
    TRY(check_unused(view, found.id, head, given));
    return put_mandate(context, found.id, head, given);
}

}  // namespace

std::optional<v1::Mandate> live_mandate(const state::StateView& view, const Id16& ballot,
                                        const Hash32& head) {
    auto row = mandates.find(view, ballot, head);
    if (row && row->ended()) row.reset();
    return row;
}

// It counts only while its giver still decides for the line, after a sale too.
std::optional<v1::Mandate> mandate_of(const state::StateView& view, const Id16& ballot,
                                      const registry::v1::RollLine& line, const Id16& holder) {
    auto row = live_mandate(view, ballot, hash_of(line.head()));
    if (!row || row->terms().holder() != holder.view()) return std::nullopt;
    if (!check_giver(view, line_now(view, ballot, line), id_of(row->giver()))) return std::nullopt;
    return row;
}

// A proxy's vote of before this mandate was cast by another one.
bool is_used(const state::StateView& view, const Id16& ballot, const Hash32& head,
             const v1::Mandate& mandate) {
    const auto counted = casts.find(view, ballot, head);
    return counted && counted->by_proxy() && !counted->struck() &&
           counted->time_ms() >= mandate.time_ms();
}

// Empty: no mandate stands.
Bytes giver_of(const state::StateView& view, const Id16& ballot, const Hash32& head) {
    const auto row = live_mandate(view, ballot, head);
    return row ? row->giver() : Bytes{};
}

void end_mandate(machine::Context& context, const Id16& ballot, const Hash32& head,
                 v1::Mandate mandate) {
    count_lines(context, ballot, id_of(mandate.terms().holder()), false);
    mandate.set_ended(true);
    mandate.set_transaction(context.id().bytes());
    mandates.put(context.state(), ballot, head, mandate);
    v1::MandateEnded event;
    event.set_ballot(ballot.bytes());
    event.set_head(head.bytes());
    event.set_holder(mandate.terms().holder());
    context.emit(event);
}

Result<> give_mandate(machine::Context& context, const v1::GiveMandate& act) {
    return take(
        context, act.ballot(),
        {act.voter(), act.terms(), context.author().member, act.replaces(), act.shown(), nullptr});
}

Result<> enter_mandate(machine::Context& context, const v1::EnterMandate& act) {
    return take(context, act.ballot(),
                {act.voter(), act.terms(), id_of(act.giver()), act.replaces(), act.shown(), &act});
}

// By who gave it, or holds it and will not. One that was used stays on record; the giver votes
// themself on a change of mind.
Result<> end_mandate(machine::Context& context, const v1::EndMandate& act) {
    const auto poll = TRY(find_poll(context.view(), act.ballot()));
    TRY(check_shown(poll, act));
    if (const auto stage = stage_at(poll, context.now()); stage != v1::OPEN)
        return tl::unexpected(wrong_stage(stage));
    const Id16 ballot = id_of(act.ballot());
    const Hash32 head = hash_of(act.head());
    const auto mandate = live_mandate(context.view(), ballot, head);
    if (!mandate || !is_of_mandate(*mandate, context.author().member))
        return refuse(v1::MANDATE_UNKNOWN);
    if (act.replaces() != mandate->transaction()) return refuse(v1::REPLACES_OTHER);
    if (is_used(context.view(), ballot, head, *mandate)) return refuse(v1::LINE_USED);
    end_mandate(context, ballot, head, *mandate);
    return {};
}

}  // namespace linlian::ballot
