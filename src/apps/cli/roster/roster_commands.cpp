// `linlian roster`: from a clerk's file to an electorate that two offices have adopted.
#include "apps/apps.pb.h"
#include "apps/cli/options.h"
#include "apps/cli/roster/custodian_commands.h"
#include "apps/cli/roster/roster_adopt.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "client/roster/adopting.h"
#include "client/roster/roster_report.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "desk/keys/custodian_keys.h"
#include "desk/names/roster_files.h"
#include "ops/time/beijing_time.h"
#include "roster/demo/demo_roster.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

// Options of the roster commands; each command uses some.
struct Given {
    RosterFile roster;
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
        styled("已写入 {0}；请核对 Wrote it. Check it: linlian roster check {0}", given.out));
    return {};
}

Result<> check(Options& options, const Given& given) {
    if (!given.as_read.empty()) TRY(write_as_read(given.roster, given.as_read));
    const auto roster = TRY(read_roster_file(given.roster, given.estate));
    print_report(options.terminal(), roster.report, given.language);
    if (roster.report.errors > 0) options.status = 1;
    return {};
}

Result<> import(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto clerk = TRY(options.acting_key());
    const auto custodians = TRY(read_custodians_public(given.custodians));
    TRY(check_new_file(given.names_out));
    const auto ledger = TRY(options.connect());
    const auto at_hand = TRY(options.names(given.previous));
    const auto previous = TRY(opened_names(at_hand, ledger->community()));
    const auto estate = TRY(find_estate(*ledger, given.estate));
    const auto roster = TRY(read_roster_file(given.roster, estate.row.name()));
    if (roster.report.errors > 0) {
        if (!terminal.json()) print_report(terminal, roster.report, given.language);
        return refuse(v1::ROSTER_HAS_ERRORS, {{"errors", std::to_string(roster.report.errors)}});
    }
    warn_of_workbook(options.screen(), given.roster);
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
    show(terminal, TRY(import_roster(*ledger, clerk, order)));
    return {};
}

Result<> status(const Options& options, const Given& given) {
    const auto ledger = TRY(options.connect());
    const auto estate = TRY(find_estate(*ledger, given.estate));
    return show_versions(options.terminal(), *ledger, estate);
}

void add_file_options(Command command, Given& given) {
    command.add_option("file", given.roster.file, "CSV or XLSX 名册文件").required();
    command.add_option("--sheet", given.roster.sheet,
                       "Sheet of a workbook (default: the first) 工作表");
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
