// Objections, marks of a result and sales: what is refused before it is sent, and what is recorded.
#include "client/dispute/objecting.h"

#include "client/dispute/marking.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/ballot_desk_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "client/vote/selling.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

TEST(Objecting, sends_nothing_that_does_not_fit_together) {
    BallotDesk desk;
    const auto view = desk.opened();
    const auto ana = desk.person("ana");
    const AtBallot at{desk.ledger, ana.key, ana.member, view};
    const ScreenForTests screen;
    ReviewForTests review;
    const auto head = to_hex(desk.head_of("ana"));
    const auto sent = desk.ledger.sent;
    const std::vector<ObjectionOrder> wrong{
        {bal::RESULT, "", {"1=agree"}, "错了", "", ""},    // a claim is of a vote alone
        {bal::BALLOT, "", {"1=agree"}, "错了", "", ""},    // whose vote?
        {bal::ROLL, "86ef", {}, "错了", "", ""},           // no whole head
        {bal::BALLOT, head, {"2=agree"}, "错了", "", ""},  // there is one item
        {bal::ROLL, "", {}, "错了", "", "1-101"},          // no id of premises
        {bal::BALLOT, to_hex(desk.head_of("bo")), {}, "错了", "", ""}};  // a neighbour's
    for (const auto& order : wrong)
        EXPECT_EQ(kit::code_of(object(screen, review, at, order)), "client.COMMAND_WRONG")
            << bal::About_Name(order.about) << " " << order.head;
    review.agrees = false;
    EXPECT_EQ(
        kit::code_of(object(screen, review, at, {bal::BALLOT, head, {"1=agree"}, "错了", "", ""})),
        "client.NOT_CONFIRMED");
    EXPECT_EQ(desk.ledger.sent, sent);
}

// Before there is a result the list of all is for those who rule; others get their own.
TEST(Objecting, to_a_roll_is_recorded_and_listed_to_whoever_raised_it) {
    BallotDesk desk;
    const auto view = desk.called();
    const auto ana = desk.person("ana");
    const ReviewForTests review;
    const auto done = object(ScreenForTests{}, review, {desk.ledger, ana.key, ana.member, view},
                             {bal::ROLL, "", {}, "少了一户", "", ""});
    ASSERT_TRUE(done) << done.error().code;
    const ScreenForTests json{true};
    ASSERT_TRUE(show_objections(json, desk.ledger, ana.key, desk.view()));
    const auto told = nlohmann::json::parse(json.taken(), nullptr, false);
    ASSERT_TRUE(told.is_object());
    EXPECT_EQ(told["objections"].size(), 1U);
    EXPECT_EQ(told["raised"], 1);
    const ScreenForTests screen;
    ASSERT_TRUE(show_objections(screen, desk.ledger, desk.person("bo").key, desk.view()));
    EXPECT_EQ(screen.taken().find("少了一户"), std::string::npos) << "it is not theirs";
}

TEST(Objecting, lists_none_that_the_poll_does_not_prove) {
    HostileLedger node;
    BallotView view;
    bal::ObjectionsReply said;
    said.add_objections()->mutable_row()->set_reason("假的");
    node.say(said);
    const ScreenForTests screen;
    EXPECT_EQ(kit::code_of(show_objections(screen, node, kit::key_of("ana"), view)),
              "client.ANSWER_DIFFERS");
    EXPECT_EQ(screen.taken(), "");
    view.poll.set_objections(1);
    view.poll.set_pending(1);
    EXPECT_EQ(kit::code_of(show_objections(screen, node, kit::key_of("ana"), view)), "");
    EXPECT_NE(screen.taken().find("node says"), std::string::npos) << "its text is the node's word";
}

TEST(Marking, records_what_the_street_decides_and_names_what_it_ends) {
    BallotDesk desk;
    desk.opened();
    const auto stale = desk.passed_until(bal::FINAL);
    const auto yu = desk.person("yu", "街道办");
    const ScreenForTests screen;
    ReviewForTests review;
    const auto mark = [&](const BallotView& view, bal::ResultStanding standing) {
        return kit::code_of(mark_result(screen, review, {desk.ledger, yu.key, yu.member, view},
                                        {standing, Bytes(Hash32::size, 'm'), {}}));
    };
    review.agrees = false;
    EXPECT_EQ(mark(stale, bal::SUSPENDED), "client.NOT_CONFIRMED");
    EXPECT_EQ(desk.view().poll.standing(), bal::STANDING_UNSPECIFIED);
    review.agrees = true;
    EXPECT_EQ(mark(stale, bal::SUSPENDED), "");
    EXPECT_EQ(desk.view().poll.standing(), bal::SUSPENDED);
    EXPECT_EQ(mark(stale, bal::REVOKED), "ballot.REPLACES_OTHER") << "it was seen before the first";
    EXPECT_EQ(mark(desk.view(), bal::RESTORED), "");
    EXPECT_EQ(desk.view().poll.standing(), bal::RESTORED);
}

TEST(Selling, refuses_a_sale_that_the_registry_does_not_show_before_it_is_sent) {
    BallotDesk desk;
    const auto view = desk.opened();
    desk.ledger.read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("lin"); }));
    const auto lin = desk.lin();
    const ReviewForTests review;
    SaleOrder order{desk.line_of("ana"),
                    {to_hex(desk.member("bo").view())},
                    {to_hex(BallotDesk::flat_of("ana").view())},
                    Bytes(Hash32::size, 'b')};
    const auto sold = [&] {
        return kit::code_of(replace_voter(ScreenForTests{}, review,
                                          {desk.ledger, lin.key, lin.member, view}, order,
                                          {{}, {"街道办"}, {}}));
    };
    const auto sent = desk.ledger.sent;
    EXPECT_EQ(sold(), "ballot.OWNERS_DIFFER") << "ana has it still";
    order.never_was = true;
    EXPECT_EQ(sold(), "ballot.REPLACES_OTHER") << "there is no sale to undo";
    order.owners = {"bo"};
    EXPECT_EQ(sold(), "client.COMMAND_WRONG");
    EXPECT_EQ(desk.ledger.sent, sent);
}

}  // namespace
}  // namespace linlian::client
