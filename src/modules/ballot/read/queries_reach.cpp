// Queries on who was reached and who votes for whom: deliveries, mandates, sales and the city's
// list. Who may ask stands in readers.cpp; what waits for the result is left out here.
#include "modules/ballot/paper/queries.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/deliveries.h"
#include "modules/ballot/vote/mandates.h"

#include <map>

namespace linlian::ballot {
namespace {

bool is_of_asker(const Reading& reading, const v1::Mandate& row) {
    return reading.asker != nullptr && is_of_mandate(row, reading.asker->member);
}

}  // namespace

// Figures for everybody. What a ruling struck reached nobody, so it counts as undelivered.
Result<v1::DeliveriesReply> deliveries_to(const Reading& reading,
                                          const v1::DeliveriesQuery& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    std::map<v1::DeliveryKind, std::uint64_t> kinds;
    std::uint64_t all = 0;
    std::uint64_t warned = 0;
    deliveries.scan(
        reading.rows,
        [&](const auto&, const v1::Delivery& row) {
            if (is_struck(row)) return true;
            ++all;
            ++kinds[row.latest().kind()];
            if (row.has_warned()) ++warned;
            return true;
        },
        id_of(query.ballot()));
    v1::DeliveriesReply reply;
    for (const auto& [kind, heads] : kinds) {
        auto* entry = reply.add_kinds();
        entry->set_kind(kind);
        entry->set_heads(heads);
    }
    reply.set_warned_heads(warned);
    reply.set_undelivered_heads(poll.roll_lines() - all);
    return reply;
}

Result<v1::DeliveryReply> delivery_to(const Reading& reading, const v1::DeliveryQuery& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    v1::DeliveryReply reply;
    const auto row = deliveries.find(reading.rows, id_of(query.ballot()), hash_of(query.head()));
    // An empty answer: nothing is on record for this line.
    if (!row) return reply;
    reply.set_delivered(!is_struck(*row));
    *reply.mutable_delivery() = *row;
    return reply;
}

Result<v1::MandatesReply> mandates_with(const Reading& reading, const v1::MandatesQuery& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    const Id16 ballot = id_of(query.ballot());
    const bool is_told_all = has_result(poll, reading.block.time);
    v1::MandatesReply reply;
    mandates.scan(
        reading.rows,
        [&](const auto& parts, const v1::Mandate& row) {
            if (!is_of_mandate(row, id_of(query.member()))) return true;
            v1::MandatesReply::Entry entry;
            entry.set_head(std::get<1>(parts).bytes());
            *entry.mutable_mandate() = row;
            // What somebody wants is said no earlier to others than what was chosen.
            if (is_told_all || is_of_asker(reading, row))
                entry.set_used(is_used(reading.rows, ballot, std::get<1>(parts), row));
            else
                entry.mutable_mandate()->mutable_terms()->clear_instructed();
            // Who gave one and holds one of others finds both.
            if (row.giver() == query.member()) *reply.add_given() = entry;
            if (row.terms().holder() == query.member()) *reply.add_held() = entry;
            return true;
        },
        ballot);
    return reply;
}

Result<v1::SuccessorsReply> successors_in(const Reading& reading,
                                          const v1::SuccessorsQuery& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    v1::SuccessorsReply reply;
    successors.scan(
        reading.rows,
        [&reply](const auto& parts, const v1::Successor& row) {
            auto* entry = reply.add_successors();
            entry->set_head(std::get<1>(parts).bytes());
            *entry->mutable_row() = row;
            return true;
        },
        id_of(query.ballot()));
    return reply;
}

// What was chosen in a line that does not count stays unsaid; which lines these are, and so who
// voted by another way, waits for the result.
Result<v1::CityListReply> city_list(const Reading& reading, const v1::CityListQuery& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    const Id16 ballot = id_of(query.ballot());
    const bool is_told_all = has_result(poll, reading.block.time);
    v1::CityListReply reply;
    city_chunks.scan(
        reading.rows,
        [&](const auto&, const v1::CityChunk& row) {
            *reply.add_chunks() = row;
            if (!is_told_all) reply.mutable_chunks()->rbegin()->clear_lines();
            return true;
        },
        ballot);
    if (!is_told_all) return reply;
    city_doubles.scan(
        reading.rows,
        [&reply](const auto&, const v1::CityDouble& row) {
            auto* line = reply.add_set_aside();
            *line = row;
            line->clear_choices();
            return true;
        },
        ballot);
    return reply;
}

}  // namespace linlian::ballot
