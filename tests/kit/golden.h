// Golden vectors: what a scenario did, as JSON that any implementation can replay: rows given,
// exact transactions, receipts, changed rows, roots. Scenarios write and compare them; a test of
// each module asks whether every act, event and refusal of it occurs in some vector.
#pragma once

#include "machine/machine.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace linlian::kit {

using Json = nlohmann::ordered_json;

// The root of the repository that the tests were built from.
std::string source_folder();

// src/modules/<module>/golden/<test>.json
std::string golden_path(const std::string& module, const std::string& test);

// With UPDATE_GOLDEN=1 in the environment writes the vector; else compares and says, as a test
// failure, where it first differs.
void keep_golden(const std::string& path, const Json& vector);

Json message_json(const google::protobuf::Message& message);
Json refusal_json(const Refusal& refusal);
// A row by its table, key and value, in bytes and as people read them; null when erased.
Json row_json(const machine::Registry& registry, BytesView key, const std::optional<Bytes>& value);
Json receipt_json(const machine::v1::Receipt& receipt);

// Acts carried out, events and refusals that the schema of the module declares and no vector of
// it holds. A refusal that no scenario can reach must not exist.
std::vector<std::string> missing_from_golden(const machine::Module& module);

}  // namespace linlian::kit
