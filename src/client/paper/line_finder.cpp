// Finds the line that a row of a clerk's table means. Below, in this order: ways to write a door,
// which doors are of an electorate, what the finder learns, and how it looks up a row.
#include "client/paper/line_finder.h"

#include "base/hex.h"
#include "client/proof/typed.h"
#include "roster/text.h"

#include <algorithm>

namespace linlian::client {
namespace {

// The door in its parts, without its estate: all doors that are looked up here are of one.
std::string door_key(roster::UnitLabel label) {
    label.estate.clear();
    return roster::unit_key(label);
}

// As it is printed.
std::string printed_key(const std::string& door) {
    std::string text;
    for (std::size_t at = 0; at < door.size();) {
        const auto end = std::min(door.find(' ', at), door.size());
        const auto part = roster::folded(door.substr(at, end - at));
        text += (text.empty() || part.empty() ? "" : " ") + part;
        at = end + 1;
    }
    return text;
}

// As it is printed, however it is spaced: doors of bare numbers may be alike so ("1 1 101" and
// "11 101").
std::string joined_key(const std::string& door) {
    auto text = roster::folded(door);
    std::erase(text, ' ');
    return text;
}

// Whether the names file puts the door in the electorate's estate.
bool is_of_estate(const roster::NamesFile& names, const roster::UnitLabel& label,
                  const registry::v1::Electorate& electorate) {
    const auto estate = names.estates.find(roster::estate_key(label.estate));
    return estate != names.estates.end() && estate->second.bytes() == electorate.estate();
}

// Whether the ballot asks the owners of this door: it is of the estate, and of the premises, the
// building and the stair to which the electorate is narrowed. An empty field narrows nothing.
bool is_of_electorate(const roster::NamesFile& names, const Id16& premises,
                      const roster::UnitLabel& label, const registry::v1::Electorate& electorate) {
    if (!is_of_estate(names, label, electorate)) return false;
    const auto& chosen = electorate.premises();
    if (!chosen.empty() && std::ranges::find(chosen, premises.bytes()) == chosen.end())
        return false;
    if (electorate.building().empty()) return true;
    const auto building = names.buildings.find(roster::building_key(label));
    if (building == names.buildings.end() || building->second.bytes() != electorate.building())
        return false;
    if (electorate.stair() == 0) return true;
    const auto stair = names.stairs.find(roster::stair_key(label));
    return stair != names.stairs.end() && stair->second == electorate.stair();
}

// The owners of each premises, ascending as a line of the roll has them.
std::map<Id16, std::vector<Bytes>> owners_by_premises(const roster::NamesFile& names) {
    std::map<Id16, std::vector<Bytes>> owners;
    for (const auto& [member, named] : names.members)
        for (const auto& premises : named.premises) owners[premises].push_back(member.bytes());
    return owners;
}

}  // namespace

// None is needed by itself: which of them a row fills, find() looks at.
std::vector<ClerkColumn> LineFinder::columns() {
    return {{"表决人", "head", false}, {"编号", "serial", false}, {"房号", "door", false}};
}

void LineFinder::know_papers(const std::map<Bytes, Bytes>& heads) {
    // A serial of a head that is not on the roll is left out, and reads as never issued.
    for (const auto& [serial, head] : heads)
        if (const auto index = proofs_.index_of(head)) papers_[serial] = *index;
}

void LineFinder::know_doors(const roster::NamesFile& names,
                            const registry::v1::Electorate& electorate) {
    knows_doors_ = true;
    // The same owners of many premises are one head, so the owners of a door lead to its line.
    std::map<std::vector<Bytes>, std::size_t> lines;
    for (std::size_t i = 0; i < proofs_.lines().size(); ++i) {
        const auto& owners = proofs_.lines()[i].owners();
        lines[{owners.begin(), owners.end()}] = i;
    }
    // All doors of the estate, those of no line here too: none of them is taken for another one.
    for (const auto& [premises, label] : names.premises) {
        if (!is_of_estate(names, label, electorate)) continue;
        const auto shown = roster::shown(label);
        for (auto& key : {printed_key(shown), door_key(label), joined_key(shown)})
            doors_[key].insert(premises);
    }
    // A door whose owners in the file are those of no line stays in `doors_` and leads to no line:
    // it was sold since, or is not of this roll.
    for (const auto& [premises, owners] : owners_by_premises(names)) {
        const auto label = names.premises.find(premises);
        const auto line = lines.find(owners);
        if (label == names.premises.end() || line == lines.end()) continue;
        if (!is_of_electorate(names, premises, label->second, electorate)) continue;
        lines_of_doors_[premises] = line->second;
        printed_doors_[line->second].push_back(roster::shown(label->second));
    }
}

std::string LineFinder::doors_of(BytesView head) const {
    const auto index = proofs_.index_of(head);
    const auto found = index ? printed_doors_.find(*index) : printed_doors_.end();
    if (found == printed_doors_.end()) return {};
    std::string doors;
    for (const auto& door : found->second) doors += (doors.empty() ? "" : "、") + door;
    return doors;
}

std::size_t LineFinder::how_many_doors(BytesView head) const {
    const auto index = proofs_.index_of(head);
    const auto found = index ? printed_doors_.find(*index) : printed_doors_.end();
    return found == printed_doors_.end() ? 0 : found->second.size();
}

// Every filled column is looked up, also after a fault, so that a clerk learns all of them at once.
std::optional<LineFinder::Found> LineFinder::find(ClerkTable& table,
                                                  const roster::TableRow& row) const {
    const auto has = [&](const char* column) { return !table.cell(row, column).empty(); };
    if (!has("head") && !has("serial") && !has("door")) {
        table.wrong(row, "head", "请填写表决人、编号、房号之一",
                    "is empty, and so are serial and door: one of them is needed");
        return std::nullopt;
    }
    const auto faults_before = table.faults().size();
    Found found;
    std::set<std::size_t> lines;
    if (has("head"))
        if (const auto index = find_head(table, row)) lines.insert(*index);
    if (has("serial")) {
        if (const auto paper = find_paper(table, row)) {
            lines.insert(paper->index);
            found.serial = paper->serial;
        }
    }
    if (has("door")) find_doors(table, row, lines);
    if (table.faults().size() != faults_before) return std::nullopt;
    // People read doors and serials: a head beside them that is another's is found out by nobody.
    if (lines.size() != 1) {
        table.wrong(row, "head", "与同一行的编号、房号不是同一表决人",
                    "serial and door of this row are not all of one line");
        return std::nullopt;
    }
    found.index = *lines.begin();
    return found;
}

// A head is taken whole, never by its first digits: in a table nobody would see whose it was.
std::optional<std::size_t> LineFinder::find_head(ClerkTable& table,
                                                 const roster::TableRow& row) const {
    const auto head = typed_id<Hash32>(table.cell(row, "head"));
    if (!head) {
        table.wrong(row, "head", "应为 64 位表决人编号", "takes a head of 64 hexadecimal digits");
        return std::nullopt;
    }
    const auto index = proofs_.index_of(head->view());
    if (!index) table.wrong(row, "head", "不在名册中", "is not on the roll");
    return index;
}

// Papers that were not made known (know_papers) count as not issued.
std::optional<LineFinder::Found> LineFinder::find_paper(ClerkTable& table,
                                                        const roster::TableRow& row) const {
    const auto serial = table.serial(row, "serial");
    if (serial.empty()) return std::nullopt;
    const auto paper = papers_.find(serial);
    if (paper != papers_.end()) return Found{paper->second, serial};
    table.wrong(row, "serial", "没有发放过这个编号", "was never issued");
    return std::nullopt;
}

// As it is printed comes first; without its blanks a door is looked up last, because only then may
// several be written alike.
const std::set<Id16>* LineFinder::premises_at(const std::string& door) const {
    for (const auto& key :
         {printed_key(door), door_key(roster::with_door_taken_apart({"", "", "", door})),
          joined_key(door)}) {
        const auto found = doors_.find(key);
        if (found != doors_.end()) return &found->second;
    }
    return nullptr;
}

// A head or serial of the same row decides between doors that are written alike. Without them the
// row is a fault: guessing would record a delivery or a vote for a neighbour.
void LineFinder::find_doors(ClerkTable& table, const roster::TableRow& row,
                            std::set<std::size_t>& lines) const {
    if (!knows_doors_)
        return table.wrong(row, "door", "房号要用 --names 指定已打开的姓名文件才能查到",
                           "is known by the opened names file alone: --names FILE");
    // Printed lists name all doors of a line.
    for (const auto& door : roster::split_any(table.cell(row, "door"), {"、"})) {
        const auto* premises = premises_at(door);
        std::set<std::size_t> meant;
        for (const auto& id : premises == nullptr ? std::set<Id16>{} : *premises)
            if (const auto line = lines_of_doors_.find(id); line != lines_of_doors_.end())
                meant.insert(line->second);
        // Which of several doors that are written so, head or serial tell.
        const bool is_told = lines.size() == 1 && meant.contains(*lines.begin());
        if (is_told) continue;
        if (premises != nullptr && premises->size() > 1)
            return table.wrong(row, "door", "有不止一处房产这样写，请改填表决人（head）",
                               "is how more than one door is written: name the line by its head");
        if (meant.empty())
            return table.wrong(row, "door", "姓名文件中没有这个房号，或其业主已变更",
                               "is no door of the names file, or its owners are others by now");
        lines.merge(meant);
    }
}

// Number, door and addressee are columns of the printed list, and are not read: the head alone says
// whose paper it is.
Result<std::map<Bytes, Bytes>> read_printed_lists(std::vector<ClerkFile> files) {
    std::map<Bytes, Bytes> heads;
    for (auto& file : files) {
        auto table = TRY(ClerkTable::read(std::move(file), {{"编号", "serial"},
                                                            {"表决人", "head"},
                                                            {"名册序号", "number", false},
                                                            {"房号", "door", false},
                                                            {"收件人", "addressee", false}}));
        for (const auto& row : table.rows()) {
            const auto serial = table.serial(row, "serial");
            const auto head = typed_id<Hash32>(table.cell(row, "head"));
            if (!head)
                table.wrong(row, "head", "应为 64 位表决人编号",
                            "takes a head of 64 hexadecimal digits");
            else if (heads.emplace(serial, head->bytes()).first->second != head->view())
                table.wrong(row, "serial", "此编号已属于另一表决人",
                            "stands for another head already");
        }
        if (!table.faults().empty()) return tl::unexpected(table.faults().front());
    }
    return heads;
}

}  // namespace linlian::client
