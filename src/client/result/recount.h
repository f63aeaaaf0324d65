// Counting a ballot again from one file, without any node and with nothing trusted but the
// community id; but whom deliveries reached, where the silent follow the majority, is taken from
// the verdicts, and said. Residents, courts and `linlian verify` call it. It reads no ledger.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "client/result/recount.pb.h"

#include <optional>
#include <vector>

namespace linlian::client {

// A larger file is refused before it is read as one.
inline constexpr std::size_t max_recount_bytes = std::size_t{64} * 1024 * 1024;
inline constexpr const char* recount_kind = "linlian-recount";

// Whether a file begins as one of a recount; anything else is taken for a bundle.
bool is_recount(BytesView file);

// What a ballot was, as the ledger's rows say it.
struct RecountRows {
    ballot::v1::CallRow call;
    ballot::v1::Poll poll;
    std::vector<ballot::v1::VerdictRow> verdicts;
};

// The rows are of one stage: the poll's, which has a result, is that of each verdict. Refusal
// client.RECOUNT_WRONG.
Result<> check_one_stage(const RecountRows& rows);

using RollLines = google::protobuf::RepeatedPtrField<registry::v1::RollLine>;
using CastLeaves = google::protobuf::RepeatedPtrField<ballot::v1::CastLeaf>;

// Counts again: the roll hashes to the frozen root and adds up to its totals, each ballot is of a
// head on the roll, once, with that head's area, and answers every item; the ballots hash to the
// root in each verdict, and the tally gives those verdicts. Refusal client.RECOUNT_WRONG: the first
// thing that does not hold.
Result<> count_again(const RecountRows& rows, const RollLines& roll, const CastLeaves& casts);

struct RecountStatement {
    Hash32 community;
    std::string community_name;
    bool is_anchored = false;  // a community id was given
    Id16 ballot;
    Height height = 0;           // all rows are as after this block
    std::uint64_t log_size = 0;  // the ledger head at that height
    Hash32 log_root;
    Timestamp sealed_time;  // of the block whose validators say so
    RecountRows rows;
    std::uint64_t heads = 0;
    std::uint64_t casts = 0;
};

// Checks the proofs of the rows, then counts again. All rows are proven at one height and of one
// stage: rows of different moments, each true by itself, would tell what never was. Refusals:
// client.RECOUNT_MALFORMED, those of light::verify_bundle, RECOUNT_WRONG.
Result<RecountStatement> verify_recount(BytesView file, const std::optional<Hash32>& community);

}  // namespace linlian::client
