#include "client/shown/powers_text.h"

#include "client/read/charter_rows.h"
#include "powers/table.h"
#include "powers/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace linlian::client {
namespace {

// Those that authorities name and of which none stands: what needs them waits for one, with a
// chair.
void say_missing(const Screen& screen, const powers::Acts& acts, const powers::Bodies& standing) {
    auto missing = powers::named_kinds(acts);
    for (const auto& kind : standing) missing.erase(kind);
    if (!missing.empty())
        screen.say("尚无此类组织 No office stands of: " + powers::bodies_text(missing));
}

void say_added(const Screen& screen, const powers::Table& table) {
    const bool adds = std::ranges::any_of(
        table.lines, [](const powers::Line& line) { return !line.added.empty(); });
    screen.say(adds ? screen.bad("多步可得更多，见 + 行 Steps add something: see the lines with +")
                    : screen.good("多步不增加任何权力 Steps add nothing."));
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

}  // namespace

Result<> show_powers(const Screen& screen, Ledger& ledger) {
    const auto modules = TRY(modules_there(ledger));
    const auto replaced = TRY(ask_authorities(ledger, modules));
    const auto acts = powers::acts_of(modules, replaced);
    const auto standing = TRY(ask_standing(ledger));
    const auto table = powers::table_of(acts, standing);
    for (const auto& line : table.lines) screen.json_value(json_of(line));
    screen.table({"操作 act", "谁可促成 who can cause it", "时间 time"}, rows_of(table), "");
    say_missing(screen, acts, standing);
    say_added(screen, table);
    return {};
}

}  // namespace linlian::client
