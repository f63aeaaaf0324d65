// What two rosters say differently of owners (who acts for whom, by which paper) and of buildings.
#include "base/hex.h"
#include "client/roster/roster_compare.h"
#include "client/shown/quoted.h"
#include "client/words/enum_words.h"
#include "codec/wire.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

// The second argument lets add_differing call both by one name.
std::string told(const registry::v1::BuildingLine& line, const LedgerNames&) {
    return fmt::format("{}（{} 单元 stairs）", line.name(), line.stairs());
}

// Kind, who acts, and the beginning of the document's hash: enough to see that it is another one.
std::string told(const registry::v1::OwnerLine& line, const LedgerNames& names) {
    auto text = enum_text_of(line.kind());
    if (!line.through().empty()) text += " ← " + names.of(line.through());
    if (!line.document().empty()) text += " " + to_hex(line.document()).substr(0, 8) + "…";
    return text;
}

// A row for each id that is in one map alone, or whose lines are not the same bytes.
template <class Line>
void add_differing(const std::map<Bytes, Line>& draft, const std::map<Bytes, Line>& other,
                   const LedgerNames& names, Rows& rows) {
    auto all = draft;
    all.insert(other.begin(), other.end());
    for (const auto& [id, ignored] : all) {
        const auto text_in = [&](const std::map<Bytes, Line>& lines) {
            const auto found = lines.find(id);
            return found == lines.end() ? std::string{"没有 none"} : told(found->second, names);
        };
        const auto one = draft.find(id);
        const auto two = other.find(id);
        const bool is_same = one != draft.end() && two != other.end() &&
                             codec::encode(one->second) == codec::encode(two->second);
        if (!is_same)
            rows.push_back(
                {behind_bar(names.of(id)), behind_bar(text_in(draft)), behind_bar(text_in(other))});
    }
}

}  // namespace

Rows other_difference_rows(const RosterLines& draft, const RosterLines& other,
                           const LedgerNames& names) {
    Rows rows;
    add_differing(draft.owners, other.owners, names, rows);
    add_differing(draft.buildings, other.buildings, names, rows);
    return rows;
}

std::size_t other_differences(const RosterLines& draft, const RosterLines& other) {
    return other_difference_rows(draft, other, {}).size();
}

}  // namespace linlian::client
