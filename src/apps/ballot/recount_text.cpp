// What a recount says, on the terminal.
#include "apps/ballot/ballot_figures.h"
#include "apps/ballot/recount_commands.h"
#include "base/hex.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

using nlohmann::json;

void print_json(const Terminal& terminal, const RecountStatement& statement) {
    auto outcomes = json::array();
    for (const auto& row : statement.rows.verdicts) outcomes.push_back(word_of(row.outcome()));
    const json told{{"holds", true},
                    {"anchored", statement.is_anchored},
                    {"kind", "recount"},
                    {"community", to_hex(statement.community.view())},
                    {"ballot", to_hex(statement.ballot.view())},
                    {"height", statement.height},
                    {"heads", statement.heads},
                    {"casts", statement.casts},
                    {"outcomes", outcomes}};
    terminal.json_line(told.dump());
}

std::vector<std::vector<std::string>> rows_of(const RecountStatement& statement) {
    std::vector<std::vector<std::string>> rows{
        {"社区", "community", statement.community_name + " " + to_hex(statement.community.view())},
        {"表决", "ballot",
         statement.rows.call.call().title().zh() + " " + to_hex(statement.ballot.view())},
        {"名册", "roll", grouped(statement.heads)},
        {"选票", "ballots", grouped(statement.casts)},
        {"截至高度", "as of height", std::to_string(statement.height)}};
    std::size_t number = 0;
    for (const auto& row : statement.rows.verdicts) {
        const auto told = row.outcome() == tally::v1::OUTCOME_UNSPECIFIED
                              ? Told{"意见征询", "survey"}
                              : headline_of(row.outcome());
        ++number;
        rows.push_back({fmt::format("第 {} 项", number), fmt::format("item {}", number),
                        told.zh + " " + told.en});
    }
    return rows;
}

void print_recount(const Terminal& terminal, const RecountStatement& statement) {
    if (terminal.json()) return print_json(terminal, statement);
    terminal.say(terminal.good(
        statement.is_anchored
            ? "✓ 复核一致 Counted again, and it holds, for the community that you trust:"
            : "✓ 文件自洽 The file fits together:"));
    terminal.table({"", "", ""}, rows_of(statement), "");
    if (const auto caution = caution_of(statement.rows.poll))
        terminal.say(terminal.bad("！ " + caution->zh) + "  " + caution->en);
    if (!statement.is_anchored)
        terminal.say(terminal.bad("！未锚定 SELF-CONSISTENT, UNANCHORED") +
                     "  linlian verify FILE --community ID");
}

}  // namespace

Result<> verify_recount_file(const Options& options, BytesView file,
                             const std::optional<Hash32>& community) {
    const auto statement = verify_recount(file, community);
    if (!statement) return tl::unexpected(statement.error());
    print_recount(options.terminal(), *statement);
    return {};
}

}  // namespace linlian::apps
