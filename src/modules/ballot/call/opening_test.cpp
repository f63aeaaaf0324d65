// What an opening costs: the rows of its own roll, read once, whatever else the community holds.
#include "contract/opening/limits.h"
#include "kit/ballots.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/stage.h"

namespace linlian::ballot {
namespace {

struct Town : BallotTown {
    explicit Town(int flats) : BallotTown("") {
        person("landlord");
        for (int i = 0; i < flats; ++i) {
            const auto name = "owner " + std::to_string(i);
            member(name);
            flat("flat of " + name, i % 2 == 0 ? "east" : "west", 5'000, {name});
        }
        for (int i = 0; i < 5; ++i) {
            office(stand_in(i), "management", "garden");
            holder("chair of " + stand_in(i), stand_in(i), "chair");
        }
        ballot = called(call({item("roof")}));
    }
    // Each of which calls sixteen ballots at most.
    static std::string stand_in(int number) { return "stand-in " + std::to_string(number); }
    // Rows read by the due work of this ballot at its present stage.
    std::uint64_t reads_of(Result<> (*work)(machine::Context&, const Hash32&)) {
        const kit::CountingView counted{rows()};
        state::Overlay overlay{counted, sha256("work")};
        machine::Context context{program(), overlay, {height() + 1, now()}, {}, sha256("work")};
        EXPECT_TRUE(work(context, due_key(ballot)));
        return counted.reads();
    }
    std::uint64_t reads_of_roll() const {
        const kit::CountingView counted{rows()};
        const auto electorate = row(calls, ballot)->call().electorate();
        EXPECT_FALSE(registry::roll_at(counted, electorate, height(), now()).empty());
        return counted.reads();
    }
    Id16 ballot;
};

// Everything beside the roll: the ballot, its due work, its lists.
constexpr std::uint64_t beside = 40;

TEST(Opening, makes_its_roll_once) {
    Town s{400};
    s.pass_to(s.poll(s.ballot).opens_ms() - 1);
    EXPECT_LE(s.reads_of(open_due), s.reads_of_roll() + beside);
}

TEST(Opening, costs_the_same_for_each_line) {
    Town small{200};
    Town large{800};
    EXPECT_LE(large.reads_of_roll(), 4 * small.reads_of_roll() + beside);
    EXPECT_LE(large.reads_of_roll(), 800U * 6) << "index, premises, holding";
}

// Each block takes what its budget counts, and what it counts takes the time that is promised
// (Scenario::expect_paid); in the end all are open.
TEST(Opening, of_many_at_one_moment_spreads_over_blocks) {
    constexpr std::uint64_t flats = 1'000;
    constexpr std::uint64_t each = 1 + flats / machine::rows_per_cost;
    Town s{static_cast<int>(flats)};
    const auto opens = s.poll(s.ballot).opens_ms();
    std::vector<Id16> ballots{s.ballot};
    for (int i = 0; i < 44; ++i) {
        auto act = s.call({s.item("survey " + std::to_string(i), v1::SURVEY)});
        act.mutable_terms()->set_opens_ms(opens);
        act.mutable_terms()->set_closes_ms(opens + 10 * ms_per_day);
        const auto office = Town::stand_in(i / 16);
        act.set_as_office(id_bytes(office));
        act.set_convenor(v1::PROPERTY_MANAGEMENT_COMMITTEE);
        s.when("chair of " + office, act).then_done();
        ballots.push_back(s.made());
    }
    const auto open = [&] {
        return static_cast<std::uint64_t>(std::ranges::count_if(
            ballots, [&s](const Id16& one) { return s.poll(one).stage() == v1::OPEN; }));
    };
    std::vector<std::uint64_t> opened;
    while (open() < ballots.size()) {
        const auto before = open();
        s.when_stood_still(opened.empty() ? opens - s.now().ms : 1);
        opened.push_back(open() - before);
        EXPECT_LE(opened.back() * each, machine::max_due_cost_per_block);
        ASSERT_GT(opened.back(), 0U);
    }
    EXPECT_EQ(opened, (std::vector<std::uint64_t>{39, 6}));
}

TEST(Closing, makes_no_roll) {
    Town s{400};
    s.pass_to(s.poll(s.ballot).opens_ms());
    EXPECT_LE(s.reads_of(close_due), 3 * beside);
}

}  // namespace
}  // namespace linlian::ballot
