// For tests of slips and keys: the counter of two offices, and members who have no key yet.
#pragma once

#include "client/people/enrol_work.h"
#include "client/people/slip_work.h"
#include "client/tests/desk_for_tests.h"

#include <vector>

namespace linlian::client {

// A ledger with some members who have no key yet.
struct Counter {
    DeskLedger ledger;
    KeyPair lin = kit::key_of("lin");
    KeyPair mo = kit::key_of("mo");
    KeyPair qi = kit::key_of("qi");  // of the street like mo, and behind no batch
    std::vector<Id16> members;

    explicit Counter(int count) {
        registry::v1::RegisterMembers act;
        for (int i = 0; i < count; ++i) {
            members.push_back(kit::nonce_of(1000 + static_cast<std::uint64_t>(i)));
            act.add_members(members.back().bytes());
        }
        CHECK(together(ledger, lin, mo, act).has_value());
    }

    Timestamp in_days(int days) const { return {ledger.now().ms + days * ms_per_day}; }

    std::vector<PreparedSlip> issue() {
        auto slips = prepare_slips(ledger.community(), members, {});
        for (const auto& step : propose(slips)) {
            const auto waiting = waiting_batch(ledger, mo, id_of(step.step.motion));
            CHECK(waiting.has_value());
            CHECK(slips_fingerprint(waiting->act) == step.fingerprint);
            CHECK(support_seen(ledger, mo, waiting->motion, {}).has_value());
        }
        return slips;
    }

    std::vector<SlipBatchStep> propose(const std::vector<PreparedSlip>& slips) {
        std::vector<SlipBatchStep> steps;
        const auto done =
            propose_slips(ledger, lin, slips, in_days(30), {},
                          [&](SlipBatchStep step) { steps.push_back(std::move(step)); });
        CHECK(done.has_value());
        return steps;
    }

    static Id16 id_of(const Bytes& bytes) {
        Id16 id;
        CHECK(Id16::parse(bytes, id));
        return id;
    }

    registry::v1::LiveKeysReply member(std::size_t i) {
        registry::v1::LiveKeysQuery query;
        query.set_member(members[i].bytes());
        registry::v1::LiveKeysReply reply;
        CHECK(ledger.ask(query, reply).has_value());
        return reply;
    }
};

// What the first member's own device would print.
template <class Act = registry::v1::EnrolAtCounter>
KeyConsent agreed(const Counter& desk, const KeyPair& key) {
    return *consent_to<Act>(desk.ledger.community(), desk.members[0].bytes(), key);
}

}  // namespace linlian::client
