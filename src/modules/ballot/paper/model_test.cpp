// Phone, paper, proxies, corrections and the city's list in any order, against a naive model: for
// each head a word of what counts, and rules written down anew.
#include "kit/papers.h"

#include <random>

namespace linlian::ballot {
namespace {

// What counts for a head, as the model knows it.
struct Counts {
    std::string by;  // "", "phone", "proxy", "paper", "city"
    v1::Mark mark = v1::MARK_UNSPECIFIED;
    bool operator==(const Counts&) const = default;
};

const std::vector<std::string> voters{"ana", "bo", "chu", "dan"};

struct Model : PaperTown {
    explicit Model(bool paper_first) : PaperTown(""), paper_displaces(paper_first) {
        four_flats();
        person("fay");
        auto act = paper_call();
        act.mutable_terms()->add_channels(v1::CITY_LIST);
        act.mutable_terms()->set_paper_displaces_phone(paper_first);
        act.mutable_terms()->set_proxy_owners_max(10);
        ballot = opened(act);
        when("ben", issue(ballot, voters)).then_done();
        for (const auto& name : voters) when(name, mandate(ballot, name, "fay")).then_done();
    }

    // Whether the machine did what `allowed` says of the last act.
    void expect(bool allowed, const std::string& what) {
        if (!allowed) return;
        SCOPED_TRACE(what);
        then_done();
    }
    void by_phone(const std::string& who, v1::Mark mark) {
        auto& now_counts = counts[who];
        const bool allowed =
            now_counts.by != "city" && (now_counts.by != "paper" || !paper_displaces);
        when(who, vote(ballot, who, mark));
        expect(allowed, who + " by phone after " + now_counts.by);
        if (allowed) now_counts = {"phone", mark};
    }
    void by_proxy(const std::string& who, v1::Mark mark) {
        auto& now_counts = counts[who];
        const bool allowed = now_counts.by.empty() || now_counts.by == "proxy";
        when("fay", vote(ballot, who, mark));
        expect(allowed, who + " by proxy after " + now_counts.by);
        if (allowed) now_counts = {"proxy", mark};
    }
    void on_paper(const std::string& who, v1::Mark mark, v1::Mark second) {
        const auto before = paper(ballot, who);
        if (before.state() != v1::ISSUED) return;
        when_entered(ballot, who, entry(ballot, mark), entry(ballot, second), before.round());
        auto& now_counts = counts[who];
        // Their own paper, whatever their proxy did.
        const bool free = now_counts.by.empty() || now_counts.by == "proxy" ||
                          (now_counts.by == "phone" && paper_displaces);
        if (mark != second || !free) return;
        displaced_by_paper[who] = now_counts;
        now_counts = {"paper", mark};
    }
    void corrected(const std::string& who) {
        const auto before = paper(ballot, who);
        if (before.state() != v1::SETTLED && before.state() != v1::DIFFERS) return;
        when_reopened(reopening(ballot, who, before.round())).then_done();
        if (counts[who].by != "paper") return;
        counts[who] = displaced_by_paper[who];
        if (aside.contains(who)) listed(who, aside[who]);
    }
    void listed(const std::string& who, v1::Mark mark) {
        const bool free = counts[who].by.empty() || counts[who].by == "proxy";
        if (free) counts[who] = {"city", mark};
        if (free)
            aside.erase(who);
        else
            aside.try_emplace(who, mark);
    }
    void in_city_list(const std::string& who, v1::Mark mark) {
        when_cosigned(city_list(ballot, chunks++, {who}, mark)).then_done();
        listed(who, mark);
    }

    Counts counted_now(const std::string& who) const {
        const auto row = counted(ballot, who);
        if (!row || row->struck()) return {};
        const auto mark = row->choices(0).open().mark();
        if (row->channel() == v1::PAPER) return {"paper", mark};
        if (row->channel() == v1::CITY_LIST) return {"city", mark};
        return {row->by_proxy() ? "proxy" : "phone", mark};
    }
    void compare() const {
        std::map<std::string, std::uint64_t> heads;
        for (const auto& who : voters) {
            const auto found = counts.find(who);
            const auto expected = found == counts.end() ? Counts{} : found->second;
            const auto counts_now = counted_now(who);
            EXPECT_EQ(counts_now.by, expected.by) << who;
            EXPECT_EQ(counts_now.mark, expected.mark) << who;
            ++heads[expected.by];
        }
        EXPECT_EQ(voted(ballot, v1::PHONE), heads["phone"] + heads["proxy"]);
        EXPECT_EQ(voted(ballot, v1::PAPER), heads["paper"]);
        EXPECT_EQ(voted(ballot, v1::CITY_LIST), heads["city"]);
    }

    Id16 ballot;
    bool paper_displaces;
    std::uint32_t chunks = 0;
    std::map<std::string, Counts> counts;
    std::map<std::string, v1::Mark> aside;             // in the city's list, behind another vote
    std::map<std::string, Counts> displaced_by_paper;  // which counts again once that is corrected
};

void one_step(Model& s, std::mt19937& draws) {
    const std::vector<v1::Mark> marks{v1::AGREE, v1::DISAGREE, v1::ABSTAIN};
    const auto who = voters[draws() % voters.size()];
    const auto mark = marks[draws() % marks.size()];
    switch (draws() % 10) {
        case 0:
        case 1:
            return s.by_phone(who, mark);
        case 2:
        case 3:
            return s.by_proxy(who, mark);
        case 4:
        case 5:
        case 6:
            return s.on_paper(who, mark, draws() % 4 == 0 ? marks[draws() % marks.size()] : mark);
        case 7:
        case 8:
            return s.corrected(who);
        default:
            return s.in_city_list(who, mark);
    }
}

class Orders : public testing::TestWithParam<unsigned> {};

TEST_P(Orders, of_all_channels_give_one_vote_a_head_and_the_one_that_the_rules_say) {
    Model s{GetParam() % 2 == 0};
    std::mt19937 draws{GetParam()};
    for (int step = 0; step < 60 && !HasFailure(); ++step) {
        one_step(s, draws);
        SCOPED_TRACE("step " + std::to_string(step));
        s.compare();
    }
}

INSTANTIATE_TEST_SUITE_P(Papers, Orders, testing::Range(1U, 13U));

}  // namespace
}  // namespace linlian::ballot
