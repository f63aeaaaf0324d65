#include "apps/message_text.h"

#include "modules/ballot/objections.pb.h"
#include "modules/motion/motion.pb.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

namespace bal = ballot::v1;

std::string printed(const google::protobuf::Message& message) {
    testing::internal::CaptureStdout();
    print_message(Terminal{false}, message);
    return testing::internal::GetCapturedStdout();
}

void put_choice(bal::ItemChoice& choice, std::uint32_t item, bal::Mark mark) {
    choice.set_item(item);
    choice.mutable_open()->set_mark(mark);
}

// Whoever cannot read what was counted for them cannot dispute it.
TEST(MessageText, shows_lists_inside_of_messages) {
    bal::CastLeaf leaf;
    put_choice(*leaf.mutable_cast()->add_choices(), 3, bal::DISAGREE);
    const auto text = printed(leaf);
    EXPECT_NE(text.find("cast.choices"), std::string::npos) << text;
    EXPECT_NE(text.find("反对 disagree"), std::string::npos) << text;
}

TEST(MessageText, shows_lists_inside_of_lists) {
    bal::RecountReply reply;
    for (const auto mark : {bal::AGREE, bal::DISAGREE})
        put_choice(*reply.add_casts()->mutable_cast()->add_choices(), 0, mark);
    const auto text = printed(reply);
    EXPECT_NE(text.find("mark 赞成 agree"), std::string::npos) << text;
    EXPECT_NE(text.find("mark 反对 disagree"), std::string::npos) << text;
}

TEST(MessageText, leaves_no_field_of_the_schema_out) {
    bal::ObjectionReply reply;
    put_choice(*reply.mutable_row()->add_claim(), 2, bal::ABSTAIN);
    reply.mutable_row()->set_reason("理由   在此");
    const auto text = printed(reply);
    EXPECT_NE(text.find("弃权 abstain"), std::string::npos) << text;
    EXPECT_NE(text.find("│ 理由 在此"), std::string::npos) << text;
}

}  // namespace
}  // namespace linlian::apps
