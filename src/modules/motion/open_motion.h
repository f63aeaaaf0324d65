// What the acts on motions share: looking a motion up, asking who stands behind it, ending it.
#pragma once

#include "contract/opening/open_act.h"
#include "modules/motion/motion.pb.h"
#include "modules/registry/registry.h"

#include <vector>

namespace linlian::motion {

// Refusals: MOTION_UNKNOWN, MOTION_CLOSED. A motion whose time is over is closed even where the
// work that ends it still waits for its turn.
Result<v1::Motion> find_open(const machine::Context& context, BytesView id);

// The act that a motion carries: opened once in each act or work on the motion, and handed on.
// Refusals: what open_act says, where the rules of form changed since it was proposed.
Result<machine::OpenedAct> open_carried(const machine::Context& context, const v1::Motion& motion);

// Whether the motion asks this office for its support: a motion about persons those that it names,
// any other one all.
bool asks_office(const v1::Motion& motion, const Id16& office);

// What the charter asks for the act, and what the act itself does.
std::vector<codec::v1::Authority> asked_for(const state::StateView& view,
                                            const machine::Message& act);

// What opening it costs, in plain acts, with a look at all who support it: neither came with the
// transaction that looks.
std::uint64_t cost_of_looking(const state::StateView& view, BytesView motion);

// Refusal: ROUND_PASSED.
Result<> check_round(const v1::Motion& motion, std::uint32_t round);

// Refusal: SHOWN_DIFFERS, when the author signed about something else than this motion.
Result<> check_shown(const Id16& id, const v1::Motion& motion, BytesView shown);

// Refusals: MOTIONS_TOO_MANY, MOTIONS_TOO_LARGE.
Result<> check_open_of(const machine::Context& context, const v1::Motion& motion);

// Refusal: OFFICE_NOT_YOURS, for an office in which the author holds no live role.
Result<> check_office(const machine::Context& context, const Id16& office);

// Refusal: CHANGED_TOO_OFTEN, for a member who took back their support, or their own objection, as
// often as one may, or an office what it declined.
Result<> check_changes(const state::StateView& view, const Id16& motion, const Id16& who);
void count_change(machine::Context& context, const Id16& motion, const Id16& who);

// One round on, and what was signed before must be looked at again: where the author, speaking for
// this office, is one of those whom the charter asks for. Others speak up too, and change nothing.
// Writes the motion and gives it as it is now.
v1::Motion next_round(machine::Context& context, const Id16& id, const Id16& office,
                      v1::Motion motion, const machine::OpenedAct& carried);

// Everybody who supports the motion and counts, first who came first. Left out are those whose key
// was retired since, and those whose office declined after their own role in it had ended.
std::vector<registry::Supporter> supporters_of(const state::StateView& view, const Id16& motion);

// Who declined it, for which office. Where the charter asks for a notice that they may stop, they
// are those who object.
std::vector<registry::Supporter> objectors_of(const state::StateView& view, const Id16& motion);

// The act runs as its proposer's: whoever retired the key of the proposal, or whose office declined
// it after their role in it had ended, stands behind nothing.
bool is_proposer_among(const v1::Motion& motion,
                       const std::vector<registry::Supporter>& supporters);

// Writes a new motion, its list entry and its due work.
void write_new(machine::Context& context, const Id16& id, const v1::Motion& motion);

// Closes a motion: row, list entry and due work. `work_is_gone` in the due work itself.
void close(machine::Context& context, const Id16& id, v1::Motion motion, v1::MotionState state,
           bool work_is_gone = false);

}  // namespace linlian::motion
