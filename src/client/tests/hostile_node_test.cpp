// A node that lies: its answers to queries are forged, its proofs are what they are, for it cannot
// forge those. What is shown and signed is made from the proofs.
#include "client/act/act_review.h"
#include "client/ballot/ballot_view.h"
#include "client/motion/motion_work.h"
#include "client/motion/open_motions.h"
#include "client/people/enrol_work.h"
#include "client/read/proven_lists.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/state.pb.h"
#include "kit/transactions.h"
#include "modules/ballot/state.h"
#include "modules/charter/state.h"
#include "modules/motion/state.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <gtest/gtest.h>

#include <map>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

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
        verdict_.set_roll_root(poll_.roll_root());
        ledger_.proven[ballot::calls.key(id_)] = codec::encode(call_);
        ledger_.proven[ballot::polls.key(id_)] = codec::encode(poll_);
        ledger_.proven[ballot::verdicts.key(id_, std::uint64_t{0})] = codec::encode(verdict_);
        bal::BallotReply forged;
        forged.mutable_call()->mutable_call()->mutable_title()->set_zh("假标题");
        forged.mutable_poll()->set_stage(bal::FINAL);
        ledger_.say(forged);
    }
    Result<BallotView> look() { return look_at_ballot(ledger_, to_hex(id_.view())); }

    Id16 id_;
    bal::CallRow call_;
    bal::Poll poll_;
    bal::VerdictRow verdict_;
    std::vector<registry::v1::RollLine> lines_;
    HostileLedger ledger_;
};

TEST_F(HostileNode, does_not_change_what_a_ballot_asks_or_how_it_stands) {
    const auto ballot = look();
    ASSERT_TRUE(ballot);
    EXPECT_EQ(ballot->call().title().zh(), "真标题");
    EXPECT_EQ(ballot->poll.stage(), bal::PRELIMINARY);
}

TEST_F(HostileNode, is_not_believed_about_a_ballot_that_it_does_not_prove) {
    ledger_.proven.erase(ballot::polls.key(id_));
    EXPECT_EQ(code_of(look()), "client.ANSWER_DIFFERS");
    ledger_.proven[ballot::polls.key(id_)] = "no row";
    EXPECT_EQ(code_of(look()), "client.ANSWER_DIFFERS");
}

TEST_F(HostileNode, does_not_turn_a_verdict_around) {
    bal::VerdictsReply forged;
    forged.add_verdicts()->set_outcome(tally::v1::PASSED);
    forged.mutable_verdicts(0)->set_stage(bal::FINAL);
    ledger_.say(forged);
    const auto ballot = look();
    ASSERT_TRUE(ballot);
    const auto notice = gather_notice(ledger_, *ballot);
    ASSERT_TRUE(notice) << notice.error().code;
    EXPECT_EQ(notice->verdicts.at(0).outcome(), tally::v1::FAILED);
    EXPECT_EQ(notice->verdicts.at(0).stage(), bal::PRELIMINARY);
    ledger_.proven.erase(ballot::verdicts.key(id_, std::uint64_t{0}));
    EXPECT_EQ(code_of(gather_notice(ledger_, *ballot)), "client.ANSWER_DIFFERS");
}

TEST_F(HostileNode, does_not_hide_objections_from_the_notice_nor_add_any) {
    poll_.set_objections(3);
    poll_.set_upheld(1);
    poll_.set_pending(1);
    ledger_.proven[ballot::polls.key(id_)] = codec::encode(poll_);
    bal::VerdictsReply said;
    said.add_verdicts();
    ledger_.say(said);
    const auto ballot = look();
    ASSERT_TRUE(ballot);
    const auto notice = gather_notice(ledger_, *ballot);
    ASSERT_TRUE(notice) << notice.error().code;
    EXPECT_EQ(notice->poll.objections(), 3U) << "what the notice prints is the proven number";
    for (const auto ruling : {bal::UPHELD, bal::UPHELD}) said.add_objections()->set_ruling(ruling);
    ledger_.say(said);
    EXPECT_EQ(code_of(gather_notice(ledger_, *ballot)), "client.ANSWER_DIFFERS");
    said.mutable_objections(1)->set_ruling(bal::REJECTED);
    ledger_.say(said);
    EXPECT_EQ(code_of(gather_notice(ledger_, *ballot)), "");
    said.add_objections()->set_ruling(bal::REJECTED);
    ledger_.say(said);
    EXPECT_EQ(code_of(gather_notice(ledger_, *ballot)), "client.ANSWER_DIFFERS");
}

TEST_F(HostileNode, does_not_have_a_vote_signed_for_a_line_outside_the_roll) {
    bal::MyLinesReply forged;
    auto& voter = *forged.add_lines()->mutable_voter();
    *voter.mutable_line() = lines_[0];
    voter.mutable_line()->set_area_centi(999'999);
    ledger_.say(forged);
    const auto ballot = look();
    ASSERT_TRUE(ballot);
    const auto key = kit::key_of("lan");
    EXPECT_EQ(code_of(lines_of(ledger_, key, *ballot, "member")), "client.LINE_NOT_PROVEN");
    *voter.mutable_line() = lines_[0];
    ledger_.say(forged);
    EXPECT_EQ(code_of(lines_of(ledger_, key, *ballot, "member")), "");
}

// A row about persons as the ledger keeps it.
Bytes salted(const Message& row) { return Bytes(Hash32::size, 's') + codec::encode(row); }

// What the ledger has: a motion of one office to close a shop, with one behind it. What the node
// says is forged.
class HostileMotions : public ::testing::Test {
  protected:
    HostileMotions() {
        motion_.set_act_type("linlian.registry.v1.CloseOffice");
        motion_.set_act(close("shop"));
        motion_.set_state(motion::v1::OPEN);
        support_.set_as_office(id("residents").bytes());
        ledger_.proven[motion::motions.key(id("motion"))] = salted(motion_);
        ledger_.proven[motion::supports.key(id("motion"), id("ana"))] = salted(support_);
        said_.set_id(id("motion").bytes());
        *said_.mutable_motion() = motion_;
        auto& support = *said_.add_supports();
        support.set_member(id("ana").bytes());
        *support.mutable_row() = support_;
        ledger_.say(said_);
    }
    static Id16 id(const std::string& name) {
        Id16 id;
        EXPECT_TRUE(Id16::parse(sha256(name).view().substr(0, Id16::size), id));
        return id;
    }
    static Bytes close(const std::string& office) {
        registry::v1::CloseOffice act;
        act.set_office(id(office).bytes());
        return codec::encode(act);
    }
    Result<motion::v1::MotionReply> look() {
        return look_at_motion(ledger_, &key_, id("motion").bytes());
    }

    void is_listed() {
        motion::v1::MotionsReply list;
        auto& summary = *list.add_motions();
        summary.set_id(id("motion").bytes());
        summary.set_act_type(motion_.act_type());
        ledger_.say(list);
    }
    // How many of the listed ones are visited.
    int visited() {
        int count = 0;
        EXPECT_EQ(code_of(visit_open_motions(ledger_, motion_.act_type(),
                                             [&count](const auto&) { return ++count < 9; })),
                  "");
        return count;
    }

    KeyPair key_ = kit::key_of("lan");
    motion::v1::Motion motion_;
    motion::v1::SupportRow support_;
    motion::v1::MotionReply said_;
    HostileLedger ledger_;
};

TEST_F(HostileMotions, do_not_have_another_one_signed_than_the_one_asked_for) {
    said_.set_id(id("other").bytes());
    ledger_.say(said_);
    EXPECT_EQ(code_of(look()), "client.ANSWER_DIFFERS");
    EXPECT_EQ(code_of(support(ledger_, key_, id("motion").bytes(), id("residents").bytes())),
              "client.ANSWER_DIFFERS");
    EXPECT_EQ(ledger_.sent, 0U);
}

TEST_F(HostileMotions, show_the_act_that_the_ledger_has) {
    said_.mutable_motion()->set_act(close("residents"));
    said_.mutable_motion()->set_round(7);
    said_.mutable_supports(0)->mutable_row()->set_as_office(id("street").bytes());
    codec::v1::Authority free;
    free.mutable_member();
    *said_.mutable_authority() = free;
    ledger_.say(said_);
    const auto seen = look();
    ASSERT_TRUE(seen) << seen.error().code;
    EXPECT_EQ(seen->motion().act(), close("shop"));
    EXPECT_EQ(seen->motion().round(), 0U);
    EXPECT_EQ(seen->supports(0).row().as_office(), id("residents").bytes());
    EXPECT_FALSE(seen->authority().has_member());
}

TEST_F(HostileMotions, are_none_that_the_ledger_does_not_have) {
    ledger_.proven.erase(motion::motions.key(id("motion")));
    EXPECT_EQ(code_of(look()), "client.ANSWER_DIFFERS");
}

TEST_F(HostileMotions, have_nobody_behind_them_who_is_not) {
    said_.add_supports()->set_member(id("bo").bytes());
    ledger_.say(said_);
    EXPECT_EQ(code_of(look()), "client.ANSWER_DIFFERS");
}

TEST_F(HostileMotions, have_nobody_behind_them_twice) {
    *said_.add_supports() = motion::v1::SupportEntry{said_.supports(0)};
    ledger_.say(said_);
    EXPECT_EQ(code_of(look()), "client.ANSWER_DIFFERS");
}

// Whoever proposes the same act first, and can never carry it out, keeps nobody from proposing it.
TEST_F(HostileMotions, that_no_support_brings_to_run_are_passed_over) {
    is_listed();
    EXPECT_EQ(visited(), 0) << "of a member who speaks for no office";
    motion_.set_as_office(id("office").bytes());
    ledger_.proven[motion::motions.key(id("motion"))] = salted(motion_);
    registry::v1::Office office;
    for (const auto& [kind, count] : {std::pair{"shop", 0}, {"street", 1}}) {
        office.set_kind(kind);
        ledger_.proven[registry::offices.key(id("office"))] = codec::encode(office);
        EXPECT_EQ(visited(), count) << kind;
    }
    said_.set_proposer_gone(true);
    ledger_.say(said_);
    EXPECT_EQ(visited(), 0);
}

// It asks an office that cannot complete it with its proposer's.
TEST_F(HostileMotions, that_ask_whoever_cannot_complete_them_are_passed_over) {
    is_listed();
    charter::v1::AuthorityRow row;
    auto& cosign = *row.mutable_authority()->mutable_cosign();
    cosign.set_offices(2);
    for (const auto* kind : {"street", "residents"}) cosign.add_office_kinds(kind);
    ledger_.proven[charter::authorities.key(motion_.act_type())] = codec::encode(row);
    registry::v1::Office office;
    for (const auto* kind : {"street", "residents"}) {
        office.set_kind(kind);
        ledger_.proven[registry::offices.key(id(kind))] = codec::encode(office);
    }
    motion_.set_as_office(id("street").bytes());
    for (const auto& [asked, count] : {std::pair{"street", 0}, {"residents", 1}}) {
        motion_.clear_asks();
        motion_.add_asks(id(asked).bytes());
        ledger_.proven[motion::motions.key(id("motion"))] = salted(motion_);
        EXPECT_EQ(visited(), count) << asked;
    }
}

TEST_F(HostileMotions, take_what_is_too_short_for_a_row_about_persons_for_none) {
    ledger_.proven[motion::motions.key(id("motion"))] = "short";
    EXPECT_EQ(code_of(look()), "client.ANSWER_DIFFERS");
}

TEST_F(HostileMotions, are_listed_only_as_the_ledger_has_them) {
    motion::v1::MotionSummary listed;
    listed.set_id(id("motion").bytes());
    listed.set_act_type(motion_.act_type());
    listed.set_proposed_ms(5);
    listed.set_reason("forged");
    EXPECT_EQ(code_of(prove_listed(ledger_, motion::v1::OPEN, listed)), "client.ANSWER_DIFFERS");
    motion::v1::StateEntry entry;
    entry.set_act_type(motion_.act_type());
    ledger_.proven[motion::by_state.key(static_cast<std::uint64_t>(motion::v1::OPEN), Timestamp{5},
                                        id("motion"))] = codec::encode(entry);
    EXPECT_EQ(code_of(prove_listed(ledger_, motion::v1::OPEN, listed)), "");
    EXPECT_EQ(code_of(prove_listed(ledger_, motion::v1::COMPLETED, listed)),
              "client.ANSWER_DIFFERS");
    ledger_.read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("lan"); }));
    motion_.set_reason("true");
    ledger_.proven[motion::motions.key(id("motion"))] = salted(motion_);
    EXPECT_EQ(code_of(prove_listed(ledger_, motion::v1::OPEN, listed)), "");
    EXPECT_EQ(listed.reason(), "true");
    listed.set_act_type("linlian.registry.v1.FoundOffice");
    EXPECT_EQ(code_of(prove_listed(ledger_, motion::v1::OPEN, listed)), "client.ANSWER_DIFFERS");
}

class HostileRegistry : public HostileMotions {};

TEST_F(HostileRegistry, gives_no_office_another_name_or_kind) {
    registry::v1::Office row;
    row.set_name("居委会");
    row.set_kind("residents");
    ledger_.proven[registry::offices.key(id("residents"))] = codec::encode(row);
    registry::v1::OfficesReply forged;
    auto& entry = *forged.add_offices();
    entry.set_office(id("residents").bytes());
    entry.mutable_row()->set_name("街道办");
    entry.mutable_row()->set_kind("street");
    ledger_.say(forged);
    const auto offices = proven_offices(ledger_);
    ASSERT_TRUE(offices);
    EXPECT_EQ(offices->offices(0).row().name(), "居委会");
    forged.add_offices()->set_office(id("made up").bytes());
    ledger_.say(forged);
    EXPECT_EQ(code_of(proven_offices(ledger_)), "client.ANSWER_DIFFERS");
    EXPECT_EQ(code_of(LedgerNames::gather(ledger_)), "client.ANSWER_DIFFERS");
}

TEST_F(HostileRegistry, gives_a_key_no_other_member_and_a_member_no_other_office) {
    EXPECT_EQ(code_of(member_of(ledger_, key_)), "registry.KEY_UNKNOWN");
    registry::v1::Key row;
    row.set_member(id("lan").bytes());
    ledger_.proven[registry::keys.key(registry::key_hash(key_.public_key().encoded()))] =
        salted(row);
    EXPECT_EQ(*member_of(ledger_, key_), id("lan"));
    registry::v1::MemberReply forged;
    auto& held = *forged.add_roles();
    held.set_office(id("street").bytes());
    held.set_role("clerk");
    ledger_.say(forged);
    EXPECT_EQ(code_of(office_of(ledger_, key_, {})), "client.ANSWER_DIFFERS");
    ledger_.proven[registry::roles.key(id("lan"), id("street"), std::string{"clerk"})] =
        codec::encode(registry::v1::Role{});
    EXPECT_EQ(*office_of(ledger_, key_, {}), id("street").bytes());
}

// A clerk is no reader of another's key: whose it is, only the node says. So the act repeats it,
// for the ledger to compare, and the review shows what the act says.
TEST_F(HostileRegistry, cannot_have_a_key_activated_as_somebody_elses) {
    registry::v1::Key said;
    said.set_member(id("bo").bytes());
    ledger_.say(said);
    const auto act =
        second_check(ledger_, key_.public_key().encoded(), registry::v1::ID_CARD_AT_COUNTER);
    ASSERT_TRUE(act) << act.error().code;
    EXPECT_EQ(act->member(), id("bo").bytes());
    said.set_member(id("lan").bytes());
    ledger_.say(said);
    const auto rows = effect_rows(ledger_, *act, LedgerNames{});
    ASSERT_TRUE(rows) << rows.error().code;
    EXPECT_NE(rows->at(0).at(1).bytes().find(LedgerNames{}.of(id("bo").bytes())),
              std::string::npos);
}

}  // namespace
}  // namespace linlian::client
