// The columns of a roster and the headings that clerks give them in Chinese and English. Used by
// roster_sheet to find its way in a table and by the faults to name a column.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace linlian::roster {

enum class Column : std::uint8_t {
    estate,
    building,
    stair,
    door,
    area,
    kind,
    area_source,
    owner,
    id_type,
    id_number,
    phone,
    sharing,
    co_owners,
    co_owner_ids,
    voter,
    owner_kind,
    status,
    guardian,
    document,
    remark,
    grid
};
inline constexpr std::size_t column_count = 21;

// The column of a heading, after folding and without units, notes in brackets and stars.
std::optional<Column> column_of(std::string_view heading);

// The heading that the sample roster writes and that faults show: 房号, 建筑面积 …
std::string_view heading_of(Column column);

// The same in English: "door", "area" …
std::string_view english_heading_of(Column column);

}  // namespace linlian::roster
