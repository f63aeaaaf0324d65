// Who lives and works where, asked from the estate, the premises and the member.
#include "codec/refusal.h"
#include "modules/registry/limits.h"
#include "modules/registry/queries.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

// One page while it fills: rows up to and with `after` were on the page before.
struct Page {
    Id16 after;
    bool is_first = true;
    int limit = 0;
    v1::ResidencesReply reply;

    // Adds the residence; false when the page is full and there are more.
    bool take(const Id16& name, const Id16& member, const Id16& premises,
              const v1::Residence& row) {
        if (!is_first && name == after) return true;
        if (reply.residences_size() == limit) return false;
        auto* entry = reply.add_residences();
        entry->set_member(member.bytes());
        entry->set_premises(premises.bytes());
        *entry->mutable_row() = row;
        return true;
    }
};

template <class Query>
Result<Page> page_of(const Query& query) {
    Page page;
    page.is_first = query.after().empty();
    if (!page.is_first && !Id16::parse(query.after(), page.after))
        return refuse(v1::VALUE_WRONG, {{"field", "after"}});
    const auto limit = query.limit() == 0 ? default_page : std::min(query.limit(), max_page);
    page.limit = static_cast<int>(limit);
    return page;
}

// One more or less in a small building would say who declared to live or work there.
v1::ResidenceCount in_tens(v1::ResidenceCount row) {
    row.set_lives(row.lives() / 10 * 10);
    row.set_works(row.works() / 10 * 10);
    return row;
}

}  // namespace

Result<v1::BuildingsReply> buildings_in(const Reading& reading, const v1::BuildingsQuery& query) {
    const Id16 estate = id_of(query.estate());
    if (!estates.has(reading.rows, estate)) return refuse(v1::ESTATE_UNKNOWN);
    const auto page = TRY(page_of(query));
    v1::BuildingsReply reply;
    buildings_of.scan_from(
        reading.rows, buildings_of.key(estate, page.after),
        [&](const auto& parts, const v1::Building&) {
            const Id16& id = std::get<1>(parts);
            if (!page.is_first && id == page.after) return true;
            if (reply.buildings_size() == page.limit) {
                reply.set_next(reply.buildings().rbegin()->building());
                return false;
            }
            auto* entry = reply.add_buildings();
            entry->set_building(id.bytes());
            *entry->mutable_row() = buildings.find(reading.rows, id).value_or(v1::Building{});
            // Also where there is none: else of few it told that somebody ever said they live
            // there.
            *entry->mutable_residents() =
                in_tens(residents.find(reading.rows, id).value_or(v1::ResidenceCount{}));
            return true;
        },
        estate);
    return reply;
}

Result<v1::ResidencesReply> residences_in(const Reading& reading,
                                          const v1::ResidencesQuery& query) {
    const Id16 premises = id_of(query.premises());
    if (!premises_table.has(reading.rows, premises)) return refuse(v1::PREMISES_UNKNOWN);
    auto page = TRY(page_of(query));
    residence_of.scan_from(
        reading.rows, residence_of.key(premises, page.after),
        [&](const auto& parts, const v1::Member&) {
            const Id16& member = std::get<1>(parts);
            const auto row = residences.find(reading.rows, member, premises);
            // The index keeps those who were confirmed and left.
            if (!row || page.take(member, member, premises, *row)) return true;
            page.reply.set_next(page.reply.residences().rbegin()->member());
            return false;
        },
        premises);
    return std::move(page.reply);
}

Result<v1::ResidencesReply> residences_of_member(const Reading& reading,
                                                 const v1::MemberResidencesQuery& query) {
    const Id16 member = id_of(query.member());
    if (!members.has(reading.rows, member)) return refuse(v1::MEMBER_UNKNOWN);
    auto page = TRY(page_of(query));
    residences.scan_from(
        reading.rows, residences.key(member, page.after),
        [&](const auto& parts, const v1::Residence& row) {
            const Id16& premises = std::get<1>(parts);
            if (page.take(premises, member, premises, row)) return true;
            page.reply.set_next(page.reply.residences().rbegin()->premises());
            return false;
        },
        member);
    return std::move(page.reply);
}

}  // namespace linlian::registry
