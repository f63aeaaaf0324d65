// What a validator's node says on the ledger of scheduled amendments: that its program knows them.

#include "engine/seal/readiness.h"

#include "contract/amendments.h"
#include "ops/sign_transaction.h"

namespace linlian::engine {

std::vector<Bytes> readiness_acts(const machine::Program& program, const state::StateView& rows,
                                  const Hash32& community, const KeyPair& node, Timestamp now) {
    // A node whose key has no seat has nothing to say.
    const Hash32 seat = machine::seat_key(node.public_key().encoded());
    std::vector<Bytes> acts;
    if (!machine::seats.has(rows, seat)) return acts;
    for (const auto& scheduled : machine::scheduled_amendments(rows)) {
        if (!program.knows_amendment(scheduled.name)) continue;
        if (machine::ready.has(rows, scheduled.name, seat)) continue;
        machine::v1::KnowAmendment act;
        act.set_name(scheduled.name);
        // With the time as scheduled now: should that change, the act speaks of an amendment that
        // is not.
        act.set_time_ms(scheduled.at.ms);
        acts.push_back(ops::sign_transaction(node, community, act, Timestamp{now.ms + ms_per_hour},
                                             ops::random_nonce()));
    }
    return acts;
}

// Changes are in key order, so that the first at or after the path tells.
bool touches_amendments(const state::Changes& changes) {
    const BytesView path = machine::amendments.path();
    const auto first = changes.lower_bound(path);
    return first != changes.end() && BytesView{first->first}.starts_with(path);
}

}  // namespace linlian::engine
