// A node that lies: its answers to queries are forged, its proofs are what they are, for it cannot
// forge those. What is shown and signed is made from the proofs.
#include "apps/ballot/ballot_view.h"
#include "apps/motion_work.h"
#include "codec/wire.h"
#include "kit/transactions.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <gtest/gtest.h>

#include <map>

namespace linlian::apps {
namespace {

namespace bal = ballot::v1;

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

class HostileDoor final : public LedgerDoor {
  public:
    Hash32 community() const override { return {}; }
    Timestamp now() const override { return {}; }
    std::vector<Result<Receipt>> send(std::vector<Bytes> transactions) override {
        sent += transactions.size();
        return std::vector<Result<Receipt>>(transactions.size(), Receipt{});
    }
    Result<std::optional<Bytes>> proven_row(const std::string&, const Bytes& key) override {
        const auto found = proven.find(key);
        return found == proven.end() ? std::optional<Bytes>{} : std::optional{found->second};
    }
    // Says this to every query with such a reply.
    void say(const Message& reply) {
        said_[reply.GetDescriptor()->full_name()] = codec::encode(reply);
    }

    std::map<Bytes, Bytes> proven;
    std::size_t sent = 0;

  private:
    Result<> ask_node(const Message&, Message& reply, const KeyPair*) override {
        EXPECT_TRUE(reply.ParseFromString(said_[reply.GetDescriptor()->full_name()]));
        return {};
    }
    std::map<std::string, Bytes> said_;
};

class HostileNode : public ::testing::Test {
  protected:
    HostileNode() {
        id_.data.fill(0xAB);
        call_.mutable_call()->mutable_title()->set_zh("真标题");
        call_.mutable_call()->add_items();
        poll_.set_stage(bal::PRELIMINARY);
        auto& line = lines_.emplace_back();
        line.set_head(Bytes(Hash32::size, 'h'));
        line.set_area_centi(100);
        poll_.set_roll_root(registry::roll_root(lines_).bytes());
        poll_.set_roll_lines(1);
        verdict_.set_outcome(tally::v1::FAILED);
        verdict_.set_stage(bal::PRELIMINARY);
        door_.proven[ballot::calls.key(id_)] = codec::encode(call_);
        door_.proven[ballot::polls.key(id_)] = codec::encode(poll_);
        door_.proven[ballot::verdicts.key(id_, std::uint64_t{0})] = codec::encode(verdict_);
        bal::BallotReply forged;
        forged.mutable_call()->mutable_call()->mutable_title()->set_zh("假标题");
        forged.mutable_poll()->set_stage(bal::FINAL);
        door_.say(forged);
    }
    Result<BallotView> look() { return look_at_ballot(door_, to_hex(id_.view())); }

    Id16 id_;
    bal::CallRow call_;
    bal::Poll poll_;
    bal::VerdictRow verdict_;
    std::vector<registry::v1::RollLine> lines_;
    HostileDoor door_;
};

TEST_F(HostileNode, does_not_change_what_a_ballot_asks_or_how_it_stands) {
    const auto ballot = look();
    ASSERT_TRUE(ballot);
    EXPECT_EQ(ballot->call().title().zh(), "真标题");
    EXPECT_EQ(ballot->poll.stage(), bal::PRELIMINARY);
}

TEST_F(HostileNode, is_not_believed_about_a_ballot_that_it_does_not_prove) {
    door_.proven.erase(ballot::polls.key(id_));
    EXPECT_EQ(code_of(look()), "apps.ANSWER_DIFFERS");
    door_.proven[ballot::polls.key(id_)] = "no row";
    EXPECT_EQ(code_of(look()), "apps.ANSWER_DIFFERS");
}

TEST_F(HostileNode, does_not_turn_a_verdict_around) {
    bal::VerdictsReply forged;
    forged.add_verdicts()->set_outcome(tally::v1::PASSED);
    forged.mutable_verdicts(0)->set_stage(bal::FINAL);
    door_.say(forged);
    const auto ballot = look();
    ASSERT_TRUE(ballot);
    const auto notice = gather_notice(door_, *ballot);
    ASSERT_TRUE(notice) << notice.error().code;
    EXPECT_EQ(notice->verdicts.at(0).outcome(), tally::v1::FAILED);
    EXPECT_EQ(notice->verdicts.at(0).stage(), bal::PRELIMINARY);
    door_.proven.erase(ballot::verdicts.key(id_, std::uint64_t{0}));
    EXPECT_EQ(code_of(gather_notice(door_, *ballot)), "apps.ANSWER_DIFFERS");
}

TEST_F(HostileNode, does_not_have_a_vote_signed_for_a_line_outside_the_roll) {
    bal::MyLinesReply forged;
    auto& voter = *forged.add_lines()->mutable_voter();
    *voter.mutable_line() = lines_[0];
    voter.mutable_line()->set_area_centi(999'999);
    door_.say(forged);
    const auto ballot = look();
    ASSERT_TRUE(ballot);
    const auto key = kit::key_of("lan");
    EXPECT_EQ(code_of(lines_of(door_, key, *ballot, "member")), "apps.LINE_NOT_PROVEN");
    *voter.mutable_line() = lines_[0];
    door_.say(forged);
    EXPECT_EQ(code_of(lines_of(door_, key, *ballot, "member")), "");
}

TEST_F(HostileNode, does_not_have_another_motion_signed_than_the_one_asked_for) {
    motion::v1::MotionReply forged;
    forged.set_id(Bytes(Id16::size, 'x'));
    door_.say(forged);
    const auto key = kit::key_of("lan");
    EXPECT_EQ(code_of(look_at_motion(door_, key, Bytes(Id16::size, 'y'))), "apps.ANSWER_DIFFERS");
    EXPECT_EQ(code_of(support(door_, key, Bytes(Id16::size, 'y'), Bytes(Id16::size, 'o'))),
              "apps.ANSWER_DIFFERS");
    EXPECT_EQ(door_.sent, 0U);
}

}  // namespace
}  // namespace linlian::apps
