// Whoever made what is disputed is involved in it still where others wrote over it since, where the
// key that did it is gone, and where their name was the second one behind it.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

struct Since : PaperTown {
    explicit Since(const std::string& vectors = "ballot") : PaperTown(vectors) {
        four_flats();
        for (const auto* name : {"fay", "zoe"}) person(name);
        holder("pol", "residents", "clerk");
        by_one_clerk<reg::CorrectPremises>();
        by_one_clerk<reg::SplitPremises>();
    }
    v1::Object to_roll(const Id16& ballot, const std::string& owner) const {
        auto act = objection(ballot, v1::ROLL);
        const auto electorate = row(calls, ballot)->call().electorate();
        for (const auto& line : registry::roll_at(rows(), electorate, height(), now(), ballot))
            if (line.owners(0) == id_bytes(owner)) act.set_head(line.head());
        return act;
    }
    reg::CorrectPremises correction(const std::string& cell, reg::PremisesKind kind) const {
        reg::CorrectPremises act;
        act.set_premises(id_bytes("flat of ana"));
        act.set_kind(kind);
        act.set_area_centi(99'000);
        act.set_source(reg::REGISTER);
        act.set_grid_cell(cell);
        act.set_document(document('d'));
        act.set_replaces(row(registry::premises_table, id("flat of ana"))->written_by());
        return act;
    }
    reg::TransferPremises resale(const std::string& buyer) const {
        auto act = sale("flat of ana", buyer);
        act.set_replaces(row(registry::holdings, id("flat of ana"))->written_by());
        return act;
    }
};

// Ben makes the flat ten times as large, pol corrects its grid cell.
TEST(InvolvedSince, is_whoever_made_the_first_of_two_corrections) {
    Since s;
    s.when("ben", s.correction("", reg::FLAT)).then_done();
    s.when("pol", s.correction("g1", reg::FLAT)).then_done();
    s.when("bo", s.to_roll(s.called(s.paper_call()), "ana")).then_done();
    s.expect_ruled_by_other({"ben", "pol"}, "ren");
}

// By ben the flat became a parking space, so that ana's line is gone.
TEST(InvolvedSince, is_whoever_took_a_line_by_the_first_of_two_corrections) {
    Since s;
    s.when("ben", s.correction("", reg::PARKING)).then_done();
    s.when("pol", s.correction("g1", reg::PARKING)).then_done();
    auto act = s.objection(s.called(s.paper_call()), v1::ROLL);
    act.set_premises(id_bytes("flat of ana"));
    s.when("ana", act).then_done();
    s.expect_ruled_by_other({"ben", "pol"}, "ren");
}

TEST(InvolvedSince, is_whoever_entered_the_first_of_two_sales) {
    Since s;
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    s.when("pol", s.resale("zoe")).then_done();
    s.when("bo", s.to_roll(s.called(s.paper_call()), "zoe")).then_done();
    s.expect_ruled_by_other({"ben", "pol"}, "ren");
}

TEST(InvolvedSince, is_whoever_sold_what_was_split_since) {
    Since s;
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    reg::SplitPremises split;
    split.set_premises(id_bytes("flat of ana"));
    split.set_document(document('d'));
    split.set_replaces(s.last_id().bytes());
    const auto whole = *s.row(registry::premises_table, id("flat of ana"));
    split.set_replaces_premises(whole.written_by());
    for (const auto* name : {"one part", "other part"}) {
        auto* part = split.add_parts();
        part->set_premises(id_bytes(name));
        part->set_area_centi(whole.area_centi() / 2);
        part->set_kind(reg::FLAT);
    }
    s.when("pol", split).then_done();
    s.when("bo", s.to_roll(s.called(s.paper_call()), "fay")).then_done();
    s.expect_ruled_by_other({"ben", "pol"}, "ren");
}

// Tom acted for the firm when the roll was made; ben records fay for it, and pol zoe.
TEST(InvolvedSince, is_whoever_recorded_the_first_of_two_representatives) {
    Since s{""};
    s.person("tom");
    s.flat("flat of the firm", "west", 5'000, {"firm"});
    s.company("firm", "tom");
    s.by_one_clerk<reg::SetRepresentative>();
    const Id16 ballot = s.opened(s.paper_call());
    for (const auto& [clerk, who] : {std::pair{"ben", "fay"}, {"pol", "zoe"}}) {
        reg::SetRepresentative act;
        act.set_owner(id_bytes("firm"));
        act.set_through(id_bytes(who));
        act.set_document(document('r'));
        act.set_replaces(s.row(registry::owners, id("firm"))->written_by());
        s.when(clerk, act).then_done();
        s.when_passed(ms_per_day);
    }
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    auto act = s.objection(ballot, v1::RESULT);
    act.set_premises(id_bytes("flat of the firm"));
    s.when("tom", act).then_done();
    s.expect_ruled_by_other({"ben", "pol"}, "ren");
}

// Ben worked for the owners' committee until long ago, and still has the row that says so.
TEST(WhoCalled, is_nobody_whose_role_there_ran_out_before_the_call) {
    Since s{""};
    reg::Role over;
    over.set_granted_by(registry::given_by());
    over.set_until_ms(1);
    s.given(registry::roles, over, id("ben"), id("owners"), "clerk");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    EXPECT_TRUE(registry::is_or_was_of(s.rows(), id("ben"), id("owners"), Timestamp{0}));
    // Given up now, it ended when it ran out.
    reg::LeaveRole leave;
    leave.set_office(id_bytes("owners"));
    leave.set_role("clerk");
    leave.set_granted_by(over.granted_by());
    s.when("ben", leave).then_done();
    s.when("ben", s.issue(ballot, {"bo"})).then_done();
}

// Vic has never been at the counter; who was there votes in their name.
struct Counter : Since {
    Counter() : Since("") {
        knows_its_community();
        member("vic");
        flat("flat of vic", "west", 5'000, {"vic"});
    }
    template <class Act>
    Act for_vic(const std::string& key) const {
        Act act;
        act.set_member(id_bytes("vic"));
        act.set_key(registry::key_bytes(key));
        act.set_countersignature(registry::countersigned<Act>(id_bytes("vic"), key));
        return act;
    }
    void by_two(const std::string& proposer, const std::string& supporter,
                const google::protobuf::Message& act) {
        when_proposed(proposer, office_of(proposer), act).then_done();
        when_supported(supporter, office_of(supporter), made()).then_done();
    }
    static std::string office_of(const std::string& clerk) {
        return clerk == "ben" || clerk == "pol" ? "residents" : "street";
    }
    void enrolled_by(const std::string& proposer, const std::string& supporter) {
        auto act = for_vic<reg::EnrolAtCounter>("fraud");
        act.set_method(reg::ID_CARD_AT_COUNTER);
        by_two(proposer, supporter, act);
    }
    // Vic comes to the counter: other clerks see to it that they get a key of their own.
    void recovered() {
        by_two("pol", "hua", for_vic<reg::RecoverMember>("vic's own"));
        when_passed(3 * ms_per_day + ms_per_minute);
    }
};

TEST(InvolvedSince, is_whoever_gave_out_a_key_that_voted_before_a_recovery) {
    Counter s;
    s.enrolled_by("ben", "gus");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("fraud", s.vote(ballot, "vic")).then_done();
    s.recovered();
    s.when("vic's own", s.dispute(ballot, "vic")).then_done();
    s.expect_ruled_by_other({"ben", "gus"}, "ren");
}

// The false key adds another one, which votes, and goes.
TEST(InvolvedSince, is_whoever_gave_out_the_first_of_a_chain_of_keys) {
    Counter s;
    s.enrolled_by("ben", "gus");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("fraud", s.for_vic<reg::AddKey>("second")).then_done();
    reg::RetireKey retire;
    retire.set_key(registry::key_bytes("fraud"));
    s.when("second", retire).then_done();
    s.when("second", s.vote(ballot, "vic")).then_done();
    s.when("second", s.dispute(ballot, "vic")).then_done();
    s.expect_ruled_by_other({"ben", "gus"}, "ren");
}

TEST(InvolvedSince, is_the_second_clerk_behind_the_key_too) {
    Counter s;
    s.enrolled_by("gus", "ben");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("fraud", s.vote(ballot, "vic")).then_done();
    s.when("fraud", s.dispute(ballot, "vic")).then_done();
    s.expect_ruled_by_other({"ben", "gus"}, "ren");
}

TEST(InvolvedSince, is_whoever_gave_out_the_key_that_recovered_another) {
    Counter s;
    s.by_two("gus", "ben", s.for_vic<reg::RecoverMember>("fraud"));
    s.when_passed(3 * ms_per_day + ms_per_minute);
    const Id16 ballot = s.opened(s.paper_call());
    s.when("fraud", s.vote(ballot, "vic")).then_done();
    s.when("fraud", s.dispute(ballot, "vic")).then_done();
    s.expect_ruled_by_other({"ben", "gus"}, "ren");
}

// The key appoints max, who votes with a key that nobody doubts.
TEST(InvolvedSince, is_whoever_gave_out_the_key_that_appointed_the_proxy) {
    Counter s;
    s.person("max");
    s.enrolled_by("ben", "gus");
    auto call = s.paper_call();
    call.mutable_terms()->set_proxy_owners_max(2);
    const Id16 ballot = s.opened(call);
    s.when("fraud", s.mandate(ballot, "vic", "max")).then_done();
    s.when("max", s.vote(ballot, "vic")).then_done();
    s.recovered();
    s.when("vic's own", s.dispute(ballot, "vic")).then_done();
    s.expect_ruled_by_other({"ben", "gus"}, "ren");
}

}  // namespace
}  // namespace linlian::ballot
