// Turns people and their offices into what an authority counts: for each supporter a Backer with
// the roles that count for this act (backers_of). Whether these are enough is arithmetic of
// codec/enough.h and knows no rows. Then the questions that the machine, motions and other modules
// ask.
#include "modules/registry/authority/authority.h"

#include "codec/refusal.h"
#include "modules/charter/charter.h"
#include "modules/registry/authority/reach.h"
#include "modules/registry/authority/reach_people.h"
#include "modules/registry/offices/makers.h"
#include "modules/registry/offices/touches.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

using codec::v1::Authority;

// What the act names, looked up once for all who stand behind it.
struct Named {
    std::vector<Place> places;
    std::set<Id16> offices;
};

// Fills in what the office gives: its kind, whether it counts for its kind by now, whether the act
// is about this very office.
// Without roles yet. Whether one for this office counts for what the act touches.
bool stands_for(const state::StateView& view, const Named& named, const Id16& id, Timestamp now,
                Backer& backer) {
    const auto office = offices.find(view, id);
    if (id.is_zero() || !office || office->until_height() != 0) return false;
    backer.kind = office->kind();
    // An office counts for its kind only after its days of waiting, and one founded beside another
    // of its kind only once its own chair was elected (rules 13 and 14).
    backer.names_kind = office->counts_from_ms() <= now.ms && !office->second();
    backer.is_own = named.offices.empty() || named.offices.contains(id);
    return acts_within(*office, named.places);
}

// The supporter as they count for this act: only roles in force, in the office they speak for,
// whose area holds every place that the act names (rule 7).
Backer backer_of(const state::StateView& view, const Supporter& supporter, const Named& named,
                 Timestamp now) {
    Backer backer{.member = supporter.member, .kind = {}};
    if (!stands_for(view, named, supporter.office, now, backer)) return backer;
    roles.scan(
        view,
        [&](const auto& parts, const v1::Role& row) {
            if (is_in_force(std::get<2>(parts), row, now) && reaches(row.area(), named.places))
                backer.roles[std::get<2>(parts)] = makers_of(row);
            return true;
        },
        supporter.member, supporter.office);
    return backer;
}

// Whether anybody among them has a role where they stand: whoever has none makes nobody look at
// places.
bool has_role_among(const state::StateView& view, const std::vector<Supporter>& supporters) {
    return std::ranges::any_of(supporters, [&view](const Supporter& one) {
        bool has_role = false;
        const auto look = [&has_role](const auto&, const v1::Role&) {
            has_role = true;
            return false;
        };
        if (!one.office.is_zero()) roles.scan(view, look, one.member, one.office);
        return has_role;
    });
}

std::string set_line(const char* word, const Authority::Set& set) {
    std::string line = word;
    for (const auto& part : set.of())
        line += (line.back() == '(' ? "" : ", ") + authority_line(part);
    return line + ")";
}

std::string cosign_line(const Authority::Cosign& cosign) {
    std::string line = std::to_string(cosign.offices()) + ":" + cosign.role();
    for (const auto& kind : cosign.office_kinds()) line += ":" + kind;
    return line;
}

std::string notice_line(const Authority::Notice& notice) {
    const auto line = "notice:" + std::to_string(notice.days());
    return notice.has_stopped_by() ? line + ":" + cosign_line(notice.stopped_by()) : line;
}

}  // namespace

// A retired key authors nothing. A live slip authors without a member: the zero id stands for
// nobody.
std::optional<machine::Author> resolve_author(const state::StateView& view, BytesView key,
                                              Timestamp now) {
    const Hash32 hash = key_hash(key);
    if (const auto row = keys.find(view, hash)) {
        if (row->state() == v1::KEY_RETIRED) return std::nullopt;
        const auto standing = row->state() == v1::KEY_ACTIVE ? machine::KeyStanding::active
                                                             : machine::KeyStanding::provisional;
        return machine::Author{Bytes{key}, id_of(row->member()), standing};
    }
    const auto slip = slips.find(view, hash);
    if (!slip || slip->state() != v1::SLIP_LIVE || slip->expires_ms() <= now.ms)
        return std::nullopt;
    return machine::Author{Bytes{key}, {}, machine::KeyStanding::slip};
}

std::optional<Id16> whose_key(const state::StateView& view, BytesView key) {
    const auto row = keys.find(view, key_hash(key));
    if (!row) return std::nullopt;
    return id_of(row->member());
}

// Looking up the places of an act is the dear part, and needless where nobody has a role.
std::vector<Backer> backers_of(const state::StateView& view,
                               const std::vector<Supporter>& supporters,
                               const machine::Message& act, Timestamp now) {
    Named named{{}, named_offices(act)};
    if (has_role_among(view, supporters)) named.places = touched_places(view, act);
    std::vector<Backer> backers;
    for (const auto& supporter : supporters)
        backers.push_back(backer_of(view, supporter, named, now));
    return backers;
}

std::optional<std::uint32_t> notice_days(const state::StateView& view, const Authority& authority,
                                         const std::vector<Supporter>& supporters,
                                         const machine::Message& act, Timestamp now,
                                         const std::vector<Supporter>& objectors) {
    return codec::days_until_enough(authority, backers_of(view, supporters, act, now),
                                    backers_of(view, objectors, act, now));
}

bool could_count(const state::StateView& view, const Authority& authority, const Supporter& who,
                 const machine::Message& act, Timestamp now) {
    return codec::fits_a_part(authority, backers_of(view, {who}, act, now).front());
}

// Whoever speaks is taken as they are; of the other offices made-up people stand in who have every
// role that is asked, and owe it to nobody.
bool could_be_enough(const state::StateView& view, const Authority& authority, const Supporter& who,
                     const std::vector<Id16>& with, const machine::Message& act, Timestamp now) {
    const Named named{touched_places(view, act), named_offices(act)};
    std::vector<Backer> people{backer_of(view, who, named, now)};
    const auto asked = asked_roles(authority);
    for (const auto& office : with) {
        Backer one{.member = {}, .kind = {}};
        if (!stands_for(view, named, office, now, one)) continue;
        for (const auto& [kind, role] : asked) one.roles[role] = {};
        for (std::size_t i = 0; i < people_per_role; ++i) {
            one.member = somebody(office.view(), {}, i);
            people.push_back(one);
        }
    }
    return codec::days_until_enough(authority, people).has_value();
}

bool could_stop(const state::StateView& view, const Authority& authority, const Supporter& who,
                const machine::Message& act, Timestamp now) {
    return codec::could_stop(authority, backers_of(view, {who}, act, now).front());
}

Result<> satisfies(const state::StateView& view, const Authority& authority,
                   const std::vector<Supporter>& supporters, const machine::Message& act,
                   Timestamp now) {
    if (notice_days(view, authority, supporters, act, now)) return {};
    return refuse(v1::AUTHORITY_MISSING, {{"needed", authority_line(authority)}});
}

// Where the member is not among those behind it, authority was there without them.
Result<> satisfies_without(const machine::Context& context, const machine::Message& act,
                           const Id16& member, const Refusal& otherwise) {
    auto others = all_behind(context);
    const auto all = others.size();
    std::erase_if(others, [&](const Supporter& behind) { return behind.member == member; });
    if (others.size() == all) return {};
    const auto authority = charter::authority_of(context.view(), *act.GetDescriptor());
    if (satisfies(context.view(), authority, others, act, context.now())) return {};
    return tl::unexpected(otherwise);
}

bool counts_as_author(const machine::Context& context, const machine::Message& act) {
    const auto authority = charter::authority_of(context.view(), *act.GetDescriptor());
    return std::ranges::any_of(all_behind(context), [&](const Supporter& one) {
        return one.member == context.author().member &&
               could_count(context.view(), authority, one, act, context.now());
    });
}

bool is_active_key(const state::StateView& view, BytesView key) {
    const auto row = keys.find(view, key_hash(key));
    return row && row->state() == v1::KEY_ACTIVE;
}

// The rows come sorted by office, so comparing with the last entry finds each office once.
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

// The proposer of a motion is behind it even where their own support does not count any more.
std::vector<Supporter> all_behind(const machine::Context& context) {
    const auto& author = context.author();
    if (author.supporters.empty()) return offices_of(context.view(), author.member);
    auto behind = author.supporters;
    const bool has_author = std::ranges::any_of(
        behind, [&author](const Supporter& one) { return one.member == author.member; });
    if (!has_author) behind.push_back({author.member, {}});
    return behind;
}

Result<> authorize(machine::Context& context, const machine::Act& act,
                   const machine::Message& content) {
    const auto& author = context.author();
    if (author.standing != machine::KeyStanding::slip) {
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
    const auto alone = offices_of(context.view(), author.member);
    // Who would have it after a notice goes by a motion, which gives it.
    if (notice_days(context.view(), authority, alone, content, context.now()) == 0U)
        return check_set_authority(context, content);
    return refuse(v1::AUTHORITY_MISSING, {{"needed", authority_line(authority)}});
}

bool holds_role_in(const state::StateView& view, const Id16& member, const Id16& office,
                   Timestamp now) {
    if (!office_kind(view, office)) return false;
    bool found = false;
    roles.scan(
        view,
        [&](const auto& parts, const v1::Role& row) {
            found = is_in_force(std::get<2>(parts), row, now);
            return !found;
        },
        member, office);
    return found;
}

bool holds_role(const state::StateView& view, const Id16& member, const Id16& office,
                const std::string& role, Timestamp now) {
    const auto row = roles.find(view, member, office, role);
    return row && is_in_force(role, *row, now) && office_kind(view, office);
}

bool holds_role_over(const state::StateView& view, const Supporter& who, const std::string& role,
                     const Id16& estate, Timestamp now) {
    const auto office = offices.find(view, who.office);
    const auto row = roles.find(view, who.member, who.office, role);
    if (!office || office->until_height() != 0 || !row || !is_in_force(role, *row, now))
        return false;
    // Of none: of all, which no office of one is.
    const std::vector<Place> places{{estate, {}, {}}};
    return acts_within(*office, places) && reaches(row->area(), places);
}

std::string authority_line(const Authority& authority) {
    switch (authority.kind_case()) {
        case Authority::kSelf:
            return "self";
        case Authority::kMember:
            return "member";
        case Authority::kRole:
            return "role:" + authority.role().office_kind() + ":" + authority.role().role();
        case Authority::kCosign:
            return "cosign:" + cosign_line(authority.cosign());
        case Authority::kAllOf:
            return set_line("all(", authority.all_of());
        case Authority::kAnyOf:
            return set_line("any(", authority.any_of());
        case Authority::kNotice:
            return notice_line(authority.notice());
        case Authority::KIND_NOT_SET:
            return "none";
    }
    UNREACHABLE();
}

}  // namespace linlian::registry
