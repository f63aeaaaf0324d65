// The list that a city's own system signed, entered in chunks where the terms said so. A line whose
// voter has a vote that counts is kept aside, on record: nothing is overwritten in silence.
#include "codec/refusal.h"
#include "modules/ballot/casting.h"
#include "modules/ballot/interest.h"
#include "modules/ballot/papers_acts.h"
#include "modules/ballot/papers_book.h"
#include "modules/ballot/papers_state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

namespace linlian::ballot {
namespace {

// The number of the next chunk: they come one after the other.
std::uint64_t next_chunk(const state::StateView& view, const Id16& ballot) {
    std::uint64_t next = 0;
    city_chunks.scan(
        view, [&next](const auto&, const v1::CityChunk&) { return ++next > 0; }, ballot);
    return next;
}

void keep_aside(machine::Context& context, const v1::EnterCityList& act, const v1::CityLine& line,
                std::uint64_t place, v1::Channel because) {
    v1::CityDouble row;
    row.set_head(line.voter().line().head());
    *row.mutable_choices() = line.choices();
    row.set_because(because);
    city_doubles.put(context.state(), id_of(act.ballot()), act.number(), place, row);
    v1::CityVoteSetAside event;
    event.set_ballot(act.ballot());
    event.set_head(row.head());
    event.set_because(because);
    context.emit(event);
}

// True where it counts.
Result<bool> enter_line(machine::Context& context, const v1::EnterCityList& act, v1::Poll& poll,
                        const v1::CityLine& line, std::uint64_t place) {
    TRY(check_choices(line.choices(), poll.asks(), true));
    TRY(check_on_roll(poll, line.voter()));
    const auto& voter = line.voter().line();
    const Id16 ballot = id_of(act.ballot());
    TRY(check_disinterested(context, act, static_cast<int>(place), ballot, voter));
    const auto counted = casts.find(context.view(), ballot, hash_of(voter.head()));
    if (const auto because = counts_first(poll, counted, v1::CITY_LIST)) {
        keep_aside(context, act, line, place, *because);
        return false;
    }
    auto row = row_for(context, voter, v1::CITY_LIST);
    *row.mutable_choices() = line.choices();
    count_vote(context, ballot, poll, voter, counted, row);
    v1::CityVoteCounted event;
    event.set_ballot(act.ballot());
    event.set_head(voter.head());
    context.emit(event);
    return true;
}

void finish(machine::Context& context, const v1::EnterCityList& act, std::uint32_t counted) {
    const auto all = static_cast<std::uint32_t>(act.lines_size());
    v1::CityChunk row;
    row.set_list_hash(act.list_hash());
    row.set_counted(counted);
    row.set_set_aside(all - counted);
    row.set_time_ms(context.now().ms);
    row.set_transaction(context.id().bytes());
    city_chunks.put(context.state(), id_of(act.ballot()), act.number(), row);
    v1::CityListEntered event;
    event.set_ballot(act.ballot());
    event.set_number(act.number());
    event.set_list_hash(act.list_hash());
    event.set_counted(counted);
    event.set_set_aside(all - counted);
    context.emit(event);
}

}  // namespace

Result<> enter_city_list(machine::Context& context, const v1::EnterCityList& act) {
    auto poll = find_entry_poll(context, act.ballot(), v1::CITY_LIST);
    if (!poll) return tl::unexpected(poll.error());
    const auto next = next_chunk(context.view(), id_of(act.ballot()));
    if (act.number() != next) return refuse(v1::CHUNK_WRONG, {{"needed", std::to_string(next)}});
    std::uint32_t counted = 0;
    for (int i = 0; i < act.lines_size(); ++i) {
        const auto counts =
            enter_line(context, act, *poll, act.lines(i), static_cast<std::uint64_t>(i));
        if (!counts) return tl::unexpected(counts.error());
        counted += *counts ? 1 : 0;
    }
    finish(context, act, counted);
    return {};
}

}  // namespace linlian::ballot
