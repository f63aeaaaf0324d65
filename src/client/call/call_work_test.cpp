// From the document of a call to the act that is signed, and back from the ledger to what its ids
// stand for.
#include "client/call/call_work.h"

#include "client/tests/ballot_desk_for_tests.h"
#include "crypto/hash.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

class CallWork : public ::testing::Test {
  protected:
    // The template for this matter, of the estate and by the offices that there are.
    CallDocument document(const std::string& matter) {
        auto text = *call_template(matter, desk_.ledger.now());
        const std::string office = "泰山社区居委会";
        text.replace(text.find(office), office.size(), "居委会");
        const auto beside = [](const std::string& name) { return std::optional<Bytes>{name}; };
        const auto read = read_call_document({"call.toml", text, beside});
        if (!read) check_failed("the template is read", __FILE__, __LINE__);
        return *read;
    }
    Result<PreparedCall> prepare(const CallDocument& document) {
        return prepare_call(desk_.ledger, document, desk_.office("业委会"));
    }

    BallotDesk desk_;
};

TEST_F(CallWork, finds_an_office_by_id_and_by_name_and_names_all_where_there_is_none) {
    const auto residents = desk_.office("居委会");
    EXPECT_EQ(must(find_office(desk_.ledger, "居委会")).id, residents);
    const auto by_id = must(find_office(desk_.ledger, to_hex(residents)));
    EXPECT_EQ(by_id.name, "居委会");
    EXPECT_EQ(by_id.kind, "residents");
    const auto none = find_office(desk_.ledger, "物业公司");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, "client.OFFICE_NOT_FOUND");
    EXPECT_NE(none.error().figures.at(1).value.find("街道办"), std::string::npos);
}

TEST_F(CallWork, makes_of_a_document_an_act_that_the_ledger_takes) {
    const auto call = must(prepare(document("survey")));
    EXPECT_EQ(call.act.electorate().estate(), desk_.estate().bytes());
    EXPECT_EQ(call.act.as_office(), desk_.office("业委会"));
    EXPECT_EQ(call.act.ruling_office(), desk_.office("居委会"));
    EXPECT_EQ(call.act.items(0).document(), sha256("议案.pdf").bytes());
    EXPECT_EQ(call.act.items(0).subject().size(), Id16::size) << "a new one gets an id";
    EXPECT_EQ(call.files.size(), 2U);
    ASSERT_TRUE(call.total);
    EXPECT_EQ(call.total->heads().value(), 3U);
    EXPECT_EQ(call.total->area_centi().value(), 27'000U);

    const auto receipt = must(perform(desk_.ledger, kit::key_of("cai"), call.act));
    const auto ballot = event_of<bal::BallotCalled>(receipt).value().ballot();
    const auto view = must(look_at_ballot(desk_.ledger, to_hex(ballot)));
    EXPECT_EQ(codec::encode(view.call()), codec::encode(call.act));
    const auto again = must(prepared_again(desk_.ledger, view));
    EXPECT_EQ(again.estate, "翠竹苑");
    EXPECT_EQ(again.convenor.name, "业委会");
    EXPECT_EQ(again.ruling.name, "居委会");
    EXPECT_FALSE(again.total) << "the roll is not frozen yet";
}

TEST_F(CallWork, tells_the_totals_of_the_frozen_roll) {
    const auto again = must(prepared_again(desk_.ledger, desk_.opened()));
    ASSERT_TRUE(again.total);
    EXPECT_EQ(again.total->heads().value(), 3U);
    EXPECT_EQ(again.total->area_centi().value(), 27'000U);
}

TEST_F(CallWork, asks_a_building_by_its_name_and_no_other) {
    auto of_house = document("survey");
    of_house.building = "1栋";
    const auto call = must(prepare(of_house));
    EXPECT_EQ(call.act.electorate().building(), BallotDesk::building().bytes());
    EXPECT_EQ(call.building, "1栋");
    EXPECT_FALSE(call.total) << "of a part it is known once the roll is made";
    of_house.building = "9栋";
    EXPECT_EQ(kit::code_of(prepare(of_house)), "client.BUILDING_NOT_FOUND");
}

TEST_F(CallWork, refuses_names_and_decisions_that_the_ledger_does_not_have) {
    auto other = document("survey");
    other.estate = "别苑";
    EXPECT_EQ(kit::code_of(prepare(other)), "client.ESTATE_NOT_FOUND");
    other = document("survey");
    other.ruling_office = "法院";
    EXPECT_EQ(kit::code_of(prepare(other)), "client.OFFICE_NOT_FOUND");
    other = document("survey");
    other.act.mutable_items(0)->set_returned_by(Bytes(Id16::size, 'r'));
    EXPECT_EQ(kit::code_of(prepare(other)), "ballot.BALLOT_UNKNOWN");
    EXPECT_EQ(kit::code_of(prepare(document("278.5"))), "client.PRESET_NOT_IN_USE")
        << "of what the law rules no rules are adopted here";
}

TEST_F(CallWork, keeps_the_id_of_a_subject_that_comes_back) {
    auto again = document("survey");
    again.act.mutable_items(0)->set_subject(Bytes(Id16::size, 'k'));
    EXPECT_EQ(must(prepare(again)).act.items(0).subject(), Bytes(Id16::size, 'k'));
    again.act.mutable_items(0)->clear_subject();
    EXPECT_NE(must(prepare(again)).act.items(0).subject(),
              must(prepare(again)).act.items(0).subject())
        << "no two new ones are alike";
}

}  // namespace
}  // namespace linlian::client
