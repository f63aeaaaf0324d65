// A receipt is the node's word: one that does not say what an act caused ends a command with a
// refusal, never the program.
#include "client/motion/motion_work.h"
#include "client/proof/typed.h"
#include "client/roster/roster_work.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "kit/transactions.h"
#include "modules/registry/registry.pb.h"
#include "roster/demo/demo_roster.h"

namespace linlian::client {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

TEST(HostileReceipt, that_names_no_draft_ends_an_import) {
    HostileLedger ledger;
    const auto clerk = kit::key_of("lin");
    constexpr roster::CivilDate today = 20261121;
    const auto read = read_roster(roster::demo_roster_csv(1), "", "翠竹苑", today);
    ASSERT_TRUE(read);
    EstateRow estate;
    estate.row.set_name(std::string{roster::demo_estate});
    roster::CustodianKeys custodians;
    for (std::size_t i = 0; i < custodians.size(); ++i)
        custodians[i] =
            roster::custodian_key_of(sha256("custodian " + std::to_string(i))).public_key;
    const auto imported = import_roster(
        ledger, clerk,
        {estate, read->sheet, today, {}, custodians, [](BytesView) -> Result<> { return {}; }, {}});
    EXPECT_EQ(code_of(imported), "client.RECEIPT_LACKS");
    EXPECT_EQ(ledger.sent, 1U) << "nothing is filled into a draft that nobody named";
}

TEST(HostileReceipt, that_names_no_motion_ends_a_proposal) {
    HostileLedger ledger;
    const auto proposed = propose(ledger, kit::key_of("lin"), registry::v1::AddEstate{},
                                  {Bytes(Id16::size, 'o'), "", 14});
    EXPECT_EQ(code_of(proposed), "client.RECEIPT_LACKS");
}

TEST(HostileReceipt, is_about_the_event_that_is_asked_for) {
    Receipt receipt;
    auto* event = receipt.mutable_effects()->add_events();
    event->set_type("linlian.registry.v1.DraftOpened");
    event->set_content("\xff\xff");
    EXPECT_EQ(code_of(event_in<registry::v1::DraftOpened>(receipt, "draft")),
              "client.RECEIPT_LACKS");
    registry::v1::DraftOpened opened;
    opened.set_draft("d");
    event->set_content(codec::encode(opened));
    EXPECT_EQ(event_in<registry::v1::DraftOpened>(receipt, "draft")->draft(), "d");
}

}  // namespace
}  // namespace linlian::client
