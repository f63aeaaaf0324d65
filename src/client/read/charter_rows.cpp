#include "client/read/charter_rows.h"

#include "client/read/proven_lists.h"
#include "client/read/proven_rows.h"
#include "codec/options.pb.h"
#include "contract/amendments.h"
#include "modules/all_modules.h"
#include "modules/charter/state.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

// Whether what needs this amendment is in force in the node's ledger, as its row proves.
Result<bool> is_in_force(Ledger& ledger, const std::string& amendment) {
    if (amendment.empty()) return true;
    const auto row = TRY(find_proven(ledger, machine::amendments, nullptr, amendment));
    return row.has_value() && row->in_force_from() != 0;
}

using Office = registry::v1::OfficesReply::Entry;

// Whether its kind is asked of it now, and it has a chair to answer who owes that to no others:
// what nobody is in stops nobody, nor does whom they appointed themself.
Result<bool> stands(Ledger& ledger, const Office& office) {
    const auto& row = office.row();
    if (row.until_height() != 0 || row.second() || row.counts_from_ms() > ledger.now().ms)
        return false;
    // No chair is no id: nobody is in it.
    Id16 chair, id;
    const bool are_ids = Id16::parse(office.chair(), chair) && Id16::parse(office.office(), id);
    if (!are_ids) return false;
    const auto role = TRY(find_proven(ledger, registry::roles, nullptr, chair, id,
                                      std::string{registry::chair_role}));
    return role.has_value() && role->appointed_by_kinds().empty();
}

}  // namespace

Result<std::vector<machine::Module>> modules_there(Ledger& ledger) {
    auto modules = all_modules();
    for (auto& module : modules) {
        std::vector<machine::Act> there;
        for (const auto& act : module.acts) {
            const auto& own = act.type->options().GetExtension(codec::v1::act).amendment();
            const bool has_module = TRY(is_in_force(ledger, module.amendment));
            const bool has_act = TRY(is_in_force(ledger, own));
            if (has_module && has_act) there.push_back(act);
        }
        module.acts = std::move(there);
    }
    return modules;
}

Result<powers::Replaced> ask_authorities(Ledger& ledger,
                                         const std::vector<machine::Module>& modules) {
    powers::Replaced replaced;
    for (const auto& module : modules) {
        for (const auto& act : module.acts) {
            const auto& name = act.type->full_name();
            const auto row = TRY(find_proven(ledger, charter::authorities, nullptr, name));
            if (row) replaced[name] = row->authority();
        }
    }
    return replaced;
}

Result<powers::Bodies> ask_standing(Ledger& ledger) {
    const auto offices = TRY(proven_offices(ledger));
    powers::Bodies standing;
    for (const auto& office : offices.offices()) {
        const auto is_one = TRY(stands(ledger, office));
        if (is_one) standing.insert(office.row().kind());
    }
    return standing;
}

Result<std::string> kind_of_office(Ledger& ledger, const Bytes& id) {
    Id16 office;
    if (!Id16::parse(id, office)) return "";
    const auto row = TRY(find_proven(ledger, registry::offices, nullptr, office));
    return row && row->until_height() == 0 ? row->kind() : "";
}

}  // namespace linlian::client
