// The limits of ballots, in one place.
#pragma once

#include <cstddef>
#include <cstdint>

namespace linlian::ballot {

inline constexpr std::uint32_t max_extend_days = 92;
inline constexpr std::uint32_t max_entry_days = 30;
inline constexpr std::uint32_t max_objection_days = 60;
inline constexpr std::int64_t max_notice_days = 366;
inline constexpr std::int64_t max_window_days = 366;
// Least periods, where no local rule says how long: of what owners or the residents' assembly
// decide; and of surveys, and what an office decides among its own members.
inline constexpr std::int64_t least_notice_days = 3;
inline constexpr std::int64_t least_window_days = 5;
inline constexpr std::int64_t least_window_days_of_others = 1;
inline constexpr std::int64_t least_objection_days = 3;
inline constexpr std::int64_t least_objection_days_of_others = 1;
// Where the silent follow the majority, whatever the local rule says: paper that reached somebody
// must be able to come back.
inline constexpr std::int64_t least_window_days_of_silence = 7;
// Of one office, that are not over: each lays work on every node.
inline constexpr std::uint32_t max_running_ballots = 16;
// Of one office in a day, surveys and what is withdrawn too: each leaves rows for good.
inline constexpr std::uint32_t max_called_a_day = 32;
// Of one member on one ballot, without a ruling.
inline constexpr std::uint32_t max_open_objections = 5;
// Of one member on one ballot, in all: rulings cost others their time.
inline constexpr std::uint32_t max_raised_objections = 12;
// So many days before the opening, or when it is called where that is later, the roll is made:
// whoever is missing can say so. An upheld objection has it made anew, for so long.
inline constexpr std::int64_t posted_days = 5;
// Objections to the roll move the opening by so many days at most; then it opens, and they wait for
// their ruling as others do.
inline constexpr std::uint32_t max_postponed_days = 15;
// An objection that waits longer for its ruling than so many days is any ruling office's.
inline constexpr std::int64_t max_ruling_days = 30;
// One that waits longer than so many days counts as rejected when the result is to be final.
inline constexpr std::int64_t max_unruled_days = 60;
// What owners or the residents' assembly were voting on when it was withdrawn rests so long at
// least.
inline constexpr std::int64_t least_rest_months = 1;
// Of the fraction of a committee that lets a rested subject back.
inline constexpr std::int64_t max_fraction_den = 1'000;
// Readings of one paper in one round: no kind of office fills the room of another.
inline constexpr int max_readings_of_clerk = 3;
inline constexpr int max_readings_of_kind = 6;
// Premises that a sale of a line is about, with what splits and mergers made of them since.
inline constexpr std::size_t max_places_of_sale = 256;
// Sales of a line in one ballot, undone ones too: each look at the line reads them.
inline constexpr std::uint32_t max_sales_of_line = 16;
// People whom a row of a line keeps as having stood behind it.
inline constexpr std::size_t max_people_behind = 128;
// Clerks of one kind of office among whom a call looks for two who are independent.
inline constexpr std::size_t max_clerks_asked = 32;
// Turnout is shown for a building of so many heads or more, and anew when so many more take part.
inline constexpr std::uint64_t least_heads_shown = 10;
// Items and options that take as long to count as the row of the vote that names them does to read.
inline constexpr std::uint64_t parts_per_row = 100;
// Verdicts that are found and written for the cost of a plain act, one for each item and option.
inline constexpr std::uint64_t verdicts_per_cost = 4;
inline constexpr std::uint32_t default_page = 50;
inline constexpr std::uint32_t max_page = 200;

}  // namespace linlian::ballot
