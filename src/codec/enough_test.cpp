#include "codec/enough.h"

#include "base/check.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <chrono>

namespace linlian::codec {
namespace {

Id16 member_of(const std::string& name) {
    Id16 id;
    std::copy_n(name.begin(), std::min(name.size(), Id16::size), id.data.begin());
    return id;
}

v1::Authority parsed(const std::string& text) {
    v1::Authority authority;
    CHECK(google::protobuf::TextFormat::ParseFromString(text, &authority));
    return authority;
}

// Somebody with one role, made by these.
Backer backer(const std::string& name, const std::string& kind, const std::string& role,
              const std::vector<std::string>& made_by = {}) {
    Backer made{.member = member_of(name), .kind = kind};
    for (const auto& maker : made_by) made.roles[role].members.insert(member_of(maker));
    if (made_by.empty()) made.roles[role] = {};
    return made;
}

std::optional<std::uint32_t> days(const std::string& authority,
                                  const std::vector<Backer>& backers) {
    return days_until_enough(parsed(authority), backers);
}

const std::string two_kinds =
    R"(cosign { offices: 2 role: "clerk" office_kinds: "residents" office_kinds: "street" })";
const std::string party_and_other = R"(all_of {
    of { role { office_kind: "party" role: "chair" } }
    of { cosign { offices: 1 role: "chair" office_kinds: "street" office_kinds: "residents" } }
    of { notice { days: 7 } } })";

TEST(Enough, counts_each_kind_once_by_different_people) {
    const auto ana = backer("ana", "residents", "clerk");
    const auto ben = backer("ben", "street", "clerk");
    EXPECT_EQ(days(two_kinds, {ana, ben}), 0U);
    EXPECT_FALSE(days(two_kinds, {ana}));
    EXPECT_FALSE(days(two_kinds, {ana, backer("fan", "residents", "clerk")}));
    EXPECT_FALSE(days(two_kinds, {ana, backer("ana", "street", "clerk")}));
    EXPECT_FALSE(days(two_kinds, {ana, backer("ben", "shop", "clerk")}));
    EXPECT_FALSE(days(two_kinds, {ana, backer("ben", "street", "chair")}));
    EXPECT_FALSE(days(R"(cosign { offices: 1 role: "clerk" })", {ana})) << "it names no kind";
}

// One who comes first in the list and could fill two parts does not stand in the way.
TEST(Enough, finds_who_fills_which_part) {
    const auto both = backer("ana", "residents", "clerk");
    const auto also = backer("ana", "street", "clerk");
    const auto only = backer("zoe", "residents", "clerk");
    EXPECT_EQ(days(two_kinds, {both, also, only}), 0U);
    EXPECT_EQ(days(two_kinds, {only, both, also}), 0U);
}

TEST(Enough, asks_for_other_people_in_every_part_of_all) {
    const std::string two = R"(all_of { of { role { office_kind: "party" role: "chair" } }
                                        of { role { office_kind: "party" role: "clerk" } } })";
    auto one = backer("pam", "party", "chair");
    one.roles["clerk"] = {};
    EXPECT_FALSE(days(two, {one}));
    EXPECT_EQ(days(two, {one, backer("pat", "party", "clerk")}), 0U);
    EXPECT_FALSE(days("all_of { of { member {} } of { role { office_kind: \"party\" } } }", {one}));
}

TEST(Enough, counts_as_one_who_owe_their_role_to_each_other) {
    const auto sid = backer("sid", "street", "chair");
    const auto ana = backer("ana", "residents", "clerk", {"sid"});
    const std::string two = R"(all_of { of { role { office_kind: "street" } }
                                        of { role { office_kind: "residents" } } })";
    EXPECT_FALSE(days(two, {sid, ana}));
    EXPECT_EQ(days(two, {sid, ana, backer("fan", "residents", "clerk", {"rae"})}), 0U);
    // Two whom the same person made, whether they show themselves or not.
    EXPECT_FALSE(days(two_kinds, {ana, backer("ben", "street", "clerk", {"sid"})}));
    EXPECT_EQ(days(two_kinds, {ana, backer("ben", "street", "clerk", {"pam"})}), 0U);
}

// Whoever speaks for a body now, and whoever will after its next election, is one with those whom
// it made what they are.
TEST(Enough, counts_as_one_body_and_whom_it_made) {
    auto made = backer("dan", "residents", "clerk");
    made.roles["clerk"].kinds = {"street"};
    EXPECT_FALSE(days(two_kinds, {made, backer("ben", "street", "clerk")}));
    EXPECT_FALSE(days(two_kinds, {made, backer("successor of ben", "street", "clerk")}));
    EXPECT_EQ(
        days(two_kinds, {backer("ana", "residents", "clerk"), backer("ben", "street", "clerk")}),
        0U);
    // Nor do two bodies that a third one made count beside each other.
    auto other = backer("bea", "street", "clerk");
    other.roles["clerk"].kinds = {"party"};
    EXPECT_EQ(days(two_kinds, {backer("ana", "residents", "clerk"), other}), 0U);
    made.roles["clerk"].kinds = {"party"};
    EXPECT_FALSE(days(two_kinds, {made, other}));
}

// Party and residents appoint the street's chair, who is to do alone what neither of them could.
TEST(Enough, counts_alone_whom_bodies_made_where_one_of_these_could_do_it) {
    auto appointed = backer("fay", "street", "chair");
    appointed.roles["chair"].kinds = {"party", "residents"};
    const std::string street = R"(role { office_kind: "street" role: "chair" })";
    EXPECT_FALSE(days(street, {appointed}));
    EXPECT_FALSE(days(R"(any_of { of { )" + street + "} }", {appointed}));
    EXPECT_EQ(days(street, {backer("sid", "street", "chair")}), 0U);
    EXPECT_EQ(days(R"(cosign { offices: 1 office_kinds: "street" office_kinds: "residents" })",
                   {appointed}),
              0U);
    EXPECT_EQ(days(R"(role { role: "chair" })", {appointed}), 0U) << "of its own office";
    EXPECT_EQ(days(R"(cosign { offices: 2 office_kinds: "street" office_kinds: "owners" })",
                   {appointed, backer("ona", "owners", "chair")}),
              0U);
}

TEST(Enough, does_not_count_a_notice_that_enough_others_stop) {
    const std::string stopped = R"(all_of {
        of { role { office_kind: "party" role: "chair" } }
        of { notice { days: 7 stopped_by { offices: 2 role: "chair" office_kinds: "street"
                                           office_kinds: "residents" office_kinds: "owners" } } } })";
    const std::vector<Backer> pam{backer("pam", "party", "chair")};
    const auto sid = backer("sid", "street", "chair");
    const auto rae = backer("rae", "residents", "chair");
    const auto against = [&](const std::string& authority, const std::vector<Backer>& objectors) {
        return days_until_enough(parsed(authority), pam, objectors);
    };
    EXPECT_EQ(against(stopped, {}), 7U);
    EXPECT_EQ(against(stopped, {sid}), 7U);
    EXPECT_EQ(against(stopped, {sid, backer("sam", "street", "chair")}), 7U);
    EXPECT_EQ(against(stopped, {sid, backer("ana", "residents", "clerk")}), 7U);
    EXPECT_FALSE(against(stopped, {sid, rae}));
    EXPECT_EQ(against(party_and_other, {sid, rae}), std::nullopt) << "pam is not enough for that";
    // Another way that needs no notice is not stopped.
    const std::string either =
        "any_of { of { " + stopped + " } of { role { office_kind: \"party\" } } }";
    EXPECT_EQ(against(either, {sid, rae}), 0U);
    EXPECT_TRUE(could_stop(parsed(stopped), sid));
    EXPECT_FALSE(could_stop(parsed(stopped), backer("ben", "street", "clerk")));
    EXPECT_FALSE(could_stop(parsed(party_and_other), sid));
}

TEST(Enough, does_not_count_an_office_that_waits_but_in_its_own_matters) {
    auto chair = backer("ona", "owners", "chair");
    chair.names_kind = false;
    EXPECT_FALSE(days(R"(role { office_kind: "owners" role: "chair" })", {chair}));
    EXPECT_EQ(days(R"(role { role: "chair" })", {chair}), 0U);
    chair.is_own = false;
    EXPECT_FALSE(days(R"(role { role: "chair" })", {chair}));
}

TEST(Enough, tells_the_days_of_notice_and_takes_the_shortest_way) {
    const auto pam = backer("pam", "party", "chair");
    const auto sid = backer("sid", "street", "chair");
    EXPECT_EQ(days(party_and_other, {pam, sid}), 7U);
    EXPECT_FALSE(days(party_and_other, {pam}));
    const std::string either =
        "any_of { of { " + party_and_other + " } of { role { office_kind: \"street\" } } }";
    EXPECT_EQ(days(either, {pam, sid}), 0U);
    EXPECT_FALSE(days("notice { days: 7 }", {}));
}

TEST(Enough, ends_where_hundreds_depend_on_each_other) {
    std::vector<Backer> many;
    for (int i = 0; i < 300; ++i) {
        const auto name = std::to_string(i);
        many.push_back(backer("a" + name, i % 2 == 0 ? "residents" : "street", "clerk", {"sid"}));
    }
    EXPECT_FALSE(days(two_kinds, many));
}

TEST(TakesKindAndOthers, looks_at_every_way_to_meet_the_authority) {
    const auto takes = [](const std::string& text) {
        return takes_kind_and_others(parsed(text), "party");
    };
    const std::string three_kinds =
        R"(office_kinds: "party" office_kinds: "street" office_kinds: "residents" })";
    EXPECT_TRUE(takes(party_and_other));
    EXPECT_FALSE(takes(two_kinds)) << "without it";
    EXPECT_FALSE(takes("cosign { offices: 2 " + three_kinds)) << "two others";
    EXPECT_TRUE(takes("cosign { offices: 3 " + three_kinds));
    EXPECT_TRUE(takes(R"(cosign { offices: 2 office_kinds: "party" office_kinds: "street" })"));
    EXPECT_FALSE(takes(R"(all_of { of { role { office_kind: "party" } } of { member {} } })"))
        << "alone, with any resident";
    EXPECT_FALSE(takes(R"(all_of { of { role { office_kind: "party" } } of { role {} } })"))
        << "alone, where the act names its own office";
    EXPECT_FALSE(takes("any_of { of { " + party_and_other + " } of { " + two_kinds + " } }"));
    EXPECT_FALSE(takes("self {}"));
}

TEST(WaitsAsLong, looks_at_every_way_and_at_who_stops_it) {
    const std::string four = R"(office_kinds: "party" office_kinds: "street"
                                office_kinds: "residents" office_kinds: "owners" })";
    const auto least =
        parsed("notice { days: 7 stopped_by { offices: 2 role: \"chair\" " + four + " }").notice();
    const auto with = [&least](const std::string& notice) {
        return waits_as_long(parsed("all_of { of { member {} } of { notice { " + notice + " } } }"),
                             least);
    };
    const auto stopped = [](const std::string& by) { return "days: 7 stopped_by { " + by; };
    EXPECT_TRUE(with(stopped("offices: 2 role: \"chair\" " + four)));
    EXPECT_TRUE(with(stopped("offices: 1 " + four))) << "more easily";
    EXPECT_TRUE(with("days: 30 stopped_by { offices: 2 office_kinds: \"shop\" " + four));
    EXPECT_FALSE(with("days: 6 stopped_by { offices: 2 role: \"chair\" " + four));
    EXPECT_FALSE(with("days: 7")) << "nobody stops it";
    EXPECT_FALSE(with(stopped("offices: 3 role: \"chair\" " + four)));
    EXPECT_FALSE(with(stopped("offices: 2 role: \"archivist\" " + four))) << "who is nobody";
    EXPECT_FALSE(with(stopped(R"(offices: 2 office_kinds: "party" office_kinds: "street" })")))
        << "by the founders themselves";
    EXPECT_FALSE(waits_as_long(parsed(two_kinds), least));
    const std::string good = "all_of { of { member {} } of { notice { " +
                             stopped("offices: 2 role: \"chair\" " + four) + " } } }";
    EXPECT_TRUE(waits_as_long(parsed("any_of { of { " + good + " } }"), least));
    EXPECT_FALSE(
        waits_as_long(parsed("any_of { of { " + good + " } of { " + two_kinds + " } }"), least))
        << "another way around it";
}

// Six kinds are asked for and five are there, eight people each: no search comes to its end. What
// is spent on it is gone for the alternatives behind it, so that many of them cost no more than
// one.
TEST(Enough, has_one_bound_of_steps_for_all_alternatives) {
    std::string hard = R"(of { cosign { offices: 6 role: "clerk" )";
    std::vector<Backer> many;
    for (int kind = 0; kind < 6; ++kind) {
        const auto name = "kind" + std::to_string(kind);
        hard += "office_kinds: \"" + name + "\" ";
        for (int i = 0; kind < 5 && i < 8; ++i)
            many.push_back(backer(name + "." + std::to_string(i), name, "clerk"));
    }
    hard += "} } ";
    const std::string easy = R"(of { role { role: "clerk" office_kind: "kind0" } } )";
    EXPECT_EQ(days("any_of { " + easy + hard + "}", many), 0U);
    EXPECT_FALSE(days("any_of { " + hard + easy + "}", many));
}

// 65 alternatives of 3,600 people each, in a dozen kilobytes: nobody makes them to see that.
TEST(Countable, is_told_without_making_what_is_too_large) {
    v1::Authority wide;
    for (int i = 0; i < 16; ++i) wide.mutable_cosign()->add_office_kinds(std::string(16, 'k'));
    wide.mutable_cosign()->set_offices(16);
    v1::Authority all;
    for (int i = 0; i < 16; ++i) *all.mutable_all_of()->add_of() = wide;
    v1::Authority huge;
    for (int i = 0; i < 14; ++i) *huge.mutable_all_of()->add_of() = all;
    for (int i = 0; i < 2; ++i) {
        auto& any = *huge.mutable_all_of()->add_of()->mutable_any_of();
        for (int j = 0; j < 16; ++j) any.add_of()->mutable_role()->set_role("clerk");
    }
    const auto begun = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i) EXPECT_FALSE(is_countable(huge));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{1});
}

TEST(Countable, refuses_more_ways_than_anybody_reads) {
    std::string any = "any_of {";
    for (int i = 0; i < 9; ++i) any += " of { member {} }";
    any += " }";
    const auto all = [&](int times) {
        std::string set = "all_of {";
        for (int i = 0; i < times; ++i) set += " of { " + any + " }";
        return parsed(set + " }");
    };
    EXPECT_TRUE(is_countable(all(1)));
    EXPECT_FALSE(is_countable(all(2)));
    EXPECT_FALSE(is_countable(all(9)));
}

}  // namespace
}  // namespace linlian::codec
