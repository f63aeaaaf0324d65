// What the acts on papers and the city's list share: finding a paper, whether a vote that comes in
// may count beside the one that does, and how a paper ends. Called by papers.cpp, entering.cpp,
// showing.cpp, city_list.cpp and by casting; it never decides what a paper says.
#pragma once

#include "modules/ballot/call/shown.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/stage.h"

#include <set>

namespace linlian::ballot {

// "number": which of the entries of an act is refused, from 1.
Figure number_figure(int index);

// Refusal: PAPER_UNKNOWN with the number.
Result<v1::PaperRow> find_paper(const state::StateView& view, const Id16& ballot,
                                const Id16& serial, int index);

// That the paper by whose serial a clerk's table names the voter (empty: it does not) was issued to
// this line: whoever looks serials up for the clerk may not swap them. Refusals: PAPER_UNKNOWN,
// SERIAL_OF_OTHER.
Result<> check_named_by(const state::StateView& view, const Id16& ballot, BytesView serial,
                        const registry::v1::RollLine& line, int index);

// Adds to those behind what a row keeps of a line, ascending, each once. Refusal, where new ones
// are more than it keeps: PEOPLE_TOO_MANY with the number.
Result<> add_people(const std::set<Id16>& more, google::protobuf::RepeatedPtrField<Bytes>& people,
                    int index);

// PAPER_STATE_WRONG with the number and the state.
Refusal wrong_paper_state(const v1::PaperRow& row, int index);

// Whether the author holds the role of a clerk in the office. Refusal: CLERK_NEEDED.
Result<> check_clerk(const machine::Context& context, const Id16& office);

// The open ballot, or the closed one that is not counted yet, where it takes votes by this channel
// and is what the act was shown. Refusals: BALLOT_UNKNOWN, SHOWN_DIFFERS, STAGE_WRONG,
// CHANNEL_CLOSED.
Result<> check_entry(const machine::Context& context, const v1::Poll& poll, v1::Channel channel);
template <class Act>
Result<Found> find_for_entry(const machine::Context& context, const Act& act, v1::Channel channel) {
    auto found = TRY(find_ballot(context.view(), act.ballot()));
    TRY(check_shown(found.poll, act));
    TRY(check_entry(context, found.poll, channel));
    return found;
}

// How the vote came that keeps the coming one, of paper or list, from counting: whatever was ruled
// on; else the voter's own comes before their proxy's, and of the same will what counts, but that
// paper displaces a vote by phone where that was said before. Nothing: it counts.
std::optional<v1::Channel> counts_first(const v1::Poll& poll,
                                        const std::optional<v1::CastRow>& counted,
                                        const v1::CastRow& coming);

// Writes what counts for the head from now on. The vote that a paper displaces is kept, of another
// paper what that one had: it counts again where the paper is struck (settling.h).
void put_in_place(machine::Context& context, const Id16& ballot, const Hash32& head,
                  const std::optional<v1::CastRow>& counted, const v1::CastRow& row);

// The papers of a line that were not voided: what nobody signed too, whose place is free.
std::vector<Id16> live_papers(const state::StateView& view, const Id16& ballot, const Hash32& head);

// Where it is the live one of its line and kind of office, it no longer is: there may be another.
void free_place(machine::Context& context, const Id16& ballot, const Id16& serial,
                const v1::PaperRow& row);

// Ends a paper for good; its line may get another.
void end_paper(machine::Context& context, const Id16& ballot, const Id16& serial, v1::PaperRow& row,
               const std::string& reason);

}  // namespace linlian::ballot
