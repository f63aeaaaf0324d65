// Who lives and works where, asked from the premises and from the member.
#include "codec/refusal.h"
#include "modules/registry/limits.h"
#include "modules/registry/queries.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "modules/registry/touches.h"

#include <algorithm>
#include <set>

namespace linlian::registry {
namespace {

// One page while it fills: rows up to and with `after` were on the page before.
struct Page {
    Id16 after;
    bool is_first = true;
    int limit = 0;
    v1::ResidencesReply reply;

    // Adds the residence where it is in force; false when the page is full and there are more.
    bool take(const Id16& name, const Id16& member, const Id16& premises,
              const v1::Residence& row) {
        if ((!is_first && name == after) || row.until_height() != 0) return true;
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

// Whether their role in an office of these kinds reaches these places; none: all of the community.
bool works_at(const Reading& reading, const Id16& member, const std::set<std::string>& kinds,
              const std::vector<Place>& places) {
    bool found = false;
    roles.scan(
        reading.rows,
        [&](const auto& parts, const v1::Role& row) {
            const auto office = offices.find(reading.rows, std::get<1>(parts));
            found = office && office->until_height() == 0 && kinds.contains(office->kind()) &&
                    acts_within(*office, places) && reaches(row.area(), places) &&
                    is_in_force(std::get<2>(parts), row, reading.block.time);
            return !found;
        },
        member);
    return found;
}

// He speaks for an owner of now, or lives or works there.
bool belongs_to(const state::StateView& rows, const Id16& premises, const Id16& member,
                Height height) {
    const auto residence = residences.find(rows, member, premises);
    if (residence && residence->until_height() == 0) return true;
    const auto holding = holding_at(rows, premises, height);
    if (!holding) return false;
    const auto& owners = holding->owners();
    return std::any_of(owners.begin(), owners.end(), [&](const Bytes& owner) {
        return may_speak_for(rows, id_of(owner), member);
    });
}

}  // namespace

Result<> may_read(const Reading& reading, const Author* asker, const v1::ResidencesQuery& query) {
    if (asker != nullptr &&
        (works_at(reading, asker->member, {"residents", "street", "owners"},
                  touched_places(reading.rows, query)) ||
         belongs_to(reading.rows, id_of(query.premises()), asker->member, reading.block.height)))
        return {};
    return refuse(v1::NOT_FOR_YOU);
}

Result<> may_read(const Reading& reading, const Author* asker,
                  const v1::MemberResidencesQuery& query) {
    if (asker != nullptr && (asker->member.view() == query.member() ||
                             works_at(reading, asker->member, {"residents", "street"}, {})))
        return {};
    return refuse(v1::NOT_FOR_YOU);
}

Result<v1::ResidencesReply> residences_in(const Reading& reading,
                                          const v1::ResidencesQuery& query) {
    const Id16 premises = id_of(query.premises());
    if (!premises_table.has(reading.rows, premises)) return refuse(v1::PREMISES_UNKNOWN);
    auto page = page_of(query);
    if (!page) return tl::unexpected(page.error());
    residence_of.scan_from(
        reading.rows, residence_of.key(premises, page->after),
        [&](const auto& parts, const v1::Member&) {
            const Id16& member = std::get<1>(parts);
            const auto row = residences.find(reading.rows, member, premises);
            CHECK(row);  // the index never names what was not declared
            if (page->take(member, member, premises, *row)) return true;
            page->reply.set_next(page->reply.residences().rbegin()->member());
            return false;
        },
        premises);
    return std::move(page->reply);
}

Result<v1::ResidencesReply> residences_of_member(const Reading& reading,
                                                 const v1::MemberResidencesQuery& query) {
    const Id16 member = id_of(query.member());
    if (!members.has(reading.rows, member)) return refuse(v1::MEMBER_UNKNOWN);
    auto page = page_of(query);
    if (!page) return tl::unexpected(page.error());
    residences.scan_from(
        reading.rows, residences.key(member, page->after),
        [&](const auto& parts, const v1::Residence& row) {
            const Id16& premises = std::get<1>(parts);
            if (page->take(premises, member, premises, row)) return true;
            page->reply.set_next(page->reply.residences().rbegin()->premises());
            return false;
        },
        member);
    return std::move(page->reply);
}

}  // namespace linlian::registry
