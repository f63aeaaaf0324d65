// Whether people are enough for an authority. ways() turns the authority into alternatives, each a
// list of slots to be filled by one person; Filling looks for people who fill them and are
// independent of each other. Everything else in the file asks one of these two.
#include "codec/enough.h"

#include <algorithm>

namespace linlian::codec {
namespace {

using v1::Authority;

// One person whom an alternative asks for.
struct Slot {
    std::size_t group = 0;           // slots of one cosign: different kinds
    bool anybody = false;            // any member, for themselves too
    std::vector<std::string> kinds;  // none: the office that the act names
    std::string role;                // empty: any
};

// One way to meet an authority: these people, and so many days of notice unless they are stopped.
struct Alternative {
    std::vector<Slot> slots;
    std::size_t groups = 0;
    std::uint32_t days = 0;
    std::vector<Authority::Cosign> stops = {};
};
using Alternatives = std::vector<Alternative>;

Alternatives ways(const Authority& authority);

// One slot for each office that is asked for, all in one group: a kind fills one of them.
Alternative way_of_cosign(const Authority::Cosign& cosign) {
    Alternative way;
    way.groups = 1;
    Slot slot;
    slot.kinds = {cosign.office_kinds().begin(), cosign.office_kinds().end()};
    slot.role = cosign.role();
    // More offices than kinds can never be met: one slot more than there are kinds says so.
    const std::size_t asked = std::min<std::size_t>(cosign.offices(), slot.kinds.size() + 1);
    way.slots.assign(asked, slot);
    return way;
}

// Both at once: groups of the second are numbered after those of the first, and the longer notice
// counts.
Alternative joined(const Alternative& first, const Alternative& second) {
    Alternative both = first;
    for (Slot slot : second.slots) {
        slot.group += first.groups;
        both.slots.push_back(std::move(slot));
    }
    both.groups += second.groups;
    both.days = std::max(first.days, second.days);
    both.stops.insert(both.stops.end(), second.stops.begin(), second.stops.end());
    return both;
}

// Each way of one part with each way of the others.
// NOLINTNEXTLINE(misc-no-recursion): the charter bounds the depth, the limits here the width.
Alternatives ways_of_all(const Authority::Set& set) {
    if (set.of().empty()) return {};
    Alternatives all{Alternative{}};
    for (const auto& part : set.of()) {
        Alternatives longer;
        for (const auto& more : ways(part)) {
            for (const auto& so_far : all) {
                if (longer.size() > max_alternatives) break;
                longer.push_back(joined(so_far, more));
            }
        }
        all = std::move(longer);
    }
    return all;
}

// NOLINTNEXTLINE(misc-no-recursion): as above.
Alternatives ways_of_any(const Authority::Set& set) {
    Alternatives all;
    for (const auto& part : set.of()) {
        for (auto& way : ways(part)) {
            if (all.size() <= max_alternatives) all.push_back(std::move(way));
        }
    }
    return all;
}

// One alternative more than the limit tells that there are too many.
// NOLINTNEXTLINE(misc-no-recursion): as above.
Alternatives ways(const Authority& authority) {
    Alternative way;
    way.groups = 1;
    switch (authority.kind_case()) {
        // No slot: whoever is there has it (days_until_enough asks for one at least).
        case Authority::kSelf:
            return {way};
        case Authority::kMember:
            way.slots.push_back({0, true, {}, {}});
            return {way};
        case Authority::kRole: {
            Slot slot;
            if (!authority.role().office_kind().empty())
                slot.kinds = {authority.role().office_kind()};
            slot.role = authority.role().role();
            way.slots.push_back(std::move(slot));
            return {way};
        }
        case Authority::kCosign:
            if (authority.cosign().offices() == 0 || authority.cosign().office_kinds().empty())
                return {};
            return {way_of_cosign(authority.cosign())};
        case Authority::kNotice:
            way.days = authority.notice().days();
            if (authority.notice().has_stopped_by()) way.stops = {authority.notice().stopped_by()};
            return {way};
        case Authority::kAllOf:
            return ways_of_all(authority.all_of());
        case Authority::kAnyOf:
            return ways_of_any(authority.any_of());
        case Authority::KIND_NOT_SET:
            return {};
    }
    return {};
}

// Somebody who can fill a slot, by one of their roles.
struct Candidate {
    Id16 member;
    std::string kind;
    Makers made_by;
};

bool fits_office(const Slot& slot, const Backer& backer) {
    if (backer.kind.empty()) return false;
    if (slot.kinds.empty()) return backer.is_own;
    return backer.names_kind && std::ranges::find(slot.kinds, backer.kind) != slot.kinds.end();
}

// Once for each role that fits: who made the holder differs from role to role.
std::vector<Candidate> candidates(const Slot& slot, const std::vector<Backer>& backers) {
    std::vector<Candidate> found;
    for (const auto& backer : backers) {
        // A member for themself speaks for no kind and owes nothing.
        if (slot.anybody) found.push_back({backer.member, {}, {}});
        if (slot.anybody || !fits_office(slot, backer)) continue;
        for (const auto& [role, made_by] : backer.roles) {
            if (slot.role.empty() || slot.role == role)
                found.push_back({backer.member, backer.kind, made_by});
        }
    }
    return found;
}

// By the person, or by the kind of office for which that one speaks.
bool is_made_by(const Candidate& one, const Candidate& maker) {
    return one.made_by.members.contains(maker.member) || one.made_by.kinds.contains(maker.kind);
}

template <class Element>
bool overlap(const std::set<Element>& a, const std::set<Element>& b) {
    return std::ranges::any_of(a, [&b](const Element& one) { return b.contains(one); });
}

// People who owe their role to each other's body or person, or to the same third one, count as one.
bool are_independent(const Candidate& a, const Candidate& b) {
    if (a.member == b.member || is_made_by(a, b) || is_made_by(b, a)) return false;
    return !overlap(a.made_by.members, b.made_by.members) &&
           !overlap(a.made_by.kinds, b.made_by.kinds);
}

// Whom other bodies made does alone what one of these could do alone, and no more: else two appoint
// somebody to do what takes a third.
bool counts_alone(const Slot& slot, const Candidate& one) {
    const auto could = [&one](const auto& kind) { return one.made_by.kinds.contains(kind); };
    return slot.kinds.empty() || one.made_by.kinds.empty() ||
           std::ranges::any_of(slot.kinds, could);
}

// Of the search through an authority.
constexpr std::size_t max_steps = 20'000;

// Fills the slots one by one and goes back where that leads nowhere. Where the search through all
// alternatives takes too many steps, the authority is not met: that asks for dozens of people who
// depend on each other.
class Filling {
  public:
    // `steps_left` is shared by all alternatives of an authority.
    Filling(const Alternative& way, const std::vector<Backer>& backers, std::size_t& steps_left)
        : way_(way), steps_left_(steps_left) {
        for (const auto& slot : way.slots) candidates_.push_back(candidates(slot, backers));
        const auto is_not_alone = [&way](const auto& one) {
            return !counts_alone(way.slots[0], one);
        };
        // Beside others it is asked whether they are independent of each other; alone there is
        // nobody to ask it of.
        if (way.slots.size() == 1) std::erase_if(candidates_[0], is_not_alone);
    }
    bool succeeds() {
        const auto is_empty = [](const auto& list) { return list.empty(); };
        return std::ranges::none_of(candidates_, is_empty) && fill(0);
    }

  private:
    bool clashes(std::size_t slot, const Candidate& candidate) const {
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            // Within one cosign each kind counts once; in different parts of an authority it may
            // count again.
            const bool same_cosign = way_.slots[i].group == way_.slots[slot].group;
            if (same_cosign && chosen_[i]->kind == candidate.kind) return true;
            if (!are_independent(*chosen_[i], candidate)) return true;
        }
        return false;
    }
    // NOLINTNEXTLINE(misc-no-recursion): as deep as there are slots.
    bool fill(std::size_t slot) {
        if (slot == way_.slots.size()) return true;
        for (const auto& candidate : candidates_[slot]) {
            if (steps_left_ == 0) return false;
            --steps_left_;
            if (clashes(slot, candidate)) continue;
            chosen_.push_back(&candidate);
            if (fill(slot + 1)) return true;
            chosen_.pop_back();
        }
        return false;
    }

    const Alternative& way_;
    std::vector<std::vector<Candidate>> candidates_;
    std::vector<const Candidate*> chosen_;
    std::size_t& steps_left_;
};

// Searches among objectors have steps of their own: they take none from whoever supports.
bool is_stopped(const Alternative& way, const std::vector<Backer>& objectors,
                std::size_t& steps_left) {
    return std::ranges::any_of(way.stops, [&](const Authority::Cosign& stop) {
        const auto enough = way_of_cosign(stop);
        return !enough.slots.empty() && Filling{enough, objectors, steps_left}.succeeds();
    });
}

// Whether so many people as it takes, all of kinds that `stands` says, could meet it. Plain
// members, and the office that an act names, are there in any case.
template <class Stands>
bool could_be_met(const Alternative& way, const Stands& stands) {
    std::map<std::size_t, std::ptrdiff_t> asked;
    return std::ranges::all_of(way.slots, [&](const Slot& slot) {
        if (slot.anybody || slot.kinds.empty()) return true;
        const std::set<std::string> kinds{slot.kinds.begin(), slot.kinds.end()};
        return ++asked[slot.group] <= std::ranges::count_if(kinds, stands);
    });
}

// Whether everybody who meets `other` meets this one.
bool asks_no_more(const Authority::Cosign& cosign, const Authority::Cosign& other) {
    const std::set<std::string> kinds{cosign.office_kinds().begin(), cosign.office_kinds().end()};
    return cosign.offices() <= other.offices() &&
           (cosign.role().empty() || cosign.role() == other.role()) &&
           std::ranges::all_of(other.office_kinds(),
                               [&kinds](const std::string& kind) { return kinds.contains(kind); });
}

}  // namespace

// No way does without this kind, and none takes it alone.
bool takes_kind_and_others(const Authority& authority, const std::string& kind) {
    return std::ranges::none_of(ways(authority), [&kind](const Alternative& way) {
        return could_be_met(way, [&kind](const std::string& one) { return one != kind; }) ||
               could_be_met(way, [&kind](const std::string& one) { return one == kind; });
    });
}

bool waits_as_long(const Authority& authority, const Authority::Notice& least) {
    return std::ranges::all_of(ways(authority), [&least](const Alternative& way) {
        const auto stops_it = [&least](const Authority::Cosign& stop) {
            return asks_no_more(stop, least.stopped_by());
        };
        return way.days >= least.days() &&
               (!least.has_stopped_by() || std::ranges::any_of(way.stops, stops_it));
    });
}

std::optional<std::uint32_t> days_until_enough(const Authority& authority,
                                               const std::vector<Backer>& backers,
                                               const std::vector<Backer>& objectors) {
    if (backers.empty()) return std::nullopt;
    std::optional<std::uint32_t> days;
    std::size_t steps_left = max_steps;
    std::size_t steps_of_objectors = max_steps;
    for (const auto& way : ways(authority)) {
        // Of several ways the one with the shortest notice counts.
        if (days && *days <= way.days) continue;
        if (is_stopped(way, objectors, steps_of_objectors)) continue;
        if (Filling{way, backers, steps_left}.succeeds()) days = way.days;
    }
    return days;
}

bool fits_a_part(const Authority& authority, const Backer& backer) {
    for (const auto& way : ways(authority))
        for (const auto& slot : way.slots)
            if (!slot.anybody && !candidates(slot, {backer}).empty()) return true;
    return false;
}

bool could_stop(const Authority& authority, const Backer& backer) {
    return std::ranges::any_of(ways(authority), [&backer](const Alternative& way) {
        return std::ranges::any_of(way.stops, [&backer](const Authority::Cosign& stop) {
            return std::ranges::any_of(way_of_cosign(stop).slots, [&backer](const Slot& slot) {
                return !candidates(slot, {backer}).empty();
            });
        });
    });
}

}  // namespace linlian::codec
