// How many bytes one author may bring onto the ledger in an hour. Everybody keeps them for ever, so
// nobody may fill the disks of all; what its block refuses or passes over counts many times, since
// whoever sends much of that means to. The engine asks before it checks a signature, and counts
// after it only, so that nobody can use up another's allowance. Safe from any thread.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "engine/outcomes.h"
#include "ops/rates.h"

namespace linlian::engine {

struct AllowanceLimits {
    std::uint64_t bytes_per_hour = 64u << 20;  // of one author; 0: no limit
    std::uint64_t refused_weight = 16;         // so many times an act that came to nothing counts
    std::size_t authors_max = 65'536;          // that are remembered
};

class AuthorAllowance {
  public:
    explicit AuthorAllowance(AllowanceLimits limits);

    // `now_ms` is of the monotonic clock. Refusal BYTES_USED_UP, with the seconds until something
    // is left again.
    Result<> check(BytesView author_key, std::int64_t now_ms);
    // The same, and the bytes of an act that is put in line are counted.
    Result<> take(BytesView author_key, std::uint64_t bytes, std::int64_t now_ms);
    // Of a block whose acts were counted before: what it refused or passed over counts more.
    void charge_for(const AppliedBlock& block, std::int64_t now_ms);

  private:
    Result<> used_up(const Bytes& author, std::int64_t now_ms);

    AllowanceLimits limits_;
    ops::Rates<Bytes> rates_;
};

}  // namespace linlian::engine
