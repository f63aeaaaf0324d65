// The community that a state belongs to, as a row of the state itself: what is signed outside of
// transactions (a new key's countersignature) is bound to it. Genesis writes it, nothing changes
// it.
#pragma once

#include "contract/community.pb.h"
#include "state/read_field.h"
#include "state/table.h"

namespace linlian::machine {

inline const state::Table<v1::Community> community_table{"machine/community/"};

// The community id. Every state begins with a genesis, which writes it.
inline Hash32 community_of(const state::StateView& view) {
    const auto row = community_table.find(view);
    return state::read_field<Hash32>(row ? BytesView{row->id()} : BytesView{});
}

}  // namespace linlian::machine
