// Which part of an estate is asked, in words; each restriction of the electorate adds one.
#include "client/ballot/electorate_text.h"

#include "client/ballot/ballot_figures.h"
#include "client/ballot/ballot_view.h"
#include "client/words/enum_words.h"

#include <fmt/format.h>

namespace linlian::client {

// Building, stair, listed premises and kinds, in this order; what does not restrict is left out.
Bilingual part_words(const registry::v1::Electorate& electorate, const std::string& building) {
    Bilingual told;
    const auto add = [&told](const std::string& zh, const std::string& en) {
        told.zh += (told.zh.empty() ? "" : " ") + zh;
        told.en += (told.en.empty() ? "" : ", ") + en;
    };
    if (!electorate.building().empty()) {
        const auto name = building.empty() ? "楼栋 " + in_fours(electorate.building()) : building;
        add(name, building.empty() ? "building " + in_fours(electorate.building()) : building);
    }
    if (electorate.stair() != 0)
        add(fmt::format("{}单元", electorate.stair()), fmt::format("stair {}", electorate.stair()));
    if (electorate.premises_size() > 0)
        add(fmt::format("仅所列 {} 处房产", electorate.premises_size()),
            fmt::format("the {} premises listed alone", electorate.premises_size()));
    for (const auto kind : electorate.counts()) {
        const auto text = enum_text_of(static_cast<registry::v1::PremisesKind>(kind));
        add("计入 " + text, "counting " + text);
    }
    return told;
}

Result<std::string> building_name(Ledger& ledger, const registry::v1::Electorate& electorate) {
    if (electorate.building().empty()) return std::string{};
    auto names = TRY(building_names(ledger, electorate));
    return names[electorate.building()];
}

}  // namespace linlian::client
