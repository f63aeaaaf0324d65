// A report in two shapes: JSON with both languages for programs, and tables in one language for a
// clerk. Sentences come from roster/roster_texts.h; a code that has none there is shown itself.
#include "client/roster/roster_report.h"

#include "base/hex.h"
#include "client/node/said_by_node.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "roster/roster_texts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

using nlohmann::json;

// What is wrong, and what to do about it.
struct FaultText {
    std::string what;
    std::string to_do;
};

FaultText text_of(const roster::RosterFault& fault, bool is_english) {
    const auto* text = roster::find_text(fault.code);
    if (text == nullptr) return {fault.code, ""};
    return {roster::told(is_english ? text->en_what : text->zh_what, fault.figures),
            roster::told(is_english ? text->en_do : text->zh_do, fault.figures)};
}

// The heading of the column; empty where a fault is of a whole row or file.
std::string column_name(const roster::RosterFault& fault, bool is_english) {
    if (!fault.column) return "";
    return std::string{is_english ? roster::english_heading_of(*fault.column)
                                  : roster::heading_of(*fault.column)};
}

bool is_error(const roster::RosterFault& fault) {
    return fault.severity == roster::Severity::error;
}

// Column names in English, which programs can rely on; figures apart from the sentences.
json fault_json(const roster::RosterFault& fault) {
    json figures = json::object();
    for (const auto& figure : fault.figures) figures[figure.name] = figure.value;
    const auto zh = text_of(fault, false);
    const auto en = text_of(fault, true);
    return {{"row", fault.row},
            {"column", column_name(fault, true)},
            {"code", fault.code},
            {"severity", is_error(fault) ? "error" : "warning"},
            {"figures", figures},
            {"zh", {{"what", zh.what}, {"do", zh.to_do}}},
            {"en", {{"what", en.what}, {"do", en.to_do}}}};
}

// Areas in hundredths of a square metre. "apart" is what counts in no vote: parking and storage.
json totals_json(const roster::ElectorateTotals& totals) {
    return {{"estate", totals.estate},
            {"building", totals.building},
            {"premises", totals.premises},
            {"heads", totals.heads},
            {"area_centi", totals.area_centi},
            {"premises_apart", totals.premises_apart},
            {"area_apart_centi", totals.area_apart_centi}};
}

json report_json(const roster::RosterReport& report) {
    json faults = json::array();
    for (const auto& fault : report.faults) faults.push_back(fault_json(fault));
    json estates = json::array(), buildings = json::array(), kinds = json::object();
    for (const auto& totals : report.totals.estates) estates.push_back(totals_json(totals));
    for (const auto& totals : report.totals.buildings) buildings.push_back(totals_json(totals));
    for (const auto& [kind, count] : report.totals.premises_by_kind)
        kinds[std::string{roster::name_of(kind)}] = count;
    return {{"errors", report.errors},
            {"warnings", report.warnings},
            {"faults", faults},
            {"estates", estates},
            {"buildings", buildings},
            {"premises_by_kind", kinds},
            {"owners", report.totals.owners}};
}

// Row 0 stands for the file as a whole, and is shown empty.
void print_faults(const Screen& screen, const roster::RosterReport& report, bool is_english) {
    Rows rows;
    for (const auto& fault : report.faults) {
        const auto text = text_of(fault, is_english);
        rows.push_back({is_error(fault) ? screen.bad("✗") : Styled{"!"},
                        fault.row == 0 ? Styled{} : Styled{std::to_string(fault.row)},
                        column_name(fault, is_english), text.what, screen.faint(text.to_do)});
    }
    screen.table({" ", is_english ? "row" : "行", is_english ? "column" : "列",
                  is_english ? "what" : "问题", is_english ? "what to do" : "怎么办"},
                 rows, is_english ? "No faults." : "没有发现问题。");
}

Row row_of(const roster::ElectorateTotals& totals) {
    return {behind_bar(totals.estate),
            behind_bar(totals.building),
            std::to_string(totals.premises),
            std::to_string(totals.heads),
            square_metres(static_cast<std::uint64_t>(totals.area_centi)),
            std::to_string(totals.premises_apart)};
}

// First how many premises of each kind, then figures of each building and each estate. Heads of an
// estate are no sum: an owner with premises in two buildings is one head there.
void print_places(const Screen& screen, const roster::RosterTotals& totals, bool is_english) {
    Rows kinds;
    for (const auto& [kind, count] : totals.premises_by_kind)
        kinds.push_back(
            {is_english ? roster::name_of(kind) : roster::word_of(kind), std::to_string(count)});
    screen.table({is_english ? "kind" : "用途", is_english ? "premises" : "套数"}, kinds, "–");
    screen.say("");
    Rows places;
    for (const auto& building : totals.buildings) places.push_back(row_of(building));
    for (const auto& estate : totals.estates) places.push_back(row_of(estate));
    screen.table(is_english
                     ? Row{"estate", "building", "premises", "heads", "area", "parking and storage"}
                     : Row{"小区", "楼栋", "计票房产", "业主人数", "专有部分面积", "车位储藏室"},
                 places, "–");
}

}  // namespace

void print_report(const Screen& screen, const roster::RosterReport& report,
                  const std::string& language) {
    if (screen.json()) return screen.json_value(report_json(report));
    const bool is_english = language == "en";
    print_faults(screen, report, is_english);
    screen.say("");
    print_places(screen, report.totals, is_english);
    screen.say("");
    const auto sum = is_english
                         ? fmt::format("{} errors, {} warnings", report.errors, report.warnings)
                         : fmt::format("{} 处错误，{} 处提醒", report.errors, report.warnings);
    screen.say(report.errors == 0 ? screen.good(sum) : screen.bad(sum));
}

void print_totals(const Screen& screen, const DraftTotals& totals) {
    screen.say(styled("房产 premises  {}", totals.premises));
    screen.say(styled("业主人数 heads {}", totals.heads));
    screen.say(styled("计票面积 area  {}", square_metres(totals.area_centi)));
}

Result<> show_versions(const Screen& screen, Ledger& ledger, const EstateRow& estate) {
    registry::v1::RostersQuery query;
    query.set_estate(estate.id.bytes());
    registry::v1::RostersReply reply;
    TRY(ledger.ask(query, reply));
    if (screen.json()) {
        screen.message(reply);
        return {};
    }
    Rows rows;
    for (const auto& entry : reply.rosters())
        rows.push_back({std::to_string(entry.version()), std::to_string(entry.row().height()),
                        std::to_string(entry.row().premises()), std::to_string(entry.row().heads()),
                        square_metres(entry.row().area_centi()), to_hex(entry.row().names_hash())});
    screen.heading(styled("{}  {}", estate.row.name(), to_hex(estate.id.view())));
    screen.table({"版本 version", "高度 height", "房产 premises", "人数 heads", "面积 area",
                  "姓名文件哈希 hash of the names file"},
                 rows, "还没有确认过的名册 No roster was adopted yet: linlian roster import");
    say_unproven(screen);
    return {};
}

}  // namespace linlian::client
