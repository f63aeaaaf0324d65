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

std::vector<Id16> offices_of_kind(const state::StateView& view, const std::string& kind) {
    std::vector<Id16> found;
    offices.scan(view, [&](const auto& parts, const v1::Office& row) {
        if (row.kind() == kind && row.until_height() == 0) found.push_back(std::get<0>(parts));
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
            const bool live = row.until_ms() == 0 || row.until_ms() > now.ms;
            found = live && office_kind(view, std::get<1>(parts)) == kind;
            return !found;
        },
        member);
    return found;
}

}  // namespace linlian::registry
