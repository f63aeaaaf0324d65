// The hash that stands on a notice, made of the rows that it is about.
#include "client/ballot/result_facts.h"
#include "client/proof/statement_text.h"
#include "modules/ballot/state.h"

#include <algorithm>
#include <map>

namespace linlian::client {
namespace {

// The rows that the statements prove, by key; nothing where they are not of one ledger and block,
// or where one proves something else.
std::optional<std::map<Bytes, Bytes>> rows_of_one_block(
    const std::vector<light::Statement>& statements) {
    std::map<Bytes, Bytes> rows;
    for (const auto& statement : statements) {
        const auto& first = statements.front();
        const auto* row = std::get_if<light::ProvenRow>(&statement.fact);
        const bool is_of_them = row != nullptr && row->value &&
                                statement.community == first.community &&
                                statement.height == first.height;
        if (!is_of_them) return std::nullopt;
        rows[row->key] = *row->value;
    }
    return rows;
}

}  // namespace

std::optional<PrintedResult> printed_result(const std::vector<light::Statement>& statements) {
    const auto rows = rows_of_one_block(statements);
    if (!rows) return std::nullopt;
    const Bytes polls{ballot::polls.path()};
    const auto found = std::ranges::find_if(
        *rows, [&polls](const auto& row) { return row.first.starts_with(polls); });
    PrintedResult result;
    ballot::v1::Poll poll;
    if (found == rows->end() || !Id16::parse(found->first.substr(polls.size()), result.ballot) ||
        !poll.ParseFromString(found->second))
        return std::nullopt;
    const auto items = static_cast<std::size_t>(poll.asks_size());
    if (items == 0 || rows->size() != items + 1) return std::nullopt;
    std::vector<ballot::v1::VerdictRow> verdicts(items);
    for (std::size_t i = 0; i < items; ++i) {
        const auto row = rows->find(ballot::verdicts.key(result.ballot, std::uint64_t{i}));
        if (row == rows->end() || !verdicts[i].ParseFromString(row->second)) return std::nullopt;
    }
    result.hash = verdicts_hash(verdicts);
    return result;
}

}  // namespace linlian::client
