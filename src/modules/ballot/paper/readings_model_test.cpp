// Papers read by clerks of three kinds of office, reopened, voided and printed anew in any order,
// against a naive model: for each paper the list of who read what, and the rules written down anew.
#include "kit/papers.h"

#include <random>

namespace linlian::ballot {
namespace {

struct Clerk {
    std::string name;
    std::string kind;
};
const std::vector<Clerk> clerks{{"ben", "residents"},
                                {"liz", "residents"},
                                {"gus", "street"},
                                {"hua", "street"},
                                {"pru", "preparatory"}};
const std::vector<v1::Mark> marks{v1::AGREE, v1::DISAGREE, v1::ABSTAIN};

struct Read {
    Clerk by;
    v1::Mark mark = v1::AGREE;
    bool is_shown = false;
};

enum class Fate { open, counted };
using Why = std::optional<v1::RefusalCode>;

// A paper as the model knows it.
struct Sheet {
    std::vector<Read> reads;
    Fate fate = Fate::open;
    v1::Mark counts = v1::MARK_UNSPECIFIED;
    std::uint32_t round = 1;
    bool counted_once = false;

    Read* newest(const std::string& clerk, bool shown) {
        Read* found = nullptr;
        for (auto& read : reads)
            if (read.by.name == clerk && (read.is_shown || !shown)) found = &read;
        return found;
    }
    bool two_kinds() const {
        return std::ranges::any_of(
            reads, [&](const Read& read) { return read.by.kind != reads.front().by.kind; });
    }
    // Whether two kinds showed something, and no two the same.
    bool differs() {
        for (const auto& one : clerks)
            for (const auto& other : clerks)
                if (one.kind != other.kind && newest(one.name, true) && newest(other.name, true))
                    return true;
        return false;
    }
    // Why not; nothing: it may be.
    Why no_seal_by(const Clerk& clerk) {
        if (fate != Fate::open) return v1::PAPER_STATE_WRONG;
        const auto* own = newest(clerk.name, false);
        if (own != nullptr && !own->is_shown)
            return two_kinds() ? Why{v1::SEAL_WAITS} : std::nullopt;
        if (own != nullptr && !differs()) return v1::PAPER_STATE_WRONG;
        const auto of_clerk = std::ranges::count_if(
            reads, [&](const Read& read) { return read.by.name == clerk.name; });
        const auto of_kind = std::ranges::count_if(
            reads, [&](const Read& read) { return read.by.kind == clerk.kind; });
        return of_clerk < 3 && of_kind < 6 ? std::nullopt : Why{v1::READ_TOO_OFTEN};
    }
    void seal(const Clerk& clerk, v1::Mark mark) {
        auto* own = newest(clerk.name, false);
        if (own != nullptr && !own->is_shown)
            own->mark = mark;
        else
            reads.push_back({clerk, mark});
    }
    Why no_show_by(const Clerk& clerk) {
        if (fate != Fate::open) return v1::PAPER_STATE_WRONG;
        const auto* own = newest(clerk.name, false);
        if (own == nullptr || own->is_shown) return v1::SEAL_NOT_YOURS;
        const bool has_other = std::ranges::any_of(
            reads, [&](const Read& read) { return read.by.kind != clerk.kind; });
        return has_other ? std::nullopt : Why{v1::OTHER_OFFICE_NEEDED};
    }
    void show(const Clerk& clerk) {
        auto* own = newest(clerk.name, false);
        own->is_shown = true;
        for (const auto& other : clerks) {
            const auto* theirs = newest(other.name, true);
            if (other.kind == clerk.kind || theirs == nullptr || theirs->mark != own->mark)
                continue;
            fate = Fate::counted;
            counted_once = true;
            counts = own->mark;
        }
    }
    void reopen() {
        reads.clear();
        fate = Fate::open;
        counts = v1::MARK_UNSPECIFIED;
        ++round;
    }
};

struct Room : PaperTown {
    Room() : PaperTown("") {
        four_flats();
        third_kind();
        holder("liz", "residents", "clerk");
        holder("mia", "residents", "clerk");
        holder("nic", "street", "clerk");
        ballot = opened(paper_call());
        issue_anew();
        for (const auto mark : marks) reads[mark] = entry(ballot, mark);
    }
    // Ana's next paper, by a name of its own.
    void issue_anew() {
        name = "ana " + std::to_string(++printed);
        sheet = {};
        auto act = issue(ballot, {"ana"});
        act.mutable_papers(0)->set_serial(serial_of(name));
        when("ben", act).then_done();
    }
    // As the machine does it; then whether that is what the model allows.
    void seal(const Clerk& clerk, v1::Mark mark) {
        auto act = sealed(ballot, clerk.name, name, reads[mark], sheet.round);
        act.set_as_office(id_bytes(clerk.name == "liz" ? "residents" : office_of(clerk.name)));
        when(clerk.name, act);
        if (then_as(sheet.no_seal_by(clerk))) sheet.seal(clerk, mark);
    }
    void show(const Clerk& clerk) {
        const auto* own = sheet.newest(clerk.name, false);
        when(clerk.name, shown(ballot, clerk.name, name, reads[own ? own->mark : v1::AGREE]));
        if (then_as(sheet.no_show_by(clerk))) sheet.show(clerk);
    }
    void reopen() {
        when_proposed("mia", "residents", reopening(ballot, name, sheet.round)).then_done();
        when_supported("nic", "street", made());
        if (then_as(sheet.reads.empty() ? Why{v1::PAPER_STATE_WRONG} : std::nullopt))
            sheet.reopen();
    }
    // By mia and nic, who never read one.
    void void_it() {
        when_proposed("mia", "residents", voiding(ballot, name)).then_done();
        when_supported("nic", "street", made());
        if (then_as(sheet.counted_once ? Why{v1::PAPER_STATE_WRONG} : std::nullopt)) issue_anew();
    }
    bool then_as(const Why& expected) {
        if (expected)
            then_refused(*expected);
        else
            then_done();
        return !expected;
    }
    void compare() {
        const auto row = counted(ballot, "ana");
        const bool counts = row && !row->struck();
        EXPECT_EQ(counts, sheet.fate == Fate::counted);
        EXPECT_EQ(counts ? row->choices(0).open().mark() : v1::MARK_UNSPECIFIED, sheet.counts);
        const auto state = paper(ballot, name).state();
        EXPECT_EQ(state == v1::SETTLED, sheet.fate == Fate::counted);
        EXPECT_EQ(state == v1::DIFFERS, sheet.fate == Fate::open && sheet.differs());
        EXPECT_EQ(state == v1::ISSUED, sheet.reads.empty());
    }

    Id16 ballot;
    std::map<v1::Mark, v1::PaperEntry> reads;
    Sheet sheet;
    std::string name;  // of the paper
    int printed = 0;
};

class Rounds : public testing::TestWithParam<unsigned> {};

TEST_P(Rounds, of_readings_in_any_order_count_what_two_kinds_read_alike) {
    Room s;
    std::mt19937 draws{GetParam()};
    for (int step = 0; step < 120 && !HasFailure(); ++step) {
        const auto& clerk = clerks[draws() % clerks.size()];
        SCOPED_TRACE("step " + std::to_string(step) + " by " + clerk.name);
        const auto which = draws() % 20;
        if (which == 0)
            s.void_it();
        else if (which == 1 || (which < 6 && s.sheet.fate == Fate::counted))
            s.reopen();
        else if (which < 11)
            s.seal(clerk, marks[draws() % marks.size()]);
        else
            s.show(clerk);
        s.compare();
    }
}

INSTANTIATE_TEST_SUITE_P(Papers, Rounds, testing::Range(1U, 13U));

}  // namespace
}  // namespace linlian::ballot
