// Turnout: who takes part is added up from the votes that count, and published at fixed times and
// only where many are new: heads alone, until there is a result. Between two publications no row,
// event or answer tells more, because nothing that anybody may read is written when somebody votes.
// Called by due work, by the end of a ballot and by the count.
#pragma once

#include "modules/ballot/count/count.h"
#include "modules/ballot/stage.h"

namespace linlian::ballot {

struct TakingPart {
    Voices all;
    Voices invalid;  // among these: in every item
    std::map<v1::Channel, std::uint64_t> heads;
    std::map<Id16, Voices> by_building;  // lines of several buildings under the zero id
};

// Reads every vote of the ballot.
TakingPart taking_part(const state::StateView& view, const Id16& ballot);

// Writes how many heads take part into the poll, which the caller writes: where ten more, or ten
// fewer, take part than were told of, and ten have not yet. True when it did. Never their area:
// that of each line is public, so that a sum of areas, however rough, tells of a small roll whose
// they are. For ballots without a result.
bool publish_total(machine::Context& context, std::uint64_t heads, v1::Poll& poll);

// Writes all of it: into the poll, which the caller writes, and the rows of the buildings. For
// ballots with a result.
void publish_all(machine::Context& context, const Id16& ballot, v1::Poll& poll,
                 const TakingPart& part);

// When turnout is looked at next: at midnight in Beijing, as long as the ballot is open then. The
// caller writes the poll.
void schedule_turnout(machine::Context& context, const Id16& ballot, v1::Poll& poll);
void drop_turnout(machine::Context& context, const Id16& ballot, v1::Poll& poll);

// Due work of each midnight.
Result<> turnout_due(machine::Context& context, const Hash32& key);

}  // namespace linlian::ballot
