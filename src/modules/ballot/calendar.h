// Days and months as the law counts them, in Beijing time (UTC+8, without summer time): the day on
// which something happens is not counted, a period of days ends with the end of its last day, one
// of months on the day of the same number, or the last of a shorter month (Civil Code, articles
// 200 to 203). Used by the terms of a call and for periods after the close.
#pragma once

#include "base/timestamp.h"

namespace linlian::ballot {

// The end of the last of `days` whole days after the day of `from`.
Timestamp end_of_days(Timestamp from, std::int64_t days);
// The end of the period of `months` after the day of `from`.
Timestamp end_of_months(Timestamp from, std::int64_t months);

}  // namespace linlian::ballot
