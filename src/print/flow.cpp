// Text that flows: each piece first asks how high it will be, goes to the next page where it does
// not fit, and moves the place on by what it took.

#include "print/flow.h"

#include <algorithm>

namespace linlian::print {

void Flow::text(const TextStyle& style, std::string_view text, double indent) {
    need(pdf_.height_of(width() - indent, style, text));
    y_ = pdf_.text({margins_.left + indent, y_, width() - indent}, style, text);
}

// The bar is drawn after the text, whose end is known only then.
void Flow::quoted(const TextStyle& style, std::string_view said, double indent) {
    constexpr double gap = 2;
    need(pdf_.height_of(width() - indent - gap, style, said));
    const double x = margins_.left + indent;
    const double from = y_;
    text(style, said, indent + gap);
    pdf_.line(x, from, x, y_, false);
}

void Flow::ticked(const TextStyle& style, std::string_view text, double indent, double size) {
    constexpr double gap = 2;
    constexpr double lowered = 0.9;  // so that the box stands on the line of its text
    const double x = indent + size + gap;
    const double height = pdf_.height_of(width() - x, style, text);
    need(std::max(height, size + lowered));
    pdf_.frame(margins_.left + indent, y_ + lowered, size, size);
    const double end = pdf_.text({margins_.left + x, y_, width() - x}, style, text);
    y_ = std::max(end, y_ + size + lowered);
}

// First the height of the highest cell, so that all cells stand on one page.
void Flow::row(std::span<const Cell> cells) {
    double height = 0;
    for (const auto& cell : cells)
        height = std::max(height, pdf_.height_of(cell.width, cell.style, cell.text));
    need(height);
    for (const auto& cell : cells)
        pdf_.text({margins_.left + cell.x, y_, cell.width}, cell.style, cell.text);
    y_ += height;
}

void Flow::rule() { pdf_.line(margins_.left, y_, margins_.left + width(), y_, false); }

// A piece that is higher than a page begins at the top of one all the same: it must stand
// somewhere.
void Flow::need(double mm) {
    if (y_ + mm > end_y() && y_ > margins_.top) new_page();
}

void Flow::new_page() {
    finish();
    ++page_;
    y_ = margins_.top;
}

// The foot is drawn last, for it may say what came on the page.
void Flow::finish() {
    if (foot_) foot_(pdf_, page_);
    pdf_.end_page();
}

}  // namespace linlian::print
