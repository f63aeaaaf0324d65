// The list that a city's own system signed, entered in chunks where the terms said so. A line whose
// voter has a vote that counts, or that went over to who bought it, is kept aside, on record:
// nothing is overwritten.
#include "codec/refusal.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// The number of the next chunk: they come one after the other.
std::uint64_t next_chunk(const state::StateView& view, const Id16& ballot) {
    std::uint64_t next = 0;
    city_chunks.scan(
        view, [&next](const auto&, const v1::CityChunk&) { return ++next > 0; }, ballot);
    return next;
}

// What the author of the list sent of one voter, and where it stands.
struct Listed {
    const v1::EnterCityList& act;
    std::uint64_t place;

    const v1::CityLine& line() const { return act.lines(static_cast<int>(place)); }
};

// Nothing says so to whoever enters it: they would read in it who voted by another way.
void keep_aside(machine::Context& context, const Listed& listed, v1::CityDouble row) {
    const Id16 ballot = id_of(listed.act.ballot());
    const auto& head = listed.line().voter().line().head();
    if (city_doubles.has(context.view(), ballot, hash_of(head))) return;
    row.set_head(head);
    *row.mutable_choices() = listed.line().choices();
    row.set_number(listed.act.number());
    row.set_place(static_cast<std::uint32_t>(listed.place));
    city_doubles.put(context.state(), ballot, hash_of(head), row);
}

// Checks come first and are the same for every line; only then it is decided whether the line
// counts or is kept aside, and neither is refused, so that whoever enters the list learns nothing
// of other votes.
Result<> enter_line(machine::Context& context, const Found& found, const Workers& workers,
                    const Listed& listed) {
    const auto& poll = found.poll;
    const auto& line = listed.line();
    const int index = static_cast<int>(listed.place);
    TRY(check_choices(line.choices(), poll.asks(), true));
    TRY(check_on_roll(poll, line.voter()));
    const auto& voter = line.voter().line();
    const Id16& ballot = found.id;
    TRY(check_named_by(context.view(), ballot, line.serial(), voter, index));
    TRY(workers.check_without(index, ballot, voter));
    const auto counted = casts.find(context.view(), ballot, hash_of(voter.head()));
    auto row = row_for(context, voter, v1::CITY_LIST);
    v1::CityDouble aside;
    // A line that went over is kept aside even where nothing counts: the list does not say whether
    // old or new owners voted.
    aside.set_sold(went_over(context.view(), ballot, voter));
    const auto because = counts_first(poll, counted, row);
    if (because && !aside.sold()) aside.set_because(*because);
    if (because || aside.sold()) {
        keep_aside(context, listed, std::move(aside));
        return {};
    }
    *row.mutable_choices() = line.choices();
    for (const auto& member : members_behind(context)) row.add_entered_by(member.bytes());
    put_in_place(context, ballot, hash_of(voter.head()), counted, row);
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
    const auto found = TRY(find_for_entry(context, act, v1::CITY_LIST));
    const auto workers = TRY(Workers::of(context, act, found.call, 2));
    const auto next = next_chunk(context.view(), found.id);
    if (act.number() != next) return refuse(v1::CHUNK_WRONG, {{"needed", std::to_string(next)}});
    for (int i = 0; i < act.lines_size(); ++i)
        TRY(enter_line(context, found, workers, {act, static_cast<std::uint64_t>(i)}));
    finish(context, act);
    return {};
}

}  // namespace linlian::ballot
