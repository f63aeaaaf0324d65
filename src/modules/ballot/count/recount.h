// A recount outside the ledger: from every line of the roll and every ballot that counted to the
// same roots, figures and verdicts, compared with the ones that the nodes proved. Called by
// verifiers for those whom the rules entitle to see the ballots. Pure: it reads no state.
#pragma once

#include "base/bytes.h"
#include "modules/ballot/ballot.pb.h"

#include <optional>
#include <span>
#include <string>

namespace linlian::ballot {

// The first thing in which the recount and the verdict differ.
struct Difference {
    std::uint64_t item = 0;  // from 0
    // "stage", "height", "objections", "roll_root", "roll_lines", "casts_order", "casts_on_roll",
    // "casts_valid", or the name of the field of VerdictRow.
    std::string what;
    std::string proven;  // as the verdict says, in text; empty where only the leaves are wrong
    std::string counted;
};

// Whether these verdicts (one for each item) are of one count: the same height and stage, which is
// PRELIMINARY or FINAL. Each of a forged mix may be proven by itself: some from before a ruling,
// some from after it. Needs one at least. Differences "stage", "height", "objections".
std::optional<Difference> check_one_count(std::span<const v1::VerdictRow> verdicts);
// The same, and that the poll is of that count too: for whoever has it proven.
std::optional<Difference> check_one_count(const v1::Poll& poll,
                                          std::span<const v1::VerdictRow> verdicts);

// Nothing when all verdicts (one for each item, in order) follow from the lines and the leaves. How
// many disputed ballots would turn a check is not part of the leaves and is not compared; nor are
// deliveries to silent owners, which the verdict states. Whether the result is preliminary or final
// is the stage of the verdicts, all of one count.
std::optional<Difference> recount(const v1::CallBallot& call,
                                  std::span<const registry::v1::RollLine> lines,
                                  std::span<const v1::CastLeaf> casts,
                                  std::span<const v1::VerdictRow> verdicts);

}  // namespace linlian::ballot
