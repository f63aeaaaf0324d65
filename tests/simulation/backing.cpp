#include "simulation/backing.h"

#include "codec/options.pb.h"
#include "modules/registry/offices/touches.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

using codec::v1::Authority;

// What an authority asks of one person; no kinds: of the office that the act names, else of any.
struct Part {
    std::vector<std::string> kinds;
    std::string role;
};

Authority authority_of(const Directory& directory, const machine::Message& act) {
    const auto set = directory.authorities.find(act.GetDescriptor()->full_name());
    if (set != directory.authorities.end()) return set->second;
    return act.GetDescriptor()->options().GetExtension(codec::v1::act).authority();
}

// NOLINTNEXTLINE(misc-no-recursion): the charter bounds the depth of an authority.
void add_parts(const Authority& authority, std::vector<Part>& parts) {
    if (authority.has_role()) {
        Part part{{}, authority.role().role()};
        if (!authority.role().office_kind().empty())
            part.kinds.push_back(authority.role().office_kind());
        parts.push_back(part);
    }
    if (authority.has_cosign()) {
        const auto& kinds = authority.cosign().office_kinds();
        parts.push_back({{kinds.begin(), kinds.end()}, authority.cosign().role()});
    }
    for (const auto& part : authority.all_of().of()) add_parts(part, parts);
    for (const auto& part : authority.any_of().of()) add_parts(part, parts);
}

bool fits(const Directory& directory, const std::set<Id16>& named, const HeldRole& held,
          const Part& part) {
    if (!part.role.empty() && part.role != held.role) return false;
    if (part.kinds.empty())
        return named.empty() || std::ranges::any_of(named, [&held](const Id16& office) {
                   return office.view() == held.office;
               });
    const auto kind = directory.office_kinds.find(held.office);
    return kind != directory.office_kinds.end() &&
           std::ranges::find(part.kinds, kind->second) != part.kinds.end();
}

// NOLINTNEXTLINE(misc-no-recursion): as above.
bool several(const Authority& authority) {
    if (authority.has_cosign()) return authority.cosign().offices() > 1;
    if (authority.has_notice()) return true;
    if (authority.has_all_of()) return authority.all_of().of_size() > 1;
    return authority.has_any_of() && std::ranges::all_of(authority.any_of().of(), several);
}

}  // namespace

std::vector<HeldRole> able_behind(const Directory& directory, const machine::Message& act) {
    std::vector<Part> parts;
    add_parts(authority_of(directory, act), parts);
    const auto named = registry::named_offices(act);
    std::vector<HeldRole> able;
    for (const auto& held : directory.roles) {
        const bool one = parts.empty() || std::ranges::any_of(parts, [&](const Part& part) {
                             return fits(directory, named, held, part);
                         });
        if (one && !live_key_of(directory, held.member).empty()) able.push_back(held);
    }
    return able;
}

bool asks_for_several(const Directory& directory, const machine::Message& act) {
    return several(authority_of(directory, act));
}

Bytes live_key_of(const Directory& directory, const Bytes& member) {
    for (const auto& key : directory.active)
        if (key.member == member) return key.key;
    return {};
}

Bytes backer_key(Draws& draws, const Directory& directory, const machine::Message& act) {
    std::vector<HeldRole> from = able_behind(directory, act);
    if (draws.chance(5)) from = directory.roles;
    return from.empty() ? Bytes{} : live_key_of(directory, draws.one_of(from).member);
}

}  // namespace linlian::simulation
