// What a client asks of a node about a roll, and as whom.
#include "client/ballot/ballot_view.h"

#include "client/tests/bare_ledger_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "kit/code_of.h"
#include "kit/transactions.h"
#include "modules/ballot/state.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// A node that answers nothing but who may not read; it notes as whom it was asked.
class RefusingNode : public BareLedger {
  public:
    int signed_asks = 0;
    int open_asks = 0;

  protected:
    Result<> ask_node(const Message& query, Message&, const Author* reader) override {
        ++(reader == nullptr ? open_asks : signed_asks);
        if (query.GetDescriptor() == ballot::v1::RollQuery::descriptor()) return {};
        if (reader == nullptr) return {};
        return refuse(ballot::v1::NOT_FOR_YOU);
    }
};

TEST(ActOn, names_the_ballot_and_the_hash_of_the_call_that_was_shown) {
    BallotView view;
    view.id.data.fill(7);
    view.row.mutable_call()->mutable_title()->set_zh("加装电梯");
    const auto act = act_on<ballot::v1::Cast>(view);
    EXPECT_EQ(act.ballot(), view.id.bytes());
    EXPECT_EQ(act.shown(), ballot::shown_hash(view.row).bytes());
    view.row.mutable_call()->mutable_title()->set_zh("拆除电梯");
    EXPECT_NE(act_on<ballot::v1::Cast>(view).shown(), act.shown());
}

BallotView ballot_of(registry::v1::Electors electors) {
    BallotView view;
    view.row.mutable_call()->mutable_electorate()->set_electors(electors);
    return view;
}

TEST(FetchRoll, of_residents_or_households_takes_a_key_and_says_whose) {
    for (const auto electors : {registry::v1::RESIDENTS, registry::v1::HOUSEHOLDS}) {
        RefusingNode node;
        const auto without = fetch_roll(node, ballot_of(electors));
        ASSERT_FALSE(without);
        EXPECT_EQ(without.error().code, "client.ROLL_NEEDS_READER");
        EXPECT_EQ(node.open_asks, 0);
        node.read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("resident"); }));
        const auto by_resident = fetch_roll(node, ballot_of(electors));
        ASSERT_FALSE(by_resident);
        EXPECT_EQ(by_resident.error().code, "ballot.NOT_FOR_YOU");
        EXPECT_EQ(node.signed_asks, 1);
    }
}

TEST(FetchRoll, of_owners_takes_no_key) {
    RefusingNode node;
    const auto roll = fetch_roll(node, ballot_of(registry::v1::OWNERS));
    ASSERT_TRUE(roll);
    EXPECT_FALSE(roll->is_frozen);
    EXPECT_EQ(node.signed_asks, 0);
}

TEST(ListOfBallots, shows_what_is_proven_of_each_whatever_the_node_lists) {
    Id16 id;
    id.data.fill(0xAB);
    bal::CallRow row;
    row.mutable_call()->mutable_title()->set_zh("真标题");
    bal::Poll poll;
    poll.set_stage(bal::PRELIMINARY);
    HostileLedger ledger;
    ledger.proven[ballot::calls.key(id)] = codec::encode(row);
    ledger.proven[ballot::polls.key(id)] = codec::encode(poll);
    bal::BallotsReply::Summary listed;
    listed.set_ballot(id.bytes());
    listed.mutable_title()->set_zh("假标题");
    listed.set_stage(bal::FINAL);
    listed.set_standing(bal::ANNULLED);
    ASSERT_TRUE(prove_listed(ledger, Id16{}.bytes(), listed));
    EXPECT_EQ(listed.title().zh(), "真标题");
    EXPECT_EQ(listed.stage(), bal::PRELIMINARY);
    EXPECT_EQ(listed.standing(), bal::STANDING_UNSPECIFIED);
    EXPECT_EQ(kit::code_of(prove_listed(ledger, id.bytes(), listed)), "client.ANSWER_DIFFERS")
        << "it is of another estate";
    listed.set_ballot(Id16{}.bytes());
    EXPECT_EQ(kit::code_of(prove_listed(ledger, Id16{}.bytes(), listed)), "client.ANSWER_DIFFERS")
        << "there is no such ballot";
}

}  // namespace
}  // namespace linlian::client
