// `linlian charter powers`: who can cause which act in a living community, computed here from the
// authorities that its charter asks, as docs/reference/powers.md is from those of the program.
#include "apps/options.h"
#include "apps/proven_lists.h"
#include "apps/proven_rows.h"
#include "machine/amendments.h"
#include "modules/all_modules.h"
#include "modules/charter/state.h"
#include "modules/registry/state.h"
#include "powers/table.h"
#include "powers/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace linlian::apps {
namespace {

// Whether what needs this amendment is in force in the node's ledger, as its row proves.
Result<bool> is_in_force(LedgerDoor& door, const std::string& amendment) {
    if (amendment.empty()) return true;
    const auto row = find_proven(door, machine::amendments, nullptr, amendment);
    if (!row) return tl::unexpected(row.error());
    return row->has_value() && (*row)->in_force_from() != 0;
}

// The modules with those of their acts that anybody there could do.
Result<std::vector<machine::Module>> modules_there(LedgerDoor& door) {
    auto modules = all_modules();
    for (auto& module : modules) {
        std::vector<machine::Act> there;
        for (const auto& act : module.acts) {
            const auto& own = act.type->options().GetExtension(codec::v1::act).amendment();
            const auto has_module = is_in_force(door, module.amendment);
            const auto has_act = is_in_force(door, own);
            if (!has_module || !has_act)
                return tl::unexpected((has_module ? has_act : has_module).error());
            if (*has_module && *has_act) there.push_back(act);
        }
        module.acts = std::move(there);
    }
    return modules;
}

// What the charter of the node's ledger asks where it differs from the program: each act's row, or
// that there is none, is proven.
Result<powers::Replaced> ask_authorities(LedgerDoor& door,
                                         const std::vector<machine::Module>& modules) {
    powers::Replaced replaced;
    for (const auto& module : modules) {
        for (const auto& act : module.acts) {
            const auto& name = act.type->full_name();
            const auto row = find_proven(door, charter::authorities, nullptr, name);
            if (!row) return tl::unexpected(row.error());
            if (*row) replaced[name] = (*row)->authority();
        }
    }
    return replaced;
}

using Office = registry::v1::OfficesReply::Entry;

// Whether its kind is asked of it now, and it has a chair to answer who owes that to no others:
// what nobody is in stops nobody, nor does whom they appointed themself.
Result<bool> stands(LedgerDoor& door, const Office& office) {
    const auto& row = office.row();
    if (row.until_height() != 0 || row.second() || row.counts_from_ms() > door.now().ms)
        return false;
    Id16 chair, id;
    const bool are_ids = Id16::parse(office.chair(), chair) && Id16::parse(office.office(), id);
    if (!are_ids) return false;
    const auto role =
        find_proven(door, registry::roles, nullptr, chair, id, std::string{registry::chair_role});
    if (!role) return tl::unexpected(role.error());
    return role->has_value() && (*role)->appointed_by_kinds().empty();
}

// The kinds of the offices that stand.
Result<powers::Bodies> ask_standing(LedgerDoor& door) {
    const auto offices = proven_offices(door);
    if (!offices) return tl::unexpected(offices.error());
    powers::Bodies standing;
    for (const auto& office : offices->offices()) {
        const auto is_one = stands(door, office);
        if (!is_one) return tl::unexpected(is_one.error());
        if (*is_one) standing.insert(office.row().kind());
    }
    return standing;
}

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
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    const auto modules = modules_there(**door);
    if (!modules) return tl::unexpected(modules.error());
    const auto replaced = ask_authorities(**door, *modules);
    if (!replaced) return tl::unexpected(replaced.error());
    const auto acts = powers::acts_of(*modules, *replaced);
    const auto standing = ask_standing(**door);
    if (!standing) return tl::unexpected(standing.error());
    const auto table = powers::table_of(acts, *standing);
    const auto terminal = options.terminal();
    for (const auto& line : table.lines) terminal.json_value(json_of(line));
    terminal.table({"操作 act", "谁可促成 who can cause it", "时间 time"}, rows_of(table), "");
    say_missing(options, acts, *standing);
    say_added(options, table);
    return {};
}

}  // namespace

void add_charter_commands(CLI::App& app, Options& options) {
    auto* charter = app.add_subcommand("charter", "The charter of a community 治理章程");
    charter->require_subcommand(1);
    auto* table = charter->add_subcommand("powers", "Who can cause which act 谁可促成哪项操作");
    on_run(table, options, [&options] { return show_powers(options); });
}

}  // namespace linlian::apps
