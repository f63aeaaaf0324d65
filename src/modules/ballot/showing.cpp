// The second half of entering papers: each clerk opens their seal once both are there. Whoever
// opens second makes the paper count, or differ, or be set aside.
#include "codec/refusal.h"
#include "modules/ballot/casting.h"
#include "modules/ballot/interest.h"
#include "modules/ballot/mandates.h"
#include "modules/ballot/neutral.h"
#include "modules/ballot/papers_acts.h"
#include "modules/ballot/papers_book.h"
#include "modules/ballot/papers_rules.h"
#include "modules/ballot/papers_state.h"
#include "modules/ballot/state.h"

namespace linlian::ballot {
namespace {

struct Paper {
    Id16 ballot;
    Id16 serial;
    v1::PaperRow row;
    v1::PaperRound round;
};

template <class Event>
void tell(machine::Context& context, const Paper& paper, Event event) {
    event.set_ballot(paper.ballot.bytes());
    event.set_head(paper.row.line().head());
    event.set_serial(paper.serial.bytes());
    context.emit(event);
}

void put_row(machine::Context& context, const Paper& paper) {
    papers.put(context.state(), paper.ballot, paper.serial, paper.row);
}

bool is_clerk(const v1::PaperRound& round, const Bytes& member) {
    for (const auto& reading : round.readings())
        if (reading.member() == member) return true;
    return false;
}

Result<> check_read(const machine::Context& context, const v1::Poll& poll, const Paper& paper,
                    const v1::PaperEntry& entry, int index) {
    TRY(check_choices(entry.choices(), poll.asks(), true));
    if (entry.received_ms() <= 0 || entry.received_ms() > context.now().ms)
        return refuse(v1::RECEIPT_TIME_WRONG, {number_figure(index)});
    if (is_clerk(paper.round, entry.helper()) || is_clerk(paper.round, entry.proxy()))
        return refuse(v1::HELPER_ENTERS, {number_figure(index)});
    return {};
}

// The author's own reading that is not shown yet; null when there is none.
v1::Reading* own_reading(const machine::Context& context, v1::PaperRound& round) {
    for (auto& reading : *round.mutable_readings())
        if (reading.member() == context.author().member.view() && !reading.has_entry())
            return &reading;
    return nullptr;
}

// What counts of an entry: without a signature nothing, of a proxy what his mandate allows.
google::protobuf::RepeatedPtrField<v1::ItemChoice> valid_choices(const state::StateView& view,
                                                                 const Paper& paper,
                                                                 const v1::PaperEntry& entry) {
    auto choices = entry.choices();
    const auto mandate = entry.proxy().empty() ? std::nullopt
                                               : mandate_of(view, paper.ballot, paper.row.line(),
                                                            id_of(entry.proxy()));
    for (auto& choice : choices) {
        const bool by_whom = entry.is_signed() && (entry.proxy().empty() || mandate);
        const bool valid = by_whom && (!mandate || check_proxy_choice(mandate->terms(), choice));
        if (valid) continue;
        choice.mutable_open()->set_mark(v1::INVALID);
        choice.mutable_open()->clear_options();
    }
    return choices;
}

v1::CastRow row_of(const machine::Context& context, const Paper& paper) {
    const auto& entry = paper.round.readings(0).entry();
    auto row = row_for(context, paper.row.line(), v1::PAPER);
    *row.mutable_choices() = valid_choices(context.view(), paper, entry);
    row.add_clerk_offices(paper.round.readings(0).office());
    row.add_clerk_offices(paper.round.readings(1).office());
    if (row.clerk_offices(1) < row.clerk_offices(0))
        row.mutable_clerk_offices()->SwapElements(0, 1);
    for (const auto& reading : paper.round.readings()) row.add_entered_by(reading.member());
    if (row.entered_by(1) < row.entered_by(0)) row.mutable_entered_by()->SwapElements(0, 1);
    row.set_paper(paper.serial.bytes());
    row.set_by_proxy(!entry.proxy().empty());
    return row;
}

void count(machine::Context& context, const v1::Poll& poll, Paper& paper) {
    const Hash32 head = hash_of(paper.row.line().head());
    const auto counted = casts.find(context.view(), paper.ballot, head);
    const auto& entry = paper.round.readings(0).entry();
    const bool is_own = entry.is_signed() && entry.proxy().empty();
    if (const auto because = counts_first(poll, counted, {v1::PAPER, is_own})) {
        set_aside(context, paper.ballot, paper.serial, paper.row, *because);
        return;
    }
    casts.put(context.state(), paper.ballot, head, row_of(context, paper));
    paper.row.set_state(v1::COUNTED);
    put_row(context, paper);
    tell(context, paper, v1::PaperCounted{});
}

// The two entries of the round stay as they are; the paper is read anew.
void begin_anew(machine::Context& context, Paper& paper) {
    v1::PaperDiffers event;
    event.set_round(paper.row.round());
    paper.row.set_state(v1::DIFFERS);
    paper.row.set_round(paper.row.round() + 1);
    put_row(context, paper);
    tell(context, paper, event);
}

// Both are shown.
void settle(machine::Context& context, const v1::Poll& poll, Paper& paper) {
    const auto& one = paper.round.readings(0).entry();
    const auto& other = paper.round.readings(1).entry();
    const auto is_late = [&poll](const v1::PaperEntry& entry) {
        return entry.received_ms() >= poll.closes_ms();
    };
    if (is_late(one) != is_late(other) || differ(one, other)) {
        begin_anew(context, paper);
    } else if (is_late(one)) {
        paper.row.set_state(v1::LATE);
        put_row(context, paper);
        tell(context, paper, v1::PaperLate{});
    } else {
        count(context, poll, paper);
    }
}

Result<> show_one(machine::Context& context, const Found& found, const v1::ShownEntry& shown,
                  int index) {
    const Id16& ballot = found.id;
    Paper paper{ballot, id_of(shown.serial()), {}, {}};
    auto row = find_paper(context.view(), ballot, paper.serial, index);
    if (!row) return tl::unexpected(row.error());
    paper.row = std::move(*row);
    if (paper.row.state() != v1::SEALED_TWICE && paper.row.state() != v1::SHOWN_ONCE)
        return tl::unexpected(wrong_paper_state(paper.row, index));
    paper.round =
        paper_rounds.find(context.view(), ballot, paper.serial, paper.row.round()).value();
    auto* reading = own_reading(context, paper.round);
    if (reading == nullptr) return refuse(v1::SEAL_NOT_YOURS, {number_figure(index)});
    TRY(check_clerk(context, id_of(reading->office())));
    TRY(check_neutral(context, found.call, id_of(reading->office())));
    if (has_interest(context.view(), ballot, paper.row.line(), context.author().member))
        return refuse(v1::CLERK_INTERESTED, {number_figure(index)});
    if (paper_seal(shown.serial(), shown.salt(), shown.entry()).view() != reading->seal())
        return refuse(v1::SEAL_BROKEN, {number_figure(index)});
    TRY(check_read(context, found.poll, paper, shown.entry(), index));

    *reading->mutable_entry() = shown.entry();
    reading->set_shown_ms(context.now().ms);
    paper_rounds.put(context.state(), ballot, paper.serial, paper.row.round(), paper.round);
    if (paper.row.state() == v1::SHOWN_ONCE) {
        settle(context, found.poll, paper);
        return {};
    }
    paper.row.set_state(v1::SHOWN_ONCE);
    put_row(context, paper);
    return {};
}

}  // namespace

Result<> show_papers(machine::Context& context, const v1::ShowPapers& act) {
    const auto found = find_for_entry(context, act, v1::PAPER);
    if (!found) return tl::unexpected(found.error());
    for (int i = 0; i < act.entries_size(); ++i) TRY(show_one(context, *found, act.entries(i), i));
    return {};
}

}  // namespace linlian::ballot
