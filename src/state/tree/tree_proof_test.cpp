#include "state/tree/tree_proof.h"

#include "state/tree/tree.h"

#include <gtest/gtest.h>

namespace linlian {
namespace {

Hash32 numbered(std::uint64_t number) { return tree_key("row " + std::to_string(number)); }

Hash32 value(std::uint64_t number) { return tree_value_hash(std::to_string(number)); }

constexpr std::uint64_t rows = 64;

TreeVersion some_tree() {
    TreeVersion version;
    for (std::uint64_t i = 0; i < rows; ++i)
        version = version.with(std::vector<TreeChange>{{numbered(i), value(i)}});
    return version;
}

Hash32 key_with(std::initializer_list<unsigned> bits) {
    Hash32 key;
    for (unsigned bit : bits) key.data[bit / 8] |= static_cast<std::uint8_t>(0x80 >> bit % 8);
    return key;
}

bool shows_anything(const Hash32& root, std::uint64_t number, const StateProof& proof) {
    return verify_member(root, numbered(number), value(number), proof) ||
           verify_absent(root, numbered(number), proof);
}

}  // namespace

TEST(StateProof, with_any_byte_changed_shows_nothing) {
    const TreeVersion version = some_tree();
    for (std::uint64_t i = 0; i < 2 * rows; ++i) {
        const Bytes encoded = version.prove(numbered(i)).encode();
        ASSERT_TRUE(shows_anything(version.root(), i, *StateProof::decode(encoded)));
        for (std::size_t at = 0; at < encoded.size(); ++at) {
            for (const int flip : {0x01, 0x02, 0x03, 0x40, 0x80, 0xff}) {
                Bytes changed = encoded;
                changed[at] = static_cast<char>(changed[at] ^ flip);
                const auto proof = StateProof::decode(changed);
                if (!proof) continue;
                ASSERT_FALSE(shows_anything(version.root(), i, *proof)) << at << ' ' << flip;
            }
        }
    }
}

TEST(StateProof, of_one_key_shows_nothing_of_another) {
    const TreeVersion version = some_tree();
    for (std::uint64_t i = 0; i < rows; ++i) {
        const StateProof proof = version.prove(numbered(i));
        for (std::uint64_t j = 0; j < rows; ++j)
            EXPECT_EQ(shows_anything(version.root(), j, proof), i == j) << i << ' ' << j;
    }
}

TEST(StateProof, of_absence_cannot_name_the_key_itself_as_the_other) {
    const TreeVersion version = some_tree();
    for (std::uint64_t i = 0; i < rows; ++i) {
        StateProof forged = version.prove(numbered(i));
        forged.kind = StateProof::Kind::absent_other;
        forged.other_key = numbered(i);
        forged.other_value_hash = value(i);
        EXPECT_FALSE(verify_absent(version.root(), numbered(i), forged));
    }
}

TEST(StateProof, of_absence_cannot_name_a_leaf_that_does_not_belong_there) {
    // A liar's tree with two leaves on each other's side: all hashes fit, and only the key of the
    // other leaf tells that it never had a place on this way.
    const Hash32 left = key_with({5});
    const Hash32 right = key_with({0});
    const Hash32 left_leaf = tree_leaf_hash(left, value(1));
    const Hash32 right_leaf = tree_leaf_hash(right, value(2));
    StateProof proof;
    proof.kind = StateProof::Kind::absent_other;
    proof.siblings = {left_leaf};
    proof.other_key = right;
    proof.other_value_hash = value(2);
    EXPECT_FALSE(verify_absent(tree_node_hash(right_leaf, left_leaf), left, proof));
}

TEST(StateProof, does_not_descend_past_a_lifted_leaf) {
    // One row alone under a bit stands at that bit, not deeper: a proof that goes on downwards
    // beside empty subtrees shows neither its membership nor another key's absence.
    const Hash32 left = key_with({});
    const Hash32 right = key_with({0});
    const TreeVersion version =
        empty_tree().with(std::vector<TreeChange>{{left, value(1)}, {right, value(2)}});
    StateProof proof = version.prove(left);
    EXPECT_EQ(proof.depth(), 1u);
    proof.siblings.push_back({});
    EXPECT_FALSE(verify_member(version.root(), left, value(1), proof));
    const Hash32 absent = key_with({1});
    StateProof empty_side;
    ASSERT_EQ(empty_side.kind, StateProof::Kind::absent_empty);
    empty_side.siblings = {tree_leaf_hash(right, value(2)), tree_leaf_hash(left, value(1))};
    EXPECT_FALSE(verify_absent(version.root(), absent, empty_side));
    EXPECT_EQ(version.prove(absent).kind, StateProof::Kind::absent_other);
    EXPECT_TRUE(verify_absent(version.root(), absent, version.prove(absent)));
}

TEST(StateProof, of_an_empty_side_ends_where_the_key_leaves_the_others) {
    // Both rows share 100 bits. A key that leaves them after 40 meets an empty subtree there.
    const Hash32 one = key_with({});
    const Hash32 two = key_with({100});
    const Hash32 absent = key_with({40});
    const TreeVersion version =
        empty_tree().with(std::vector<TreeChange>{{one, value(1)}, {two, value(2)}});
    const StateProof proof = version.prove(absent);
    EXPECT_EQ(proof.kind, StateProof::Kind::absent_empty);
    EXPECT_EQ(proof.depth(), 41u);
    EXPECT_TRUE(verify_absent(version.root(), absent, proof));
    EXPECT_EQ(proof.encode().size(), 3u + 6u + 32u);
}

TEST(StateProof, of_the_deepest_tree_works) {
    const Hash32 one = key_with({});
    const Hash32 two = key_with({255});
    const TreeVersion version =
        empty_tree().with(std::vector<TreeChange>{{one, value(1)}, {two, value(2)}});
    const StateProof proof = version.prove(two);
    EXPECT_EQ(proof.depth(), max_tree_depth);
    EXPECT_TRUE(verify_member(version.root(), two, value(2), proof));
    EXPECT_EQ(StateProof::decode(proof.encode()), proof);
    StateProof deeper = proof;
    deeper.siblings.push_back({});
    EXPECT_FALSE(verify_member(version.root(), two, value(2), deeper));
    EXPECT_FALSE(verify_absent(version.root(), two, deeper));
}

TEST(StateProof, has_one_encoding_and_no_byte_more_or_less) {
    const TreeVersion version = some_tree();
    for (std::uint64_t i = 0; i < 2 * rows; ++i) {
        const Bytes encoded = version.prove(numbered(i)).encode();
        EXPECT_EQ(StateProof::decode(encoded)->encode(), encoded);
        EXPECT_EQ(StateProof::decode(encoded + '\0'), std::nullopt);
        for (std::size_t length = 0; length < encoded.size(); ++length)
            EXPECT_EQ(StateProof::decode(BytesView{encoded}.substr(0, length)), std::nullopt);
    }
}

TEST(StateProof, is_refused_when_its_form_is_another) {
    const auto decode = [](std::initializer_list<int> bytes, std::size_t hashes, char filler) {
        Bytes encoded;
        for (int byte : bytes) encoded.push_back(static_cast<char>(byte));
        return StateProof::decode(encoded + Bytes(hashes * 32, filler)).has_value();
    };
    EXPECT_TRUE(decode({2, 0, 0}, 0, 'x'));
    EXPECT_FALSE(decode({0, 0, 0}, 0, 'x')) << "kind 0";
    EXPECT_FALSE(decode({4, 0, 0}, 0, 'x')) << "kind 4";
    EXPECT_TRUE(decode({1, 0, 1, 0x80}, 1, 'x'));
    EXPECT_FALSE(decode({1, 0, 1, 0xc0}, 1, 'x')) << "a bit beyond the depth";
    EXPECT_FALSE(decode({1, 0, 1, 0xc0}, 2, 'x')) << "a sibling beyond the depth";
    EXPECT_FALSE(decode({1, 0, 1, 0x80}, 1, '\0')) << "an empty sibling spelt out";
    EXPECT_FALSE(decode({1, 0, 1, 0x80}, 2, 'x')) << "a sibling too many";
    EXPECT_FALSE(decode({1, 1, 1}, 40, '\0')) << "depth 257";
    EXPECT_FALSE(decode({3, 0, 0}, 1, 'x')) << "no value hash of the other";
    EXPECT_TRUE(decode({3, 0, 0}, 2, 'x'));
}

TEST(StateProof, random_bytes_do_no_harm) {
    Hash32 chance = tree_key("seed");
    int decoded = 0;
    for (int i = 0; i < 20'000; ++i) {
        chance = tree_key(chance.view());
        const unsigned depth = chance.data[1] % 8u;
        Bytes bytes{static_cast<char>(chance.data[0] & 3), '\0', static_cast<char>(depth)};
        bytes.push_back(static_cast<char>(chance.data[2] & (0xff00 >> depth)));
        for (auto more = chance.data[3] % 8; more > 0; --more) bytes += chance.view();
        const auto proof = StateProof::decode(bytes);
        if (proof) decoded += proof->encode() == bytes ? 1 : 1'000'000;
    }
    EXPECT_GT(decoded, 0);
    EXPECT_LT(decoded, 1'000'000);
}

}  // namespace linlian
