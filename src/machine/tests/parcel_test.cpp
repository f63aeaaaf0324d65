#include "contract/opening/parcel.h"

#include "base/hex.h"
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "kit/transactions.h"

#include <gtest/gtest.h>

namespace linlian::machine {
namespace {

const Hash32 community = sha256("a community");

KeyPair node() { return kit::key_of("node"); }

// The part at fault; "" when the parcel opens.
std::string fault_of(BytesView encoded, const Hash32& at = community) {
    const auto parcel = open_parcel(at, encoded);
    return parcel ? "" : parcel.error().figures.at(0).value;
}

// Encoded and signed after a change: only the form can be at fault.
template <class Change>
std::string fault_after(const Change& change) {
    v1::Parcel parcel;
    parcel.add_acts("an act");
    parcel.set_node(node().public_key().encoded());
    parcel.set_number(1);
    change(parcel);
    parcel.set_signature(node().sign(parcel_hash(community, codec::encode(parcel)).view()));
    return fault_of(codec::encode(parcel));
}

TEST(Parcel, opens_as_it_was_made) {
    const auto made = make_parcel(community, node(), 7, {"one", "two"});
    const auto parcel = open_parcel(community, made);
    ASSERT_TRUE(parcel);
    EXPECT_EQ(parcel->number(), 7U);
    EXPECT_EQ(parcel->node(), node().public_key().encoded());
    EXPECT_EQ(acts_of(community, std::vector{made}), (std::vector<Bytes>{"one", "two"}));
}

TEST(Parcel, without_acts_names_the_height_that_it_asks_for) {
    const auto made = make_wake_parcel(community, node(), 1, 12);
    EXPECT_EQ(open_parcel(community, made)->height(), 12U);
    EXPECT_EQ(fault_of(make_parcel(community, node(), 1, {})), "height");
    EXPECT_EQ(fault_of(make_wake_parcel(community, node(), 1, 0)), "height");
    EXPECT_EQ(fault_after([](auto& parcel) { parcel.set_height(3); }), "height");
}

TEST(Parcel, is_refused_for_its_form) {
    EXPECT_EQ(fault_after([](auto&) {}), "");
    EXPECT_EQ(fault_after([](auto& parcel) { parcel.set_number(0); }), "number");
    EXPECT_EQ(fault_after([](auto& parcel) { parcel.add_acts(""); }), "acts");
    EXPECT_EQ(
        fault_after([](auto& parcel) { parcel.add_acts(Bytes(max_transaction_bytes + 1, 'x')); }),
        "acts");
    EXPECT_EQ(fault_after([](auto& parcel) { parcel.set_node("no key"); }), "node");
    EXPECT_EQ(fault_after([](auto& parcel) {
                  parcel.set_node(kit::key_of("node", Suite::p256).public_key().encoded());
              }),
              "node");
    EXPECT_EQ(fault_of(Bytes(max_parcel_bytes + 1, 'x')), "bytes");
    EXPECT_EQ(fault_of(""), "node");
    EXPECT_EQ(fault_of("\xff"), "encoding");
}

TEST(Parcel, is_signed_by_its_node_for_its_community) {
    auto made = make_parcel(community, node(), 1, {"one"});
    EXPECT_EQ(fault_of(made, sha256("another community")), "signature");
    for (std::size_t i = 0; i < made.size(); ++i) {
        auto flipped = made;
        flipped[i] = static_cast<char>(flipped[i] ^ 1);
        EXPECT_NE(fault_of(flipped), "") << i;
    }
    EXPECT_EQ(fault_after([](auto& parcel) {
                  parcel.set_node(kit::key_of("another").public_key().encoded());
              }),
              "signature");
}

TEST(Parcel, that_is_refused_holds_no_acts_in_a_decided_block) {
    const auto made = make_parcel(community, node(), 1, {"one"});
    EXPECT_EQ(acts_of(community, std::vector<Bytes>{"junk", made, made + "x"}),
              std::vector<Bytes>{"one"});
}

// The vector of docs/formats/parcel.md.
TEST(Parcel, has_these_bytes) {
    const auto key = KeyPair::from_seed(Suite::ed25519, sha256("linlian parcel vector"));
    const auto made = make_parcel(community, key, 1, {"one", "two"});
    EXPECT_EQ(to_hex(made),
              "0a036f6e650a0374776f122101f16369ee0dc2a92d6f7538e5fa7b333c7dab7c343322322f"
              "2858fa14987141a418012a401ff34de338325563f4ca1bf3346bf366ead45d9a240e4c06bc"
              "1bdbc8fb29140935a6b01221a321cc2736febdd0fca1dcd58c7b25ff5aff0575becc44a8d3"
              "1b05");
}

}  // namespace
}  // namespace linlian::machine
