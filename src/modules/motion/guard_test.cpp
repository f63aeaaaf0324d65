// The charter promises that its own acts never fall to one office. What counts is what the registry
// makes of an authority, so the two are put together here over many random authorities.
#include "kit/motions.h"

#include <gtest/gtest.h>

#include <random>

namespace linlian::motion {
namespace {

using codec::v1::Authority;
using World = kit::MotionScenario;

class RandomAuthority {
  public:
    explicit RandomAuthority(unsigned seed) : random_(seed) {}

    Authority make(int levels = 3) {
        Authority authority;
        switch (below(levels > 1 ? 6 : 4)) {
            case 0:
                authority.mutable_self();
                break;
            case 1:
                authority.mutable_member();
                break;
            case 2:
                authority.mutable_role()->set_role(word({"", "chair", "clerk"}));
                authority.mutable_role()->set_office_kind(word({"", "party", "owners"}));
                break;
            case 3:
                authority.mutable_cosign()->set_offices(1 + below(3));
                authority.mutable_cosign()->set_role(word({"", "chair", "clerk"}));
                for (const auto* kind : {"party", "residents", "owners"})
                    if (below(4) != 0) authority.mutable_cosign()->add_office_kinds(kind);
                break;
            case 4:
                fill(*authority.mutable_all_of(), levels);
                break;
            default:
                fill(*authority.mutable_any_of(), levels);
        }
        return authority;
    }

  private:
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }
    std::string word(const std::vector<std::string>& words) {
        return words[below(static_cast<unsigned>(words.size()))];
    }
    void fill(Authority::Set& set, int levels) {
        const unsigned count = 1 + below(3);
        for (unsigned i = 0; i < count; ++i) *set.add_of() = make(levels - 1);
    }

    std::mt19937 random_;
};

TEST(CharterGuard, never_lets_one_office_change_the_charter) {
    World s;
    for (const auto* role : {"worker", "clerk"}) kit::seat_role(s, "ana", "party", role);
    const auto party = kit::office_of("party");
    const std::vector<registry::Supporter> alone{{kit::member_of("ana"), party},
                                                 {kit::member_of("gao"), party},
                                                 {kit::member_of("dan"), {}}};
    auto together = alone;
    together.push_back({kit::member_of("ben"), kit::office_of("residents")});
    together.push_back({kit::member_of("cai"), kit::office_of("owners")});

    RandomAuthority random{20261121};
    int accepted = 0;
    int met_together = 0;
    for (int i = 0; i < 5000; ++i) {
        charter::v1::SetAuthority act;
        act.set_act_type(act.GetDescriptor()->full_name());
        *act.mutable_authority() = random.make();
        if (!s.registry().find_act(act.act_type())->well_formed(act)) continue;
        ++accepted;
        EXPECT_FALSE(registry::satisfies(s.rows(), act.authority(), alone, act, s.now()))
            << act.authority().ShortDebugString();
        if (registry::satisfies(s.rows(), act.authority(), together, act, s.now())) ++met_together;
    }
    EXPECT_GT(accepted, 500);
    EXPECT_GT(met_together, 100) << "else the property holds for want of cases";
}

charter::v1::SetAuthority set_to(const std::string& act_type, const std::string& authority) {
    charter::v1::SetAuthority act;
    act.set_act_type(act_type);
    *act.mutable_authority() = kit::text<Authority>(authority);
    return act;
}

// Else a charter could take everybody's own matters from them, or end motions for ever.
TEST(CharterGuard, leaves_motions_and_ones_own_matters_as_they_are) {
    kit::Scenario s{"charter", {charter::module(), registry::module(), motion::module()}};
    for (const auto* name : {"pam", "sid", "rae"}) kit::seat_member(s, name);
    for (const auto* kind : {"party", "street", "residents"}) kit::seat_office(s, kind, kind);
    kit::seat_role(s, "pam", "party", "chair");
    kit::seat_role(s, "sid", "street", "chair");
    kit::seat_role(s, "rae", "residents", "chair");
    charter::v1::AuthorityRow row;
    row.mutable_authority()->mutable_member();
    row.set_set_by(Bytes(Hash32::size, 's'));
    s.given(charter::authorities, row, charter::v1::SetAuthority::descriptor()->full_name());
    for (const auto* type :
         {"linlian.motion.v1.Propose", "linlian.motion.v1.Support", "linlian.registry.v1.AddKey"})
        s.when("pam", set_to(type, R"(role { office_kind: "party" })"))
            .then_refused(charter::v1::AUTHORITY_FIXED, {{"act_type", type}});
    // Nobody could do it any more: there is no owners' committee here.
    s.when("pam", set_to("linlian.registry.v1.AddEstate", R"(role { office_kind: "owners" })"))
        .then_refused(registry::v1::ACT_UNREACHABLE,
                      {{"act_type", "linlian.registry.v1.AddEstate"}, {"missing", "owners:"}});
    s.when("pam", set_to("linlian.registry.v1.AddEstate", R"(role { office_kind: "street" })"))
        .then_done();
}

}  // namespace
}  // namespace linlian::motion
