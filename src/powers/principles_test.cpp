// The principles of the design (who may do what), held against the table of powers of the program's
// own authorities. Each is broken on purpose too, so that it is known to look.
#include "modules/all_modules.h"
#include "powers/groups.h"
#include "powers/table.h"
#include "powers/words.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::powers {
namespace {

Acts acts_with(const std::map<std::string, std::string>& replaced = {}) {
    Replaced authorities;
    for (const auto& [name, text] : replaced)
        EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &authorities[name]));
    return acts_of(all_modules(), authorities);
}

std::string registry_act(const std::string& name) { return "linlian.registry.v1." + name; }
std::string charter_act(const std::string& name) { return "linlian.charter.v1." + name; }
std::string ballot_act(const std::string& name) { return "linlian.ballot.v1." + name; }

using Names = std::vector<std::string>;

const Names keys{registry_act("IssueSlips"), registry_act("EnrolAtCounter"),
                 registry_act("RecoverMember"), registry_act("EndRecovery")};
const Names roster{registry_act("AdoptRoster"),     registry_act("TransferPremises"),
                   registry_act("SplitPremises"),   registry_act("MergePremises"),
                   registry_act("CorrectPremises"), registry_act("SetRepresentative"),
                   registry_act("RegisterMembers"), registry_act("AddEstate")};
const Names votes{ballot_act("VoidPaper"),        ballot_act("ReopenPaper"),
                  ballot_act("RecordDeliveries"), ballot_act("EnterMandate"),
                  ballot_act("ReplaceVoter"),     ballot_act("EnterCityList"),
                  ballot_act("UpholdObjection")};
const Names charter{charter_act("SetAuthority"), charter_act("AdoptPreset"),
                    charter_act("UsePreset"), charter_act("ScheduleAmendment"),
                    charter_act("CancelAmendment")};
const Names admission{registry_act("FoundOffice"), registry_act("CloseOffice"),
                      registry_act("RecordElection"), registry_act("GrantRole"),
                      registry_act("RevokeRole")};
const std::vector<Names> all_protected{keys, roster, votes, charter, admission};

// What one body may do alone: its own drafts, the second check of a key for which two bodies
// printed the slip, one of two readings of a paper, rulings, notes of what became of a result, and
// withdrawing a ballot that it called itself.
const std::set<std::string> one_body{
    registry_act("OpenDraft"),  registry_act("FillDraft"),   registry_act("DiscardDraft"),
    registry_act("CancelSlip"), registry_act("ActivateKey"), ballot_act("IssuePapers"),
    ballot_act("EnterPapers"),  ballot_act("ShowPapers"),    ballot_act("RuleOnObjection"),
    ballot_act("MarkResult"),   ballot_act("WithdrawBallot")};

// Every act of these that the bodies cause, at once or by steps.
Names caused(const Acts& acts, const Bodies& bodies, const Names& of) {
    const auto now = acts_at_once(acts, bodies);
    const auto later = acts_in_steps(acts, all_kinds(acts), bodies);
    Names found;
    for (const auto& name : of)
        if (now.contains(name) || later.contains(name)) found.push_back(name);
    return found;
}

bool is_closed_to(const Acts& acts, const Bodies& bodies) {
    return std::ranges::all_of(all_protected,
                               [&](const Names& of) { return caused(acts, bodies, of).empty(); });
}

bool no_body_alone(const Acts& acts) {
    return std::ranges::all_of(all_kinds(acts),
                               [&](const std::string& kind) { return is_closed_to(acts, {kind}); });
}

Names all_added(const Acts& acts) {
    Names found;
    for (const auto& line : table_of(acts).lines) {
        for (const auto& text : added_text(line)) found.push_back(line.act->name() + ": " + text);
    }
    return found;
}

const char* const two_clerks_anywhere =
    R"(cosign { offices: 2 role: "clerk" office_kinds: "residents" office_kinds: "street"
                office_kinds: "property" office_kinds: "shop" })";

TEST(Principle, every_protected_act_is_one_of_the_schema) {
    const auto acts = acts_with();
    for (const auto& names : all_protected) {
        for (const auto& name : names)
            EXPECT_TRUE(std::ranges::any_of(acts, [&](const Act& act) {
                return act.type->full_name() == name;
            })) << name;
    }
    for (const auto& name : acts_with_words())
        EXPECT_TRUE(std::ranges::any_of(acts, [&](const Act& act) {
            return act.type->name() == name;
        })) << name;
}

TEST(Principle, plain_members_touch_nothing_of_others) {
    EXPECT_TRUE(is_closed_to(acts_with(), {}));
    EXPECT_FALSE(is_closed_to(acts_with({{charter_act("UsePreset"), "member {}"}}), {}));
}

TEST(Principle, no_body_alone_changes_keys_roster_votes_charter_or_offices_of_others) {
    EXPECT_TRUE(no_body_alone(acts_with()));
    EXPECT_FALSE(no_body_alone(acts_with(
        {{registry_act("EnrolAtCounter"), R"(role { office_kind: "residents" role: "clerk" })"}})));
    EXPECT_FALSE(no_body_alone(
        acts_with({{ballot_act("EnterMandate"),
                    R"(cosign { offices: 1 role: "clerk" office_kinds: "owners" })"}})));
}

// Whatever an act is about: one body causes only what is listed above, so a new act shows here.
TEST(Principle, one_body_causes_only_what_is_listed) {
    const auto acts = acts_with();
    for (const auto& kind : all_kinds(acts)) {
        for (const auto& name : acts_in_steps(acts, all_kinds(acts), {kind})) {
            const bool anybodys = acts_in_steps(acts, all_kinds(acts), {}).contains(name);
            EXPECT_TRUE(anybodys || one_body.contains(name)) << kind << ": " << name;
        }
    }
}

TEST(Principle, party_and_residents_take_nothing) {
    EXPECT_TRUE(is_closed_to(acts_with(), {"party"}));
    const auto old = acts_with({{registry_act("FoundOffice"), R"(role { office_kind: "party" })"},
                                {registry_act("RecoverMember"), two_clerks_anywhere}});
    EXPECT_FALSE(is_closed_to(old, {"party"})) << "offices that it founds alone owe it alone";
}

TEST(Principle, property_company_and_shop_take_nothing) {
    EXPECT_TRUE(is_closed_to(acts_with(), {"property", "shop"}));
    EXPECT_FALSE(is_closed_to(acts_with({{registry_act("IssueSlips"), two_clerks_anywhere}}),
                              {"property", "shop"}));
    EXPECT_FALSE(is_closed_to(acts_with({{ballot_act("RecordDeliveries"), two_clerks_anywhere}}),
                              {"property", "shop"}));
    const auto acts = acts_with();
    for (const auto& name : acts_in_steps(acts, all_kinds(acts), {"property", "shop"}))
        EXPECT_TRUE(acts_at_once(acts, {}).contains(name) || name == ballot_act("WithdrawBallot"))
            << name << ": nothing beside members but their own ballots";
}

TEST(Principle, nothing_is_admitted_without_the_party_nor_by_it_alone) {
    for (const auto& act : acts_with()) {
        if (act.type->name() != "FoundOffice" && act.type->name() != "CloseOffice") continue;
        for (const auto& one : smallest_coalitions(act.authority).coalitions) {
            EXPECT_TRUE(std::ranges::count(one.holders, Holder{"party", "chair"}) == 1);
            EXPECT_EQ(one.holders.size(), 2U);
            EXPECT_EQ(one.notice_days, 7U);
        }
    }
    const auto acts = acts_with();
    EXPECT_TRUE(caused(acts, {"street", "residents"}, admission).size() < admission.size());
    EXPECT_FALSE(acts_in_steps(acts, all_kinds(acts), {"street", "residents"})
                     .contains(registry_act("FoundOffice")));
}

// What closes the body that is in the way and founds another one is no way around an election.
TEST(Principle, the_seat_of_the_owners_committee_is_taken_by_no_two_bodies) {
    const auto acts = acts_with();
    const auto act_called = [&acts](const std::string& name) {
        return *std::ranges::find_if(
            acts, [&name](const Act& act) { return act.type->full_name() == name; });
    };
    const auto can_close = [&](const Bodies& bodies, const std::string& kind) {
        return Groups{roles_named(acts), bodies}.can_close(
            act_called(registry_act("CloseOffice")), act_called(registry_act("RecordElection")),
            kind);
    };
    const auto kinds = all_kinds(acts);
    for (const auto& one : kinds) {
        for (const auto& other : kinds)
            EXPECT_FALSE(can_close({one, other}, "owners")) << one << " and " << other;
    }
    EXPECT_TRUE(can_close({"party", "street", "residents"}, "owners"));
    EXPECT_TRUE(can_close({"party", "residents"}, "street"));
    EXPECT_FALSE(can_close({"party", "residents"}, "party")) << "not by itself";
}

TEST(Principle, three_bodies_stand_behind_the_charter) {
    const auto acts = acts_with();
    for (const auto& [name, reach] : reach_of(acts, all_kinds(acts))) {
        const auto found = std::ranges::find(charter, name);
        if (found == charter.end() || name == charter_act("CancelAmendment")) continue;
        EXPECT_EQ(reach.at_once.size(), 4U) << name;
        for (const auto& bodies : reach.at_once) EXPECT_EQ(bodies.size(), 3U) << name;
    }
}

TEST(Principle, two_steps_give_nothing_that_one_denies) {
    EXPECT_EQ(all_added(acts_with()), Names{});
}

// Each way by which steps could add something is seen when it is opened.
TEST(Closure, sees_whom_founders_make) {
    const auto added =
        all_added(acts_with({{registry_act("FoundOffice"), R"(role { office_kind: "party" })"}}));
    EXPECT_THAT(added, testing::Contains("SetAuthority: Party organisation + street office"));
    EXPECT_THAT(added, testing::Not(testing::Contains("CancelSlip: Party organisation")))
        << "nobody does alone what their makers could not";
    EXPECT_THAT(added, testing::Not(testing::Contains("AddEstate: Party organisation")))
        << "two offices that one body made count as one";
}

TEST(Closure, sees_keys_taken_where_nobody_outside_ends_it) {
    const auto added =
        all_added(acts_with({{registry_act("EndRecovery"),
                              R"(cosign { offices: 2 role: "clerk" office_kinds: "residents"
                                office_kinds: "street" })"}}));
    EXPECT_THAT(added, testing::Contains("SetAuthority: residents' committee + street office"));
}

TEST(Closure, sees_elections_that_were_none_and_charters_rewritten) {
    const char* const shop = R"(role { office_kind: "shop" })";
    EXPECT_THAT(all_added(acts_with({{registry_act("RecordElection"), shop}})),
                testing::Contains("AdoptRoster: shop"));
    const auto acts = acts_with({{charter_act("SetAuthority"), shop}});
    EXPECT_TRUE(acts_in_steps(acts, all_kinds(acts), {"shop"}).contains(roster.front()));
    EXPECT_THAT(table_of(acts).writers, testing::Contains(Bodies{"shop"}));
}

// A young community without an owners' committee: the Party organisation alone ends no recovery.
TEST(Closure, sees_that_a_body_is_missing_to_end_a_recovery) {
    const auto table = table_of(acts_with(), {"party", "street", "residents"});
    EXPECT_TRUE(std::ranges::any_of(table.lines, [](const Line& line) {
        return std::ranges::count(line.added, Bodies{"residents", "street"}) > 0;
    }));
}

// Whoever could close the bodies outside leaves nobody to end a recovery.
TEST(Closure, sees_that_bodies_outside_are_closed) {
    const auto acts =
        acts_with({{registry_act("CloseOffice"), R"(role { office_kind: "street" })"},
                   {registry_act("RecordElection"),
                    R"(cosign { offices: 4 office_kinds: "party" office_kinds: "street"
                                     office_kinds: "residents" office_kinds: "owners" })"}});
    EXPECT_TRUE(acts_in_steps(acts, all_kinds(acts), {"residents", "street"})
                    .contains(charter_act("SetAuthority")));
    const auto usual = acts_with();
    EXPECT_FALSE(acts_in_steps(usual, all_kinds(usual), {"residents", "street"})
                     .contains(charter_act("SetAuthority")));
}

// Of a founder who is a plain member nobody outside is a maker: what is founded counts for itself.
TEST(Closure, sees_what_plain_members_found) {
    const auto added = all_added(acts_with({{registry_act("FoundOffice"), "member {}"}}));
    EXPECT_THAT(added, testing::Contains("SetAuthority: plain members"));
}

TEST(Coalitions, are_the_smallest_and_of_different_people) {
    const auto asks = [](const char* text) {
        codec::v1::Authority authority;
        EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &authority));
        return smallest_coalitions(authority).coalitions;
    };
    const auto two = asks(R"(all_of { of { role { office_kind: "a" role: "clerk" } }
                                      of { cosign { offices: 1 role: "clerk" office_kinds: "a"
                                                    office_kinds: "b" } }
                                      of { notice { days: 3 } } })");
    ASSERT_EQ(two.size(), 2U);
    EXPECT_EQ(two[0].holders, (std::vector<Holder>{{"a", "clerk"}, {"a", "clerk"}}));
    EXPECT_EQ(two[1].holders, (std::vector<Holder>{{"a", "clerk"}, {"b", "clerk"}}));
    EXPECT_EQ(two[1].notice_days, 3U);
    const auto any = asks(R"(any_of { of { role { role: "chair" } } of { member {} } })");
    ASSERT_EQ(any.size(), 2U);
    EXPECT_EQ(any[0].holders, std::vector<Holder>{Holder{}});
    EXPECT_TRUE(asks("any_of {}").empty());
    EXPECT_EQ(asks("self {}").size(), 1U);
}

}  // namespace
}  // namespace linlian::powers
