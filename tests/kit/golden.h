// Golden vectors: what a scenario did, as JSON that any implementation can replay: rows given and
// transactions in; receipts, the first changed rows of each block and its app hash out. A test of
// each module asks whether every act, event and refusal of it occurs in some vector.
// tools/keep_vectors.py chooses which scenarios are kept for that, and puts what several of them
// hold into one file, shared.json, beside them.
#pragma once

#include "machine/machine.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace linlian::kit {

using Json = nlohmann::ordered_json;

// The root of the repository that the tests were built from.
std::string source_folder();

// src/modules/<module>/golden
std::string golden_folder(const std::string& module);

// The names of the tests whose vectors are kept there.
std::vector<std::string> kept_vectors(const std::string& folder);

// One vector of that folder, with everything in it that the shared file holds.
Json read_vector(const std::string& folder, const std::string& test);

// Compares with the vector of this test where one is kept, and says, as a test failure, where it
// first differs. With LINLIAN_VECTORS=FOLDER in the environment writes FOLDER/<module>/<test>.json
// instead, for tools/keep_vectors.py to choose from.
void keep_golden(const std::string& folder, const std::string& module, const std::string& test,
                 const Json& vector);

Json message_json(const google::protobuf::Message& message);
Json refusal_json(const Refusal& refusal);
// A row as people read it; null when erased.
Json row_json(const machine::Program& program, BytesView key, const std::optional<Bytes>& value);
// The same with its key in bytes and, where the row alone does not give it, its value: from these a
// replay starts.
Json given_json(const machine::Program& program, BytesView key, const Bytes& value);
Bytes given_value(const machine::Program& program, const Json& given);
// A receipt as people read it; what its leaf holds beside that is in the app hash.
Json receipt_json(const machine::v1::Receipt& receipt);
// A transaction as people read it, from which transaction_bytes() makes its bytes again.
Json transaction_json(const machine::OpenedTransaction& transaction, const Hash32& community);
Bytes transaction_bytes(const Json& transaction, const Hash32& community);

// Acts carried out, events and refusals that the schema of the module declares and no vector of
// it holds. A refusal that no scenario can reach must not exist.
std::vector<std::string> missing_from_golden(const machine::Module& module);

}  // namespace linlian::kit
