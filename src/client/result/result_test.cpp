// The result of a ballot as it is gathered, counted again and shown, on a ledger of all modules.
#include "client/ballot/electorate_text.h"
#include "client/ballot/status_text.h"
#include "client/result/recount.h"
#include "client/result/result_shares.h"
#include "client/result/result_text.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/ballot_desk_for_tests.h"
#include "client/vote/casting.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Ana agreed and bo did not; chu did not vote.
class BallotResult : public ::testing::Test {
  protected:
    BallotResult() {
        vote("ana", bal::AGREE);
        vote("bo", bal::DISAGREE);
    }
    void vote(const std::string& name, bal::Mark mark) {
        const auto who = desk_.person(name);
        const auto lines = must(lines_of(desk_.ledger, who.key, view_, who.member));
        std::vector<Receipt> receipts;
        const auto sent = send_vote(desk_.ledger, who.key,
                                    vote_with(view_, lines, BallotDesk::choice(mark)), receipts);
        EXPECT_TRUE(sent) << sent.error().code;
    }
    std::string shown() {
        const ScreenForTests screen;
        EXPECT_EQ(kit::code_of(show_result(screen, desk_.ledger, view_)), "");
        return screen.taken();
    }

    BallotDesk desk_;
    BallotView view_ = desk_.opened();
};

TEST_F(BallotResult, is_told_to_nobody_before_it_is_counted) {
    const ScreenForTests screen;
    EXPECT_EQ(kit::code_of(gather_notice(desk_.ledger, view_)), "client.NO_RESULT_YET");
    EXPECT_EQ(kit::code_of(show_result(screen, desk_.ledger, view_)), "client.NO_RESULT_YET");
    EXPECT_EQ(screen.taken(), "");
    ASSERT_TRUE(show_status(screen, desk_.ledger, desk_.view()));
    const auto status = screen.taken();
    EXPECT_NE(status.find("装充电桩"), std::string::npos);
    EXPECT_EQ(status.find("反对"), std::string::npos) << "nothing of the choices before the close";
    EXPECT_NE(kit::code_of(fetch_casts(desk_.ledger, desk_.lin().key, view_)), "");
}

TEST_F(BallotResult, is_gathered_with_the_names_of_whom_it_is_about) {
    view_ = desk_.passed_until(bal::PRELIMINARY);
    const auto notice = must(gather_notice(desk_.ledger, view_));
    EXPECT_EQ(notice.estate, "翠竹苑");
    EXPECT_EQ(notice.convenor, "业委会");
    EXPECT_EQ(notice.ruling_office, "居委会");
    ASSERT_EQ(notice.verdicts.size(), 1U);
    EXPECT_EQ(notice.verdicts[0].stage(), bal::PRELIMINARY);
    const auto text = shown();
    for (const auto& part : {std::string{"翠竹苑"}, std::string{"充电桩装在哪里"},
                             to_hex(verdicts_hash(notice.verdicts).view())})
        EXPECT_NE(text.find(part), std::string::npos) << part;
}

TEST_F(BallotResult, is_counted_again_from_roll_and_votes) {
    view_ = desk_.passed_until(bal::FINAL);
    const auto notice = must(gather_notice(desk_.ledger, view_));
    const auto lines = desk_.roll();
    const auto leaves = must(fetch_casts(desk_.ledger, desk_.person("chu").key, view_));
    ASSERT_EQ(leaves.size(), 2U) << "one of each who voted";
    const RecountRows rows{view_.row, view_.poll, notice.verdicts};
    const RollLines roll{lines.begin(), lines.end()};
    CastLeaves casts{leaves.begin(), leaves.end()};
    EXPECT_EQ(kit::code_of(check_one_stage(rows)), "");
    EXPECT_EQ(kit::code_of(count_again(rows, roll, casts)), "");
    casts.RemoveLast();
    EXPECT_EQ(kit::code_of(count_again(rows, roll, casts)), "client.RECOUNT_WRONG");
}

TEST(NextSteps, are_those_of_the_stage_and_of_the_channels_that_are_open) {
    BallotView view;
    const auto names = [&view](const char* command) {
        for (const auto& step : next_steps(view))
            if (step.zh.find(std::string{" "} + command + " ") != std::string::npos) return true;
        return false;
    };
    view.poll.set_stage(bal::OPEN);
    EXPECT_FALSE(names("cast"));
    view.poll.set_phone(true);
    EXPECT_TRUE(names("cast"));
    EXPECT_FALSE(names("paper print"));
    view.poll.set_paper(true);
    EXPECT_TRUE(names("paper print"));
    view.poll.set_stage(bal::NOTICE);
    EXPECT_FALSE(names("cast"));
    EXPECT_TRUE(names("object"));
    view.poll.set_stage(bal::WITHDRAWN);
    EXPECT_TRUE(next_steps(view).empty());
}

TEST(ResultShares, tell_channels_and_offices_by_name_and_strangers_by_their_ids) {
    const Bytes known(Id16::size, '\x11');
    const Bytes strange(Id16::size, '\x22');
    bal::VerdictRow row;
    row.add_by_channel()->set_by("phone");
    row.mutable_by_channel(0)->set_heads(1'234);
    row.add_by_channel()->set_by("pigeon");
    row.add_by_clerks()->set_by(to_hex(known) + "+" + to_hex(strange));
    const auto rows = share_rows(row, {{known, "居委会"}});
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].heads, "1,234");
    EXPECT_NE(rows[0].what.zh, "phone");
    EXPECT_EQ(rows[1].what.zh, "pigeon") << "a channel that this program does not know";
    EXPECT_EQ(rows[2].what.en, "entered by 「居委会」, 22222222");
}

TEST(SeatWords, say_what_became_of_a_candidate) {
    bal::VerdictRow row;
    EXPECT_EQ(seat_words(row, 0).zh, "");
    auto& seat = *row.mutable_election()->add_results();
    seat.set_candidate("1");
    seat.set_standing(tally::v1::SEATED);
    EXPECT_EQ(seat_words(row, 1).en, "elected");
    EXPECT_EQ(seat_words(row, 0).en, "") << "another candidate";
    seat.set_standing(tally::v1::TIED);
    EXPECT_EQ(seat_words(row, 1).en, "tied");
}

TEST(PartWords, name_all_that_narrows_an_electorate) {
    registry::v1::Electorate electorate;
    EXPECT_EQ(part_words(electorate, "").en, "");
    electorate.set_building(Bytes(Id16::size, '\x11'));
    electorate.set_stair(2);
    EXPECT_EQ(part_words(electorate, "3栋").zh, "3栋 2单元");
    EXPECT_NE(part_words(electorate, "").en.find("1111 1111"), std::string::npos)
        << "a building without a name is told by its id";
    electorate.add_premises(Bytes(Id16::size, 'p'));
    EXPECT_EQ(part_words(electorate, "3栋").en, "3栋, stair 2, the 1 premises listed alone");
}

}  // namespace
}  // namespace linlian::client
