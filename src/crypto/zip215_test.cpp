// The rule of consensus votes on the encodings where checks of ed25519 are known to differ: points
// of small order, keys and R with a part of small order, encodings that are not canonical. In all
// of them CometBFT says yes.
#include "base/hex.h"
#include "crypto/crafted_for_tests.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "crypto/signer.h"

#include <gtest/gtest.h>

namespace linlian {
namespace {

using crafted::small_points;

struct Signed {
    PublicKey key;
    Bytes signature;
};

constexpr BytesView message = "a vote";

// With these points of small order added to the key and to R.
Signed crafted_with(const Bytes& in_key, const Bytes& in_r) {
    const auto made = crafted::sign(in_key, in_r, message);
    return {{Suite::ed25519, made.key}, made.signature};
}

TEST(Zip215, takes_every_encoding_of_small_points_as_key_and_as_r) {
    int taken = 0;
    for (const Bytes& key : small_points()) {
        for (const Bytes& r : small_points()) {
            const PublicKey small{Suite::ed25519, key};
            const Bytes signature = r + Bytes(32, '\0');
            EXPECT_TRUE(verify_vote(small, "Zcash", signature)) << to_hex(key) << " " << to_hex(r);
            EXPECT_FALSE(verify(small, "Zcash", signature)) << "acts stay strict";
            Bytes other = signature;
            other[32] = 1;
            EXPECT_FALSE(verify_vote(small, "Zcash", other));
            ++taken;
        }
    }
    EXPECT_EQ(taken, 196);
}

TEST(Zip215, takes_keys_and_r_with_a_part_of_small_order) {
    int refused_strictly = 0;
    for (const Bytes& in_key : small_points()) {
        for (const Bytes& in_r : small_points()) {
            const Signed made = crafted_with(in_key, in_r);
            EXPECT_TRUE(verify_vote(made.key, message, made.signature))
                << to_hex(in_key) << " " << to_hex(in_r);
            EXPECT_FALSE(verify_vote(made.key, "another vote", made.signature));
            refused_strictly += verify(made.key, message, made.signature) ? 0 : 1;
        }
    }
    EXPECT_GT(refused_strictly, 100);  // so the second check was needed
}

// The points that differ from a key by a part of small order are none, whichever libsodium is
// there.
TEST(Ed25519Key, with_a_part_of_small_order_is_no_key) {
    for (std::size_t i = 0; i < 8; ++i) {
        const Bytes raw = crafted::point_with(crafted::scalar_of("secret"), small_points()[i]);
        EXPECT_EQ(PublicKey::decode(Bytes(1, '\1') + raw).has_value(), i == 0) << i;
    }
}

TEST(Zip215, refuses_every_flipped_bit) {
    const auto& torsion = small_points()[4];
    for (const Signed& good :
         {crafted_with(small_points()[0], torsion), crafted_with(torsion, torsion)}) {
        ASSERT_TRUE(verify_vote(good.key, message, good.signature));
        for (std::size_t bit = 0; bit < good.signature.size() * 8; ++bit) {
            Bytes signature = good.signature;
            signature[bit / 8] = static_cast<char>(signature[bit / 8] ^ (1 << (bit % 8)));
            EXPECT_FALSE(verify_vote(good.key, message, signature)) << bit;
        }
        for (std::size_t bit = 0; bit < 256; ++bit) {
            PublicKey key = good.key;
            key.raw[bit / 8] = static_cast<char>(key.raw[bit / 8] ^ (1 << (bit % 8)));
            EXPECT_FALSE(verify_vote(key, message, good.signature)) << bit;
        }
    }
}

// S and S + L are the same number to the group; only the lower one is a signature.
TEST(Zip215, refuses_s_not_below_the_order) {
    const Signed good = crafted_with(small_points()[0], small_points()[0]);
    ASSERT_TRUE(verify_vote(good.key, message, good.signature));
    EXPECT_FALSE(verify_vote(good.key, message, crafted::with_order_added(good.signature)));
    const PublicKey small{Suite::ed25519, small_points()[0]};
    EXPECT_TRUE(verify_vote(small, message, small_points()[0] + Bytes(32, '\0')));
    EXPECT_FALSE(verify_vote(small, message, small_points()[0] + crafted::order()));
}

TEST(Zip215, refuses_what_is_no_point_no_key_of_the_suite_or_of_another_length) {
    const KeyPair pair = KeyPair::from_seed(Suite::ed25519, sha256("validator"));
    const Bytes good = pair.sign(message);
    EXPECT_TRUE(verify_vote(pair.public_key(), message, good));
    EXPECT_FALSE(verify_vote(pair.public_key(), message, good.substr(1)));
    EXPECT_FALSE(verify_vote(pair.public_key(), message, good + "x"));
    const Bytes no_point = Bytes(1, '\2') + Bytes(31, '\0');  // y = 2 is not on the curve
    EXPECT_FALSE(verify_vote(pair.public_key(), message, no_point + good.substr(32)));
    EXPECT_FALSE(verify_vote({Suite::ed25519, no_point}, message, good));
    EXPECT_FALSE(verify_vote({Suite::ed25519, Bytes(31, '\1')}, message, good));
    const KeyPair other = KeyPair::from_seed(Suite::p256, sha256("phone"));
    EXPECT_FALSE(verify_vote(other.public_key(), message, other.sign(message)));
}

}  // namespace
}  // namespace linlian
