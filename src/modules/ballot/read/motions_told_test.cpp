// What the motions by which clerks enter papers, lists, mandates and deliveries tell, and whom: as
// long as one waits, those who could stand behind it; then whoever did. Of a ballot of all estates
// no office of one reads anything.
#include "kit/code_of.h"
#include "kit/community.h"
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Hua is another clerk of the street, pru of a preparatory group, cora of the owners' committee.
struct Bilingual : PaperTown {
    explicit Bilingual(const std::string& local = national) : PaperTown("", local) {
        third_kind();
        four_flats();
        holder("cora", "owners", "clerk");
    }
    std::string readers(const Id16& motion) {
        motion::v1::MotionQuery query;
        query.set_motion(motion.bytes());
        std::string who;
        for (const auto* name : {"ben", "gus", "hua", "pru", "cora", "ren", "sun", "cai", "ana"})
            if (ask<motion::v1::MotionReply>(query, name)) who += std::string{name} + " ";
        return who;
    }
    std::vector<Id16> entered(const Id16& ballot) {
        auto given = mandate(ballot, "bo", "ana");
        add_choice(*given.mutable_terms()->mutable_instructed(), v1::DISAGREE);
        std::vector<Id16> motions;
        when_proposed("ben", "residents", city_list(ballot, 0, {"chu", "dan"})).then_done();
        motions.push_back(made());
        when_proposed("ben", "residents", on_paper(given, "bo")).then_done();
        motions.push_back(made());
        return motions;
    }
    Id16 listed() {
        auto call = paper_call();
        call.mutable_terms()->add_channels(v1::CITY_LIST);
        call.mutable_terms()->set_proxy_owners_max(2);
        return opened(call);
    }
};

TEST(MotionsOfClerks, are_read_by_who_stood_behind_them_once_they_are_over) {
    Bilingual s;
    const auto motions = s.entered(s.listed());
    for (const auto& motion : motions) {
        EXPECT_EQ(s.readers(motion), "ben gus hua ") << "pru is not asked";
        s.when_supported("gus", "street", motion).then_done();
        EXPECT_EQ(s.row(motion::motions, motion)->state(), motion::v1::COMPLETED);
        EXPECT_EQ(s.readers(motion), "ben gus ");
    }
}

TEST(MotionsOfClerks, that_came_to_nothing_are_read_by_their_proposer) {
    Bilingual s;
    const auto motion = s.entered(s.listed()).front();
    motion::v1::Withdraw withdraw;
    withdraw.set_motion(motion.bytes());
    withdraw.set_reason("a wrong file");
    withdraw.set_shown(motion::shown_hash(motion, *s.row(motion::motions, motion)).bytes());
    s.when("ben", withdraw).then_done();
    EXPECT_EQ(s.readers(motion), "ben ");
}

// The Party organisation asks its own members: it is of no estate.
TEST(MotionsOfClerks, about_who_is_of_no_estate_are_not_for_clerks_of_one) {
    Bilingual s;
    s.office("party", "party");
    s.holder("pam", "party", "chair");
    s.holder("pat", "party", "clerk");
    auto act = s.paper_call();
    *act.mutable_items(0) = s.item("whom we back", v1::SURVEY);
    act.clear_presets();
    act.set_as_office(id_bytes("party"));
    act.set_convenor(v1::OFFICE_ITSELF);
    act.clear_electorate();
    act.mutable_electorate()->set_electors(reg::OFFICE_MEMBERS);
    act.mutable_electorate()->set_office(id_bytes("party"));
    act.mutable_terms()->set_proxy_owners_max(2);
    s.when("pam", act).then_done();
    const Id16 ballot = s.made();
    s.pass_to(s.poll(ballot).opens_ms());
    auto given = s.mandate(ballot, "pat", "bo");
    PaperTown::add_choice(*given.mutable_terms()->mutable_instructed(), v1::DISAGREE);
    s.when_proposed("ben", "residents", PaperTown::on_paper(given, "pat")).then_done();
    EXPECT_EQ(s.readers(s.made()), "ben gus hua ");
}

// Zoe and yu live in the park; cora and pru are of the garden.
TEST(MotionsOfClerks, of_a_ballot_of_all_estates_tell_clerks_of_one_nothing) {
    Community s{""};
    s.holder("cora", "owners", "clerk");
    s.office("group", "preparatory", "garden");
    s.holder("pru", "group", "clerk");
    s.people_move_in();
    const Id16 ballot = s.held(s.assembly(reg::RESIDENTS, v1::SURVEY));
    v1::RecordDeliveries act;
    act.set_ballot(ballot.bytes());
    act.set_shown(s.shown_of(ballot));
    auto& entry = *act.add_deliveries();
    *entry.mutable_voter() = s.voter(ballot, "zoe");
    entry.mutable_proof()->set_kind(v1::HANDED_OVER);
    entry.mutable_proof()->set_document(document('p'));
    entry.mutable_proof()->set_time_ms(s.now().ms);
    s.when_proposed("gus", "street", act).then_done();
    motion::v1::MotionQuery query;
    query.set_motion(s.made().bytes());
    EXPECT_TRUE(s.ask<motion::v1::MotionReply>(query, "gus"));
    for (const auto* name : {"cora", "pru", "cai"})
        EXPECT_EQ(kit::code_of(s.ask<motion::v1::MotionReply>(query, name)), "motion.NOT_FOR_YOU")
            << name;
}

}  // namespace
}  // namespace linlian::ballot
