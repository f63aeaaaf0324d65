// The load of the benches: members who vote. Ballots are called and opened before anything is
// measured; each act is then a first vote of one member in one of them, with the proof of their
// line against the frozen roll, so that it writes a row about a person and two rows of counters.
#pragma once

#include "apps/bench/bench_ledger.h"
#include "modules/ballot/ballot.pb.h"

#include <map>

namespace linlian::apps {

// Calls as many ballots, a building each, as `acts` first votes of the members need, and waits
// until they are open. Refusal apps.BENCH_FAILED when they do not open.
Result<> open_bench_ballots(client::Ledger& ledger, const BenchPlan& plan, std::uint64_t acts);

// Calls one ballot of all owners of the estate, and waits for it: the milliseconds from the moment
// at which it was to open until the block that opened it was durable and could be read. So in it
// are the block, its sync and what the node takes to wake up. Refusal apps.BENCH_FAILED.
Result<std::int64_t> opening_ms(client::Ledger& ledger, const Bytes& estate);

// What the sender's process needs to sign vote number n, all of it asked from the node.
class BenchVotes {
  public:
    static Result<BenchVotes> fetch(client::Ledger& ledger, std::uint32_t members);

    // Vote n is of member n modulo members; no two numbers are votes in the same ballot.
    ballot::v1::Cast vote(std::uint64_t n) const;

  private:
    std::uint32_t members_ = 0;
    std::map<std::string, Bytes> ballots_;       // by round and building
    std::map<std::string, Bytes> shown_;         // hashes of their calls, likewise
    std::vector<ballot::v1::ProvenLine> lines_;  // by member
};

}  // namespace linlian::apps
