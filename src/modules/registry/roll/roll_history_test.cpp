#include "base/hex.h"
#include "codec/wire.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/roll/roll.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

v1::Electorate electorate(v1::Electors electors, const std::string& estate,
                          const std::string& building = "") {
    v1::Electorate made;
    made.set_electors(electors);
    made.set_estate(id_bytes(estate));
    if (!building.empty()) made.set_building(id_bytes(building));
    return made;
}

v1::Electorate community(v1::Electors electors) {
    v1::Electorate made;
    made.set_electors(electors);
    return made;
}

v1::Electorate office_electorate(const std::string& office) {
    v1::Electorate made;
    made.set_electors(v1::OFFICE_MEMBERS);
    made.set_office(id_bytes(office));
    return made;
}

// A village whose rolls are made anew after every act, for the height then and for all before.
struct Village : Town {
    Village() {
        clerks();
        by_one_clerk<v1::TransferPremises>();
        by_one_clerk<v1::SplitPremises>();
        by_one_clerk<v1::MergePremises>();
        by_one_clerk<v1::CorrectPremises>();
        by_one_clerk<v1::AdoptRoster>();
        by_kind<v1::CloseOffice>("residents", "clerk");
        holder("hal", "residents", "chair");
        estate("garden");
        building("b1", "garden");
        building("b2", "garden");
        for (const auto* name : {"kim", "lee", "may", "tom"}) person(name);
        flat("101", "b1", 9000, {"kim"});
        flat("102", "b1", 8000, {"lee", "may"});
        flat("201", "b2", 7000, {"kim"});
        flat("202", "b2", 6000, {"may"});
        when_passed(ms_per_minute);
        remember();
    }

    std::vector<v1::Electorate> electorates() const {
        auto interested = electorate(v1::OWNERS, "garden");
        interested.add_premises(id_bytes("101"));
        interested.add_premises(id_bytes("202"));
        return {electorate(v1::OWNERS, "garden"),
                electorate(v1::OWNERS, "garden", "b1"),
                electorate(v1::OWNERS, "garden", "b2"),
                interested,
                electorate(v1::RESIDENTS, "garden"),
                electorate(v1::HOUSEHOLDS, "garden", "b1"),
                community(v1::RESIDENTS),
                community(v1::HOUSEHOLDS),
                office_electorate("residents"),
                office_electorate("street")};
    }
    // All rolls of a height, as bytes.
    std::string rolls(Height height, Timestamp time) const {
        std::string all;
        for (const auto& one : electorates()) {
            for (const auto& line : roll_at(rows(), one, height, time)) {
                all += to_hex(codec::encode(line)) + "\n";
            }
            all += "--\n";
        }
        return all;
    }
    void remember() { past_[height()] = {now(), rolls(height(), now())}; }

    // The act is done, and no roll of an earlier height has changed by it.
    template <class Act>
    void done(const std::string& author, const Act& act) {
        when(author, act).then_done();
        for (const auto& [then, roll] : past_)
            EXPECT_EQ(rolls(then, roll.first), roll.second)
                << Act::descriptor()->name() << " changed the rolls of height " << then;
        remember();
    }
    // The same, and it did change the rolls of its own height.
    template <class Act>
    void changes(const std::string& author, const Act& act) {
        const auto before = past_.rbegin()->second.second;
        done(author, act);
        EXPECT_NE(past_.rbegin()->second.second, before) << Act::descriptor()->name();
    }
    Bytes holding_by(const std::string& premises) const {
        return holding_at(rows(), id(premises), height())->written_by();
    }

  private:
    std::map<Height, std::pair<Timestamp, std::string>> past_;
};

v1::TransferPremises sale(const Village& s, const std::string& premises, const std::string& to) {
    v1::TransferPremises act;
    act.set_premises(id_bytes(premises));
    *act.add_owners() = Lines::owner_line(to);
    act.set_document(document());
    act.set_replaces(s.holding_by(premises));
    return act;
}

v1::CorrectPremises correction(const Village& s, const std::string& premises, std::uint64_t area,
                               v1::PremisesKind kind = v1::FLAT) {
    v1::CorrectPremises act;
    act.set_premises(id_bytes(premises));
    act.set_kind(kind);
    act.set_area_centi(area);
    act.set_source(v1::SURVEY);
    act.set_document(document());
    act.set_replaces(s.row(premises_table, id(premises))->written_by());
    return act;
}

v1::NameVoter naming(const std::string& premises, const std::string& voter) {
    v1::NameVoter act;
    act.set_premises(id_bytes(premises));
    act.set_voter(id_bytes(voter));
    return act;
}

TEST(RollOfThePast, stays_when_premises_are_sold_and_corrected) {
    Village s;
    s.changes("ana", sale(s, "101", "tom"));
    s.changes("ana", correction(s, "101", 9100));
    s.changes("ana", correction(s, "101", 9200));
    s.changes("ana", correction(s, "101", 9200, v1::PARKING));
    s.changes("ana", sale(s, "202", "kim"));
    s.changes("ana", sale(s, "202", "may"));
}

TEST(RollOfThePast, stays_when_premises_are_split_and_merged) {
    Village s;
    v1::SplitPremises split;
    split.set_premises(id_bytes("101"));
    split.set_document(document());
    split.set_replaces(given_by());
    split.set_replaces_premises(given_by());
    for (const auto* part : {"101a", "101b"}) {
        auto* line = split.add_parts();
        line->set_premises(id_bytes(part));
        line->set_area_centi(4500);
        line->set_kind(v1::FLAT);
    }
    s.changes("ana", split);
    s.changes("ana", sale(s, "101b", "lee"));
    s.changes("ana", sale(s, "101b", "kim"));
    v1::MergePremises merge;
    merge.set_into(id_bytes("101c"));
    for (const auto* part : {"101a", "101b"}) {
        merge.add_premises(id_bytes(part));
        merge.add_replaces(current_holding(s.rows(), id(part))->written_by());
        merge.add_replaces_premises(s.row(premises_table, id(part))->written_by());
    }
    merge.set_document(document());
    s.changes("ana", merge);
}

TEST(RollOfThePast, stays_when_co_owners_name_another_voter) {
    Village s;
    s.done("lee", naming("102", "may"));
    s.changes("may", naming("102", "may"));
    auto again = naming("102", "lee");
    again.set_replaces(s.row(namings, id("102"), id("lee"))->written_by());
    s.done("lee", again);
    s.when_passed(ms_per_day);
    again.set_replaces(s.row(namings, id("102"), id("may"))->written_by());
    s.changes("may", again);
    EXPECT_EQ(s.holding_by("102"), given_by()) << "a sale still names what wrote the holding";
    s.changes("ana", sale(s, "102", "kim"));
}

TEST(RollOfThePast, stays_when_a_roster_is_adopted_that_moves_and_strikes_premises) {
    Village s;
    Lines lines;
    lines.building("b1").building("b2").owner("kim").owner("lee").owner("tom");
    lines.flat("101", "b2", 9000, {"kim"}).flat("102", "b1", 8000, {"lee"});
    lines.flat("203", "b2", 5000, {"tom"});
    s.done("ana", open_draft_of("garden"));
    s.done("ana", fill(only_draft(s), 0, lines.chunk()));
    s.changes("ana", adoption(s, 1));
    Lines back;
    back.building("b1").owner("kim").flat("101", "b1", 9000, {"kim"});
    s.done("ana", open_draft_of("garden"));
    s.done("ana", fill(only_draft(s), 0, back.chunk()));
    s.changes("ana", adoption(s, 2));
}

TEST(RollOfThePast, stays_when_residents_come_and_go) {
    Village s;
    v1::DeclareResidence declare;
    declare.set_premises(id_bytes("101"));
    declare.set_kind(v1::LIVES);
    s.done("tom", declare);
    const auto confirm = [&s](const std::string& clerk) {
        v1::ConfirmResidence act;
        act.set_member(id_bytes("tom"));
        act.set_premises(id_bytes("101"));
        act.set_replaces(s.row(residences, id("tom"), id("101"))->written_by());
        s.changes(clerk, act);
    };
    const auto end = [&s] {
        v1::EndResidence act;
        act.set_member(id_bytes("tom"));
        act.set_premises(id_bytes("101"));
        act.set_replaces(s.row(residences, id("tom"), id("101"))->written_by());
        return act;
    };
    confirm("kim");
    s.changes("tom", end());
    s.done("tom", declare);
    s.done("tom", end());
    s.done("tom", declare);
    confirm("kim");
    s.done("ana", sale(s, "101", "lee"));
    s.changes("tom", end());
}

TEST(RollOfThePast, stays_when_roles_are_revoked_granted_and_run_out) {
    Village s;
    v1::GrantRole grant;
    grant.set_office(id_bytes("residents"));
    grant.set_member(id_bytes("tom"));
    grant.set_role("clerk");
    grant.set_until_ms(s.now().ms + ms_per_day);
    const auto grant_and_accept = [&s, &grant] {
        s.done("hal", grant);
        v1::AcceptRole accept;
        accept.set_office(grant.office());
        accept.set_role(grant.role());
        accept.set_granted_by(s.last_id().bytes());
        s.changes("tom", accept);
        return accept.granted_by();
    };
    v1::RevokeRole revoke;
    revoke.set_granted_by(grant_and_accept());
    revoke.set_office(grant.office());
    revoke.set_member(grant.member());
    revoke.set_role("clerk");
    s.changes("hal", revoke);
    grant_and_accept();
    s.when_passed(2 * ms_per_day);
    s.remember();
    grant.set_until_ms(0);
    grant_and_accept();
    EXPECT_EQ(roll_at(s.rows(), office_electorate("residents"), s.height(), s.now()).size(), 3U);
}

// Whether kim is of the office, and its roll then: how many rows that takes.
std::uint64_t reads_of_office(std::uint64_t roles_that_ended) {
    Town s{"", {charter::module(), registry::module()}};
    s.office("shop", "shop");
    s.person("kim");
    for (Height until = 1; until <= roles_that_ended; ++until)
        s.given(roles_before, v1::Role{}, id("shop"), until, id("kim"),
                "helper of day " + std::to_string(until));
    v1::Leaver last;
    last.set_until_height(roles_that_ended);
    s.given(leavers, last, id("shop"), id("kim"));
    s.when_passed(1);
    const kit::CountingView counted{s.rows()};
    EXPECT_FALSE(is_or_was_of(counted, id("kim"), id("shop"), s.now()));
    EXPECT_TRUE(office_members(counted, id("shop"), 2000, s.now()).empty());
    return counted.reads();
}

// Else a chair who gives and takes roles makes each look at their people as dear as they like.
TEST(RollOfThePast, of_an_office_takes_as_little_however_many_roles_ended_before) {
    EXPECT_EQ(reads_of_office(1000), reads_of_office(1));
}

TEST(RollOfThePast, of_a_height_before_the_premises_has_no_line_of_them) {
    Village s;
    const auto before = s.height();
    v1::SplitPremises split;
    split.set_premises(id_bytes("202"));
    split.set_document(document());
    split.set_replaces(given_by());
    split.set_replaces_premises(given_by());
    for (const auto* part : {"202a", "202b"}) {
        auto* line = split.add_parts();
        line->set_premises(id_bytes(part));
        line->set_area_centi(3000);
        line->set_kind(v1::FLAT);
    }
    s.when("ana", split).then_done();
    auto parts = electorate(v1::OWNERS, "garden");
    parts.add_premises(id_bytes("202a"));
    EXPECT_EQ(roll_at(s.rows(), parts, before, s.now()).size(), 0U);
    EXPECT_EQ(roll_at(s.rows(), parts, s.height(), s.now()).size(), 1U);
    parts.set_premises(0, id_bytes("202"));
    EXPECT_EQ(roll_at(s.rows(), parts, before, s.now()).size(), 1U);
    EXPECT_EQ(roll_at(s.rows(), parts, s.height(), s.now()).size(), 0U);
}

}  // namespace
}  // namespace linlian::registry
