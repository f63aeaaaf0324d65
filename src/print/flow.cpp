#include "print/flow.h"

#include <algorithm>

namespace linlian::print {

void Flow::text(const TextStyle& style, std::string_view text, double indent) {
    need(pdf_.height_of(width() - indent, style, text));
    y_ = pdf_.text({margins_.left + indent, y_, width() - indent}, style, text);
}

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

void Flow::need(double mm) {
    if (y_ + mm > end_y() && y_ > margins_.top) new_page();
}

void Flow::new_page() {
    finish();
    ++page_;
    y_ = margins_.top;
}

void Flow::finish() {
    if (foot_) foot_(pdf_, page_);
    pdf_.end_page();
}

}  // namespace linlian::print
