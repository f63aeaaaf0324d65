// Whose silence follows the majority where a line went over: never theirs whose paper came in,
// whatever became of it, and never the buyer's by what the seller did.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// The paper of one of them lies sealed by clerks of two kinds; ana agrees by phone.
struct HandedIn : PaperTown {
    explicit HandedIn(const std::string& owner) : PaperTown("", "liaocheng") {
        four_flats();
        third_kind();
        person("kim");
        auto act = paper_call();
        act.mutable_terms()->set_silence_follows_majority(true);
        act.mutable_terms()->set_silence_document(document('c'));
        ballot = opened(act);
        when("ana", vote(ballot, "ana")).then_done();
        when("ben", issue(ballot, {owner})).then_done();
        const auto read = entry(ballot, v1::DISAGREE);
        for (const auto* clerk : {"ben", "gus"})
            when(clerk, sealed(ballot, clerk, owner, read)).then_done();
        when_passed(ms_per_hour);
    }
    std::uint64_t silent() {
        close(ballot);
        pass_to(poll(ballot).due_ms());
        return verdict(ballot).delivered_silent();
    }
    Id16 ballot;
};

}  // namespace

// Bo's paper lies sealed by clerks of two kinds when a sale ends it that never was.
TEST(Silence, is_not_of_whom_a_false_sale_took_their_paper) {
    HandedIn s{"bo"};
    s.when("ben", s.sale("flat of bo", "kim")).then_done();
    s.when_cosigned(s.replacing(s.ballot, "bo", {"flat of bo"}, "kim")).then_done();
    auto back = s.sale("flat of bo", "bo");
    back.set_replaces(s.row(registry::holdings, id("flat of bo"))->written_by());
    s.when("ben", back).then_done();
    s.when_cosigned(s.undoing(s.ballot, "bo", {"flat of bo"}, "bo")).then_done();
    s.when_passed(ms_per_hour);
    s.when_cosigned(s.delivery(s.ballot, {"bo"})).then_done();
    EXPECT_EQ(s.silent(), 0U);
}

// Eve sells her share; others void what dan had handed in.
TEST(Silence, is_not_of_who_stayed_and_had_handed_their_paper_in) {
    HandedIn s{"dan"};
    auto sale = s.sale("flat of dan and eve", "dan");
    *sale.add_owners() = registry::Lines::owner_line("kim");
    std::ranges::sort(*sale.mutable_owners(), {}, [](const auto& one) { return one.owner(); });
    s.when("ben", sale).then_done();
    auto act = s.replacing(s.ballot, "dan", {"flat of dan and eve"}, "dan");
    act.add_owners(id_bytes("kim"));
    std::ranges::sort(*act.mutable_owners());
    s.when_cosigned(act).then_done();
    s.when_passed(ms_per_hour);
    s.when_cosigned(s.delivery(s.ballot, {"dan"})).then_done();
    s.when_by_others(s.voiding(s.ballot, "dan")).then_done();
    EXPECT_EQ(s.silent(), 0U);
}

}  // namespace linlian::ballot
