// How long versions live, and what readers see while a writer works.
#include "state/tree/tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <random>
#include <thread>

namespace linlian {
namespace {

Hash32 numbered(std::uint64_t number) { return tree_key("row " + std::to_string(number)); }

Hash32 value(std::uint64_t number) { return tree_value_hash(std::to_string(number)); }

// A batch over `keys` possible rows: a third of them erased, the others set to the batch's value.
std::vector<TreeChange> batch_of(std::uint64_t batch, std::uint64_t keys, std::size_t changes) {
    std::mt19937_64 random{batch};
    std::vector<TreeChange> list;
    for (std::size_t i = 0; i < changes; ++i) {
        const Hash32 key = numbered(random() % keys);
        if (random() % 3 == 0)
            list.push_back({key, std::nullopt});
        else
            list.push_back({key, value(batch)});
    }
    std::ranges::sort(list, {}, &TreeChange::key);
    const auto repeated = std::ranges::unique(list, {}, &TreeChange::key);
    list.erase(repeated.begin(), repeated.end());
    return list;
}

bool proves(const TreeVersion& version, const Hash32& key) {
    const StateProof proof = version.prove(key);
    if (const auto found = version.find(key))
        return verify_member(version.root(), key, *found, proof);
    return verify_absent(version.root(), key, proof);
}

}  // namespace

TEST(TreeVersions, keep_proving_while_newer_ones_exist) {
    constexpr std::uint64_t keys = 300;
    std::vector<TreeVersion> kept{empty_tree()};
    for (std::uint64_t batch = 1; batch < 60; ++batch) {
        kept.push_back(kept.back().with(batch_of(batch, keys, 40)));
        kept.back().publish();
    }
    while (!kept.empty()) {
        // The oldest half goes, the youngest stays: what remains must still be whole.
        for (std::uint64_t i = 0; i < keys; ++i)
            for (const TreeVersion& version : kept) ASSERT_TRUE(proves(version, numbered(i)));
        kept.erase(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>((kept.size() + 1) / 2));
    }
}

TEST(TreeVersions, an_older_one_is_untouched_when_the_newest_goes_and_others_follow) {
    TreeVersion published = empty_tree().with(batch_of(1, 200, 150));
    const Hash32 root = published.root();
    for (std::uint64_t batch = 2; batch < 40; ++batch) {
        // Candidates for the next block, one built on another, all dropped.
        const TreeVersion draft = published.with(batch_of(batch, 200, 50));
        const TreeVersion other = published.with(batch_of(batch + 100, 200, 50));
        const TreeVersion further = draft.with(batch_of(batch + 200, 200, 50));
        for (std::uint64_t i = 0; i < 200; ++i) {
            ASSERT_TRUE(proves(published, numbered(i)));
            ASSERT_TRUE(proves(draft, numbered(i)));
            ASSERT_TRUE(proves(other, numbered(i)));
            ASSERT_TRUE(proves(further, numbered(i)));
        }
    }
    EXPECT_EQ(published.root(), root);
}

TEST(TreeVersions, a_draft_on_a_draft_is_published_after_it) {
    TreeVersion base;
    TreeVersion first = base.with(batch_of(1, 50, 30));
    TreeVersion second = first.with(batch_of(2, 50, 30));
    first.publish();
    base = TreeVersion{};
    second.publish();
    first = TreeVersion{};
    for (std::uint64_t i = 0; i < 50; ++i) EXPECT_TRUE(proves(second, numbered(i)));
    second.publish();  // Once more changes nothing.
    EXPECT_TRUE(proves(second, numbered(1)));
}

TEST(TreeVersionsDeathTest, a_second_successor_is_refused) {
    const TreeVersion base;
    TreeVersion first = base.with(batch_of(1, 50, 30));
    TreeVersion second = base.with(batch_of(2, 50, 30));
    first.publish();
    EXPECT_DEATH(second.publish(), "successor");
}

TEST(TreeVersionsDeathTest, a_draft_is_not_published_before_its_base) {
    const TreeVersion first = empty_tree().with(batch_of(1, 50, 30));
    TreeVersion second = first.with(batch_of(2, 50, 30));
    EXPECT_DEATH(second.publish(), "base");
}

TEST(TreeVersions, memory_is_used_again_when_old_versions_go) {
    TreeVersion version;
    const auto step = [&version](std::uint64_t batch) {
        const TreeVersion dropped = version.with(batch_of(batch + 10'000, 1000, 100));
        version = version.with(batch_of(batch, 1000, 100));
        version.publish();
    };
    for (std::uint64_t batch = 0; batch < 100; ++batch) step(batch);
    const std::uint64_t early = version.memory_bytes();
    for (std::uint64_t batch = 100; batch < 1000; ++batch) step(batch);
    EXPECT_LT(version.memory_bytes(), early * 3 / 2);
}

TEST(TreeVersions, a_held_one_keeps_memory_only_until_it_goes) {
    TreeVersion version = empty_tree().with(batch_of(1, 1000, 800));
    version.publish();
    std::optional<TreeVersion> held = version;
    // More versions than a call stack would bear, were they let go one inside the other.
    for (std::uint64_t batch = 2; batch < 100'000; ++batch) {
        version = version.with(batch_of(batch, 1000, 1));
        version.publish();
    }
    const std::uint64_t grown = version.memory_bytes();
    held.reset();
    for (std::uint64_t batch = 2; batch < 20'000; ++batch) {
        version = version.with(batch_of(batch, 1000, 1));
        version.publish();
    }
    // Allow for the list of free numbers itself.
    EXPECT_LT(version.memory_bytes(), grown + grown / 4);
    for (std::uint64_t i = 0; i < 1000; ++i) ASSERT_TRUE(proves(version, numbered(i)));
}

// Run under the thread sanitizer, this is the proof that no lock is needed: readers take the newest
// handle (handing that over is the caller's affair, here a mutex), keep it a while and prove from
// it, and may be the ones who drop the last handle of a version, while the writer goes on.
TEST(TreeVersions, readers_prove_while_a_writer_applies) {
    constexpr std::uint64_t keys = 2000;
    std::mutex mutex;
    TreeVersion newest = empty_tree().with(batch_of(1, keys, 1500));
    newest.publish();
    std::atomic<bool> is_done = false;
    std::atomic<std::uint64_t> wrong = 0;
    std::atomic<std::uint64_t> right = 0;
    const auto read = [&](unsigned seed) {
        std::mt19937_64 random{seed};
        while (!is_done) {
            const TreeVersion mine = [&] {
                const std::lock_guard lock{mutex};
                return newest;
            }();
            for (int i = 0; i < 20; ++i)
                ++(proves(mine, numbered(random() % keys)) ? right : wrong);
        }
    };
    std::vector<std::thread> readers;
    for (unsigned seed = 0; seed < 3; ++seed) readers.emplace_back(read, seed);
    TreeVersion latest = newest;
    for (std::uint64_t batch = 2; batch < 300 || right < 500; ++batch) {
        const TreeVersion dropped = latest.with(batch_of(batch + 1000, keys, 50));
        TreeVersion next = latest.with(batch_of(batch, keys, 50));
        next.publish();
        latest = next;
        const std::lock_guard lock{mutex};
        newest = next;
    }
    is_done = true;
    for (std::thread& reader : readers) reader.join();
    EXPECT_EQ(wrong, 0u);
    EXPECT_GE(right, 500u);
}

}  // namespace linlian
