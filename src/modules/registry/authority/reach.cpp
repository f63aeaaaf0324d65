// Whether every act could still be done by somebody. For each estate it gathers the offices there,
// puts into them who could come to hold roles (reach_people.h), and asks the arithmetic of
// codec/enough.h whether these have the authority. Reach keeps answers, for the question is asked
// of all acts in all estates.
#include "modules/registry/authority/reach.h"

#include "codec/enough.h"
#include "codec/refusal.h"
#include "contract/program.h"
#include "modules/charter/charter.h"
#include "modules/registry/authority/reach_people.h"
#include "modules/registry/offices/touches.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>
#include <map>
#include <set>

namespace linlian::registry {
namespace {

using codec::v1::Authority;

// What is missing for the authority among these offices, in words for a refusal; nothing: it can be
// had. What is one's own matter is always within reach.
// `roles_are_given`: whether anybody there could grant a role.
std::optional<std::string> missing_from(const OpenOffices& open, const OfficesThere& there,
                                        const Authority& authority, bool roles_are_given) {
    if (authority.has_self() || authority.has_member()) return std::nullopt;
    const auto asked = asked_roles(authority);
    const auto people = who_could(open, there, asked, roles_are_given);
    if (codec::days_until_enough(authority, people)) return std::nullopt;
    std::string missing;
    for (const auto& [kind, role] : asked) {
        const bool is_there = std::ranges::any_of(people, [&](const codec::Backer& backer) {
            return !backer.kind.empty() && (kind.empty() || backer.kind == kind) &&
                   (role.empty() || backer.roles.contains(role));
        });
        if (!is_there) missing += (missing.empty() ? "" : ", ") + kind + ":" + role;
    }
    return missing.empty() ? "enough different people who owe each other no role" : missing;
}

Result<> unreachable(const std::string& act_type, const std::string& missing) {
    return refuse(v1::ACT_UNREACHABLE, {{"act_type", act_type}, {"missing", missing}});
}

// Whether the act names places, offices, owners or ballots (annotation `touches`): then it must be
// within reach in each estate, not in the community as a whole.
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

// Answers, kept: many acts ask for the same, and most estates have the same kinds of office.
class Reach {
  public:
    // `named`: the kinds of office that authorities name.
    Reach(const state::StateView& view, Timestamp now, const std::set<std::string>& named)
        : open_(open_offices(view, now, named)) {
        const auto election = charter::authority_of(view, *v1::RecordElection::descriptor());
        const auto grant = charter::authority_of(view, *v1::GrantRole::descriptor());
        roles_are_given_ = are_roles_given(grant, election);
        const auto all = renewed_by(election, everything());
        there_[std::nullopt] = all;
        const auto common = those_of_all(all->first.as_they_are.empty());
        const auto by_all = renewed_by(election, common);
        const auto own = those_of_one();
        estates.scan(view, [&](const auto& parts, const v1::Estate&) {
            const Id16& estate = std::get<0>(parts);
            const auto offices_there = own.find(estate.bytes());
            if (offices_there == own.end()) {
                there_[estate] = by_all;
                return true;
            }
            auto there = common;
            there.as_they_are.insert(offices_there->second.begin(), offices_there->second.end());
            there_[estate] = renewed_by(election, std::move(there));
            return true;
        });
    }

    // In which estate the act is out of reach, with what is missing there. An act about places must
    // be within reach in each estate.
    std::map<std::optional<Id16>, std::string> missing(const google::protobuf::Descriptor& type,
                                                       const Authority& authority) {
        std::map<std::optional<Id16>, std::string> found;
        const bool in_each = there_.size() > 1 && is_about_places(type);
        for (const auto& [estate, there] : there_) {
            if (estate.has_value() != in_each) continue;
            if (const auto& answer = ask(there, authority)) found[estate] = *answer;
        }
        return found;
    }

  private:
    using Answers = std::map<std::string, std::optional<std::string>>;  // by authority
    // By which offices are there; its iterators stay valid, so estates point at their entry.
    using Known = std::map<OfficesThere, Answers>;

    OfficesThere everything() const {
        OfficesThere there;
        for (const auto& [id, office] : open_) there.as_they_are.insert(id);
        return there;
    }
    // For what is about any estate. `renewed`: elections fill them.
    OfficesThere those_of_all(bool renewed) const {
        OfficesThere there;
        for (const auto& [id, office] : open_) {
            if (!office.row.estate().empty()) continue;
            if (renewed)
                there.renewed.insert(office.row.kind());
            else
                there.as_they_are.insert(id);
        }
        return there;
    }
    std::map<Bytes, std::set<Id16>> those_of_one() const {
        std::map<Bytes, std::set<Id16>> own;
        for (const auto& [id, office] : open_)
            if (!office.row.estate().empty()) own[office.row.estate()].insert(id);
        return own;
    }
    // The same offices as kinds that elections fill with anybody.
    OfficesThere after_elections(OfficesThere there) const {
        for (const auto& id : there.as_they_are) there.renewed.insert(open_.at(id).row.kind());
        there.as_they_are.clear();
        return there;
    }
    Known::iterator at(OfficesThere there) { return known_.try_emplace(std::move(there)).first; }
    // Where elections are within reach, they put anybody into every office there.
    Known::iterator renewed_by(const Authority& election, OfficesThere offices_there) {
        const auto there = at(std::move(offices_there));
        return ask(there, election) ? there : at(after_elections(there->first));
    }
    // The encoded authority is the key: a map needs an order, and two authorities that are written
    // alike are alike.
    const std::optional<std::string>& ask(Known::iterator there, const Authority& authority) {
        const auto [entry, is_new] =
            there->second.emplace(authority.SerializeAsString(), std::nullopt);
        if (is_new) entry->second = missing_from(open_, there->first, authority, roles_are_given_);
        return entry->second;
    }
    // By those who are there, or whom elections put there, as long as nobody is given one: whoever
    // gets a role first from whom they are to give one is in a circle.
    bool are_roles_given(const Authority& grant, const Authority& election) const {
        const auto all = everything();
        if (!missing_from(open_, all, grant, false)) return true;
        if (missing_from(open_, all, election, false)) return false;
        return !missing_from(open_, after_elections(all), grant, false);
    }

    OpenOffices open_;
    bool roles_are_given_ = false;
    Known known_;
    std::map<std::optional<Id16>, Known::iterator> there_;
};

// `view` is apart from the context's, so that an act can ask about rows that are not written yet.
OutOfReach out_of_reach(const machine::Context& context, const state::StateView& view) {
    std::vector<std::pair<const google::protobuf::Descriptor*, Authority>> acts;
    std::set<std::string> named{"party", "street", "residents"};  // who appoint chairs
    for (const auto& module : context.program().modules()) {
        for (const auto& act : module.acts) {
            if (!context.has_act(act.type->full_name())) continue;  // nothing to anybody yet
            acts.emplace_back(act.type, charter::authority_of(view, act));
            for (const auto& [kind, role] : asked_roles(acts.back().second)) named.insert(kind);
        }
    }
    Reach reach{view, context.now(), named};
    OutOfReach found;
    for (const auto& [type, authority] : acts)
        for (auto& [estate, missing] : reach.missing(*type, authority))
            found[{type->full_name(), estate}] = std::move(missing);
    return found;
}

}  // namespace

std::vector<std::string> appointing_kinds(const std::string& kind) {
    if (has_elected_chairs_only(kind)) return {};
    std::vector<std::string> kinds{"party", "street"};
    // Nobody appoints the chair of their own kind: the residents' committee then takes that place.
    std::ranges::replace(kinds, kind, std::string{"residents"});
    return kinds;
}

Authority authority_to_appoint(const std::string& kind) {
    Authority authority;
    authority.mutable_cosign()->set_offices(2);
    authority.mutable_cosign()->set_role(chair_role);
    for (const auto& other : appointing_kinds(kind))
        authority.mutable_cosign()->add_office_kinds(other);
    return authority;
}

OutOfReach out_of_reach(const machine::Context& context) {
    return out_of_reach(context, context.view());
}

// In an overlay that is dropped: the charter itself writes later.
Result<> check_set_authority(const machine::Context& context, const machine::Message& act) {
    if (act.GetDescriptor() != charter::v1::SetAuthority::descriptor()) return {};
    const auto& set = static_cast<const charter::v1::SetAuthority&>(act);
    if (!context.has_act(set.act_type())) return {};  // the charter refuses
    // All acts are asked for: elections and roles that nobody gets any more leave others undone.
    state::Overlay after{context.view()};
    charter::put_authority(after, set, context.height(), context.id());
    const auto before = out_of_reach(context);
    for (const auto& [out, missing] : out_of_reach(context, after))
        if (!before.contains(out)) return unreachable(out.first, missing);
    return {};
}

Result<> check_reach(const machine::Context& context, const OutOfReach& before) {
    for (const auto& [act, missing] : out_of_reach(context))
        if (!before.contains(act)) return unreachable(act.first, missing);
    return {};
}

// What was out of reach anywhere before is not the fault of the new estate.
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
