#include "storage/rows/quiet_log.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>

namespace linlian::storage {

// The library tells it in words alone: "000012.log: dropping 4711 bytes; Corruption: ...".
void QuietLog::Logv(const char* format, va_list arguments) {
    std::array<char, 1024> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    const std::string_view said{line.data()};
    constexpr std::string_view before = ".log: dropping ";
    const auto at = said.find(before);
    if (at == std::string_view::npos) return;
    std::uint64_t bytes = 0;
    const char* number = said.data() + at + before.size();
    if (std::from_chars(number, said.data() + said.size(), bytes).ec == std::errc{})
        dropped_bytes_ += bytes;
}

}  // namespace linlian::storage
