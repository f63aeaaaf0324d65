// Queries for everybody, and those of objections. Who may ask the latter is decided in readers.cpp.
// What is told of many at once is made so that it tells of nobody alone.
#include "modules/ballot/read/queries.h"

#include "codec/refusal.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

v1::BallotsReply::Summary summary_of(const state::StateView& rows, const Id16& id) {
    const auto found = find_ballot(rows, id.view());
    CHECK(found.has_value());  // the lists are true
    v1::BallotsReply::Summary summary;
    summary.set_ballot(id.bytes());
    *summary.mutable_title() = found->call.call().title();
    summary.set_stage(found->poll.stage());
    summary.set_standing(found->poll.standing());
    summary.set_called_ms(found->call.called_ms());
    summary.set_opens_ms(found->poll.opens_ms());
    summary.set_closes_ms(found->poll.closes_ms());
    return summary;
}

// Where a page starts: behind the ballot named `after`. A key with one byte more is the next one.
Result<Bytes> start_of(const state::StateView& rows, const Id16& estate, const Bytes& after) {
    if (after.empty()) return by_estate.key(estate, Timestamp{}, Id16{});
    if (after.size() != Id16::size) return refuse(v1::VALUE_WRONG, {{"field", "after"}});
    const auto call = calls.find(rows, id_of(after));
    if (!call) return refuse(v1::BALLOT_UNKNOWN);
    return by_estate.key(estate, Timestamp{call->called_ms()}, id_of(after)) + '\0';
}

using BuildingTurnout = v1::TurnoutReply::Entry;

// The roll of each building with its turnout, which is there once there is a result.
std::vector<BuildingTurnout> buildings_in(const state::StateView& rows, const Id16& ballot) {
    std::vector<BuildingTurnout> all;
    rolls_of.scan(
        rows,
        [&](const auto& parts, const v1::RollOf& roll) {
            const Id16& building = std::get<1>(parts);
            auto& entry = all.emplace_back();
            if (!building.is_zero()) entry.set_building(building.bytes());
            *entry.mutable_roll() = roll;
            if (const auto part = turnouts.find(rows, ballot, building))
                *entry.mutable_turnout() = *part;
            return true;
        },
        ballot);
    return all;
}

void add_to(BuildingTurnout& rest, const BuildingTurnout& entry) {
    rest.mutable_roll()->set_heads(rest.roll().heads() + entry.roll().heads());
    rest.mutable_roll()->set_area_centi(rest.roll().area_centi() + entry.roll().area_centi());
    rest.mutable_turnout()->set_heads(rest.turnout().heads() + entry.turnout().heads());
    rest.mutable_turnout()->set_area_centi(rest.turnout().area_centi() +
                                           entry.turnout().area_centi());
}

// Few heads of one building would say who has not voted, and so would the rest of them, which is
// what the total is more than the others: buildings of fewer than ten heads stand together, with
// the smallest of the others until they are ten or more.
void publish_buildings(std::vector<BuildingTurnout> all, v1::TurnoutReply& reply) {
    std::ranges::stable_sort(all, {}, [](const BuildingTurnout& entry) {
        return entry.building().empty() ? 0 : entry.roll().heads();
    });
    // Sorted by size, so that those added to the rest are the smallest. Lines of several buildings
    // come first: they are never shown by themselves.
    BuildingTurnout rest;
    const auto is_few = [&rest](const BuildingTurnout& entry) {
        const bool is_begun = rest.roll().heads() > 0;
        return entry.building().empty() || entry.roll().heads() < least_heads_shown ||
               (is_begun && rest.roll().heads() < least_heads_shown);
    };
    for (const auto& entry : all) {
        if (is_few(entry))
            add_to(rest, entry);
        else
            *reply.add_buildings() = entry;
    }
    if (rest.roll().heads() >= least_heads_shown) *reply.add_buildings() = rest;
    // The areas of all lines are public: one sum of few of them says which they are.
    for (auto& entry : *reply.mutable_buildings()) entry.mutable_turnout()->clear_area_centi();
}

// With the verdicts: why each was raised and what became of it, never by whom.
void publish_objections(const state::StateView& rows, const Id16& ballot,
                        v1::VerdictsReply& reply) {
    objections_of.scan(
        rows,
        [&](const auto& parts, const v1::ObjectionEntry&) {
            const auto row = objections.find(rows, std::get<1>(parts));
            CHECK(row);  // the index never names what is not there
            auto& published = *reply.add_objections();
            published.set_about(row->about());
            published.set_reason(row->reason());
            published.set_time_ms(row->time_ms());
            published.set_ruling(row->ruling());
            published.set_ruling_reason(row->ruling_reason());
            published.set_ruled_ms(row->ruled_ms());
            return true;
        },
        ballot);
}

// What others read of an objection: as PublishedObjection.
v1::Objection published(const v1::Objection& row) {
    v1::Objection shown;
    shown.set_ballot(row.ballot());
    shown.set_about(row.about());
    shown.set_reason(row.reason());
    shown.set_time_ms(row.time_ms());
    shown.set_ruling(row.ruling());
    shown.set_ruling_reason(row.ruling_reason());
    shown.set_ruled_ms(row.ruled_ms());
    return shown;
}

}  // namespace

// 0 asks for the default.
Result<int> page_of(std::uint32_t limit) {
    if (limit > max_page) return refuse(v1::VALUE_WRONG, {{"field", "limit"}});
    return static_cast<int>(limit == 0 ? default_page : limit);
}

Result<v1::BallotReply> ballot(const Reading& reading, const v1::BallotQuery& query) {
    const auto found = TRY(find_ballot(reading.rows, query.ballot()));
    v1::BallotReply reply;
    reply.set_ballot(query.ballot());
    *reply.mutable_call() = found.call;
    *reply.mutable_poll() = found.poll;
    return reply;
}

Result<v1::BallotsReply> ballots(const Reading& reading, const v1::BallotsQuery& query) {
    const auto page = TRY(page_of(query.limit()));
    const Id16 estate = id_of(query.estate());
    const auto start = TRY(start_of(reading.rows, estate, query.after()));
    v1::BallotsReply reply;
    const auto visit = [&](const auto& parts, const v1::Entry& entry) {
        // The full page is noticed only when one more would fit the question, so next_after is
        // never set in vain.
        if (query.stage() != v1::STAGE_UNSPECIFIED && query.stage() != entry.stage()) return true;
        if (reply.ballots_size() == page) {
            reply.set_next_after(reply.ballots().rbegin()->ballot());
            return false;
        }
        *reply.add_ballots() = summary_of(reading.rows, std::get<2>(parts));
        return true;
    };
    by_estate.scan_from(reading.rows, start, visit, estate);
    return reply;
}

Result<v1::TurnoutReply> turnout(const Reading& reading, const v1::TurnoutQuery& query) {
    const auto found = TRY(find_ballot(reading.rows, query.ballot()));
    const auto& poll = found.poll;
    v1::TurnoutReply reply;
    reply.mutable_total()->set_heads(poll.heads());
    reply.mutable_total()->set_area_centi(poll.area_centi());
    reply.set_published_ms(poll.turnout_ms());
    // Until then papers are entered and objections raised. Where nobody took part, or everybody, a
    // building of residents tells of each who lives there.
    if (has_result(poll, reading.block.time) &&
        !registry::tells_homes(found.call.call().electorate()))
        publish_buildings(buildings_in(reading.rows, id_of(query.ballot())), reply);
    return reply;
}

Result<v1::VerdictsReply> verdicts_of(const Reading& reading, const v1::VerdictsQuery& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    v1::VerdictsReply reply;
    reply.set_standing(poll.standing());
    reply.set_stage(stage_at(poll, reading.block.time));
    // There is no verdict then: how many had voted, and why it ended, is all there is to tell.
    if (poll.stage() == v1::WITHDRAWN) {
        *reply.mutable_withdrawal() = poll.withdrawal();
        reply.set_heads(poll.heads());
    }
    verdicts.scan(
        reading.rows,
        [&reply](const auto&, const v1::VerdictRow& row) {
            *reply.add_verdicts() = row;
            return true;
        },
        id_of(query.ballot()));
    if (reply.verdicts_size() > 0) publish_objections(reading.rows, id_of(query.ballot()), reply);
    return reply;
}

Result<v1::ObjectionsReply> objections_to(const Reading& reading,
                                          const v1::ObjectionsQuery& query) {
    const auto page = TRY(page_of(query.limit()));
    const auto found = TRY(find_ballot(reading.rows, query.ballot()));
    const bool goes_on = query.after().size() == Id16::size;
    if (!goes_on && !query.after().empty()) return refuse(v1::VALUE_WRONG, {{"field", "after"}});
    // Who may not read one whole gets it as it is published.
    const Id16 id = id_of(query.ballot());
    const Bytes start = objections_of.key(id, id_of(query.after()));
    v1::ObjectionsReply reply;
    objections_of.scan_from(
        reading.rows, goes_on ? start + '\0' : start,
        [&](const auto& parts, const v1::ObjectionEntry&) {
            if (reply.objections_size() == page) {
                reply.set_next_after(reply.objections().rbegin()->objection());
                return false;
            }
            const auto row = objections.find(reading.rows, std::get<1>(parts));
            CHECK(row);  // the index never names what is not there
            const bool is_whole = may_see_objection(reading, found, *row);
            // Whose it is only those are told who see it.
            if (!query.member().empty() && (!is_whole || row->member() != query.member()))
                return true;
            auto* entry = reply.add_objections();
            entry->set_objection(std::get<1>(parts).bytes());
            *entry->mutable_row() = is_whole ? *row : published(*row);
            return true;
        },
        id);
    return reply;
}

// Whole: may_read has let nobody else in.
Result<v1::ObjectionReply> objection(const Reading& reading, const v1::ObjectionQuery& query) {
    const auto row = objections.find(reading.rows, id_of(query.objection()));
    if (!row) return refuse(v1::OBJECTION_UNKNOWN);
    v1::ObjectionReply reply;
    *reply.mutable_row() = *row;
    return reply;
}

}  // namespace linlian::ballot
