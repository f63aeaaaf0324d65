// The facts of a bundle, checked against the roots that validators signed. Internal to this room:
// bundle.cpp calls it once the roots are known to be true.
#pragma once

#include "light/bundle.pb.h"
#include "light/bundle/bundle.h"

namespace linlian::light {

// The roots of the sealed app state.
struct Roots {
    Hash32 state;
    Hash32 log;
    std::uint64_t log_size = 0;
};

Result<ProvenTransaction> check_transaction(const v1::TransactionFact& fact, const Roots& roots,
                                            const Hash32& community);
Result<ProvenPrefix> check_prefix(const v1::PrefixFact& fact, const Roots& roots);
Result<ProvenRow> check_row(const v1::RowFact& fact, const Roots& roots,
                            const machine::Program& program);

}  // namespace linlian::light
