// From two readings that are alike to a vote, and back. settle is the way in, strike the way back,
// list_comes_back what follows from a sale that was undone; all three let votes in by comes_in.
#include "modules/ballot/paper/settling.h"

#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/rules.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"
#include "modules/ballot/vote/mandates.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// The state that the paper keeps from now on, and the event that says so.
template <class Event>
void end_as(machine::Context& context, Paper& paper, v1::PaperState state, Event event) {
    paper.row.set_state(state);
    papers.put(context.state(), paper.ballot, paper.serial, paper.row);
    event.set_ballot(paper.ballot.bytes());
    event.set_head(paper.row.line().head());
    event.set_serial(paper.serial.bytes());
    context.emit(event);
}

// Who signed an entry, as far as clerks can see.
struct Signer {
    bool may_vote = false;               // the voter, or a proxy with a mandate
    std::optional<v1::Mandate> mandate;  // of a proxy
};

// Whoever speaks for the voter, or acts for an owner of theirs today, needs no mandate: of a firm
// somebody always signs.
bool signs_for(const state::StateView& view, const LineAt& line, const Id16& member) {
    return speaks_for(view, line, member) || acts_today(view, line.line, member);
}

// Nobody named as proxy means that the voter signed. Whoever is named and speaks for the line
// anyway is no proxy either.
Signer signer_of(const state::StateView& view, const Paper& paper, const v1::PaperEntry& entry) {
    Signer signer;
    const bool is_own =
        entry.proxy().empty() ||
        signs_for(view, line_now(view, paper.ballot, paper.row.line()), id_of(entry.proxy()));
    if (!is_own)
        signer.mandate = mandate_of(view, paper.ballot, paper.row.line(), id_of(entry.proxy()));
    signer.may_vote = entry.is_signed() && (is_own || signer.mandate);
    return signer;
}

// What counts of an entry: of a proxy what their mandate allows.
google::protobuf::RepeatedPtrField<v1::ItemChoice> valid_choices(const v1::PaperEntry& entry,
                                                                 const Signer& signer) {
    auto choices = entry.choices();
    for (auto& choice : choices) {
        if (!signer.mandate || check_proxy_choice(signer.mandate->terms(), choice)) continue;
        choice.mutable_open()->set_mark(v1::INVALID);
        choice.mutable_open()->clear_options();
    }
    return choices;
}

// The two clerks and their offices stand in ascending order, whoever showed first: the row depends
// on what was read, not on the order of the acts.
v1::CastRow row_of(const machine::Context& context, const Paper& paper, const Alike& alike,
                   const Signer& signer) {
    auto row = row_for(context, paper.row.line(), v1::PAPER);
    *row.mutable_choices() = valid_choices(alike.one.entry(), signer);
    row.set_by_proxy(signer.mandate.has_value());
    const auto [office, other_office] = std::minmax(alike.one.office(), alike.other.office());
    row.add_clerk_offices(office);
    row.add_clerk_offices(other_office);
    const auto [member, other_member] = std::minmax(alike.one.member(), alike.other.member());
    row.add_entered_by(member);
    row.add_entered_by(other_member);
    row.set_paper(paper.serial.bytes());
    return row;
}

// Whether it counts now, beside what does.
bool comes_in(machine::Context& context, const v1::Poll& poll, const Id16& ballot,
              const Hash32& head, const v1::CastRow& row) {
    const auto counted = casts.find(context.view(), ballot, head);
    if (counts_first(poll, counted, row)) return false;
    put_in_place(context, ballot, head, counted, row);
    return true;
}

// The vote that a paper displaced, as far as it would count today: a proxy's while the mandate by
// which it was cast stands.
std::optional<v1::CastRow> displaced_by(const state::StateView& view, const Id16& ballot,
                                        const Hash32& head, const Id16& serial) {
    auto row = displaced.find(view, ballot, serial);
    if (!row || !row->by_proxy()) return row;
    // A mandate that is younger than the vote is another one.
    const auto mandate = live_mandate(view, ballot, head);
    if (!mandate || mandate->time_ms() > row->time_ms()) row.reset();
    return row;
}

// The paper was settled when the last of its readings was shown.
std::int64_t settled_ms(const Paper& paper) {
    std::int64_t last = 0;
    for (const auto& reading : paper.round.readings()) last = std::max(last, reading.shown_ms());
    return last;
}

// The other papers of the line that are settled, the first of them first.
std::vector<Paper> settled_beside(const state::StateView& view, const Id16& ballot,
                                  const Hash32& head, const Id16& serial) {
    std::vector<Paper> settled;
    papers_of.scan(
        view,
        [&](const auto&, const v1::PaperOf& live) {
            const Id16 other = id_of(live.serial());
            Paper paper{ballot, other, papers.find(view, ballot, other).value(), {}};
            if (other == serial || paper.row.state() != v1::SETTLED) return true;
            paper.round = paper_rounds.find(view, ballot, other, paper.row.round()).value();
            settled.push_back(std::move(paper));
            return true;
        },
        ballot, head);
    std::ranges::stable_sort(settled, {}, settled_ms);
    return settled;
}

// As it was settled, if whoever signed it still may vote: a proxy by the mandate of then.
void come_in_again(machine::Context& context, const v1::Poll& poll, const Paper& paper) {
    const auto alike = read_alike(paper.round, poll.closes_ms());
    CHECK(!alike.empty());  // it was settled in this round
    const auto& one = paper.round.readings(alike.front());
    const auto other = std::ranges::find_if(alike, [&](int place) {
        return are_independent(paper.round, alike.front(), place) &&
               are_alike(one.entry(), paper.round.readings(place).entry(), poll.closes_ms());
    });
    CHECK(other != alike.end());  // what is alike is so in pairs
    const auto signer = signer_of(context.view(), paper, one.entry());
    if (!signer.may_vote) return;
    if (signer.mandate && signer.mandate->time_ms() > settled_ms(paper)) return;
    const auto row = row_of(context, paper, {one, paper.round.readings(*other)}, signer);
    comes_in(context, poll, paper.ballot, hash_of(paper.row.line().head()), row);
}

// What the city's list has of the line and was kept aside.
void list_comes_in(machine::Context& context, const Found& found,
                   const registry::v1::RollLine& line) {
    const Hash32 head = hash_of(line.head());
    const auto aside = city_doubles.find(context.view(), found.id, head);
    // What was kept aside for a sale stays aside as long as the line is with who bought it.
    if (!aside || aside->sold() || went_over(context.view(), found.id, line)) return;
    auto row = row_for(context, line, v1::CITY_LIST);
    *row.mutable_choices() = aside->choices();
    const auto chunk = city_chunks.find(context.view(), found.id, aside->number());
    CHECK(chunk.has_value());  // the line stands in it
    *row.mutable_entered_by() = chunk->entered_by();
    if (comes_in(context, found.poll, found.id, head, row))
        city_doubles.erase(context.state(), found.id, head);
}

}  // namespace

// What nobody signed who may vote says nothing of its voter: whoever found the sheet may have
// dropped it into the box. It is on record, and neither a vote nor in the way of one: the line may
// get another sheet at once.
void settle(machine::Context& context, const v1::Poll& poll, Paper& paper, const Alike& alike) {
    const auto& entry = alike.one.entry();
    const auto signer = signer_of(context.view(), paper, entry);
    if (entry.received_ms() >= poll.closes_ms()) {
        end_as(context, paper, v1::LATE, v1::PaperLate{});
    } else if (!signer.may_vote) {
        free_place(context, paper.ballot, paper.serial, paper.row);
        end_as(context, paper, v1::UNSIGNED, v1::PaperUnsigned{});
    } else {
        comes_in(context, poll, paper.ballot, hash_of(paper.row.line().head()),
                 row_of(context, paper, alike, signer));
        end_as(context, paper, v1::SETTLED, v1::PaperSettled{});
    }
}

void list_comes_back(machine::Context& context, const Found& found,
                     const registry::v1::RollLine& line) {
    const Hash32 head = hash_of(line.head());
    auto aside = city_doubles.find(context.view(), found.id, head);
    if (!aside || !aside->sold() || went_over(context.view(), found.id, line)) return;
    aside->set_sold(false);
    if (const auto counted = casts.find(context.view(), found.id, head); counted)
        aside->set_because(counted->channel());
    city_doubles.put(context.state(), found.id, head, *aside);
    list_comes_in(context, found, line);
}

void strike(machine::Context& context, const Found& found, const registry::v1::RollLine& line,
            const Id16& serial) {
    const Id16& ballot = found.id;
    const Hash32 head = hash_of(line.head());
    auto counted = casts.find(context.view(), ballot, head);
    if (!counted || counted->struck() || counted->paper() != serial.view()) return;
    // The row is marked first, so that nothing below takes it for a vote that counts.
    counted->set_struck(true);
    counted->set_transaction(context.id().bytes());
    // What the paper had displaced comes back before all else: it was there first.
    const auto under = displaced_by(context.view(), ballot, head, serial);
    casts.put(context.state(), ballot, head, under.value_or(*counted));
    for (const auto& paper : settled_beside(context.view(), ballot, head, serial))
        come_in_again(context, found.poll, paper);
    list_comes_in(context, found, line);
}

}  // namespace linlian::ballot
