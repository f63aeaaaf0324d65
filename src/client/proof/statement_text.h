// What a bundle proves, in words: who reads them may be a resident, a court or a program. `linlian
// verify` prints it; the facts come from light::verify_bundle, nothing is decided here. What is
// proven stands in words of ours; what people wrote on the ledger stands apart below, each line
// behind a bar, so that no name and no title can be taken for the verifier's word.
#pragma once

#include "client/shown/screen.h"
#include "light/bundle/bundle.h"

#include <optional>
#include <string>
#include <vector>

namespace linlian::client {

// One thing that is proven: what it is, in both languages, and its value.
struct StatementLine {
    std::string name;  // for programs
    std::string zh;
    std::string en;
    std::string value;
};

// Both parts of what is shown.
struct StatementLines {
    std::vector<StatementLine> proven;  // figures, hashes and words of this program alone
    std::vector<StatementLine> quoted;  // with texts that people wrote
    std::string caution;                // what must not be overlooked beside it; ours alone
};
StatementLines lines_of(const light::Statement& statement);

// The result of a ballot of one or several items, as its notice prints it.
struct PrintedResult {
    Id16 ballot;
    Hash32 hash;
};
// From all verdicts of one ballot and its poll, which says how many items there are, proven for one
// block: what `linlian certificate --bundle` writes. Nothing for anything else, or a part of it.
std::optional<PrintedResult> printed_result(const std::vector<light::Statement>& statements);

// The ledger head of a statement as papers print it: "height 12, size 40, 3f2a 90bc …".
std::string head_text(Height height, std::uint64_t log_size, const Hash32& log_root);

// The lines behind a bar, under a heading that says whose words they are.
void print_quoted(const Screen& screen, const std::vector<StatementLine>& quoted);

// How a verification ended that found no fault, by the exit status of `linlian verify`.
enum class Verified {
    anchored = 0,    // it holds, in the community that the user trusts
    unanchored = 3,  // it fits together, and nobody said which community they trust
    fork = 4,        // it holds, and what it proves is a fork of the ledger
    nothing = 5,     // it holds, and says nothing: no row can have the key that is absent
};
Verified verified(const light::Statement& statement);
// Of two files that were verified together the one that nobody may overlook: a fork before all.
Verified graver(Verified one, Verified other);

// The first line where nobody said which community they trust; nothing otherwise.
void warn_unanchored(const Screen& screen, bool is_anchored);

// The community that all of it is about, and whether anybody said which one they trust.
void print_anchor(const Screen& screen, const Hash32& community, bool is_anchored);

// Says loudly when no trusted community id was given. One JSON object with --json.
void print_statement(const Screen& screen, const light::Statement& statement);

}  // namespace linlian::client
