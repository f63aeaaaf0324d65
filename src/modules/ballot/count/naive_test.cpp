// Ballots against a naive model written apart: maps and loops, no heads table, no counters, no
// tally. Members vote in any order, again and for each other's lines; premises of an owner are
// split; flats are sold while the ballot is open.
#include "kit/ballots.h"

#include <random>

namespace linlian::ballot {
namespace {

struct NaiveVoter {
    std::set<std::string> owners;
    std::uint64_t area = 0;
    std::optional<v1::Mark> mark;
    std::string by;
};

// More than `num` of `den` parts of the whole, or as many where that is enough.
bool at_least(std::uint64_t part, std::uint64_t whole, std::uint64_t num, std::uint64_t den,
              bool strict) {
    return strict ? part * den > whole * num : part * den >= whole * num;
}

struct NaiveBallot {
    std::map<std::set<std::string>, NaiveVoter> voters;
    std::uint64_t heads(const std::set<v1::Mark>& marks) const {
        std::uint64_t sum = 0;
        for (const auto& [owners, voter] : voters)
            if (voter.mark && marks.contains(*voter.mark)) ++sum;
        return sum;
    }
    std::uint64_t area(const std::set<v1::Mark>& marks) const {
        std::uint64_t sum = 0;
        for (const auto& [owners, voter] : voters)
            if (voter.mark && marks.contains(*voter.mark)) sum += voter.area;
        return sum;
    }
    // Article 278, an item of the fifth kind.
    bool passes() const {
        std::uint64_t all = 0;
        for (const auto& [owners, voter] : voters) all += voter.area;
        const std::set<v1::Mark> any{v1::AGREE, v1::DISAGREE, v1::ABSTAIN};
        return at_least(heads(any), voters.size(), 2, 3, false) &&
               at_least(area(any), all, 2, 3, false) &&
               at_least(heads({v1::AGREE}), heads(any), 1, 2, true) &&
               at_least(area({v1::AGREE}), area(any), 1, 2, true);
    }
};

class NaiveRun {
  public:
    explicit NaiveRun(unsigned seed) : draw_(seed) {
        s_.by_one_clerk<reg::TransferPremises>();
        for (int i = 0; i < people; ++i) s_.person(name(i));
        for (int i = 0; i < flats; ++i) {
            const std::string flat = "flat " + std::to_string(i);
            std::set<std::string> owners{name(below(people))};
            if (below(4) == 0) owners.insert(name(below(people)));
            const std::uint64_t area = 4'000 + below(9'000);
            s_.flat(flat, below(2) ? "east" : "west", area, {owners.begin(), owners.end()});
            auto& voter = naive_.voters[owners];
            voter.owners = owners;
            voter.area += area;
        }
    }
    // Whether it passed.
    bool vote_and_compare() {
        const Id16 ballot = s_.opened(s_.call({s_.item("roof", v1::USE_REPAIR_FUND)}));
        EXPECT_EQ(s_.poll(ballot).roll_lines(), naive_.voters.size());
        for (int i = 0; i < 40; ++i) {
            if (below(10) == 0) sell();
            vote(ballot);
        }
        const std::set<v1::Mark> any{v1::AGREE, v1::DISAGREE, v1::ABSTAIN};
        EXPECT_EQ(s_.voted(ballot, v1::PHONE), naive_.heads(any));
        EXPECT_EQ(s_.area_voted(ballot), naive_.area(any));
        s_.close(ballot);
        const auto row = s_.verdict(ballot);
        for (const auto& [mark, figures] : {std::pair{v1::AGREE, row.input().agree()},
                                            std::pair{v1::DISAGREE, row.input().disagree()},
                                            std::pair{v1::ABSTAIN, row.input().abstain()}}) {
            EXPECT_EQ(figures.heads().value(), naive_.heads({mark}));
            EXPECT_EQ(figures.area_centi().value(), naive_.area({mark}));
        }
        EXPECT_EQ(row.outcome() == tally::v1::PASSED, naive_.passes());
        EXPECT_NE(row.outcome(), tally::v1::CANNOT_DECIDE);
        return naive_.passes();
    }

  private:
    static constexpr int people = 9;
    static constexpr int flats = 12;
    static std::string name(unsigned number) { return "person " + std::to_string(number); }
    unsigned below(unsigned limit) { return static_cast<unsigned>(draw_() % limit); }

    void vote(const Id16& ballot) {
        auto place = naive_.voters.begin();
        std::advance(place, below(static_cast<unsigned>(naive_.voters.size())));
        auto& voter = place->second;
        const auto who = below(4) == 0 ? name(below(people)) : *voter.owners.begin();
        const auto mark = below(2) == 0 ? v1::AGREE : static_cast<v1::Mark>(1 + below(3));
        v1::Cast act;
        act.set_ballot(ballot.bytes());
        act.set_shown(s_.shown_of(ballot));
        *act.mutable_voter() = line_of(ballot, voter.owners);
        s_.add_choice(*act.mutable_choices(), mark);
        const auto head = hash_of(act.voter().line().head());
        if (const auto counted = s_.row(casts, ballot, head))
            act.set_replaces(counted->transaction());
        if (below(8) == 0) act.set_replaces(document('z'));
        const bool stale = act.replaces() == document('z');
        s_.when(who, act);
        if (!voter.owners.contains(who))
            s_.then_refused(v1::NOT_YOUR_LINE);
        else if (voter.mark && voter.by != who)
            s_.then_refused(v1::COOWNER_VOTED);
        else if (stale)
            s_.then_refused(v1::REPLACES_OTHER);
        else {
            s_.then_done();
            voter.mark = mark;
            voter.by = who;
        }
    }
    v1::ProvenLine line_of(const Id16& ballot, const std::set<std::string>& owners) const {
        std::set<Bytes> wanted;
        for (const auto& owner : owners) wanted.insert(id_bytes(owner));
        const auto poll = s_.poll(ballot);
        const auto roll = registry::roll_at(s_.rows(), s_.row(calls, ballot)->call().electorate(),
                                            poll.roll_height(), Timestamp{poll.roll_ms()});
        v1::ProvenLine proven;
        for (std::uint64_t i = 0; i < roll.size(); ++i) {
            if (std::set<Bytes>{roll[i].owners().begin(), roll[i].owners().end()} != wanted)
                continue;
            *proven.mutable_line() = roll[i];
            proven.set_index(i);
            proven.set_path(join_path(registry::roll_proof(roll, i)));
        }
        return proven;
    }
    // A flat changes hands while the ballot is open: the frozen roll does not.
    void sell() {
        const std::string flat = "flat " + std::to_string(below(flats));
        reg::TransferPremises sale;
        sale.set_premises(id_bytes(flat));
        const auto before = *s_.row(registry::holdings, id(flat));
        auto buyer = name(below(people));
        while (before.owners_size() == 1 && before.owners(0) == id_bytes(buyer))
            buyer = name(below(people));
        *sale.add_owners() = registry::Lines::owner_line(buyer);
        sale.set_document(document());
        sale.set_replaces(before.written_by());
        s_.when("ben", sale).then_done();
    }

    std::mt19937 draw_;
    BallotTown s_{""};
    NaiveBallot naive_;
};

TEST(NaiveBallots, agree_with_the_ledger) {
    constexpr int runs = 16;
    int passed = 0;
    for (unsigned seed = 1; seed <= runs; ++seed) {
        SCOPED_TRACE(seed);
        if (NaiveRun{seed}.vote_and_compare()) ++passed;
    }
    EXPECT_GT(passed, 0);
    EXPECT_LT(passed, runs);
}

}  // namespace
}  // namespace linlian::ballot
