// Whatever comes from outside passes here once: limits and text of every field (codec/field.h), as
// a refusal of the machine.
#pragma once

#include "codec/field.h"
#include "codec/refusal.h"
#include "contract/state.pb.h"

namespace linlian::machine {

// Refusals: TEXT_UNFIT, FIELD_OUT_OF_LIMITS.
inline Result<> check_fields(const google::protobuf::Message& message) {
    const auto found = codec::field_fault(message);
    if (!found) return {};
    if (found->character.empty()) return refuse(v1::FIELD_OUT_OF_LIMITS, {{"field", found->path}});
    return refuse(v1::TEXT_UNFIT, {{"field", found->path}, {"character", found->character}});
}

}  // namespace linlian::machine
