// Changes of the rules by time. The modules of a release list the amendments it knows. An act of
// the charter schedules one for a time; the first block whose time reaches it decides: where more
// than two thirds of the seats have said that their programs know it, it is in force from the next
// block on, else it lapses. A node that meets one in force which it does not know stops and names
// it, so that no node follows other rules than its neighbours.
#pragma once

#include "contract/context.h"
#include "state/table.h"

namespace linlian::machine {

inline constexpr const char* amendment_work = "machine.amendment";

inline const state::Table<v1::Amendment, std::string> amendments{"machine/amendment/"};
// By the hash of the key.
inline const state::Table<v1::Seat, Hash32> seats{"machine/seat/"};
// By amendment and seat; erased when it is decided or cancelled.
inline const state::Table<v1::Ready, std::string, Hash32> ready{"machine/ready/"};

// In force at `height`; what genesis lists is so at height 0 too. What has no name is so from the
// first release.
bool is_amended(const state::StateView& view, const std::string& name, Height height);

// The time for which it is scheduled; nothing once it is decided, lapsed or cancelled.
std::optional<Timestamp> scheduled_for(const state::StateView& view, const std::string& name);

// Every scheduled amendment with its time, in the order of their names.
struct Scheduled {
    std::string name;
    Timestamp at;
};
std::vector<Scheduled> scheduled_amendments(const state::StateView& view);

// Under which its due work is kept.
Hash32 amendment_key(const std::string& name);

// Schedules an amendment that has no row; the caller has checked its time.
void schedule_amendment(Context& context, const std::string& name, Timestamp at);
// Takes a scheduled one out again, with what the seats said of it.
void cancel_amendment(Context& context, const std::string& name);

// The first amendment in force at `height` that this program does not know.
struct UnknownAmendment {
    std::string name;
    Timestamp scheduled_for;
};
std::optional<UnknownAmendment> unknown_amendment(const Program& program,
                                                  const state::StateView& view, Height height);

// Takes out what the seats said of an amendment.
void forget_ready(Context& context, const std::string& name);

// The place of the seat of a key.
Hash32 seat_key(BytesView encoded_key);

}  // namespace linlian::machine
