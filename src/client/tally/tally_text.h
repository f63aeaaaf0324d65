// A vote that was counted again from its file, for people and for programs.
#pragma once

#include "client/tally/tally_case.h"
#include "client/words/bilingual.h"

#include <nlohmann/json_fwd.hpp>

namespace linlian::client {

// A case, and what its rule says of it.
struct CountedCase {
    TallyCase given;
    tally::v1::Verdict verdict;
};
// Refusals: those of read_tally_case and of tally::decide.
Result<CountedCase> count_case(BytesView file);

// What the count left out and why; by path, since that is how the file is searched.
std::vector<Bilingual> notes_of(const TallyCase& given);

// Members in this order: verdict, checks, contradictions, missing and notes where there are any.
nlohmann::ordered_json case_json(const CountedCase& counted);

}  // namespace linlian::client
