// Seats for candidates. Each candidate is decided by the rule alone, as if nobody else stood; then
// those who meet it are placed by agreeing heads, then area. What is unknown keeps a place open
// instead of guessing it.
#include "codec/refusal.h"
#include "tally/parts.h"
#include "tally/refusals.pb.h"
#include "tally/tally.h"

#include <algorithm>
#include <vector>

namespace linlian::tally {
namespace {

struct Runner {
    std::size_t given_as = 0;
    v1::Outcome rule = v1::OUTCOME_UNSPECIFIED;
    std::optional<std::uint64_t> heads;
    std::optional<std::uint64_t> area_centi;
};

enum class Place : std::uint8_t { ahead, level, behind, unknown };

Place by_figure(std::optional<std::uint64_t> one, std::optional<std::uint64_t> other) {
    if (!one && !other) return Place::level;
    if (!one || !other) return Place::unknown;
    if (*one == *other) return Place::level;
    return *one > *other ? Place::ahead : Place::behind;
}

// Where one stands as seen from the other: heads first, then area. Heads that nobody knows are
// never level.
Place place_of(const Runner& one, const Runner& other) {
    if (!one.heads || !other.heads) return Place::unknown;
    const auto by_heads = by_figure(one.heads, other.heads);
    return by_heads == Place::level ? by_figure(one.area_centi, other.area_centi) : by_heads;
}

struct Rivals {
    std::size_t ahead = 0;      // surely
    std::size_t level = 0;      // surely tied
    std::size_t uncertain = 0;  // may be ahead or level, or may not have met the rule
};

// Those who may take a seat before this one. Whoever surely failed the rule is no rival.
Rivals rivals_of(const Runner& runner, std::span<const Runner> all) {
    Rivals rivals;
    for (const auto& other : all) {
        if (other.given_as == runner.given_as || other.rule == v1::FAILED) continue;
        const auto place = place_of(other, runner);
        if (place == Place::behind) continue;
        if (place == Place::unknown || other.rule != v1::PASSED) {
            ++rivals.uncertain;
        } else {
            ++(place == Place::ahead ? rivals.ahead : rivals.level);
        }
    }
    return rivals;
}

// Seated only where even all who are level or uncertain leave a seat; outrun where those surely
// ahead take all seats.
v1::SeatStanding standing_of(const Runner& runner, std::span<const Runner> all, std::size_t seats) {
    if (runner.rule == v1::FAILED) return v1::RULE_NOT_MET;
    const auto rivals = rivals_of(runner, all);
    if (rivals.ahead >= seats) return v1::OUTRUN;
    if (runner.rule != v1::PASSED) return v1::OPEN;
    if (rivals.ahead + rivals.level + rivals.uncertain < seats) return v1::SEATED;
    return rivals.uncertain > 0 ? v1::OPEN : v1::TIED;
}

// A tie is about all seats that are left. Without one, seats that open candidates could take are
// open, and the rest are vacancies.
void count_seats(v1::Election& election) {
    std::uint32_t open = 0;
    bool is_tied = false;
    for (const auto& seat : election.results()) {
        if (seat.standing() == v1::SEATED) election.set_seated(election.seated() + 1);
        if (seat.standing() == v1::OPEN) ++open;
        is_tied = is_tied || seat.standing() == v1::TIED;
    }
    const auto left = election.seats() - election.seated();
    if (is_tied) return election.set_tied_seats(left);
    election.set_open_seats(std::min(left, open));
    election.set_vacancies(left - election.open_seats());
}

}  // namespace

Result<v1::Election> elect(std::uint32_t seats, std::span<const v1::Candidate> candidates,
                           const v1::Rule& rule) {
    if (seats == 0) return refuse(v1::SEATS_WRONG);
    std::vector<Runner> runners;
    std::vector<v1::Verdict> verdicts;
    for (const auto& candidate : candidates) {
        auto verdict = TRY(decide(rule, candidate.input()));
        runners.push_back({runners.size(), verdict.outcome(),
                           known_figure(candidate.input(), v1::PART_AGREE, v1::HEADS),
                           known_figure(candidate.input(), v1::PART_AGREE, v1::AREA)});
        verdicts.push_back(std::move(verdict));
    }
    // Nobody knows is less than nothing here; the order of what is shown decides no seat.
    std::ranges::stable_sort(runners, [](const Runner& one, const Runner& other) {
        return std::tie(one.heads, one.area_centi) > std::tie(other.heads, other.area_centi);
    });
    v1::Election election;
    election.set_seats(seats);
    for (const auto& runner : runners) {
        auto* seat = election.add_results();
        seat->set_candidate(candidates[runner.given_as].candidate());
        seat->set_standing(standing_of(runner, runners, seats));
        *seat->mutable_verdict() = std::move(verdicts[runner.given_as]);
    }
    count_seats(election);
    return election;
}

}  // namespace linlian::tally
