#include "modules/registry/reach.h"

#include "codec/enough.h"
#include "codec/refusal.h"
#include "crypto/hash.h"
#include "machine/registry.h"
#include "modules/charter/charter.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "modules/registry/touches.h"

#include <algorithm>
#include <map>
#include <set>

namespace linlian::registry {
namespace {

using codec::v1::Authority;

// People of one kind of office whom a search may use beside its chair.
constexpr int people_per_office = 4;

// The kinds of open offices, each with the roles that somebody holds there.
using Standing = std::map<std::string, std::set<std::string>>;

struct OpenOffice {
    v1::Office row;
    std::set<std::string> held;
};
using OpenOffices = std::map<Id16, OpenOffice>;

OpenOffices open_offices(const state::StateView& view, Timestamp now,
                         const std::set<Id16>& without) {
    OpenOffices open;
    offices.scan(view, [&](const auto& parts, const v1::Office& row) {
        if (row.until_height() == 0 && !without.contains(std::get<0>(parts)))
            open[std::get<0>(parts)].row = row;
        return true;
    });
    roles.scan(view, [&](const auto& parts, const v1::Role& row) {
        const auto office = open.find(std::get<1>(parts));
        if (office != open.end() && is_in_force(std::get<2>(parts), row, now))
            office->second.held.insert(std::get<2>(parts));
        return true;
    });
    return open;
}

// For what is about this estate; where none is named, for what is of the whole community.
Standing standing_offices(const OpenOffices& open, const std::optional<Id16>& estate) {
    Standing standing;
    for (const auto& [id, office] : open) {
        if (estate && !acts_within(office.row, {{*estate, {}, {}}})) continue;
        standing[office.row.kind()].insert(office.held.begin(), office.held.end());
    }
    return standing;
}

bool has_chair(const Standing& standing, const std::string& kind) {
    const auto found = standing.find(kind);
    return found != standing.end() && found->second.contains(chair_role);
}

// Chairs whom others could appoint, until there is none more.
void add_appointed_chairs(Standing& standing) {
    for (bool grows = true; grows;) {
        grows = false;
        for (auto& [kind, held] : standing) {
            if (held.contains(chair_role)) continue;
            const auto by = appointing_kinds(kind);
            const auto standing_by = std::ranges::count_if(
                by, [&standing](const std::string& other) { return has_chair(standing, other); });
            if (standing_by < 2) continue;
            held.insert(chair_role);
            grows = true;
        }
    }
}

// NOLINTNEXTLINE(misc-no-recursion): the charter bounds the depth of an authority.
void add_asked(const Authority& authority, std::set<std::pair<std::string, std::string>>& asked) {
    if (authority.has_role())
        asked.emplace(authority.role().office_kind(), authority.role().role());
    for (const auto& kind : authority.cosign().office_kinds())
        asked.emplace(kind, authority.cosign().role());
    for (const auto& part : authority.all_of().of()) add_asked(part, asked);
    for (const auto& part : authority.any_of().of()) add_asked(part, asked);
}

Id16 somebody(const std::string& kind, const std::string& role, int number) {
    Id16 id;
    const auto hash = sha256(kind + "/" + role + "/" + std::to_string(number));
    CHECK(Id16::parse(hash.view().substr(0, Id16::size), id));
    return id;
}

// Everybody who could stand behind an act that asks for these roles. A chair grants every role.
std::vector<codec::Backer> who_could(const Standing& standing,
                                     const std::set<std::pair<std::string, std::string>>& asked) {
    std::set<std::string> names{chair_role};
    for (const auto& [kind, role] : asked) {
        if (!role.empty()) names.insert(role);
    }
    std::vector<codec::Backer> all{{.member = somebody({}, {}, 0), .kind = {}}};
    for (const auto& [kind, held] : standing) {
        auto all_names = names;
        if (!held.empty()) all_names.insert(*held.begin());  // for where any role will do
        for (const auto& role : all_names) {
            if (!held.contains(role) && !held.contains(chair_role)) continue;
            const int people = role == chair_role ? 1 : people_per_office;
            for (int i = 0; i < people; ++i)
                all.push_back(
                    {.member = somebody(kind, role, i), .kind = kind, .roles = {{role, {}}}});
        }
    }
    return all;
}

std::optional<std::string> missing_from(const Standing& standing, const Authority& authority) {
    if (authority.has_self() || authority.has_member()) return std::nullopt;
    std::set<std::pair<std::string, std::string>> asked;
    add_asked(authority, asked);
    const auto people = who_could(standing, asked);
    if (codec::days_until_enough(authority, people)) return std::nullopt;
    std::string missing;
    for (const auto& [kind, role] : asked) {
        const bool there = std::ranges::any_of(people, [&](const codec::Backer& backer) {
            return !backer.kind.empty() && (kind.empty() || backer.kind == kind) &&
                   (role.empty() || backer.roles.contains(role));
        });
        if (!there) missing += (missing.empty() ? "" : ", ") + kind + ":" + role;
    }
    return missing.empty() ? "enough different people" : missing;
}

Result<> unreachable(const std::string& act_type, const std::string& missing) {
    return refuse(v1::ACT_UNREACHABLE, {{"act_type", act_type}, {"missing", missing}});
}

// NOLINTNEXTLINE(misc-no-recursion): the schema bounds the depth.
bool is_about_places(const google::protobuf::Descriptor& type, int levels = 3) {
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        if (field.options().GetExtension(codec::v1::note).touches() !=
            codec::v1::TOUCHES_UNSPECIFIED)
            return true;
        if (field.message_type() != nullptr && levels > 0 &&
            is_about_places(*field.message_type(), levels - 1))
            return true;
    }
    return false;
}

// Who stands in each estate, and in the whole community (no estate), whom others could appoint
// among them.
using Standings = std::map<std::optional<Id16>, Standing>;

Standings all_standings(const state::StateView& view, Timestamp now,
                        const std::set<Id16>& without) {
    Standings all;
    all[std::nullopt];
    estates.scan(view, [&all](const auto& parts, const v1::Estate&) {
        all[std::get<0>(parts)];
        return true;
    });
    const auto open = open_offices(view, now, without);
    for (auto& [estate, standing] : all) {
        standing = standing_offices(open, estate);
        add_appointed_chairs(standing);
    }
    return all;
}

// Answers, kept: many acts ask for the same, and most estates have the same kinds of office.
class Reach {
  public:
    Reach(const state::StateView& view, Timestamp now, const std::set<Id16>& without = {})
        : standings_(all_standings(view, now, without)) {}

    // In which estate the act is out of reach, with what is missing there. An act about places must
    // be within reach in each estate.
    std::map<std::optional<Id16>, std::string> missing(const google::protobuf::Descriptor& type,
                                                       const Authority& authority) {
        std::map<std::optional<Id16>, std::string> found;
        const bool in_each = standings_.size() > 1 && is_about_places(type);
        for (const auto& [estate, standing] : standings_) {
            if (estate.has_value() != in_each) continue;
            if (const auto& answer = ask(standing, authority)) found[estate] = *answer;
        }
        return found;
    }

  private:
    const std::optional<std::string>& ask(const Standing& standing, const Authority& authority) {
        auto& known = known_[standing];
        const auto [entry, is_new] = known.emplace(authority.SerializeAsString(), std::nullopt);
        if (is_new) entry->second = missing_from(standing, authority);
        return entry->second;
    }

    Standings standings_;
    std::map<Standing, std::map<std::string, std::optional<std::string>>> known_;
};

}  // namespace

std::vector<std::string> appointing_kinds(const std::string& kind) {
    if (kind == "owners") return {};
    std::vector<std::string> kinds{"party", "street"};
    std::ranges::replace(kinds, kind, std::string{"residents"});
    return kinds;
}

Result<> check_set_authority(const machine::Context& context, const machine::Message& act) {
    if (act.GetDescriptor() != charter::v1::SetAuthority::descriptor()) return {};
    const auto& set = static_cast<const charter::v1::SetAuthority&>(act);
    const auto* changed = context.registry().find_act(set.act_type());
    if (changed == nullptr) return {};  // the charter refuses it
    Reach reach{context.view(), context.now()};
    const auto present = charter::authority_of(context.view(), *changed);
    const auto before = reach.missing(*changed->type, present);
    for (const auto& [estate, missing] : reach.missing(*changed->type, set.authority())) {
        if (!before.contains(estate)) return unreachable(set.act_type(), missing);
    }
    return {};
}

OutOfReach out_of_reach(const machine::Context& context, const std::set<Id16>& without) {
    Reach reach{context.view(), context.now(), without};
    OutOfReach found;
    for (const auto& module : context.registry().modules()) {
        for (const auto& act : module.acts) {
            const auto authority = charter::authority_of(context.view(), act);
            for (auto& [estate, missing] : reach.missing(*act.type, authority))
                found[{act.type->full_name(), estate}] = std::move(missing);
        }
    }
    return found;
}

Result<> check_reach(const machine::Context& context, const OutOfReach& before,
                     const std::set<Id16>& without) {
    for (const auto& [act, missing] : out_of_reach(context, without))
        if (!before.contains(act)) return unreachable(act.first, missing);
    return {};
}

Result<> check_new_estate(const machine::Context& context, const OutOfReach& before,
                          const Id16& estate) {
    std::set<std::string> known;
    for (const auto& [act, missing] : before) known.insert(act.first);
    for (const auto& [act, missing] : out_of_reach(context))
        if (act.second == estate && !known.contains(act.first))
            return unreachable(act.first, missing);
    return {};
}

}  // namespace linlian::registry
