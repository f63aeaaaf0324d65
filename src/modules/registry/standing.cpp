// Who stands where now: the questions of registry.h that other modules ask when somebody acts.
#include "modules/registry/book.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::registry {

bool may_speak_for(const state::StateView& view, const Id16& owner, const Id16& member) {
    const auto row = owners.find(view, owner);
    if (!row || row->kind() == v1::PERSON) return owner == member;
    return row->through() == member.view();
}

v1::Method method_of_key(const state::StateView& view, BytesView public_key) {
    const auto row = keys.find(view, key_hash(public_key));
    return row && row->state() == v1::KEY_ACTIVE ? row->method() : v1::METHOD_UNSPECIFIED;
}

std::optional<std::string> office_kind(const state::StateView& view, const Id16& office) {
    const auto row = offices.find(view, office);
    if (!row || row->until_height() != 0) return std::nullopt;
    return row->kind();
}

bool counts_for_its_kind(const state::StateView& view, const Id16& office, Timestamp now) {
    const auto row = offices.find(view, office);
    return row && row->until_height() == 0 && !row->second() && row->counts_from_ms() <= now.ms;
}

void note_matter(machine::Context& context, const Id16& matter, const v1::Electorate& electorate,
                 const Id16& called_by) {
    const Id16 estate = estate_of(context.view(), electorate);
    v1::About row;
    if (!estate.is_zero()) row.set_estate(estate.bytes());
    row.set_called_by(called_by.bytes());
    row.set_from_height(context.height());
    matters.put(context.state(), matter, row);
}

Id16 estate_of(const state::StateView& view, const v1::Electorate& electorate) {
    Bytes estate = electorate.estate();
    if (electorate.electors() == v1::OFFICE_MEMBERS) {
        const auto office = offices.find(view, id_of(electorate.office()));
        estate = office ? office->estate() : Bytes{};
    }
    return estate.empty() ? Id16{} : id_of(estate);
}

std::vector<Id16> offices_of_kind(const state::StateView& view, const std::string& kind) {
    std::vector<Id16> found;
    offices.scan(view, [&](const auto& parts, const v1::Office& row) {
        if (row.kind() == kind && row.until_height() == 0 && !row.second())
            found.push_back(std::get<0>(parts));
        return true;
    });
    return found;
}

bool holds_role_in_kind(const state::StateView& view, const Id16& member, const std::string& kind,
                        Timestamp now) {
    bool found = false;
    roles.scan(
        view,
        [&](const auto& parts, const v1::Role& row) {
            found = is_in_force(std::get<2>(parts), row, now) &&
                    office_kind(view, std::get<1>(parts)) == kind;
            return !found;
        },
        member);
    return found;
}

}  // namespace linlian::registry
