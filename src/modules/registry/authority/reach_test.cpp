// What a look at what everybody could still do costs where much stands. The kit holds each act
// against what it pays.
#include "modules/registry/offices/office_acts_for_tests.h"

namespace linlian::registry {
namespace {

// A hundred and fifty estates, each with a committee, a property company and their people; sue
// keeps a shop.
struct City : Town {
    City() : Town("", {charter::module(), registry::module()}) {
        bodies();
        office("shop", "shop");
        holder("sue", "shop", "chair");
        person("dan");
        for (int i = 0; i < 150; ++i) {
            const auto number = std::to_string(i);
            estate("estate " + number);
            for (const auto* kind : {"owners", "property"}) {
                const auto name = std::string{kind} + " " + number;
                office(name, kind, "estate " + number);
                for (const auto* role : {"chair", "clerk", "guide", "warden"})
                    holder(name + " " + role, name, role);
            }
        }
    }
    void leaves(const std::string& who, const std::string& where) { when(who, leave(where)); }
};

TEST(Reach, is_looked_at_in_the_time_that_is_paid_for) {
    City s;
    s.leaves("sue", "shop");
    s.then_done();
    EXPECT_GE(s.paid(), 100U);
    s.leaves("sid", "street");
    s.then_done();
}

// Clubs, each of a kind of its own, and shops.
struct CityOfClubs : City {
    CityOfClubs() {
        for (char a = 'a'; a <= 'z'; ++a)
            for (char b = 'a'; b < 'k'; ++b) {
                const auto kind = std::string{"club_"} + a + b;
                office(kind, kind);
                office("shop of " + kind, "shop");
            }
    }
};

TEST(Reach, is_looked_at_in_time_where_offices_of_all_are_many) {
    CityOfClubs s;
    s.leaves("sue", "shop");
    s.then_done();
    EXPECT_GE(s.paid(), 175U) << "by the offices and roles, too";
}

TEST(Reach, is_looked_at_in_time_where_offices_are_many_and_no_election_is_within_it) {
    CityOfClubs s;
    for (const auto* name : {"residents", "street", "owners"}) s.closed(name);
    s.leaves("sue", "shop");
    s.then_done();
}

// Two bodies are left, in which nobody records an election: each estate is looked at by itself.
TEST(Reach, is_looked_at_in_time_where_no_election_is_within_it) {
    City s;
    for (const auto* name : {"residents", "street", "owners"}) s.closed(name);
    s.leaves("sue", "shop");
    s.then_done();
}

}  // namespace
}  // namespace linlian::registry
