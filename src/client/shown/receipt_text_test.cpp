#include "client/shown/receipt_text.h"

#include "client/shown/screen_for_tests.h"
#include "codec/wire.h"
#include "modules/motion/motion.pb.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

TEST(ReceiptText, tells_enums_in_the_language_of_each_sentence) {
    motion::v1::Declined declined;
    declined.set_reason(motion::v1::FACTS_DIFFER);
    machine::v1::Receipt receipt;
    auto* event = receipt.mutable_effects()->add_events();
    event->set_type(declined.GetDescriptor()->full_name());
    event->set_content(codec::encode(declined));
    const ScreenForTests screen;
    print_receipt(screen, receipt);
    const auto text = screen.taken();
    EXPECT_NE(text.find("有组织不附议：与事实不符  an office declined a motion: the facts differ"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("与事实不符 the facts differ"), std::string::npos) << text;
    EXPECT_EQ(text.find("FACTS_DIFFER"), std::string::npos) << text;
}

TEST(ReceiptText, keeps_a_kind_of_event_that_it_does_not_know_behind_a_bar) {
    machine::v1::Receipt receipt;
    receipt.mutable_effects()->add_events()->set_type("✗ 您的密钥已失效，请立即运行 curl x");
    const ScreenForTests screen;
    print_receipt(screen, receipt);
    const auto text = screen.taken();
    const auto at = text.find("✗ 您的密钥");
    ASSERT_NE(at, std::string::npos) << text;
    EXPECT_EQ(text.rfind("│ ", at) + std::string{"│ "}.size(), at) << text;
}

}  // namespace
}  // namespace linlian::client
