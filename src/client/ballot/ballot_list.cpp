#include "client/ballot/ballot_list.h"

#include "base/hex.h"
#include "client/ballot/electorate_text.h"
#include "client/proof/typed.h"
#include "client/read/pages.h"
#include "client/read/proven_lists.h"
#include "client/shown/json_of.h"
#include "client/shown/quoted.h"
#include "client/words/enum_words.h"
#include "ops/time/beijing_time.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

constexpr std::uint32_t page = 200;

Result<std::vector<bal::BallotsReply::Summary>> ballots_of(Ledger& ledger, const Bytes& estate,
                                                           bal::Stage stage) {
    std::vector<bal::BallotsReply::Summary> ballots;
    bal::BallotsQuery query;
    query.set_estate(estate);
    query.set_stage(stage);
    query.set_limit(page);
    TRY(each_page<bal::BallotsReply>(ledger, query, {"ballots", max_listed},
                                     [&](const bal::BallotsReply& reply) -> Result<bool> {
                                         ballots.insert(ballots.end(), reply.ballots().begin(),
                                                        reply.ballots().end());
                                         return true;
                                     }));
    return ballots;
}

// The estates to list: the named one, else all of them and the offices' own ballots.
Result<std::map<Bytes, std::string>> wanted_estates(Ledger& ledger, const std::string& estate) {
    if (!estate.empty()) {
        const auto found = TRY(find_estate(ledger, estate));
        return std::map<Bytes, std::string>{{found.id.bytes(), found.row.name()}};
    }
    const auto all = TRY(proven_estates(ledger));
    std::map<Bytes, std::string> estates{
        {Id16{}.bytes(), "全社区或组织内部 of the community, or an office's own"}};
    for (const auto& entry : all.estates()) estates[entry.estate()] = entry.row().name();
    return estates;
}

// As it is proven: the part of the estate that is asked stands beside the title, which is its
// convenor's.
Result<Row> listed_row(Ledger& ledger, const std::string& estate,
                       const bal::BallotsReply::Summary& ballot,
                       const registry::v1::Electorate& asked) {
    const auto building = TRY(building_name(ledger, asked));
    const auto part = part_words(asked, building);
    const bool is_marked = ballot.standing() != bal::STANDING_UNSPECIFIED;
    return Row{to_hex(ballot.ballot()), behind_bar(estate + (part.zh.empty() ? "" : " " + part.zh)),
               behind_bar(ballot.title().zh()),
               words_of(ballot.stage()).both() +
                   (is_marked ? "，" + words_of(ballot.standing()).both() : ""),
               ops::beijing_text(Timestamp{ballot.closes_ms()})};
}

}  // namespace

Result<bal::Stage> read_stage(const std::string& text) {
    if (text.empty()) return bal::STAGE_UNSPECIFIED;
    if (const auto stage = typed_enum<bal::Stage>(text)) return *stage;
    return tl::unexpected(
        wrong_command("--stage 可取以下之一 takes one of: notice, open, counting, preliminary, "
                      "final or withdrawn"));
}

Result<> show_ballots(const Screen& screen, Ledger& ledger, const std::string& estate_named,
                      bal::Stage stage) {
    const auto estates = TRY(wanted_estates(ledger, estate_named));
    Rows rows;
    auto all = nlohmann::json::array();
    for (const auto& [estate, name] : estates) {
        auto ballots = TRY(ballots_of(ledger, estate, stage));
        for (auto& ballot : ballots) {
            const auto asked = TRY(prove_listed(ledger, estate, ballot));
            all.push_back(json_of(ballot));
            auto row = TRY(listed_row(ledger, name, ballot, asked));
            rows.push_back(std::move(row));
        }
    }
    screen.json_value(nlohmann::json{{"ballots", all}});
    screen.table({"表决 ballot", "小区、范围 estate, who is asked", "标题 title", "阶段 stage",
                  "截止 closes"},
                 rows, "节点称没有表决 The node says that there are no ballots.");
    screen.say(
        screen.faint("所列各项均有证明；是否还有其他表决，仅为节点的说法 Each ballot shown is "
                     "proven; that there is no other is the node's word."));
    return {};
}

}  // namespace linlian::client
