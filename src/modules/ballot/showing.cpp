// The second half of entering papers: each clerk opens their seal once an independent one has
// sealed too. As soon as what two of them showed is alike the paper is settled: it counts where no
// other vote of its voter comes first, which its clerks are not told.
#include "codec/refusal.h"
#include "modules/ballot/casting.h"
#include "modules/ballot/interest.h"
#include "modules/ballot/mandates.h"
#include "modules/ballot/neutral.h"
#include "modules/ballot/papers_acts.h"
#include "modules/ballot/papers_book.h"
#include "modules/ballot/papers_readings.h"
#include "modules/ballot/papers_rules.h"
#include "modules/ballot/papers_state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/speaker.h"
#include "modules/ballot/state.h"
#include "modules/ballot/successors.h"

#include <algorithm>

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

Result<> check_read(const machine::Context& context, const v1::Poll& poll,
                    const v1::PaperEntry& entry, int index) {
    TRY(check_choices(entry.choices(), poll.asks(), true));
    if (entry.received_ms() <= 0 || entry.received_ms() > context.now().ms)
        return refuse(v1::RECEIPT_TIME_WRONG, {number_figure(index)});
    const auto author = context.author().member.view();
    if (entry.helper() == author || entry.proxy() == author)
        return refuse(v1::HELPER_ENTERS, {number_figure(index)});
    return {};
}

// The place of the author's own reading that is not shown yet. Refusals: SEAL_NOT_YOURS,
// OTHER_OFFICE_NEEDED where nobody independent has sealed.
Result<int> own_reading(const machine::Context& context, const v1::PaperRound& round, int index) {
    const auto own = newest_of(round, context.author().member.view());
    if (!own || round.readings(*own).has_entry())
        return refuse(v1::SEAL_NOT_YOURS, {number_figure(index)});
    if (!may_be_shown(round, *own)) return refuse(v1::OTHER_OFFICE_NEEDED, {number_figure(index)});
    return *own;
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

// The two readings that are alike.
struct Alike {
    const v1::Reading& one;
    const v1::Reading& other;
};

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

void count(machine::Context& context, const v1::Poll& poll, Paper& paper, const Alike& alike,
           const Signer& signer) {
    const Hash32 head = hash_of(paper.row.line().head());
    const auto counted = casts.find(context.view(), paper.ballot, head);
    const auto row = row_of(context, paper, alike, signer);
    if (!counts_first(poll, counted, row)) put_in_place(context, paper.ballot, head, counted, row);
    paper.row.set_state(v1::SETTLED);
    put_row(context, paper);
    tell(context, paper, v1::PaperSettled{});
}

// What nobody signed who may vote says nothing of its voter: whoever found the sheet may have
// dropped it into the box. It is on record, and neither a vote nor in the way of one: the line may
// get another sheet at once.
void settle(machine::Context& context, const v1::Poll& poll, Paper& paper, const Alike& alike) {
    const auto& entry = alike.one.entry();
    const auto signer = signer_of(context.view(), paper, entry);
    if (entry.received_ms() >= poll.closes_ms()) {
        paper.row.set_state(v1::LATE);
        put_row(context, paper);
        tell(context, paper, v1::PaperLate{});
    } else if (!signer.may_vote) {
        free_place(context, paper.ballot, paper.serial, paper.row);
        paper.row.set_state(v1::UNSIGNED);
        put_row(context, paper);
        tell(context, paper, v1::PaperUnsigned{});
    } else {
        count(context, poll, paper, alike, signer);
    }
}

// Nothing is settled yet; the paper stays open for more readings.
void stay_open(machine::Context& context, Paper& paper, bool differs) {
    if (differs || paper.row.state() != v1::DIFFERS)
        paper.row.set_state(differs ? v1::DIFFERS : v1::SHOWN_ONCE);
    put_row(context, paper);
    if (!differs) return;
    v1::PaperDiffers event;
    event.set_round(paper.row.round());
    tell(context, paper, event);
}

// What was just shown against the newest of every independent clerk; what others showed before was
// held against each other then.
void compare(machine::Context& context, const v1::Poll& poll, Paper& paper, int fresh) {
    bool differs = false;
    const auto& readings = paper.round.readings();
    for (const int other : newest_shown(paper.round)) {
        if (!are_independent(paper.round, fresh, other)) continue;
        const auto [first, second] = std::minmax(fresh, other);
        const Alike pair{readings[first], readings[second]};
        if (are_alike(pair.one.entry(), pair.other.entry(), poll.closes_ms())) {
            settle(context, poll, paper, pair);
            return;
        }
        differs = true;
    }
    stay_open(context, paper, differs);
}

Result<> show_one(machine::Context& context, const Found& found, const v1::ShownEntry& shown,
                  int index) {
    const Id16& ballot = found.id;
    Paper paper{ballot, id_of(shown.serial()), {}, {}};
    auto row = find_paper(context.view(), ballot, paper.serial, index);
    if (!row) return tl::unexpected(row.error());
    paper.row = std::move(*row);
    if (!takes_readings(paper.row.state()))
        return tl::unexpected(wrong_paper_state(paper.row, index));
    paper.round = paper_rounds.find(context.view(), ballot, paper.serial, paper.row.round())
                      .value_or(v1::PaperRound{});
    const auto own = own_reading(context, paper.round, index);
    if (!own) return tl::unexpected(own.error());
    auto& reading = *paper.round.mutable_readings(*own);
    TRY(check_clerk(context, id_of(reading.office())));
    TRY(check_neutral(context, found.call, id_of(reading.office())));
    if (has_interest(context.view(), ballot, paper.row.line(), context.author().member))
        return refuse(v1::CLERK_INTERESTED, {number_figure(index)});
    const SealedBy by{ballot.view(), shown.serial(), paper.row.round(), reading.member()};
    if (paper_seal(by, shown.salt(), shown.entry()).view() != reading.seal())
        return refuse(v1::SEAL_BROKEN, {number_figure(index)});
    TRY(check_read(context, found.poll, shown.entry(), index));

    *reading.mutable_entry() = shown.entry();
    reading.set_shown_ms(context.now().ms);
    paper_rounds.put(context.state(), ballot, paper.serial, paper.row.round(), paper.round);
    compare(context, found.poll, paper, *own);
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
