// The acts, queries, tables, messages and refusals of a node as one JSON document, from the
// descriptors: GET /schema, for programs that were not built together with it.
#pragma once

#include "contract/program.h"

namespace linlian::api {

std::string schema_json(const machine::Program& program);

}  // namespace linlian::api
