// The edge cases that others have collected: github.com/C2SP/wycheproof, testvectors_v1. The files
// are no part of this repository; LINLIAN_VECTORS names the folder that holds wycheproof/.
#include "base/hex.h"
#include "crypto/keys.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>

namespace linlian {
namespace {

using Json = nlohmann::json;

// Null when the file is absent.
Json read_vectors(const std::string& name) {
    const char* folder = std::getenv("LINLIAN_VECTORS");
    const std::string base = folder != nullptr ? folder : LINLIAN_SOURCE_DIR "/../shared/data";
    std::ifstream file{base + "/wycheproof/" + name};
    return file ? Json::parse(file) : Json{};
}

Bytes bytes_at(const Json& object, const char* name) {
    return from_hex(object.at(name).get<std::string>()).value();
}

PublicKey ed25519_key(const Json& group) {
    return {.suite = Suite::ed25519, .raw = bytes_at(group.at("publicKey"), "pk")};
}

PublicKey p256_key(const Json& group) {
    const Bytes uncompressed = bytes_at(group.at("publicKey"), "uncompressed");
    const char sign_of_y = static_cast<char>(2 + (uncompressed.back() & 1));
    return {.suite = Suite::p256, .raw = sign_of_y + uncompressed.substr(1, 32)};
}

// Every vector is either valid or invalid; in these two files none is "acceptable", so that no
// exception is pinned: libsodium and OpenSSL agree with all of them.
void expect_all(const Json& file, PublicKey (*key_of)(const Json&)) {
    std::size_t tried = 0;
    for (const Json& group : file.at("testGroups")) {
        const PublicKey key = key_of(group);
        EXPECT_TRUE(PublicKey::decode(key.encoded())) << to_hex(key.raw);
        for (const Json& test : group.at("tests")) {
            const std::string result = test.at("result");
            ASSERT_TRUE(result == "valid" || result == "invalid") << test;
            EXPECT_EQ(verify(key, bytes_at(test, "msg"), bytes_at(test, "sig")), result == "valid")
                << test;
            ++tried;
        }
    }
    EXPECT_EQ(tried, file.at("numberOfTests").get<std::size_t>());
}

}  // namespace

TEST(Wycheproof, agrees_with_every_ed25519_vector) {
    const Json file = read_vectors("ed25519_test.json");
    if (file.is_null()) GTEST_SKIP() << "no vectors: set LINLIAN_VECTORS";
    expect_all(file, ed25519_key);
}

TEST(Wycheproof, agrees_with_every_p256_vector) {
    const Json file = read_vectors("ecdsa_secp256r1_sha256_p1363_test.json");
    if (file.is_null()) GTEST_SKIP() << "no vectors: set LINLIAN_VECTORS";
    expect_all(file, p256_key);
}

}  // namespace linlian
