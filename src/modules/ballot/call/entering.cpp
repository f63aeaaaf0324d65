// The first half of entering papers: clerks of different kinds of office each seal what they read,
// so that nobody can copy from another. Whoever seals takes nobody's place.
#include "codec/refusal.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/registry/registry.h"

#include <map>

namespace linlian::ballot {
namespace {

struct Clerk {
    const Id16& member;
    const Bytes& office;
    std::string kind;  // of the office
};

// One act: who seals, and of which other clerks they are independent, asked once for each.
struct Sealing {
    machine::Context& context;
    const v1::EnterPapers& act;
    Id16 ballot;
    Clerk clerk;
    std::map<std::pair<Bytes, Bytes>, bool> independent_of = {};  // by member and office
};

bool is_independent(Sealing& sealing, const v1::Reading& other) {
    const auto [known, is_new] =
        sealing.independent_of.emplace(std::pair{other.member(), other.office()}, false);
    if (is_new)
        known->second = spans_kinds(sealing.context, sealing.act,
                                    {{id_of(other.member()), id_of(other.office())},
                                     {sealing.clerk.member, id_of(sealing.clerk.office)}},
                                    2);
    return known->second;
}

Result<> check_state(const v1::PaperRow& row, std::uint32_t round, int index) {
    if (!takes_readings(row.state())) return tl::unexpected(wrong_paper_state(row, index));
    if (row.round() == round) return {};
    return refuse(v1::ROUND_WRONG, {number_figure(index), {"round", std::to_string(row.round())}});
}

// Where in the round the clerk's reading stands: in place of their own seal until somebody
// independent has sealed, else behind all others: whoever runs a node sees what is shown before it
// is in a block. Whoever has shown theirs adds another only where it differs.
Result<int> place_for(const v1::PaperRow& row, const v1::PaperRound& round, const Clerk& clerk,
                      int index) {
    if (const auto own = newest_of(round, clerk.member.view())) {
        const auto& before = round.readings(*own);
        if (before.office() != clerk.office)
            return refuse(v1::OTHER_CLERK_NEEDED, {number_figure(index)});
        if (!before.has_entry() && !is_read_by_two_kinds(round)) return *own;
        if (!before.has_entry()) return refuse(v1::SEAL_WAITS, {number_figure(index)});
        if (row.state() != v1::DIFFERS) return tl::unexpected(wrong_paper_state(row, index));
    }
    if (!has_room(round, clerk.member.view(), clerk.kind))
        return refuse(v1::READ_TOO_OFTEN, {number_figure(index),
                                           {"clerk", std::to_string(max_readings_of_clerk)},
                                           {"kind", std::to_string(max_readings_of_kind)}});
    return round.readings_size();
}

void add_reading(Sealing& sealing, v1::PaperRound& round) {
    v1::Reading reading;
    reading.set_member(sealing.clerk.member.bytes());
    reading.set_office(sealing.clerk.office);
    reading.set_office_kind(sealing.clerk.kind);
    for (int place = 0; place < round.readings_size(); ++place)
        if (is_independent(sealing, round.readings(place)))
            reading.add_independent_of(static_cast<std::uint32_t>(place));
    *round.add_readings() = std::move(reading);
}

Result<> seal_one(Sealing& sealing, int index) {
    auto& context = sealing.context;
    const auto& sealed = sealing.act.entries(index);
    const Id16 serial = id_of(sealed.serial());
    auto row = TRY(find_paper(context.view(), sealing.ballot, serial, index));
    TRY(check_state(row, sealed.round(), index));
    if (has_interest(context.view(), sealing.ballot, row.line(), sealing.clerk.member))
        return refuse(v1::CLERK_INTERESTED, {number_figure(index)});
    auto round = paper_rounds.find(context.view(), sealing.ballot, serial, row.round())
                     .value_or(v1::PaperRound{});
    const auto place = TRY(place_for(row, round, sealing.clerk, index));
    if (place == round.readings_size()) add_reading(sealing, round);
    auto& reading = *round.mutable_readings(place);
    reading.set_seal(sealed.seal());
    reading.set_sealed_ms(context.now().ms);
    paper_rounds.put(context.state(), sealing.ballot, serial, row.round(), round);
    if (is_any_shown(round)) return {};
    row.set_state(is_read_by_two_kinds(round) ? v1::SEALED_TWICE : v1::SEALED_ONCE);
    papers.put(context.state(), sealing.ballot, serial, row);
    return {};
}

}  // namespace

Result<> enter_papers(machine::Context& context, const v1::EnterPapers& act) {
    const auto found = TRY(find_for_entry(context, act, v1::PAPER));
    const Id16 office = id_of(act.as_office());
    TRY(check_clerk(context, office));
    TRY(check_neutral(context, found.call, office));
    const auto kind = registry::office_kind(context.view(), office);
    Sealing sealing{
        context, act, found.id, {context.author().member, act.as_office(), kind.value()}};
    for (int i = 0; i < act.entries_size(); ++i) TRY(seal_one(sealing, i));
    v1::PapersSealed event;
    event.set_ballot(act.ballot());
    event.set_office(act.as_office());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
