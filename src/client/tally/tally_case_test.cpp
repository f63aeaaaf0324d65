#include "client/tally/tally_case.h"

#include "client/words/refusal_words.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::client {

namespace {

// "CASE_KEY_MISSING matter", or "taken": the code and its first figure.
std::string fault_of(const std::string& file) {
    const auto read = read_tally_case(file);
    if (read) return "taken";
    const auto& [code, figures] = read.error();
    return code.substr(code.find('.') + 1) + " " + (figures.empty() ? "" : figures[0].value);
}

std::string figures(const std::string& members) {
    return R"({"matter": "278.5", )" + members + "}";
}

std::string checks(const std::string& list) { return R"({"rule": {"checks": [)" + list + "]}}"; }

std::string counted(const std::string& units, const std::string& ballots,
                    const std::string& more = "") {
    return R"({"matter": "278.5", "units": [)" + units + R"(], "ballots": [)" + ballots + "]" +
           more + "}";
}

constexpr const char* flat = R"({"id": "a", "area": "90.00", "owner": ["X"], "kind": "flat"})";
constexpr const char* vote = R"({"owner": ["X"], "choice": "agree"})";

TEST(TallyCase, reads_figures_and_leaves_unknown_ones_unknown) {
    const auto read = read_tally_case(figures(
        R"("totals": {"heads": 2237, "area": "158949.87"}, "agree": {}, "disagree": {"heads": 0})"));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->input.total().heads().value(), 2237U);
    EXPECT_EQ(read->input.total().area_centi().value(), 15'894'987U);
    EXPECT_FALSE(read->input.agree().has_heads());
    EXPECT_TRUE(read->input.disagree().has_heads());
    EXPECT_EQ(read->rule.checks_size(), 4);
}

TEST(TallyCase, says_in_each_language_what_is_expected) {
    const auto said = [](const std::string& file) {
        const auto words = refusal_words(read_tally_case(file).error());
        return words.zh + "; " + words.en;
    };
    EXPECT_EQ(said("[]"), "the whole：应写成{ } 中的成员; the whole must be written as an object");
    EXPECT_EQ(said(figures(R"("totals": {"area": 12})")),
              "totals.area：应写成加引号的文字; totals.area must be written as a text");
    EXPECT_EQ(
        said(figures(R"("totals": {"heads": 1.5})")),
        "totals.heads：应写成不带小数的整数; totals.heads must be written as a whole number of "
        "uint64");
}

TEST(TallyCase, reads_areas_without_rounding) {
    const auto area_of = [](const std::string& text) {
        const auto read = read_tally_case(figures(R"("totals": {"area": ")" + text + R"("})"));
        return read ? std::to_string(read->input.total().area_centi().value()) : "refused";
    };
    EXPECT_EQ(area_of("0"), "0");
    EXPECT_EQ(area_of("0.1"), "10");
    EXPECT_EQ(area_of("0.07"), "7");
    EXPECT_EQ(area_of("105966.58"), "10596658");
    EXPECT_EQ(area_of("10000000000000.00"), "1000000000000000");
    for (const char* wrong :
         {"", ".5", "5.", "5.123", "-1", "+1", "1e3", "1,000", " 1", "1 ", "0x1", "1.2.3", "1.-2",
          "10000000000000.01", "99999999999999999999999", "NaN", "１"})
        EXPECT_EQ(area_of(wrong), "refused") << wrong;
}

TEST(TallyCase, refuses_areas_and_heads_of_another_kind) {
    EXPECT_EQ(fault_of(figures(R"("totals": {"area": 12.5})")), "CASE_KIND_WRONG totals.area");
    EXPECT_EQ(fault_of(figures(R"("totals": {"area": 12})")), "CASE_KIND_WRONG totals.area");
    for (const char* heads :
         {"-1", "1.0", "1e2", "\"x\"", "true", "[]", "null", "123456789012345678901234567890"})
        EXPECT_EQ(fault_of(figures(R"("agree": {"heads": )" + std::string{heads} + "}")),
                  "CASE_KIND_WRONG agree.heads")
            << heads;
    EXPECT_EQ(fault_of(figures(R"("agree": {"heads": 1000000000000001})")),
              "CASE_HEADS_WRONG agree.heads");
}

TEST(TallyCase, refuses_what_is_not_json) {
    for (const char* text : {"", "{", "null x", "{} {}", "{'matter': 1}", "{\"a\": \"\xff\"}",
                             "[1,]", R"({"matter": "278.5"} trailing)"})
        EXPECT_TRUE(fault_of(text).starts_with("CASE_UNREADABLE ")) << text;
    EXPECT_EQ(fault_of(std::string(100'000, '[') + std::string(100'000, ']')),
              "CASE_UNREADABLE 「it nests too deep」");
    EXPECT_EQ(fault_of("[]"), "CASE_KIND_WRONG the whole");
    EXPECT_EQ(fault_of(std::string(tally_case_bytes_max + 1, ' ')), "CASE_TOO_LARGE .");
}

TEST(TallyCase, names_what_is_given_twice) {
    EXPECT_EQ(fault_of(R"({"matter": "278.5", "matter": "278.6"})"),
              "CASE_UNREADABLE 「matter is given twice」");
    EXPECT_EQ(fault_of(figures(R"("totals": {"heads": 1, "heads": 2})")),
              "CASE_UNREADABLE 「heads is given twice」");
}

TEST(TallyCase, names_the_path_of_what_nobody_knows) {
    EXPECT_EQ(fault_of(figures(R"("total": {})")), "CASE_UNREADABLE 「total is not known」");
    EXPECT_EQ(fault_of(figures(R"("totals": {"head": 1})")),
              "CASE_UNREADABLE 「totals.head is not known」");
    EXPECT_EQ(fault_of(counted(R"({"owners": []})", "")),
              "CASE_UNREADABLE 「units[0].owners is not known」");
    EXPECT_EQ(fault_of(R"({"a」，通过: b is expected": 1})"),
              "CASE_UNREADABLE 「a'，通过: b is expected is not known」")
        << "its words are none of ours";
}

TEST(TallyCase, asks_for_a_matter_or_a_rule) {
    EXPECT_EQ(fault_of("{}"), "CASE_KEY_MISSING matter");
    EXPECT_EQ(fault_of(R"({"matter": "278.10"})"), "CASE_WORD_UNKNOWN matter");
    EXPECT_EQ(fault_of(R"({"matter": 278.1})"), "CASE_KIND_WRONG matter");
    EXPECT_EQ(fault_of(R"({"matter": "278.1", "rule": {"checks": []}})"), "CASE_KIND_WRONG rule");
    EXPECT_EQ(fault_of(R"({"matter": "assembly"})"), "taken");
}

constexpr const char* by_heads = R"("name": "agreement.heads", "of": "cast")";

std::string share(const std::string& member) {
    return fault_of(checks("{" + std::string{by_heads} + ", " + member + "}"));
}

TEST(TallyCase, reads_rules) {
    const auto read = read_tally_case(checks(
        R"({"name": "participation.heads", "of": "all", "at_least": "2/3"},
           {"name": "agreement.area", "of": "cast", "more_than": "1/2"})"));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->rule.checks(0).counted(), tally::v1::PARTICIPATING);
    EXPECT_EQ(read->rule.checks(0).measure(), tally::v1::HEADS);
    EXPECT_EQ(read->rule.checks(0).of(), tally::v1::ALL);
    EXPECT_EQ(read->rule.checks(0).threshold().den(), 3U);
    EXPECT_FALSE(read->rule.checks(0).threshold().strict());
    EXPECT_EQ(read->rule.checks(1).counted(), tally::v1::AGREEING);
    EXPECT_EQ(read->rule.checks(1).measure(), tally::v1::AREA);
    EXPECT_TRUE(read->rule.checks(1).threshold().strict());
}

TEST(TallyCase, refuses_shares_that_mean_nothing) {
    EXPECT_EQ(share(R"("at_least": "1/1")"), "taken");
    for (const char* wrong : {"\"2/0\"", "\"3/2\"", "\"0/1\"", "\"-1/2\"", "\"1/-2\"", "\"1\"",
                              "\"1/2/3\"", "\"50%\"", "\"\"", "\"1/ 2\"", "\"1/9999999999\""})
        EXPECT_EQ(share("\"at_least\": " + std::string{wrong}),
                  "CASE_SHARE_WRONG rule.checks[0].at_least")
            << wrong;
    EXPECT_EQ(share(R"("more_than": "2/2")"), "CASE_SHARE_WRONG rule.checks[0].more_than");
    EXPECT_EQ(share(R"("more_than": "1/2", "at_least": "1/2")"),
              "CASE_KIND_WRONG rule.checks[0].more_than");
    EXPECT_EQ(share(R"("at_least": 0.5)"), "CASE_KIND_WRONG rule.checks[0].at_least");
    EXPECT_EQ(share(R"("at_least": null)"), "CASE_KIND_WRONG rule.checks[0].at_least");
    EXPECT_EQ(fault_of(checks("{" + std::string{by_heads} + "}")),
              "CASE_KEY_MISSING rule.checks[0].at_least");
    EXPECT_EQ(fault_of(checks(R"({"name": "agreement.heads", "at_least": "1/2"})")),
              "CASE_KEY_MISSING rule.checks[0].of");
}

TEST(TallyCase, refuses_rules_that_are_empty_doubled_or_unknown) {
    EXPECT_EQ(fault_of(checks("")), "CASE_EMPTY rule.checks");
    const std::string check = "{" + std::string{by_heads} + R"(, "at_least": "1/2"})";
    EXPECT_EQ(fault_of(checks(check + "," + check)), "CASE_TWICE rule.checks[1]");
    std::string many = check;
    for (int i = 0; i < 64; ++i) many += "," + check;
    EXPECT_EQ(fault_of(checks(many)), "CASE_TOO_LARGE rule.checks");
    EXPECT_EQ(fault_of(checks(R"({"name": "quorum", "of": "all", "at_least": "1/2"})")),
              "CASE_WORD_UNKNOWN rule.checks[0].name");
    EXPECT_EQ(fault_of(checks(R"({"name": "agreement.area", "of": "most", "at_least": "1/2"})")),
              "CASE_KIND_WRONG rule.checks[0].of");
}

TEST(TallyCase, counts_units_and_ballots) {
    const auto read = read_tally_case(counted(
        std::string{flat} +
            R"(, {"id": "b", "area": "10", "owner": ["Z", "Y"], "kind": "unsold"},
                         {"id": "p", "area": "12.5", "owner": ["P"], "kind": "parking"})",
        R"({"owner": ["Y", "Z"], "choice": "agree", "channel": "phone"},
                   {"owner": ["P"], "choice": "agree"},
                   {"owner": ["Z", "Y"], "choice": "abstain", "channel": "paper"})",
        R"(, "silence": {"agreed": true, "warned": true, "delivered": [{"owner": ["Y", "Z"]}]})"));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->input.total().heads().value(), 2U);
    EXPECT_EQ(read->input.total().area_centi().value(), 10'000U);
    EXPECT_EQ(read->input.abstain().area_centi().value(), 1000U);
    EXPECT_EQ(read->ballots_outside, std::vector<std::string>{"ballots[1]"});
    EXPECT_EQ(read->ballots_replaced, std::vector<std::string>{"ballots[0]"});
    EXPECT_EQ(read->undelivered, 1U);
}

TEST(TallyCase, counts_the_kinds_it_is_told_to) {
    const auto read = read_tally_case(counted(flat, vote, R"(, "counts": ["parking"])"));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->input.total().heads().value(), 0U);
    EXPECT_EQ(fault_of(counted(flat, vote, R"(, "counts": ["flat", "garage"])")),
              "CASE_KIND_WRONG counts[1]");
    EXPECT_EQ(fault_of(counted(flat, vote, R"(, "counts": ["KIND_UNSPECIFIED"])")),
              "CASE_KEY_MISSING counts[0]");
}

TEST(TallyCase, takes_figures_or_units_and_never_both) {
    EXPECT_EQ(fault_of(counted(flat, vote, R"(, "agree": {"heads": 1})")), "CASE_EXCLUDES agree");
    EXPECT_EQ(fault_of(counted("", vote)), "CASE_NEEDS ballots");
    EXPECT_EQ(fault_of(counted(flat, "")), "CASE_NEEDS units");
    EXPECT_EQ(fault_of(figures(R"("counts": ["flat"])")), "CASE_NEEDS counts");
    EXPECT_EQ(fault_of(figures(R"("silence": {"delivered": [{"owner": ["X"]}]})")),
              "CASE_NEEDS silence.delivered");
    EXPECT_EQ(fault_of(figures(R"("silence": {"agreed": 1})")), "CASE_KIND_WRONG silence.agreed");
    EXPECT_EQ(fault_of(figures(R"("invalid_participates": "no")")),
              "CASE_KIND_WRONG invalid_participates");
}

std::string unit(const std::string& owner) {
    return R"({"id": "b", "area": "1", "owner": )" + owner + R"(, "kind": "flat"})";
}

std::string fault_of_unit(const std::string& given) { return fault_of(counted(given, vote)); }
std::string fault_of_ballot(const std::string& given) { return fault_of(counted(flat, given)); }

TEST(TallyCase, names_the_path_of_a_fault_in_units) {
    EXPECT_EQ(fault_of_unit(std::string{flat} + "," + flat), "UNIT_TWICE units[1].id");
    EXPECT_EQ(fault_of_unit(R"({"id": "a", "area": "0", "owner": ["X"], "kind": "flat"})"),
              "UNIT_WITHOUT_AREA units[0].area");
    EXPECT_EQ(fault_of_unit(R"({"id": "a", "area": "1", "owner": ["X"]})"),
              "CASE_KEY_MISSING units[0].kind");
    EXPECT_EQ(fault_of_unit(R"({"area": "1", "owner": ["X"], "kind": "flat"})"),
              "CASE_EMPTY units[0].id");
    EXPECT_EQ(fault_of_unit(R"({"id": "a", "owner": ["X"], "kind": "flat"})"),
              "CASE_AREA_WRONG units[0].area");
    EXPECT_EQ(fault_of_unit(R"({"id": "a", "area": 90, "owner": ["X"], "kind": "flat"})"),
              "CASE_KIND_WRONG units[0].area");
    EXPECT_EQ(fault_of_unit(unit("[]")), "CASE_EMPTY units[0].owner");
    EXPECT_EQ(fault_of_unit(unit(R"([""])")), "CASE_EMPTY units[0].owner[0]");
    EXPECT_EQ(fault_of_unit(unit(R"(["X", "X"])")), "CASE_TWICE units[0].owner[1]");
    EXPECT_EQ(fault_of_unit(unit(R"("X")")), "CASE_KIND_WRONG units[0].owner");
    EXPECT_EQ(fault_of_unit("null"), "CASE_KIND_WRONG units[0]");
}

TEST(TallyCase, names_the_path_of_a_fault_in_ballots) {
    EXPECT_EQ(fault_of_ballot(R"({"owner": ["Y"], "choice": "agree"})"),
              "OWNER_UNKNOWN ballots[0].owner");
    EXPECT_EQ(fault_of_ballot(R"({"owner": ["X"], "choice": "yes"})"),
              "CASE_KIND_WRONG ballots[0].choice");
    EXPECT_EQ(fault_of_ballot(R"({"owner": ["X"], "choice": "agree", "channel": "sms"})"),
              "CASE_KIND_WRONG ballots[0].channel");
    EXPECT_EQ(fault_of_ballot(R"({"owner": ["X"]})"), "CASE_KEY_MISSING ballots[0].choice");
    EXPECT_EQ(fault_of_ballot(R"({"choice": "agree"})"), "CASE_EMPTY ballots[0].owner");
    EXPECT_EQ(
        fault_of(counted(flat, vote,
                         R"(, "silence": {"delivered": [{"owner": ["X"]}, {"owner": ["Q"]}]})")),
        "OWNER_UNKNOWN silence.delivered[1]");
}

TEST(TallyCase, tells_the_words_that_a_place_takes) {
    const auto read = read_tally_case(counted(flat, R"({"owner": ["X"], "choice": "yes"})"));
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().figures.size(), 3U);
    EXPECT_EQ(read.error().figures[1].value, "one of agree, disagree, abstain, invalid");
    EXPECT_EQ(read.error().figures[2].value, "以下之一：agree, disagree, abstain, invalid");
}

}  // namespace
}  // namespace linlian::client
