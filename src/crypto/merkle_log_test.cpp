#include "crypto/merkle_log.h"

#include "base/hex.h"
#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <bit>

namespace linlian {
namespace {

constexpr std::uint64_t most = 70;

using Leaves = std::span<const Hash32>;

// MTH of RFC 9162 §2.1.1, word for word.
Hash32 naive_root(Leaves leaves) {
    if (leaves.empty()) return sha256("");
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    return node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

std::vector<Hash32> some_leaves(std::uint64_t count) {
    std::vector<Hash32> leaves;
    for (std::uint64_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
    return leaves;
}

// Reads subtrees of these leaves, and fails the test when asked for one that is not whole.
SubtreeReader reader_of(Leaves leaves) {
    return [leaves](unsigned level, std::uint64_t index) {
        const std::uint64_t width = std::uint64_t{1} << level;
        EXPECT_LE((index + 1) * width, leaves.size());
        return naive_root(leaves.subspan(index * width, width));
    };
}

std::vector<Hash32> hashes(std::initializer_list<const char*> texts) {
    std::vector<Hash32> all;
    for (const char* text : texts) all.push_back(fixed_from_hex<Hash32>(text).value());
    return all;
}

// The leaves and roots with which implementations of Certificate Transparency test themselves.
std::vector<Hash32> ct_leaves() {
    std::vector<Hash32> leaves;
    for (const char* text : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                             "606162636465666768696a6b6c6d6e6f"})
        leaves.push_back(leaf_hash(from_hex(text).value()));
    return leaves;
}

std::vector<Hash32> ct_roots() {
    return hashes({"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                   "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                   "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                   "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                   "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                   "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                   "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"});
}

constexpr const char* h0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
constexpr const char* h1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
constexpr const char* h23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
constexpr const char* h0123 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
constexpr const char* h4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
constexpr const char* h45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
constexpr const char* h67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
constexpr const char* h4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

TEST(MerklePath, joins_and_splits_and_refuses_what_is_not_whole_hashes) {
    const std::vector<Hash32> path{sha256("a"), sha256("b"), sha256("c")};
    EXPECT_EQ(split_path(join_path(path)), path);
    EXPECT_EQ(split_path(""), std::vector<Hash32>{});
    EXPECT_EQ(split_path(join_path(path) + "x"), std::nullopt);
    EXPECT_EQ(split_path(join_path(path).substr(1)), std::nullopt);
}

}  // namespace

TEST(MerkleLog, has_the_roots_of_certificate_transparency) {
    LogFrontier log;
    EXPECT_EQ(log.root(), sha256(""));
    for (std::size_t i = 0; i < 8; ++i) {
        log.append(ct_leaves()[i]);
        EXPECT_EQ(log.root(), ct_roots()[i]) << i;
    }
}

TEST(MerkleLog, has_the_proofs_of_certificate_transparency) {
    const auto leaves = ct_leaves();
    const auto reader = reader_of(leaves);
    EXPECT_EQ(prove_inclusion(0, 1, reader), hashes({}));
    EXPECT_EQ(prove_inclusion(0, 8, reader), hashes({h1, h23, h4567}));
    EXPECT_EQ(prove_inclusion(5, 8, reader), hashes({h4, h67, h0123}));
    EXPECT_EQ(prove_inclusion(1, 5, reader), hashes({h0, h23, h4}));
    EXPECT_EQ(prove_consistency(1, 1, reader), hashes({}));
    EXPECT_EQ(prove_consistency(1, 8, reader), hashes({h1, h23, h4567}));
    EXPECT_EQ(prove_consistency(6, 8, reader), hashes({h45, h67, h0123}));
    EXPECT_EQ(prove_consistency(2, 5, reader), hashes({h23, h4}));
}

TEST(MerkleLog, has_the_naive_root_at_every_size) {
    const auto leaves = some_leaves(most);
    LogFrontier log;
    for (std::uint64_t size = 0; size <= most; ++size) {
        EXPECT_EQ(log.size(), size);
        EXPECT_EQ(log.root(), naive_root(Leaves{leaves}.first(size)));
        EXPECT_EQ(merkle_root_of_hashes(Leaves{leaves}.first(size)), log.root());
        if (size < most) log.append(leaves[size]);
    }
    const std::vector<Bytes> texts{"0", "1", "2"};
    EXPECT_EQ(merkle_root(texts), naive_root(Leaves{leaves}.first(3)));
}

TEST(MerkleLog, frontier_comes_back_from_its_encoding_and_grows_on) {
    LogFrontier log;
    for (const Hash32& leaf : some_leaves(most)) {
        const auto back = LogFrontier::decode(log.encode());
        ASSERT_TRUE(back);
        EXPECT_EQ(*back, log);
        auto grown = *back;
        grown.append(leaf);
        log.append(leaf);
        EXPECT_EQ(grown.root(), log.root());
    }
}

TEST(MerkleLog, frontier_of_a_wrong_length_is_refused) {
    LogFrontier log;
    for (const Hash32& leaf : some_leaves(5)) log.append(leaf);
    const Bytes encoded = log.encode();
    for (std::size_t length = 0; length < encoded.size(); ++length)
        EXPECT_EQ(LogFrontier::decode(encoded.substr(0, length)), std::nullopt) << length;
    EXPECT_EQ(LogFrontier::decode(encoded + '\0'), std::nullopt);
    EXPECT_EQ(LogFrontier::decode(Bytes(8, '\xff')), std::nullopt);
}

TEST(MerkleLog, every_leaf_at_every_size_is_proved_and_at_no_other_index_or_size) {
    const auto leaves = some_leaves(most);
    const auto reader = reader_of(leaves);
    for (std::uint64_t size = 1; size <= most; ++size) {
        const Hash32 root = naive_root(Leaves{leaves}.first(size));
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto path = prove_inclusion(index, size, reader);
            ASSERT_TRUE(verify_inclusion(leaves[index], index, size, path, root));
            for (std::uint64_t other = 0; other < size + 2; ++other) {
                if (other == index) continue;
                ASSERT_FALSE(verify_inclusion(leaves[index], other, size, path, root));
            }
            ASSERT_FALSE(verify_inclusion(leaves[index], index, 2 * size + 1, path, root));
            ASSERT_FALSE(verify_inclusion(leaves[index], index, 0, path, root));
        }
    }
}

TEST(MerkleLog, tampered_inclusion_paths_never_verify) {
    const auto leaves = some_leaves(most);
    const auto reader = reader_of(leaves);
    for (std::uint64_t size = 1; size <= most; size += 3) {
        const Hash32 root = naive_root(Leaves{leaves}.first(size));
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto path = prove_inclusion(index, size, reader);
            for (std::size_t i = 0; i < path.size(); ++i) {
                auto changed = path;
                changed[i].data[size % 32] ^= 1;
                EXPECT_FALSE(verify_inclusion(leaves[index], index, size, changed, root));
                auto shorter = path;
                shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
                EXPECT_FALSE(verify_inclusion(leaves[index], index, size, shorter, root));
                if (i > 0 && path[i] != path[i - 1]) {
                    auto swapped = path;
                    std::swap(swapped[i], swapped[i - 1]);
                    EXPECT_FALSE(verify_inclusion(leaves[index], index, size, swapped, root));
                }
            }
            auto longer = path;
            longer.push_back(root);
            EXPECT_FALSE(verify_inclusion(leaves[index], index, size, longer, root));
        }
    }
}

TEST(MerkleLog, a_path_longer_than_the_log_is_high_never_verifies) {
    // The right hashes, the wrong place: leaf 1 of two told as the only leaf, and the like.
    const auto leaves = some_leaves(3);
    const Hash32 pair = node_hash(leaves[0], leaves[1]);
    EXPECT_TRUE(verify_inclusion(leaves[1], 1, 2, std::vector{leaves[0]}, pair));
    EXPECT_FALSE(verify_inclusion(leaves[1], 0, 1, std::vector{leaves[0]}, pair));
    const Hash32 three = node_hash(pair, leaves[2]);
    EXPECT_TRUE(verify_inclusion(leaves[2], 2, 3, std::vector{pair}, three));
    EXPECT_FALSE(verify_inclusion(leaves[2], 0, 1, std::vector{pair}, three));
    // Two roots that would follow from the path, were its last hash taken in above the top.
    const std::vector path{leaves[0], leaves[1], pair, three};
    const Hash32 old_root = node_hash(three, node_hash(pair, leaves[0]));
    const Hash32 new_root = node_hash(three, node_hash(pair, node_hash(leaves[0], leaves[1])));
    EXPECT_FALSE(verify_consistency(3, old_root, 4, new_root, path));
}

TEST(MerkleLog, an_inner_node_is_not_taken_for_a_leaf) {
    const auto leaves = some_leaves(4);
    const Hash32 left = node_hash(leaves[0], leaves[1]);
    const Hash32 right = node_hash(leaves[2], leaves[3]);
    // The node verifies as a "leaf hash" of a log of two leaves: so a caller hashes the leaf
    // itself, and no leaf's bytes hash to the node, because leaves and nodes begin with other
    // bytes.
    EXPECT_TRUE(verify_inclusion(left, 0, 2, std::vector{right}, node_hash(left, right)));
    const Bytes forged = leaves[0].bytes() + leaves[1].bytes();
    EXPECT_NE(leaf_hash(forged), left);
}

TEST(MerkleLog, every_pair_of_sizes_is_consistent_and_no_tampered_pair_is) {
    const auto leaves = some_leaves(most);
    const auto reader = reader_of(leaves);
    std::vector<Hash32> roots;
    for (std::uint64_t size = 0; size <= most; ++size)
        roots.push_back(naive_root(Leaves{leaves}.first(size)));
    for (std::uint64_t now = 0; now <= most; ++now) {
        for (std::uint64_t then = 0; then <= now; ++then) {
            const auto path = prove_consistency(then, now, reader);
            ASSERT_TRUE(verify_consistency(then, roots[then], now, roots[now], path));
            Hash32 other = roots[then];
            other.data[0] ^= 1;
            ASSERT_FALSE(verify_consistency(then, other, now, roots[now], path));
            if (then > 0) {
                other = roots[now];
                other.data[0] ^= 1;
                ASSERT_FALSE(verify_consistency(then, roots[then], now, other, path));
            }
            for (std::size_t i = 0; i < path.size(); ++i) {
                auto changed = path;
                changed[i].data[31] ^= 1;
                ASSERT_FALSE(verify_consistency(then, roots[then], now, roots[now], changed));
                ASSERT_FALSE(
                    verify_consistency(then, roots[then], now, roots[now], Leaves{path}.first(i)));
            }
            auto longer = path;
            longer.push_back(roots[now]);
            ASSERT_FALSE(verify_consistency(then, roots[then], now, roots[now], longer));
        }
    }
}

TEST(MerkleLog, a_rewritten_past_is_not_consistent) {
    const auto honest = some_leaves(20);
    auto rewritten = honest;
    rewritten[3] = leaf_hash("another decision");
    const Hash32 old_root = naive_root(Leaves{honest}.first(11));
    const auto path = prove_consistency(11, 20, reader_of(rewritten));
    EXPECT_FALSE(verify_consistency(11, old_root, 20, naive_root(rewritten), path));
}

TEST(MerkleLog, sizes_at_the_edge_of_numbers_do_no_harm) {
    const Hash32 hash;
    const std::uint64_t huge = UINT64_MAX;
    const std::vector<Hash32> path(200);
    EXPECT_FALSE(verify_inclusion(hash, huge - 1, huge, path, hash));
    EXPECT_FALSE(verify_inclusion(hash, huge, huge, path, hash));
    EXPECT_FALSE(verify_consistency(huge - 1, hash, huge, hash, path));
    EXPECT_FALSE(verify_consistency(huge, hash, huge - 1, hash, path));
}

}  // namespace linlian
