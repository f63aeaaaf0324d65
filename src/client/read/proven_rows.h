// Rows of tables as a ledger proves them, in place of what a query says about them. Where a table
// is about persons its proofs are given to those who are entitled to the row.
#pragma once

#include "client/node/ledger.h"
#include "state/table.h"

#include <type_traits>

namespace linlian::client {

// The row message at this key, without salt, in the strict form; nothing for a row that is proven
// absent. `reader` signs the request where the table is about persons; nobody: whoever the ledger
// reads as. Refusals: of Ledger::proven_row; client.ANSWER_DIFFERS for what is no such row.
Result<bool> read_proven(Ledger& ledger, const state::TableInfo& table, const Bytes& key,
                         const Author* reader, Message& row);

template <class Row, class... Parts>
Result<std::optional<Row>> find_proven(Ledger& ledger, const state::Table<Row, Parts...>& table,
                                       const Author* reader,
                                       const std::type_identity_t<Parts>&... parts) {
    Row row;
    const auto is_there = TRY(read_proven(ledger, table.info(), table.key(parts...), reader, row));
    return is_there ? std::optional{std::move(row)} : std::nullopt;
}

// That a proof or an answer was not given to this reader: it is about persons, and they are not
// entitled to it, or nobody signed the request.
bool is_not_for_reader(const Refusal& refusal);

}  // namespace linlian::client
