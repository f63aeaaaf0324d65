#include "apps/styled.h"

#include "ops/safe_text.h"

#include <utf8proc.h>

namespace linlian::apps {
namespace {

// The length of a colour code of ours at the beginning of a text; 0 when there is none.
std::size_t colour_size(std::string_view text) {
    if (!text.starts_with("\x1b[")) return 0;
    const auto end = text.find('m');
    return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

Styled::Styled(std::string_view text) : bytes_(ops::safe_line(text)) {}

Styled Styled::of_parts(std::string bytes) {
    Styled made;
    made.bytes_ = std::move(bytes);
    return made;
}

std::size_t Styled::columns() const {
    std::size_t columns = 0;
    std::string_view rest = bytes_;
    while (!rest.empty()) {
        if (const auto size = colour_size(rest); size > 0) {
            rest.remove_prefix(size);
            continue;
        }
        utf8proc_int32_t point = 0;
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(rest.data());
        const auto read =
            utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(rest.size()), &point);
        if (read <= 0) return columns + rest.size();
        columns += static_cast<std::size_t>(utf8proc_charwidth(point));
        rest.remove_prefix(static_cast<std::size_t>(read));
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
