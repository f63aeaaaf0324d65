// Each answer is one of utf8proc's.
#include "ops/utf8.h"

#include <utf8proc.h>

namespace linlian::ops {

Character next_character(std::string_view text) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    utf8proc_int32_t point = -1;
    const auto size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (size <= 0) return {text.substr(0, 1), -1};
    return {text.substr(0, static_cast<std::size_t>(size)), point};
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto next = next_character(text);
        if (next.is_broken()) return false;
        text.remove_prefix(next.bytes.size());
    }
    return true;
}

std::size_t columns_of(const Character& character) {
    if (character.is_broken()) return 1;
    return static_cast<std::size_t>(utf8proc_charwidth(character.point));
}

// Wide forms of other signs (￥, the wide blank) are no ASCII, or no sign.
std::int32_t narrow(std::int32_t point) {
    if (utf8proc_get_property(point)->decomp_type != UTF8PROC_DECOMP_TYPE_WIDE) return point;
    constexpr auto form = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    utf8proc_int32_t plain = 0;
    int before = 0;
    utf8proc_decompose_char(point, &plain, 1, form, &before);
    return plain > ' ' && plain < 0x7F ? plain : point;
}

}  // namespace linlian::ops
