#include "client/read/charter_rows.h"

#include "client/read/proven_lists.h"
#include "client/read/proven_rows.h"
#include "modules/all_modules.h"
#include "modules/charter/state.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

using Office = registry::v1::OfficesReply::Entry;

// Whether its kind is asked of it now, and it has a chair to answer who owes that to no others:
// what nobody is in stops nobody, nor does whom they appointed themself.
Result<bool> stands(LedgerDoor& door, const Office& office) {
    const auto& row = office.row();
    if (row.until_height() != 0 || row.second() || row.counts_from_ms() > door.now().ms)
        return false;
    Id16 chair, id;
    const bool are_ids = Id16::parse(office.chair(), chair) && Id16::parse(office.office(), id);
    if (!are_ids) return false;
    const auto role = TRY(
        find_proven(door, registry::roles, nullptr, chair, id, std::string{registry::chair_role}));
    return role.has_value() && role->appointed_by_kinds().empty();
}

}  // namespace

Result<powers::Replaced> ask_authorities(LedgerDoor& door) {
    powers::Replaced replaced;
    for (const auto& module : all_modules()) {
        for (const auto& act : module.acts) {
            const auto& name = act.type->full_name();
            const auto row = TRY(find_proven(door, charter::authorities, nullptr, name));
            if (row) replaced[name] = row->authority();
        }
    }
    return replaced;
}

Result<powers::Bodies> ask_standing(LedgerDoor& door) {
    const auto offices = TRY(proven_offices(door));
    powers::Bodies standing;
    for (const auto& office : offices.offices()) {
        const auto is_one = TRY(stands(door, office));
        if (is_one) standing.insert(office.row().kind());
    }
    return standing;
}

}  // namespace linlian::client
