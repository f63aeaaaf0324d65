// A4 pages with text in Chinese and English, lines and QR codes, as a PDF in memory. A thin face
// over cairo and pango; it knows nothing of what is printed.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "print/qr_code.h"

#include <memory>
#include <string>
#include <string_view>

namespace linlian::print {

// All measures are millimetres from the upper left corner, but text sizes, which are points.
inline constexpr double page_width_mm = 210;
inline constexpr double page_height_mm = 297;

enum class Align { left, centre, right };

struct TextStyle {
    double size_pt = 10;
    bool is_bold = false;
    bool is_mono = false;
    double grey = 0;  // 0 black to 1 white
    Align align = Align::left;
};

struct Place {
    double x = 0;
    double y = 0;
    double width = 0;  // text wraps within it
};

class PdfDocument {
  public:
    explicit PdfDocument(const std::string& title);
    ~PdfDocument();
    PdfDocument(PdfDocument&&) noexcept;
    PdfDocument& operator=(PdfDocument&&) noexcept;

    // Draws text and gives the y below it. Every text here is shown by ops::safe_line: it is one
    // paragraph, whatever stands in it. A character that no font here has stands by its code, as
    // [U+1F600], and the foot of its page says what that is: nobody's words stop a sheet.
    double text(const Place& place, const TextStyle& style, std::string_view text);
    // The height in millimetres that a text of this width would take.
    double height_of(double width, const TextStyle& style, std::string_view text);
    void line(double from_x, double from_y, double to_x, double to_y, bool is_dashed);
    void frame(double x, double y, double width, double height);
    // A code with its quiet zone, `size` wide.
    void qr(double x, double y, double size, const QrCode& code);
    void end_page();

    // The bytes of the PDF; nothing can be drawn afterwards. Refusals: print.GLYPH_MISSING when the
    // font for Chinese is missing, PDF_FAILED {reason}.
    Result<Bytes> finish();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace linlian::print
