// What goes with the proof of a row: for which row of which table it may be made, for whom, and
// what shows that its secret is the true one. The API and the maker of bundles call it, the
// verifier the check.
#pragma once

#include "contract/program.h"

namespace linlian::machine {

// Whether a proof of the row at `key`, whole and of a table that is known, may be given to whoever
// has the encoded key `asker` (empty: nobody signed). Refusals: ASKER_NEEDED, ASKER_INACTIVE,
// ROW_OF_OTHER, ROW_HIDDEN.
Result<> may_prove(const Program& program, const Reading& reading, BytesView key, BytesView asker);

// What a proof of this row needs beside it: the secret of its subject (nothing: an open row) and,
// for a row that is absent, what shows that the secret is true, where anything does.
struct Shown {
    std::optional<Hash32> secret;
    std::optional<Voucher> voucher;
};
Shown shown_with(const Program& program, const Reading& reading, BytesView key);

// The table of a row that may be proven at all: known, not hidden, the key whole; else nullptr.
const state::TableInfo* provable_table(const Program& program, BytesView key);

}  // namespace linlian::machine
