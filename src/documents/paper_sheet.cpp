// How one voter's paper ballot is set, in the order of Sheet::draw. paper_batch.cpp gathers what
// stands on it. Nothing of it is a vote before clerks have read the sheet and entered it.
#include "documents/paper_sheet.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/electorate_text.h"
#include "client/call/call_work.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "documents/type_sizes.h"
#include "ops/address/link.h"
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

// Sizes in mm.
constexpr double qr_size = 34;
constexpr double box_size = 4.6;
constexpr double choice_width = 38;
constexpr TextStyle title_style{.size_pt = 24, .is_bold = true};
constexpr TextStyle heading{.size_pt = 12, .is_bold = true};
constexpr TextStyle choice{.size_pt = 12};
constexpr TextStyle digits{.size_pt = 9, .is_mono = true};

// Sets one voter's sheet.
class Sheet {
  public:
    Sheet(PdfDocument& pdf, const PaperBatch& batch, const PaperFace& face)
        : pdf_(pdf),
          b_(batch),
          f_(face),
          flow_(pdf, {}, [this](PdfDocument& page, std::size_t number) { foot(page, number); }) {}

    // The code is made first: where it is refused nothing of the sheet is drawn.
    Result<> draw() {
        auto code = TRY(print::qr_code(paper_uri(b_.head.community, b_.ballot, f_.serial)));
        top(code);
        how();
        for (int i = 0; i < b_.call.items_size(); ++i) item(i);
        silence();
        signature();
        flow_.finish();
        return {};
    }

  private:
    // What the sheet is, beside its QR code: community, title, serial, voter, who is asked and
    // until when. The text keeps clear of the code, and what follows begins below the lower of
    // both.
    void top(const print::QrCode& code) {
        const double top = flow_.y();
        const double x = print::page_width_mm - 20 - qr_size;
        pdf_.qr(x, top - 2, qr_size, code);
        const double width = flow_.width() - qr_size - 4;
        const double left = flow_.left();
        double y = pdf_.text({left, top, width}, {.size_pt = 11}, b_.head.community_name);
        y = pdf_.text({left, y, width}, title_style, "表决票");
        y = pdf_.text({left, y - 0.5, width}, small, "Paper ballot · Linlian 邻链");
        y = pdf_.text({left, y + 1, width}, heading,
                      (b_.estate.empty() ? "" : b_.estate + "：") + b_.call.title().zh());
        if (!b_.call.title().en().empty())
            y = pdf_.text({left, y, width}, small, b_.call.title().en());
        y = std::max(y, top + qr_size - 4) + 2;
        flow_.gap(y - top);
        flow_.text(digits, "编号 serial  " + in_fours(f_.serial.view()));
        flow_.text(body, voter());
        const auto part = part_words(b_.call.electorate(), b_.building);
        if (!part.zh.empty())
            flow_.text(small, "表决范围 who is asked  " + part.zh + "  " + part.en);
        flow_.text(small,
                   fmt::format("召集人 convenor {}；表决期 open {} 至 to {}（北京时间 Beijing "
                               "time）",
                               b_.convenor, ops::beijing_text(Timestamp{b_.poll.opens_ms()}),
                               ops::beijing_text(Timestamp{b_.poll.closes_ms()})));
        flow_.gap(1);
        flow_.rule();
        flow_.gap(2);
    }

    // The voter by their place in the roll. Door and addressee stand there only where a names file
    // of the registrar gave them: the ledger knows neither.
    std::string voter() const {
        std::string text = fmt::format("表决人 voter  第 {} 号", f_.number);
        if (!f_.door.empty()) text += "  " + f_.door;
        if (!f_.addressee.empty()) text += "  " + f_.addressee;
        return text + "  专有部分面积 area " + square_metres(f_.area_centi);
    }

    // How to fill the sheet in, what makes an item or the whole paper invalid, who reads the
    // choices, and where the sheet goes.
    void how() {
        flow_.text(strong,
                   "请用黑色笔在方框内打 "
                   "√，每项只表示一种意见；涂改、多选的，该项无效；不签名的，整票无效。");
        flow_.text(small,
                   "Tick one box for each item with a black pen. Changed or doubled: that item is "
                   "invalid; unsigned: the whole paper.");
        const auto readers = who_reads_choices(b_.call.electorate());
        flow_.text(small, readers.zh);
        flow_.text(small, readers.en);
        flow_.text(body, "填好后在截止前交回：" + b_.return_to);
        flow_.text(
            small,
            "Hand it in before the close. Clerks of two kinds of office enter it separately; its "
            "scan is kept. A vote by phone counts instead only as the notice says.");
        flow_.gap(2);
    }

    // A box and its word at x; gives nothing: the caller moves on.
    void box(double x, double y, std::string_view word) {
        pdf_.frame(flow_.left() + x, y + 0.9, box_size, box_size);
        pdf_.text({flow_.left() + x + box_size + 2, y, choice_width}, choice, word);
    }

    // An item with its boxes. One of yes or no has agree, disagree and abstain. One with options
    // has a box at each of them, and in place of "disagree" one for none of them.
    void item(int i) {
        const auto& item = b_.call.items(i);
        // A short item stays on one page; a long one begins here and goes on, option by option.
        constexpr double heading_height = 18;
        constexpr double choices_height = 9;
        constexpr double most_kept = 120;
        const double all = heading_height + choices_height * (1 + item.options_size());
        flow_.need(all <= most_kept ? all : heading_height + 3 * choices_height);
        flow_.text(heading, fmt::format("第 {} 项  {}", i + 1, item.title().zh()));
        if (!item.title().en().empty()) flow_.text(small, item.title().en());
        flow_.text(small, matter_words(item) + " · 议案 sha256 " + to_hex(item.document()));
        if (item.silence_follows_majority()) {
            flow_.text(strong, silence_rule_words().zh + "。");
            flow_.text(small, silence_rule_words().en + ".");
        }
        if (item.form() != bal::YES_OR_NO) options(item);
        flow_.gap(1.5);
        flow_.need(choices_height);
        double x = 6;
        const auto none = item.form() == bal::YES_OR_NO ? "反对 disagree" : "都不同意 none";
        if (item.form() == bal::YES_OR_NO) {
            box(x, flow_.y(), "赞成 agree");
            x += choice_width + 12;
        }
        box(x, flow_.y(), none);
        box(x + choice_width + 12, flow_.y(), "弃权 abstain");
        flow_.gap(9);
        flow_.rule();
        flow_.gap(2);
    }

    // The options with their boxes, and how many may be ticked: as many as there are seats in an
    // election, else one.
    void options(const bal::Item& item) {
        flow_.text(strong, item.form() == bal::ELECT ? fmt::format("最多选 {} 名 choose at most {}",
                                                                   item.seats(), item.seats())
                                                     : "只选一项 choose one");
        for (int i = 0; i < item.options_size(); ++i) {
            flow_.gap(1.2);
            const auto& option = item.options(i);
            const auto note = option.note().empty() ? "" : "  " + option.note();
            flow_.ticked(choice, fmt::format("{}. {}{}", i + 1, option.title().zh(), note), 6,
                         box_size);
        }
    }

    // What happens where nothing is handed in. Where silence joins the majority the warning stands
    // in a frame, with the hash of the document that agreed on it: the rule needs a warning with
    // the ballot (Silence in tally.proto). Else the sheet says that silence is no consent.
    void silence() {
        if (!b_.call.terms().silence_follows_majority()) {
            flow_.text(body, "未交回的表决票不计入参与，也不算同意。");
            return flow_.text(small,
                              "A ballot that is not handed in takes no part and agrees to "
                              "nothing.");
        }
        constexpr double height = 22;
        flow_.need(height);
        const double y = flow_.y();
        flow_.gap(2);
        flow_.text({.size_pt = 12, .is_bold = true, .align = Align::centre},
                   "注意：本票送达后未在截止前表决的，视为参与，并随多数意见。");
        flow_.text({.size_pt = 8, .grey = grey_small, .align = Align::centre},
                   "Mind: who was handed this ballot and does not vote takes part and follows the "
                   "majority.");
        flow_.text({.size_pt = 8, .grey = grey_small, .align = Align::centre},
                   "依据 rule sha256 " + to_hex(b_.call.terms().silence_document()));
        flow_.gap(1.5);
        pdf_.frame(flow_.left(), y, flow_.width(), flow_.y() - y);
    }

    // Lines for the voter, a proxy and whoever helped to fill the sheet in. Clerks enter all three.
    void signature() {
        constexpr double height = 26;
        flow_.need(height);
        flow_.gap(5);
        const double y = flow_.y();
        const double left = flow_.left();
        pdf_.text({left, y, 40}, body, "表决人签名 Signature");
        pdf_.line(left + 40, y + 5, left + 92, y + 5, false);
        pdf_.text({left + 98, y, 30}, body, "日期 Date");
        pdf_.line(left + 116, y + 5, left + flow_.width(), y + 5, false);
        pdf_.text({left, y + 9, 60}, body, "代理人签名（附委托书） Proxy");
        pdf_.line(left + 56, y + 14, left + 92, y + 14, false);
        pdf_.text({left + 98, y + 9, 40}, body, "协助填写人 Helper");
        pdf_.line(left + 134, y + 14, left + flow_.width(), y + 14, false);
        flow_.gap(height - 5);
    }

    // On each page community and ledger head, by which anybody can check later that the past was
    // not changed.
    void foot(PdfDocument& pdf, std::size_t page) const {
        const double y = print::page_height_mm - 24;
        const double width = print::page_width_mm - 40;
        pdf.line(20, y, print::page_width_mm - 20, y, false);
        double below = pdf.text({20, y + 1, width}, small, "社区编号 Community id");
        below = pdf.text({20, below - 0.5, width}, {.size_pt = 7.5, .is_mono = true},
                         in_fours(b_.head.community.view()));
        below = pdf.text({20, below + 0.3, width}, small,
                         fmt::format("账本指纹 Ledger head，高度 height {}，条数 size {}",
                                     b_.head.height, b_.head.log_size));
        pdf.text({20, below - 0.5, width}, {.size_pt = 7.5, .is_mono = true},
                 in_fours(b_.head.log_root.view()));
        // The whole serial on each page: pages of two voters must not change places.
        pdf.text({20, y + 1, width}, {.size_pt = 7.5, .is_mono = true, .align = Align::right},
                 fmt::format("{} · {}", in_fours(f_.serial.view()), page));
    }

    PdfDocument& pdf_;
    const PaperBatch& b_;
    const PaperFace& f_;
    Flow flow_;
};

}  // namespace

std::string paper_uri(const Hash32& community, const Id16& ballot, const Id16& serial) {
    return ops::link("linlian:paper", {{"c", to_hex(community.view())},
                                       {"b", to_hex(ballot.view())},
                                       {"s", to_hex(serial.view())}});
}

Result<Bytes> papers_pdf(const PaperBatch& batch, std::span<const PaperFace> faces,
                         const std::function<void(std::size_t, std::size_t)>& progress) {
    PdfDocument pdf{"表决票 " + batch.call.title().zh()};
    std::size_t done = 0;
    for (const auto& face : faces) {
        TRY(Sheet(pdf, batch, face).draw());
        if (progress) progress(++done, faces.size());
    }
    return pdf.finish();
}

}  // namespace linlian::documents
