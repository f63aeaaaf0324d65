// A ballot of a thousand papers, as a script enters it: in acts that hold as many as one may.
#include "codec/field.h"
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

constexpr int papers_in_all = 1'000;

struct Hall : PaperTown {
    Hall() : PaperTown("") {
        for (int i = 0; i < papers_in_all; ++i) owner("owner " + std::to_string(i), 9'000);
        ballot = opened(paper_call());
        const auto frozen = poll(ballot);
        roll = registry::roll_at(rows(), row(calls, ballot)->call().electorate(),
                                 frozen.roll_height(), Timestamp{frozen.roll_ms()});
        read = entry(ballot);
    }
    Bytes serial(int number) const { return id_bytes("paper " + std::to_string(number)); }
    v1::IssuePapers issue_from(int first, int count) const {
        v1::IssuePapers act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        for (int i = first; i < first + count; ++i) {
            auto* paper = act.add_papers();
            const auto place = static_cast<std::uint64_t>(i);
            paper->set_serial(serial(i));
            *paper->mutable_voter()->mutable_line() = roll[place];
            paper->mutable_voter()->set_index(place);
            paper->mutable_voter()->set_path(join_path(registry::roll_proof(roll, place)));
        }
        return act;
    }
    v1::EnterPapers enter_from(const std::string& clerk, int first, int count) const {
        v1::EnterPapers act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        act.set_as_office(id_bytes(clerk == "ben" ? "residents" : "street"));
        for (int i = first; i < first + count; ++i) {
            auto* made = act.add_entries();
            made->set_serial(serial(i));
            made->set_round(1);
            made->set_seal(sealed_as(ballot, *made, clerk, read).bytes());
        }
        return act;
    }
    v1::ShowPapers show_from(const std::string& clerk, int first, int count) const {
        v1::ShowPapers act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        for (int i = first; i < first + count; ++i) {
            auto* made = act.add_entries();
            made->set_serial(serial(i));
            made->set_salt(salt_of(clerk));
            *made->mutable_entry() = read;
        }
        return act;
    }
    Id16 ballot;
    std::vector<registry::v1::RollLine> roll;
    v1::PaperEntry read;
};

TEST(ThousandPapers, are_entered_in_fifty_five_transactions) {
    Hall s;
    int transactions = 0;
    const auto send = [&](const std::string& who, const machine::Message& act) {
        s.when(who, act).then_done();
        ++transactions;
    };
    for (int i = 0; i < papers_in_all; i += 40) send("ben", s.issue_from(i, 40));
    for (const auto* clerk : {"ben", "gus"})
        for (int i = 0; i < papers_in_all; i += 200) send(clerk, s.enter_from(clerk, i, 200));
    for (const auto* clerk : {"ben", "gus"})
        for (int i = 0; i < papers_in_all; i += 100) send(clerk, s.show_from(clerk, i, 100));
    EXPECT_EQ(s.voted(s.ballot, v1::PAPER), 1'000U);
    EXPECT_EQ(transactions, 55);
}

TEST(ThousandPapers, are_too_many_for_one_transaction) {
    v1::EnterPapers act;
    act.set_ballot(id_bytes("ballot"));
    act.set_as_office(id_bytes("residents"));
    for (int i = 0; i <= 200; ++i) {
        auto* made = act.add_entries();
        made->set_serial(id_bytes("paper " + std::to_string(i)));
        made->set_seal(document());
    }
    const auto found = codec::field_fault(act);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->path, "entries");
}

}  // namespace
}  // namespace linlian::ballot
