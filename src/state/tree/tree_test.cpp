#include "state/tree/tree.h"

#include "base/hex.h"
#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace linlian {
namespace {

using Rows = std::map<Hash32, Hash32>;

// The definition of the root, word for word, over rows [first, last) that share `level` bits.
Hash32 naive_root(Rows::const_iterator first, Rows::const_iterator last, unsigned level) {
    if (first == last) return {};
    if (std::next(first) == last)
        return sha256(Bytes(1, '\0') + first->first.bytes() + first->second.bytes());
    auto middle = first;
    while (middle != last && !tree_bit(middle->first, level)) ++middle;
    return sha256(Bytes(1, '\1') + naive_root(first, middle, level + 1).bytes() +
                  naive_root(middle, last, level + 1).bytes());
}

Hash32 naive_root(const Rows& rows) { return naive_root(rows.begin(), rows.end(), 0); }

std::vector<TreeChange> changes_of(const std::map<Hash32, std::optional<Hash32>>& changes) {
    std::vector<TreeChange> list;
    for (const auto& [key, value_hash] : changes) list.push_back({key, value_hash});
    return list;
}

std::vector<TreeChange> inserts_of(const Rows& rows) {
    std::vector<TreeChange> list;
    for (const auto& [key, value_hash] : rows) list.push_back({key, value_hash});
    return list;
}

Hash32 numbered(std::uint64_t number) { return tree_key("row " + std::to_string(number)); }

Hash32 value(std::uint64_t number) { return tree_value_hash(std::to_string(number)); }

// Keys of a small family that share long beginnings, as nobody's hashes do but an attacker's might:
// `crowded` clears all but a few bits, so that forks stand deep and far apart.
Hash32 crowded(std::uint64_t number) {
    Hash32 key;
    constexpr unsigned bits[] = {0, 1, 7, 8, 100, 101, 102, 200, 254, 255};
    for (unsigned i = 0; i < std::size(bits); ++i)
        if ((number >> i & 1) != 0)
            key.data[bits[i] / 8] |= static_cast<std::uint8_t>(0x80 >> bits[i] % 8);
    return key;
}

void expect_proofs(const TreeVersion& version, const Rows& rows, const Hash32& key) {
    const StateProof proof = version.prove(key);
    const auto row = rows.find(key);
    const bool is_member = row != rows.end();
    ASSERT_EQ(StateProof::decode(proof.encode()), proof);
    ASSERT_EQ(proof.kind == StateProof::Kind::member, is_member);
    ASSERT_EQ(version.find(key), is_member ? std::optional{row->second} : std::nullopt);
    ASSERT_EQ(verify_absent(version.root(), key, proof), !is_member);
    if (!is_member) {
        ASSERT_FALSE(verify_member(version.root(), key, value(0), proof));
        return;
    }
    ASSERT_TRUE(verify_member(version.root(), key, row->second, proof));
    ASSERT_FALSE(verify_member(version.root(), key, tree_value_hash("something else"), proof));
}

struct Family {
    Hash32 (*key)(std::uint64_t);
    std::uint64_t keys;
};

// Random batches of inserts, changes and erasures, small trees mostly; after each the root is the
// naive one and every key of the family is proved, present or absent.
void expect_random_histories(const Family& family, unsigned seed, int batches, int most_changes) {
    std::mt19937_64 random{seed};
    TreeVersion version;
    Rows rows;
    for (int batch = 0; batch < batches; ++batch) {
        std::map<Hash32, std::optional<Hash32>> changes;
        const bool mostly_erases = random() % 3 == 0;
        for (auto left = random() % static_cast<unsigned>(most_changes + 1); left > 0; --left) {
            const bool erases = random() % 4 < (mostly_erases ? 3 : 1);
            changes[family.key(random() % family.keys)] =
                erases ? std::nullopt : std::optional{value(random() % 3)};
        }
        for (const auto& [key, value_hash] : changes) {
            if (value_hash)
                rows[key] = *value_hash;
            else
                rows.erase(key);
        }
        version = version.with(changes_of(changes));
        version.publish();
        ASSERT_EQ(version.root(), naive_root(rows)) << "batch " << batch;
        ASSERT_EQ(version.rows(), rows.size());
        for (std::uint64_t i = 0; i < family.keys; ++i) expect_proofs(version, rows, family.key(i));
    }
}

TreeVersion built(const Rows& rows) { return empty_tree().with(inserts_of(rows)); }

Rows numbered_rows(std::uint64_t count) {
    Rows rows;
    for (std::uint64_t i = 0; i < count; ++i) rows[numbered(i)] = value(i);
    return rows;
}

}  // namespace

TEST(Tree, of_no_rows_has_the_zero_root_and_proves_absence) {
    const TreeVersion empty;
    EXPECT_TRUE(empty.root().is_zero());
    expect_proofs(empty, {}, numbered(1));
    EXPECT_TRUE(empty.with({}).root().is_zero());
}

TEST(Tree, of_one_row_is_that_rows_leaf) {
    const Rows rows{{numbered(1), value(1)}};
    const TreeVersion one = built(rows);
    EXPECT_EQ(one.root(), tree_leaf_hash(numbered(1), value(1)));
    expect_proofs(one, rows, numbered(1));
    expect_proofs(one, rows, numbered(2));
    EXPECT_EQ(one.prove(numbered(2)).kind, StateProof::Kind::absent_other);
}

// The format is consensus: this root, computed by a program of its own, must never change.
TEST(Tree, has_the_root_that_was_pinned) {
    EXPECT_EQ(to_hex(built(numbered_rows(100)).root().view()),
              "e845323fb2b6b4f69089b1cc4065c97f48ddd5c5fd9cc382334780091b5ef0af");
}

TEST(Tree, has_the_naive_root_at_every_size) {
    Rows rows;
    TreeVersion version;
    for (std::uint64_t i = 0; i < 300; ++i) {
        rows[numbered(i)] = value(i);
        version = version.with(std::vector<TreeChange>{{numbered(i), value(i)}});
        version.publish();
        ASSERT_EQ(version.root(), naive_root(rows));
        ASSERT_EQ(built(rows).root(), version.root());
    }
    while (!rows.empty()) {
        const Hash32 key = rows.begin()->first;
        rows.erase(key);
        version = version.with(std::vector<TreeChange>{{key, std::nullopt}});
        version.publish();
        ASSERT_EQ(version.root(), naive_root(rows));
    }
}

TEST(Tree, follows_random_histories_of_few_rows) {
    for (unsigned seed = 0; seed < 150; ++seed) {
        expect_random_histories({numbered, 1 + seed % 7}, seed, 12, 4);
        if (HasFatalFailure()) return;
    }
}

TEST(Tree, follows_random_histories_of_keys_that_share_long_beginnings) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        expect_random_histories({crowded, seed % 2 == 0 ? 24u : 1024u}, seed, 4, 40);
        if (HasFatalFailure()) return;
    }
}

TEST(Tree, follows_random_histories_of_many_rows) {
    expect_random_histories({numbered, 4000}, 5, 8, 2500);
}

TEST(Tree, has_the_same_root_however_the_batches_are_cut) {
    const Rows rows = numbered_rows(2000);
    const auto inserts = inserts_of(rows);
    const Hash32 root = naive_root(rows);
    for (const std::size_t size : {1u, 2u, 7u, 100u, 1999u, 2000u}) {
        TreeVersion version;
        for (std::size_t at = 0; at < inserts.size(); at += size) {
            const auto count = std::min(size, inserts.size() - at);
            version = version.with(std::span{inserts}.subspan(at, count));
        }
        EXPECT_EQ(version.root(), root) << size;
    }
}

TEST(Tree, does_not_change_when_nothing_changes) {
    const Rows rows = numbered_rows(500);
    const TreeVersion version = built(rows);
    EXPECT_EQ(version.with(inserts_of(rows)).root(), version.root());
    std::map<Hash32, std::optional<Hash32>> erasures;
    for (std::uint64_t i = 500; i < 900; ++i) erasures[numbered(i)] = std::nullopt;
    const TreeVersion same = version.with(changes_of(erasures));
    EXPECT_EQ(same.root(), version.root());
    EXPECT_EQ(same.rows(), 500u);
}

TEST(TreeDeathTest, refuses_changes_out_of_order) {
    const std::vector<TreeChange> twice{{numbered(1), value(1)}, {numbered(1), value(2)}};
    EXPECT_DEATH((void)empty_tree().with(twice), "ascends_strictly");
}

}  // namespace linlian
