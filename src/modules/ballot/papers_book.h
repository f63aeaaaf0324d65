// What the acts on papers and the city's list share: finding a paper, whether a vote that comes in
// may count beside the one that does, and how a paper ends. Called by papers.cpp, entering.cpp,
// showing.cpp, city_list.cpp and by casting; it never decides what a paper says.
#pragma once

#include "modules/ballot/book.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/shown.h"

namespace linlian::ballot {

// "number": which of the entries of an act is refused, from 1.
Figure number_figure(int index);

// Refusal: PAPER_UNKNOWN with the number.
Result<v1::PaperRow> find_paper(const state::StateView& view, const Id16& ballot,
                                const Id16& serial, int index);

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
    auto found = find_ballot(context.view(), act.ballot());
    if (!found) return found;
    TRY(check_shown(found->poll, act));
    TRY(check_entry(context, found->poll, channel));
    return found;
}

// A vote that comes in.
struct Coming {
    v1::Channel channel;
    bool is_own = false;  // the voter signed it, not a proxy
};

// How the vote came that keeps this one from counting: whatever was ruled on, and whatever counts,
// but that paper displaces a vote by phone where that was said before, and the voter's own paper a
// vote of their proxy. Nothing: it counts.
std::optional<v1::Channel> counts_first(const v1::Poll& poll,
                                        const std::optional<v1::CastRow>& counted,
                                        const Coming& coming);

// Writes a paper as set aside, and says so.
void set_aside(machine::Context& context, const Id16& ballot, const Id16& serial, v1::PaperRow& row,
               v1::Channel because);

// A vote by phone takes the place of what `counted` says: the paper of it, if any, is set aside.
void paper_displaced(machine::Context& context, const Id16& ballot, const v1::CastRow& counted);

// The live papers of a line, one of a kind of office that issued it.
std::vector<Id16> live_papers(const state::StateView& view, const Id16& ballot, const Hash32& head);

// Ends a paper for good; its line may get another.
void end_paper(machine::Context& context, const Id16& ballot, const Id16& serial, v1::PaperRow& row,
               const std::string& reason);

}  // namespace linlian::ballot
