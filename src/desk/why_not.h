// Why something was not done, within a sentence or a cell of a table.
#pragma once

#include "codec/refusal.h"

namespace linlian::desk {

// In both languages; the code alone where this program has no text for it.
inline std::string why_not(const Refusal& refusal) {
    return codec::refusal_text(refusal, codec::Language::zh).value_or(refusal.code) + " " +
           codec::refusal_text(refusal, codec::Language::en).value_or("");
}

}  // namespace linlian::desk
