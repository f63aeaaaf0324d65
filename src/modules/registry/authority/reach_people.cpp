#include "modules/registry/authority/reach_people.h"

#include "crypto/hash.h"
#include "modules/registry/authority/reach.h"
#include "modules/registry/offices/makers.h"
#include "modules/registry/offices/touches.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

using codec::Backer;

// Offices of one kind that a search may use: more would change no answer but of communities that
// hardly stand.
constexpr std::size_t offices_per_kind = 8;
// And of all kinds together that no authority names: they count where any office will do.
constexpr std::size_t offices_of_other_kinds = 16;
// One that no authority names, for where any role will do.
constexpr const char* other_role = "(other)";

// NOLINTNEXTLINE(misc-no-recursion): the charter bounds the depth of an authority.
void add_asked(const codec::v1::Authority& authority, AskedRoles& asked) {
    if (authority.has_role())
        asked.emplace(authority.role().office_kind(), authority.role().role());
    for (const auto& kind : authority.cosign().office_kinds())
        asked.emplace(kind, authority.cosign().role());
    for (const auto& part : authority.all_of().of()) add_asked(part, asked);
    for (const auto& part : authority.any_of().of()) add_asked(part, asked);
}

// A chair of each office that has one, or could get one, by its kind.
using Chairs = std::map<std::string, std::vector<Backer>>;

const Makers& makers_of_chair(const Backer& chair) { return chair.roles.at(chair_role); }

// The chair whom the first two that can appoint one make.
std::optional<Backer> appointed(const Id16& office, const std::string& kind, const Chairs& chairs) {
    const auto by = appointing_kinds(kind);
    if (by.size() < 2 || !chairs.contains(by[0]) || !chairs.contains(by[1])) return std::nullopt;
    for (const auto& one : chairs.at(by[0])) {
        for (const auto& other : chairs.at(by[1])) {
            if (!codec::days_until_enough(authority_to_appoint(kind), {one, other})) continue;
            Makers makers{{one.member, other.member}, {one.kind, other.kind}};
            makers.add(makers_of_chair(one));
            makers.add(makers_of_chair(other));
            return Backer{.member = somebody(office.view(), chair_role, 0),
                          .kind = kind,
                          .roles = {{chair_role, std::move(makers)}}};
        }
    }
    return std::nullopt;
}

// Of many those who owe the role to the fewest. A chair is left: without one an office is another.
void keep_few(const std::string& role, const WhoCounts& counts, std::vector<Backer>& holders) {
    std::ranges::stable_sort(holders, {}, [&role](const Backer& holder) {
        const auto& makers = holder.roles.at(role);
        return makers.members.size() + makers.kinds.size();
    });
    std::vector<Backer> few;
    for (auto& holder : holders) {
        if (few.size() == people_per_role) break;
        if (!counts || role == chair_role || counts(holder)) few.push_back(std::move(holder));
    }
    holders = std::move(few);
}

class People {
  public:
    People(const OpenOffices& open, const OfficesThere& there, const AskedRoles& asked,
           bool roles_are_given)
        : asked_(asked), roles_are_given_(roles_are_given) {
        if (roles_are_given) names_.insert(other_role);
        for (const auto& [kind, role] : asked)
            if (roles_are_given && !role.empty() && role != chair_role) names_.insert(role);
        for (const auto& kind : there.renewed)
            chairs_[kind].push_back({.member = somebody(kind, chair_role, 0),
                                     .kind = kind,
                                     .roles = {{chair_role, {}}}});
        // Those with a chair first: the others wait for one.
        for (const bool with_chair : {true, false})
            for (const auto& id : there.as_they_are)
                if (open.at(id).held.contains(chair_role) == with_chair) look_at(id, open.at(id));
    }

    std::vector<Backer> everybody() {
        for (auto& [kind, chairs] : chairs_)
            for (const auto& chair : chairs) add_body(chair, {});
        find_chairs();
        for (const auto& [id, office] : offices_) {
            if (!is_asked(office->row.kind())) continue;
            for (const auto& [role, holders] : office->held)
                all_.insert(all_.end(), holders.begin(), holders.end());
            const auto chair = chair_of_.find(id);
            if (chair != chair_of_.end()) add_body(chair->second, id.view());
        }
        return std::move(all_);
    }

  private:
    void look_at(const Id16& id, const OpenOffice& office) {
        if (++of_kind_[office.row.kind()] <= offices_per_kind) offices_.emplace(id, &office);
    }
    bool is_asked(const std::string& kind) const {
        return std::ranges::any_of(
            asked_, [&kind](const auto& one) { return one.first.empty() || one.first == kind; });
    }
    // The chair, and people to whom they could grant each role.
    void add_body(const Backer& chair, BytesView office) {
        if (!is_asked(chair.kind)) return;
        all_.push_back(chair);
        Makers makers = makers_of_chair(chair);
        if (!office.empty()) makers.members.insert(chair.member);
        for (const auto& role : names_) {
            for (std::size_t i = 0; i < people_per_role; ++i)
                all_.push_back({.member = somebody(Bytes{office} + chair.kind, role, i),
                                .kind = chair.kind,
                                .roles = {{role, makers}}});
        }
    }
    void find_chairs() {
        for (const auto& [id, office] : offices_) {
            const auto chair = office->held.find(chair_role);
            if (chair != office->held.end()) take(id, chair->second.front());
        }
        for (bool grows = roles_are_given_; grows;) {
            grows = false;
            for (const auto& [id, office] : offices_) {
                if (chair_of_.contains(id)) continue;
                const auto chair = appointed(id, office->row.kind(), chairs_);
                if (chair) take(id, *chair);
                grows = grows || chair.has_value();
            }
        }
    }
    void take(const Id16& office, const Backer& chair) {
        chair_of_.emplace(office, chair);
        chairs_[chair.kind].push_back(chair);
    }

    const AskedRoles& asked_;
    bool roles_are_given_;
    std::set<std::string> names_;  // of roles that a chair grants
    std::map<std::string, std::size_t> of_kind_;
    std::map<Id16, const OpenOffice*> offices_;
    Chairs chairs_;
    std::map<Id16, Backer> chair_of_;
    std::vector<Backer> all_{{.member = somebody({}, {}, 0), .kind = {}}};
};

}  // namespace

Id16 somebody(BytesView where, const std::string& role, std::size_t number) {
    Id16 id;
    const auto hash = sha256(Bytes{where} + "/" + role + "/" + std::to_string(number));
    CHECK(Id16::parse(hash.view().substr(0, Id16::size), id));
    return id;
}

AskedRoles asked_roles(const codec::v1::Authority& authority) {
    AskedRoles asked;
    add_asked(authority, asked);
    return asked;
}

namespace {

// Of those of one estate, or of none, a few of each kind, who have a chair first: else whoever
// founds many makes each look take long.
void keep_few(const std::set<std::string>& named, OpenOffices& open) {
    std::map<std::pair<Bytes, std::string>, std::size_t> found;
    std::set<Id16> kept;
    for (const bool with_chair : {true, false}) {
        for (const auto& [id, office] : open) {
            if (office.held.contains(chair_role) != with_chair) continue;
            const bool is_named = named.contains(office.row.kind());
            const auto most = is_named ? offices_per_kind : offices_of_other_kinds;
            const auto kind = is_named ? office.row.kind() : std::string{};
            if (++found[{office.row.estate(), kind}] <= most) kept.insert(id);
        }
    }
    std::erase_if(open, [&kept](const auto& one) { return !kept.contains(one.first); });
}

}  // namespace

OpenOffices open_offices(const state::StateView& view, Timestamp now,
                         const std::set<std::string>& named, const WhoCounts& counts) {
    OpenOffices open;
    offices.scan(view, [&](const auto& parts, const v1::Office& row) {
        if (row.until_height() == 0 && !row.second()) open[std::get<0>(parts)].row = row;
        return true;
    });
    roles.scan(view, [&](const auto& parts, const v1::Role& row) {
        const auto& [member, office, role] = parts;
        const auto found = open.find(office);
        // One who is limited to a part does not stand for the whole.
        if (found == open.end() || !is_in_force(role, row, now) || !reaches(row.area(), {}))
            return true;
        found->second.held[role].push_back({.member = member,
                                            .kind = found->second.row.kind(),
                                            .roles = {{role, makers_of(row)}}});
        return true;
    });
    keep_few(named, open);
    for (auto& [id, office] : open)
        for (auto& [role, holders] : office.held) keep_few(role, counts, holders);
    return open;
}

std::vector<codec::Backer> who_could(const OpenOffices& open, const OfficesThere& there,
                                     const AskedRoles& asked, bool roles_are_given) {
    return People{open, there, asked, roles_are_given}.everybody();
}

}  // namespace linlian::registry
