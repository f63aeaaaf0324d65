#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

v1::FoundOffice found(const std::string& name, const std::string& kind = "shop") {
    v1::FoundOffice act;
    act.set_kind(kind);
    act.set_name(name);
    return act;
}

v1::CloseOffice close(const std::string& office) {
    v1::CloseOffice act;
    act.set_office(id_bytes(office));
    act.set_document(document());
    return act;
}

v1::GrantRole grant(const std::string& office, const std::string& member,
                    const std::string& role = "clerk") {
    v1::GrantRole act;
    act.set_office(id_bytes(office));
    act.set_member(id_bytes(member));
    act.set_role(role);
    return act;
}

v1::RevokeRole revoke(const std::string& office, const std::string& member, const Bytes& granted_by,
                      const std::string& role = "clerk") {
    v1::RevokeRole act;
    act.set_office(id_bytes(office));
    act.set_member(id_bytes(member));
    act.set_role(role);
    act.set_granted_by(granted_by);
    return act;
}

struct Offices : Town {
    Offices() {
        office("party", "party");
        office("shop", "shop");
        holder("head", "party", "head");
        holder("shopkeeper", "shop", "head");
        person("dan");
    }
};

TEST(FoundOffice, is_the_party_heads_alone) {
    Offices s;
    s.when("head", found("bakery")).then_done().then_events({"OfficeFounded"});
    s.when("shopkeeper", found("smithy"))
        .then_refused(v1::AUTHORITY_MISSING, {{"needed", "role:party:head"}});
}

TEST(FoundOffice, refuses_a_second_of_the_name_and_a_kind_that_is_no_word) {
    Offices s;
    s.when("head", found("shop")).then_refused(v1::OFFICE_EXISTS);
    s.when("head", found("bakery", "Shop 1")).then_refused(v1::VALUE_WRONG, {{"field", "kind"}});
    s.when("head", found("")).then_refused(v1::VALUE_MISSING, {{"field", "name"}});
}

TEST(CloseOffice, takes_the_roles_of_the_office_away_with_it) {
    Offices s;
    charter::v1::AuthorityRow row;
    row.mutable_authority()->mutable_role()->set_office_kind("party");
    s.given(charter::authorities, row, v1::CloseOffice::descriptor()->full_name());
    s.when("head", close("shop")).then_done().then_events({"OfficeClosed"});
    s.when("head", close("shop")).then_refused(v1::OFFICE_UNKNOWN);
    EXPECT_FALSE(holds_role(s.rows(), id("shopkeeper"), id("shop"), "head", s.now()));
    // His role lived in the office that was closed: it grants nothing any more.
    s.when("shopkeeper", grant("shop", "dan")).then_refused(v1::AUTHORITY_MISSING);
    s.when("head", found("shop")).then_done();  // the name is free again
}

TEST(CloseOffice, asks_for_three_heads_by_default) {
    Offices s;
    s.when("head", close("shop"))
        .then_refused(v1::AUTHORITY_MISSING, {{"needed", "cosign:3:head"}});
}

TEST(GrantRole, is_the_heads_of_that_very_office) {
    Offices s;
    s.when("shopkeeper", grant("shop", "dan")).then_done().then_events({"RoleGranted"});
    s.when("shopkeeper", grant("shop", "dan")).then_refused(v1::ROLE_HELD);
    s.when("shopkeeper", grant("party", "dan")).then_refused(v1::ROLE_NOT_YOURS);
    s.when("shopkeeper", grant("shop", "nobody")).then_refused(v1::MEMBER_UNKNOWN);
    s.when("shopkeeper", grant("nowhere", "dan")).then_refused(v1::OFFICE_UNKNOWN);
    s.when("dan", grant("shop", "head")).then_refused(v1::AUTHORITY_MISSING);
}

TEST(GrantRole, lets_the_party_appoint_a_first_head_and_no_second) {
    Offices s;
    s.office("bakery", "shop");
    s.when("head", grant("bakery", "dan", "clerk")).then_refused(v1::ROLE_NOT_YOURS);
    s.when("head", grant("bakery", "dan", "head")).then_done();
    s.when("head", grant("bakery", "shopkeeper", "head")).then_refused(v1::ROLE_NOT_YOURS);
}

TEST(GrantRole, ends_with_its_term) {
    Offices s;
    auto act = grant("shop", "dan", "head");
    act.set_until_ms(s.now().ms);
    s.when("shopkeeper", act).then_refused(v1::TERM_WRONG);
    act.set_until_ms(s.now().ms + ms_per_day);
    s.when("shopkeeper", act).then_done();
    s.when("dan", grant("shop", "head", "clerk")).then_done();
    s.when_passed(ms_per_day);
    s.when("dan", grant("shop", "head", "buyer")).then_refused(v1::AUTHORITY_MISSING);
    s.when("shopkeeper", act).then_refused(v1::TERM_WRONG);
    act.clear_until_ms();
    s.when("shopkeeper", act).then_done();  // a role that ended can be granted anew
}

TEST(RevokeRole, ends_the_role_it_names_by_its_grant) {
    Offices s;
    s.when("shopkeeper", grant("shop", "dan")).then_done();
    const Bytes granted_by = s.last_id().bytes();
    s.when("head", revoke("shop", "dan", granted_by)).then_refused(v1::ROLE_NOT_YOURS);
    s.when("shopkeeper", revoke("shop", "dan", granted_by))
        .then_done()
        .then_events({"RoleRevoked"});
    s.when("shopkeeper", revoke("shop", "dan", granted_by)).then_refused(v1::ROLE_UNKNOWN);
}

TEST(AddEstate, makes_an_estate_without_premises) {
    Town s;
    s.clerks();
    s.by_one_clerk<v1::AddEstate>();
    v1::AddEstate act;
    s.when("ana", act).then_refused(v1::VALUE_MISSING, {{"field", "name"}});
    act.set_name("garden");
    s.when("ana", act).then_done().then_events({"EstateAdded"});
    s.when("ana", act).then_refused(v1::ESTATE_EXISTS);
}

TEST(RegistryVectors, hold_every_act_event_and_refusal) {
    EXPECT_EQ(kit::missing_from_golden(registry::module()), std::vector<std::string>{});
}

}  // namespace
}  // namespace linlian::registry
