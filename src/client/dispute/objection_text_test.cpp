#include "client/dispute/objection_text.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

bal::CallBallot call() {
    bal::CallBallot made;
    made.mutable_title()->set_zh("加装电梯");
    made.add_items()->set_form(bal::YES_OR_NO);
    made.add_items()->set_form(bal::YES_OR_NO);
    return made;
}

bal::Objection objection(bal::Mark claimed) {
    bal::Objection made;
    made.set_ballot(Bytes(16, 'b'));
    made.set_about(bal::BALLOT);
    made.set_head(Bytes(32, '\xAB'));
    made.set_reason("录入与原件不符");
    made.set_document(Bytes(32, '\x12'));
    auto& choice = *made.add_claim();
    choice.set_item(1);
    choice.mutable_open()->set_mark(claimed);
    return made;
}

std::string text_of(const Rows& rows) {
    std::string text;
    for (const auto& row : rows)
        for (const auto& cell : row) text += cell.bytes() + "\n";
    return text;
}

// Three disputed papers may have one and the same reason: whoever rules sees which is which, and
// what their ruling makes the voter say.
TEST(ObjectionText, shows_line_claim_ballot_and_document) {
    const auto text = text_of(objection_rows(call(), objection(bal::AGREE)));
    for (const auto* part :
         {"加装电梯", "abab abab", "第 2 项 赞成", "1212 1212", "录入与原件不符"})
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    EXPECT_NE(text, text_of(objection_rows(call(), objection(bal::DISAGREE))));
}

TEST(ObjectionText, says_what_the_vote_becomes) {
    const auto agreed = ruling_effect(call(), objection(bal::AGREE), bal::UPHELD);
    EXPECT_NE(agreed.find("赞成"), std::string::npos) << agreed;
    EXPECT_EQ(ruling_effect(call(), objection(bal::AGREE), bal::REJECTED).find("赞成"),
              std::string::npos);
    auto none = objection(bal::AGREE);
    none.clear_claim();
    const auto nothing = ruling_effect(call(), none, bal::UPHELD);
    for (const auto* part : {"不再计入", "voted anew by phone"})
        EXPECT_NE(nothing.find(part), std::string::npos) << nothing;
}

TEST(ObjectionText, takes_a_claim_about_an_item_that_is_none) {
    auto odd = objection(bal::AGREE);
    odd.mutable_claim(0)->set_item(7);
    EXPECT_NE(claim_words(call(), odd.claim()).find("第 8 项 ？"), std::string::npos);
}

}  // namespace
}  // namespace linlian::client
