// The second half of entering papers: a clerk's readings are shown once one of another kind of
// office has sealed too.
#include "client/paper/paper_acts.h"
#include "client/paper/paper_work.h"
#include "client/read/proven_rows.h"
#include "modules/ballot/papers_state.h"

#include <algorithm>
#include <map>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

constexpr std::size_t shown_an_act = 100;

void count_events(const std::vector<Receipt>& receipts, ShowResult& result) {
    for (const auto& receipt : receipts) {
        for (const auto& event : receipt.effects().events()) {
            const auto is = [&](const auto* type) { return event.type() == type->full_name(); };
            result.settled += is(bal::PaperSettled::descriptor()) ? 1 : 0;
            result.differing += is(bal::PaperDiffers::descriptor()) ? 1 : 0;
            result.late += is(bal::PaperLate::descriptor()) ? 1 : 0;
            result.unsigned_ones += is(bal::PaperUnsigned::descriptor()) ? 1 : 0;
        }
    }
}

// The place of this member's seal in the round that is not shown yet; -1: there is none.
int own_seal(const bal::PaperRound& round, const Bytes& member) {
    for (int place = round.readings_size() - 1; place >= 0; --place) {
        const auto& reading = round.readings(place);
        if (reading.member() == member) return reading.shown_ms() == 0 ? place : -1;
    }
    return -1;
}

// Whether somebody independent has sealed too, as the node says.
bool may_be_shown(const bal::PaperRound& round, int place) {
    if (!round.readings(place).independent_of().empty()) return true;
    for (const auto& reading : round.readings())
        if (std::ranges::count(reading.independent_of(), static_cast<std::uint32_t>(place)) > 0)
            return true;
    return false;
}

// The same with a proof: whoever runs the node would else be shown what was read before anybody
// else is bound to a reading of their own. A seal that the ledger does not have proves nothing.
Result<bool> is_sealed_by_others(const Show& show, const SealedReading& reading) {
    const auto row =
        find_proven(show.door, ballot::papers, &show.clerk, show.ballot.id, reading.serial);
    if (!row) {
        if (is_not_for_reader(row.error())) return false;
        return tl::unexpected(row.error());
    }
    if (!*row || (*row)->round() != reading.round) return false;
    const auto state = (*row)->state();
    return state == bal::SEALED_TWICE || state == bal::SHOWN_ONCE || state == bal::DIFFERS;
}

bool is_settled(bal::PaperState state) {
    return state == bal::SETTLED || state == bal::VOIDED || state == bal::LATE ||
           state == bal::UNSIGNED || state == bal::ISSUED;
}

// The readings to show now; counts those that wait for another clerk.
Result<std::vector<const SealedReading*>> to_show(const Show& show,
                                                  std::span<const SealedReading> readings,
                                                  ShowResult& result) {
    const auto papers = TRY(fetch_papers(show.door, show.clerk, show.ballot));
    std::map<Hash32, const SealedReading*> by_seal;
    for (const auto& reading : readings)
        by_seal[seal_of(show.ballot, show.member, reading)] = &reading;
    std::vector<const SealedReading*> wanted;
    for (const auto& [serial, paper] : papers) {
        if (is_settled(paper.row().state()) || paper.rounds().empty()) continue;
        const auto& round = paper.rounds(0);
        const int own = own_seal(round, show.member);
        Hash32 seal;
        if (own < 0 || !Hash32::parse(round.readings(own).seal(), seal)) continue;
        const auto found = by_seal.find(seal);
        if (found == by_seal.end()) continue;
        const auto is_shown =
            TRY(may_be_shown(round, own) ? is_sealed_by_others(show, *found->second)
                                         : Result<bool>{false});
        if (is_shown)
            wanted.push_back(found->second);
        else
            ++result.waiting;
    }
    return wanted;
}

}  // namespace

Result<ShowResult> show_entries(const Show& show, std::span<const SealedReading> readings) {
    ShowResult result;
    const auto wanted = TRY(to_show(show, readings, result));
    if (wanted.empty()) return result;
    ActFiller<bal::ShowPapers> acts{show.ballot, shown_an_act};
    for (const auto* reading : wanted) {
        bal::ShownEntry shown;
        shown.set_serial(reading->serial.bytes());
        shown.set_salt(reading->salt.bytes());
        *shown.mutable_entry() = reading->entry;
        *acts.next(shown.ByteSizeLong()).add_entries() = std::move(shown);
    }
    const auto receipts = TRY(perform_all(show.door, show.clerk, acts.acts(), show.progress));
    result.shown = wanted.size();
    count_events(receipts, result);
    return result;
}

}  // namespace linlian::client
