// What a refusal says to people in both languages: the text of the schema with its figures in
// words, and what to do where the text alone does not say it. The terminal and reviews tell
// refusals by it; it knows no ledger.
#pragma once

#include "client/proof/verdict_text.h"

namespace linlian::client {

// Both are empty for a code that this program does not know.
Bilingual refusal_words(const Refusal& refusal);

}  // namespace linlian::client
