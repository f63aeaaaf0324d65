#include "client/shown/value_text.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ctime>

namespace linlian::client {

std::string local_time(Timestamp time) {
    const std::time_t seconds = time.ms / ms_per_second;
    std::tm parts{};
    // A year beyond what the calendar of this computer holds.
    if (::localtime_r(&seconds, &parts) == nullptr) return std::to_string(time.ms) + " ms";
    return fmt::format("{:%Y-%m-%d %H:%M:%S %z}", parts);
}

std::string square_metres(std::uint64_t area_centi) {
    const auto digits = std::to_string(area_centi / 100);
    std::string whole;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) whole += ',';
        whole += digits[i];
    }
    return fmt::format("{}.{:02} m²", whole, area_centi % 100);
}

// Without `replace` a text that is no UTF-8 would throw.
std::string json_text(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace linlian::client
