// Deliveries and the city's list, from a clerk's table of lines to what two offices record of it:
// each runs the same with the same table, and nothing is recorded before the second one did.
#pragma once

#include "client/ballot/for_office.h"
#include "client/call/clerk_file.h"

#include <span>

namespace linlian::client {

struct LineList {
    ClerkFile table;
    // Whose line a serial is: the lists that were written when papers were printed. None: a node
    // says it, and that is said.
    std::vector<ClerkFile> printed = {};
    // Names for tables that name doors.
    ForOffice as;
};
// Keeps files beside the table that acts name by their hashes.
using KeepFiles = std::function<void(std::span<const NamedFile>)>;

// Shows each row with its line, asks and records; then whom the ballot reached, or for whom it
// waits. Refusals: client.NOT_CONFIRMED, those of read_deliveries, of LineFinder, of the node and
// the ledger's.
Result<> record_deliveries(const Screen& screen, const Review& review, const AtBallot& at,
                           LineList list, const KeepFiles& keep);

// The same of a list that the city's system gave; `signed_list`: the hash of the signed file.
Result<> enter_city_list(const Screen& screen, const Review& review, const AtBallot& at,
                         LineList list, const Bytes& signed_list);

}  // namespace linlian::client
