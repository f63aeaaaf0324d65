#include "base/utc_text.h"

#include <fmt/format.h>

#include <chrono>

namespace linlian {

using namespace std::chrono;

std::string utc_text(Timestamp time) {
    const sys_time<milliseconds> moment{milliseconds{time.ms}};
    if (moment < sys_days{year{1} / 1 / 1} || moment >= sys_days{year{10'000} / 1 / 1})
        return std::to_string(time.ms) + " ms";
    const auto midnight = floor<days>(moment);
    const year_month_day date{midnight};
    const hh_mm_ss clock{floor<minutes>(moment - midnight)};
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", int{date.year()},
                       unsigned{date.month()}, unsigned{date.day()}, clock.hours().count(),
                       clock.minutes().count());
}

}  // namespace linlian
