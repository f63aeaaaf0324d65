// The language of the ledger as pages for people: a page for each module with its acts, queries,
// events and refusals, and who can cause which act. Made from the schema alone.
#pragma once

#include <string>
#include <vector>

namespace linlian::client {

struct ReferencePage {
    std::string file;  // "registry.md"
    std::string text;  // Markdown
};
// One page for each module in their order, then powers.md.
std::vector<ReferencePage> reference_pages();

}  // namespace linlian::client
