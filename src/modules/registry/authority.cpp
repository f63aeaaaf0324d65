#include "modules/registry/authority.h"

#include "codec/refusal.h"
#include "modules/charter/charter.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "modules/registry/touches.h"

#include <set>

namespace linlian::registry {
namespace {

using codec::v1::Authority;

// Everything a check of authority looks at.
struct Case {
    const state::StateView& view;
    const std::vector<Supporter>& supporters;
    std::vector<Place> touched;
    Timestamp now;
};

bool is_live(const v1::Role& role, Timestamp now) {
    return role.until_ms() == 0 || role.until_ms() > now.ms;
}

bool office_fits(const state::StateView& view, const Id16& office, const std::string& kind) {
    const auto row = offices.find(view, office);
    return row && row->until_height() == 0 && (kind.empty() || row->kind() == kind);
}

// Whether this supporter holds such a role for his office, reaching all that the act touches.
bool supports(const Case& c, const Supporter& supporter, const std::string& kind,
              const std::string& role) {
    if (supporter.office.is_zero() || !office_fits(c.view, supporter.office, kind)) return false;
    bool found = false;
    roles.scan(
        c.view,
        [&](const auto& parts, const v1::Role& row) {
            found = (role.empty() || std::get<2>(parts) == role) && is_live(row, c.now) &&
                    reaches(row.area(), c.touched);
            return !found;
        },
        supporter.member, supporter.office);
    return found;
}

bool cosigned(const Case& c, const Authority::Cosign& cosign) {
    std::set<Id16> offices_seen;
    std::set<Id16> members_seen;
    for (const auto& supporter : c.supporters) {
        bool fits = cosign.office_kinds().empty() && supports(c, supporter, "", cosign.role());
        for (const auto& kind : cosign.office_kinds())
            fits = fits || supports(c, supporter, kind, cosign.role());
        if (!fits || offices_seen.contains(supporter.office) ||
            members_seen.contains(supporter.member))
            continue;
        offices_seen.insert(supporter.office);
        members_seen.insert(supporter.member);
    }
    return offices_seen.size() >= cosign.offices() && cosign.offices() > 0;
}

// Depth is bounded: the charter refuses authorities deeper than a few levels.
bool holds(const Case& c, const Authority& authority) {
    switch (authority.kind_case()) {
        case Authority::kSelf:
        case Authority::kMember:
            return !c.supporters.empty();
        case Authority::kRole:
            for (const auto& supporter : c.supporters) {
                if (supports(c, supporter, authority.role().office_kind(), authority.role().role()))
                    return true;
            }
            return false;
        case Authority::kCosign:
            return cosigned(c, authority.cosign());
        case Authority::kAllOf:
            for (const auto& part : authority.all_of().of()) {
                if (!holds(c, part)) return false;
            }
            return !authority.all_of().of().empty();
        case Authority::kAnyOf:
            for (const auto& part : authority.any_of().of()) {
                if (holds(c, part)) return true;
            }
            return false;
        case Authority::KIND_NOT_SET:
            return false;
    }
    UNREACHABLE();
}

std::string set_line(const char* word, const Authority::Set& set) {
    std::string line = word;
    for (const auto& part : set.of())
        line += (line.back() == '(' ? "" : ", ") + authority_line(part);
    return line + ")";
}

}  // namespace

std::optional<machine::Author> resolve_author(const state::StateView& view, BytesView key,
                                              Timestamp now) {
    const Hash32 hash = key_hash(key);
    if (const auto row = keys.find(view, hash)) {
        if (row->state() == v1::KEY_RETIRED) return std::nullopt;
        const auto standing = row->state() == v1::KEY_ACTIVE ? machine::Standing::active
                                                             : machine::Standing::provisional;
        return machine::Author{Bytes{key}, id_of(row->member()), standing};
    }
    const auto slip = slips.find(view, hash);
    if (!slip || slip->state() != v1::SLIP_LIVE || slip->expires_ms() <= now.ms)
        return std::nullopt;
    return machine::Author{Bytes{key}, {}, machine::Standing::slip};
}

Result<> satisfies(const state::StateView& view, const Authority& authority,
                   const std::vector<Supporter>& supporters, const machine::Message& act,
                   Timestamp now) {
    const Case c{view, supporters, touched_places(view, act), now};
    if (holds(c, authority)) return {};
    return refuse(v1::AUTHORITY_MISSING, {{"needed", authority_line(authority)}});
}

std::vector<Supporter> offices_of(const state::StateView& view, const Id16& member) {
    std::vector<Supporter> all{{member, {}}};
    roles.scan(
        view,
        [&](const auto& parts, const v1::Role&) {
            const Id16& office = std::get<1>(parts);
            if (all.back().office != office) all.push_back({member, office});
            return true;
        },
        member);
    return all;
}

bool holds_any_role(const state::StateView& view, const Id16& member, Timestamp now) {
    const auto all = offices_of(view, member);
    return std::any_of(all.begin() + 1, all.end(), [&](const Supporter& in) {
        return holds_role_in(view, member, in.office, now);
    });
}

std::vector<Supporter> all_behind(const machine::Context& context) {
    const auto& author = context.author();
    return author.supporters.empty() ? offices_of(context.view(), author.member)
                                     : author.supporters;
}

Result<> authorize(machine::Context& context, const machine::Act& act,
                   const machine::Message& content) {
    const auto& author = context.author();
    if (author.standing != machine::Standing::slip) {
        const Hash32 hash = key_hash(author.key);
        auto row = keys.find(context.view(), hash);
        CHECK(row);
        if (!row->used()) {
            row->set_used(true);
            keys.put(context.state(), hash, *row);
        }
    }
    const auto authority = charter::authority_of(context.view(), act);
    // Most acts are one's own; the rest looks up the roles of the author.
    if (authority.has_self() || authority.has_member()) return {};
    return satisfies(context.view(), authority, offices_of(context.view(), author.member), content,
                     context.now());
}

bool holds_role_in(const state::StateView& view, const Id16& member, const Id16& office,
                   Timestamp now) {
    const Case c{view, {}, {}, now};
    return supports(c, {member, office}, "", "");
}

bool holds_role(const state::StateView& view, const Id16& member, const Id16& office,
                const std::string& role, Timestamp now) {
    const auto row = roles.find(view, member, office, role);
    return row && is_live(*row, now) && office_fits(view, office, "");
}

std::string authority_line(const Authority& authority) {
    switch (authority.kind_case()) {
        case Authority::kSelf:
            return "self";
        case Authority::kMember:
            return "member";
        case Authority::kRole:
            return "role:" + authority.role().office_kind() + ":" + authority.role().role();
        case Authority::kCosign: {
            std::string line = "cosign:" + std::to_string(authority.cosign().offices()) + ":" +
                               authority.cosign().role();
            for (const auto& kind : authority.cosign().office_kinds()) line += ":" + kind;
            return line;
        }
        case Authority::kAllOf:
            return set_line("all(", authority.all_of());
        case Authority::kAnyOf:
            return set_line("any(", authority.any_of());
        case Authority::KIND_NOT_SET:
            return "none";
    }
    UNREACHABLE();
}

}  // namespace linlian::registry
