// Text that flows down A4 pages: paragraphs and rows of cells, one below the other, with a new page
// where one is full and a foot on each. Notices are set with it; it knows nothing of what they say.
#pragma once

#include "print/pdf_document.h"

#include <functional>
#include <span>

namespace linlian::print {

struct Margins {
    double left = 20;
    double right = 20;
    double top = 18;
    double bottom = 24;
};

// A cell of a row: its place from the left margin, and how it is written.
struct Cell {
    double x = 0;
    double width = 0;
    TextStyle style;
    std::string text;
};

class Flow {
  public:
    // Draws the foot of a page, below the margin; `page` counts from 1.
    using Foot = std::function<void(PdfDocument& pdf, std::size_t page)>;
    // The document outlives the flow.
    Flow(PdfDocument& pdf, const Margins& margins, Foot foot)
        : pdf_(pdf), margins_(margins), foot_(std::move(foot)), y_(margins.top) {}

    // A paragraph over the whole width, moved in by `indent`.
    void text(const TextStyle& style, std::string_view text, double indent = 0);
    // Words of others: a paragraph with a bar beside all of its lines, whatever its length.
    void quoted(const TextStyle& style, std::string_view text, double indent);
    // A box to tick and what ticking it says, on one page whatever its length: `indent` is where
    // the box begins, `size` its side.
    void ticked(const TextStyle& style, std::string_view text, double indent, double size);
    // Cells side by side; the row is as high as its highest cell and stays on one page.
    void row(std::span<const Cell> cells);
    void gap(double mm) { y_ += mm; }
    // A thin line over the whole width.
    void rule();
    // Begins a new page unless this much is left of the present one.
    void need(double mm);
    void new_page();
    // The foot of the last page. Nothing flows afterwards.
    void finish();

    double width() const { return page_width_mm - margins_.left - margins_.right; }
    double left() const { return margins_.left; }
    double y() const { return y_; }

  private:
    double end_y() const { return page_height_mm - margins_.bottom; }

    PdfDocument& pdf_;
    Margins margins_;
    Foot foot_;
    double y_;
    std::size_t page_ = 1;
};

}  // namespace linlian::print
