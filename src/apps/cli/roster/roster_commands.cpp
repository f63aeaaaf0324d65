// `linlian roster`: from a clerk's file to an electorate that two offices have adopted.
#include "apps/apps.pb.h"
#include "apps/cli/options.h"
#include "apps/cli/roster/custodian_commands.h"
#include "apps/cli/roster/roster_adopt.h"
#include "base/hex.h"
#include "client/node/said_by_node.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "client/roster/roster_report.h"
#include "client/roster/roster_work.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"
#include "desk/custodian_keys.h"
#include "desk/files.h"
#include "ops/safe_text.h"
#include "ops/time/beijing_time.h"
#include "roster/demo/demo_roster.h"
#include "roster/table/table_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

// Options of the roster commands; each command uses some.
struct Given {
    std::string file;
    std::string sheet;
    std::string estate;
    std::string language = "zh";
    std::vector<std::string> custodians;
    std::string previous;
    std::string names_out;
    bool dirty = false;
    std::uint64_t seed = 1;
    std::string out;
    std::string as_read;
};

Result<> sample(const Options& options, const Given& given) {
    const auto csv =
        given.dirty ? roster::dirty_roster_csv(given.seed) : roster::demo_roster_csv(given.seed);
    if (given.out.empty()) {
        options.terminal().content(csv);
        return {};
    }
    TRY(write_new_private_file(given.out, csv));
    options.terminal().json_value(nlohmann::json{{"file", given.out}});
    options.terminal().say(
        styled("Wrote {}. Check it: linlian roster check {}", given.out, given.out));
    return {};
}

Result<ReadRoster> read(const Given& given, const std::string& estate) {
    const auto file = TRY(read_input(given.file));
    return read_roster(file, given.sheet, estate, ops::civil_date(wall_clock()));
}

// The table as this program reads it, row by row: a workbook can be made to show something else,
// and no list of the ways to do so is whole.
Result<> write_as_read(const Given& given) {
    if (given.as_read.empty()) return {};
    const auto file = TRY(read_input(given.file));
    const auto table = TRY(roster::read_table(file, given.sheet));
    const auto line = [](std::uint32_t number, const std::vector<std::string>& cells) {
        auto text = std::to_string(number);
        for (const auto& cell : cells) text += "," + ops::csv_cell(cell);
        return text + "\n";
    };
    // Spreadsheet programs read UTF-8 by this mark alone.
    Bytes csv = "\xef\xbb\xbf" + line(table.header_number, table.header);
    for (const auto& row : table.rows) csv += line(row.number, row.cells);
    return write_new_private_file(given.as_read, csv);
}

// Whoever imports a workbook looks at what was read of it.
void say_as_read(const Terminal& terminal, const Given& given) {
    const auto file = read_input(given.file);
    if (!file || !file->starts_with("PK")) return;
    terminal.warning(styled(
        "工作簿可以做得让人看到的与程序读到的不同：请先用以下命令写出程序读到的内容，逐行看过 A "
        "workbook can be made to show something else than what is read: look first at each row as "
        "it is read\n  linlian roster check {} --as-read {}.csv",
        given.file, given.file));
}

Result<> check(Options& options, const Given& given) {
    TRY(write_as_read(given));
    const auto roster = TRY(read(given, given.estate));
    print_report(options.terminal(), roster.report, given.language);
    if (roster.report.errors > 0) options.status = 1;
    return {};
}

Result<roster::CustodianKeys> custodians_from(const Given& given) {
    roster::CustodianKeys keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto key = TRY(read_custodian_public(given.custodians.at(i)));
        keys[i] = key;
    }
    return keys;
}

void print_imported(const Options& options, const ImportedRoster& imported) {
    const auto terminal = options.terminal();
    const auto draft = to_hex(imported.draft.view());
    const nlohmann::json json{{"draft", draft},
                              {"hash", to_hex(imported.hash.view())},
                              {"names_hash", to_hex(imported.names_hash.view())},
                              {"chunks", imported.chunks},
                              {"premises", imported.totals.premises},
                              {"heads", imported.totals.heads},
                              {"area_centi", imported.totals.area_centi}};
    terminal.json_value(json);
    terminal.say(styled("{} 草稿已填好，尚未生效 The draft is filled; nothing counts yet.",
                        terminal.good("✓")));
    print_totals(terminal, imported.totals);
    terminal.say(styled("草稿 draft     {}", draft));
    terminal.say(styled("草稿哈希 hash  {}", to_hex(imported.hash.view())));
    terminal.say(styled("姓名文件 names {}", to_hex(imported.names_hash.view())));
    terminal.say("接着由两个组织确认 Next, two offices adopt it, each with its own clerk:");
    terminal.say(styled("  linlian roster adopt {} --as YOUR-CLERK", draft));
    terminal.say(second_office_command(imported.draft));
}

Result<> import(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto clerk = TRY(options.acting_key());
    const auto custodians = TRY(custodians_from(given));
    TRY(check_new_file(given.names_out));
    const auto ledger = TRY(options.connect());
    const auto at_hand = TRY(options.names(given.previous));
    const auto previous = TRY(opened_names(at_hand, ledger->community()));
    const auto estate = TRY(find_estate(*ledger, given.estate));
    const auto roster = TRY(read(given, estate.row.name()));
    if (roster.report.errors > 0) {
        if (!terminal.json()) print_report(terminal, roster.report, given.language);
        return refuse(v1::ROSTER_HAS_ERRORS, {{"errors", std::to_string(roster.report.errors)}});
    }
    say_as_read(terminal.for_asking(), given);
    TRY(warn_of_names(options.screen(), *ledger, at_hand));
    TRY(options.confirm(
        styled("把{}的名册填入账本草稿？ Fill a draft of the ledger with this roster?",
               in_brackets(estate.row.name()))));
    ImportOrder order{estate, roster.sheet, ops::civil_date(wall_clock()), previous, custodians, {},
                      {}};
    order.keep_names = [&](BytesView sealed) {
        return write_new_private_file(given.names_out, sealed);
    };
    order.progress = [&](auto done, auto total) { terminal.progress("filling 填写", done, total); };
    const auto imported = TRY(import_roster(*ledger, clerk, order));
    print_imported(options, imported);
    return {};
}

Result<> status(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto ledger = TRY(options.connect());
    const auto estate = TRY(find_estate(*ledger, given.estate));
    registry::v1::RostersQuery query;
    query.set_estate(estate.id.bytes());
    registry::v1::RostersReply reply;
    TRY(ledger->ask(query, reply));
    if (terminal.json()) {
        terminal.message(reply);
        return {};
    }
    Rows rows;
    for (const auto& entry : reply.rosters())
        rows.push_back({std::to_string(entry.version()), std::to_string(entry.row().height()),
                        std::to_string(entry.row().premises()), std::to_string(entry.row().heads()),
                        square_metres(entry.row().area_centi()), to_hex(entry.row().names_hash())});
    terminal.heading(styled("{}  {}", estate.row.name(), to_hex(estate.id.view())));
    terminal.table({"版本 version", "高度 height", "房产 premises", "人数 heads", "面积 area",
                    "姓名文件哈希 hash of the names file"},
                   rows, "还没有确认过的名册 No roster was adopted yet: linlian roster import");
    say_unproven(terminal);
    return {};
}

void add_file_options(Command command, Given& given) {
    command.add_option("file", given.file, "CSV or XLSX 名册文件").required();
    command.add_option("--sheet", given.sheet, "Sheet of a workbook (default: the first) 工作表");
    command
        .add_option(
            "--lang", given.language,
            "Language of the report, its faults and totals; what else is said stays in both "
            "报告（错误和合计）的语言：zh 中文，en English；其他提示仍为双语")
        .one_of({"zh", "en"})
        .shows_default();
}

void add_import(Command roster, Options& options) {
    auto given = std::make_shared<Given>();
    const auto command = roster.add_command(
        "import", "Fill a draft with a roster; names stay in a sealed file 导入名册");
    add_file_options(command, *given);
    command.add_option("--estate", given->estate, "Name or id of the estate 小区").required();
    command
        .add_option("--custodian", given->custodians,
                    "Public key, or key file, of a custodian of the names; give three 保管人")
        .required()
        .takes(roster::custodian_count, roster::custodian_count);
    command.add_option("--names-out", given->names_out, "Where the sealed names go 姓名文件")
        .required();
    command.add_option("--previous", given->previous,
                       "Opened names of the roster in force, so that ids stay 上一版姓名");
    on_run(command, options, [&options, given] { return import(options, *given); });
}

}  // namespace

void add_roster_commands(Command app, Options& options) {
    const auto roster = app.add_command("roster", "Premises and owners of an estate 名册");
    roster.needs_command();
    auto given = std::make_shared<Given>();
    const auto make = roster.add_command("sample", "Write a made-up roster to try things 示例名册");
    make.add_flag("--dirty", given->dirty, "With every fault that a row can have 含各种错误");
    make.add_option("--seed", given->seed, "Another seed, other people 另一组人").shows_default();
    make.add_option("-o,--output", given->out,
                    "File to write (default: the terminal) 写入的文件（默认：终端）");
    on_run(make, options, [&options, given] { return sample(options, *given); });

    const auto dry = roster.add_command("check", "List every fault of a file, change nothing 核对");
    add_file_options(dry, *given);
    dry.add_option("--estate", given->estate,
                   "Estate of rows that name none 未写小区的行属于哪个小区");
    dry.add_option("--as-read", given->as_read,
                   "Also write the table as it is read, to look at 写出程序读到的内容（CSV）");
    on_run(dry, options, [&options, given] { return check(options, *given); });

    const auto state = roster.add_command("status", "Versions of an estate's roster 名册版本");
    state.add_option("estate", given->estate, "Name or id of the estate 小区").required();
    on_run(state, options, [&options, given] { return status(options, *given); });
    add_import(roster, options);
    add_roster_adopt(roster, options);
    add_custodian_commands(roster, options);
}

}  // namespace linlian::apps
