#include "base/hex.h"
#include "modules/registry/acts.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/premises/small_roster_for_tests.h"

namespace linlian::registry {
namespace {

TEST(TransferPremises, makes_no_id_both_an_owner_for_whom_others_act_and_a_member) {
    SmallRoster s;
    auto act = transfer("101", {});
    *act.add_owners() = Lines::owner_line("firm", v1::COMPANY, "lou");
    *act.add_owners() = Lines::owner_line("other", v1::COMPANY, "firm");
    s.when("ana", act).then_refused(v1::OWNER_IS_MEMBER, {{"id", to_hex(id_bytes("firm"))}});
    act.mutable_owners(1)->set_through(id_bytes("kim"));
    s.when("ana", act).then_done();
    EXPECT_FALSE(s.row(members, id("firm")));
}

TEST(TransferPremises, keeps_who_owned_before_at_every_height) {
    SmallRoster s;
    EXPECT_EQ(s.garden().heads(), 2U);
    s.when("ana", transfer("101", {"mia"})).then_done().then_events({"PremisesTransferred"});
    const Height sold = s.height();
    EXPECT_EQ(s.garden().heads(), 3U);
    EXPECT_EQ(s.garden().area_centi(), 24000U);
    s.when("ana", transfer("101", {"kim"}, s.last_id().bytes())).then_done();
    EXPECT_EQ(s.garden().heads(), 2U);
    EXPECT_EQ(holding_at(s.rows(), id("101"), sold - 1)->owners(0), id_bytes("kim"));
    EXPECT_EQ(holding_at(s.rows(), id("101"), sold)->owners(0), id_bytes("mia"));
    EXPECT_EQ(holding_at(s.rows(), id("101"), sold + 1)->owners(0), id_bytes("kim"));
    EXPECT_FALSE(holding_at(s.rows(), id("nowhere"), sold));
}

// Heads belong to estates: whoever owns in two of them is one head in each.
TEST(TransferPremises, moves_heads_in_the_estate_of_the_premises_only) {
    SmallRoster s;
    s.estate("park");
    s.building("q1", "park");
    s.flat("901", "q1", 5000, {"mia"});
    s.when("ana", transfer("901", {"kim"})).then_done();
    EXPECT_EQ(s.row(estates, id("park"))->heads(), 1U);
    EXPECT_EQ(s.garden().heads(), 2U);
    s.when("ana", transfer("101", {"mia"})).then_done();
    EXPECT_EQ(s.row(estates, id("park"))->heads(), 1U);
    EXPECT_EQ(s.garden().heads(), 3U);  // kim still has 102
    s.when("ana", transfer("102", {"mia"})).then_done();
    EXPECT_EQ(s.garden().heads(), 2U);
    EXPECT_EQ(s.garden().area_centi(), 24000U);
}

TEST(TransferPremises, refuses_to_override_what_it_did_not_know) {
    SmallRoster s;
    const Bytes held_back = s.signed_by("ana", transfer("101", {"eve"}));
    s.when("ana", transfer("101", {"mia"})).then_done();
    s.when_sent(held_back).then_refused(v1::REPLACES_OTHER);
    EXPECT_EQ(holding_at(s.rows(), id("101"), s.height())->owners(0), id_bytes("mia"));
}

TEST(TransferPremises, refuses_doubled_owners_other_kinds_and_strange_voters) {
    SmallRoster s;
    s.when("ana", transfer("none", {"mia"})).then_refused(v1::PREMISES_UNKNOWN);
    s.when("ana", transfer("101", {})).then_refused(v1::VALUE_WRONG, {{"field", "owners"}});
    s.when("ana", transfer("101", {"mia", "mia"}))
        .then_refused(v1::LINE_DOUBLED, {{"id", to_hex(id_bytes("mia"))}});
    auto act = transfer("101", {"mia"});
    act.set_voter(id_bytes("kim"));
    s.when("ana", act).then_refused(v1::NOT_AN_OWNER);
    act = transfer("101", {});
    *act.add_owners() = Lines::owner_line("kim", v1::HEIRS, "eve");
    s.when("ana", act).then_refused(v1::OWNER_KIND_DIFFERS);
    act.mutable_owners(0)->clear_document();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "document"}});
    act.mutable_owners(0)->set_owner(Bytes(Id16::size, '\0'));
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "owner"}});
}

// Else two clerks put another voter in the place of whom the co-owners named.
TEST(TransferPremises, is_none_to_the_same_owners) {
    SmallRoster s;
    s.when("ana", transfer("101", {"kim", "mia"})).then_done();
    auto again = transfer("101", {"mia", "kim"}, s.last_id().bytes());
    again.set_voter(id_bytes("mia"));
    s.when("ana", again).then_refused(v1::OWNERS_SAME);
    again.mutable_owners()->RemoveLast();
    s.when("ana", again).then_done();
}

TEST(SplitPremises, keeps_the_totals) {
    SmallRoster s;
    s.when("ana", split("101", {{"101a", 4000}, {"101b", 5000}}))
        .then_done()
        .then_events({"PremisesSplit"});
    EXPECT_EQ(s.garden().premises(), 5U);
    EXPECT_EQ(s.garden().heads(), 2U);
    EXPECT_EQ(s.garden().area_centi(), 24000U);
    EXPECT_EQ(holding_at(s.rows(), id("101a"), s.height())->owners(0), id_bytes("kim"));
    EXPECT_FALSE(holding_at(s.rows(), id("101"), s.height()));
    EXPECT_EQ(came_of(s.rows(), {id("101")}, 9), (std::set{id("101"), id("101a"), id("101b")}));
    s.when("ana", split("101", {{"x", 4000}, {"y", 5000}})).then_refused(v1::PREMISES_UNKNOWN);
}

// A roll goes through what was struck as well: who splits and merges again and again pays for it.
TEST(SplitPremises, leaves_what_is_struck_among_what_a_roll_costs) {
    SmallRoster s;
    v1::Electorate owners;
    owners.set_electors(v1::OWNERS);
    owners.set_estate(id_bytes("garden"));
    const auto before = premises_behind(s.rows(), owners);
    EXPECT_EQ(before, s.garden().premises() + 1) << "and their building";
    s.when("ana", split("101", {{"101a", 4000}, {"101b", 5000}})).then_done();
    EXPECT_EQ(premises_behind(s.rows(), owners), before + 2);
    EXPECT_EQ(s.garden().premises(), before);
}

TEST(SplitPremises, refuses_other_sums_and_used_ids) {
    SmallRoster s;
    s.when("ana", split("101", {{"101a", 4000}, {"101b", 5001}}))
        .then_refused(v1::AREA_DIFFERS, {{"have", "9001"}, {"needed", "9000"}});
    s.when("ana", split("101", {{"101a", 4000}, {"102", 5000}})).then_refused(v1::PREMISES_EXISTS);
    s.when("ana", split("101", {{"x", 4000}, {"x", 5000}})).then_refused(v1::PREMISES_EXISTS);
    s.when("ana", split("101", {{"x", 9000}})).then_refused(v1::VALUE_WRONG, {{"field", "parts"}});
}

// Sixty homes in one parking space, each with a voice in an assembly of households.
TEST(SplitPremises, makes_no_homes_nor_votes_of_a_parking_space) {
    SmallRoster s;
    s.when("ana", split("p1", {{"p1a", 600}, {"p1b", 600}})).then_refused(v1::PARTS_DIFFER);
    auto places = split("p1", {{"p1a", 600}, {"p1b", 600}});
    for (auto& part : *places.mutable_parts()) part.set_kind(v1::STORAGE);
    s.when("ana", places).then_done();
}

// Drafted before the sale or the correction, it would carry on as if there had been none.
TEST(SplitPremises, names_the_holding_and_the_premises_that_it_replaces) {
    SmallRoster s;
    auto act = split("101", {{"101a", 4500}, {"101b", 4500}});
    act.set_replaces(document('x'));
    s.when("ana", act).then_refused(v1::REPLACES_OTHER);
    act.set_replaces(given_by());
    act.set_replaces_premises(document('x'));
    s.when("ana", act).then_refused(v1::REPLACES_OTHER);
    s.when("ana", transfer("101", {"lou"})).then_done();
    s.when("ana", split("101", {{"101a", 4500}, {"101b", 4500}})).then_refused(v1::REPLACES_OTHER);
}

TEST(CorrectPremises, counts_them_anew) {
    SmallRoster s;
    s.when("ana", correct("103", v1::STORAGE, 7100)).then_done().then_events({"PremisesCorrected"});
    EXPECT_EQ(s.garden().heads(), 1U);
    EXPECT_EQ(s.garden().area_centi(), 17000U);
    EXPECT_EQ(s.garden().premises(), 4U);
    // Signed when the first row stood, and held back.
    s.when("ana", correct("103", v1::FLAT, 7000)).then_refused(v1::REPLACES_OTHER);
    s.when("ana", correct("none", v1::FLAT, 7000)).then_refused(v1::PREMISES_UNKNOWN);
    s.when("ana", correct("101", v1::FLAT, 0)).then_refused(v1::VALUE_WRONG);
}

// In two acts a parking space would become what a split refuses.
TEST(CorrectPremises, makes_no_home_of_what_was_none) {
    SmallRoster s;
    s.when("ana", correct("103", v1::PARKING, 7100)).then_done();
    for (const auto kind : {v1::FLAT, v1::SHOP, v1::UNSOLD}) {
        auto act = correct("103", kind, 7100);
        act.set_replaces(s.row(premises_table, id("103"))->written_by());
        s.when("ana", act).then_refused(v1::KIND_NOT_COUNTED);
    }
}

TEST(NameVoter, takes_effect_when_all_co_owners_agree) {
    SmallRoster s;
    s.when("kim", name_voter("103", "lou")).then_done().then_events({"VoterNamed"});
    EXPECT_EQ(s.row(holdings, id("103"))->voter(), "");
    const Bytes first = s.last_id().bytes();
    s.when("lou", name_voter("103", "lou")).then_done();
    EXPECT_EQ(holding_at(s.rows(), id("103"), s.height())->voter(), id_bytes("lou"));
    s.when("kim", name_voter("103", "kim")).then_refused(v1::REPLACES_OTHER);
    s.when("kim", name_voter("103", "kim", first)).then_done();
    // They differ now: lou does not vote for kim against their will.
    EXPECT_EQ(holding_at(s.rows(), id("103"), s.height())->voter(), "");
    EXPECT_EQ(holding_at(s.rows(), id("103"), 0)->voter(), "") << "the past had no voter";
    s.when("ana", name_voter("103", "kim")).then_refused(v1::NOT_AN_OWNER);
    s.when("lou", name_voter("103", "ana")).then_refused(v1::NOT_AN_OWNER);
    s.when("lou", name_voter("none", "lou")).then_refused(v1::PREMISES_UNKNOWN);
    s.when("lou", name_voter("103", "lou", "x"))
        .then_refused(v1::VALUE_WRONG, {{"field", "replaces"}});
}

TEST(NameVoter, speaks_for_every_owner_he_acts_for) {
    SmallRoster s;
    auto act = transfer("101", {"kim"});
    *act.add_owners() = Lines::owner_line("firm", v1::COMPANY, "kim");
    s.when("ana", act).then_done();
    s.when("kim", name_voter("101", "kim")).then_done();
    EXPECT_EQ(holding_at(s.rows(), id("101"), s.height())->voter(), id_bytes("kim"));
}

// Names the voter of 103 anew, in place of what this owner said before.
v1::NameVoter named_anew(const state::StateView& view, const std::string& by,
                         const std::string& voter) {
    const auto before = namings.find(view, id("103"), id(by));
    return name_voter("103", voter, before ? before->written_by() : Bytes{});
}

TEST(NameVoter, agrees_on_somebody_once_a_day_and_ends_that_at_any_time) {
    SmallRoster s;
    const auto voter = [&s] { return s.row(holdings, id("103"))->voter(); };
    s.when("lou", name_voter("103", "lou")).then_done();
    s.when("kim", name_voter("103", "lou")).then_done();
    s.when("kim", named_anew(s.rows(), "kim", "kim")).then_done();
    EXPECT_EQ(voter(), "");
    s.when("kim", named_anew(s.rows(), "kim", "lou"))
        .then_refused(v1::VOTER_NAMED_LATELY, {{"hours", "24"}});
    s.when_passed(22 * ms_per_hour);
    s.when("kim", named_anew(s.rows(), "kim", "lou"))
        .then_refused(v1::VOTER_NAMED_LATELY, {{"hours", "2"}});
    s.when_passed(2 * ms_per_hour);
    s.when("kim", named_anew(s.rows(), "kim", "lou")).then_done();
    EXPECT_EQ(voter(), id_bytes("lou"));
    s.when("lou", named_anew(s.rows(), "lou", "kim")).then_done();
    EXPECT_EQ(voter(), "");
    const auto holding = s.row(holdings, id("103"));
    EXPECT_EQ(holding->from_height(), s.height());
    EXPECT_EQ(holding->owned_from_height(), 0U) << "they own it as long as before";
    EXPECT_EQ(holding->written_by(), given_by());
}

TEST(NameVoter, is_for_new_owners_on_the_day_they_buy) {
    SmallRoster s;
    s.when("lou", name_voter("103", "lou")).then_done();
    s.when("kim", name_voter("103", "lou")).then_done();
    s.when("ana", transfer("103", {"kim", "mia"})).then_done();
    s.when("ana", transfer("103", {"kim", "lou"}, s.last_id().bytes())).then_done();
    s.when("lou", name_voter("103", "kim")).then_done();
    s.when("kim", name_voter("103", "kim")).then_done();
    EXPECT_EQ(s.row(holdings, id("103"))->voter(), id_bytes("kim"));
}

// Else one of them makes every look at the flat, and so every roll, as dear as they like.
TEST(NameVoter, of_a_thousand_days_leaves_looks_as_cheap_as_on_the_first) {
    SmallRoster s;
    s.when("lou", name_voter("103", "lou")).then_done();
    state::Overlay days{s.rows(), sha256("days")};
    machine::BlockTime block{s.height(), s.now()};
    const auto kim_names = [&](const std::string& voter) {
        ++block.height;
        const auto act = named_anew(days, "kim", voter);
        const auto transaction = sha256(voter + std::to_string(block.height));
        machine::Context context{s.program(), days, block, {{}, id("kim")}, transaction};
        EXPECT_TRUE(registry::name_voter(context, act));
    };
    const auto reads_of_look = [&](Height height) {
        const kit::CountingView counted{days};
        EXPECT_TRUE(current_holding(counted, id("103")));
        EXPECT_TRUE(holding_at(counted, id("103"), height));
        return counted.reads();
    };
    kim_names("lou");
    const auto first = block.height;
    kim_names("kim");
    const auto reads = reads_of_look(first);
    for (int day = 0; day < 1000; ++day) {
        block.time.ms += ms_per_day;
        kim_names("lou");
        kim_names("kim");
    }
    EXPECT_EQ(reads_of_look(first), reads);
    EXPECT_EQ(reads_of_look(block.height - 1), reads);
    EXPECT_EQ(holding_at(days, id("103"), first)->voter(), id_bytes("lou"));
    EXPECT_EQ(holding_at(days, id("103"), block.height - 1)->voter(), id_bytes("lou"));
    EXPECT_EQ(holding_at(days, id("103"), block.height)->voter(), "");
}

TEST(NameVoter, is_forgotten_with_the_holding) {
    SmallRoster s;
    s.person("mia");
    s.when("kim", name_voter("103", "kim")).then_done();
    s.when("ana", transfer("103", {"mia", "kim"})).then_done();
    s.when("mia", name_voter("103", "kim")).then_done();
    EXPECT_EQ(holding_at(s.rows(), id("103"), s.height())->voter(), "");
    s.when("kim", name_voter("103", "kim")).then_done();
    EXPECT_EQ(holding_at(s.rows(), id("103"), s.height())->voter(), id_bytes("kim"));
}

TEST(SetRepresentative, names_who_acts_and_what_it_replaces) {
    SmallRoster s;
    auto act = transfer("101", {});
    *act.add_owners() = Lines::owner_line("firm", v1::COMPANY, "kim");
    s.when("ana", act).then_done();
    const Bytes first = s.last_id().bytes();
    s.when("ana", represent("firm", "lou", first)).then_done().then_events({"RepresentativeSet"});
    EXPECT_EQ(s.row(owners, id("firm"))->through(), id_bytes("lou"));
    s.when("ana", represent("firm", "kim", first)).then_refused(v1::REPLACES_OTHER);
    s.when("kim", name_voter("101", "kim")).then_refused(v1::NOT_AN_OWNER);
    s.when("ana", represent("lou", "kim", first)).then_refused(v1::OWNER_UNKNOWN);
    s.when("ana", represent("none", "kim", first)).then_refused(v1::OWNER_UNKNOWN);
}

// Else two clerks make every ruling on a line of theirs go through thousands of changes.
TEST(SetRepresentative, records_another_once_a_day) {
    SmallRoster s;
    auto act = transfer("101", {});
    *act.add_owners() = Lines::owner_line("firm", v1::COMPANY, "kim");
    s.when("ana", act).then_done();
    s.when("ana", represent("firm", "lou", s.last_id().bytes())).then_done();
    const auto back = represent("firm", "kim", s.last_id().bytes());
    s.when("ana", back).then_refused(v1::REPRESENTATIVE_SET_LATELY, {{"hours", "24"}});
    s.when_passed(ms_per_day);
    s.when("ana", back).then_done();
    EXPECT_EQ(s.row(owners, id("firm"))->through(), id_bytes("kim"));
}

}  // namespace
}  // namespace linlian::registry
