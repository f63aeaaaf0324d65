// How the pages of a result notice are set: from the title down to the seal, in the order of
// Notice::draw. What is said stands in client/ballot, client/proof and client/words; here it only
// gets its place. Chinese comes first and large, English beside or below it and small.
#include "documents/result_notice.h"

#include "client/ballot/ballot_figures.h"
#include "client/ballot/electorate_text.h"
#include "client/result/result_shares.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "documents/type_sizes.h"
#include "ops/time/beijing_time.h"
#include "print/flow.h"

#include <fmt/format.h>

#include <array>

namespace linlian::documents {

using namespace client;

namespace {

namespace bal = ballot::v1;
using print::Align;
using print::Cell;
using print::Flow;
using print::PdfDocument;
using print::TextStyle;

// Widths and heights in mm of an A4 page, whose text is 170 mm wide.
constexpr double full_width = 170;
constexpr double qr_size = 42;
constexpr double label_width = 34;
constexpr TextStyle title_style{.size_pt = 24, .is_bold = true, .align = Align::centre};
constexpr TextStyle subtitle_style{.size_pt = 10, .grey = grey_small, .align = Align::centre};
constexpr TextStyle heading{.size_pt = 12.5, .is_bold = true};
constexpr TextStyle verdict_style{.size_pt = 15, .is_bold = true};
constexpr TextStyle figure{.size_pt = 10.5, .align = Align::right};
constexpr TextStyle figure_head{.size_pt = 8, .grey = grey_small, .align = Align::right};
constexpr TextStyle digits{.size_pt = 8.5, .is_mono = true};

// Sets one notice; the members are what its parts need at hand.
class Notice {
  public:
    Notice(const ResultNotice& notice, PdfDocument& pdf)
        : n_(notice),
          call_(notice.call.call()),
          pdf_(pdf),
          flow_(pdf, {}, [this](PdfDocument& page, std::size_t number) { foot(page, number); }) {}

    // Everything in its order on the page. The code is made first: where it is refused nothing is
    // drawn at all.
    Result<> draw() {
        const auto hash = verdicts_hash(n_.verdicts);
        auto code = TRY(print::qr_code(result_uri(n_.head.community, n_.ballot, hash)));
        top();
        caution();
        facts();
        for (std::size_t i = 0; i < n_.verdicts.size(); ++i) item(i);
        shares();
        objections();
        proof(code, hash);
        flow_.finish();
        return {};
    }

  private:
    // A sentence in both languages; the English is left out where it is the same.
    void both(const TextStyle& style, const Bilingual& told, double indent = 0) {
        flow_.text(style, told.zh, indent);
        if (!told.en.empty() && told.en != told.zh) flow_.text(small, told.en, indent);
    }

    // Whose result it is: community, estate, and the title under which it was called.
    void top() {
        flow_.text({.size_pt = 11, .align = Align::centre}, n_.head.community_name);
        flow_.text(title_style, "表决结果公告");
        flow_.text(subtitle_style, "Notice of the result of a vote · Linlian 邻链");
        flow_.gap(3);
        flow_.text({.size_pt = 14, .is_bold = true, .align = Align::centre},
                   (n_.estate.empty() ? "" : n_.estate + "：") + call_.title().zh());
        if (!call_.title().en().empty()) flow_.text(subtitle_style, call_.title().en());
        flow_.gap(3);
    }

    // What every reader must see first: not final yet, or no longer standing.
    void caution() {
        const auto told = caution_of(n_.poll);
        if (!told) return;
        const double y = flow_.y();
        flow_.gap(2);
        flow_.text({.size_pt = 15, .is_bold = true, .align = Align::centre}, told->zh);
        flow_.text(subtitle_style, told->en);
        flow_.gap(2);
        pdf_.frame(flow_.left(), y, flow_.width(), flow_.y() - y);
        pdf_.frame(flow_.left() + 0.8, y + 0.8, flow_.width() - 1.6, flow_.y() - y - 1.6);
        flow_.gap(3);
    }

    // One line of two columns: a small label, and what it names.
    void fact(const std::string& name, const std::string& what) {
        const std::array cells{Cell{0, label_width, small, name},
                               Cell{label_width, full_width - label_width, body, what}};
        flow_.row(cells);
    }

    // Who called the vote, who was asked, by how many heads and m², when, and by which rules. Lines
    // that the ballot has nothing for are left out: a part of the estate, days for objections
    // (settles_ms of 0), presets.
    void facts() {
        fact("召集人 convenor", n_.convenor + "（" + words_of(call_.convenor()).zh + "）");
        if (const auto part = part_words(call_.electorate(), n_.building); !part.zh.empty())
            fact("表决范围 of it", part.zh + " " + part.en);
        fact("表决人 electorate",
             fmt::format("{} {} 人 heads，{}", words_of(call_.electorate().electors()).both(),
                         grouped(n_.poll.roll_lines()), square_metres(n_.poll.roll_area_centi())));
        fact("表决期 open", fmt::format("{} 至 {}（北京时间 Beijing time）{}",
                                        ops::beijing_text(Timestamp{n_.poll.opens_ms()}),
                                        ops::beijing_text(Timestamp{n_.poll.closes_ms()}),
                                        n_.poll.extended() ? "，曾延长 extended" : ""));
        if (n_.poll.settles_ms() != 0)
            fact("异议期至 objections", ops::beijing_text(Timestamp{n_.poll.settles_ms()}) +
                                            "，裁定 ruled on by " + n_.ruling_office);
        for (const auto& preset : call_.presets())
            fact("规则依据 rules",
                 fmt::format("{}，{} {}", preset.title().zh(), preset.source(), preset.article()));
        flow_.gap(2);
    }

    // One line of figures: name, heads, area.
    void figures(const Bilingual& what, const std::string& heads, const std::string& area) {
        const std::array cells{Cell{4, 54, body, what.zh}, Cell{59, 40, small, what.en},
                               Cell{90, 30, figure, heads}, Cell{122, 48, figure, area}};
        flow_.row(cells);
    }

    // One item: what was asked, by which rules silence counts, the outcome, the figures, and the
    // checks with their arithmetic. Items count from 1 for people. The hash of the proposal is
    // printed, so that the text that was voted on can be told from another.
    void item(std::size_t i) {
        const auto& item = call_.items(static_cast<int>(i));
        const auto& row = n_.verdicts[i];
        constexpr double least_room = 60;  // an item's heading never stands alone
        flow_.need(least_room);
        flow_.rule();
        flow_.gap(2);
        both(heading, {fmt::format("第 {} 项  {}", i + 1, item.title().zh()), item.title().en()});
        flow_.text(small, matter_words(item) + " · 议案 sha256 " + in_fours(item.document()));
        if (item.silence_follows_majority()) both(small, silence_rule_words());
        flow_.gap(1);
        outcome(row);
        flow_.gap(1);
        const std::array head{Cell{90, 30, figure_head, "人数 heads"},
                              Cell{122, 48, figure_head, "专有部分面积 area"}};
        flow_.row(head);
        for (const auto& line : part_rows(row.input())) figures(line.what, line.heads, line.area);
        options(item, row);
        checks(row);
        flow_.gap(3);
    }

    // A survey has no outcome, which is another thing than a vote that failed.
    void outcome(const bal::VerdictRow& row) {
        if (row.outcome() == tally::v1::OUTCOME_UNSPECIFIED)
            return both(strong, {"意见征询，不作决定", "A survey: it decides nothing."});
        const auto told = headline_of(row.outcome());
        flow_.text(verdict_style, told.zh + "  " + told.en);
    }

    // What each option or candidate got, and who has a seat. Nothing for an item of yes or no.
    void options(const bal::Item& item, const bal::VerdictRow& row) {
        if (row.options_size() == 0) return;
        flow_.gap(1);
        flow_.text(small, "选项或候选人 Options or candidates");
        for (int i = 0; i < row.options_size(); ++i) {
            const auto& count = row.options(i).figures();
            const auto seat = seat_words(row, i);
            const std::array cells{
                Cell{4, 56, body, fmt::format("{}. {}", i + 1, item.options(i).title().zh())},
                Cell{60, 30, strong, seat.zh}, Cell{90, 30, figure, grouped(count.heads().value())},
                Cell{122, 48, figure, square_metres(count.area_centi().value())}};
            flow_.row(cells);
        }
    }

    // Each check with its arithmetic, so that a reader can compute it again; "?" where figures that
    // are not known keep it open. Below them stands what keeps the item from a decision: figures
    // that contradict each other, figures that are missing, ballots in dispute.
    void checks(const bal::VerdictRow& row) {
        if (row.verdict().checks_size() == 0) return;
        flow_.gap(1.5);
        for (const auto& check : row.verdict().checks()) {
            const auto told = words_of(check);
            const bool holds = check.holds() == tally::v1::HOLDS;
            const bool fails = check.holds() == tally::v1::FAILS;
            const std::array cells{Cell{0, 6, strong,
                                        holds   ? "√"
                                        : fails ? "×"
                                                : "?"},
                                   Cell{6, 120, body, told.zh},
                                   Cell{127,
                                        43,
                                        {.size_pt = 7.5, .is_mono = true, .align = Align::right},
                                        arithmetic_words(check)}};
            flow_.row(cells);
            flow_.text(small, told.en, 6);
        }
        for (const auto& contradiction : row.verdict().contradictions())
            both(body, words_of(contradiction), 6);
        for (const auto& missing : row.verdict().missing()) both(body, words_of(missing), 6);
        if (row.disputed() > 0)
            both(strong, {fmt::format("争议票 {} 张，尚待裁定", grouped(row.disputed())),
                          fmt::format("{} ballots are disputed and wait for a ruling",
                                      grouped(row.disputed()))});
    }

    // How the ballots came, by channel and clerk. It is told once for the whole ballot, as the
    // first verdict has it; nothing where that tells no shares.
    void shares() {
        if (n_.verdicts.empty()) return;
        const auto lines = share_rows(n_.verdicts[0], n_.offices);
        if (lines.empty()) return;
        flow_.need(30);
        flow_.rule();
        flow_.gap(2);
        both(heading, {"票从哪里来", "Where the ballots came from"});
        for (const auto& line : lines) figures(line.what, line.heads, line.area);
        flow_.gap(3);
    }

    // Words of people, which say nothing for the notice.
    void said(const char* whose, const std::string& text) {
        if (!text.empty()) flow_.text(small, whose, 8);
        if (!text.empty()) flow_.quoted(small, text, 8);
    }

    // All objections that the node told of, with reasons as they were written. Their number is
    // proven by the poll: where the node told of fewer, the notice says so.
    void objections() {
        flow_.need(24);
        flow_.rule();
        flow_.gap(2);
        // How many is proven; what each says is the node's word.
        both(heading, {fmt::format("异议与裁定（{}）", grouped(n_.poll.objections())),
                       "Objections and rulings"});
        both(body, objections_counted(n_.poll));
        for (const auto& objection : n_.objections) {
            flow_.text(body,
                       fmt::format("{}  {} → {}", ops::beijing_text(Timestamp{objection.time_ms()}),
                                   words_of(objection.about()).both(),
                                   words_of(objection.ruling()).both()),
                       4);
            said("异议人所写 as the objector wrote", objection.reason());
            said("裁定理由 reasons of the ruling", objection.ruling_reason());
        }
        if (const auto missing = objections_missing(n_.poll, n_.objections.size()))
            both(strong, *missing);
        flow_.gap(3);
    }

    // By what anybody checks the notice: ids of community and ballot, the hash over all verdicts
    // and the ledger head. The same hash is in the QR code, so paper and code can be compared. The
    // block is kept on one page with the line for the convenor's seal.
    void proof(const print::QrCode& code, const Hash32& hash) {
        constexpr double height = qr_size + 30;
        flow_.need(height);
        flow_.rule();
        flow_.gap(2);
        const double top = flow_.y();
        pdf_.qr(flow_.left(), top, qr_size, code);
        const double x = flow_.left() + qr_size + 4;
        const double width = flow_.width() - qr_size - 4;
        double y = pdf_.text({x, top, width}, strong, "任何人都能核验 Anybody can check this");
        y = proof_line(x, y, width, "社区编号 Community id", in_fours(n_.head.community.view()));
        y = proof_line(x, y, width, "表决编号 Ballot", in_fours(n_.ballot.view()));
        y = proof_line(x, y, width, "结果指纹 Result", in_fours(hash.view()));
        y = proof_line(x, y, width,
                       fmt::format("账本指纹 Ledger head，{}，高度 height {}，条数 size {}",
                                   ops::beijing_text(n_.head.sealed), grouped(n_.head.height),
                                   grouped(n_.head.log_size)),
                       in_fours(n_.head.log_root.view()));
        flow_.gap(std::max(qr_size, y - top) + 1);
        flow_.text(small,
                   "表决人可用命令 linlian ballot recount 编号 -o 文件 --as 密钥名 "
                   "取得全部选票，再用 linlian verify 文件 --community 社区编号 重新计票。 Voters "
                   "fetch the ballots, then count again with linlian verify.");
        flow_.gap(5);
        const std::array seal{
            Cell{0, 100, body, "召集人（盖章） Convenor's seal"},
            Cell{110, 60, body, "日期 Date  " + ops::beijing_text(n_.printed).substr(0, 10)}};
        flow_.row(seal);
    }

    // A label and its digits below; gives the height at which the next one begins.
    double proof_line(double x, double y, double width, std::string_view name,
                      std::string_view value) {
        y = pdf_.text({x, y + 0.8, width}, small, name);
        return pdf_.text({x, y - 0.4, width}, digits, value);
    }

    // On each page the community and the beginning of its id: 39 characters are eight groups of
    // four digits with the blanks between them.
    void foot(PdfDocument& pdf, std::size_t page) const {
        const double y = print::page_height_mm - 18;
        pdf.line(20, y, print::page_width_mm - 20, y, false);
        pdf.text({20, y + 1, 150}, small,
                 fmt::format("{}  {}", n_.head.community_name,
                             in_fours(n_.head.community.view()).substr(0, 39) + " …"));
        pdf.text({170, y + 1, 20}, figure_head, fmt::format("{}", page));
    }

    // All of them outlive the notice, which is made and drawn in one call.
    const ResultNotice& n_;
    const bal::CallBallot& call_;
    PdfDocument& pdf_;
    Flow flow_;
};

}  // namespace

Result<Bytes> result_notice_pdf(const ResultNotice& notice) {
    PdfDocument pdf{"表决结果公告 " + notice.call.call().title().zh()};
    TRY(Notice(notice, pdf).draw());
    return pdf.finish();
}

}  // namespace linlian::documents
