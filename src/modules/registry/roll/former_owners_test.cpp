// Who owned premises is concerned by the ballots of their estate for a year, and whoever ended that
// stands on record.
#include "modules/registry/limits.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

// Three flats of max.
struct Flats : Town {
    explicit Flats(const std::string& vectors = "registry")
        : Town(vectors, {charter::module(), registry::module()}) {
        clerks();
        estate("garden");
        by_one_clerk<v1::AdoptRoster>();
        building("b1", "garden");
        for (const auto* name : {"max", "kim", "lou"}) person(name);
        for (const auto* one : {"101", "102", "103"}) flat(one, "b1", 9000, {"max"});
    }
    bool is_concerned(const std::string& through, const std::string& estate = "garden") const {
        v1::Electorate electorate;
        electorate.set_electors(v1::OWNERS);
        electorate.set_estate(id_bytes(estate));
        return is_of(rows(), electorate, id("max"), id(through), now());
    }
};

// Whom a roster leaves out is concerned by the ballots of its estate for a year, and it says who
// left them out.
TEST(FormerOwner, is_concerned_for_a_year_through_what_was_struck_or_went_to_others) {
    Flats s;
    Lines lines;
    lines.building("b1").owner("lou").flat("101", "b1", 9000, {"lou"});
    lines.flat("102", "b1", 9000, {"lou"});
    draft_by_ana(s, "garden", lines);
    EXPECT_TRUE(s.is_concerned("103")) << "owns it";
    s.when("ana", adoption(s, 1)).then_done();
    for (const char* flat : {"101", "103"}) {
        EXPECT_TRUE(s.is_concerned(flat)) << flat;
        EXPECT_TRUE(behind_premises(s.rows(), id(flat), id("max"), s.now()).contains(id("ana")))
            << flat;
    }
    EXPECT_FALSE(s.is_concerned("104"));
    EXPECT_FALSE(s.is_concerned("103", "park"));
    s.when_passed(former_owner_ms - ms_per_day);
    EXPECT_TRUE(s.is_concerned("103"));
    s.when_passed(2 * ms_per_day);
    for (const char* flat : {"101", "103"}) EXPECT_FALSE(s.is_concerned(flat)) << flat;
    EXPECT_FALSE(behind_premises(s.rows(), id("103"), id("max"), s.now()).contains(id("ana")));
}

// A split on paper moves nobody out, and whoever lives there is on the rolls of residents.
TEST(Resident, of_premises_that_were_split_is_concerned_as_before) {
    Flats s;
    s.by_one_clerk<v1::SplitPremises>();
    v1::DeclareResidence declare;
    declare.set_premises(id_bytes("101"));
    declare.set_kind(v1::LIVES);
    s.when("kim", declare).then_done();
    v1::ConfirmResidence confirm;
    confirm.set_member(id_bytes("kim"));
    confirm.set_premises(id_bytes("101"));
    confirm.set_replaces(s.row(residences, id("kim"), id("101"))->written_by());
    s.when("max", confirm).then_done();
    v1::SplitPremises split;
    split.set_premises(id_bytes("101"));
    split.set_document(document());
    split.set_replaces(s.row(holdings, id("101"))->written_by());
    split.set_replaces_premises(s.row(premises_table, id("101"))->written_by());
    for (const auto* name : {"101a", "101b"}) {
        auto* part = split.add_parts();
        part->set_premises(id_bytes(name));
        part->set_area_centi(4500);
        part->set_kind(v1::FLAT);
    }
    s.when("ana", split).then_done();
    v1::Electorate residents;
    residents.set_electors(v1::RESIDENTS);
    residents.set_estate(id_bytes("garden"));
    for (const auto& through : {std::optional<Id16>{}, std::optional{id("101")}})
        EXPECT_TRUE(is_of(s.rows(), residents, id("kim"), through, s.now()));
    residents.set_estate(id_bytes("park"));
    EXPECT_FALSE(is_of(s.rows(), residents, id("kim"), id("101"), s.now()));
}

// What one transaction writes in this block, over all that was written before it.
struct Ledger : Flats {
    Ledger() : Flats("") { when_passed(ms_per_minute); }
    machine::Context in_block(Height height, const std::string& transaction) {
        const Timestamp time{now().ms + static_cast<std::int64_t>(height)};
        return {program(), written, {height, time}, {}, sha256(transaction)};
    }
    void sell(Height height, const std::string& transaction, const std::string& buyer) {
        auto context = in_block(height, transaction);
        change_owners(context, id("101"), {{id_bytes(buyer)}, {}, {}});
    }
    void name_voter(Height height, const std::string& voter) {
        auto context = in_block(height, "naming of " + voter);
        change_voter(context, id("101"), id_bytes(voter));
    }
    std::vector<v1::Holding> ended() const {
        return ended_holdings(written, id("101"), Timestamp{0});
    }
    state::Overlay written{rows(), sha256("salt")};
};

// By whom each of these ended, the newest first.
std::vector<Bytes> ended_by(const std::vector<v1::Holding>& ended) {
    std::vector<Bytes> found;
    for (const auto& holding : ended) found.push_back(holding.ended_by());
    return found;
}

TEST(EndedHoldings, are_those_of_owners_and_not_of_voters_newest_first) {
    Ledger s;
    for (Height day = 10; day < 40; ++day) s.name_voter(day, day % 2 == 0 ? "max" : "kim");
    s.sell(40, "first sale", "kim");
    for (Height day = 50; day < 80; ++day) s.name_voter(day, day % 2 == 0 ? "max" : "kim");
    s.sell(80, "second sale", "lou");
    EXPECT_EQ(ended_by(s.ended()),
              (std::vector<Bytes>{sha256("second sale").bytes(), sha256("first sale").bytes()}));
    EXPECT_EQ(s.ended().back().owners(0), id_bytes("max"));
    auto context = s.in_block(90, "strike");
    strike_premises(context, id("101"));
    EXPECT_EQ(ended_by(s.ended()).front(), sha256("strike").bytes());
    EXPECT_EQ(s.ended().size(), 3U);
}

// A co-owner who names a voter, or a second sale, in the very block hides nobody.
TEST(EndedHoldings, name_who_ended_them_whatever_else_the_block_did) {
    Ledger s;
    s.name_voter(10, "max");
    s.sell(10, "sale", "kim");
    s.name_voter(10, "kim");
    s.sell(10, "sale on", "lou");
    ASSERT_EQ(s.ended().size(), 1U);
    EXPECT_EQ(s.ended().front().owners(0), id_bytes("max"));
    EXPECT_EQ(s.ended().front().ended_by(), sha256("sale").bytes());
    EXPECT_EQ(s.ended().front().until_ms(), s.now().ms + 10);
}

TEST(EndedHoldings, are_looked_at_as_far_as_the_newest_sixteen) {
    Ledger s;
    for (Height day = 10; day < 50; ++day)
        s.sell(day, "sale " + std::to_string(day), day % 2 == 0 ? "kim" : "lou");
    EXPECT_EQ(s.ended().size(), max_former_holdings);
    EXPECT_EQ(s.ended().front().ended_by(), sha256("sale 49").bytes());
    const kit::CountingView counted{s.written};
    EXPECT_EQ(ended_holdings(counted, id("101"), Timestamp{0}).size(), max_former_holdings);
    EXPECT_LE(counted.reads(), max_former_holdings + 2);
}

// Else two clerks who make a false sale sell on until nobody remembers.
TEST(FormerOwner, is_concerned_however_often_it_was_sold_on) {
    Ledger s;
    v1::Owner firm;
    firm.set_kind(v1::COMPANY);
    firm.set_through(id_bytes("kim"));
    auto first = s.in_block(9, "founding");
    owners.put(first.state(), id("firm"), firm);
    s.sell(9, "sale to the firm", "firm");
    s.sell(10, "false sale", "lou");
    const std::vector<std::string> buyers{"zed", "lou"};
    for (Height day = 11; day < 50; ++day) s.sell(day, "sale on", buyers[day % 2]);
    v1::Electorate electorate;
    electorate.set_electors(v1::OWNERS);
    electorate.set_estate(id_bytes("garden"));
    for (const auto* who : {"max", "kim"})
        EXPECT_TRUE(is_of(s.written, electorate, id(who), id("101"), s.now())) << who;
    EXPECT_EQ(holding_lost(s.written, id("101"), id("kim"), Timestamp{0})->ended_by(),
              sha256("false sale").bytes());
    EXPECT_FALSE(is_of(s.written, electorate, id("nobody"), id("101"), s.now()));
    const Timestamp later{s.now().ms + former_owner_ms + ms_per_day};
    EXPECT_FALSE(is_of(s.written, electorate, id("max"), id("101"), later));
}

}  // namespace
}  // namespace linlian::registry
