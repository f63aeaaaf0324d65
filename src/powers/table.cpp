// Puts the computed powers into lines and these into the page docs/reference/powers.md. The text of
// its beginning says what is assumed; it must stay true of closure.cpp and groups.cpp.
#include "powers/table.h"

#include "modules/charter/charter.pb.h"
#include "powers/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::powers {
namespace {

constexpr const char* intro = R"(# Powers

Computed from the authorities of the schema by `linlian reference`; do not edit. `linlian charter powers` computes the
same for a living community, from what its charter asks.

**How to read it.** *Who can cause it*: each line is a smallest coalition; nobody in it can be left out, all are
different people, each kind of office counts once. *Time*: days of notice that the charter asks, and what passes before
the act has its effect. *The act itself asks*: rules of its own code beyond the charter. *Steps add*: sets of bodies that
cannot cause the act as they stand, but could after other acts; it must say "nothing".

**Who writes the charter** can do everything by that: {}. The last column is about everybody else.

**What is assumed.** Steps are the acts that give somebody a holding, or take that of others: founding an office,
closing one, appointing a chair where none is in force, granting roles, accepting them, recording an election, recovering
keys of others, setting authorities; they are taken until nothing changes. All who hold a role in offices of one kind
count as one will, whoever is elected there later, and any number of plain members helps them; the ledger too asks for
bodies: who was made what they are by offices of a kind counts beside nobody of that kind until they are elected, and
alone, where one person of named kinds is enough, if one of their makers is of these kinds. A chair
may be missing at any time. Notices and waiting times pass, and nobody stops one. Who is outside defends: holders
veto a recovery and come in person before two bodies that end it, if they were not closed; here the four bodies stand. Whoever vouches falsely
for an election is taken to hold all bodies. Elections that really take place are no step. Where an act names an office,
the last column is about an office of others. An office of one estate (owners' committee, property company) counts for
what is about that estate or about the whole community: it is taken to be of the estate in question. Sets of up to {} bodies are looked at, coalitions of up to {} people.

)";

// Lines within a cell of a Markdown table.
std::string cell(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : "<br>") + line;
    return text;
}

std::string writers_text(const Table& table) {
    std::string text;
    for (const auto& bodies : table.writers)
        text += (text.empty() ? "" : "; or ") + bodies_text(bodies);
    return text.empty() ? "nobody" : text;
}

// The last column must say "nothing": anything else stands out in bold.
std::string row_text(const Line& line) {
    const auto& title = line.act->options().GetExtension(codec::v1::act).title();
    const auto added = added_text(line);
    return fmt::format("| {} {} | {} | {} | {} | {} |\n", line.act->name(), title.zh(),
                       cell(who_text(line)), time_text(line), demand_text(line.act->name()),
                       added.empty() ? "nothing" : "**" + cell(added) + "**");
}

// Who may stop a notice of the authority; nullptr: nobody.
// NOLINTNEXTLINE(misc-no-recursion): the charter bounds the depth of an authority.
const codec::v1::Authority::Cosign* first_stop(const codec::v1::Authority& authority) {
    if (authority.has_notice() && authority.notice().has_stopped_by())
        return &authority.notice().stopped_by();
    for (const auto* set : {&authority.all_of(), &authority.any_of()}) {
        for (const auto& part : set->of())
            if (const auto* stop = first_stop(part)) return stop;
    }
    return nullptr;
}

// "registry" of linlian.registry.v1.
std::string module_of(const google::protobuf::Descriptor& act) {
    const auto& package = act.file()->package();
    const auto from = package.find('.') + 1;
    return package.substr(from, package.find('.', from) - from);
}

}  // namespace

Table table_of(const Acts& acts) { return table_of(acts, all_kinds(acts)); }

Table table_of(const Acts& acts, const Bodies& standing) {
    const auto reach = reach_of(acts, standing);
    Table table;
    for (const auto& act : acts) {
        const auto& of_act = reach.at(act.type->full_name());
        table.lines.push_back({act.type, act.authority.has_self(),
                               smallest_coalitions(act.authority), of_act.added, act.authority});
        if (act.type == charter::v1::SetAuthority::descriptor()) table.writers = of_act.at_once;
    }
    return table;
}

// Of several ways to have the authority both the shortest and the longest notice are told.
std::string time_text(const Line& line) {
    const auto& coalitions = line.smallest.coalitions;
    std::uint32_t most = 0;
    for (const auto& coalition : coalitions) most = std::max(most, coalition.notice_days);
    std::uint32_t least = most;
    for (const auto& coalition : coalitions) least = std::min(least, coalition.notice_days);
    std::string text;
    if (most != 0) text = fmt::format("{} days of notice", most);
    if (most != least) text = fmt::format("{} to {} days of notice", least, most);
    if (const auto* stop = first_stop(line.authority)) text += ", stopped by " + stop_text(*stop);
    const auto wait = wait_text(line.act->name());
    return text + (text.empty() || wait.empty() ? "" : "; ") + wait;
}

std::vector<std::string> who_text(const Line& line) {
    if (line.is_own_matter) return {"whose own matter it is"};
    std::vector<std::string> lines;
    for (const auto& coalition : line.smallest.coalitions)
        lines.push_back(coalition_text(coalition, names_an_office(*line.act)));
    if (lines.empty()) lines.emplace_back("nobody");
    if (!line.smallest.complete) lines.emplace_back("and larger ones, which were not looked at");
    return lines;
}

std::vector<std::string> added_text(const Line& line) {
    std::vector<std::string> lines;
    for (const auto& bodies : line.added) lines.push_back(bodies_text(bodies));
    return lines;
}

std::string page_of(const Table& table) {
    std::string text = fmt::format(intro, writers_text(table), max_bodies, max_coalition);
    std::string module;
    for (const auto& line : table.lines) {
        if (module_of(*line.act) != module) {
            module = module_of(*line.act);
            text += fmt::format(
                "{}## {}\n\n| act | who can cause it | time | the act itself asks |"
                " steps add |\n|---|---|---|---|---|\n",
                line.act == table.lines.front().act ? "" : "\n", module);
        }
        text += row_text(line);
    }
    return text;
}

}  // namespace linlian::powers
