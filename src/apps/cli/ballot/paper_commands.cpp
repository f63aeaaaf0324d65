// `linlian ballot paper`: printing, entering by clerks of two kinds of office, differences,
// corrections.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/paper/paper_entering.h"
#include "client/proof/typed.h"
#include "desk/files.h"
#include "desk/vault/office_vault.h"
#include "desk/vault/paper_seals.h"
#include "documents/paper_batch.h"

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

struct Printing {
    std::string ballot;
    std::string file;
    std::string list;
    std::string names;
    documents::PrintOrder order;
};

Result<> print(const Options& options, Printing given) {
    const auto screen = options.terminal();
    const auto clerk = TRY(options.acting_key());
    const auto list = given.list.empty() ? given.file + ".csv" : given.list;
    TRY(check_new_file(given.file));
    TRY(check_new_file(list));
    const auto ledger = TRY(options.connect_far());
    given.order.ballot = given.ballot;
    given.order.names = TRY(options.names(given.names));
    const auto printed = TRY(print_papers(screen, options, *ledger, clerk, given.order));
    // Sheets and list are on the disk before the ledger knows a serial.
    TRY(write_new_private_file(given.file, printed.sheets));
    TRY(write_new_private_file(list, printed.list));
    return issue_printed(screen, *ledger, clerk, printed, {given.file, list});
}

struct Entering {
    std::string ballot;
    std::string file;
    std::string seals;
    std::string office;
};

Result<> enter(const Options& options, Entering given) {
    const auto terminal = options.terminal();
    const auto desk = TRY(open_desk(options, given.ballot));
    auto table = TRY(clerk_file(given.file));
    const auto seals = given.seals.empty() ? given.file + ".seals" : given.seals;
    const auto keep_scans = [&](std::span<const NamedFile> scans) {
        keep_named(options.data, terminal, std::filesystem::path{given.file}.parent_path(), scans);
    };
    const auto add_seals = [&](std::span<const SealedReading> readings) {
        return keep_seals(seals, desk.ballot, readings);
    };
    return enter_papers(terminal, options, desk.at(), std::move(table), given.office,
                        {seals, keep_scans, add_seals});
}

Result<> show(const Options& options, Entering given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    const auto readings = TRY(read_seals_file(given.file, desk.ballot));
    return show_papers(options.terminal(), options, desk.at(), readings, given.file);
}

Result<> differences(const Options& options, OnlyBallot given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    return show_differences(options.terminal(), desk.at());
}

Result<> figures(const Options& options, OnlyBallot given) {
    const auto seen = TRY(see_ballot(options, given.ballot));
    return show_paper_figures(options.terminal(), *seen.ledger, seen.ballot);
}

struct Correcting {
    std::string ballot;
    std::string serial;
    std::string document;
    PaperOrder order;
};

// By reopen_paper or void_paper.
template <auto carry_out>
Result<> correct(const Options& options, Correcting given) {
    given.order.serial = TRY(read_id(given.serial, "SERIAL"));
    given.order.document = TRY(keep_document(options, given.document));
    const auto desk = TRY(open_desk(options, given.ballot));
    return carry_out(options.terminal(), options, desk.at(), given.order);
}

void add_print(Command paper, Options& options) {
    const auto [command, given] =
        add_on_ballot(paper, options, "print", "Sheets for voters, with serials 打印表决票", print);
    command.add_option("-o,--output", given.file, "Where the sheets go 表决票写到哪里").required();
    command.add_option("--list", given.list,
                       "Where the list of serials goes (default: FILE.csv) 编号清单写到哪里");
    command.add_option("--names", given.names, "Opened names file, for doors and names 姓名文件");
    command.add_option("--building", given.order.building, "Only of this building 楼栋");
    command.add_option("--head", given.order.head, "Only of this line 表决人编号");
    command.add_option("--return-to", given.order.return_to, "Where the sheets come back 交回地点")
        .shows_default();
}

void add_entering(Command paper, Options& options) {
    const auto [in, given] = add_on_ballot(
        paper, options, "enter",
        "Enter what you read from papers, sealed; shown once another kind of office has 录入",
        enter);
    in.add_option("file", given.file,
                  "CSV: 编号,1,2…,签名,收到时间,扫描件,协助人,代理人 (serial,1,2…,signed,received,"
                  "scan,helper,proxy)")
        .required();
    in.add_option("--seals", given.seals,
                  "Private file of the salts (default: FILE.seals) 封存用的私密文件");
    add_office_option(in, given.office);
    const auto [out, seen] =
        add_on_ballot(paper, options, "show", "Show your sealed entries 公开录入", show);
    out.add_option("file", seen.file, "Your private file of salts 您的封存文件").required();
}

void add_correcting(Command paper, Options& options) {
    const auto [anew, given] =
        add_on_ballot(paper, options, "reopen",
                      "Enter a paper anew; two offices, one of whose clerks never read it 更正录入",
                      correct<reopen_paper>);
    anew.add_option("serial", given.serial, "Serial 编号").required();
    anew.add_option("--document", given.document, "File or hash of the reasons 理由文件")
        .required();
    anew.add_option("--reason", given.order.reason, reason_help).required();
    add_together_options(anew, given.order.as);
    const auto [dead, lost] = add_on_ballot(
        paper, options, "void",
        "End a paper that does not count; two offices, whose clerks never read it 作废",
        correct<void_paper>);
    dead.add_option("serial", lost.serial, "Serial 编号").required();
    dead.add_option("--reason", lost.order.reason, reason_help).required();
    add_together_options(dead, lost.order.as);
}

}  // namespace

void add_paper_commands(Command ballot, Options& options) {
    const auto paper = ballot.add_command("paper", "Ballots on paper 纸质表决票");
    paper.needs_command();
    add_print(paper, options);
    add_entering(paper, options);
    add_on_ballot(paper, options, "differences", "Where others read otherwise than you 录入不一致",
                  differences);
    add_on_ballot(paper, options, "figures", "How many papers stand where 统计", figures);
    add_correcting(paper, options);
}

}  // namespace linlian::apps
