// The list that a city's own system signed, entered in chunks where the terms said so. A line whose
// voter has a vote that counts is kept aside, on record: nothing is overwritten in silence.
#include "codec/refusal.h"
#include "modules/ballot/casting.h"
#include "modules/ballot/neutral.h"
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

Result<> enter_line(machine::Context& context, const v1::EnterCityList& act, const Found& found,
                    const Workers& workers, std::uint64_t place) {
    const auto& poll = found.poll;
    const auto& line = act.lines(static_cast<int>(place));
    TRY(check_choices(line.choices(), poll.asks(), true));
    TRY(check_on_roll(poll, line.voter()));
    const auto& voter = line.voter().line();
    const Id16& ballot = found.id;
    TRY(check_named_by(context.view(), ballot, line.serial(), voter, static_cast<int>(place)));
    TRY(workers.check_without(static_cast<int>(place), ballot, voter));
    const auto counted = casts.find(context.view(), ballot, hash_of(voter.head()));
    auto row = row_for(context, voter, v1::CITY_LIST);
    if (const auto because = counts_first(poll, counted, row)) {
        keep_aside(context, act, line, place, *because);
        return {};
    }
    *row.mutable_choices() = line.choices();
    for (const auto& member : members_behind(context)) row.add_entered_by(member.bytes());
    put_in_place(context, ballot, hash_of(voter.head()), counted, row);
    v1::CityVoteCounted event;
    event.set_ballot(act.ballot());
    event.set_head(voter.head());
    context.emit(event);
    return {};
}

// How many of them count would tell who voted by another way: that waits for the result.
void finish(machine::Context& context, const v1::EnterCityList& act) {
    const auto lines = static_cast<std::uint32_t>(act.lines_size());
    v1::CityChunk row;
    row.set_list_hash(act.list_hash());
    row.set_lines(lines);
    row.set_time_ms(context.now().ms);
    row.set_transaction(context.id().bytes());
    for (const auto& member : members_behind(context)) row.add_entered_by(member.bytes());
    city_chunks.put(context.state(), id_of(act.ballot()), act.number(), row);
    v1::CityListEntered event;
    event.set_ballot(act.ballot());
    event.set_number(act.number());
    event.set_list_hash(act.list_hash());
    event.set_lines(lines);
    context.emit(event);
}

}  // namespace

Result<> enter_city_list(machine::Context& context, const v1::EnterCityList& act) {
    const auto found = find_for_entry(context, act, v1::CITY_LIST);
    if (!found) return tl::unexpected(found.error());
    const auto workers = Workers::of(context, act, found->call, 2);
    if (!workers) return tl::unexpected(workers.error());
    const auto next = next_chunk(context.view(), found->id);
    if (act.number() != next) return refuse(v1::CHUNK_WRONG, {{"needed", std::to_string(next)}});
    for (int i = 0; i < act.lines_size(); ++i)
        TRY(enter_line(context, act, *found, *workers, static_cast<std::uint64_t>(i)));
    finish(context, act);
    return {};
}

}  // namespace linlian::ballot
