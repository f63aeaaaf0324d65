// docs/formats/encoding.md, "Keys and signatures": what is a key, and which signatures are right,
// at the edges where implementations of Ed25519 and P-256 are known to differ.
#include "base/hex.h"
#include "crypto/crafted_for_tests.h"
#include "crypto/hash.h"
#include "crypto/signer.h"
#include "vectors/keep.h"

#include <gtest/gtest.h>

namespace linlian::formats {
namespace {

using namespace crafted;

Bytes ed25519(const Bytes& key) { return Bytes(1, '\1') + key; }
Bytes p256(const Bytes& key) { return Bytes(1, '\2') + key; }
Bytes of_hex(const std::string& text) { return from_hex(text).value(); }

// Signatures, each with what the strict rule says of it and what ZIP-215 does.
class Signatures {
  public:
    void add(const std::string& why, const Bytes& key, const Bytes& message,
             const Bytes& signature) {
        const auto parsed = PublicKey::parse(key);
        const bool right = parsed && verify(*parsed, message, signature);
        Json one{{"why", why},
                 {"key", hex(BytesView{key})},
                 {"message", hex(BytesView{message})},
                 {"signature", hex(BytesView{signature})},
                 {"right", right}};
        if (key[0] == '\1') one["zip215"] = parsed && verify_vote(*parsed, message, signature);
        right_ += right ? 1 : 0;
        all_.push_back(std::move(one));
    }
    const Json& all() const { return all_; }
    int right() const { return right_; }

  private:
    Json all_ = Json::array();
    int right_ = 0;
};

// As whoever wants two programs to differ makes it: points of small order in the key and in R.
void add_crafted(Signatures& into, const Bytes& in_key, const Bytes& in_r,
                 const std::string& message) {
    const auto made = sign(in_key, in_r, message);
    into.add("parts of small order in the key and in R", ed25519(made.key), message,
             made.signature);
}

// Signatures that only the look at small order refuses: the equation holds.
void add_small(Signatures& into) {
    const Bytes identity = small_points()[0];
    const Block32 secret = scalar_of("secret");
    const Bytes key = point_with(secret, identity);
    const Block32 k = scalar_of(identity + key + "m");
    Block32 s{};
    crypto_core_ed25519_scalar_mul(s.data(), k.data(), secret.data());
    into.add("R is the identity, and the equation holds", ed25519(key), "m",
             identity + as_bytes(s));
    const Block32 one{1};
    into.add("the key is the identity, and the equation holds", ed25519(identity), "m",
             point_with(one, identity) + as_bytes(one));
}

void add_ed25519(Signatures& into) {
    const auto pair = KeyPair::from_seed(Suite::ed25519, sha256("formats"));
    const Bytes key = pair.public_key().encoded();
    const Bytes good = pair.sign("a message");
    into.add("as it should be", key, "a message", good);
    into.add("another message", key, "another", good);
    into.add("S not below L", key, "a message", with_order_added(good));
    add_small(into);
    const auto& small = small_points();
    for (const Bytes& point : small) {
        into.add("a key of small order", ed25519(point), "m", small[0] + Bytes(32, '\0'));
        into.add("R of small order, S = 0", key, "m", point + Bytes(32, '\0'));
    }
    // The messages make k of every remainder modulo 8.
    for (int message = 0; message < 4; ++message) {
        for (std::size_t in_key = 0; in_key < 8; ++in_key)
            add_crafted(into, small[in_key], small[message % 2 == 0 ? 0 : 4],
                        "message " + std::to_string(message));
    }
}

void add_p256(Signatures& into) {
    const auto pair = KeyPair::from_seed(Suite::p256, sha256("formats"));
    const Bytes key = pair.public_key().encoded();
    const Bytes good = pair.sign("a message");
    into.add("as it should be", key, "a message", good);
    into.add("another message", key, "another", good);
    const Bytes order = of_hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    const Bytes zero(32, '\0');
    // RFC 6979 §A.2.5, "sample": s is high, n − s low.
    const Bytes rfc =
        p256(of_hex("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"));
    const Bytes r = of_hex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716");
    into.add("s above n / 2", rfc, "sample",
             r + of_hex("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));
    into.add("n - s", rfc, "sample",
             r + of_hex("0834e36ad29a83bf2bc9385e491d6099c8fdf9d1ed67aa7ea5f51f93782857a9"));
    into.add("r is 0", key, "a message", zero + good.substr(32));
    into.add("s is 0", key, "a message", good.substr(0, 32) + zero);
    into.add("s is n", key, "a message", good.substr(0, 32) + order);
    into.add("r is n", key, "a message", order + good.substr(32));
    into.add("a key that is no point", p256("\2" + Bytes(31, '\0') + "\4"), "m", Bytes(64, '\1'));
}

Json keys() {
    Json all = Json::array();
    const auto add = [&all](const char* why, const Bytes& key) {
        all.push_back({{"why", why},
                       {"key", hex(BytesView{key})},
                       {"accepted", PublicKey::decode(key).has_value()}});
    };
    const auto one = KeyPair::from_seed(Suite::ed25519, sha256("formats")).public_key().encoded();
    const auto two = KeyPair::from_seed(Suite::p256, sha256("formats")).public_key().encoded();
    add("Ed25519", one);
    add("P-256", two);
    for (const Bytes& point : small_points()) {
        add("of small order", ed25519(point));
        add("with a part of small order, or none", ed25519(point_with(scalar_of("secret"), point)));
    }
    add("y = p + 3", ed25519(of_hex("f0" + std::string(60, 'f') + "7f")));
    add("y = 3", ed25519(of_hex("03" + std::string(62, '0'))));
    add("y = 2, of no point", ed25519(of_hex("02" + std::string(62, '0'))));
    for (const char* form : {"00", "02", "03", "04", "06", "82"})
        add("first byte of a point of P-256", p256(of_hex(form) + two.substr(2)));
    add("x = 4, of no point", p256("\2" + Bytes(31, '\0') + "\4"));
    add("x = p", p256(of_hex("02ffffffff00000001000000000000000000000000"
                             "ffffffffffffffffffffffff")));
    add("an unknown suite", Bytes(1, '\3') + one.substr(1));
    add("a byte too many", one + '\0');
    add("a byte too few", one.substr(0, 32));
    add("nothing", "");
    return all;
}

TEST(Formats, of_keys_and_signatures_are_as_kept) {
    ASSERT_GE(sodium_init(), 0);
    Signatures signatures;
    add_ed25519(signatures);
    add_p256(signatures);
    // Two of them by keys with a part of small order: there k is a multiple of its order.
    EXPECT_EQ(signatures.right(), 8);
    keep_vectors("keys", {{"keys", keys()}, {"signatures", signatures.all()}});
}

}  // namespace
}  // namespace linlian::formats
