// `linlian ballot paper`: printing, entering by clerks of two kinds of office, differences,
// corrections.
#include "apps/apps.pb.h"
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "apps/cli/motion/motion_question.h"
#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/act/shared_motion.h"
#include "client/ballot/ballot_figures.h"
#include "client/node/said_by_node.h"
#include "client/paper/paper_text.h"
#include "client/paper/paper_work.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/vote/objection_text.h"
#include "client/vote/special_reviews.h"
#include "client/words/enum_words.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "desk/office_vault.h"
#include "desk/paper_seals.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

using nlohmann::json;
namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string file;
    std::string seals;
    std::string office;
    std::vector<std::string> ask;
    std::string serial;
    std::string document;
    std::string reason;
    std::string state;
};

Result<ShowResult> show_kept(const Options& options, const Desk& desk,
                             std::span<const SealedReading> readings) {
    return show_entries(
        {*desk.ledger, desk.key, desk.ballot, desk.member, bar(options.terminal(), "公开 showing")},
        readings);
}

Result<> enter(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    auto desk = TRY(open_desk(options, given.ballot));
    std::vector<NamedFile> scans;
    auto file = TRY(clerk_file(given.file));
    auto readings = TRY(told(options, read_entries(std::move(file), desk.ballot.call(), scans)));
    const auto office = TRY(acting_office(options, *desk.ledger, desk.key, given.office));
    const ClerkAtWork clerk{*desk.ledger, desk.key, desk.member, office};
    const auto left_out = TRY(prepare_entries(clerk, desk.ballot, readings));
    terminal.say(styled("{}\n{} 张待封存 to be sealed", behind_bar(desk.ballot.call().title().zh()),
                        readings.size()));
    Rows rows;
    for (const auto& reading : readings)
        rows.push_back(entry_row(reading.serial, reading.entry, desk.ballot.call()));
    terminal.for_asking().table(entry_heading(), rows, "–");
    if (!readings.empty())
        TRY(options.confirm("已逐张核对原件？签名封存？ Read from the papers? Seal them?"));
    keep_named(options.data, options.terminal(), std::filesystem::path{given.file}.parent_path(),
               scans);
    // Salts are on the disk before any seal is on the ledger, and those of before stay: a seal
    // without its salt is lost.
    const auto seals = given.seals.empty() ? given.file + ".seals" : given.seals;
    const auto all = TRY(keep_seals(seals, desk.ballot, readings));
    TRY(seal_entries(clerk, desk.ballot, readings, bar(terminal, "封存 sealing")));
    const auto shown = TRY(show_kept(options, desk, all));
    say_shown(options.terminal(), shown, readings.size(), left_out, seals);
    say_next_of_papers(terminal, shown, desk.ballot, seals);
    return {};
}

Result<> show(const Options& options, const Given& given) {
    auto desk = TRY(open_desk(options, given.ballot));
    auto readings = TRY(read_seals_file(given.file, desk.ballot));
    TRY(options.confirm(styled(
        "公开您封存的录入（文件中 {} 张），不可收回，并签名？ Show what you sealed ({} papers in "
        "the file), for good, and sign?",
        readings.size(), readings.size())));
    const auto shown = TRY(show_kept(options, desk, readings));
    say_shown(options.terminal(), shown, 0, {}, given.file);
    say_next_of_papers(options.terminal(), shown, desk.ballot, given.file);
    return {};
}

Result<> differences(const Options& options, const Given& given) {
    auto desk = TRY(open_desk(options, given.ballot));
    const auto papers = TRY(fetch_papers(*desk.ledger, desk.key, desk.ballot, bal::DIFFERS));
    print_differences(options.terminal(), desk.ballot, desk.member, papers);
    return {};
}

Result<> figures(const Options& options, const Given& given) {
    const auto ledger = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    bal::PaperFiguresQuery query;
    query.set_ballot(ballot.id.bytes());
    bal::PaperFiguresReply reply;
    TRY(ledger->ask(query, reply));
    if (options.json) {
        options.terminal().message(reply);
        return {};
    }
    print_paper_figures(options.terminal(), reply);
    say_unproven(options.terminal());
    return {};
}

Result<> reopen(const Options& options, const Given& given) {
    const auto serial = TRY(read_id(given.serial, "SERIAL"));
    const auto document = TRY(keep_document(options, given.document, "--document"));
    const auto desk = TRY(open_desk(options, given.ballot));
    const auto act = TRY(reopening_of(desk.at(), serial, document, given.reason));
    const auto office = TRY(acting_office(options, *desk.ledger, desk.key, given.office));
    return say_step(
        options.terminal(), *desk.ledger,
        ask_together(options, *desk.ledger, desk.key, act,
                     {office,
                      given.ask,
                      {},
                      "撤销该票的录入，重新录入？ Strike what was entered, and enter it anew?"}));
}

Result<> void_paper(const Options& options, const Given& given) {
    const auto serial = TRY(read_id(given.serial, "SERIAL"));
    auto desk = TRY(open_desk(options, given.ballot));
    auto act = act_on<bal::VoidPaper>(desk.ballot);
    act.set_serial(serial.bytes());
    act.set_reason(given.reason);
    const auto office = TRY(acting_office(options, *desk.ledger, desk.key, given.office));
    return say_step(options.terminal(), *desk.ledger,
                    ask_together(options, *desk.ledger, desk.key, act,
                                 {office, given.ask, {}, "作废这张纸质票？ Void this paper?"}));
}

std::shared_ptr<Given> add_one(Command command) {
    auto given = std::make_shared<Given>();
    command.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    return given;
}

void add_entering(Command paper, Options& options) {
    const auto in = paper.add_command(
        "enter",
        "Enter what you read from papers, sealed; shown once another kind of office has 录入");
    auto given = add_one(in);
    in.add_option("file", given->file,
                  "CSV: 编号,1,2…,签名,收到时间,扫描件,协助人,代理人 (serial,1,2…,signed,received,"
                  "scan,helper,proxy)")
        .required();
    in.add_option("--seals", given->seals,
                  "Private file of the salts (default: FILE.seals) 封存用的私密文件");
    in.add_option("--office", given->office, office_help);
    on_run(in, options, [&options, given] { return enter(options, *given); });
    const auto out = paper.add_command("show", "Show your sealed entries 公开录入");
    auto seen = add_one(out);
    out.add_option("file", seen->file, "Your private file of salts").required();
    on_run(out, options, [&options, seen] { return show(options, *seen); });
}

void add_correcting(Command paper, Options& options) {
    const auto anew = paper.add_command(
        "reopen", "Enter a paper anew; two offices, one of whose clerks never read it 更正录入");
    auto given = add_one(anew);
    anew.add_option("serial", given->serial, "Serial 编号").required();
    anew.add_option("--document", given->document, "File or hash of the reasons").required();
    anew.add_option("--reason", given->reason, "In short; no names, telephone or door numbers")
        .required();
    anew.add_option("--office", given->office, office_help);
    anew.add_option("--ask", given->ask, ask_help);
    on_run(anew, options, [&options, given] { return reopen(options, *given); });
    const auto dead = paper.add_command(
        "void", "End a paper that does not count; two offices, whose clerks never read it 作废");
    auto lost = add_one(dead);
    dead.add_option("serial", lost->serial, "Serial 编号").required();
    dead.add_option("--reason", lost->reason, "In short; no names, telephone or door numbers")
        .required();
    dead.add_option("--office", lost->office, office_help);
    dead.add_option("--ask", lost->ask, ask_help);
    on_run(dead, options, [&options, lost] { return void_paper(options, *lost); });
}

}  // namespace

void add_paper_commands(Command ballot, Options& options) {
    const auto paper = ballot.add_command("paper", "Ballots on paper 纸质表决票");
    paper.needs_command();
    add_paper_print(paper, options);
    add_entering(paper, options);
    const auto two =
        paper.add_command("differences", "Where others read otherwise than you 录入不一致");
    auto given = add_one(two);
    on_run(two, options, [&options, given] { return differences(options, *given); });
    const auto all = paper.add_command("figures", "How many papers stand where 统计");
    auto counted = add_one(all);
    on_run(all, options, [&options, counted] { return figures(options, *counted); });
    add_correcting(paper, options);
}

}  // namespace linlian::apps
