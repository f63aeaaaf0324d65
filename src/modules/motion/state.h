// The tables of motions. Rows carry a salt: an act that waits may be about a person.
#pragma once

#include "modules/motion/motion.pb.h"
#include "state/read_field.h"
#include "state/table.h"

namespace linlian::motion {

// A motion with all who speak on it; module.cpp says who is entitled to it.
inline constexpr state::Subject of_motion{"motion/motion"};
// A member; the registry says who is entitled to what is about them.
inline constexpr state::Subject of_proposer{"registry/person"};

inline const state::Table<v1::Motion, Id16> motions{"motion/motion/", of_motion};
// By motion and member: one support a person.
inline const state::Table<v1::SupportRow, Id16, Id16> supports{"motion/support/", of_motion};
// By motion and office.
inline const state::Table<v1::DeclineRow, Id16, Id16> declines{"motion/decline/", of_motion};
// By motion and member, or office: how often they took back what they had said.
inline const state::Table<v1::Changes, Id16, Id16> changes{"motion/changes/", of_motion};
// What the open motions of a member amount to; no row: none.
inline const state::Table<v1::OpenOf, Id16> open_of{"motion/open_of/", of_proposer};
// By state, time of the proposal and id: what lists are read from.
inline const state::Table<v1::StateEntry, std::uint64_t, Timestamp, Id16> by_state{
    "motion/by_state/"};

// Ends a motion at its expiry, or carries it out at the end of its notice.
inline constexpr const char* expire_work = "motion.expire";

// When the due work of an open motion runs.
inline Timestamp due_of(const v1::Motion& motion) {
    return Timestamp{motion.notice_until_ms() != 0 ? motion.notice_until_ms()
                                                   : motion.expires_ms()};
}

// The key of a motion's due work: its id, then zeros.
inline Hash32 due_key(const Id16& motion) {
    Hash32 key;
    std::copy(motion.data.begin(), motion.data.end(), key.data.begin());
    return key;
}

// Zero for the empty id: acts for themself.
inline Id16 id_of(BytesView field) { return state::read_field_or_none<Id16>(field); }

}  // namespace linlian::motion
