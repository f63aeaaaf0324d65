#include "crypto/hash.h"

#include "base/hex.h"

#include <gtest/gtest.h>

namespace linlian {

TEST(Sha256, gives_the_hashes_of_fips_180) {
    EXPECT_EQ(to_hex(sha256("").view()),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256("abc").view()),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").view()),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, does_not_depend_on_how_the_message_is_cut) {
    const Bytes message(300, 'x');
    for (std::size_t cut = 0; cut <= message.size(); ++cut) {
        Sha256 hasher;
        hasher.add(message.substr(0, cut)).add(message.substr(cut));
        EXPECT_EQ(hasher.finish(), sha256(message)) << cut;
    }
}

TEST(Sha256, is_empty_again_after_finish) {
    Sha256 hasher;
    hasher.add("abc").finish();
    EXPECT_EQ(hasher.finish(), sha256(""));
}

TEST(Sha256, goes_on_by_itself_when_copied) {
    Sha256 hasher;
    hasher.add("ab");
    Sha256 copy = hasher;
    EXPECT_EQ(copy.add("c").finish(), sha256("abc"));
    EXPECT_EQ(hasher.add("d").finish(), sha256("abd"));
}

TEST(TaggedHash, is_the_one_of_bip_340) {
    const Bytes tag = sha256("BIP0340/aux").bytes();
    EXPECT_EQ(tagged_hash("BIP0340/aux", "message"), sha256(tag + tag + "message"));
}

TEST(HashTag, hashes_as_its_tag_does_each_time) {
    const HashTag tag{"a"};
    EXPECT_EQ(tag.hash("m"), tagged_hash("a", "m"));
    EXPECT_EQ(tag.hash("n"), tagged_hash("a", "n"));
}

TEST(TaggedHash, differs_by_tag) { EXPECT_NE(tagged_hash("a", "m"), tagged_hash("b", "m")); }

}  // namespace linlian
