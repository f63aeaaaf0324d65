// Mandates given, ended and entered from a paper, on a ledger of all modules.
#include "client/vote/mandating.h"

#include "client/shown/screen_for_tests.h"
#include "client/tests/ballot_desk_for_tests.h"
#include "kit/code_of.h"
#include "modules/ballot/paper/state.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

class Mandating : public ::testing::Test {
  protected:
    // Of a ledger that is read as this person.
    AtBallot at(const Person& who) { return {desk_.ledger, who.key, who.member, view_}; }
    void read_as(const char* name) {
        desk_.ledger.read_as(reads_with([name]() -> Result<KeyPair> { return kit::key_of(name); }));
    }
    MandateOrder order_for(const std::string& holder) const {
        return {to_hex(desk_.member(holder).view()), {}, {}, {}, Bytes(Hash32::size, 'w'), {}};
    }
    std::string given(const MandateOrder& order) {
        return kit::code_of(give_mandates(screen_, review_, at(ana_), order));
    }
    std::optional<bal::Mandate> mandate() {
        return ballot::mandates.find(desk_.ledger.rows(), view_.id, desk_.head_hash("ana"));
    }

    BallotDesk desk_;
    BallotView view_ = desk_.opened();
    Person ana_ = desk_.person("ana");
    ScreenForTests screen_;
    ReviewForTests review_;
};

TEST_F(Mandating, gives_one_replaces_it_and_ends_it) {
    read_as("ana");
    EXPECT_EQ(given(order_for("bo")), "");
    ASSERT_TRUE(mandate());
    EXPECT_EQ(mandate()->terms().holder(), desk_.member("bo").bytes());
    auto instructed = order_for("chu");
    instructed.items = {1};
    instructed.instructed = {"1=反对"};
    EXPECT_EQ(given(instructed), "") << "it names the one that it replaces";
    EXPECT_EQ(mandate()->terms().holder(), desk_.member("chu").bytes());
    EXPECT_EQ(mandate()->terms().items(0), 0U) << "the first item counts as 0 in the act";
    EXPECT_EQ(mandate()->terms().instructed(0).open().mark(), bal::DISAGREE);
    EXPECT_EQ(kit::code_of(end_mandates(screen_, review_, at(ana_), {})), "");
    EXPECT_TRUE(mandate()->ended());
}

TEST_F(Mandating, shows_what_is_signed_and_sends_nothing_that_nobody_agreed_to) {
    read_as("ana");
    const auto sent = desk_.ledger.sent;
    review_.agrees = false;
    EXPECT_EQ(given(order_for("bo")), "client.NOT_CONFIRMED");
    EXPECT_EQ(desk_.ledger.sent, sent);
    EXPECT_FALSE(mandate());
    const auto shown = review_.shown.taken();
    EXPECT_NE(shown.find("充电桩装在哪里"), std::string::npos) << "items stand in it by name";
    EXPECT_NE(shown.find("│"), std::string::npos) << "the title is the convenor's";
}

TEST_F(Mandating, refuses_what_is_no_mandate_before_anything_is_sent) {
    read_as("ana");
    const auto sent = desk_.ledger.sent;
    auto order = order_for("bo");
    for (const std::uint32_t item : {0U, 2U}) {
        order.items = {item};
        EXPECT_EQ(given(order), "client.COMMAND_WRONG") << "there is one item";
    }
    order = order_for("bo");
    order.holder = "bo";
    EXPECT_EQ(given(order), "client.COMMAND_WRONG") << "no id";
    order = order_for("bo");
    order.head = to_hex(desk_.head_of("chu"));
    EXPECT_EQ(given(order), "client.COMMAND_WRONG") << "the line of a neighbour";
    order = order_for("bo");
    order.instructed = {"1=废票"};
    EXPECT_EQ(given(order), "client.COMMAND_WRONG");
    EXPECT_EQ(desk_.ledger.sent, sent);
    const auto lin = desk_.lin();
    EXPECT_EQ(kit::code_of(give_mandates(screen_, review_, at(lin), order_for("bo"))),
              "client.NO_LINE_OF_YOURS");
}

// By clerks of two offices who saw the paper, of whom the first asks the second.
TEST_F(Mandating, enters_one_from_a_paper_by_two_offices) {
    read_as("lin");
    const auto lin = desk_.lin();
    const auto mo = desk_.mo();
    const PaperMandate paper{
        order_for("bo"), desk_.line_of("ana"), to_hex(ana_.member), {{}, {"街道办"}, {}}};
    EXPECT_EQ(kit::code_of(enter_mandate(screen_, review_, at(lin), paper)), "");
    EXPECT_FALSE(mandate()) << "it waits for the other office";
    EXPECT_EQ(kit::code_of(enter_mandate(screen_, review_, at(mo), paper)), "");
    ASSERT_TRUE(mandate());
    EXPECT_TRUE(mandate()->on_paper());
    EXPECT_EQ(mandate()->giver(), ana_.member);
}

}  // namespace
}  // namespace linlian::client
