// The verdict as somebody with a sheet of paper works it out: sums, and whole numbers compared. The
// thresholds of the law stand here once more, as the Civil Code says them.
#include "simulation/ballot_model.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

namespace v1 = ballot::v1;
namespace t = tally::v1;
using Found = std::vector<std::string>;

// What is asked for: `num` of `den` parts of those of the base, or more than that.
struct Share {
    bool of_all = false;  // else of those who took part
    bool by_area = false;
    std::uint64_t num = 1;
    std::uint64_t den = 2;
    bool more = true;
};

// Those who are for something, against it, for neither; and who spoilt it.
struct Sides {
    ModelSum agree, disagree, abstain, invalid;
};

bool is_by_area(const ModelCount& count) {
    return count.call.electorate().electors() == registry::v1::OWNERS;
}

// Article 278: two thirds of heads and area take part, and of these more than half agree; three
// quarters where common funds are raised, buildings rebuilt or common use changed. Article 9 of the
// Organic Law: more than half of the heads take part, and of these more than half agree.
std::vector<Share> shares_of(const v1::Item& item) {
    std::vector<Share> shares;
    if (item.matter() == v1::CHARTER_DEFINED)
        for (const auto& check : item.rule().checks())
            shares.push_back({check.counted() == t::PARTICIPATING, check.measure() == t::AREA,
                              check.threshold().num(), check.threshold().den(),
                              check.threshold().strict()});
    if (item.matter() == v1::RESIDENTS_ASSEMBLY)
        shares = {{true, false, 1, 2, true}, {false, false, 1, 2, true}};
    if (item.matter() > v1::OTHER_MAJOR) return shares;
    const bool is_major = item.matter() == v1::RAISE_REPAIR_FUND || item.matter() == v1::REBUILD ||
                          item.matter() == v1::CHANGE_COMMON_USE;
    for (const bool area : {false, true}) shares.push_back({true, area, 2, 3, false});
    for (const bool area : {false, true})
        shares.push_back(is_major ? Share{false, area, 3, 4, false}
                                  : Share{false, area, 1, 2, true});
    return shares;
}

// Of an option, or of the item itself (-1).
Sides sides_of(const ModelCount& count, std::size_t item, int option) {
    Sides sides;
    for (const auto& [head, vote] : count.votes) {
        if (vote.choices.empty()) continue;
        const auto& choice = vote.choices[item];
        const bool names = option < 0 || std::ranges::count(choice.options(),
                                                            static_cast<std::uint32_t>(option)) > 0;
        if (choice.mark() == v1::AGREE) (names ? sides.agree : sides.disagree).add(vote.area);
        if (choice.mark() == v1::DISAGREE) sides.disagree.add(vote.area);
        if (choice.mark() == v1::ABSTAIN) sides.abstain.add(vote.area);
        if (choice.mark() == v1::INVALID) sides.invalid.add(vote.area);
    }
    return sides;
}

ModelSum part_of(const ModelCount& count, const Sides& sides) {
    ModelSum part;
    for (const auto& side : {sides.agree, sides.disagree, sides.abstain}) {
        part.heads += side.heads;
        part.area += side.area;
    }
    if (count.call.terms().invalid_participates()) {
        part.heads += sides.invalid.heads;
        part.area += sides.invalid.area;
    }
    return part;
}

std::uint64_t figure(const Share& share, const ModelSum& sum) {
    return share.by_area ? sum.area : sum.heads;
}

// Whether the silent stand with those who agree: they do where these lead by everything that is
// asked for, not where they lead by nothing, else nobody can say.
struct Joining {
    bool surely = true;
    bool perhaps = false;
};
Joining joining(const std::vector<Share>& shares, const Sides& sides) {
    Joining joins;
    for (const auto& share : shares) {
        const auto agree = figure(share, sides.agree);
        const bool leads =
            agree > figure(share, sides.disagree) && agree > figure(share, sides.abstain);
        joins.surely = joins.surely && leads;
        joins.perhaps = joins.perhaps || leads;
    }
    return joins;
}

// None of nobody is no agreement.
std::uint64_t needed_of(const Share& share, std::uint64_t base) {
    if (share.more) return base * share.num / share.den + 1;
    return std::max<std::uint64_t>((base * share.num + share.den - 1) / share.den, 1);
}

struct Span {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
    bool is_one() const { return least == most; }
    std::string told() const { return std::to_string(least) + " to " + std::to_string(most); }
};

// Who takes part with so many silent, and who of them is counted for the share.
struct Counted {
    std::uint64_t figure = 0;
    std::uint64_t base = 0;
};
Counted counted(const ModelCount& count, const Share& share, const Sides& sides,
                std::uint64_t silent, bool join) {
    const auto took_part = figure(share, part_of(count, sides)) + silent;
    if (share.of_all) return {took_part, figure(share, count.roll)};
    return {figure(share, sides.agree) + (join ? silent : 0), took_part};
}

std::string compare_check(const t::Check& check, const Share& share, const Span& have,
                          const Span& base, t::Holds holds) {
    const bool same =
        check.have_range().least() == have.least &&
        check.have_range().most().value() == have.most && check.has_have() == have.is_one() &&
        check.base_range().least() == base.least &&
        check.base_range().most().value() == base.most && check.has_base() == base.is_one() &&
        (!base.is_one() || check.needed().value() == needed_of(share, base.least)) &&
        check.holds() == holds;
    if (same) return {};
    return "a check is not " + have.told() + " of " + base.told() + ": " + check.ShortDebugString();
}

// What each check must be, and what follows from all of them.
t::Outcome decide(const ModelCount& count, const std::vector<Share>& shares, const Sides& sides,
                  const t::Verdict& verdict, Found& found) {
    if (verdict.checks_size() != static_cast<int>(shares.size())) {
        found.emplace_back("other checks than the rule asks for");
        return t::OUTCOME_UNSPECIFIED;
    }
    const auto joins = joining(shares, sides);
    auto outcome = t::PASSED;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto& share = shares[i];
        const auto least = figure(share, count.silent);
        const auto most = least + figure(share, count.perhaps);
        const auto at_least = counted(count, share, sides, least, joins.surely);
        const auto at_most = counted(count, share, sides, most, joins.perhaps);
        bool yes = false, no = false;
        for (const auto silent : {least, most})
            for (const bool join : {joins.surely, joins.perhaps}) {
                const auto one = counted(count, share, sides, silent, join);
                (one.figure >= needed_of(share, one.base) ? yes : no) = true;
            }
        const auto holds = !no ? t::HOLDS : !yes ? t::FAILS : t::UNKNOWN;
        const auto difference =
            compare_check(verdict.checks(static_cast<int>(i)), share,
                          {at_least.figure, at_most.figure}, {at_least.base, at_most.base}, holds);
        if (!difference.empty()) found.push_back(difference);
        if (holds == t::FAILS)
            outcome = t::FAILED;
        else if (holds == t::UNKNOWN && outcome == t::PASSED)
            outcome = t::CANNOT_DECIDE;
    }
    return outcome;
}

void compare_figures(const ModelSum& sum, const t::Figures& figures, bool by_area,
                     const std::string& what, Found& found) {
    if (figures.heads().value() != sum.heads ||
        figures.area_centi().value() != (by_area ? sum.area : 0))
        found.push_back(what + " counts otherwise");
}

void compare_input(const ModelCount& count, const Sides& sides, const t::Input& input,
                   Found& found) {
    const bool by_area = is_by_area(count);
    compare_figures(count.roll, input.total(), by_area, "the roll", found);
    compare_figures(part_of(count, sides), input.participating(), by_area, "who took part", found);
    compare_figures(sides.agree, input.agree(), by_area, "agreeing", found);
    compare_figures(sides.disagree, input.disagree(), by_area, "disagreeing", found);
    compare_figures(sides.abstain, input.abstain(), by_area, "abstaining", found);
    compare_figures(sides.invalid, input.invalid(), by_area, "invalid", found);
    if (!count.call.terms().silence_follows_majority()) return;
    compare_figures(count.silent, input.silence().silent(), by_area, "silent", found);
    compare_figures(count.perhaps, input.silence().perhaps(), by_area, "perhaps silent", found);
}

// Where a candidate stands among those who meet the rule, or may meet it: heads first, then area
// where it is counted.
t::SeatStanding standing_of(std::size_t who, const std::vector<Sides>& all,
                            const std::vector<t::Outcome>& meets, std::uint32_t seats,
                            bool by_area) {
    if (meets[who] == t::FAILED) return t::RULE_NOT_MET;
    std::uint32_t ahead = 0;
    std::uint32_t level = 0;
    std::uint32_t perhaps = 0;
    for (std::size_t other = 0; other < all.size(); ++other) {
        if (other == who || meets[other] == t::FAILED) continue;
        const auto& theirs = all[other].agree;
        const auto& mine = all[who].agree;
        const bool same = theirs.heads == mine.heads && (!by_area || theirs.area == mine.area);
        const bool more = theirs.heads != mine.heads ? theirs.heads > mine.heads
                                                     : !same && theirs.area > mine.area;
        if (!more && !same) continue;
        if (meets[other] != t::PASSED)
            ++perhaps;
        else
            ++(more ? ahead : level);
    }
    if (ahead >= seats) return t::OUTRUN;
    if (meets[who] != t::PASSED) return t::OPEN;
    if (ahead + level + perhaps < seats) return t::SEATED;
    return perhaps > 0 ? t::OPEN : t::TIED;
}

t::Outcome compare_options(const ModelCount& count, std::size_t item, const v1::VerdictRow& row,
                           Found& found) {
    const auto& asked = count.call.items(static_cast<int>(item));
    const auto shares = shares_of(asked);
    std::vector<Sides> all;
    std::vector<t::Outcome> meets;
    for (int option = 0; option < asked.options_size(); ++option) {
        all.push_back(sides_of(count, item, option));
        const auto& of = row.options(option);
        compare_figures(all.back().agree, of.figures(), is_by_area(count), "an option", found);
        if (!shares.empty())
            meets.push_back(decide(count, shares, all.back(), of.verdict(), found));
    }
    if (shares.empty()) return t::OUTCOME_UNSPECIFIED;
    std::map<t::SeatStanding, std::uint32_t> standings;
    for (const auto& seat : row.election().results()) {
        const auto who = static_cast<std::size_t>(std::stoi(seat.candidate()));
        const auto standing =
            standing_of(who, all, meets, std::max(asked.seats(), 1U), is_by_area(count));
        if (seat.standing() != standing)
            found.push_back("candidate " + seat.candidate() + " is " +
                            t::SeatStanding_Name(seat.standing()) + " and not " +
                            t::SeatStanding_Name(standing));
        ++standings[standing];
    }
    const bool has_room = standings[t::SEATED] < std::max(asked.seats(), 1U);
    if (standings[t::TIED] > 0 || (standings[t::OPEN] > 0 && has_room)) return t::CANNOT_DECIDE;
    return standings[t::SEATED] > 0 ? t::PASSED : t::FAILED;
}

}  // namespace

std::vector<std::string> verdict_differences(const ModelCount& count, std::size_t item,
                                             const v1::VerdictRow& row) {
    Found found;
    const auto sides = sides_of(count, item, -1);
    compare_input(count, sides, row.input(), found);
    const auto& asked = count.call.items(static_cast<int>(item));
    const auto shares = shares_of(asked);
    // Areas that nobody knows: such a rule cannot be worked out on a sheet of paper.
    for (const auto& share : shares)
        if (share.by_area && !is_by_area(count)) return found;
    auto outcome = t::OUTCOME_UNSPECIFIED;
    if (asked.form() != v1::YES_OR_NO)
        outcome = compare_options(count, item, row, found);
    else if (!shares.empty())
        outcome = decide(count, shares, sides, row.verdict(), found);
    if (row.outcome() != outcome)
        found.push_back("the outcome is " + t::Outcome_Name(row.outcome()) + " and not " +
                        t::Outcome_Name(outcome));
    return found;
}

}  // namespace linlian::simulation
