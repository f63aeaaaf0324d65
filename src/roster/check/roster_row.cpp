// One row of a table, read as premises and their owners. Each function reads one matter and adds
// what is wrong to the faults; the row is read to its end all the same, so that a clerk sees all of
// it at once.

#include "roster/check/roster_row.h"

#include "roster/check/words/area_text.h"
#include "roster/text.h"

#include <algorithm>
#include <array>

namespace linlian::roster {

namespace {

// Between several names, numbers or phones in one cell.
const std::vector<std::string_view> name_separators{"、", ";", "；", "/", "／", ",", "，", "\n"};

// Words for how premises are owned, folded as cells are (text.h).
constexpr std::array<std::string_view, 7> sole_words{"单独所有", "单独", "独有", "單獨所有",
                                                     "sole",     "无",   "否"};
constexpr std::array<std::string_view, 12> shared_words{
    "共同共有", "按份共有", "共有", "夫妻共有", "夫妻共同共有", "joint",
    "shared",   "shares",   "是",   "共同",     "按份",         "家庭共有"};

// Whose name may hold a comma without being several people.
bool acts_as_one(OwnerKind kind) {
    return kind == OwnerKind::company || kind == OwnerKind::developer;
}

}  // namespace

// Empty where the sheet has no such column, or the row ends before it.
std::string RowReader::cell(const TableRow& row, Column column) const {
    const auto place = places_.find(column);
    if (place == places_.end() || place->second >= row.cells.size()) return {};
    return row.cells[place->second];
}

void RowReader::fault(const TableRow& row, Column column, const std::string& code,
                      std::vector<Figure> figures, Severity severity) {
    faults_.push_back({row.number, column, "roster." + code, std::move(figures), severity});
}

// The voter's column says a name, or yes and no: yes marks the owner of a row with one owner, and
// where there are several it can only be taken for a name, which no owner bears.
std::vector<ReadLine> RowReader::lines_of(const TableRow& row, const RosterLine* above) {
    const RosterLine premises = premises_of(row, above);
    const auto common = common_owner(row, premises);
    std::vector<ReadLine> lines;
    const auto add = [&](OwnerCells owner, bool is_extra) {
        settle(row, owner);
        lines.push_back({premises, is_extra});
        lines.back().line.owner = std::move(owner);
    };
    for (auto& owner : named_owners(row, common)) add(std::move(owner), false);
    for (auto& owner : extra_owners(row, common)) add(std::move(owner), true);

    const auto voter = cell(row, Column::voter);
    const auto said = yes_no_of(voter);
    for (auto& line : lines) {
        if (!said || (*said && lines.size() > 1)) line.line.voter_name = voter;
        if (said && *said && lines.size() == 1) line.line.owner.is_voter = true;
    }
    return lines;
}

RosterLine RowReader::premises_of(const TableRow& row, const RosterLine* above) {
    RosterLine line;
    line.row = row.number;
    line.label = {cell(row, Column::estate), cell(row, Column::building), cell(row, Column::stair),
                  cell(row, Column::door)};
    const bool nothing_said = line.label.building.empty() && line.label.stair.empty() &&
                              line.label.door.empty() && cell(row, Column::area).empty();
    // A row that says an owner and no premises goes on with those above: so clerks list co-owners.
    if (nothing_said && above != nullptr && !cell(row, Column::owner).empty()) {
        line = *above;
        line.row = row.number;
        line.owner = {};
        line.voter_name.clear();
        line.is_continued = true;
        return line;
    }
    // The estate that was named for the whole file.
    if (line.label.estate.empty()) line.label.estate = default_estate_;
    line.label = with_door_taken_apart(line.label);
    line.grid = cell(row, Column::grid);
    if (line.label.estate.empty()) fault(row, Column::estate, "ESTATE_BLANK");
    if (line.label.building.empty()) fault(row, Column::building, "BUILDING_MISSING");
    if (line.label.door.empty()) fault(row, Column::door, "DOOR_MISSING");
    if (const auto text = cell(row, Column::area); !text.empty()) {
        if (auto area = parse_area(text)) {
            line.area_centi = *area;
        } else {
            faults_.push_back({row.number, Column::area, area.error().code, area.error().figures,
                               Severity::error});
            line.area_centi = 0;  // stated, but faulty: not also missing
        }
    }
    read_kind(row, line);
    read_source(row, line);
    read_sharing(row, line);
    return line;
}

// A missing column was warned of once for the sheet; here it is an empty cell.
void RowReader::read_kind(const TableRow& row, RosterLine& line) {
    if (!has(Column::kind)) return;
    const auto words = cell(row, Column::kind);
    if (words.empty()) return fault(row, Column::kind, "KIND_ASSUMED", {}, Severity::warning);
    if (auto kind = premises_kind_of(words))
        line.kind = *kind;
    else
        fault(row, Column::kind, "KIND_UNKNOWN", {{"kind", words}});
}

void RowReader::read_source(const TableRow& row, RosterLine& line) {
    if (!has(Column::area_source)) return;
    const auto words = cell(row, Column::area_source);
    if (words.empty())
        return fault(row, Column::area_source, "AREA_SOURCE_ASSUMED", {}, Severity::warning);
    if (auto source = area_source_of(words))
        line.source = *source;
    else
        fault(row, Column::area_source, "AREA_SOURCE_UNKNOWN", {{"source", words}});
}

// Only a hint that is held against the number of owners later, hence a warning.
void RowReader::read_sharing(const TableRow& row, RosterLine& line) {
    const auto words = folded(cell(row, Column::sharing));
    if (words.empty()) return;
    if (std::ranges::find(sole_words, words) != sole_words.end())
        line.sharing = Sharing::sole;
    else if (std::ranges::find(shared_words, words) != shared_words.end())
        line.sharing = Sharing::shared;
    else
        fault(row, Column::sharing, "SHARING_UNKNOWN", {{"sharing", cell(row, Column::sharing)}},
              Severity::warning);
}

// What a row says about all its owners.
OwnerCells RowReader::common_owner(const TableRow& row, const RosterLine& line) {
    OwnerCells owner;
    owner.guardian = cell(row, Column::guardian);
    owner.document = cell(row, Column::document);
    const auto type_words = cell(row, Column::id_type);
    if (auto type = id_type_of(type_words))
        owner.id_type = *type;
    else if (!type_words.empty())
        fault(row, Column::id_type, "ID_TYPE_UNKNOWN", {{"type", type_words}});
    const auto status_words = cell(row, Column::status);
    if (auto status = owner_status_of(status_words))
        owner.status = *status;
    else if (!status_words.empty())
        fault(row, Column::status, "STATUS_UNKNOWN", {{"status", status_words}});
    const auto kind_words = cell(row, Column::owner_kind);
    if (auto kind = owner_kind_of(kind_words)) {
        owner.kind = *kind;
    } else if (!kind_words.empty()) {
        fault(row, Column::owner_kind, "OWNER_KIND_UNKNOWN", {{"kind", kind_words}});
        // Whoever owns what is not sold or not delivered is the developer, unless the row says that
        // it is a person, which is a fault of its own later.
    } else if (line.kind == PremisesKind::unsold || line.kind == PremisesKind::undelivered) {
        const bool is_person = !type_words.empty() && owner.id_type == IdType::resident_card;
        owner.kind = is_person ? OwnerKind::person : OwnerKind::developer;
    } else if (owner.id_type == IdType::credit_code) {
        owner.kind = OwnerKind::company;
    }
    return owner;
}

// Names and numbers of one cell go together in their order; where there are not as many of the one
// as of the other nobody knows whose is whose, and the cell is taken as one name. Phones may be one
// for all.
std::vector<OwnerCells> RowReader::named_owners(const TableRow& row, const OwnerCells& common) {
    const auto name_cell = cell(row, Column::owner);
    const auto ids_cell = cell(row, Column::id_number);
    auto names = acts_as_one(common.kind) ? std::vector<std::string>{name_cell}
                                          : split_any(name_cell, name_separators);
    auto ids = split_any(ids_cell, name_separators);
    if (names.empty()) names = {""};
    if (names.size() > 1 && ids.size() != names.size()) {
        fault(row, Column::owner, "NAMES_IDS_COUNT",
              {{"names", std::to_string(names.size())}, {"ids", std::to_string(ids.size())}});
        names = {name_cell};
        ids.clear();
    } else if (names.size() == 1) {
        ids = {ids_cell};
    }
    auto phones = split_any(cell(row, Column::phone), name_separators);
    if (phones.size() != names.size()) phones = {cell(row, Column::phone)};
    std::vector<OwnerCells> owners;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto owner = common;
        owner.name = names[i];
        if (i < ids.size()) owner.id_number = folded_upper(ids[i]);
        if (i < phones.size()) owner.phone = phones[i];
        owners.push_back(std::move(owner));
    }
    return owners;
}

// Owners from the column of co-owners, of whom the row says a name and perhaps a number alone.
// Beside a company they are taken for people.
std::vector<OwnerCells> RowReader::extra_owners(const TableRow& row, const OwnerCells& common) {
    const auto names = split_any(cell(row, Column::co_owners), name_separators);
    const auto ids = split_any(cell(row, Column::co_owner_ids), name_separators);
    if (!ids.empty() && ids.size() != names.size()) {
        fault(row, Column::co_owners, "NAMES_IDS_COUNT",
              {{"names", std::to_string(names.size())}, {"ids", std::to_string(ids.size())}});
        return {};
    }
    std::vector<OwnerCells> owners;
    for (std::size_t i = 0; i < names.size(); ++i) {
        OwnerCells owner;
        owner.name = names[i];
        owner.kind = acts_as_one(common.kind) ? OwnerKind::person : common.kind;
        if (i < ids.size()) owner.id_number = folded_upper(ids[i]);
        owners.push_back(std::move(owner));
    }
    return owners;
}

// Draws the conclusions that the cells of one owner allow together.
void RowReader::settle(const TableRow& row, OwnerCells& owner) {
    // A number tells its type where the row does not.
    if (cell(row, Column::id_type).empty() && !owner.id_number.empty()) {
        owner.id_type =
            acts_as_one(owner.kind) ? IdType::credit_code : guessed_id_type(owner.id_number);
        if (owner.id_type == IdType::credit_code && owner.kind == OwnerKind::person)
            owner.kind = OwnerKind::company;
    }
    if (owner.kind != OwnerKind::person) return;
    // The dead and those under guardianship do not vote themselves: their kind says who acts.
    if (owner.status == OwnerStatus::dead || owner.status == OwnerStatus::undecided)
        owner.kind = OwnerKind::heirs;
    else if (owner.status == OwnerStatus::minor || !owner.guardian.empty())
        owner.kind = OwnerKind::ward;
}

}  // namespace linlian::roster
