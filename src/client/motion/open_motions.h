// Finds the open motion that carries a certain act, so that the second office needs no motion's id:
// it says what it stands behind. Used by the workflows of rosters, slips and keys.
#pragma once

#include "client/node/ledger.h"
#include "modules/motion/motion.pb.h"

#include <functional>

namespace linlian::client {

// Visits the open motions of an act type, oldest first, until `visit` returns false. Which there
// are is the node's word; each is proven to whoever the ledger is read as, before it is visited.
// Passed over are those which no support brings to run, by what they ask, too, and those of nobody
// whose office counts for the act: whoever proposes such a one first keeps nobody from their work.
Result<> visit_open_motions(Ledger& ledger, const std::string& act_type,
                            const std::function<bool(const motion::v1::MotionReply&)>& visit);

template <class Act>
struct FoundMotion {
    motion::v1::MotionReply motion;
    Act act;
};

// The oldest open motion whose act `fits`.
template <class Act, class Fits>
Result<std::optional<FoundMotion<Act>>> find_open_motion(Ledger& ledger, const Fits& fits) {
    std::optional<FoundMotion<Act>> found;
    TRY(visit_open_motions(ledger, Act::descriptor()->full_name(),
                           [&](const motion::v1::MotionReply& motion) {
                               Act act;
                               if (act.ParseFromString(motion.motion().act()) && fits(act))
                                   found = FoundMotion<Act>{motion, std::move(act)};
                               return !found;
                           }));
    return found;
}

}  // namespace linlian::client
