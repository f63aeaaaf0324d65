// Who may ask what tells of persons more than the rolls that everybody sees: whoever it is about,
// and those whose work needs it. What the rows prove goes to fewer: subjects.cpp.
#include "codec/refusal.h"
#include "modules/registry/offices/touches.h"
#include "modules/registry/queries.h"
#include "modules/registry/registry.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>
#include <set>

namespace linlian::registry {
namespace {

using Kinds = std::set<std::string>;

const Kinds& of_community() {
    static const Kinds kinds{"residents", "street"};
    return kinds;
}
const Kinds& of_estate() {
    static const Kinds kinds{"residents", "street", "owners"};
    return kinds;
}

// Whether their role in an office that counts for one of these kinds reaches these places; none:
// all of the community. A new one counts after its waiting time, a second one once it is elected.
bool works_at(const Reading& reading, const Id16& member, const Kinds& kinds,
              const std::vector<Place>& places) {
    bool found = false;
    roles.scan(
        reading.rows,
        [&](const auto& parts, const v1::Role& row) {
            const Id16& id = std::get<1>(parts);
            const auto office = offices.find(reading.rows, id);
            found = office && kinds.contains(office->kind()) &&
                    counts_for_its_kind(reading.rows, id, reading.block.time) &&
                    acts_within(*office, places) && reaches(row.area(), places) &&
                    is_in_force(std::get<2>(parts), row, reading.block.time);
            return !found;
        },
        member);
    return found;
}

// They speak for who owned the premises at the height, or were confirmed to live or work there:
// whoever merely declares it says so themself.
bool belongs_to(const state::StateView& rows, const Id16& premises, const Id16& member,
                Height height) {
    const auto residence = residence_at(rows, member, premises, height);
    if (residence && residence->confirmed_height() != 0 && residence->confirmed_height() <= height)
        return true;
    const auto holding = holding_at(rows, premises, height);
    if (!holding) return false;
    const auto& owners = holding->owners();
    return std::any_of(owners.begin(), owners.end(), [&](const Bytes& owner) {
        return may_speak_for(rows, id_of(owner), member);
    });
}

Result<> only_if(bool may) {
    if (may) return {};
    return refuse(v1::NOT_FOR_YOU);
}

// Whoever works where the query points.
Result<> works_where(const Reading& reading, const Author* asker, const machine::Message& query) {
    return only_if(asker != nullptr && works_at(reading, asker->member, of_estate(),
                                                touched_places(reading.rows, query)));
}

// Whoever belonged there at the height that is read (0: now), or works there.
Result<> belongs_or_works_where(const Reading& reading, const Author* asker,
                                const machine::Message& query, const Bytes& premises,
                                Height height) {
    const auto then = height == 0 ? reading.block.height : height;
    if (asker != nullptr && belongs_to(reading.rows, id_of(premises), asker->member, then))
        return {};
    return works_where(reading, asker, query);
}

Result<> is_member_or_works(const Reading& reading, const Author* asker, const Bytes& member) {
    return only_if(asker != nullptr && (asker->member.view() == member ||
                                        works_at(reading, asker->member, of_community(), {})));
}

}  // namespace

Result<> may_read(const Reading& reading, const Author* asker, const v1::LiveKeysQuery& query) {
    return is_member_or_works(reading, asker, query.member());
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::MemberKeysQuery& query) {
    return is_member_or_works(reading, asker, query.member());
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::KeyQuery& query) {
    const auto row = keys.find(reading.rows, key_hash(query.key()));
    return is_member_or_works(reading, asker, row ? row->member() : Bytes{});
}

// A motion names the key of each slip and whose it is: whoever read on would know who has used
// theirs.
Result<> may_read(const Reading& reading, const Author* asker, const v1::SlipQuery& query) {
    const auto row = slips.find(reading.rows, key_hash(query.key()));
    return is_member_or_works(reading, asker, row ? row->member() : Bytes{});
}

Result<> may_read(const Reading& reading, const Author* asker,
                  const v1::MemberResidencesQuery& query) {
    return is_member_or_works(reading, asker, query.member());
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::ResidencesQuery& query) {
    return belongs_or_works_where(reading, asker, query, query.premises(), 0);
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::PremisesQuery& query) {
    return belongs_or_works_where(reading, asker, query, query.premises(), query.height());
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::PremisesListQuery& query) {
    return works_where(reading, asker, query);
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::HoldingsQuery& query) {
    if (asker != nullptr && may_speak_for(reading.rows, id_of(query.owner()), asker->member))
        return {};
    return works_where(reading, asker, query);
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::DraftChunkQuery& query) {
    return works_where(reading, asker, query);
}

}  // namespace linlian::registry
