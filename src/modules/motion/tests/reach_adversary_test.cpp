// Three bodies set an authority that leaves something else out of everybody's reach: what they set
// is asked for, and all that hangs on it.
#include "kit/siege.h"

namespace linlian::registry {
namespace {

// Chairs of three bodies and two clerks; the owners' committee, where it stands, has elected nobody
// yet.
struct ThreeBodies : Town {
    explicit ThreeBodies(bool with_owners = true)
        : Town("", {charter::module(), registry::module(), motion::module()}) {
        clerks();
        office("party", "party");
        estate("garden");
        if (with_owners) office("owners", "owners", "garden");
        holder("pam", "party", "chair");
        holder("sid", "street", "chair");
        holder("rae", "residents", "chair");
        person("kim");
    }
    Scenario& when_supported(const std::string& who, const std::string& in, const Id16& motion) {
        motion::v1::Support act;
        act.set_motion(motion.bytes());
        act.set_as_office(id_bytes(in));
        const auto seen = *row(motion::motions, motion);
        act.set_round(seen.round());
        act.set_shown(motion::shown_hash(motion, seen).bytes());
        return when(who, act);
    }
    // Pam proposes it and sid supports it.
    Id16 by_two(const machine::Message& act) {
        motion::v1::Propose propose;
        propose.set_act_type(act.GetDescriptor()->full_name());
        propose.set_act(codec::encode(act));
        propose.set_as_office(id_bytes("party"));
        propose.set_reason("as agreed");
        propose.set_days(30);
        when("pam", propose).then_done();
        Id16 newest;
        motion::motions.scan(rows(), [&](const auto& parts, const motion::v1::Motion& row) {
            if (row.proposed_height() == height()) newest = std::get<0>(parts);
            return true;
        });
        when_supported("sid", "street", newest);
        return newest;
    }
    Scenario& by_three(const machine::Message& act) {
        return when_supported("rae", "residents", by_two(act));
    }
};

charter::v1::SetAuthority set(const std::string& act, const std::string& authority) {
    charter::v1::SetAuthority set;
    set.set_act_type("linlian.registry.v1." + act);
    *set.mutable_authority() = kit::text<codec::v1::Authority>(authority);
    return set;
}

constexpr const char* four_bodies =
    R"(cosign { offices: 4 role: "chair"
                office_kinds: ["party", "street", "residents", "owners"] })";

// The chair of the owners' committee is only ever elected: asked for by elections, they never come
// to be.
TEST(SetAuthority, leaves_no_election_to_whom_an_election_makes) {
    for (const bool with_owners : {true, false}) {
        ThreeBodies s{with_owners};
        s.by_three(set("RecordElection", four_bodies)).then_refused(v1::ACT_UNREACHABLE);
    }
}

// A role that nobody holds, and nobody but its holders gives.
TEST(SetAuthority, leaves_no_roles_to_whom_they_make) {
    ThreeBodies s;
    s.by_three(set("GrantRole", R"(role { role: "deputy" })")).then_refused(v1::ACT_UNREACHABLE);
    s.by_three(set("GrantRole", R"(role { role: "clerk" })")).then_done();
}

// Limited to a part they would have the seat, and do nothing.
TEST(GrantRole, appoints_chairs_for_all_of_an_office) {
    Siege s{""};
    s.when("sid", leave("street")).then_done();
    auto act = grant("street", "kim", "chair");
    act.mutable_area()->set_grid_cell("nowhere");
    const auto motion = s.when_proposed("pam", "party", act);
    s.when_supported("rae", "residents", motion).then_refused(v1::VALUE_WRONG, {{"field", "area"}});
}

// Nine committees of which one has a chair, wherever its id stands among them.
TEST(LeaveRole, asks_the_committees_that_have_a_chair) {
    Town s{"", {charter::module(), registry::module()}};
    s.clerks();
    s.office("party", "party");
    for (const auto& [who, where] :
         {std::pair{"pam", "party"}, {"sid", "street"}, {"rae", "residents"}})
        s.holder(who, where, "chair");
    std::vector<std::string> names;
    for (int i = 0; i < 9; ++i) names.push_back("committee " + std::to_string(i));
    for (const auto& name : names) {
        s.estate("estate of " + name);
        s.office(name, "owners", "estate of " + name);
    }
    s.holder("ona", std::ranges::max(names, {}, [](const auto& name) { return id(name); }),
             "chair");
    s.when("pam", leave("party")).then_done();
}

// Elections by Party and owners' committees alone: a chair whom others appoint to lead both leaves
// them to nobody.
TEST(AppointedChair, is_nobody_who_leaves_an_act_to_nobody) {
    Siege s;
    charter::v1::AuthorityRow row;
    *row.mutable_authority() = kit::text<codec::v1::Authority>(
        R"(cosign { offices: 2 role: "chair" office_kinds: "party" office_kinds: "owners" })");
    row.set_set_by(given_by());
    s.given(charter::authorities, row, v1::RecordElection::descriptor()->full_name());
    s.when("pam", leave("party")).then_done();
    const auto motion = s.when_proposed("sid", "street", grant("party", "ona", "chair"));
    s.when_supported("rae", "residents", motion).then_done();
    const auto offer = *s.row(offers, id("ona"), id("party"), "chair");
    Hash32 granted;
    ASSERT_TRUE(Hash32::parse(offer.granted_by(), granted));
    s.when("ona", accept(id("party"), "chair", granted)).then_refused(v1::ACT_UNREACHABLE);
}

}  // namespace
}  // namespace linlian::registry
