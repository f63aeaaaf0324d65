// What a sale while a ballot is open takes and leaves: a vote that was cast stays with whoever cast
// it, unless two clerks say by name that the sale never was.
#include "kit/papers.h"
#include "modules/ballot/limits.h"

namespace linlian::ballot {
namespace {

// Ana's flat may be sold, to fay and on to zed.
struct Market : PaperTown {
    Id16 ballot;

    Market() {
        four_flats();
        for (const auto* name : {"fay", "zed"}) person(name);
        by_one_clerk<reg::SplitPremises>();
        by_one_clerk<reg::MergePremises>();
        ballot = opened(paper_call());
    }
    // Splits it into so many parts, which are returned.
    std::vector<Bytes> split(const std::string& flat_name, int parts) {
        reg::SplitPremises act;
        const auto whole = row(registry::premises_table, id(flat_name));
        act.set_premises(id_bytes(flat_name));
        act.set_document(document());
        act.set_replaces(row(registry::holdings, id(flat_name))->written_by());
        act.set_replaces_premises(whole->written_by());
        std::vector<Bytes> made;
        for (int i = 1; i <= parts; ++i) {
            made.push_back(id_bytes(flat_name + ", part " + std::to_string(i)));
            auto* part = act.add_parts();
            part->set_premises(made.back());
            part->set_area_centi(i < parts ? 1 : whole->area_centi() + 1U - unsigned(parts));
            part->set_kind(reg::FLAT);
        }
        when("ben", act).then_done();
        return made;
    }
    void merge(const std::vector<Bytes>& parts, const std::string& into) {
        reg::MergePremises act;
        act.set_into(id_bytes(into));
        act.set_document(document());
        for (const auto& part : parts) {
            act.add_premises(part);
            const auto holding = row(registry::holdings, registry::id_of(part));
            act.add_replaces(holding->written_by());
            act.add_replaces_premises(
                row(registry::premises_table, registry::id_of(part))->written_by());
        }
        when("ben", act).then_done();
    }
    v1::Successor on_record(const std::string& owner) const {
        return *row(successors, ballot, hash_of(voter(ballot, owner).line().head()));
    }
    void sold(const std::string& buyer) {
        sell("flat of ana", {buyer});
        when_cosigned(replacing(ballot, "ana", {"flat of ana"}, buyer)).then_done();
    }
};

// Fay did buy, and sells back: that takes no vote, as no other sale does.
TEST(SaleBack, leaves_the_vote_of_who_bought) {
    Market s;
    s.sold("fay");
    s.when("fay", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    s.sell("flat of ana", {"ana"});
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "ana"))
        .then_refused(v1::LINE_USED);
    EXPECT_FALSE(s.counted(s.ballot, "ana")->struck());
}

TEST(SaleThatNeverWas, is_undone_by_its_name) {
    Market s;
    s.sold("fay");
    s.sell("flat of ana", {"ana"});
    auto act = s.undoing(s.ballot, "ana", {"flat of ana"}, "ana");
    act.set_undoes(document('0'));
    s.when_cosigned(act).then_refused(v1::REPLACES_OTHER);
    act.set_undoes("short");
    s.when("ben", act).then_refused(v1::VALUE_WRONG, {{"field", "undoes"}});
}

TEST(SaleThatNeverWas, goes_back_to_whom_the_line_was_of_before_and_to_nobody_else) {
    Market s;
    s.sold("fay");
    s.sold("zed");
    s.when("zed", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    s.sell("flat of ana", {"bo"});
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "bo"))
        .then_refused(v1::OWNERS_DIFFER);
    s.sell("flat of ana", {"fay"});
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "fay")).then_done();
    EXPECT_TRUE(s.counted(s.ballot, "ana")->struck());
    s.when("fay", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
}

// Else whoever got the line back, and voted, loses the vote to the next sale.
TEST(SaleThatNeverWas, is_not_what_gave_the_line_back) {
    Market s;
    s.sold("fay");
    s.sell("flat of ana", {"ana"});
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "ana")).then_done();
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    s.sell("flat of ana", {"fay"});
    auto act = s.replacing(s.ballot, "ana", {"flat of ana"}, "fay");
    act.set_undoes(s.on_record("ana").transaction());
    s.when_cosigned(act).then_refused(v1::REPLACES_OTHER);
    EXPECT_FALSE(s.counted(s.ballot, "ana")->struck());
}

// Two clerks who made it make it no more final by selling on and back.
TEST(SaleThatNeverWas, is_undone_with_all_that_came_of_it) {
    Market s;
    s.sold("fay");
    const auto first = s.on_record("ana").transaction();
    s.sold("zed");
    s.sold("fay");
    s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    s.sell("flat of ana", {"ana"});
    auto act = s.replacing(s.ballot, "ana", {"flat of ana"}, "ana");
    act.set_undoes(s.on_record("ana").transaction());
    s.when_cosigned(act).then_refused(v1::OWNERS_DIFFER);
    act.set_undoes(first);
    s.when_cosigned(act).then_done();
    EXPECT_TRUE(s.on_record("ana").sales().empty());
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
}

TEST(SaleThatNeverWas, is_undone_where_another_one_was_undone_before) {
    Market s;
    s.sold("fay");
    s.sold("zed");
    s.sell("flat of ana", {"fay"});
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "fay")).then_done();
    s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    s.sell("flat of ana", {"ana"});
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "ana")).then_done();
    EXPECT_TRUE(s.counted(s.ballot, "ana")->struck());
}

// Between spouses.
TEST(SaleThatNeverWas, of_a_share_is_undone_too) {
    Market s;
    s.sell("flat of dan and eve", {"dan"});
    s.when_cosigned(s.replacing(s.ballot, "dan", {"flat of dan and eve"}, "dan")).then_done();
    s.when("dan", s.vote(s.ballot, "dan", v1::DISAGREE)).then_done();
    s.sell("flat of dan and eve", {"dan", "eve"});
    auto act = s.undoing(s.ballot, "dan", {"flat of dan and eve"}, "dan");
    act.add_owners(id_bytes("eve"));
    std::ranges::sort(*act.mutable_owners());
    s.when_cosigned(act).then_done();
    s.when("eve", s.vote(s.ballot, "eve", v1::AGREE)).then_done();
}

TEST(SaleThatNeverWas, ends_the_paper_that_was_counted_by_it) {
    Market s;
    s.sold("fay");
    s.when_counted(s.ballot, "ana", v1::DISAGREE);
    s.sell("flat of ana", {"ana"});
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "ana")).then_done();
    EXPECT_EQ(s.paper(s.ballot, "ana").state(), v1::VOIDED);
    EXPECT_TRUE(s.counted(s.ballot, "ana")->struck());
}

// Ana's paper is read anew: she took nothing back.
TEST(Sale, while_a_paper_is_corrected_takes_no_line_that_was_used) {
    Market s;
    s.when_counted(s.ballot, "ana", v1::DISAGREE);
    s.when_reopened(s.reopening(s.ballot, "ana")).then_done();
    s.sell("flat of ana", {"fay"});
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "fay"))
        .then_refused(v1::LINE_USED);
    s.when_entered(s.ballot, "ana", v1::DISAGREE, 2);
    EXPECT_FALSE(s.counted(s.ballot, "ana")->struck());
}

// Eve sells her share; dan's paper lies sealed.
TEST(Sale, of_a_share_leaves_what_the_other_co_owner_handed_in) {
    Market s;
    const auto read = s.entry(s.ballot, v1::DISAGREE);
    s.when("ben", s.issue(s.ballot, {"dan"})).then_done();
    s.when("ben", s.sealed(s.ballot, "ben", "dan", read)).then_done();
    s.when("gus", s.sealed(s.ballot, "gus", "dan", read)).then_done();
    s.sell("flat of dan and eve", {"dan", "fay"});
    auto act = s.replacing(s.ballot, "dan", {"flat of dan and eve"}, "dan");
    act.add_owners(id_bytes("fay"));
    std::ranges::sort(*act.mutable_owners());
    s.when_cosigned(act).then_done();
    s.when("ben", s.shown(s.ballot, "ben", "dan", read)).then_done();
    s.when("gus", s.shown(s.ballot, "gus", "dan", read)).then_events({"PaperSettled"});
}

// The flat is split on paper, and its parts are sold.
TEST(Sale, follows_a_flat_that_was_split) {
    Market s;
    s.split("flat of ana", 2);
    const auto replacing = s.replacing(s.ballot, "ana", {"flat of ana"}, "fay");
    s.when_cosigned(replacing).then_refused(v1::OWNERS_DIFFER);
    s.sell("flat of ana, part 1", {"fay"});
    s.when_cosigned(replacing).then_refused(v1::PARTLY_SOLD);
    s.sell("flat of ana, part 2", {"fay"});
    s.when_cosigned(replacing).then_done();
    s.when("fay", s.vote(s.ballot, "ana")).then_done();
}

TEST(Sale, follows_a_flat_that_was_split_and_merged_again) {
    Market s;
    s.merge(s.split("flat of ana", 2), "all of it");
    s.sell("all of it", {"fay"});
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "fay")).then_done();
    s.when("fay", s.vote(s.ballot, "ana")).then_done();
}

// Else two clerks, who split and merge without end, make every node look at all that ever stood.
TEST(Sale, is_paid_for_by_what_splits_and_mergers_made_and_follows_no_more_than_a_few_hundred) {
    Market s;
    const auto replacing = s.replacing(s.ballot, "ana", {"flat of ana"}, "fay");
    std::string flat_name = "flat of ana";
    for (int i = 0; i < 3; ++i) {
        const auto parts = s.split(flat_name, 64);
        flat_name = "merged " + std::to_string(i);
        s.merge(parts, flat_name);
    }
    s.when_cosigned(replacing).then_refused(v1::OWNERS_DIFFER);
    EXPECT_GE(s.paid(), 1U + 3 * 65) << "refused or not";
    s.merge(s.split(flat_name, 64), "merged at last");
    s.sell("merged at last", {"fay"});
    const kit::CountingView counted{s.rows()};
    EXPECT_EQ(registry::came_of(counted, {id("flat of ana")}, max_places_of_sale).size(),
              max_places_of_sale + 1);
    EXPECT_LE(counted.reads(), 3 * max_places_of_sale);
    s.when_cosigned(replacing).then_refused(v1::SPLIT_TOO_OFTEN, {{"most", "256"}});
    EXPECT_GE(s.paid(), max_places_of_sale);
}

}  // namespace
}  // namespace linlian::ballot
