// Deliveries and the city's list from a clerk's table to the ledger, by two offices together.
#include "client/paper/delivery_work.h"

#include "client/tests/ballot_desk_for_tests.h"
#include "kit/code_of.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/state.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

class DeliveryWork : public ::testing::Test {
  protected:
    DeliveryWork() {
        finder_.know_papers(
            {{serial_of("ana"), desk_.head_of("ana")}, {serial_of("bo"), desk_.head_of("bo")}});
        finder_.know_doors(desk_.names(), view_.call().electorate());
    }

    static Bytes serial_of(const std::string& name) {
        return BallotDesk::flat_of("the paper of " + name).bytes();
    }
    void issue(const std::string& name) {
        bal::IssuedPaper paper;
        paper.set_serial(serial_of(name));
        *paper.mutable_voter() = desk_.line_of(name);
        const auto done =
            issue_papers(desk_.ledger, desk_.lin().key, view_, std::span{&paper, 1}, {});
        EXPECT_TRUE(done) << done.error().code;
    }

    auto read(const std::vector<std::string>& rows) {
        Bytes text = "编号,房号,方式,时间,凭证,已告知\n";
        for (const auto& row : rows) text += row + "\n";
        const auto beside = [](const std::string& name) {
            return name == "签收.jpg" ? std::optional<Bytes>{"photo"} : std::nullopt;
        };
        return read_deliveries({"deliveries.csv", text, beside}, finder_, files_);
    }
    std::string row_of(const std::string& serial, const std::string& door) const {
        return serial + "," + door + ",当面签收," + desk_.now_typed() + ",签收.jpg,是";
    }
    auto read_city(const std::vector<std::string>& rows) {
        Bytes text = "编号,房号,第1项\n";
        for (const auto& row : rows) text += row + "\n";
        return read_city_list({"city.csv", text}, view_, finder_, Bytes(Hash32::size, 'l'));
    }
    // The faults of a table as "row column".
    static std::vector<std::string> faults_in(const auto& read) {
        std::vector<std::string> faults;
        if (read) return faults;
        for (const auto& fault : read.error()) {
            EXPECT_EQ(fault.code, "client.PAPER_FILE_WRONG");
            faults.push_back(fault.figures.at(1).value + " " + fault.figures.at(2).value);
        }
        return faults;
    }
    // By lin of the residents' committee and mo of the street.
    std::string done_by_two(const Message& act) {
        return kit::code_of(together(desk_.ledger, desk_.lin().key, desk_.mo().key, act));
    }
    std::optional<bal::Delivery> delivered(const std::string& name) {
        return ballot::deliveries.find(desk_.ledger.rows(), view_.id, desk_.head_hash(name));
    }
    std::optional<bal::CastRow> counted(const std::string& name) {
        return ballot::casts.find(desk_.ledger.rows(), view_.id, desk_.head_hash(name));
    }

    using Faults = std::vector<std::string>;
    BallotDesk desk_;
    BallotView view_ = desk_.opened();
    std::vector<registry::v1::RollLine> roll_ = desk_.roll();
    LineFinder finder_{roll_};
    std::vector<NamedFile> files_;
};

TEST_F(DeliveryWork, records_what_the_table_says_of_each_line) {
    issue("ana");
    const auto read = this->read({row_of(to_hex(serial_of("ana")), ""), row_of("", "1栋 103")});
    ASSERT_TRUE(read) << faults_in(read).size();
    ASSERT_EQ(files_.size(), 1U) << "the photo stands once in the vault";
    EXPECT_EQ(files_[0].name, "签收.jpg");
    const auto acts = delivery_acts(view_, *read);
    ASSERT_EQ(acts.size(), 1U);
    EXPECT_EQ(acts[0].shown(), view_.shown());
    EXPECT_EQ(done_by_two(acts[0]), "");
    ASSERT_TRUE(delivered("ana"));
    EXPECT_EQ(delivered("ana")->latest().kind(), bal::HANDED_OVER);
    EXPECT_EQ(delivered("ana")->latest().document(), sha256("photo").bytes());
    EXPECT_TRUE(delivered("chu")->has_warned());
    EXPECT_FALSE(delivered("bo"));
}

// The second office reads the same table, and stands behind the very acts of the first.
TEST_F(DeliveryWork, gives_the_same_acts_for_the_same_table) {
    const std::vector rows{row_of("", "1栋 101"), row_of("", "1栋 102")};
    const auto one = read(rows);
    const auto other = read(rows);
    ASSERT_TRUE(one && other);
    EXPECT_EQ(codec::encode(delivery_acts(view_, *one).at(0)),
              codec::encode(delivery_acts(view_, *other).at(0)));
    std::vector<bal::DeliveryEntry> many(85, one->at(0));
    const auto acts = delivery_acts(view_, many);
    std::size_t parts = 0;
    for (const auto& act : acts) {
        EXPECT_LE(act.deliveries_size(), 40);
        parts += static_cast<std::size_t>(act.deliveries_size());
    }
    EXPECT_GE(acts.size(), 3U);
    EXPECT_EQ(parts, 85U);
}

TEST_F(DeliveryWork, takes_no_table_with_a_line_twice_or_a_serial_that_is_none) {
    const auto ana = to_hex(serial_of("ana"));
    EXPECT_EQ(faults_in(read({row_of(ana, ""), row_of("", "1栋 101")})), Faults{"3 head"})
        << "by its paper and by its door it is one line";
    EXPECT_EQ(faults_in(read({row_of(to_hex(serial_of("chu")), "")})), Faults{"2 serial"})
        << "nobody issued it";
    EXPECT_EQ(faults_in(read({row_of(ana, "1栋 102")})), Faults{"2 head"})
        << "the serial of another line";
    EXPECT_EQ(faults_in(read({row_of("", "")})), Faults{"2 head"}) << "no line at all";
    EXPECT_TRUE(files_.empty()) << "of a table with a fault nothing is kept";
}

TEST_F(DeliveryWork, tells_every_fault_of_a_row) {
    EXPECT_EQ(faults_in(read({",1栋 109,托人转交,昨天,没有.jpg,也许"})),
              (Faults{"2 door", "2 kind", "2 document", "2 time", "2 warned"}));
}

// Which line a serial is of a node said: the ledger compares.
TEST_F(DeliveryWork, is_refused_by_the_ledger_where_a_node_gave_a_serial_to_another_line) {
    issue("ana");
    finder_.know_papers({{serial_of("ana"), desk_.head_of("bo")}});
    const auto read = this->read({row_of(to_hex(serial_of("ana")), "")});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->at(0).voter().line().head(), desk_.head_of("bo")) << "as the node has it";
    EXPECT_EQ(done_by_two(delivery_acts(view_, *read).at(0)), "ballot.SERIAL_OF_OTHER");
    EXPECT_FALSE(delivered("bo"));
}

TEST_F(DeliveryWork, is_refused_after_the_close) {
    const auto read = this->read({row_of("", "1栋 101")});
    ASSERT_TRUE(read);
    desk_.passed_until(bal::COUNTING);
    EXPECT_EQ(done_by_two(delivery_acts(view_, *read).at(0)), "ballot.STAGE_WRONG");
    EXPECT_FALSE(delivered("ana"));
}

TEST_F(DeliveryWork, finds_a_line_by_enough_digits_of_its_head_and_a_roll_by_its_root) {
    const auto head = desk_.head_of("bo");
    const auto line = line_of_head(desk_.ledger, view_, to_hex(head).substr(0, 16), {});
    ASSERT_TRUE(line) << line.error().code;
    EXPECT_EQ(line->line().head(), head);
    EXPECT_EQ(kit::code_of(line_of_head(desk_.ledger, view_, to_hex(head).substr(0, 7), {})),
              "client.COMMAND_WRONG");
    auto other = view_;
    other.poll.set_roll_root(Bytes(Hash32::size, 'r'));
    EXPECT_EQ(kit::code_of(line_of_head(desk_.ledger, other, to_hex(head), {})),
              "client.LINE_NOT_PROVEN");
}

TEST_F(DeliveryWork, enters_the_votes_of_a_city_list) {
    const auto acts = read_city({",1栋 101,赞成", ",1栋 102,反对"});
    ASSERT_TRUE(acts) << faults_in(acts).size();
    ASSERT_EQ(acts->size(), 1U);
    EXPECT_EQ(acts->at(0).number(), 0U);
    EXPECT_EQ(acts->at(0).list_hash(), Bytes(Hash32::size, 'l'));
    EXPECT_EQ(done_by_two(acts->at(0)), "");
    ASSERT_TRUE(counted("ana"));
    EXPECT_EQ(counted("ana")->channel(), bal::CITY_LIST);
    EXPECT_EQ(counted("bo")->choices(0).open().mark(), bal::DISAGREE);
    EXPECT_FALSE(counted("chu"));
    EXPECT_EQ(done_by_two(acts->at(0)), "ballot.CHUNK_WRONG") << "it is entered once";
}

TEST_F(DeliveryWork, takes_no_city_list_with_unknown_doors_or_a_voter_twice) {
    EXPECT_EQ(faults_in(read_city({",1栋 109,赞成", ",9栋 101,反对", ",1栋 101,赞成"})),
              (Faults{"2 door", "3 door"}));
    EXPECT_EQ(faults_in(read_city({",1栋 101,赞成", ",1-101,反对"})), Faults{"3 head"});
    EXPECT_EQ(faults_in(read_city({",1栋 101,废票"})), Faults{"2 1"})
        << "what is spoilt stands on paper alone";
}

// The clerk has not opened the file of names.
TEST_F(DeliveryWork, knows_no_door_without_the_file_of_names) {
    const LineFinder without{roll_};
    const auto acts = read_city_list({"city.csv", "房号,第1项\n1栋 101,赞成\n"}, view_, without,
                                     Bytes(Hash32::size, 'l'));
    EXPECT_EQ(faults_in(acts), Faults{"2 door"});
}

}  // namespace
}  // namespace linlian::client
