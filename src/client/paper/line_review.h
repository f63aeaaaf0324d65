// The rows of a clerk's table as they are signed: whose line each is, by head, door and area, and
// what is recorded of it. A serial is turned into a line by a node's word or a printed list: the
// ledger compares the two, and whoever signs sees both.
#pragma once

#include "client/paper/line_finder.h"
#include "client/shown/styled.h"
#include "modules/ballot/papers.pb.h"

#include <span>

namespace linlian::client {

Row line_heading(const char* what);
Rows delivery_rows(std::span<const ballot::v1::DeliveryEntry> entries, const LineFinder& finder);
Rows city_rows(std::span<const ballot::v1::EnterCityList> acts, const ballot::v1::CallBallot& call,
               const LineFinder& finder);

}  // namespace linlian::client
