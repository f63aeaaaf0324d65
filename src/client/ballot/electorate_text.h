// Which part of an estate a ballot asks, the same on every face of it: the review of its call,
// sheets of paper, results and recounts. "This stair" in a title is its convenor's word alone.
#pragma once

#include "client/node/ledger.h"
#include "client/proof/verdict_text.h"
#include "modules/registry/registry.pb.h"

#include <string>

namespace linlian::client {

// "11栋 1单元", "9 处房产 …"; empty for all of it. Without the name of the building its id.
Bilingual part_words(const registry::v1::Electorate& electorate, const std::string& building);

// The name of the building to which an electorate is narrowed, as it is proven; empty where it is
// not. Refusals: of the node.
Result<std::string> building_name(Ledger& ledger, const registry::v1::Electorate& electorate);

}  // namespace linlian::client
