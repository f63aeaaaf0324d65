// What a node says of the readings of a paper, and what of it is not believed.
#include "client/paper/paper_work.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "kit/code_of.h"
#include "kit/transactions.h"
#include "modules/ballot/paper/state.h"
#include "modules/registry/state.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

Id16 id_of(char letter) {
    Id16 id;
    Id16::parse(Bytes(Id16::size, letter), id);
    return id;
}

// A paper that differs. Two offices of one kind have clerks, and a street office has one, who read
// it otherwise.
class ReadingsRoom : public ::testing::Test {
  protected:
    ReadingsRoom() {
        reading_.serial = id_of('s');
        reading_.entry.set_is_signed(true);
        paper_.set_serial(reading_.serial.bytes());
        paper_.mutable_row()->set_state(bal::DIFFERS);
        paper_.mutable_row()->set_round(1);
        paper_.add_rounds();
        for (const auto office : {'1', '2'}) prove(office, "residents");
        add('m', 'o', "street");
    }

    void prove(char office, const std::string& kind) {
        registry::v1::Office row;
        row.set_kind(kind);
        node_.proven[registry::offices.key(id_of(office))] = codec::encode(row);
    }
    // A reading that its clerk showed, of other words than ours.
    void add(char member, char office, const std::string& kind) {
        auto& reading = *paper_.mutable_rounds(0)->add_readings();
        reading.set_member(id_of(member).bytes());
        reading.set_office(id_of(office).bytes());
        reading.set_office_kind(kind);
        reading.set_shown_ms(1);
        reading.mutable_entry()->set_received_ms(7);
        reading.add_independent_of(0);
        say();
    }
    void say() {
        bal::PapersReply reply;
        *reply.add_papers() = paper_;
        node_.say(reply);
    }
    Result<LeftOut> prepare(char member, char office) {
        readings_ = {reading_};
        const auto by = id_of(member).bytes();
        const auto in = id_of(office).bytes();
        return prepare_entries({node_, key_, by, in}, view_, readings_);
    }
    // Whether the paper takes a reading of this clerk for this office.
    bool takes(char member, char office) {
        const auto left_out = prepare(member, office);
        EXPECT_TRUE(left_out) << left_out.error().code;
        EXPECT_EQ(left_out->empty(), readings_.size() == 1);
        return left_out->empty();
    }

    KeyPair key_ = kit::key_of("ben");
    HostileLedger node_;
    BallotView view_;
    SealedReading reading_;
    bal::PaperReply paper_;
    std::vector<SealedReading> readings_;
};

TEST_F(ReadingsRoom, of_a_kind_is_shared_by_its_offices_and_full_with_the_sixth_reading) {
    for (int i = 0; i < 3; ++i) add('a', '1', "residents");
    for (int i = 0; i < 2; ++i) add('b', '2', "residents");
    EXPECT_TRUE(takes('c', '1')) << "the sixth, three and two are of others";
    EXPECT_TRUE(takes('c', '2'));
    add('b', '2', "residents");
    EXPECT_FALSE(takes('c', '1')) << "the seventh, though this office has three alone";
    EXPECT_FALSE(takes('c', '2'));
    EXPECT_EQ(prepare('c', '1')->at(0).second, bal::DIFFERS);
    prove('3', "street");
    EXPECT_TRUE(takes('d', '3')) << "another kind has room";
    EXPECT_EQ(node_.sent, 0U);
}

TEST_F(ReadingsRoom, is_of_the_kind_that_an_office_was_when_it_sealed) {
    for (int i = 0; i < 6; ++i) add(static_cast<char>('a' + i), '1', "preparatory");
    EXPECT_TRUE(takes('z', '1')) << "they sealed for what it was then";
}

TEST_F(ReadingsRoom, takes_no_fourth_reading_of_a_clerk_and_no_reading_of_a_paper_that_is_settled) {
    for (int i = 0; i < 2; ++i) add('a', '1', "residents");
    EXPECT_TRUE(takes('a', '1'));
    add('a', '1', "residents");
    EXPECT_FALSE(takes('a', '1'));
    EXPECT_TRUE(takes('b', '1'));
    for (const auto state : {bal::SETTLED, bal::VOIDED, bal::LATE, bal::UNSIGNED}) {
        paper_.mutable_row()->set_state(state);
        say();
        EXPECT_FALSE(takes('b', '1')) << bal::PaperState_Name(state);
    }
}

// An own seal is replaced only until two kinds of office have sealed: then it waits to be shown.
TEST_F(ReadingsRoom, replaces_an_own_seal_while_no_two_kinds_of_office_have_sealed) {
    paper_.mutable_row()->set_state(bal::SEALED_ONCE);
    paper_.mutable_rounds(0)->clear_readings();
    add('a', '1', "residents");
    auto& own = *paper_.mutable_rounds(0)->mutable_readings(0);
    own.set_shown_ms(0);
    own.clear_independent_of();
    say();
    EXPECT_TRUE(takes('a', '1'));
    EXPECT_EQ(readings_.at(0).round, 1U);
    paper_.mutable_row()->set_state(bal::SEALED_TWICE);
    add('m', 'o', "street");
    EXPECT_FALSE(takes('a', '1'));
}

TEST_F(ReadingsRoom, is_counted_for_no_office_whose_row_is_none) {
    node_.proven[registry::offices.key(id_of('1'))] = "no row";
    EXPECT_EQ(kit::code_of(prepare('a', '1')), "client.ANSWER_DIFFERS");
}

// A node that says that others sealed beside this clerk, where the row that it proves is none.
TEST_F(ReadingsRoom, shows_nothing_where_the_paper_is_not_what_the_node_says) {
    const auto member = id_of('a').bytes();
    reading_.round = 1;
    auto& own = *paper_.mutable_rounds(0)->add_readings();
    own.set_member(member);
    own.set_seal(seal_of(view_, member, reading_).bytes());
    own.add_independent_of(0);
    say();
    const auto shown = [&] {
        return show_entries({node_, key_, view_, member, {}}, std::span{&reading_, 1});
    };
    for (const auto& row : {Bytes{"short"}, Bytes(Hash32::size, 's') + "no row"}) {
        node_.proven[ballot::papers.key(view_.id, reading_.serial)] = row;
        EXPECT_EQ(kit::code_of(shown()), "client.ANSWER_DIFFERS");
    }
    EXPECT_EQ(node_.sent, 0U);
}

}  // namespace
}  // namespace linlian::client
