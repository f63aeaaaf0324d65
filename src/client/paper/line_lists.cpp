#include "client/paper/line_lists.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/paper/delivery_work.h"
#include "client/paper/line_review.h"
#include "client/shown/quoted.h"
#include "client/words/enum_words.h"

#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Whom the ballot reached so far, and how.
Result<> show_reach(const Screen& screen, const AtBallot& at) {
    bal::DeliveriesQuery query;
    query.set_ballot(at.ballot.id.bytes());
    bal::DeliveriesReply reply;
    TRY(at.ledger.ask(query, reply));
    if (screen.json()) {
        screen.message(reply);
        return {};
    }
    Rows rows;
    for (const auto& kind : reply.kinds()) {
        const auto words = words_of(kind.kind());
        rows.push_back({words.zh, words.en, grouped(kind.heads())});
    }
    rows.push_back({"未送达", "not reached", grouped(reply.undelivered_heads())});
    screen.table({"送达方式", "", "人数 heads"}, rows, "");
    return {};
}

// Whose line a serial is: by the clerk's own printed lists, else by what the node says.
Result<std::map<Bytes, Bytes>> heads_of_papers(const AtBallot& at, LineList& list) {
    if (!list.printed.empty()) return read_printed_lists(list.printed);
    const auto papers = TRY(fetch_papers(at.ledger, at.author, at.ballot));
    std::map<Bytes, Bytes> heads;
    for (const auto& [serial, paper] : papers) heads[serial] = paper.row().line().head();
    return heads;
}

// The papers that were issued, and the doors of the names file where one is given.
Result<> know_more(const AtBallot& at, LineList& list, LineFinder& finder) {
    const auto heads = TRY(heads_of_papers(at, list));
    finder.know_papers(heads);
    if (list.as.names.empty()) return {};
    const auto names = TRY(opened_names(list.as.names, at.ledger.community()));
    finder.know_doors(names, at.ballot.call().electorate());
    return {};
}

// All rows, with the line that each is.
void show_lines(const Screen& screen, const AtBallot& at, const char* what, const Rows& rows,
                const LineList& list) {
    screen.heading(behind_bar(at.ballot.call().title().zh()));
    screen.table(line_heading(what), rows, "–");
    if (list.printed.empty())
        screen.say(
            "按编号录入的行：编号属于谁由节点所述，账本会核对并拒绝不符的；用 --papers 给出打印时的"
            "编号清单可事先核对 Rows by serial: whose a serial is, the node says; the ledger "
            "compares and refuses what differs. --papers FILE, the list written when they were "
            "printed, says it beforehand.");
}

// Finds the motions of the acts, says who proposed them, and asks. For which office, too.
template <class Act>
struct Asked {
    SharedActs<Act> acts;
    Bytes office;
};
template <class Act>
Result<Asked<Act>> ask_for(const Review& review, const AtBallot& at, std::vector<Act> made,
                           const ForOffice& as, const Styled& question) {
    auto office = TRY(acting_office(review, at.ledger, at.author, as.office));
    auto acts = TRY(SharedActs<Act>::find(at.ledger, std::move(made)));
    TRY(acts.say_proposers(review, at.ledger, as.names));
    TRY(acts.ask(review, at.ledger, as.ask));
    TRY(warn_of_names(review.screen(), at.ledger, as.names));
    TRY(review.confirm(question));
    return Asked<Act>{std::move(acts), std::move(office)};
}

}  // namespace

Result<> record_deliveries(const Screen& screen, const Review& review, const AtBallot& at,
                           LineList list, const KeepFiles& keep) {
    const auto roll = TRY(fetch_roll(at.ledger, at.ballot, bar(screen, "名册 roll")));
    LineFinder finder{roll.lines};
    TRY(know_more(at, list, finder));
    std::vector<NamedFile> files;
    const auto entries =
        TRY(without_faults(screen, read_deliveries(std::move(list.table), finder, files)));
    show_lines(review.screen(), at, "送达 delivery", delivery_rows(entries, finder), list);
    screen.say(styled("{} 份送达 deliveries", entries.size()));
    const auto asked = TRY(ask_for(review, at, delivery_acts(at.ballot, entries), list.as,
                                   "已核对送达凭证？提请或附议？ Have you checked the proofs?"));
    keep(files);
    const auto& acts = asked.acts;
    const auto completed =
        TRY(acts.carry_out(at.ledger, at.author, asked.office, bar(screen, "登记 recording")));
    if (completed == acts.size()) return show_reach(screen, at);
    screen.json_value(nlohmann::json{{"parts", acts.size()}, {"completed", completed}});
    screen.say(
        styled("等待其工作人员用同一文件运行同一命令 Its clerk runs the same command with the "
               "same file. {}",
               acts.waits_for(at.ledger)));
    return {};
}

Result<> enter_city_list(const Screen& screen, const Review& review, const AtBallot& at,
                         LineList list, const Bytes& signed_list) {
    const auto roll = TRY(fetch_roll(at.ledger, at.ballot, bar(screen, "名册 roll")));
    LineFinder finder{roll.lines};
    TRY(know_more(at, list, finder));
    const auto made = TRY(without_faults(
        screen, read_city_list(std::move(list.table), at.ballot, finder, signed_list)));
    show_lines(review.screen(), at, "选择 choices", city_rows(made, at.ballot.call(), finder),
               list);
    screen.say(styled("{} 个分片 chunks，清单 list {}", made.size(), to_hex(signed_list)));
    const auto asked =
        TRY(ask_for(review, at, made, list.as,
                    "已核对城市系统的签名？提请或附议？ Have you checked the city's signature?"));
    const auto& acts = asked.acts;
    const auto completed =
        TRY(acts.carry_out(at.ledger, at.author, asked.office, bar(screen, "清单 list")));
    screen.json_value(nlohmann::json{{"chunks", acts.size()}, {"completed", completed}});
    screen.say(completed == acts.size()
                   ? screen.good("✓") + " 已录入 The list is entered."
                   : styled("等待其工作人员运行同一命令 Its clerk runs the same command. {}",
                            acts.waits_for(at.ledger)));
    return {};
}

}  // namespace linlian::client
