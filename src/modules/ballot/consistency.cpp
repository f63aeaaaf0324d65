// The invariants over the whole state of ballots: counters equal what they count, lists are true,
// and every ballot that is not over will go on by itself.
#include "base/hex.h"
#include "machine/due.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/call/covenants.h"
#include "modules/ballot/count/count.h"
#include "modules/ballot/invariants.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"

#include <map>
#include <set>
#include <tuple>

namespace linlian::ballot {
namespace {

Broken about(const Id16& ballot, const std::string& what) {
    return "ballot " + to_hex(ballot.view()) + " " + what;
}

// What the cast rows of one ballot that are not struck add up to.
struct Sums {
    std::map<v1::Channel, std::uint64_t> heads;
    std::uint64_t area_centi = 0;
    // By building: heads, then area. Lines of several buildings stand under the zero id.
    std::map<Id16, std::pair<std::uint64_t, std::uint64_t>> buildings;
    std::uint64_t all = 0;
};

// For every ballot at once: one walk over the table of votes, whatever the number of ballots. What
// a ruling alone brought in counts in all, but in none of the three channels that the poll tells.
std::map<Id16, Sums> sums_of(const state::StateView& view) {
    std::map<Id16, Sums> sums;
    casts.scan(view, [&sums](const auto& parts, const v1::CastRow& row) {
        auto& sum = sums[std::get<0>(parts)];
        if (row.struck()) return true;
        ++sum.all;
        ++sum.heads[row.channel()];
        sum.area_centi += row.area_centi();
        auto& [heads, area] = sum.buildings[id_of(row.building())];
        ++heads;
        area += row.area_centi();
        return true;
    });
    return sums;
}

// Once it is counted, the poll and the rows of buildings say it all.
Broken full_fault_of(const state::StateView& view, const Id16& id, const v1::Poll& poll,
                     Sums& sum) {
    // Where so few came by some way that it would tell who they were, the poll says zero of each.
    const auto call = call_of(view, id);
    if (call && !may_tell(call->call(), sum.heads)) sum.heads.clear();
    if (poll.heads_phone() != sum.heads[v1::PHONE] || poll.heads_paper() != sum.heads[v1::PAPER] ||
        poll.heads_city() != sum.heads[v1::CITY_LIST] || poll.heads() != sum.all ||
        poll.area_centi() != sum.area_centi)
        return about(id, "has another turnout than its votes");
    Broken broken;
    turnouts.scan(
        view,
        [&](const auto& parts, const v1::Turnout& row) {
            const auto& [heads, area] = sum.buildings[std::get<1>(parts)];
            if (row.heads() != heads || row.area_centi() != area)
                broken = about(id, "has another turnout in a building than its votes");
            sum.buildings.erase(std::get<1>(parts));
            return true;
        },
        id);
    if (!broken && !sum.buildings.empty()) broken = about(id, "has votes in no building's turnout");
    return broken;
}

// Without a result nothing but the number of heads may stand in a row that everybody reads.
Broken early_fault_of(const state::StateView& view, const Id16& id, const v1::Poll& poll) {
    Broken broken;
    if (poll.heads_phone() + poll.heads_paper() + poll.heads_city() > 0)
        broken = about(id, "tells before its result by which channel votes came");
    if (poll.area_centi() > 0) broken = about(id, "tells before its result whose area takes part");
    turnouts.scan(
        view,
        [&](const auto&, const v1::Turnout&) {
            broken = about(id, "tells before its result who of a building took part");
            return false;
        },
        id);
    return broken;
}

// First what holds at every stage: nobody takes part who is not on the roll. Then what the poll may
// tell, by whether there is a result.
Broken fault_of(const state::StateView& view, const Id16& id, const v1::Poll& poll, Sums& sum) {
    if (sum.all > poll.roll_lines() || sum.area_centi > poll.roll_area_centi())
        return about(id, "has more votes than voters");
    for (const auto& [building, voices] : sum.buildings) {
        const auto roll = rolls_of.find(view, id, building);
        if (!roll || voices.first > roll->heads())
            return about(id, "has more votes in a building than voters");
    }
    if (poll.stage() == v1::PRELIMINARY || poll.stage() == v1::FINAL)
        return full_fault_of(view, id, poll, sum);
    return early_fault_of(view, id, poll);
}

}  // namespace

// Each sum is taken away once its poll was seen; what is left over belongs to no ballot.
Broken turnout_equals_casts(const state::StateView& view) {
    auto sums = sums_of(view);
    Broken broken;
    polls.scan(view, [&](const auto& parts, const v1::Poll& poll) {
        const Id16& id = std::get<0>(parts);
        if (auto fault = fault_of(view, id, poll, sums[id])) broken = fault;
        sums.erase(id);
        return true;
    });
    if (!broken && !sums.empty()) broken = about(sums.begin()->first, "has votes and no poll");
    return broken;
}

// Both counters are written by acts while they look at a single objection. Here they are added up
// anew: those of a ballot that wait, and those that one member has open.
Broken pending_equals_objections(const state::StateView& view) {
    std::map<Id16, std::uint32_t> pending;
    std::map<std::pair<Id16, Id16>, std::uint32_t> open;
    Broken broken;
    objections.scan(view, [&](const auto& parts, const v1::Objection& row) {
        const Id16 ballot = id_of(row.ballot());
        const bool waits = row.ruling() == v1::RULING_UNSPECIFIED;
        pending[ballot] += waits ? 1 : 0;
        open[{ballot, id_of(row.member())}] += waits ? 1 : 0;
        if (!objections_of.has(view, ballot, std::get<0>(parts)))
            broken = about(ballot, "does not list an objection to it");
        return true;
    });
    polls.scan(view, [&](const auto& parts, const v1::Poll& poll) {
        if (poll.pending() != pending[std::get<0>(parts)])
            broken = about(std::get<0>(parts), "waits for another number of rulings");
        return true;
    });
    objectors.scan(view, [&](const auto& parts, const v1::Objector& row) {
        const auto& [ballot, member] = parts;
        if (row.open() != open[{ballot, member}])
            broken = about(ballot, "counts the objections of a member wrongly");
        return true;
    });
    return broken;
}

// The index is what the count reads. So it must name each objection to a vote or a delivery that
// waits, and no other.
Broken disputes_equal_objections(const state::StateView& view) {
    std::set<Id16> waiting;
    Broken broken;
    objections.scan(view, [&](const auto& parts, const v1::Objection& row) {
        const bool disputes = row.about() == v1::BALLOT || row.about() == v1::DELIVERY;
        if (disputes && row.ruling() == v1::RULING_UNSPECIFIED) waiting.insert(std::get<0>(parts));
        return true;
    });
    disputed.scan(view, [&](const auto& parts, const v1::Disputed& row) {
        const auto& [ballot, head, id] = parts;
        const auto objection = objections.find(view, id);
        const bool fits = objection && objection->head() == head.view() &&
                          objection->ballot() == ballot.view() &&
                          objection->about() == row.about() && objection->member() == row.member();
        if (waiting.erase(id) == 0 || !fits)
            broken = about(ballot, "disputes a vote to which no objection waits");
        return true;
    });
    if (!waiting.empty()) broken = about(*waiting.begin(), "is an objection that disputes nothing");
    return broken;
}

// A ballot has one piece of work, that of its stage, at the time that its poll says: without it the
// ballot would wait for ever, since nobody has to act for it to open, close or settle. The
// publication of turnout runs beside it and is held against the poll by itself.
Broken live_ones_have_due_work(const state::StateView& view) {
    std::map<Id16, std::pair<std::string, std::int64_t>> waiting;
    Broken broken;
    machine::due_table.scan(view, [&](const auto& parts, const auto&) {
        const auto& [at, type, key] = parts;
        if (!type.starts_with("ballot.") || type == turnout_work) return true;
        const Id16 id = ballot_of_work(key);
        if (!waiting.emplace(id, std::pair{type, at.ms}).second)
            broken = about(id, "has two pieces of work waiting");
        return true;
    });
    polls.scan(view, [&](const auto& parts, const v1::Poll& poll) {
        const Id16& id = std::get<0>(parts);
        const char* work = work_of(poll.stage());
        if (poll.turnout_due_ms() != 0 &&
            (poll.stage() != v1::OPEN ||
             !machine::due_table.has(view, Timestamp{poll.turnout_due_ms()}, turnout_work,
                                     due_key(id))))
            broken = about(id, "does not publish its turnout");
        const bool is_quiet = work == nullptr;
        const auto found = waiting.find(id);
        if (is_quiet && (found != waiting.end() || poll.due_ms() != 0))
            broken = about(id, "has work though nothing is due");
        if (!is_quiet && (found == waiting.end() || found->second.first != work ||
                          found->second.second != poll.due_ms()))
            broken = about(id, "does not go on by itself");
        return true;
    });
    return broken;
}

// The rows of buildings are what turnout is told by; the totals of the poll are what the count
// divides by.
Broken rolls_add_up(const state::StateView& view) {
    Broken broken;
    polls.scan(view, [&](const auto& parts, const v1::Poll& poll) {
        std::uint64_t heads = 0;
        std::uint64_t area = 0;
        rolls_of.scan(
            view,
            [&](const auto&, const v1::RollOf& row) {
                heads += row.heads();
                area += row.area_centi();
                return true;
            },
            std::get<0>(parts));
        if (heads != poll.roll_lines() || area != poll.roll_area_centi())
            broken = about(std::get<0>(parts), "has a roll that is not the sum of its buildings");
        return true;
    });
    return broken;
}

// A ballot stands in the list of its estate under the time of its call, and a subject is held only
// by a ballot that is not over. As each listed id has a poll, equal numbers mean that none is
// missing.
Broken lists_are_true(const state::StateView& view) {
    Broken broken;
    std::uint64_t listed = 0;
    by_estate.scan(view, [&](const auto& parts, const v1::Entry& entry) {
        const auto& [estate, called, id] = parts;
        const auto call = calls.find(view, id);
        const auto poll = polls.find(view, id);
        if (!call || !poll || poll->stage() != entry.stage() || call->called_ms() != called.ms ||
            id_of(call->call().electorate().estate()) != estate ||
            poll->shown() != shown_hash(*call).view())
            broken = about(id, "is listed as what it is not");
        ++listed;
        return true;
    });
    live_subjects.scan(view, [&](const auto&, const v1::Live& live) {
        const auto poll = polls.find(view, id_of(live.ballot()));
        if (!poll || work_of(poll->stage()) == nullptr)
            broken = about(id_of(live.ballot()), "is over and holds a subject");
        return true;
    });
    std::uint64_t all = 0;
    polls.scan(view, [&all](const auto&, const auto&) { return ++all > 0; });
    if (!broken && all != listed) broken = "a ballot is in no list";
    return broken;
}

// The number that a call is held against (max_running_ballots). A row of zero stays where an office
// has called before, and is the same as none.
Broken running_are_counted(const state::StateView& view) {
    std::map<Id16, std::uint32_t> counted;
    polls.scan(view, [&](const auto& parts, const v1::Poll& poll) {
        const auto call = calls.find(view, std::get<0>(parts));
        if (call && work_of(poll.stage()) != nullptr) ++counted[id_of(call->call().as_office())];
        return true;
    });
    std::map<Id16, std::uint32_t> kept;
    running.scan(view, [&kept](const auto& parts, const v1::Running& row) {
        if (row.ballots() > 0) kept[std::get<0>(parts)] = row.ballots();
        return true;
    });
    if (kept == counted) return std::nullopt;
    return "an office has another number of ballots that are not over";
}

// A covenant on record lets later calls count the silent. So the record must say exactly what the
// final results say that stand today.
Broken covenants_stand(const state::StateView& view) {
    std::set<std::tuple<Id16, Hash32, Id16>> expected;
    polls.scan(view, [&](const auto& parts, const v1::Poll& poll) {
        const Id16& id = std::get<0>(parts);
        const auto call = calls.find(view, id);
        if (!call || !stands(poll)) return true;
        for (const auto& document : covenants_in(view, id, call->call()))
            expected.emplace(id_of(call->call().electorate().estate()), document, id);
        return true;
    });
    std::set<std::tuple<Id16, Hash32, Id16>> kept;
    covenants.scan(view, [&kept](const auto& parts, const v1::Covenant&) {
        kept.emplace(std::get<0>(parts), std::get<1>(parts), std::get<2>(parts));
        return true;
    });
    if (kept == expected) return std::nullopt;
    return "a covenant on record did not pass, or one that stands is on no record";
}

}  // namespace linlian::ballot
