#include "ops/sign_transaction.h"

#include "contract/opening/transaction.h"
#include "kit/counter.h"
#include "kit/transactions.h"

#include <gtest/gtest.h>

namespace linlian::ops {
namespace {

TEST(SignTransaction, makes_what_a_node_of_the_community_opens) {
    const auto program = kit::counter_program();
    const Hash32 community = sha256("community");
    kit::v1::Add act;
    act.set_name("a");
    act.set_amount(1);
    for (const auto suite : {Suite::ed25519, Suite::p256}) {
        const auto author = kit::key_of("ana", suite);
        const Bytes bytes =
            kit::sign_act(author, community, act, Timestamp{60'001}, kit::nonce_of(1));
        const auto opened = machine::Opener{program, community}.open(bytes);
        ASSERT_TRUE(opened) << opened.error().code;
        EXPECT_EQ(opened->author_key(), author.public_key().encoded());
        EXPECT_EQ(opened->expires().ms, 120'000);
        const auto elsewhere = machine::Opener{program, sha256("other")}.open(bytes);
        ASSERT_FALSE(elsewhere);
        EXPECT_EQ(elsewhere.error().code, "machine.OTHER_COMMUNITY");
    }
}

TEST(RandomNonce, differs_from_call_to_call) { EXPECT_NE(random_nonce(), random_nonce()); }

}  // namespace
}  // namespace linlian::ops
