#include "apps/styled.h"

#include "apps/wrap.h"
#include "ops/safe_text.h"

namespace linlian::apps {
Styled::Styled(std::string_view text) : bytes_(ops::safe_line(text)) {}

Styled Styled::of_parts(std::string bytes) {
    Styled made;
    made.bytes_ = std::move(bytes);
    return made;
}

std::size_t Styled::columns() const {
    std::size_t columns = 0;
    for (std::string_view rest = bytes_; !rest.empty();) {
        const auto piece = next_piece(rest);
        columns += piece.columns;
        rest.remove_prefix(piece.bytes.size());
    }
    return columns;
}

Styled Styled::with(std::string_view code) const {
    return of_parts(fmt::format("\x1b[{}m{}\x1b[0m", code, bytes_));
}

Styled Styled::padded(std::size_t width) const {
    const auto have = columns();
    return have >= width ? *this : *this + Styled{std::string(width - have, ' ')};
}

}  // namespace linlian::apps
