// The scenarios themselves: each expectation must fail when what it expects is not so.
#include "kit/scenario.h"

#include "kit/counter.h"
#include "kit/people.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace linlian::kit {
namespace {

v1::Add add(std::int64_t amount, std::int64_t after_ms = 0) {
    v1::Add act;
    act.set_name("apples");
    act.set_amount(amount);
    act.set_after_ms(after_ms);
    return act;
}

struct CounterScenario : Scenario {
    CounterScenario() : Scenario("", {counter_module()}) {}
};

TEST(Scenario, runs_acts_on_given_rows) {
    CounterScenario s;
    s.given(counters, "value: 5", "apples");
    s.when("ana", add(-2)).then_done().then_events({"Added"});
    EXPECT_EQ(s.row(counters, "apples")->value(), 3);
    EXPECT_EQ(s.height(), 1U);
}

TEST(Scenario, tells_where_a_transaction_was_refused) {
    CounterScenario s;
    s.when("ana", add(-2)).then_refused(v1::NOT_BELOW_ZERO).then_events({});
    s.when("ana", add(0)).then_refused(v1::AMOUNT_ZERO, {});
    EXPECT_EQ(s.height(), 1U) << "what is not well formed is in no block";
    s.when("ana", add(2)).then_done();
    s.when_repeated().then_passed_over("machine.REPEATED");
    EXPECT_EQ(s.row(counters, "apples")->value(), 2);
}

TEST(Scenario, runs_due_work_as_time_passes) {
    CounterScenario s;
    s.when("ana", add(2, 1000)).then_done();
    s.when_passed(999).then_events({});
    s.when_passed(1).then_events({"Added"});
    EXPECT_EQ(s.row(counters, "apples")->value(), 4);
}

TEST(Scenario, sends_later_what_was_signed_before) {
    CounterScenario s;
    const Bytes held = s.signed_by("ana", add(1));
    s.when("ana", add(2)).then_done();
    s.when_sent(held).then_done();
    EXPECT_EQ(s.row(counters, "apples")->value(), 3);
}

TEST(Scenario, fails_where_a_refusal_was_expected) {
    EXPECT_NONFATAL_FAILURE(
        {
            CounterScenario s;
            s.when("ana", add(2)).then_refused(v1::NOT_BELOW_ZERO);
        },
        "not refused");
}

TEST(Scenario, fails_where_another_refusal_was_expected) {
    EXPECT_NONFATAL_FAILURE(
        {
            CounterScenario s;
            s.when("ana", add(-2)).then_refused(v1::AMOUNT_ZERO);
        },
        "NOT_BELOW_ZERO");
}

TEST(Scenario, fails_where_other_figures_were_expected) {
    EXPECT_NONFATAL_FAILURE(
        {
            CounterScenario s;
            s.when("ana", add(-2)).then_refused(v1::NOT_BELOW_ZERO, {{"have", "0"}});
        },
        "the figures are");
}

TEST(Scenario, fails_where_success_was_expected) {
    EXPECT_NONFATAL_FAILURE(
        {
            CounterScenario s;
            s.when("ana", add(-2)).then_done();
        },
        "NOT_BELOW_ZERO");
}

TEST(Scenario, fails_where_other_events_were_expected) {
    EXPECT_NONFATAL_FAILURE(
        {
            CounterScenario s;
            s.when("ana", add(2)).then_events({"Added", "Added"});
        },
        "Added");
}

TEST(Scenario, fails_where_given_rows_break_the_whole_state) {
    EXPECT_NONFATAL_FAILURE(
        {
            CounterScenario s;
            s.given(counters, "value: -1", "apples");
            s.when("ana", add(1)).then_done();
        },
        "the given rows");
}

// A folder of vectors, which ends with the test.
class GoldenFolder {
  public:
    GoldenFolder() { std::filesystem::create_directories(path_); }
    ~GoldenFolder() { std::filesystem::remove_all(path_); }
    GoldenFolder(const GoldenFolder&) = delete;
    GoldenFolder& operator=(const GoldenFolder&) = delete;

    void write(const std::string& name, const Json& json) const {
        std::ofstream{path_ / (name + ".json")} << json;
    }
    std::string path() const { return path_; }

  private:
    std::filesystem::path path_ = std::filesystem::temp_directory_path() / "linlian_golden_test";
};

Json vector_with(const Json& row) {
    return {{"given", {{{"table", "a"}}, row}}, {"steps", {{{"changes", {row}}}}}};
}

TEST(Golden, differs_when_one_value_does) {
    const GoldenFolder folder;
    folder.write("shared", {{"@1", {{"table", "b"}}}});
    folder.write("Some.test", vector_with("@1"));
    const auto keep = [path = folder.path()](const char* test, const char* table) {
        keep_golden(path, "kit", test, vector_with({{"table", table}}));
    };
    if (std::getenv("LINLIAN_VECTORS") != nullptr) GTEST_SKIP();
    keep("Some.test", "b");
    keep("Other.test", "c");
    EXPECT_NONFATAL_FAILURE(
        keep_golden(std::filesystem::temp_directory_path() / "linlian_golden_test", "kit",
                    "Some.test", vector_with({{"table", "c"}})),
        "differs");
}

TEST(Golden, misses_what_no_vector_holds) {
    const auto missing = missing_from_golden(counter_module());
    std::vector<std::string> declared{"kit.AMOUNT_ZERO", "kit.NOT_BELOW_ZERO", "kit.NOT_THERE",
                                      "kit.SHOUTED"};
    for (const auto* name :
         {"Add", "Added", "Carry", "Haul", "Note", "Noted", "Plan", "Reset", "Search", "Toil"})
        declared.push_back(std::string{"linlian.kit.v1."} + name);
    EXPECT_EQ(missing, declared);
}

}  // namespace
}  // namespace linlian::kit
