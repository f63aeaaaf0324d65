// The owners' committee of one estate tries to have a say in another: its chair and clerks count
// for nothing there, whoever proposes.
#include "kit/siege.h"

namespace linlian::registry {
namespace {

// Kim owns a flat in the garden, whose committee is ona's and oki's, and lou one in the park.
struct TwoEstates : Siege {
    explicit TwoEstates(const std::string& vectors = "registry") : Siege(vectors) {
        building("b1", "garden");
        building("p1", "park");
        person("lou");
        flat("101", "b1", 9000, {"kim"});
        flat("901", "p1", 9000, {"lou"});
    }
    motion::v1::MotionState after(const std::vector<std::pair<std::string, std::string>>& who,
                                  const machine::Message& act) {
        const auto motion = when_proposed(who.front().first, who.front().second, act);
        for (std::size_t i = 1; i < who.size(); ++i)
            when_supported(who[i].first, who[i].second, motion).then_done();
        return state_of(motion);
    }
    // Oki of the owners' committee counts for nothing beside ana, and ben of the street does.
    void expect_owners_do_not_count(const machine::Message& act) {
        EXPECT_EQ(after({{"ana", "residents"}, {"oki", "owners"}}, act), motion::v1::OPEN);
        EXPECT_EQ(after({{"ana", "residents"}, {"ben", "street"}}, act), motion::v1::COMPLETED);
    }
    static v1::CorrectPremises correction(const std::string& premises) {
        v1::CorrectPremises act;
        act.set_premises(id_bytes(premises));
        act.set_kind(v1::FLAT);
        act.set_area_centi(8999);
        act.set_source(v1::SURVEY);
        act.set_document(document());
        act.set_replaces(given_by());
        return act;
    }
    static v1::OpenDraft draft_of(const std::string& estate_name) {
        v1::OpenDraft act;
        act.set_estate(id_bytes(estate_name));
        act.set_names_hash(document());
        return act;
    }
};

TEST(OwnersCommittee, corrects_nothing_in_another_estate) {
    TwoEstates s;
    EXPECT_EQ(s.after({{"ana", "residents"}, {"oki", "owners"}}, TwoEstates::correction("901")),
              motion::v1::OPEN);
    EXPECT_EQ(s.after({{"ana", "residents"}, {"oki", "owners"}}, TwoEstates::correction("101")),
              motion::v1::COMPLETED);
    s.when("oki", TwoEstates::draft_of("park")).then_refused(v1::AUTHORITY_MISSING);
    s.when("oki", TwoEstates::draft_of("garden")).then_done();
    s.when("ana", TwoEstates::draft_of("park")).then_done();
}

TEST(OwnersCommittee, records_no_representative_of_whoever_owns_elsewhere) {
    TwoEstates s;
    s.flat("902", "p1", 8000, {"firm"});
    s.company("firm", "lou");
    s.expect_owners_do_not_count(represent("firm", "dan"));
}

// Each support would else go through thousands of premises.
TEST(OwnersCommittee, does_not_speak_for_whoever_owns_hundreds_of_flats) {
    TwoEstates s{""};
    for (std::size_t i = 0; i < max_premises_looked_at; ++i)
        s.flat("new flat " + std::to_string(i), "b1", 8000, {"firm"});
    s.company("firm", "lou", document(), v1::DEVELOPER);
    s.expect_owners_do_not_count(represent("firm", "dan"));
}

TEST(OwnersCommittee, vouches_for_no_election_in_another_estate) {
    TwoEstates s;
    s.office("park committee", "owners", "park");
    v1::RecordElection act;
    act.set_office(id_bytes("park committee"));
    act.set_member(id_bytes("lou"));
    act.set_key(key_bytes("lou"));
    act.set_document(document());
    EXPECT_EQ(s.after({{"pam", "party"}, {"rae", "residents"}, {"ona", "owners"}}, act),
              motion::v1::OPEN);
    EXPECT_EQ(s.after({{"pam", "party"}, {"rae", "residents"}, {"sid", "street"}}, act),
              motion::v1::COMPLETED);
}

// What is of the whole community is theirs too: they are a part of it.
TEST(OwnersCommittee, counts_for_the_charter_of_the_community) {
    TwoEstates s;
    charter::v1::SetAuthority act;
    act.set_act_type("linlian.registry.v1.AddEstate");
    act.mutable_authority()->mutable_role()->set_office_kind("street");
    EXPECT_EQ(s.after({{"pam", "party"}, {"rae", "residents"}, {"ona", "owners"}}, act),
              motion::v1::COMPLETED);
}

}  // namespace
}  // namespace linlian::registry
