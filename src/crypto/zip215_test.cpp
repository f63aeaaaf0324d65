// The rule of consensus votes on the encodings where checks of ed25519 are known to differ: points
// of small order, keys and R with a part of small order, encodings that are not canonical
// (https://zips.z.cash/zip-0215; Chalkias, Garillot, Nikolaenko: Taming the many EdDSAs). In all of
// them CometBFT says yes.
#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "crypto/signer.h"

#include <gtest/gtest.h>

#include <array>
#include <sodium.h>
#include <vector>

namespace linlian {
namespace {

using Block32 = std::array<unsigned char, 32>;

// All encodings of the eight points of small order: 8 canonical ones, then 6 that are not.
const std::vector<Bytes>& small_points() {
    static const std::vector<Bytes> points = [] {
        const std::string zeros(60, '0');
        const std::string ones(60, 'f');
        std::vector<Bytes> all;
        for (const std::string& hex :
             {"01" + zeros + "00", "ec" + ones + "7f", "00" + zeros + "00", "00" + zeros + "80",
              std::string{"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"},
              std::string{"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"},
              std::string{"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"},
              std::string{"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"},
              "01" + zeros + "80", "ec" + ones + "ff", "ee" + ones + "7f", "ee" + ones + "ff",
              "ed" + ones + "7f", "ed" + ones + "ff"})
            all.push_back(from_hex(hex).value());
        return all;
    }();
    return points;
}

const unsigned char* raw(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Bytes as_bytes(const Block32& block) { return {block.begin(), block.end()}; }

Block32 scalar_of(BytesView wide) {
    std::array<unsigned char, 64> digest{};
    crypto_hash_sha512(digest.data(), raw(wide), wide.size());
    Block32 scalar{};
    crypto_core_ed25519_scalar_reduce(scalar.data(), digest.data());
    return scalar;
}

// scalar · B + extra
Bytes point_with(const Block32& scalar, const Bytes& extra) {
    Block32 point{};
    EXPECT_EQ(crypto_scalarmult_ed25519_base_noclamp(point.data(), scalar.data()), 0);
    EXPECT_EQ(crypto_core_ed25519_add(point.data(), point.data(), raw(extra)), 0);
    return as_bytes(point);
}

struct Signed {
    PublicKey key;
    Bytes signature;
};

constexpr BytesView message = "a vote";

// A signature as an attacker makes it, with these points of small order added to the key and to R.
Signed crafted(const Bytes& in_key, const Bytes& in_r) {
    const Block32 secret = scalar_of("secret");
    const Block32 once = scalar_of("once");
    const Bytes key = point_with(secret, in_key);
    const Bytes r = point_with(once, in_r);
    const Block32 k = scalar_of(r + key + Bytes{message});
    Block32 s{};
    crypto_core_ed25519_scalar_mul(s.data(), k.data(), secret.data());
    crypto_core_ed25519_scalar_add(s.data(), s.data(), once.data());
    return {{Suite::ed25519, key}, r + as_bytes(s)};
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
            const Signed made = crafted(in_key, in_r);
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
        const Bytes raw = point_with(scalar_of("secret"), small_points()[i]);
        EXPECT_EQ(PublicKey::decode(Bytes(1, '\1') + raw).has_value(), i == 0) << i;
    }
}

TEST(Zip215, refuses_every_flipped_bit) {
    const auto& torsion = small_points()[4];
    for (const Signed& good : {crafted(small_points()[0], torsion), crafted(torsion, torsion)}) {
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
    const Bytes order =
        from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
    const Signed good = crafted(small_points()[0], small_points()[0]);
    ASSERT_TRUE(verify_vote(good.key, message, good.signature));
    Bytes signature = good.signature;
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += static_cast<unsigned char>(signature[32 + i]);
        carry += static_cast<unsigned char>(order[i]);
        signature[32 + i] = static_cast<char>(carry);
        carry >>= 8;
    }
    EXPECT_FALSE(verify_vote(good.key, message, signature));
    const PublicKey small{Suite::ed25519, small_points()[0]};
    EXPECT_TRUE(verify_vote(small, message, small_points()[0] + Bytes(32, '\0')));
    EXPECT_FALSE(verify_vote(small, message, small_points()[0] + order));
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
