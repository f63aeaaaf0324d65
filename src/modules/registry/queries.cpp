// Answers to queries, one function each, in the order of the schema. Who may read them is decided
// before, by readers.cpp; what only some may see of a row is left out here.
#include "modules/registry/queries.h"

#include "codec/refusal.h"
#include "modules/registry/keys/keyring.h"
#include "modules/registry/limits.h"
#include "modules/registry/offices/roles.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/registry.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "state/read_field.h"

#include <algorithm>

namespace linlian::registry {
namespace {

// The row, or a refusal with this code.
template <class Row>
Result<Row> or_refuse(std::optional<Row> row, v1::RefusalCode code) {
    if (!row) return refuse(code);
    return std::move(*row);
}

// The premises with the holding in force and whom each owner named. Struck ones have neither.
v1::PremisesReply premises_reply(const state::StateView& rows, const Id16& id,
                                 const v1::Premises& row) {
    v1::PremisesReply reply;
    reply.set_premises(id.bytes());
    *reply.mutable_row() = row;
    if (const auto current = current_holding(rows, id)) {
        *reply.mutable_holding() = *current;
        namings.scan(
            rows,
            [&](const auto& parts, const v1::VoterNaming& naming) {
                auto* entry = reply.add_namings();
                entry->set_owner(std::get<1>(parts).bytes());
                *entry->mutable_row() = naming;
                return true;
            },
            id);
    }
    return reply;
}

// A key as its readers may see it: whether its holder has ever done anything is theirs alone. It
// would tell, of a key enrolled for a vote, whether its holder has voted.
v1::Key shown(v1::Key row) {
    row.clear_used();
    return row;
}

// A page of a list: the id after which it begins, and how many entries it has at most.
struct Page {
    Id16 after;
    std::uint32_t limit = default_page;
};

// Refused is what is no id; a limit that is too large becomes the largest.
template <class Query>
Result<Page> page_of(const Query& query) {
    Page page;
    if (!query.after().empty() && !Id16::parse(query.after(), page.after))
        return refuse(v1::VALUE_WRONG, {{"field", "after"}});
    if (query.limit() != 0) page.limit = std::min(query.limit(), max_page);
    return page;
}

}  // namespace

Result<v1::MemberReply> member(const Reading& reading, const v1::MemberQuery& query) {
    const Id16 id = id_of(query.member());
    if (!members.has(reading.rows, id)) return refuse(v1::MEMBER_UNKNOWN);
    v1::MemberReply reply;
    reply.set_member(query.member());
    roles.scan(
        reading.rows,
        [&](const auto& parts, const v1::Role& role) {
            auto* held = reply.add_roles();
            held->set_office(std::get<1>(parts).bytes());
            held->set_role(std::get<2>(parts));
            *held->mutable_term() = role;
            return true;
        },
        id);
    offers.scan(
        reading.rows,
        [&](const auto& parts, const v1::Role& role) {
            auto* offered = reply.add_offers();
            offered->set_office(std::get<1>(parts).bytes());
            offered->set_role(std::get<2>(parts));
            *offered->mutable_term() = role;
            return true;
        },
        id);
    if (const auto recovery = recoveries.find(reading.rows, id))
        *reply.mutable_recovery() = *recovery;
    return reply;
}

// At most max_keys_per_member keys and one slip: no pages.
Result<v1::LiveKeysReply> live_keys(const Reading& reading, const v1::LiveKeysQuery& query) {
    const Id16 id = id_of(query.member());
    if (!members.has(reading.rows, id)) return refuse(v1::MEMBER_UNKNOWN);
    v1::LiveKeysReply reply;
    keys_of.scan(
        reading.rows,
        [&](const auto& parts, const v1::Member&) {
            *reply.add_keys() =
                shown(keys.find(reading.rows, std::get<1>(parts)).value_or(v1::Key{}));
            return true;
        },
        id);
    if (const auto slip = live_slip(reading.rows, id)) *reply.mutable_slip() = slip->row;
    return reply;
}

// Retired keys have numbers from 0 on; a page goes down from `before` (0: from the newest), and
// `next` is where the following page goes on, 0 when nothing is left.
Result<v1::MemberKeysReply> member_keys(const Reading& reading, const v1::MemberKeysQuery& query) {
    const Id16 id = id_of(query.member());
    const auto row = members.find(reading.rows, id);
    if (!row) return refuse(v1::MEMBER_UNKNOWN);
    if (query.before() > row->retired_keys()) return refuse(v1::VALUE_WRONG, {{"field", "before"}});
    const auto limit = query.limit() == 0 ? default_page : std::min(query.limit(), max_page);
    v1::MemberKeysReply reply;
    auto number = query.before() == 0 ? row->retired_keys() : query.before();
    while (number > 0 && static_cast<std::uint32_t>(reply.keys_size()) < limit) {
        const auto retired = keys_before.find(reading.rows, id, --number);
        CHECK(retired);
        const auto hash = state::read_field<Hash32>(retired->key());
        *reply.add_keys() = shown(keys.find(reading.rows, hash).value_or(v1::Key{}));
    }
    reply.set_next(number);
    return reply;
}

Result<v1::Key> key(const Reading& reading, const v1::KeyQuery& query) {
    auto row = keys.find(reading.rows, key_hash(query.key()));
    if (!row) return refuse(v1::KEY_UNKNOWN);
    return shown(std::move(*row));
}

Result<v1::OfficesReply> all_offices(const Reading& reading, const v1::OfficesQuery&) {
    v1::OfficesReply reply;
    const auto chairs = all_chairs(reading.rows);
    offices.scan(reading.rows, [&](const auto& parts, const v1::Office& row) {
        auto* entry = reply.add_offices();
        entry->set_office(std::get<0>(parts).bytes());
        *entry->mutable_row() = row;
        if (const auto chair = chairs.find(std::get<0>(parts)); chair != chairs.end()) {
            const auto until_ms = chair->second.row.until_ms();
            entry->set_chair(chair->second.member.bytes());
            entry->set_chair_until_ms(until_ms);
            entry->set_election_due(until_ms != 0 && until_ms <= reading.block.time.ms);
        }
        return true;
    });
    return reply;
}

Result<v1::EstatesReply> all_estates(const Reading& reading, const v1::EstatesQuery&) {
    v1::EstatesReply reply;
    estates.scan(reading.rows, [&](const auto& parts, const v1::Estate& row) {
        auto* entry = reply.add_estates();
        entry->set_estate(std::get<0>(parts).bytes());
        *entry->mutable_row() = row;
        return true;
    });
    return reply;
}

// `height` 0 asks for now, any other for what stood at the end of that block.
Result<v1::PremisesReply> premises(const Reading& reading, const v1::PremisesQuery& query) {
    const Id16 id = id_of(query.premises());
    const auto row = premises_table.find(reading.rows, id);
    if (!row) return refuse(v1::PREMISES_UNKNOWN);
    auto reply = premises_reply(reading.rows, id, *row);
    if (query.height() == 0) return reply;
    const auto was = premises_at(reading.rows, id, query.height());
    const auto then = holding_at(reading.rows, id, query.height());
    if (!was || !then) return refuse(v1::PREMISES_UNKNOWN);
    *reply.mutable_row() = *was;
    *reply.mutable_holding() = *then;
    // Of what came later nothing: who belonged there then would read when it was sold, and by which
    // act.
    reply.clear_namings();
    if (stood_at(*was, query.height())) reply.mutable_row()->clear_until_height();
    reply.mutable_holding()->clear_until_height();
    reply.mutable_holding()->clear_until_ms();
    reply.mutable_holding()->clear_ended_by();
    return reply;
}

// Premises that stand in the building now. `next` is the last one given, for the field `after` of
// the next page; empty when there are no more.
Result<v1::PremisesListReply> premises_list(const Reading& reading,
                                            const v1::PremisesListQuery& query) {
    const Id16 building = id_of(query.building());
    if (!buildings.has(reading.rows, building)) return refuse(v1::BUILDING_UNKNOWN);
    const auto page = TRY(page_of(query));
    v1::PremisesListReply reply;
    premises_of.scan_from(
        reading.rows, premises_of.key(building, page.after),
        [&](const auto& parts, const v1::Member&) {
            const Id16& id = std::get<1>(parts);
            if (!query.after().empty() && id == page.after) return true;
            if (!stands_in(reading.rows, id, query.building())) return true;
            if (static_cast<std::uint32_t>(reply.premises_size()) == page.limit) {
                reply.set_next(reply.premises(reply.premises_size() - 1).premises());
                return false;
            }
            const auto row = premises_table.find(reading.rows, id);
            *reply.add_premises() = premises_reply(reading.rows, id, row.value_or(v1::Premises{}));
            return true;
        },
        building);
    return reply;
}

// The first page of what an owner has: there is no next one.
Result<v1::HoldingsReply> holdings_of(const Reading& reading, const v1::HoldingsQuery& query) {
    const Id16 id = id_of(query.owner());
    const auto row = owners.find(reading.rows, id);
    if (!row) return refuse(v1::OWNER_UNKNOWN);
    v1::HoldingsReply reply;
    *reply.mutable_owner() = *row;
    held_by.scan(
        reading.rows,
        [&](const auto& parts, const v1::Member&) {
            const Id16& held = std::get<1>(parts);
            const auto place = premises_table.find(reading.rows, held);
            *reply.add_premises() =
                premises_reply(reading.rows, held, place.value_or(v1::Premises{}));
            return reply.premises_size() < static_cast<int>(max_page);
        },
        id);
    return reply;
}

Result<v1::Draft> draft(const Reading& reading, const v1::DraftQuery& query) {
    return or_refuse(drafts.find(reading.rows, id_of(query.draft())), v1::DRAFT_UNKNOWN);
}

Result<v1::DraftChunk> draft_chunk(const Reading& reading, const v1::DraftChunkQuery& query) {
    return or_refuse(draft_chunks.find(reading.rows, id_of(query.draft()), query.number()),
                     v1::DRAFT_UNKNOWN);
}

Result<v1::RostersReply> rosters_of(const Reading& reading, const v1::RostersQuery& query) {
    const Id16 estate = id_of(query.estate());
    if (!estates.has(reading.rows, estate)) return refuse(v1::ESTATE_UNKNOWN);
    v1::RostersReply reply;
    rosters.scan(
        reading.rows,
        [&](const auto& parts, const v1::Roster& row) {
            auto* entry = reply.add_rosters();
            entry->set_version(std::get<1>(parts));
            *entry->mutable_row() = row;
            return true;
        },
        estate);
    return reply;
}

Result<v1::SlipBatch> batch(const Reading& reading, const v1::BatchQuery& query) {
    return or_refuse(batches.find(reading.rows, id_of(query.batch())), v1::BATCH_UNKNOWN);
}

Result<v1::Slip> slip(const Reading& reading, const v1::SlipQuery& query) {
    auto row = slips.find(reading.rows, key_hash(query.key()));
    if (!row) return refuse(v1::SLIP_UNKNOWN);
    row->clear_member();
    return std::move(*row);
}

}  // namespace linlian::registry
