// Drawing with cairo and pango: text, lines, frames and QR codes on A4. The C objects behind a
// document are owned by Parts. Fonts are looked for at the start, so that a sheet without Chinese
// characters is refused and not printed with boxes.

#include "print/pdf_document.h"

#include "codec/refusal.h"
#include "ops/safe_text.h"
#include "print/refusals.pb.h"

#include <cairo/cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <set>

namespace linlian::print {

namespace {

// Cairo measures in points of 1/72 inch.
constexpr double points_per_mm = 72.0 / 25.4;
constexpr double line_width_pt = 0.6;
constexpr double line_spacing = 1.25;
constexpr const char* sans = "Noto Sans CJK SC, sans-serif";
constexpr const char* mono = "Noto Sans Mono CJK SC, monospace";
// The white margin that readers of QR codes need, in squares of the code.
constexpr std::size_t quiet_squares = 4;
// What every font for Chinese has: where these have no shape, it is the font that is missing.
constexpr std::string_view probe = "中文 A";
// So often at most a text is set anew with codes for what has no shape.
constexpr std::size_t rounds_max = 8;
// At the foot of the page, where no text of a sheet stands.
constexpr double note_y = page_height_mm - 5;
constexpr TextStyle note_style{.size_pt = 6.5, .grey = 0.3};
constexpr std::string_view note =
    "方括号内的 U+ 代码：此字符没有可用字体，以其编码代替。 A code U+… in brackets stands for a "
    "character that no font here has.";

// Cairo writes the PDF through this, piece by piece.
cairo_status_t append(void* bytes, const unsigned char* data, unsigned int size) {
    static_cast<Bytes*>(bytes)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

PangoAlignment pango_align(Align align) {
    if (align == Align::centre) return PANGO_ALIGN_CENTER;
    return align == Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

// Where in its text the layout has characters without a shape, by byte.
std::set<std::size_t> without_shape(PangoLayout* layout) {
    std::set<std::size_t> places;
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) return places;
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    do {
        const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(at);
        if (run == nullptr) continue;  // the end of a line
        for (int i = 0; i < run->glyphs->num_glyphs; ++i)
            if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
                places.insert(
                    static_cast<std::size_t>(run->item->offset + run->glyphs->log_clusters[i]));
    } while (pango_layout_iter_next_run(at) != 0);
    pango_layout_iter_free(at);
    return places;
}

// The text with the characters at these places as [U+1F600].
// The text is valid UTF-8 here: safe_line has seen to that.
std::string with_codes(const std::string& text, const std::set<std::size_t>& places) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = static_cast<std::size_t>(g_utf8_next_char(text.data() + at) - text.data());
        if (places.contains(at))
            out += fmt::format("[U+{:04X}]", g_utf8_get_char(text.data() + at));
        else
            out += text.substr(at, end - at);
        at = end;
    }
    return out;
}

}  // namespace

// The bytes stand apart, for cairo keeps their address while the document is moved.
struct PdfDocument::Parts {
    std::unique_ptr<Bytes> bytes = std::make_unique<Bytes>();
    cairo_surface_t* surface = nullptr;
    cairo_t* cairo = nullptr;
    PangoLayout* layout = nullptr;
    bool is_font_missing = false;
    bool has_codes = false;  // this page has a character by its code

    // Sets a text in the layout; true where characters that no font has stand there by their codes.
    bool set_text(std::string text) {
        bool has_code = false;
        // What stood in one cluster with another character may have no shape by itself either.
        for (std::size_t rounds = 0;; ++rounds) {
            pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
            const auto places = without_shape(layout);
            if (places.empty() || rounds == rounds_max) return has_code;
            has_code = true;
            text = with_codes(text, places);
        }
    }

    // In both fonts.
    void look_for_fonts() {
        for (const char* family : {sans, mono}) {
            set_font({.is_mono = family == mono});
            pango_layout_set_text(layout, probe.data(), static_cast<int>(probe.size()));
            is_font_missing |= pango_layout_get_unknown_glyphs_count(layout) > 0;
        }
    }

    void set_font(const TextStyle& style) {
        PangoFontDescription* font =
            pango_font_description_from_string(style.is_mono ? mono : sans);
        pango_font_description_set_weight(font,
                                          style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font, style.size_pt * PANGO_SCALE);
        pango_layout_set_font_description(layout, font);
        pango_font_description_free(font);
    }

    // Sets a text in the layout and gives its height in millimetres; `is_drawn`: it will be seen.
    double set(double width, const TextStyle& style, std::string_view said, bool is_drawn) {
        set_font(style);
        pango_layout_set_width(layout, static_cast<int>(width * points_per_mm * PANGO_SCALE));
        pango_layout_set_alignment(layout, pango_align(style.align));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_line_spacing(layout, static_cast<float>(line_spacing));
        // A sheet shows what a name hides: nothing in it turns a line around or begins one.
        const bool has_code = set_text(ops::safe_line(said));
        has_codes = has_codes || (has_code && is_drawn);
        int height = 0;
        pango_layout_get_size(layout, nullptr, &height);
        return static_cast<double>(height) / PANGO_SCALE / points_per_mm;
    }

    // In the reverse order of their making; the surface may still write to `bytes`.
    ~Parts() {
        g_object_unref(layout);
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }
};

PdfDocument::PdfDocument(const std::string& title) : parts_(std::make_unique<Parts>()) {
    auto& p = *parts_;
    p.surface = cairo_pdf_surface_create_for_stream(
        append, p.bytes.get(), page_width_mm * points_per_mm, page_height_mm * points_per_mm);
    cairo_pdf_surface_set_metadata(p.surface, CAIRO_PDF_METADATA_TITLE,
                                   ops::safe_line(title).c_str());
    p.cairo = cairo_create(p.surface);
    p.layout = pango_cairo_create_layout(p.cairo);
    p.look_for_fonts();
}

PdfDocument::~PdfDocument() = default;
PdfDocument::PdfDocument(PdfDocument&&) noexcept = default;
PdfDocument& PdfDocument::operator=(PdfDocument&&) noexcept = default;

double PdfDocument::text(const Place& place, const TextStyle& style, std::string_view text) {
    auto& p = *parts_;
    const double height = p.set(place.width, style, text, true);
    cairo_set_source_rgb(p.cairo, style.grey, style.grey, style.grey);
    cairo_move_to(p.cairo, place.x * points_per_mm, place.y * points_per_mm);
    pango_cairo_show_layout(p.cairo, p.layout);
    return place.y + height;
}

// Sets the text and draws nothing; it must be the same text and style as are drawn later.
double PdfDocument::height_of(double width, const TextStyle& style, std::string_view text) {
    return parts_->set(width, style, text, false);
}

void PdfDocument::line(double from_x, double from_y, double to_x, double to_y, bool is_dashed) {
    cairo_t* cairo = parts_->cairo;
    const double dash[] = {3, 3};
    cairo_set_source_rgb(cairo, 0.4, 0.4, 0.4);
    cairo_set_line_width(cairo, line_width_pt);
    cairo_set_dash(cairo, dash, is_dashed ? 2 : 0, 0);
    cairo_move_to(cairo, from_x * points_per_mm, from_y * points_per_mm);
    cairo_line_to(cairo, to_x * points_per_mm, to_y * points_per_mm);
    cairo_stroke(cairo);
}

void PdfDocument::frame(double x, double y, double width, double height) {
    line(x, y, x + width, y, false);
    line(x, y + height, x + width, y + height, false);
    line(x, y, x, y + height, false);
    line(x + width, y, x + width, y + height, false);
}

// The squares get smaller with the code, so that code and quiet zone are `size` wide together.
void PdfDocument::qr(double x, double y, double size, const QrCode& code) {
    cairo_t* cairo = parts_->cairo;
    const double square = size * points_per_mm / static_cast<double>(code.side + 2 * quiet_squares);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (std::size_t row = 0; row < code.side; ++row) {
        for (std::size_t column = 0; column < code.side; ++column) {
            std::size_t run = 0;  // one rectangle for each run, so that no hair lines show
            while (column + run < code.side && code.is_dark(column + run, row)) ++run;
            if (run == 0) continue;
            cairo_rectangle(
                cairo, x * points_per_mm + static_cast<double>(column + quiet_squares) * square,
                y * points_per_mm + static_cast<double>(row + quiet_squares) * square,
                static_cast<double>(run) * square, square);
            column += run;
        }
    }
    cairo_fill(cairo);
}

// The note about codes stands only on pages that have some.
void PdfDocument::end_page() {
    if (parts_->has_codes) text({20, note_y, page_width_mm - 40}, note_style, note);
    parts_->has_codes = false;
    cairo_show_page(parts_->cairo);
}

// Errors of drawing stay with cairo and are asked for here, once.
Result<Bytes> PdfDocument::finish() {
    auto& p = *parts_;
    cairo_surface_finish(p.surface);
    const auto drawn = cairo_status(p.cairo);
    const auto written = cairo_surface_status(p.surface);
    if (p.is_font_missing) return refuse(v1::GLYPH_MISSING);
    for (auto status : {drawn, written}) {
        if (status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_SURFACE_FINISHED)
            return refuse(v1::PDF_FAILED, {{"reason", cairo_status_to_string(status)}});
    }
    return std::move(*p.bytes);
}

}  // namespace linlian::print
