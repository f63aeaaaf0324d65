// Slips under attack by those who print, support and check them.
#include "kit/siege.h"

namespace linlian::registry {
namespace {

TEST(BatchOfSlips, is_proposed_by_an_office_that_may_issue_them) {
    Siege s;
    s.office("shop", "shop");
    s.holder("sam", "shop", "clerk");
    const auto issue = s.one_slip();
    for (const auto& [who, office] :
         {std::pair{"dan", ""}, {"sam", "shop"}, {"rae", "residents"}}) {
        const auto motion = s.when_proposed(who, office, issue);
        s.when_supported("ana", "residents", motion).then_done();
        s.when_supported("ben", "street", motion).then_refused(v1::SLIPS_OF_NO_OFFICE);
    }
    EXPECT_FALSE(s.row(batches, id("batch")));
    const auto motion = s.when_proposed("ana", "residents", issue);
    s.when_supported("ben", "street", motion).then_done();
    EXPECT_EQ(s.row(batches, id("batch"))->proposer_kinds(0), "residents");
}

// One clerk prints slips for a building with a colleague's support: neither activates their keys.
TEST(BatchOfSlips, is_not_activated_by_those_behind_it) {
    Siege s;
    s.holder("fay", "residents", "clerk");
    s.person("may");
    v1::Role made;
    made.set_granted_by(given_by());
    s.given(roles, made, id("sid"), id("street"), "clerk");
    made.add_appointed_by(id_bytes("ben"));
    s.given(roles, made, id("may"), id("street"), "clerk");
    made.set_appointed_by(0, id_bytes("sid"));
    s.given(roles, made, id("ben"), id("street"), "clerk");
    const auto motion = s.when_proposed("ana", "residents", s.one_slip());
    s.when_supported("ben", "street", motion).then_done();
    s.when("slip", s.enrolment()).then_done();
    const auto activate = s.activation();
    for (const auto* who : {"ana", "ben", "fay"})
        s.when(who, activate).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("oki", activate).then_refused(v1::AUTHORITY_MISSING);
    // Nor by whom one of them made a clerk, nor by who made one of them.
    s.when("may", activate).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("sid", activate).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("bea", activate).then_done();
}

// Sid, the street's chair, made dan a clerk, who stood behind the batch and left: sid, a clerk as
// well, still does not check it.
TEST(BatchOfSlips, is_not_activated_by_who_made_a_supporter_that_left_since) {
    Siege s{""};
    v1::Role made;
    made.set_granted_by(given_by());
    s.given(roles, made, id("sid"), id("street"), "clerk");
    made.add_appointed_by(id_bytes("sid"));
    s.given(roles, made, id("dan"), id("street"), "clerk");
    const auto motion = s.when_proposed("ana", "residents", s.one_slip());
    s.when_supported("dan", "street", motion).then_done();
    s.when("slip", s.enrolment()).then_done();
    auto left = leave("street");
    left.set_role("clerk");
    s.when("dan", left).then_done();
    s.when("sid", s.activation()).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("bea", s.activation()).then_done();
}

// Sid, who made both clerks of the street office, supports it before ben does; ana's role there ran
// out years ago: neither keeps bea from checking what came of it.
TEST(BatchOfSlips, is_activated_whoever_supports_it_unasked) {
    Siege s{""};
    v1::Role made;
    made.set_granted_by(given_by());
    made.add_appointed_by(id_bytes("sid"));
    for (const auto* clerk : {"ben", "bea"}) s.given(roles, made, id(clerk), id("street"), "clerk");
    made.clear_appointed_by();
    made.set_until_ms(1);
    s.given(roles, made, id("ana"), id("street"), "clerk");
    const auto motion = s.when_proposed("ana", "residents", s.one_slip());
    for (const auto* who : {"sid", "ben"}) s.when_supported(who, "street", motion).then_done();
    s.when("slip", s.enrolment()).then_done();
    s.when("sid", s.activation()).then_refused(v1::AUTHORITY_MISSING);
    s.when("bea", s.activation()).then_done();
    EXPECT_TRUE(behind_key(s.rows(), key_bytes("thief")).contains(id("sid")));
}

TEST(BatchOfSlips, is_not_issued_where_nobody_is_left_to_check_it) {
    Siege s;
    v1::Role guide;
    guide.set_granted_by(given_by());
    s.given(roles, guide, id("ana"), id("street"), "guide");
    const auto motion = s.when_proposed("ana", "residents", s.one_slip());
    s.when_supported("ben", "street", motion).then_refused(v1::NOBODY_CHECKS_SLIPS);
}

// Two bodies appointed the chair of a third, who made kim a clerk there: were kim needed, no clerk
// of these bodies could check what kim proposes, and ana and ben who support it cannot see that.
TEST(BatchOfSlips, is_checked_also_where_the_proposer_owes_their_role_to_every_checker) {
    Siege s;
    s.when("rae", leave("residents")).then_done();
    const auto appointed = s.when_proposed("pam", "party", grant("residents", "dan", "chair"));
    s.when_supported("sid", "street", appointed).then_done();
    s.becomes("dan", "residents", "chair");
    s.when("dan", grant("residents", "kim")).then_done();
    s.becomes("kim", "residents", "clerk");
    const auto motion = s.when_proposed("kim", "residents", s.one_slip());
    s.when_supported("ana", "residents", motion).then_done();
    s.when_supported("ben", "street", motion).then_done();
    EXPECT_EQ(s.row(batches, id("batch"))->supporters_size(), 3)
        << "ana and ben do without kim, who is there for no office";
    s.when("slip", s.enrolment()).then_done();
    s.when("ben", s.activation()).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("sid", grant("street", "sid")).then_done();
    s.when("sid", s.activation()).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("bea", s.activation()).then_done();
}

// Sid led the street and made eve and fay clerks there before they became a clerk of the residents'
// committee: whoever prints slips is behind them also where fay and ana do without them.
TEST(BatchOfSlips, is_not_activated_by_whom_its_proposer_made) {
    Siege s{""};
    for (const auto* clerk : {"eve", "fay"}) s.person(clerk);
    for (const auto* clerk : {"eve", "fay"}) {
        s.when("sid", grant("street", clerk)).then_done();
        s.becomes(clerk, "street", "clerk");
    }
    s.when("sid", leave("street")).then_done();
    s.when("rae", grant("residents", "sid")).then_done();
    s.becomes("sid", "residents", "clerk");
    const auto motion = s.when_proposed("sid", "residents", s.one_slip());
    s.when_supported("fay", "street", motion).then_done();
    s.when_supported("ana", "residents", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::COMPLETED);
    s.when("slip", s.enrolment()).then_done();
    s.when("eve", s.activation()).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("bea", s.activation()).then_done();
}

// Zed, whom an election made chair, made four clerks; of those of the earlier chair one is left,
// whoever is looked at first.
TEST(BatchOfSlips, is_issued_where_one_of_many_is_left_to_check_it) {
    Siege s{""};
    std::map<Id16, std::string> names;
    for (int i = 0; i < 5; ++i) {
        const auto name = "clerk " + std::to_string(i);
        names.emplace(id(name), name);
        s.person(name);
    }
    s.person("zed");
    const auto earlier = names.rbegin()->second;
    names.erase(std::prev(names.end()));
    v1::Role made;
    made.set_granted_by(given_by());
    for (const auto* role : {"chair", "clerk"}) s.given(roles, made, id("zed"), id("street"), role);
    made.add_appointed_by(id_bytes("sid"));
    s.given(roles, made, id(earlier), id("street"), "clerk");
    made.set_appointed_by(0, id_bytes("zed"));
    for (const auto& [member, name] : names) s.given(roles, made, member, id("street"), "clerk");
    for (const auto* clerk : {"ben", "bea"}) s.given(roles, made, id(clerk), id("street"), "clerk");
    const auto motion = s.when_proposed("ana", "residents", s.one_slip());
    s.when_supported("zed", "street", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::COMPLETED);
}

// Whom a chair makes a clerk checks nothing that the chair stood behind as one.
TEST(BatchOfSlips, is_not_issued_where_a_chair_who_made_all_checkers_stands_behind_it) {
    Siege s;
    s.person("eve");
    for (const auto* clerk : {"ben", "bea"}) {
        auto left = leave("street");
        left.set_role("clerk");
        s.when(clerk, left).then_done();
    }
    s.when("sid", grant("street", "sid")).then_done();
    for (const auto* clerk : {"eve", "dan"}) {
        s.when("sid", grant("street", clerk)).then_done();
        s.becomes(clerk, "street", "clerk");
    }
    const auto motion = s.when_proposed("ana", "residents", s.one_slip());
    s.when_supported("sid", "street", motion).then_refused(v1::NOBODY_CHECKS_SLIPS);
    s.when_supported("eve", "street", motion).then_done();
    s.when("slip", s.enrolment()).then_done();
    s.when("sid", s.activation()).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("dan", s.activation()).then_done();
}

}  // namespace
}  // namespace linlian::registry
