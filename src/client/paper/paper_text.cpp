// What clerks see of papers on the terminal. Of what others read, only where it differs from the
// own reading is shown (PaperReply in papers.proto).
#include "client/paper/paper_text.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/shown/json_of.h"
#include "client/shown/quoted.h"
#include "client/words/enum_words.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

std::string yes_no(bool value) { return value ? "是 yes" : "否 no"; }

const char* const otherwise = "不同 otherwise";

// A line for each thing that differs: what it is, and what the reader read.
// Numbers of items that the call or the own reading does not have come from a node that is wrong,
// and are passed over.
Rows told_of(const bal::CallBallot& call, const bal::PaperEntry& own,
             const bal::ReadingDifference& found) {
    Rows rows;
    for (const auto item : found.items()) {
        const auto at = static_cast<int>(item);
        if (at >= call.items_size() || at >= own.choices_size()) continue;
        rows.push_back({"第 " + std::to_string(item + 1) + " 项",
                        choice_words(call.items(at), own.choices(at).open()).zh});
    }
    if (found.signature()) rows.push_back({"签名 signed", yes_no(own.is_signed())});
    if (found.helper()) rows.push_back({"协助人 helper", to_hex(own.helper())});
    if (found.proxy()) rows.push_back({"代理人 proxy", to_hex(own.proxy())});
    if (found.receipt()) rows.push_back({"截止前收到 received in time", otherwise});
    return rows;
}

// What the reader showed last of the paper; nullptr: nothing.
// A list of papers has the last round of each alone, so it stands at 0.
const bal::PaperEntry* own_entry(const bal::PaperReply& paper, const Bytes& reader) {
    const bal::PaperEntry* own = nullptr;
    if (paper.rounds().empty()) return own;
    for (const auto& reading : paper.rounds(0).readings())
        if (reading.member() == reader && reading.shown_ms() != 0) own = &reading.entry();
    return own;
}

// One row for each thing on which another reading differs, with the kind of office and the member
// of the other: four columns as print_differences heads them.
void add_differences(const BallotView& ballot, const bal::PaperReply& paper,
                     const bal::PaperEntry& own, Rows& rows) {
    for (const auto& found : paper.differences()) {
        const auto at = static_cast<int>(found.reading());
        if (at >= paper.rounds(0).readings_size()) continue;
        const auto& other = paper.rounds(0).readings(at);
        for (const auto& told : told_of(ballot.call(), own, found))
            rows.push_back({to_hex(paper.serial()), told[0], told[1],
                            in_brackets(other.office_kind()) + " " +
                                to_hex(other.member()).substr(0, 8) + "：" + otherwise});
    }
}

// Commands stand on lines of their own, ready to be copied.
void say_next(const Screen& screen, const ShowResult& shown, const BallotView& ballot,
              const std::string& seals) {
    const auto id = to_hex(ballot.id.view());
    if (shown.waiting > 0)
        screen.say(styled(
            "{} 张等另一类组织的工作人员封存；之后运行 they wait for a clerk of another kind "
            "of office, then:\n  linlian ballot paper show {} {} --as NAME",
            shown.waiting, id, seals));
    if (shown.differing > 0)
        screen.say(styled(
            "{} 张不一致：对照原件，有误的一方重新录入，或由第三类组织录入 they differ: look at "
            "the paper again; whoever erred enters it anew, or a third kind of office does:"
            "\n  linlian ballot paper differences {} --as NAME",
            shown.differing, id));
}

}  // namespace

void print_differences(const Screen& screen, const BallotView& ballot, const Bytes& reader,
                       const std::map<Bytes, bal::PaperReply>& papers) {
    Rows rows;
    auto all = nlohmann::json::array();
    std::size_t of_others = 0;
    for (const auto& [serial, paper] : papers) {
        all.push_back(json_of(paper));
        const auto* own = own_entry(paper, reader);
        if (own != nullptr)
            add_differences(ballot, paper, *own, rows);
        else
            ++of_others;
    }
    screen.json_value(nlohmann::json{{"papers", all}});
    screen.table({"编号 serial", "项目 item", "您录入 you read", "另一人 another"}, rows,
                 "没有与您不一致的录入 Nobody read otherwise than you.");
    if (of_others > 0)
        screen.say(
            grouped(of_others) +
            " 张不一致的票您未录入；若您属第三类组织，可以录入 papers differ that you did not "
            "enter: a clerk of a third kind of office may.");
}

// How many came back is told with the result; `counted` of 0 is left out.
void print_paper_figures(const Screen& screen, const bal::PaperFiguresReply& figures) {
    Rows rows;
    for (const auto& entry : figures.states()) {
        const auto told = words_of(entry.state());
        rows.push_back({told.zh, told.en, grouped(entry.papers())});
    }
    screen.say("已发放 issued: " + grouped(figures.issued()));
    screen.table({"状态 state", "", "张数 papers"}, rows,
                 "收回多少，有结果后公布 How many came back is told with the result.");
    if (figures.counted() > 0) screen.say("计入 counted: " + grouped(figures.counted()));
    if (figures.counted_without_delivery() > 0)
        screen.say("计入但没有送达记录 counted without a delivery on record: " +
                   grouped(figures.counted_without_delivery()));
}

// Left out are papers that the ledger would not take from this clerk now, each with its state.
void say_shown(const Screen& screen, const BallotView& ballot, const ShownEntries& shown) {
    const auto& [result, seals, sealed, left_out] = shown;
    auto out = nlohmann::json::array();
    for (const auto& [serial, state] : left_out)
        out.push_back({{"serial", to_hex(serial.view())}, {"state", bal::PaperState_Name(state)}});
    screen.json_value(nlohmann::json{{"sealed", sealed},
                                     {"shown", result.shown},
                                     {"settled", result.settled},
                                     {"differing", result.differing},
                                     {"late", result.late},
                                     {"unsigned", result.unsigned_ones},
                                     {"waiting", result.waiting},
                                     {"left_out", out},
                                     {"seals", seals}});
    for (const auto& [serial, state] : left_out)
        screen.say(screen.bad(styled("未录入 left out {}：{}", to_hex(serial.view()),
                                     words_of(state).zh)) +
                   " " + words_of(state).en);
    screen.say(
        styled("{} 封存 sealed {}，公开 shown {}，录入一致 read alike {}，不一致 differ {}，"
               "逾期 late {}，无签名 unsigned {}",
               screen.good("✓"), sealed, result.shown, result.settled, result.differing,
               result.late, result.unsigned_ones));
    say_next(screen, result, ballot, seals);
}

}  // namespace linlian::client
