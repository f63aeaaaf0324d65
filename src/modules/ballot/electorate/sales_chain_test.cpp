// Several sales of one line while a ballot is open: how many it takes, whose a paper is after them,
// and what comes back once they never were.
#include "kit/papers.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/paper/paper_row.h"

namespace linlian::ballot {
namespace {

struct Chain : PaperTown {
    Id16 ballot;

    explicit Chain(const std::string& preset = national, bool by_list = false)
        : PaperTown("", preset) {
        third_kind();
        four_flats();
        for (const auto* name : {"fay", "kim"}) person(name);
        auto act = paper_call();
        if (by_list) act.mutable_terms()->add_channels(v1::CITY_LIST);
        if (preset == "liaocheng") {
            act.mutable_terms()->set_silence_follows_majority(true);
            act.mutable_terms()->set_silence_document(document('c'));
        }
        ballot = opened(act);
    }
    kit::Scenario& when_sold(const std::string& owner, const std::vector<std::string>& buyers) {
        sell("flat of " + owner, buyers);
        auto act = replacing(ballot, owner, {"flat of " + owner}, buyers[0]);
        for (std::size_t i = 1; i < buyers.size(); ++i) act.add_owners(id_bytes(buyers[i]));
        std::ranges::sort(*act.mutable_owners());
        return when_cosigned(act);
    }
    v1::Successor on_record(const std::string& owner) const {
        return *row(successors, ballot, hash_of(voter(ballot, owner).line().head()));
    }
    v1::PaperEntry handed_in(const std::string& owner) {
        when("ben", issue(ballot, {owner})).then_done();
        const auto read = entry(ballot, v1::DISAGREE);
        for (const auto* clerk : {"ben", "gus"})
            when(clerk, sealed(ballot, clerk, owner, read)).then_done();
        when_passed(ms_per_hour);
        return read;
    }
};

// Else every look at the line reads a row that grows without end.
TEST(SaleBackAndForth, ends_after_sixteen_and_what_never_was_is_undone_all_the_same) {
    Chain s;
    for (std::uint32_t i = 0; i < max_sales_of_line; ++i)
        s.when_sold("ana", {i % 2 == 0 ? "fay" : "kim"}).then_done();
    s.when_sold("ana", {"fay"}).then_refused(v1::SOLD_TOO_OFTEN, {{"most", "16"}});
    const auto first = s.on_record("ana").sales(0).transaction();
    s.sell("flat of ana", {"ana"});
    auto act = s.replacing(s.ballot, "ana", {"flat of ana"}, "ana");
    act.set_undoes(first);
    s.when_cosigned(act).then_done();
    s.when("ana", s.vote(s.ballot, "ana")).then_done();
    EXPECT_TRUE(s.on_record("ana").sales().empty());
    EXPECT_EQ(s.on_record("ana").entered(), max_sales_of_line);
}

// Else one more clerk behind each record makes a row grow without end.
TEST(PeopleOfARow, are_so_many_and_those_who_stand_there_act_on) {
    google::protobuf::RepeatedPtrField<Bytes> people;
    std::set<Id16> all;
    while (all.size() < max_people_behind) all.insert(id(std::to_string(all.size())));
    EXPECT_TRUE(add_people(all, people, 0));
    EXPECT_TRUE(add_people({id("7"), id("9")}, people, 0));
    const auto refused = add_people({id("one more")}, people, 0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "ballot.PEOPLE_TOO_MANY");
}

// Fay stayed at the second sale, and had no part in what ana handed in alone.
TEST(Sale, of_shares_one_after_the_other_leaves_the_buyer_no_paper_of_the_seller) {
    Chain s;
    s.handed_in("ana");
    s.when_sold("ana", {"ana", "fay"}).then_done();
    EXPECT_EQ(s.paper(s.ballot, "ana").state(), v1::SEALED_TWICE);
    s.when_sold("ana", {"fay"}).then_done();
    EXPECT_EQ(s.paper(s.ballot, "ana").state(), v1::VOIDED);
}

// Entered by mistake, and put back by a sale instead of being undone by name.
TEST(SaleThatNeverWas, is_undone_after_a_sale_back_and_makes_nobody_silent) {
    for (const bool by_name : {false, true}) {
        Chain s{"liaocheng"};
        s.when("ana", s.vote(s.ballot, "ana")).then_done();
        s.handed_in("bo");
        s.when_sold("bo", {"kim"}).then_done();
        const auto first = s.on_record("bo").transaction();
        s.when_sold("bo", {"bo"}).then_done();
        if (by_name) {
            auto act = s.replacing(s.ballot, "bo", {"flat of bo"}, "bo");
            s.when_cosigned(act).then_refused(v1::VALUE_WRONG, {{"field", "owners"}});
            act.set_undoes(first);
            s.when_cosigned(act).then_done();
            EXPECT_TRUE(s.on_record("bo").sales().empty());
        }
        s.when_passed(ms_per_hour);
        s.when_cosigned(s.delivery(s.ballot, {"bo"})).then_done();
        s.close(s.ballot);
        s.pass_to(s.poll(s.ballot).due_ms());
        EXPECT_EQ(s.verdict(s.ballot).delivered_silent(), 0U) << by_name;
    }
}

TEST(SaleThatNeverWas, lets_in_what_the_list_of_the_city_has_of_the_line) {
    Chain s{national, true};
    s.when_sold("ana", {"fay"}).then_done();
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana"})).then_done();
    EXPECT_FALSE(s.counted(s.ballot, "ana"));
    s.sell("flat of ana", {"ana"});
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "ana")).then_done();
    ASSERT_TRUE(s.counted(s.ballot, "ana"));
    EXPECT_EQ(s.counted(s.ballot, "ana")->channel(), v1::CITY_LIST);
}

}  // namespace
}  // namespace linlian::ballot
