// `linlian ballot deliver` and `city-list`: tables of clerks, of who was reached and of who voted
// in the city's own system.
#include "apps/apps.pb.h"
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "apps/cli/motion/motion_question.h"
#include "base/hex.h"
#include "client/act/shared_motion.h"
#include "client/ballot/ballot_figures.h"
#include "client/paper/delivery_work.h"
#include "client/paper/line_review.h"
#include "client/paper/paper_text.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/words/enum_words.h"
#include "desk/office_vault.h"

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
    std::string list;
    std::string names;
    std::vector<std::string> papers;
    std::string office;
    std::vector<std::string> ask;
};

// Whom the ballot reached so far, and how.
Result<> print_reach(const Options& options, const Desk& desk) {
    bal::DeliveriesQuery query;
    query.set_ballot(desk.ballot.id.bytes());
    bal::DeliveriesReply reply;
    TRY(desk.ledger->ask(query, reply));
    if (options.json) {
        options.terminal().message(reply);
        return {};
    }
    Rows rows;
    for (const auto& kind : reply.kinds()) {
        const auto words = words_of(kind.kind());
        rows.push_back({words.zh, words.en, grouped(kind.heads())});
    }
    rows.push_back({"未送达", "not reached", grouped(reply.undelivered_heads())});
    options.terminal().table({"送达方式", "", "人数 heads"}, rows, "");
    return {};
}

// Whose line a serial is: by the clerk's own printed lists, else by what the node says.
Result<std::map<Bytes, Bytes>> heads_of_papers(const Desk& desk, const Given& given) {
    if (!given.papers.empty()) {
        std::vector<ClerkFile> lists;
        for (const auto& file : given.papers) lists.push_back(TRY(clerk_file(file)));
        return read_printed_lists(std::move(lists));
    }
    const auto papers = TRY(fetch_papers(*desk.ledger, desk.key, desk.ballot));
    std::map<Bytes, Bytes> heads;
    for (const auto& [serial, paper] : papers) heads[serial] = paper.row().line().head();
    return heads;
}

// The papers that were issued, and the doors of the names file where one is given.
Result<> know_more(const Desk& desk, const Given& given, const NamesAtHand& at_hand,
                   LineFinder& finder) {
    const auto heads = TRY(heads_of_papers(desk, given));
    finder.know_papers(heads);
    if (at_hand.empty()) return {};
    const auto names = TRY(opened_names(at_hand, desk.ledger->community()));
    finder.know_doors(names, desk.ballot.call().electorate());
    return {};
}

// All rows, with the line that each is.
void show_lines(const Options& options, const Desk& desk, const char* what, const Rows& rows,
                const Given& given) {
    const auto terminal = options.terminal().for_asking();
    terminal.heading(behind_bar(desk.ballot.call().title().zh()));
    terminal.table(line_heading(what), rows, "–");
    if (given.papers.empty())
        terminal.say(
            "按编号录入的行：编号属于谁由节点所述，账本会核对并拒绝不符的；用 --papers 给出打印时的"
            "编号清单可事先核对 Rows by serial: whose a serial is, the node says; the ledger "
            "compares and refuses what differs. --papers FILE, the list written when they were "
            "printed, says it beforehand.");
}

Result<> deliver(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    auto desk = TRY(open_desk(options, given.ballot));
    const auto roll = TRY(fetch_roll(*desk.ledger, desk.ballot, bar(terminal, "名册 roll")));
    LineFinder finder{roll.lines};
    const auto names = TRY(options.names(given.names));
    TRY(know_more(desk, given, names, finder));
    std::vector<NamedFile> files;
    auto file = TRY(clerk_file(given.file));
    const auto entries = TRY(told(options, read_deliveries(std::move(file), finder, files)));
    show_lines(options, desk, "送达 delivery", delivery_rows(entries, finder), given);
    terminal.say(styled("{} 份送达 deliveries", entries.size()));
    const auto office = TRY(acting_office(options, *desk.ledger, desk.key, given.office));
    auto acts = TRY(
        SharedActs<bal::RecordDeliveries>::find(*desk.ledger, delivery_acts(desk.ballot, entries)));
    TRY(acts.say_proposers(options, *desk.ledger, names));
    TRY(acts.ask(options, *desk.ledger, given.ask));
    TRY(warn_of_names(options.screen(), *desk.ledger, names));
    TRY(options.confirm("已核对送达凭证？提请或附议？ Have you checked the proofs?"));
    keep_named(options.data, options.terminal(), std::filesystem::path{given.file}.parent_path(),
               files);
    const auto completed =
        TRY(acts.carry_out(*desk.ledger, desk.key, office, bar(terminal, "登记 recording")));
    if (completed < acts.size()) {
        terminal.json_value(json{{"parts", acts.size()}, {"completed", completed}});
        terminal.say(
            styled("等待其工作人员用同一文件运行同一命令 Its clerk runs the same command with the "
                   "same file. {}",
                   acts.waits_for(*desk.ledger)));
        return {};
    }
    return print_reach(options, desk);
}

Result<> city_list(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    auto desk = TRY(open_desk(options, given.ballot));
    const auto list = TRY(keep_document(options, given.list, "--list"));
    const auto roll = TRY(fetch_roll(*desk.ledger, desk.ballot, bar(terminal, "名册 roll")));
    LineFinder finder{roll.lines};
    const auto names = TRY(options.names(given.names));
    TRY(know_more(desk, given, names, finder));
    auto file = TRY(clerk_file(given.file));
    const auto acts =
        TRY(told(options, read_city_list(std::move(file), desk.ballot, finder, list)));
    show_lines(options, desk, "选择 choices", city_rows(acts, desk.ballot.call(), finder), given);
    terminal.say(styled("{} 个分片 chunks，清单 list {}", acts.size(), to_hex(list)));
    const auto office = TRY(acting_office(options, *desk.ledger, desk.key, given.office));
    auto shared = TRY(SharedActs<bal::EnterCityList>::find(*desk.ledger, acts));
    TRY(shared.say_proposers(options, *desk.ledger, names));
    TRY(shared.ask(options, *desk.ledger, given.ask));
    TRY(warn_of_names(options.screen(), *desk.ledger, names));
    TRY(options.confirm(
        "已核对城市系统的签名？提请或附议？ Have you checked the city's signature?"));
    const auto completed =
        TRY(shared.carry_out(*desk.ledger, desk.key, office, bar(terminal, "清单 list")));
    terminal.json_value(json{{"chunks", acts.size()}, {"completed", completed}});
    terminal.say(completed == acts.size()
                     ? terminal.good("✓") + " 已录入 The list is entered."
                     : styled("等待其工作人员运行同一命令 Its clerk runs the same command. {}",
                              shared.waits_for(*desk.ledger)));
    return {};
}

constexpr const char* papers_help =
    "Lists of serials written by `ballot paper print`, to know whose a serial is 打印时的编号清单";
constexpr const char* table_names_help =
    "Opened names file, for tables that name doors 已打开的姓名文件";

Command add_on_ballot(Command parent, const char* name, const char* help,
                      const std::shared_ptr<Given>& given) {
    const auto command = parent.add_command(name, help);
    command.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    return command;
}

}  // namespace

void add_delivery_commands(Command ballot, Options& options) {
    auto given = std::make_shared<Given>();
    const auto reach = add_on_ballot(ballot, "deliver",
                                     "Record deliveries from a CSV; two offices 登记送达", given);
    reach
        .add_option(
            "file", given->file,
            "CSV: 表决人 or 编号 or 房号, 方式,时间,凭证,已告知 (head or serial or door, kind,"
            "time,document,warned)")
        .required();
    reach.add_option("--names", given->names, table_names_help);
    reach.add_option("--papers", given->papers, papers_help);
    reach.add_option(
        "--office", given->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    reach.add_option("--ask", given->ask, ask_help);
    on_run(reach, options, [&options, given] { return deliver(options, *given); });
    auto city = std::make_shared<Given>();
    const auto list = add_on_ballot(
        ballot, "city-list", "The city's signed list; two offices run it 市级系统清单", city);
    list.add_option("file", city->file,
                    "CSV: 表决人 or 编号 or 房号, 1,2… (head or serial or door, 1,2…)")
        .required();
    list.add_option("--list", city->list, "The signed file itself, or its hash 签署的文件或其哈希")
        .required();
    list.add_option("--names", city->names, table_names_help);
    list.add_option("--papers", city->papers, papers_help);
    list.add_option("--office", city->office,
                    "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    list.add_option("--ask", city->ask, ask_help);
    on_run(list, options, [&options, city] { return city_list(options, *city); });
}

}  // namespace linlian::apps
