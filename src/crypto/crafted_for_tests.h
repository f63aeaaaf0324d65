// For tests: signatures of Ed25519 as an attacker makes them, with points of small order in the key
// and in R, where checks are known to differ (https://zips.z.cash/zip-0215; Chalkias, Garillot,
// Nikolaenko: Taming the many EdDSAs).
#pragma once

#include "base/bytes.h"
#include "base/hex.h"

#include <gtest/gtest.h>

#include <array>
#include <sodium.h>
#include <string>
#include <vector>

namespace linlian::crafted {

// A point or a scalar, as libsodium takes them.
using Block32 = std::array<unsigned char, 32>;

inline const unsigned char* raw(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline Bytes as_bytes(const Block32& block) { return {block.begin(), block.end()}; }

// All encodings of the eight points of small order: 8 canonical ones, the identity first, then 6
// that are not.
inline const std::vector<Bytes>& small_points() {
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

// SHA-512 of the bytes modulo L.
inline Block32 scalar_of(BytesView wide) {
    std::array<unsigned char, 64> digest{};
    crypto_hash_sha512(digest.data(), raw(wide), wide.size());
    Block32 scalar{};
    crypto_core_ed25519_scalar_reduce(scalar.data(), digest.data());
    return scalar;
}

// scalar · B + extra
inline Bytes point_with(const Block32& scalar, const Bytes& extra) {
    Block32 point{};
    EXPECT_EQ(crypto_scalarmult_ed25519_base_noclamp(point.data(), scalar.data()), 0);
    EXPECT_EQ(crypto_core_ed25519_add(point.data(), point.data(), raw(extra)), 0);
    return as_bytes(point);
}

struct Signed {
    Bytes key;  // 32 bytes, without its suite
    Bytes signature;
};

// A signature whose equation holds but for these points, which were added to the key and to R.
inline Signed sign(const Bytes& in_key, const Bytes& in_r, BytesView message) {
    const Block32 secret = scalar_of("secret");
    const Block32 once = scalar_of("once");
    const Bytes key = point_with(secret, in_key);
    const Bytes r = point_with(once, in_r);
    const Block32 k = scalar_of(r + key + Bytes{message});
    Block32 s{};
    crypto_core_ed25519_scalar_mul(s.data(), k.data(), secret.data());
    crypto_core_ed25519_scalar_add(s.data(), s.data(), once.data());
    return {key, r + as_bytes(s)};
}

// L, the order of the base point, the lowest byte first.
inline Bytes order() {
    return from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
}

// The same signature with L added to S: the same number to the group.
inline Bytes with_order_added(Bytes signature) {
    const Bytes added = order();
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += static_cast<unsigned char>(signature[32 + i]);
        carry += static_cast<unsigned char>(added[i]);
        signature[32 + i] = static_cast<char>(carry);
        carry >>= 8;
    }
    return signature;
}

}  // namespace linlian::crafted
