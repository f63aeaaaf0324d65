// A table read as a roster: one line for each premises and owner, the cells turned into values,
// and the faults that show in a single cell or row. roster_check finds those that need the whole
// sheet. Called by the command line; it changes nothing and looks nothing up.
#pragma once

#include "base/result.h"
#include "roster/check/roster_fault.h"
#include "roster/check/words/id_number.h"
#include "roster/check/words/roster_words.h"
#include "roster/check/words/unit_label.h"
#include "roster/table/table.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace linlian::roster {

// One owner as a line names them. `document` is what 授权委托书/营业执照 holds: the number or file
// name of a mandate, licence, deed of inheritance or guardianship.
struct OwnerCells {
    std::string name;
    IdType id_type = IdType::resident_card;
    std::string id_number;
    std::string phone;
    OwnerKind kind = OwnerKind::person;
    OwnerStatus status = OwnerStatus::living;
    std::string guardian;
    std::string document;
    bool is_voter = false;
};

// What is said about several owners of one premises.
enum class Sharing : std::uint8_t { unsaid, sole, shared };

// One premises with one of its owners. `is_continued` marks a line that got its premises from the
// line above, because its cells were left empty.
struct RosterLine {
    std::uint32_t row = 0;
    UnitLabel label;
    std::optional<std::int64_t> area_centi;  // nothing: not stated here, or faulty
    PremisesKind kind = PremisesKind::flat;
    AreaSource source = AreaSource::registered;
    std::string grid;
    OwnerCells owner;
    Sharing sharing = Sharing::unsaid;
    std::string voter_name;  // 投票代表 when it holds a name
    bool is_continued = false;
};

struct RosterSheet {
    std::uint32_t header_row = 0;
    std::set<Column> columns;
    std::vector<RosterLine> lines;
    Faults faults;
};

// Reads the table. The header may stand below a title, within the first ten rows. Premises
// without an estate belong to `default_estate`. Refusals: NO_HEADER, COLUMN_MISSING {column},
// COLUMN_TWICE {column}, ESTATE_MISSING (neither a column nor a default).
Result<RosterSheet> read_roster_sheet(const Table& table, const std::string& default_estate);

}  // namespace linlian::roster
