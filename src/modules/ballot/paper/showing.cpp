// The second half of entering papers: each clerk opens their seal once an independent one has
// sealed too. As soon as what two of them showed is alike the paper is settled: it counts where no
// other vote of its voter comes first, which its clerks are not told.
#include "codec/refusal.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/rules.h"
#include "modules/ballot/paper/settling.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// Paper may hold spoilt items. Received is what the clerk wrote down, and never later than now. Who
// helped the voter or signed for them does not read the paper too.
Result<> check_read(const machine::Context& context, const v1::Poll& poll,
                    const v1::PaperEntry& entry, int index) {
    TRY(check_choices(entry.choices(), poll.asks(), true));
    if (entry.received_ms() <= 0 || entry.received_ms() > context.now().ms)
        return refuse(v1::RECEIPT_TIME_WRONG, {number_figure(index)});
    const auto author = context.author().member.view();
    if (entry.helper() == author || entry.proxy() == author)
        return refuse(v1::HELPER_CANNOT_ENTER, {number_figure(index)});
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

// Nothing is settled yet; the paper stays open for more readings.
void stay_open(machine::Context& context, Paper& paper, bool differs) {
    // Once readings differed the paper stays marked so until it is settled.
    if (differs || paper.row.state() != v1::DIFFERS)
        paper.row.set_state(differs ? v1::DIFFERS : v1::SHOWN_ONCE);
    papers.put(context.state(), paper.ballot, paper.serial, paper.row);
    if (!differs) return;
    v1::PaperDiffers event;
    event.set_ballot(paper.ballot.bytes());
    event.set_head(paper.row.line().head());
    event.set_serial(paper.serial.bytes());
    event.set_round(paper.row.round());
    context.emit(event);
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

// Role and interest are asked anew: whoever sealed may have left the office since, or bought the
// flat. The seal is held against the entry before the entry is judged: what does not open it is not
// what this clerk read.
Result<> show_one(machine::Context& context, const Found& found, const v1::ShownEntry& shown,
                  int index) {
    const Id16& ballot = found.id;
    Paper paper{ballot, id_of(shown.serial()), {}, {}};
    auto row = TRY(find_paper(context.view(), ballot, paper.serial, index));
    paper.row = std::move(row);
    if (!takes_readings(paper.row.state()))
        return tl::unexpected(wrong_paper_state(paper.row, index));
    paper.round = paper_rounds.find(context.view(), ballot, paper.serial, paper.row.round())
                      .value_or(v1::PaperRound{});
    const auto own = TRY(own_reading(context, paper.round, index));
    auto& reading = *paper.round.mutable_readings(own);
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
    compare(context, found.poll, paper, own);
    return {};
}

}  // namespace

Result<> show_papers(machine::Context& context, const v1::ShowPapers& act) {
    const auto found = TRY(find_for_entry(context, act, v1::PAPER));
    for (int i = 0; i < act.entries_size(); ++i) TRY(show_one(context, found, act.entries(i), i));
    return {};
}

}  // namespace linlian::ballot
