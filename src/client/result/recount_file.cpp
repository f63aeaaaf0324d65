// Gathers from a node what recount.h needs: the whole roll, all votes, and bundles of the rows.
#include "client/result/recount_file.h"

#include "base/hex.h"
#include "client/result/recount.h"
#include "codec/wire.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

// All bundles are of one moment (at_one_moment asks again until they are): the recount refuses rows
// of different heights.
Result<> put_bundles(RemoteLedger& ledger, const BallotView& ballot, v1::Recount& file) {
    const auto id = to_hex(ballot.id.view());
    std::vector<std::string> rows{"ballot/call/" + id, "ballot/poll/" + id};
    for (int i = 0; i < ballot.call().items_size(); ++i)
        rows.push_back(verdict_row_name(ballot.id, i));
    auto bundles = TRY(at_one_moment(ledger, [&] { return bundles_of(ledger, rows); }));
    file.set_call(std::move(bundles.at(0)));
    file.set_poll(std::move(bundles.at(1)));
    for (std::size_t i = 2; i < bundles.size(); ++i) file.add_verdicts(std::move(bundles.at(i)));
    return {};
}

}  // namespace

std::string verdict_row_name(const Id16& ballot, int item) {
    return fmt::format("ballot/verdict/{}/{}", to_hex(ballot.view()), item);
}

Result<std::vector<Bytes>> bundles_of(RemoteLedger& ledger, const std::vector<std::string>& rows) {
    std::vector<Bytes> bundles;
    for (const auto& row : rows) {
        auto proof = TRY(ledger.prove_row(row, nullptr));
        bundles.push_back(std::move(proof.bundle));
    }
    return bundles;
}

// Roll and votes carry no proof of their own. They come before the bundles and are believed by
// their roots in these; the votes are asked for by `reader`, who must be entitled to them.
Result<Bytes> gather_recount(RemoteLedger& ledger, const Author& reader, const BallotView& ballot,
                             const Progress& of_roll, const Progress& of_ballots) {
    v1::Recount file;
    file.set_kind(recount_kind);
    file.set_format(1);
    file.set_ballot(ballot.id.bytes());
    auto roll = TRY(fetch_roll(ledger, ballot, of_roll));
    for (auto& line : roll.lines) *file.add_roll() = std::move(line);
    auto casts = TRY(fetch_casts(ledger, reader, ballot, of_ballots));
    for (auto& leaf : casts) *file.add_casts() = std::move(leaf);
    TRY(put_bundles(ledger, ballot, file));
    return codec::encode(file);
}

}  // namespace linlian::client
