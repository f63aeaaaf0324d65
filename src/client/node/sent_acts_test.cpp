#include "client/node/sent_acts.h"

#include "base/hex.h"
#include "client/shown/screen_for_tests.h"
#include "client/shown/value_text.h"
#include "crypto/hash.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

std::string said(const SentActs& sent, bool json = false) {
    const ScreenForTests screen{json};
    sent.say(screen);
    return screen.taken();
}

TEST(SentActs, are_none_where_nothing_left) {
    SentActs sent;
    EXPECT_EQ(said(sent), "") << "a command that only reads";
    sent.will_sign();
    EXPECT_NE(said(sent).find("No act was sent"), std::string::npos);
    EXPECT_EQ(said(sent, true).find('{'), std::string::npos);
}

TEST(SentActs, are_named_where_they_may_have_been_carried_out) {
    SentActs sent;
    sent.will_sign();
    const auto one = sha256("one");
    const auto two = sha256("two");
    sent.note(one, {1'800'000'000'000});
    sent.note(two, {1'800'000'000'000});
    const auto text = said(sent);
    EXPECT_EQ(text.find("No act was sent"), std::string::npos);
    EXPECT_NE(text.find("may have been carried out"), std::string::npos);
    EXPECT_NE(text.find(to_hex(one.view())), std::string::npos);
    EXPECT_NE(text.find(to_hex(two.view())), std::string::npos);
    EXPECT_NE(said(sent, true).find(R"("sent":[")" + to_hex(one.view())), std::string::npos);
}

// A node may carry an act out and answer that it did not.
TEST(SentActs, stay_told_where_the_node_says_that_it_refused_them) {
    SentActs sent;
    sent.will_sign();
    const auto one = sha256("one");
    sent.note(one, {1'800'000'000'000});
    sent.refused(one);
    const auto text = said(sent);
    EXPECT_EQ(text.find("No act was sent"), std::string::npos);
    EXPECT_NE(text.find("is what the node says"), std::string::npos);
    EXPECT_NE(text.find(local_time({1'800'000'000'000})), std::string::npos);
    EXPECT_NE(text.find("linlian bundle --tx " + to_hex(one.view())), std::string::npos);
    EXPECT_NE(said(sent, true).find(R"("node_says_refused":[")" + to_hex(one.view())),
              std::string::npos);
}

}  // namespace
}  // namespace linlian::client
