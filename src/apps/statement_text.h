// What a bundle proves, in words: who reads them may be a resident, a court or a program. `linlian
// verify` prints it; the facts come from light::verify_bundle, nothing is decided here.
#pragma once

#include "apps/terminal.h"
#include "light/bundle.h"

#include <vector>

namespace linlian::apps {

// One thing that is proven: what it is, in both languages, and its value.
struct StatementLine {
    std::string name;  // for programs
    std::string zh;
    std::string en;
    std::string value;
};

std::vector<StatementLine> lines_of(const light::Statement& statement);

// Says loudly when no trusted community id was given. One JSON object with --json.
void print_statement(const Terminal& terminal, const light::Statement& statement);

}  // namespace linlian::apps
