// Deliveries and the city's list, from a clerk's file to acts with proven lines. Commands and tests
// call these.
#pragma once

#include "client/paper/line_finder.h"
#include "client/paper/paper_work.h"

namespace linlian::client {

// Every row, or all faults. The proofs that it names are put into `files`.
tl::expected<std::vector<ballot::v1::DeliveryEntry>, std::vector<Refusal>> read_deliveries(
    ClerkFile file, const LineFinder& finder, std::vector<NamedFile>& files);

// The acts that record them: the same entries give the same acts.
std::vector<ballot::v1::RecordDeliveries> delivery_acts(
    const BallotView& ballot, std::span<const ballot::v1::DeliveryEntry> entries);

// The acts that enter a list, chunk by chunk: the same file gives the same acts. A voter stands in
// it once.
tl::expected<std::vector<ballot::v1::EnterCityList>, std::vector<Refusal>> read_city_list(
    ClerkFile file, const BallotView& ballot, const LineFinder& finder, const Bytes& list_hash);

// The line of a head on the frozen roll, with its proof. Refusal client.COMMAND_WRONG where there
// is none.
Result<ballot::v1::ProvenLine> line_of_head(Ledger& ledger, const BallotView& ballot,
                                            const std::string& head, const Progress& progress);

}  // namespace linlian::client
