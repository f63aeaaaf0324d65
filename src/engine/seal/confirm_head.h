// The operator says which ledger head is the newest that anybody has seen, where the record of what
// the key has signed is missing or does not fit the ledger: after a restore. What lies between the
// ledger and that head is lost; its heights are sealed anew in a later round, in which every commit
// tells them apart. The node is stopped meanwhile.
//
// That round is the number of seconds since 2026 began, or one more than the ledger and the record
// know of: after another loss, nobody may know any more in which round this one was mended.
#pragma once

#include "engine/seal/seal_record.h"
#include "storage/ledger_store.h"

namespace linlian::engine {

inline constexpr Timestamp rounds_begin{1'767'225'600'000};

// A head as it is printed on notices and posters; height 0: nobody ever saw one.
struct WitnessedHead {
    Height height = 0;
    std::optional<Hash32> log_root;
};

// Writes the record anew; it then says where sealing goes on and what is lost (gap, or none). The
// one before, damaged or not, is kept beside it under a name of its own (NAME.1, NAME.2, …).
// Faults: the head lies within the ledger and is not one of it, or it has no log root to compare;
// the record before says that the key has signed another block than the ledger's (SECOND_HISTORY);
// the ledger's last block does not read; the record cannot be written.
Faultable<LastSeal> confirm_head(const storage::LedgerStore& store,
                                 const std::filesystem::path& record,
                                 const WitnessedHead& witnessed, Timestamp now);

}  // namespace linlian::engine
