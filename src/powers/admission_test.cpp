// What the charter's guard of admission allows is what the table of powers calls safe: over many
// random authorities, no bodies without the Party organisation reach the act, at once or by steps
// that leave the charter and elections alone, nor does the Party organisation.
#include "kit/random_authority.h"
#include "modules/all_modules.h"
#include "modules/charter/rules.h"
#include "modules/registry/registry.pb.h"
#include "powers/closure.h"

#include <gtest/gtest.h>

namespace linlian::powers {
namespace {

using registry::v1::FoundOffice;

const std::vector<std::string> kinds{"party", "street", "residents", "owners"};

Acts with_founding(const codec::v1::Authority& authority) {
    return acts_of(all_modules(), {{FoundOffice::descriptor()->full_name(), authority}});
}

bool can_found(const Acts& acts, const Bodies& bodies) {
    return acts_at_once(acts, bodies).contains(FoundOffice::descriptor()->full_name());
}

TEST(Admission, that_the_charter_allows_takes_the_party_and_another_body) {
    kit::RandomAuthority random{20261129, kinds};
    const Bodies others{"street", "residents", "owners", "property", "shop"};
    int allowed = 0;
    int refused = 0;
    for (int i = 0; i < 4000; ++i) {
        const auto authority = random.make();
        if (!charter::check_authority(authority)) continue;
        const bool is_allowed =
            charter::check_admission(*FoundOffice::descriptor(), authority).has_value();
        const auto acts = with_founding(authority);
        const bool is_safe = !can_found(acts, others) && !can_found(acts, {"party"});
        EXPECT_TRUE(is_safe || !is_allowed) << authority.ShortDebugString();
        if (is_allowed) ++allowed;
        if (!is_safe) ++refused;
    }
    EXPECT_GT(allowed, 100);
    EXPECT_GT(refused, 1000);
}

TEST(Admission, is_not_gained_by_steps_either) {
    kit::RandomAuthority random{7, kinds};
    int looked_at = 0;
    for (int i = 0; i < 2000 && looked_at < 20; ++i) {
        const auto authority = random.make();
        if (!charter::check_authority(authority) ||
            !charter::check_admission(*FoundOffice::descriptor(), authority))
            continue;
        ++looked_at;
        const auto acts = with_founding(authority);
        const auto standing = all_kinds(acts);
        for (const auto& bodies : {Bodies{"party"}, Bodies{"street", "residents"},
                                   Bodies{"street", "owners"}, Bodies{"residents", "owners"}})
            EXPECT_FALSE(acts_in_steps(acts, standing, bodies)
                             .contains(FoundOffice::descriptor()->full_name()))
                << authority.ShortDebugString();
    }
    EXPECT_EQ(looked_at, 20);
}

TEST(Admission, is_marked_on_what_admits_or_removes) {
    std::set<std::string> marked;
    for (const auto& act : acts_of(all_modules()))
        if (act.type->options().GetExtension(codec::v1::act).admits())
            marked.insert(act.type->name());
    EXPECT_EQ(marked, (std::set<std::string>{"FoundOffice", "CloseOffice"}));
    for (const auto& act : acts_of(all_modules())) {
        EXPECT_TRUE(charter::check_admission(*act.type, act.authority)) << act.type->full_name();
        EXPECT_TRUE(charter::check_admission_notice(*act.type, act.authority))
            << act.type->full_name();
    }
}

}  // namespace
}  // namespace linlian::powers
