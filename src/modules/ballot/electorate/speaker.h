// Who may vote for a line of the roll: the one place where that is decided, for casting, objecting
// and for what a member is shown. Direct cases: an owner, who acts for them by document, the voter
// whom co-owners named. Who acts for an owner is frozen with the roll: whoever came to do so later
// takes no vote that was cast. It never looks at what is chosen.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"
#include "modules/ballot/papers.pb.h"
#include "state/state_view.h"

namespace linlian::ballot {

// In which capacity a member votes.
struct Speaker {
    bool by_proxy = false;
    std::optional<v1::MandateTerms> mandate;  // of a proxy
};

// A line, and the height at which it is asked who acts for its owners.
struct LineAt {
    registry::v1::RollLine line;
    Height height;
};

// The line as the roll has it: who acts for its owners is frozen with it; before that it is who
// does today.
LineAt line_then(const state::StateView& view, const Id16& ballot,
                 const registry::v1::RollLine& line);

// Whether this member acts for one of the owners of the line, at its height.
bool speaks_for(const state::StateView& view, const LineAt& line, const Id16& member);

// Whether they act for one of the owners today, since whenever.
bool acts_today(const state::StateView& view, const registry::v1::RollLine& line,
                const Id16& member);

// Whether the co-owners named who votes. They count while they speak for one of them.
bool has_named_voter(const state::StateView& view, const LineAt& line);

// Whether this member may cast by phone for this line, as frozen, in their own right (its owners of
// now) or as a proxy. `counted` is what counts for its head so far. Refusals: NOT_YOUR_LINE,
// VOTER_NAMED; but of a proxy's RULED_ALREADY, COOWNER_VOTED, CHANNEL_COUNTS.
Result<Speaker> check_speaker(const state::StateView& view, const Id16& ballot,
                              const v1::Poll& poll, const registry::v1::RollLine& frozen,
                              const Id16& member, const std::optional<v1::CastRow>& counted);

// Whether a proxy may cast beside what counts: what they cast they may cast anew; what the owner,
// or an earlier proxy, did stands. Refusals: RULED_ALREADY, CHANNEL_COUNTS, OWNER_VOTED, LINE_USED.
Result<> check_before_proxy(const std::optional<v1::CastRow>& counted, const Id16& member);

}  // namespace linlian::ballot
