// `linlian ballot paper print`: serials, sheets and the clerks' list, then the acts that bind them.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/shown/quoted.h"
#include "desk/files.h"
#include "documents/paper_batch.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;
using namespace documents;

namespace {

using nlohmann::json;

struct Given {
    PrintOrder order;
    std::string file;
    std::string list;
    std::string names;
};

void say_lines(const Screen& screen, const PaperLines& lines) {
    screen.say(styled("{} 张 papers", lines.wanted.size()));
    if (lines.left_out > 0)
        screen.say(
            styled("  {} 名表决人已有本类组织发放的表决票，不再打印 lines have a paper of "
                   "your kind of office and get no other",
                   lines.left_out));
    if (lines.of_other_offices > 0)
        screen.say(styled(
            "  其中 {} 名另有其他类组织发放的表决票；每名表决人只计一张 of these have a paper of "
            "another kind of office too; one counts",
            lines.of_other_offices));
}

// Where sheets and serials go. Both are there once: refusal desk.FILE_EXISTS.
Result<std::string> list_file(const Given& given) {
    auto list = given.list.empty() ? given.file + ".csv" : given.list;
    TRY(check_new_file(given.file));
    TRY(check_new_file(list));
    return list;
}

Result<> print(const Options& options, const Given& given) {
    const auto screen = options.terminal();
    const auto clerk = TRY(options.acting_key());
    const auto list = TRY(list_file(given));
    const auto ledger = TRY(options.connect_far());
    // Without a file the papers have no addresses.
    const auto at_hand = TRY(options.names(given.names));
    const auto names = TRY(opened_names(at_hand, ledger->community()));
    const auto ballot = TRY(look_at_ballot(*ledger, given.order.ballot));
    const auto progress = [&](const char* what) {
        return [&screen, what](auto done, auto total) { screen.progress(what, done, total); };
    };
    const auto roll = TRY(fetch_roll(*ledger, ballot, progress("名册 roll")));
    const auto wanted = TRY(wanted_lines(*ledger, clerk, ballot, given.order, roll));
    screen.say(behind_bar(ballot.call().title().zh()));
    say_lines(screen, wanted);
    TRY(warn_of_names(options.screen(), *ledger, at_hand));
    TRY(options.confirm("打印并登记编号？ Print them and put their serials on the ledger?"));
    const auto prepared =
        prepare_papers(roll, wanted.wanted, on_roster(names), ballot.call().electorate());
    const auto batch = TRY(batch_at_one_moment(*ledger, given.order));
    const auto pdf = TRY(papers_pdf(batch, prepared.faces, progress("排版 printing")));
    // Sheets and list are on the disk before the ledger knows a serial.
    TRY(write_new_private_file(given.file, pdf));
    TRY(write_new_private_file(list, serial_list(prepared.faces)));
    TRY(issue_prepared(screen, *ledger, clerk, ballot, prepared, progress("登记 issuing")));
    screen.json_value(
        json{{"papers", prepared.papers.size()}, {"file", given.file}, {"list", list}});
    screen.say(styled("{} {} 张 papers：{}，编号清单 serials：{}", screen.good("✓"),
                      prepared.papers.size(), given.file, list));
    return {};
}

}  // namespace

void add_paper_print(Command paper, Options& options) {
    auto given = std::make_shared<Given>();
    const auto command = paper.add_command("print", "Sheets for voters, with serials 打印表决票");
    command.add_option("ballot", given->order.ballot, "Id of the ballot 表决编号").required();
    command.add_option("-o,--output", given->file, "Where the sheets go 表决票写到哪里").required();
    command.add_option("--list", given->list,
                       "Where the list of serials goes (default: FILE.csv) 编号清单写到哪里");
    command.add_option("--names", given->names, "Opened names file, for doors and names 姓名文件");
    command.add_option("--building", given->order.building, "Only of this building 楼栋");
    command.add_option("--head", given->order.head, "Only of this line 表决人编号");
    command.add_option("--return-to", given->order.return_to, "Where the sheets come back 交回地点")
        .shows_default();
    on_run(command, options, [&options, given] { return print(options, *given); });
}

}  // namespace linlian::apps
