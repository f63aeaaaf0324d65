// `linlian charter powers`: who can cause which act in a living community, computed here from the
// authorities that its charter asks, as docs/reference/powers.md is from those of the program.
#include "apps/cli/options.h"
#include "client/read/charter_rows.h"
#include "powers/table.h"
#include "powers/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace linlian::apps {

using namespace client;

namespace {

// Those that authorities name and of which none stands: what needs them waits for one, with a
// chair.
void say_missing(const Options& options, const powers::Acts& acts, const powers::Bodies& standing) {
    auto missing = powers::named_kinds(acts);
    for (const auto& kind : standing) missing.erase(kind);
    if (!missing.empty())
        options.terminal().say("尚无此类组织 No office stands of: " + powers::bodies_text(missing));
}

void say_added(const Options& options, const powers::Table& table) {
    const auto terminal = options.terminal();
    const bool adds = std::ranges::any_of(
        table.lines, [](const powers::Line& line) { return !line.added.empty(); });
    terminal.say(
        adds ? terminal.bad("多步可得更多，见 + 行 Steps add something: see the lines with +")
             : terminal.good("多步不增加任何权力 Steps add nothing."));
}

nlohmann::json json_of(const powers::Coalition& coalition) {
    auto holders = nlohmann::json::array();
    for (const auto& holder : coalition.holders)
        holders.push_back({{"kind", holder.kind}, {"role", holder.role}});
    return {{"holders", holders}, {"notice_days", coalition.notice_days}};
}

nlohmann::json json_of(const powers::Line& line) {
    auto who = nlohmann::json::array();
    if (!line.is_own_matter)
        for (const auto& coalition : line.smallest.coalitions) who.push_back(json_of(coalition));
    return {{"act", line.act->full_name()},
            {"own_matter", line.is_own_matter},
            {"who", who},
            {"time", powers::time_text(line)},
            {"asks", powers::demand_text(line.act->name())},
            {"steps_add", line.added}};
}

Rows rows_of(const powers::Table& table) {
    Rows rows;
    for (const auto& line : table.lines) {
        if (line.is_own_matter) continue;
        const auto& title = line.act->options().GetExtension(codec::v1::act).title();
        std::string name = title.zh() + " " + title.en();
        for (const auto& who : powers::who_text(line)) {
            rows.push_back({name, who, name.empty() ? "" : powers::time_text(line)});
            name.clear();
        }
        for (const auto& added : powers::added_text(line)) rows.push_back({"", "+ " + added, ""});
    }
    return rows;
}

Result<> show_powers(const Options& options) {
    const auto ledger = TRY(options.connect());
    const auto modules = TRY(modules_there(*ledger));
    const auto replaced = TRY(ask_authorities(*ledger, modules));
    const auto acts = powers::acts_of(modules, replaced);
    const auto standing = TRY(ask_standing(*ledger));
    const auto table = powers::table_of(acts, standing);
    const auto terminal = options.terminal();
    for (const auto& line : table.lines) terminal.json_value(json_of(line));
    terminal.table({"操作 act", "谁可促成 who can cause it", "时间 time"}, rows_of(table), "");
    say_missing(options, acts, standing);
    say_added(options, table);
    return {};
}

}  // namespace

void add_charter_commands(Command app, Options& options) {
    const auto charter = app.add_command("charter", "The charter of a community 治理章程");
    charter.needs_command();
    const auto table = charter.add_command("powers", "Who can cause which act 谁可促成哪项操作");
    on_run(table, options, [&options] { return show_powers(options); });
}

}  // namespace linlian::apps
