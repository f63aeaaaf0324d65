#include "client/paper/line_finder.h"

#include "base/check.h"
#include "base/hex.h"
#include "client/paper/line_review.h"
#include "client/paper/names_for_tests.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

class LineFinderTest : public testing::Test {
  protected:
    LineFinderTest() : finder_(lines_) {
        finder_.know_papers({{id(99).bytes(), Bytes(Hash32::size, 'b')}});
    }

    // The places that rows mean, -1 for none, of a table with this heading.
    std::vector<int> found(const std::string& heading, const std::vector<std::string>& rows) {
        auto text = heading + "\n";
        for (const auto& row : rows) text += row + "\n";
        auto table = ClerkTable::read({"table.csv", text}, LineFinder::columns());
        CHECK(table.has_value());
        std::vector<int> places;
        for (const auto& row : table->rows()) {
            const auto place = finder_.find(*table, row);
            places.push_back(place ? static_cast<int>(place->index) : -1);
            serials_.push_back(place ? place->serial : Bytes{});
        }
        faults_ = table->faults().size();
        return places;
    }

    std::vector<registry::v1::RollLine> lines_{line('a', {1}), line('b', {1, 2}), line('c', {3})};
    LineFinder finder_;
    std::size_t faults_ = 0;
    std::vector<Bytes> serials_;  // of the papers that the rows named
};

TEST_F(LineFinderTest, finds_by_head_and_by_paper) {
    EXPECT_EQ(found("表决人,编号", {to_hex(Bytes(32, 'c')) + ",", "," + to_hex(id(99).view())}),
              (std::vector{2, 1}));
    EXPECT_EQ(serials_, (std::vector<Bytes>{{}, id(99).bytes()})) << "for the ledger to compare";
    EXPECT_EQ(faults_, 0U);
    EXPECT_EQ(found("head,serial",
                    {to_hex(Bytes(32, 'x')) + ",", "," + to_hex(id(98).view()), "three,", ",four"}),
              (std::vector{-1, -1, -1, -1}));
    EXPECT_EQ(faults_, 4U) << "each row says what is wrong, once";
}

// People read doors and serials, nobody reads 64 digits.
TEST_F(LineFinderTest, takes_no_row_whose_head_serial_and_door_are_of_several_lines) {
    const auto head = [](char of) { return to_hex(Bytes(32, of)); };
    const auto serial = to_hex(id(99).view());
    EXPECT_EQ(found("head,serial", {head('b') + "," + serial, head('a') + "," + serial}),
              (std::vector{1, -1}));
    EXPECT_EQ(serials_.at(0), id(99).bytes()) << "the paper is recorded beside the head";
    EXPECT_EQ(faults_, 1U);
    EXPECT_EQ(found("head,door", {head('a') + ",3-2-1101"}), (std::vector{-1}))
        << "a door that nobody can look up is no check";
    finder_.know_doors(names(), owners_of(70));
    EXPECT_EQ(found("head,serial,door",
                    {head('a') + ",,3-2-1101", head('a') + ",,3-2-1102",
                     head('b') + "," + serial + ",3-2-1102", "," + serial + ",3-2-1101",
                     head('a') + ",,3栋 2单元 1101、车库 B-012"}),
              (std::vector{0, -1, 1, -1, 0}));
    EXPECT_EQ(faults_, 2U);
}

TEST_F(LineFinderTest, finds_a_door_however_it_is_written) {
    finder_.know_doors(names(), owners_of(70));
    EXPECT_EQ(found("房号", {"3栋 2单元 1101", "3-2-1101", "3栋2单元1101室", "3号楼2单元1101"}),
              (std::vector{0, 0, 0, 0}));
    EXPECT_EQ(found("door", {"3-2-1102", "车库 B-012"}), (std::vector{1, 0}))
        << "a shared flat is the couple's, a parking place its owner's";
    EXPECT_EQ(faults_, 0U);
}

// Bare numbers, as "1 1 101" and "11 101": without their blanks they are written alike.
roster::NamesFile doors_written_alike() {
    auto file = names();
    file.premises[id(20)] = {"翠竹苑", "1", "1", "101"};
    file.premises[id(21)] = {"翠竹苑", "11", "", "101"};
    file.members[id(1)].premises.insert(id(20));
    return file;
}

TEST_F(LineFinderTest, takes_no_door_for_another_that_is_written_alike) {
    auto file = doors_written_alike();
    file.members[id(3)].premises = {id(21)};
    finder_.know_doors(file, owners_of(70));
    EXPECT_EQ(found("door", {"1 1 101", "11 101", "1-1-101", "11-101"}), (std::vector{0, 2, 0, 2}));
    EXPECT_EQ(faults_, 0U);
    EXPECT_EQ(found("head,door", {",11101", to_hex(Bytes(32, 'c')) + ",11101",
                                  to_hex(Bytes(32, 'b')) + ",11101"}),
              (std::vector{-1, 2, -1}))
        << "head or serial tells which";
    EXPECT_EQ(faults_, 2U);
}

TEST_F(LineFinderTest, takes_no_door_for_one_of_no_line_that_is_written_alike) {
    finder_.know_doors(doors_written_alike(), owners_of(70));
    EXPECT_EQ(found("door", {"1 1 101", "11 101", "11101"}), (std::vector{0, -1, -1}));
}

TEST_F(LineFinderTest, tells_the_doors_behind_a_line) {
    EXPECT_EQ(finder_.doors_of(Bytes(32, 'a')), "") << "without the names file";
    finder_.know_doors(names(), owners_of(70));
    EXPECT_EQ(finder_.doors_of(Bytes(32, 'a')), "3栋 2单元 1101、车库 B-012");
    EXPECT_EQ(finder_.doors_of(Bytes(32, 'c')), "");
}

// What whoever signs is shown is the line itself, whatever turned a serial into it.
TEST_F(LineFinderTest, shows_the_line_of_each_row_before_it_is_signed) {
    finder_.know_doors(names(), owners_of(70));
    std::vector<ballot::v1::DeliveryEntry> entries(2);
    *entries[0].mutable_voter() = finder_.line(1);
    *entries[1].mutable_voter() = finder_.line(2);
    entries[0].mutable_proof()->set_warned(true);
    entries[0].set_serial(id(99).bytes());
    const auto rows = delivery_rows(entries, finder_);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].at(1).bytes(), to_hex(id(99).view()));
    EXPECT_EQ(rows[0].at(2).bytes(), to_hex(Bytes(8, 'b')));
    EXPECT_NE(rows[0].at(4).bytes().find("已告知"), std::string::npos);
    EXPECT_EQ(rows[0].at(5).bytes(), "│ 3栋 2单元 1102");
    EXPECT_EQ(rows[1].at(5).bytes(), "–");

    ballot::v1::CallBallot call;
    call.add_items()->set_form(ballot::v1::YES_OR_NO);
    std::vector<ballot::v1::EnterCityList> acts(1);
    auto& line = *acts[0].add_lines();
    *line.mutable_voter() = finder_.line(0);
    line.add_choices()->mutable_open()->set_mark(ballot::v1::DISAGREE);
    const auto listed = city_rows(acts, call, finder_);
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].at(2).bytes(), to_hex(Bytes(8, 'a')));
    EXPECT_NE(listed[0].at(4).bytes().find("反对"), std::string::npos);
}

TEST(PrintedLists, give_heads_by_serial_and_no_serial_two_heads) {
    const auto list = [](char head) {
        return ClerkFile{"papers.csv", "编号,表决人,名册序号,房号,收件人\n" + to_hex(id(1).view()) +
                                           "," + to_hex(Bytes(32, 'a')) + ",1,1-101,某人\n" +
                                           to_hex(id(1).view()) + "," + to_hex(Bytes(32, head)) +
                                           ",2,,\n"};
    };
    const auto heads = read_printed_lists({list('a')});
    ASSERT_TRUE(heads) << heads.error().code;
    EXPECT_EQ(heads->at(id(1).bytes()), Bytes(32, 'a'));
    EXPECT_EQ(kit::code_of(read_printed_lists({list('b')})), "client.PAPER_FILE_WRONG");
}

TEST_F(LineFinderTest, knows_no_door_of_other_owners_or_another_estate) {
    finder_.know_doors(names(), owners_of(70));
    EXPECT_EQ(found("房号", {"1-101", "5-502", "9-909"}), (std::vector{-1, -1, -1}));
    EXPECT_EQ(faults_, 3U);
}

TEST_F(LineFinderTest, knows_no_door_outside_a_narrower_electorate) {
    auto electorate = owners_of(70);
    electorate.add_premises(id(13).bytes());
    finder_.know_doors(names(), electorate);
    EXPECT_EQ(finder_.doors_of(Bytes(32, 'a')), "车库 B-012");
    LineFinder other{lines_};
    electorate = owners_of(70);
    electorate.set_building(id(80).bytes());
    auto file = names();
    file.buildings[roster::building_key(file.premises[id(11)])] = id(80);
    other.know_doors(file, electorate);
    EXPECT_EQ(other.doors_of(Bytes(32, 'a')), "3栋 2单元 1101");
}

TEST_F(LineFinderTest, asks_for_the_names_file_where_doors_are_named) {
    EXPECT_EQ(found("房号,编号", {"3-2-1101,"}), (std::vector{-1}));
    EXPECT_EQ(faults_, 1U);
}

}  // namespace
}  // namespace linlian::client
