// What the acts and the due work on ballots share: finding a ballot, and moving it from stage to
// stage with its due work.
#pragma once

#include "contract/context.h"
#include "modules/ballot/ballot.pb.h"

namespace linlian::ballot {

struct Found {
    Id16 id;
    v1::CallRow call;
    v1::Poll poll;
};

// Refusal: BALLOT_UNKNOWN.
Result<Found> find_ballot(const state::StateView& view, BytesView id);
Result<v1::Poll> find_poll(const state::StateView& view, BytesView id);

// The stage at this time: one whose close has passed is closed even where the work that closes it
// still waits for its turn.
v1::Stage stage_at(const v1::Poll& poll, Timestamp now);
// Whether its roll is that of a height which stays, frozen or posted before the opening.
bool is_posted(const v1::Poll& poll);
// Whether there is a result, so that what was chosen may be told. Before, whatever tells who has
// voted, or how, is for those alone whose own it is, or whose work needs it (readers.h).
bool has_result(const v1::Poll& poll, Timestamp now);
// STAGE_WRONG with the stage.
Refusal wrong_stage(v1::Stage stage);

// The key of a ballot's due work: its id, then zeros.
Hash32 due_key(const Id16& ballot);
Id16 ballot_of_work(const Hash32& key);
// The due work that ends a stage (turnout has its own, turnout.h); nothing for stages that stay.
const char* work_of(v1::Stage stage);
// Schedules the work that ends the poll's stage; the caller writes the poll. The work that runs has
// been taken away by the machine; any other that waits is taken away by drop_due.
void set_due(machine::Context& context, const Id16& ballot, v1::Poll& poll, Timestamp at);
void drop_due(machine::Context& context, const Id16& ballot, v1::Poll& poll);

// Whether the stage goes on for a day because the ledger stood still when it was to end: once for
// each stage. Then its work is set anew, with an event; the caller moves the end that the poll
// tells of, if it does, and writes the poll.
bool gives_back(machine::Context& context, Found& found);
void tell_given_back(machine::Context& context, const Found& found, Timestamp until);

// Whether its result is final and binds: no court or street office has put it in question.
bool stands(const v1::Poll& poll);

// Writes the poll at its new stage and what lists say of it. One that is over frees its subjects.
void move_to(machine::Context& context, const Found& found, v1::Stage stage);

}  // namespace linlian::ballot
