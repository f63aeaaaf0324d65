// Everybody sees the expiry of acts about persons. To the millisecond it would tell how far the
// author's clock is off, which is the same in all that they sign.
#include "codec/wire.h"
#include "contract/opening/transaction.h"
#include "kit/counter.h"
#include "kit/transactions.h"

#include <gtest/gtest.h>

#include <set>

namespace linlian::machine {
namespace {

std::string opened_with(std::int64_t expires_ms) {
    const auto program = kit::counter_program();
    const Hash32 community = sha256("community");
    const auto author = kit::key_of("ana");
    kit::v1::Add act;
    act.set_name("a");
    act.set_amount(1);
    v1::Body body;
    body.set_community(community.bytes());
    body.set_author_key(author.public_key().encoded());
    body.set_nonce(Bytes(16, 'n'));
    body.set_expires_ms(expires_ms);
    body.set_act_type(act.GetDescriptor()->full_name());
    body.set_act(codec::encode(act));
    v1::Transaction transaction;
    transaction.set_body(codec::encode(body));
    transaction.set_signature(author.sign(signing_hash(transaction.body()).view()));
    const auto opened = Opener{program, community}.open(codec::encode(transaction));
    if (opened) return "opened";
    return opened.error().code + " " + opened.error().figures.at(0).value;
}

TEST(Expiry, is_a_whole_minute) {
    EXPECT_EQ(opened_with(1'790'000'040'000), "opened");
    for (const std::int64_t ms : {1'790'000'040'001, 1'790'000'041'000, 1'790'000'039'999,
                                  std::int64_t{0}, std::int64_t{-60'000}})
        EXPECT_EQ(opened_with(ms), "machine.MALFORMED expires_ms") << ms;
}

TEST(Expiry, of_clients_whose_clocks_differ_by_seconds_is_the_same) {
    const auto program = kit::counter_program();
    const Hash32 community = sha256("community");
    kit::v1::Add act;
    act.set_name("a");
    act.set_amount(1);
    std::set<std::int64_t> seen;
    for (const std::int64_t off : {1, 777, 12'345, 59'000}) {
        const auto bytes = kit::sign_act(kit::key_of("ana"), community, act,
                                         Timestamp{1'790'000'040'000 + off}, kit::nonce_of(1));
        seen.insert(Opener{program, community}.open(bytes)->expires().ms);
    }
    EXPECT_EQ(seen, (std::set<std::int64_t>{1'790'000'100'000}));
}

}  // namespace
}  // namespace linlian::machine
