#include "documents/paper_batch.h"

#include "client/paper/names_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::documents {

using namespace client;

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

// A couple's sheet, a sheet of one of them, and that of somebody who has nothing here.
TEST(PaperAddress, has_the_doors_of_its_own_line) {
    const std::vector<registry::v1::RollLine> lines{line('a', {1}), line('b', {1, 2}),
                                                    line('c', {3})};
    LineFinder finder{lines};
    const auto electorate = owners_of(70);
    finder.know_doors(names(), electorate);
    const auto door = [&](std::size_t index, std::uint32_t premises, const auto& asked) {
        auto counted = lines[index];
        counted.set_premises(premises);
        PaperFace face;
        put_address(names(), finder, asked, counted, face);
        return face.door;
    };
    EXPECT_EQ(door(0, 2, electorate), "3栋 2单元 1101、车库 B-012");
    EXPECT_EQ(door(1, 1, electorate), "3栋 2单元 1102") << "not what the first of them has alone";
    EXPECT_EQ(door(2, 1, electorate), "") << "a flat in another estate is no door of this line";
    EXPECT_EQ(door(0, 1, electorate), "3栋 2单元 1101、车库 B-012（计入 1 处 1 of them count）");
    auto residents = electorate;
    residents.set_electors(registry::v1::RESIDENTS);
    EXPECT_EQ(door(0, 1, residents), "") << "what they own is not where they live";
}

}  // namespace
}  // namespace linlian::documents
