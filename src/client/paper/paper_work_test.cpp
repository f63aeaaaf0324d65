// A node that says that others have sealed a paper, to be shown what a clerk read on it.
#include "client/paper/paper_work.h"

#include "client/tests/hostile_ledger_for_tests.h"
#include "kit/transactions.h"
#include "modules/ballot/paper/state.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

constexpr std::uint32_t round_now = 1;

struct SealedPaper {
    SealedPaper() {
        reading.serial.data.fill(7);
        reading.round = round_now;
        reading.entry.set_is_signed(true);
        bal::PapersReply reply;
        auto& paper = *reply.add_papers();
        paper.set_serial(reading.serial.bytes());
        paper.mutable_row()->set_state(bal::SEALED_TWICE);
        paper.mutable_row()->set_round(round_now);
        auto& round = *paper.add_rounds();
        round.add_readings()->set_member(Bytes(Id16::size, 'o'));
        auto& own = *round.add_readings();
        own.set_member(member);
        own.set_seal(seal_of(view, member, reading).bytes());
        own.add_independent_of(0);
        node.say(reply);
    }

    void prove(bal::PaperState state, std::uint32_t round = round_now) {
        bal::PaperRow row;
        row.set_state(state);
        row.set_round(round);
        node.proven[ballot::papers.key(view.id, reading.serial)] =
            Bytes(Hash32::size, 's') + codec::encode(row);
    }

    // How many readings are shown and how many wait.
    std::pair<std::size_t, std::size_t> shown() {
        const auto key = kit::key_of("ben");
        const auto result = show_entries({node, key, view, member, {}}, std::span{&reading, 1});
        if (!result) ADD_FAILURE() << result.error().code;
        return result ? std::pair{result->shown, result->waiting} : std::pair{9UL, 9UL};
    }

    HostileLedger node;
    BallotView view;
    Bytes member = Bytes(Id16::size, 'm');
    SealedReading reading;
};

TEST(ShowEntries, opens_no_seal_on_the_word_of_a_node) {
    SealedPaper paper;
    const std::pair<std::size_t, std::size_t> waits{0, 1};
    EXPECT_EQ(paper.shown(), waits) << "there is no such paper on the ledger";
    paper.prove(bal::SEALED_ONCE);
    EXPECT_EQ(paper.shown(), waits) << "nobody else sealed";
    paper.prove(bal::SEALED_TWICE, round_now + 1);
    EXPECT_EQ(paper.shown(), waits) << "others sealed in another round";
    paper.node.is_for_others = true;
    EXPECT_EQ(paper.shown(), waits) << "the ledger has no seal of this clerk";
    EXPECT_EQ(paper.node.sent, 0U);
}

TEST(ShowEntries, opens_a_seal_beside_which_others_are_proven) {
    for (const auto state : {bal::SEALED_TWICE, bal::SHOWN_ONCE, bal::DIFFERS}) {
        SealedPaper paper;
        paper.prove(state);
        EXPECT_EQ(paper.shown(), (std::pair<std::size_t, std::size_t>{1, 0}));
        EXPECT_EQ(paper.node.sent, 1U);
    }
}

}  // namespace
}  // namespace linlian::client
