// count_units() against loops that remember nothing: for each head every unit and every ballot is
// looked at again. And what must make no difference to a count.
#include "codec/wire.h"
#include "tally/count_units.h"
#include "tally/figures_for_tests.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace linlian::tally {
namespace {

struct Drawn {
    std::vector<Unit> units;
    std::vector<CastBallot> ballots;
    Counting how;
};

constexpr UnitKind kinds[] = {UnitKind::flat,    UnitKind::shop,   UnitKind::parking,
                              UnitKind::storage, UnitKind::unsold, UnitKind::undelivered};

const Owner& drawn_owner(const std::vector<Unit>& units) {
    return units[*rc::gen::inRange<std::size_t>(0, units.size())].owner;
}

Drawn draw() {
    const std::vector<Owner> people{{"a"}, {"b"}, {"a", "b"}, {"c"}, {"b", "c"}, {"d"}};
    Drawn drawn;
    const int count = *rc::gen::inRange(1, 12);
    for (int i = 0; i < count; ++i)
        drawn.units.push_back({"u" + std::to_string(i), *rc::gen::inRange<std::uint64_t>(1, 50),
                               people[*rc::gen::inRange<std::size_t>(0, people.size())],
                               kinds[*rc::gen::inRange<std::size_t>(0, 6)]});
    const int cast = *rc::gen::inRange(0, 15);
    for (int i = 0; i < cast; ++i)
        drawn.ballots.push_back(
            {drawn_owner(drawn.units), static_cast<v1::Choice>(*rc::gen::inRange(1, 5))});
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i)
        drawn.how.delivered.push_back(drawn_owner(drawn.units));
    drawn.how.invalid_participates = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) drawn.how.kinds.insert(UnitKind::parking);
    if (*rc::gen::arbitrary<bool>()) drawn.how.kinds.erase(UnitKind::shop);
    return drawn;
}

v1::Input counted(const Drawn& drawn) {
    auto count = count_units(drawn.units, drawn.ballots, drawn.how);
    CHECK(count.has_value());
    return count->input;
}

std::string bytes(const v1::Input& input) { return codec::encode(input); }

// Heads and area of the owners of counted units whom `belongs` accepts.
template <class Belongs>
v1::Figures looked_up(const Drawn& drawn, Belongs belongs) {
    std::int64_t count = 0, area = 0;
    for (std::size_t i = 0; i < drawn.units.size(); ++i) {
        const auto& unit = drawn.units[i];
        if (!drawn.how.kinds.contains(unit.kind) || !belongs(unit.owner)) continue;
        area += static_cast<std::int64_t>(unit.area_centi);
        bool is_first = true;
        for (std::size_t j = 0; j < i; ++j)
            is_first = is_first && !(drawn.units[j].owner == unit.owner &&
                                     drawn.how.kinds.contains(drawn.units[j].kind));
        count += is_first ? 1 : 0;
    }
    return figures(count, area);
}

v1::Choice last_choice(const Drawn& drawn, const Owner& owner) {
    auto choice = v1::CHOICE_NOT_COUNTED;
    for (const auto& ballot : drawn.ballots) {
        if (ballot.owner == owner) choice = ballot.choice;
    }
    return choice;
}

bool same(const v1::Figures& left, const v1::Figures& right) {
    return left.heads().value() == right.heads().value() &&
           left.area_centi().value() == right.area_centi().value();
}

RC_GTEST_PROP(CountModel, agrees_with_looking_everything_up, ()) {
    const auto drawn = draw();
    const auto input = counted(drawn);
    const auto with = [&](v1::Choice choice) {
        return looked_up(
            drawn, [&, choice](const Owner& owner) { return last_choice(drawn, owner) == choice; });
    };
    RC_ASSERT(same(input.total(), looked_up(drawn, [](const Owner&) { return true; })));
    RC_ASSERT(same(input.agree(), with(v1::CHOICE_AGREE)));
    RC_ASSERT(same(input.disagree(), with(v1::CHOICE_DISAGREE)));
    RC_ASSERT(same(input.abstain(), with(v1::CHOICE_ABSTAIN)));
    RC_ASSERT(same(input.invalid(), with(v1::CHOICE_INVALID)));
    RC_ASSERT(same(input.participating(), looked_up(drawn, [&](const Owner& owner) {
                       const auto choice = last_choice(drawn, owner);
                       return choice != v1::CHOICE_NOT_COUNTED &&
                              (choice != v1::CHOICE_INVALID || drawn.how.invalid_participates);
                   })));
    RC_ASSERT(same(input.silence().silent(), looked_up(drawn, [&](const Owner& owner) {
                       return last_choice(drawn, owner) == v1::CHOICE_NOT_COUNTED &&
                              std::ranges::count(drawn.how.delivered, owner) > 0;
                   })));
    // What is counted never contradicts itself.
    RC_ASSERT(decided(rule_of("278.6"), input).contradictions_size() == 0);
}

RC_GTEST_PROP(CountModel, does_not_depend_on_the_order_of_different_owners, ()) {
    auto drawn = draw();
    const auto before = bytes(counted(drawn));
    std::ranges::stable_sort(drawn.ballots, {}, &CastBallot::owner);
    std::ranges::reverse(drawn.units);
    RC_ASSERT(bytes(counted(drawn)) == before);
}

RC_GTEST_PROP(CountModel, does_not_change_when_premises_are_divided, ()) {
    auto drawn = draw();
    const auto before = bytes(counted(drawn));
    auto& unit = drawn.units[*rc::gen::inRange<std::size_t>(0, drawn.units.size())];
    RC_PRE(unit.area_centi > 1);
    const auto part = *rc::gen::inRange<std::uint64_t>(1, unit.area_centi);
    unit.area_centi -= part;
    drawn.units.push_back({"new", part, unit.owner, unit.kind});
    RC_ASSERT(bytes(counted(drawn)) == before);
}

RC_GTEST_PROP(CountModel, forgets_what_an_owner_said_before, ()) {
    auto drawn = draw();
    RC_PRE(!drawn.ballots.empty());
    const auto before = bytes(counted(drawn));
    const auto owner = drawn.ballots[*rc::gen::inRange<std::size_t>(0, drawn.ballots.size())].owner;
    drawn.ballots.insert(drawn.ballots.begin(),
                         {owner, static_cast<v1::Choice>(*rc::gen::inRange(1, 5))});
    RC_ASSERT(bytes(counted(drawn)) == before);
}

}  // namespace
}  // namespace linlian::tally
