// The slip on paper: one A4 page for each person, folded twice so that the secret part lies inside.
// From the top: address, secret, what the slip may do and what it is compared with, and the stub.
// Drawn from top to bottom; all measures are millimetres.

#include "roster/plan/slip_pdf.h"

#include "base/hex.h"
#include "ops/time/beijing_time.h"
#include "print/pdf_document.h"
#include "roster/check/words/id_number.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::roster {

namespace {

using print::Align;
using print::page_width_mm;
using print::PdfDocument;
using print::QrCode;
using print::TextStyle;

// The sheet in millimetres: address, fold, secret, fold, small print, cut, stub.
constexpr double margin = 20;
constexpr double inner_width = page_width_mm - 2 * margin;
constexpr double first_fold = 92;
constexpr double second_fold = 184;
constexpr double cut = 268;
constexpr double qr_size = 62;
constexpr double column_gap = 6;

constexpr double grey_small = 0.3;
constexpr TextStyle body{.size_pt = 10.5};
constexpr TextStyle strong{.size_pt = 11, .is_bold = true};
constexpr TextStyle small{.size_pt = 8, .grey = grey_small};
constexpr TextStyle small_right{.size_pt = 8, .grey = grey_small, .align = Align::right};
constexpr TextStyle heading{.size_pt = 9, .is_bold = true};
constexpr TextStyle digits{.size_pt = 9.5, .is_mono = true};

// For comparing by eye.
std::string groups_of_four(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        if (i != 0) out += ' ';
        out += text.substr(i, 4);
    }
    return out;
}

// Draws one slip; the members are only what one page needs at hand.
class SlipPage {
  public:
    SlipPage(PdfDocument& pdf, const SlipBatch& batch, const SlipFace& face)
        : pdf_(pdf), batch_(batch), face_(face) {}

    // Refused only where the code of the slip does not fit a QR code.
    Result<> draw() {
        auto code = TRY(print::qr_code(slip_uri(face_.slip)));
        address();
        fold(first_fold, "第二步 向后折 · 2 fold back");
        secret(code);
        fold(second_fold, "第一步 向内折 · 1 fold in");
        anchors(powers());
        stub();
        pdf_.end_page();
        return {};
    }

  private:
    // A dashed line, with the step of folding above it.
    void fold(double y, std::string_view label) {
        pdf_.line(8, y, page_width_mm - 8, y, true);
        pdf_.text({8, y - 4.2, page_width_mm - 16}, small_right, label);
    }

    std::string number() const { return fmt::format("{:06}", face_.slip.number); }

    // What is seen from outside: nothing secret, and the name masked.
    void address() {
        double y = pdf_.text({margin, 14, 120}, {.size_pt = 12}, batch_.community_name);
        y = pdf_.text({margin, y + 1, 120}, {.size_pt = 25, .is_bold = true}, "实名开通单");
        pdf_.text({margin, y - 0.5, 120}, small, "Enrolment slip · Linlian 邻链");
        double right =
            pdf_.text({130, 15, 60}, {.size_pt = 11, .is_bold = true, .align = Align::right},
                      "编号 No. " + number());
        right = pdf_.text({110, right + 1, 80}, {.size_pt = 10.5, .align = Align::right},
                          "有效期至 " + ops::civil_end_text(batch_.expires));
        pdf_.text({110, right, 80}, small_right, "valid until then, Beijing time");

        y = pdf_.text({margin, 46, inner_width}, small, "送交 To");
        y = pdf_.text({margin, y + 0.5, inner_width}, {.size_pt = 16, .is_bold = true},
                      face_.estate + "  " + face_.door);
        pdf_.text({margin, y + 0.5, inner_width}, {.size_pt = 16},
                  masked_name(face_.addressee) + "  亲启");
        y = pdf_.text({margin, 72, inner_width}, body,
                      "内有一次性开通密码，请本人拆阅。送到时封口已破，请勿使用，并致电 " +
                          batch_.phone + "。");
        pdf_.text(
            {margin, y, inner_width}, small,
            "Holds a one-time code: open it yourself. If the seal is broken on arrival, do not "
            "use it and call this number.");
    }

    // The code as QR and in letters, and what to do with it. This part lies inside once folded.
    void secret(const QrCode& code) {
        const double top = first_fold + 6;
        pdf_.frame(margin, top, qr_size, qr_size);
        pdf_.qr(margin, top, qr_size, code);
        pdf_.text({margin, top + qr_size + 1.5, qr_size},
                  {.size_pt = 8, .grey = grey_small, .align = Align::centre},
                  "扫码内容可代替密码 · or scan it");

        const double x = margin + qr_size + column_gap;
        const double width = page_width_mm - margin - x;
        double y =
            pdf_.text({x, top - 1, width}, strong, "不能扫码时，手工输入（没有字母 I、L、O、U）：");
        y = pdf_.text({x, y - 0.5, width}, small,
                      "Or type this code; it has no letter I, L, O or U:");
        const auto typed = slip_code(face_.slip);
        constexpr std::size_t first_line = 20;  // four groups and their dashes
        const TextStyle code_style{.size_pt = 18.5, .is_bold = true, .is_mono = true};
        y = pdf_.text({x, y + 1, width}, code_style, typed.substr(0, first_line));
        y = pdf_.text({x, y - 1, width}, code_style, typed.substr(first_line));
        steps(x, y + 2.5, width);
        y = pdf_.text({margin, top + qr_size + 9, inner_width}, strong,
                      "只在您自己的电脑上输入，不要拍照、转发或告诉任何人，工作人员也不会问您。");
        pdf_.text({margin, y - 0.5, inner_width}, small,
                  "Enter it on your own computer only. Do not photograph, forward or tell it; no "
                  "clerk will "
                  "ask for it.");
    }

    // Each step in Chinese, and smaller in English.
    void steps(double x, double y, double width) {
        struct Step {
            std::string_view chinese;
            std::string_view english;
        };
        constexpr Step three[] = {
            {"① 在您的电脑上运行 linlian enrol --key 名称。",
             "1  On your computer run: linlian enrol --key NAME"},
            {"② 输入密码，核对社区编号与本单相同。",
             "2  Type the code; check that the community id is the one below."},
            {"③ 完成第二次核验：到柜台、请网格员上门，或收短信码。",
             "3  Give a second proof: at the counter, at your door, or by a code."}};
        for (const auto& step : three) {
            y = pdf_.text({x, y, width}, body, step.chinese);
            y = pdf_.text({x, y - 0.6, width}, small, step.english) + 1.4;
        }
    }

    // Gives the y below it, for the text may take more lines than usual.
    double powers() {
        const double width = (inner_width - column_gap) / 2;
        const double right = margin + width + column_gap;
        const double top = second_fold + 3.5;
        double y = pdf_.text({margin, top, width}, strong, "单凭本单可以");
        y = pdf_.text({margin, y - 0.5, width}, body, "登记一把临时钥匙，看公开信息，预约核验。");
        pdf_.text({margin, y - 0.5, width}, small,
                  "Alone it enrols a provisional key, shows what is public, books the check.");
        y = pdf_.text({right, top, width}, strong, "单凭本单不能");
        y = pdf_.text({right, y - 0.5, width}, body, "投票、签协议、看个人资料、动用资金。");
        y = pdf_.text({right, y - 0.5, width}, small,
                      "It cannot vote, sign agreements, open personal data or move money.");
        y = pdf_.text(
            {margin, y + 2, inner_width}, strong,
            "被别人拆开或先用了？马上致电 " + batch_.phone + "，本单当场作废，补发新单。");
        y = pdf_.text(
            {margin, y - 0.5, inner_width}, small,
            "Opened or used by somebody else? Call at once: it is cancelled and a new one issued.");
        y = pdf_.text({margin, y + 1, inner_width}, body, "核验地点：" + batch_.counter);
        return pdf_.text({margin, y - 0.5, inner_width}, small, "where the second proof is given");
    }

    // What the reader compares with the screen, the notice board and the neighbours' slips.
    void anchors(double above) {
        double y = std::max(second_fold + 48, above + 2);
        y = pdf_.text({margin, y, inner_width}, heading, "社区编号 Community id");
        y = pdf_.text({margin, y - 0.5, inner_width}, digits,
                      groups_of_four(to_hex(face_.slip.community.view())));
        y = pdf_.text({margin, y + 1.5, inner_width}, heading,
                      fmt::format("账本指纹 Ledger head    高度 height {}    条数 size {}",
                                  batch_.head_height, batch_.head_log_size));
        y = pdf_.text({margin, y - 0.5, inner_width}, digits,
                      groups_of_four(to_hex(batch_.head_log_root.view())));
        pdf_.text({margin, y, inner_width}, small,
                  "社区编号须与公告栏一致；账本指纹可用 linlian verify --since 核对。 The id must "
                  "match the notice board; linlian verify --since checks the head.");
    }

    // Cut off before sealing: it is signed on delivery and holds no secret.
    void stub() {
        pdf_.line(8, cut, page_width_mm - 8, cut, true);
        pdf_.text({8, cut - 4.2, page_width_mm - 16}, small_right,
                  "封口前沿此线剪下存根 · cut the stub off before sealing");
        double y = pdf_.text({margin, cut + 2.5, inner_width}, strong,
                             "签收存根 Receipt stub   No. " + number() + "   " + face_.estate +
                                 "  " + face_.door + "  " + masked_name(face_.addressee));
        y += 5;
        pdf_.text({margin, y, 40}, body, "签收人 Received by");
        pdf_.line(margin + 33, y + 5, margin + 80, y + 5, false);
        pdf_.text({margin + 84, y, 30}, body, "日期 Date");
        pdf_.line(margin + 101, y + 5, margin + 125, y + 5, false);
        pdf_.text({margin + 129, y, 30}, body, "经手 Clerk");
        pdf_.line(margin + 147, y + 5, margin + inner_width, y + 5, false);
    }

    PdfDocument& pdf_;
    const SlipBatch& batch_;
    const SlipFace& face_;
};

}  // namespace

// One document for all slips; the first that cannot be drawn refuses all.
Result<Bytes> slips_pdf(const SlipBatch& batch, std::span<const SlipFace> faces,
                        const SlipProgress& progress) {
    PdfDocument pdf{"实名开通单 " + batch.community_name};
    std::size_t done = 0;
    for (const auto& face : faces) {
        TRY(SlipPage(pdf, batch, face).draw());
        ++done;
        if (progress) progress(done, faces.size());
    }
    return pdf.finish();
}

}  // namespace linlian::roster
