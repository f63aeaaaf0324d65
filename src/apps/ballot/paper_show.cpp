// The second half of entering papers: a clerk's readings are shown once both clerks have sealed.
#include "apps/ballot/paper_acts.h"
#include "apps/ballot/paper_work.h"

namespace linlian::apps {
namespace {

namespace bal = ballot::v1;

constexpr std::size_t shown_an_act = 100;

void count_events(const std::vector<Receipt>& receipts, ShowResult& result) {
    for (const auto& receipt : receipts) {
        for (const auto& event : receipt.effects().events()) {
            const auto is = [&](const auto* type) { return event.type() == type->full_name(); };
            result.counted += is(bal::PaperCounted::descriptor()) ? 1 : 0;
            result.differing += is(bal::PaperDiffers::descriptor()) ? 1 : 0;
            result.set_aside += is(bal::PaperSetAside::descriptor()) ? 1 : 0;
            result.late += is(bal::PaperLate::descriptor()) ? 1 : 0;
        }
    }
}

// Whether this member's reading of the round is shown already, as the ledger has it.
Result<bool> is_shown(const Show& show, const SealedReading& reading) {
    bal::PaperQuery query;
    query.set_ballot(show.ballot.id.bytes());
    query.set_serial(reading.serial.bytes());
    bal::PaperReply paper;
    TRY(show.door.ask(show.clerk, query, paper));
    for (const auto& round : paper.rounds())
        for (const auto& one : round.readings())
            if (one.member() == show.member && one.seal() == seal_of(reading).view() &&
                one.shown_ms() != 0)
                return true;
    return false;
}

// The readings to show now; counts those that wait for the other clerk.
Result<std::vector<SealedReading*>> to_show(const Show& show, std::vector<SealedReading>& readings,
                                            ShowResult& result) {
    const auto papers = fetch_papers(show.door, show.clerk, show.ballot);
    if (!papers) return tl::unexpected(papers.error());
    std::vector<SealedReading*> wanted;
    for (auto& reading : readings) {
        const auto found = papers->find(reading.serial.bytes());
        if (found == papers->end() || found->second.row().round() != reading.round) continue;
        const auto state = found->second.row().state();
        if (state == bal::SEALED_ONCE) ++result.waiting;
        if (state != bal::SEALED_TWICE && state != bal::SHOWN_ONCE) continue;
        if (state == bal::SHOWN_ONCE && reading.is_show_begun) {
            const auto shown = is_shown(show, reading);
            if (!shown) return tl::unexpected(shown.error());
            if (*shown) continue;
        }
        wanted.push_back(&reading);
    }
    return wanted;
}

}  // namespace

Result<ShowResult> show_entries(const Show& show, std::vector<SealedReading>& readings) {
    ShowResult result;
    const auto wanted = to_show(show, readings, result);
    if (!wanted) return tl::unexpected(wanted.error());
    if (wanted->empty()) return result;
    ActFiller<bal::ShowPapers> acts{show.ballot, shown_an_act};
    for (auto* reading : *wanted) {
        reading->is_show_begun = true;
        bal::ShownEntry shown;
        shown.set_serial(reading->serial.bytes());
        shown.set_salt(reading->salt.bytes());
        *shown.mutable_entry() = reading->entry;
        *acts.next(shown.ByteSizeLong()).add_entries() = std::move(shown);
    }
    TRY(show.keep());
    const auto receipts = perform_all(show.door, show.clerk, acts.acts(), show.progress);
    if (!receipts) return tl::unexpected(receipts.error());
    result.shown = wanted->size();
    count_events(*receipts, result);
    return result;
}

}  // namespace linlian::apps
