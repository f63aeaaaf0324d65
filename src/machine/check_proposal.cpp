#include "codec/refusal.h"
#include "contract/amendments.h"
#include "contract/opening/block_room.h"
#include "contract/opening/parcel.h"
#include "machine/machine.h"

namespace linlian::machine {

// Acts and bytes of everything count, also of what cannot be opened.
Result<> check_proposal(const Opener& opener, const state::StateView& rows, Height height,
                        std::span<const Bytes> parcels) {
    std::size_t acts = 0;
    std::size_t bytes = 0;
    BlockRoom room;
    for (const auto& encoded : parcels) {
        auto parcel = TRY(open_parcel(opener.community(), encoded));
        for (auto& act : *parcel.mutable_acts()) {
            acts += 1;
            bytes += act.size();
            if (acts > max_transactions_per_block)
                return refuse(v1::BLOCK_FULL, {{"limit", "acts"}});
            if (bytes > max_block_bytes) return refuse(v1::BLOCK_FULL, {{"limit", "bytes"}});
            const auto tx = opener.open(std::move(act));
            // What will be passed over costs nothing, on new programs as on old ones.
            if (tx && check_in_force(rows, tx->needs(), height)) TRY(room.take(*tx));
        }
    }
    return {};
}

}  // namespace linlian::machine
