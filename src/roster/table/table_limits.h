// How much of a clerk's file is read at most, all limits in one place. They are counted while the
// file is read, before memory is taken: a file of 100 kB can unpack to gigabytes, and a few cells
// can be told to fill millions.
#pragma once

#include <cstddef>

namespace linlian::roster {

inline constexpr std::size_t table_rows_max = 200'000;
inline constexpr std::size_t table_columns_max = 256;
inline constexpr std::size_t table_cells_max = 4'000'000;  // empty ones between others count too
inline constexpr std::size_t table_text_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t cell_bytes_max = 4 * 1024;
inline constexpr std::size_t table_file_bytes_max = 64 * 1024 * 1024;

// Of a workbook: all of its parts unpacked; tags and attributes in one of them, each of which takes
// 50 to 100 bytes when it is read (500,000 filled cells have some 3,500,000); rows that merged
// cells are written into, all ranges together; the last row number that spreadsheet programs know;
// names of sheets shown in a refusal; doubts kept of one column.
inline constexpr std::size_t table_unpacked_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t xlsx_marks_max = 4'000'000;
inline constexpr std::size_t xlsx_merged_rows_max = 1'000'000;
inline constexpr std::size_t xlsx_row_number_max = 1'048'576;
inline constexpr std::size_t xlsx_sheets_shown_max = 20;
inline constexpr std::size_t xlsx_column_doubts_max = 16;

}  // namespace linlian::roster
