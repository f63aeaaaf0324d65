#include "crypto/keys.h"

#include "base/hex.h"
#include "crypto/signer.h"

#include <gtest/gtest.h>

namespace linlian {
namespace {

Hash32 hash_from(std::string_view hex) { return fixed_from_hex<Hash32>(hex).value(); }

std::optional<PublicKey> decode_hex(std::string_view hex) {
    return PublicKey::decode(from_hex(hex).value());
}

struct SignatureVector {
    std::string seed, public_key, message, signature;
};

// RFC 8032 §7.1: TEST 1, TEST 2, TEST 3, TEST SHA(abc).
const SignatureVector rfc_8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e"
     "0"
     "303dca179c138ac17ad9bef1177331a704"},
};

// RFC 6979 §A.2.5, with SHA-256; the messages are "sample" and "test".
const SignatureVector rfc_6979[] = {
    {"c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
     "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6", "73616d706c65",
     "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29"
     "f"
     "65f3e900dbb9aff4064dc4ab2f843acda8"},
    {"c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
     "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6", "74657374",
     "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367019f4113742a2b14bd25926b49c64"
     "9"
     "155f267e60d3814b4c0cc84250e46f0083"},
};

void expect_vectors(Suite suite, std::span<const SignatureVector> vectors) {
    for (const auto& vector : vectors) {
        const auto pair = KeyPair::from_seed(suite, hash_from(vector.seed));
        const Bytes message = from_hex(vector.message).value();
        EXPECT_EQ(to_hex(pair.public_key().raw), vector.public_key);
        EXPECT_EQ(to_hex(pair.sign(message)), vector.signature);
        EXPECT_TRUE(verify(pair.public_key(), message, from_hex(vector.signature).value()));
    }
}

Hash32 seed_of(char filler) {
    Hash32 seed;
    seed.data.fill(static_cast<std::uint8_t>(filler));
    return seed;
}

}  // namespace

TEST(Keys, follow_the_vectors_of_rfc_8032) { expect_vectors(Suite::ed25519, rfc_8032); }

TEST(Keys, follow_the_vectors_of_rfc_6979) { expect_vectors(Suite::p256, rfc_6979); }

TEST(Keys, of_every_suite_sign_and_verify_and_fail_when_any_byte_changes) {
    for (const SuiteEntry& entry : suites()) {
        const auto pair = KeyPair::from_seed(entry.suite, seed_of(7));
        const Bytes message = "a resolution of the owners";
        const Bytes signature = pair.sign(message);
        EXPECT_EQ(signature.size(), entry.signature_bytes);
        EXPECT_EQ(signature, pair.sign(message)) << entry.name << " is not deterministic";
        EXPECT_TRUE(verify(pair.public_key(), message, signature));
        EXPECT_FALSE(verify(pair.public_key(), message + "!", signature));
        for (std::size_t i = 0; i < signature.size(); ++i) {
            Bytes broken = signature;
            broken[i] = static_cast<char>(broken[i] ^ 1);
            EXPECT_FALSE(verify(pair.public_key(), message, broken)) << entry.name << " byte " << i;
        }
        EXPECT_FALSE(verify(pair.public_key(), message, signature + '\0'));
        EXPECT_FALSE(verify(pair.public_key(), message, ""));
        const auto other = KeyPair::from_seed(entry.suite, seed_of(8));
        EXPECT_FALSE(verify(other.public_key(), message, signature));
    }
}

TEST(Keys, come_back_from_their_encoding) {
    for (const SuiteEntry& entry : suites()) {
        const auto key = KeyPair::from_seed(entry.suite, seed_of(9)).public_key();
        EXPECT_EQ(key.encoded().size(), 1 + entry.public_key_bytes);
        EXPECT_EQ(PublicKey::decode(key.encoded()), key);
        EXPECT_EQ(PublicKey::parse(key.encoded()), key);
        EXPECT_EQ(PublicKey::decode(key.encoded() + '\0'), std::nullopt);
        EXPECT_EQ(PublicKey::parse(key.encoded() + '\0'), std::nullopt);
        EXPECT_EQ(PublicKey::decode(BytesView{key.encoded()}.substr(1)), std::nullopt);
    }
}

TEST(Keys, of_an_unknown_suite_are_refused_and_verify_nothing) {
    EXPECT_EQ(PublicKey::decode(""), std::nullopt);
    EXPECT_EQ(decode_hex("00" + std::string(64, '2')), std::nullopt);
    EXPECT_EQ(decode_hex("03" + std::string(64, '2')), std::nullopt);
    const PublicKey unknown{.suite = static_cast<Suite>(9), .raw = Bytes(32, 'x')};
    EXPECT_FALSE(verify(unknown, "message", Bytes(64, 'x')));
}

TEST(Ed25519Key, is_refused_when_of_small_order_or_not_canonical_or_off_the_curve) {
    // The identity, the point of order 2, one of order 4, one of order 8.
    EXPECT_EQ(decode_hex("01"
                         "0100000000000000000000000000000000000000000000000000000000000000"),
              std::nullopt);
    EXPECT_EQ(decode_hex("01"
                         "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
              std::nullopt);
    EXPECT_EQ(decode_hex("01"
                         "0000000000000000000000000000000000000000000000000000000000000000"),
              std::nullopt);
    EXPECT_EQ(decode_hex("01"
                         "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
              std::nullopt);
    // y = p + 3, the same point as y = 3 in another spelling.
    EXPECT_EQ(decode_hex("01"
                         "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
              std::nullopt);
    // y = 2 is of no point.
    EXPECT_EQ(decode_hex("01"
                         "0200000000000000000000000000000000000000000000000000000000000000"),
              std::nullopt);
}

TEST(Ed25519Key, of_small_order_verifies_nothing_even_undecoded) {
    // Under the identity as key, R = S * B would verify for every message.
    Bytes identity(32, '\0');
    identity[0] = 1;
    const PublicKey key{.suite = Suite::ed25519, .raw = identity};
    const Bytes base_point = from_hex("58" + std::string(62, '6')).value();
    Bytes one(32, '\0');
    one[0] = 1;
    EXPECT_FALSE(verify(key, "any message", base_point + one));
}

TEST(P256Key, is_refused_unless_it_is_a_compressed_point_of_the_curve) {
    const auto key = KeyPair::from_seed(Suite::p256, seed_of(1)).public_key();
    const std::string x = to_hex(key.raw).substr(2);
    EXPECT_TRUE(decode_hex("0202" + x));
    EXPECT_TRUE(decode_hex("0203" + x));
    for (const char* form : {"00", "01", "04", "05", "06", "07", "82"})
        EXPECT_EQ(decode_hex(std::string("02") + form + x), std::nullopt) << form;
    // x = 4 is of no point; x = p is not below p; and neither the point at infinity's one byte
    // nor an uncompressed point has the right length.
    EXPECT_EQ(decode_hex("0202" + std::string(63, '0') + "4"), std::nullopt);
    EXPECT_EQ(decode_hex("0202ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
              std::nullopt);
    EXPECT_EQ(decode_hex("0200"), std::nullopt);
    EXPECT_EQ(decode_hex("0204" + x + x), std::nullopt);
}

TEST(P256Key, off_the_curve_verifies_nothing) {
    const PublicKey key{.suite = Suite::p256, .raw = "\x02" + Bytes(31, '\0') + "\x04"};
    EXPECT_FALSE(verify(key, "message", Bytes(64, '\1')));
}

TEST(P256Signature, verifies_with_high_s_too) {
    const auto pair = KeyPair::from_seed(Suite::p256, hash_from(rfc_6979[0].seed));
    // n - s of the first vector, whose s is high.
    const Bytes r = from_hex(rfc_6979[0].signature.substr(0, 64)).value();
    const Bytes low_s =
        from_hex("0834e36ad29a83bf2bc9385e491d6099c8fdf9d1ed67aa7ea5f51f93782857a9").value();
    EXPECT_TRUE(verify(pair.public_key(), "sample", r + low_s));
}

TEST(P256Seed, that_is_no_scalar_still_gives_a_key) {
    for (const char filler : {'\0', '\xff'}) {
        const auto pair = KeyPair::from_seed(Suite::p256, seed_of(filler));
        EXPECT_TRUE(PublicKey::decode(pair.public_key().encoded()));
        EXPECT_TRUE(verify(pair.public_key(), "m", pair.sign("m")));
    }
}

}  // namespace linlian
