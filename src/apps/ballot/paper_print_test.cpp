#include "apps/ballot/paper_print.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

namespace bal = ballot::v1;

std::vector<registry::v1::RollLine> lines_of(std::initializer_list<const char*> heads) {
    std::vector<registry::v1::RollLine> lines;
    for (const auto* head : heads) lines.emplace_back().set_head(head);
    return lines;
}

using Papers = std::map<Bytes, bal::PaperReply>;

void add(Papers& papers, const char* head, const char* kind, bal::PaperState state = bal::ISSUED) {
    auto& row = *papers[std::to_string(papers.size())].mutable_row();
    row.mutable_line()->set_head(head);
    row.set_issued_kind(kind);
    row.set_state(state);
}

bool any(const registry::v1::RollLine&) { return true; }

// One clerk binds serials that nobody printed to every line.
TEST(LinesToPrint, are_kept_from_nobody_by_papers_of_another_kind_of_office) {
    const auto lines = lines_of({"a", "b", "c"});
    Papers papers;
    for (const auto* head : {"a", "b", "c"}) add(papers, head, "street");
    const auto found = lines_to_print(lines, papers, {"residents"}, any);
    EXPECT_EQ(found.wanted, (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(found.of_other_offices, 3U);
    EXPECT_EQ(found.left_out, 0U);
}

TEST(LinesToPrint, are_those_without_a_live_paper_of_the_clerks_own_kind) {
    const auto lines = lines_of({"a", "b", "c", "d"});
    Papers papers;
    add(papers, "a", "residents");
    add(papers, "b", "residents", bal::VOIDED);
    add(papers, "b", "street");
    add(papers, "d", "residents");
    const auto found = lines_to_print(lines, papers, {"residents"},
                                      [](const auto& line) { return line.head() != "d"; });
    EXPECT_EQ(found.wanted, (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(found.left_out, 1U) << "only of those that were asked for";
    EXPECT_EQ(found.of_other_offices, 1U);
}

}  // namespace
}  // namespace linlian::apps
