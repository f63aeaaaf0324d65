// Times of a ballot as notices write them: Beijing time, whatever the computer's own zone is.
// Periods in law are counted in days of that time.
#pragma once

#include "base/timestamp.h"

#include <optional>
#include <string>

namespace linlian::ops {

struct BeijingMoment {
    int year = 1970;
    unsigned month = 1;
    unsigned day = 1;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
};

// Nothing for what no calendar has (February 30, 24:00), and for what is before 1970.
std::optional<Timestamp> from_beijing(const BeijingMoment& moment);
BeijingMoment to_beijing(Timestamp time);

// The day there as a number: 20261210.
std::int32_t civil_date(Timestamp time);

// 2026-12-10, as notices write a day.
std::string civil_date_text(Timestamp time);

// The end of a period as people read it: its last day, or the minute within it. 2027-02-28 for a
// period that ends with that day, 2027-03-01 14:30 for one that ends on the next.
std::string civil_end_text(Timestamp end);

// 2026-12-10 09:00; with seconds where there are any. A dash for no time.
std::string beijing_text(Timestamp time);
// 2026-12-10T09:00:00: that hour of the day of `time`, as call documents write it.
std::string toml_time(Timestamp time, unsigned hour);
// 2026年12月10日 9:00
std::string beijing_words(Timestamp time);

}  // namespace linlian::ops
