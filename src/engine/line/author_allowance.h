// How many bytes one author may bring onto the ledger in an hour, and how many rows their acts may
// write in a day. Everybody keeps the bytes for ever, so nobody may fill the disks of all, and each
// row stands in the memory of all, at every start: it takes more than an act of few bytes does, and
// what people do in years is less than what a program can send in an hour. What its block refuses
// or passes over counts many times, since whoever sends much of that means to, and so does what
// comes just before it expires, but never what others kept waiting for so long; what expires late
// counts for each hour, since its id is kept in memory so long. An author is a member, whatever
// keys they sign with. The engine asks before it checks a signature, and counts after it only, so
// that nobody can use up another's allowance. Safe from any thread.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "contract/author.h"
#include "engine/line/outcomes.h"
#include "ops/rates.h"

#include <chrono>
#include <functional>

namespace linlian::engine {

struct AllowanceLimits {
    std::uint64_t bytes_per_hour = 64u << 20;  // of one author; 0: no limit
    std::uint64_t refused_weight = 16;         // so many times an act that came to nothing counts
    // Of one author, saved up for so many days: an estate's people and premises come at once. What
    // is written beyond is owed in full. 0, or no limit of bytes: no limit.
    std::uint64_t rows_per_day = 10'000;
    std::int64_t rows_saved_days = 40;
    // Whoever owes rows has so many a day all the same: a vote, a veto, an objection are of a few.
    std::uint64_t few_rows_per_day = 200;
    // What their acts look at (machine/limits.h), done or refused, saved up for four hours.
    std::uint64_t looks_per_hour = 20'000'000;
    std::size_t authors_max = 65'536;  // that are remembered
};

// The name under which allowance and line count what an author sends: their member, whom all of
// their keys share. A key of no member, as that of a slip or a seat, counts for itself.
Bytes account_of(const machine::Author& author);

class AuthorAllowance {
  public:
    explicit AuthorAllowance(AllowanceLimits limits);

    // `now_ms` is of the monotonic clock. Refusals BYTES_USED_UP and LOOKS_USED_UP, with the
    // seconds until something is left again.
    Result<> check(const Bytes& account, std::int64_t now_ms);
    // The same of rows, which count once they are written: asked once for an act. ROWS_USED_UP.
    // Those of a motion count for whoever proposed it, not for whose support was the last.
    Result<> check_rows(const Bytes& account, std::int64_t now_ms);
    // Whoever owes rows brings in no act that carries another, as a motion does: what it writes is
    // charged when others carry it out, however much it is. ROWS_USED_UP.
    Result<> check_carried(const machine::OpenedTransaction& tx, const Bytes& account,
                           std::int64_t now_ms);
    // What an act counts: its bytes for each hour until it expires, and once at least; as what is
    // refused does where it expires within a minute.
    std::uint64_t counted_bytes(const machine::OpenedTransaction& tx, Timestamp now) const;
    // Counts an act that is in line now. It may be more than is left: then the rest is owed.
    void charge(const Bytes& account, std::uint64_t bytes, std::int64_t now_ms);
    // Of a block whose acts were counted before: what it refused or passed over counts more, and
    // rows that were written count, for the account that each came from, whatever became of its key
    // since. What an act looked at counts for whoever proposed what it carried out, else for
    // whoever sent it, done or refused.
    using AccountOfAct = std::function<Bytes(const Hash32& id)>;
    void charge_for(const AppliedBlock& block, const AccountOfAct& account, std::int64_t now_ms);

  private:
    Result<> check_wait(std::chrono::nanoseconds wait) const;
    AllowanceLimits limits_;
    void charge_nothing(const AppliedBlock& block, const AccountOfAct& account,
                        std::int64_t now_ms);
    ops::Rates<Bytes> rates_;
    void charge_rows(const Bytes& account, std::uint64_t rows, std::int64_t now_ms);
    void charge_rows_of_motion(const Bytes& proposer, std::uint64_t rows, std::int64_t now_ms);
    ops::Rates<Bytes> rows_;
    ops::Rates<Bytes> few_rows_;
    ops::Rates<Bytes> looks_;
};

}  // namespace linlian::engine
