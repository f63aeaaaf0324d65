// What must hold of papers, mandates and the city's list. First what is asked after each changed
// row, from the row before and after; then what is asked of the whole state. The acts keep to all
// of this already: here it is said once more, without them.
#include "modules/ballot/paper/invariants.h"

#include "codec/wire.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

#include <algorithm>
#include <map>

namespace linlian::ballot {
namespace {

// Whether a reading that was there is there still: a seal changes only until two kinds of office
// have sealed, and what was shown never.
bool reading_stays(const v1::Reading& before, const v1::Reading& after, bool may_change) {
    if (before.has_entry()) return codec::encode(before) == codec::encode(after);
    if (before.member() != after.member() || before.office() != after.office() ||
        before.office_kind() != after.office_kind() ||
        !std::ranges::equal(before.independent_of(), after.independent_of()))
        return false;
    return may_change || before.seal() == after.seal();
}

// What is wrong with a reading that came in at this place.
Broken fault_at(const v1::PaperRound& round, int place) {
    const auto& reading = round.readings(place);
    v1::PaperRound before = round;
    before.mutable_readings()->DeleteSubrange(place, round.readings_size() - place);
    if (!has_room(before, reading.member(), reading.office_kind()))
        return "a clerk or a kind of office read a paper too often";
    if (const auto own = newest_of(before, reading.member())) {
        const auto& one = before.readings(*own);
        if (!one.has_entry()) return "a clerk sealed twice without showing";
        if (one.office() != reading.office()) return "a clerk read a paper for two offices";
    }
    for (const auto earlier : reading.independent_of()) {
        if (earlier >= static_cast<std::uint32_t>(place)) return "a reading names no earlier one";
        const auto& other = before.readings(static_cast<int>(earlier));
        if (other.member() == reading.member() || other.office_kind() == reading.office_kind())
            return "one clerk, or one kind of office, is said to be independent of itself";
    }
    return std::nullopt;
}

// Whether the two behind a vote on paper showed the same last.
bool are_read_alike(const state::StateView& view, const Id16& ballot, const v1::CastRow& row,
                    const v1::PaperRow& paper) {
    const auto poll = polls.find(view, ballot);
    const auto round = paper_rounds.find(view, ballot, id_of(row.paper()), paper.round());
    if (!poll || !round || row.entered_by_size() != 2) return false;
    // Newest readings only: what a clerk showed before was replaced by their own later one.
    std::vector<int> both;
    for (const int place : newest_shown(*round))
        if (std::ranges::count(row.entered_by(), round->readings(place).member()) > 0)
            both.push_back(place);
    return both.size() == 2 && are_independent(*round, both[0], both[1]) &&
           are_alike(round->readings(both[0]).entry(), round->readings(both[1]).entry(),
                     poll->closes_ms());
}

}  // namespace

// A paper ends for good when it is voided. In every other state it may be reopened, and its round
// then only grows.
Broken paper_goes_on(const std::optional<v1::PaperRow>& before,
                     const std::optional<v1::PaperRow>& after) {
    if (!after) return "a paper was erased";
    if (!before) return std::nullopt;
    if (codec::encode(before->line()) != codec::encode(after->line()))
        return "a paper was moved to another line";
    if (after->round() < before->round()) return "the round of a paper went back";
    if (before->state() == v1::VOIDED) return "a voided paper was changed";
    return std::nullopt;
}

Broken shown_stays(const std::optional<v1::PaperRound>& before,
                   const std::optional<v1::PaperRound>& after) {
    if (!after) return "what was read on a paper was erased";
    if (after->readings().empty()) return "nobody read a paper in this round";
    // Only readings that came in by this change: those before were looked at when they came in.
    for (int place = before ? before->readings_size() : 0; place < after->readings_size(); ++place)
        if (auto fault = fault_at(*after, place)) return fault;
    for (int place = 0; place < after->readings_size(); ++place)
        if (after->readings(place).has_entry() && !may_be_shown(*after, place))
            return "a reading was shown before anybody independent sealed theirs";
    if (!before) return std::nullopt;
    if (!before->reopened_by().empty()) return "a round that was ended was changed";
    if (before->readings_size() > after->readings_size()) return "a reading of a paper was erased";
    for (int i = 0; i < before->readings_size(); ++i)
        if (!reading_stays(before->readings(i), after->readings(i), !is_read_by_two_kinds(*before)))
            return "a reading of a paper was changed";
    return std::nullopt;
}

// A row that a ruling wrote is the ruling's.
Broken two_clerks_stand_behind(const std::optional<v1::CastRow>&,
                               const std::optional<v1::CastRow>& after) {
    if (!after || after->channel() != v1::PAPER || !after->ruled_by().empty()) return std::nullopt;
    if (after->paper().empty()) return "a vote on paper names no paper";
    if (after->clerk_offices_size() != 2 || after->clerk_offices(0) >= after->clerk_offices(1))
        return "a vote on paper was not entered by two offices";
    return std::nullopt;
}

// A chunk is written once: neither changed nor erased.
Broken chunk_stays(const std::optional<v1::CityChunk>& before,
                   const std::optional<v1::CityChunk>& after) {
    if (before || !after) return "a chunk of the city's list was changed";
    return std::nullopt;
}

// What counts on paper names one that two kinds of office read so; and where one was settled, it
// came to count, or something else did.
Broken papers_equal_votes(const state::StateView& view) {
    Broken broken;
    papers.scan(view, [&](const auto& parts, const v1::PaperRow& row) {
        if (row.state() != v1::SETTLED) return true;
        const auto& [ballot, serial] = parts;
        const auto counted = casts.find(view, ballot, hash_of(row.line().head()));
        // Its own vote counts, another vote counts in its place, or a ruling decided.
        const bool stands = counted && (counted->paper() != serial.view() || !counted->struck() ||
                                        !counted->ruled_by().empty());
        if (!stands) broken = "a paper is settled and came to nothing";
        return true;
    });
    casts.scan(view, [&](const auto& parts, const v1::CastRow& row) {
        const bool counts = row.channel() == v1::PAPER && !row.struck() && !row.paper().empty();
        if (!counts || !row.ruled_by().empty()) return true;  // a ruling needs no paper
        const auto paper = papers.find(view, std::get<0>(parts), id_of(row.paper()));
        if (!paper || paper->state() != v1::SETTLED ||
            paper->line().head() != std::get<1>(parts).view())
            broken = "a vote names a paper that does not count";
        else if (!are_read_alike(view, std::get<0>(parts), row, *paper))
            broken = "a vote on paper is not what two kinds of office read";
        return true;
    });
    return broken;
}

// There are two indexes: papers_of names the one live paper of a line and kind of office,
// papers_for all that the line ever had. Each must say what the papers say, no more and no less.
// What nobody signed holds no place.
Broken one_live_paper(const state::StateView& view) {
    Broken broken;
    std::uint64_t live = 0;
    papers.scan(view, [&](const auto& parts, const v1::PaperRow& row) {
        if (row.state() == v1::VOIDED || row.state() == v1::UNSIGNED) return true;
        ++live;
        const auto entry =
            papers_of.find(view, std::get<0>(parts), hash_of(row.line().head()), row.issued_kind());
        if (!entry || entry->serial() != std::get<1>(parts).view())
            broken = "a live paper is not the one of its line and kind";
        return true;
    });
    std::uint64_t known = 0;
    papers.scan(view, [&](const auto& parts, const v1::PaperRow& row) {
        const auto& [ballot, serial] = parts;
        ++known;
        if (!papers_for.has(view, ballot, hash_of(row.line().head()), serial))
            broken = "a paper is not among those of its line";
        return true;
    });
    papers_for.scan(view, [&known](const auto&, const auto&) { return known-- > 0; });
    if (!broken && known != 0) broken = "a line lists a paper that is not there";
    std::uint64_t listed = 0;
    papers_of.scan(view, [&listed](const auto&, const auto&) { return ++listed > 0; });
    if (!broken && listed != live) broken = "a line lists a paper that is not live";
    return broken;
}

// The number is what a proxy's limit is held against, so it must be neither too low nor left over.
Broken counts_equal_mandates(const state::StateView& view) {
    std::map<std::pair<Id16, Id16>, std::uint32_t> held;
    mandates.scan(view, [&held](const auto& parts, const v1::Mandate& row) {
        if (!row.ended()) ++held[{std::get<0>(parts), id_of(row.terms().holder())}];
        return true;
    });
    Broken broken;
    mandates_of.scan(view, [&](const auto& parts, const v1::MandateCount& row) {
        const auto found = held.find({std::get<0>(parts), std::get<1>(parts)});
        if (found == held.end() || found->second != row.lines())
            broken = "a proxy is said to hold another number of mandates";
        else
            held.erase(found);
        return true;
    });
    if (!broken && !held.empty()) broken = "the mandates of a proxy are not counted";
    return broken;
}

// Keys are visited in ascending order: the numbers of a ballot are then 0, 1, 2 and so on, without
// a gap. A line that was kept aside must be found by its chunk and its place in it.
Broken chunks_follow(const state::StateView& view) {
    Broken broken;
    std::map<Id16, std::uint64_t> next;
    city_chunks.scan(view, [&](const auto& parts, const v1::CityChunk&) {
        const auto& [ballot, number] = parts;
        if (next[ballot]++ != number) broken = "a chunk of the city's list is missing";
        return true;
    });
    city_doubles.scan(view, [&](const auto& parts, const v1::CityDouble& row) {
        const auto chunk = city_chunks.find(view, std::get<0>(parts), row.number());
        if (!chunk || row.place() >= chunk->lines() || row.head() != std::get<1>(parts).view())
            broken = "a line of the city's list is not where it is said to stand";
        return true;
    });
    return broken;
}

}  // namespace linlian::ballot
