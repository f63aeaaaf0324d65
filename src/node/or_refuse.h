// What an operator is told where a job over their node's folder ends in a fault of the disk or of
// the ledger: nothing runs here that the fault would have to stop. For this room's own files.
#pragma once

#include "codec/refusal.h"
#include "desk/desk.pb.h"

namespace linlian::node {

// The value, or refusal desk.STORE_FAILED, or the code that is given, with the fault as its reason.
template <class T, class Code = desk::v1::RefusalCode>
Result<T> or_refuse(Faultable<T> made, Code code = desk::v1::STORE_FAILED) {
    if (!made) return refuse(code, {{"reason", made.error().what}});
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*made);
}

}  // namespace linlian::node
