// Ids and hashes as fields hold them. Those of acts are checked by the schema's limits before
// anybody reads them. A row of a snapshot or backup from a stranger may hold anything in their
// place: it is a fault of reading, as of a disk that fails, and ends an import and not the program.
#pragma once

#include "state/state_view.h"

namespace linlian::state {

// Throws ReadFault where the field is not exactly as long as an id, or a hash.
template <class Whole>
Whole read_field(BytesView field) {
    Whole whole;
    if (Whole::parse(field, whole)) return whole;
    throw ReadFault{
        "a row of the ledger has an id or a hash of a wrong length (ROWS_MALFORMED): it came with "
        "a snapshot or a backup; do not trust its source, and restore another backup"};
}

// The same; zero for an empty field.
template <class Whole>
Whole read_field_or_none(BytesView field) {
    return field.empty() ? Whole{} : read_field<Whole>(field);
}

}  // namespace linlian::state
