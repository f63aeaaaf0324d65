#include "light/chain/header.h"

#include "base/hex.h"
#include "light/chain/seal_for_tests.h"

#include <gtest/gtest.h>

#include <set>

namespace linlian::light {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

const Seal& example() {
    static const Seal seal = sealed("chain", {3, 2, 2}, "can");
    return seal;
}

// Calls `look` with every other value of every byte's lowest and highest bit, with every cut, and
// with one byte too many.
template <class Look>
void each_damage(const Bytes& bytes, const Look& look) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (const int bit : {0, 1, 3, 7}) {
            Bytes changed = bytes;
            changed[i] ^= static_cast<char>(1 << bit);
            look(changed);
        }
        look(bytes.substr(0, i));
    }
    look(bytes + '\0');
    look(bytes + Bytes("\x7a\x00", 2));  // field 15, empty
}

}  // namespace

TEST(BlockTime, goes_to_milliseconds_and_back_before_and_after_1970) {
    for (const std::int64_t ms : {0LL, 1LL, 999LL, 1000LL, -1LL, -1000LL, 1'795'222'800'123LL})
        EXPECT_EQ(BlockTime::from({ms}).timestamp(), Timestamp{ms}) << ms;
    EXPECT_EQ(BlockTime::from({-1}), (BlockTime{-1, 999'000'000}));
}

TEST(Header, has_another_hash_after_any_damage_or_does_not_decode) {
    const Hash32 hash = header_hash(example().header);
    each_damage(encode_header(example().header), [&hash](const Bytes& damaged) {
        const auto header = decode_header(damaged);
        if (header)
            EXPECT_NE(header_hash(*header), hash);
        else
            EXPECT_EQ(header.error().code, "light.HEADER_MALFORMED");
    });
}

TEST(ChainId, names_the_community_and_fits_a_header) {
    const std::string id = chain_id_of(sha256("community"));
    EXPECT_EQ(id, "linlian-" + to_hex(sha256("community").view()).substr(0, 40));
    EXPECT_LE(id.size(), max_chain_id_bytes);
}

TEST(Header, is_refused_with_impossible_lengths_height_or_time) {
    const auto refused = [](const auto& change) {
        Header header = example().header;
        change(header);
        const auto decoded = decode_header(encode_header(header));
        return !decoded && decoded.error().code == "light.HEADER_MALFORMED";
    };
    EXPECT_TRUE(refused([](Header& h) { h.validators_hash.clear(); }));
    EXPECT_TRUE(refused([](Header& h) { h.data_hash.pop_back(); }));
    EXPECT_TRUE(refused([](Header& h) { h.proposer_address.push_back('x'); }));
    EXPECT_TRUE(refused([](Header& h) { h.chain_id.assign(max_chain_id_bytes + 1, 'c'); }));
    EXPECT_TRUE(refused([](Header& h) { h.height = Height{1} << 63; }));
    EXPECT_TRUE(refused([](Header& h) { h.time.nanos = 1'000'000'000; }));
    EXPECT_TRUE(refused([](Header& h) { h.time.seconds = -62135596801; }));
    EXPECT_TRUE(refused([](Header& h) { h.last_block_id.parts.hash.clear(); }));
}

TEST(Header, is_refused_without_a_message_that_is_always_written) {
    Header first = example().header;
    first.last_block_id = {};
    Bytes bytes = encode_header(first);
    const Bytes empty_block_id("\x2a\x02\x12\x00", 4);
    const auto at = bytes.find(empty_block_id);
    ASSERT_NE(at, Bytes::npos);
    ASSERT_TRUE(decode_header(bytes));
    bytes.erase(at, empty_block_id.size());
    EXPECT_EQ(code_of(decode_header(bytes)), "light.HEADER_MALFORMED");
}

TEST(Commit, is_refused_without_a_message_that_is_always_written) {
    EXPECT_EQ(decode_commit(encode_commit({})), Commit{});
    EXPECT_EQ(code_of(decode_commit("")), "light.COMMIT_MALFORMED");
}

TEST(Commit, is_another_one_after_any_damage_or_does_not_decode) {
    each_damage(encode_commit(example().commit), [](const Bytes& damaged) {
        const auto commit = decode_commit(damaged);
        if (commit)
            EXPECT_NE(*commit, example().commit);
        else
            EXPECT_EQ(commit.error().code, "light.COMMIT_MALFORMED");
    });
}

TEST(Commit, is_never_accepted_after_any_damage) {
    const Seal& seal = example();
    const Seal full = sealed("chain", {3, 2, 2}, "ccc");
    const std::set<std::string> codes{"light.OTHER_HEIGHT", "light.OTHER_BLOCK",
                                      "light.OTHER_SIGNER", "light.COMMIT_SIGNATURE_WRONG",
                                      "light.SIGNATURES_MISCOUNTED"};
    each_damage(encode_commit(full.commit), [&](const Bytes& damaged) {
        const auto commit = decode_commit(damaged);
        if (!commit) return;
        const auto code = code_of(verify_commit("chain", seal.validators, seal.header, *commit));
        EXPECT_TRUE(codes.contains(code)) << code;
    });
}

TEST(Block, is_another_one_after_any_damage_or_does_not_decode) {
    const Block block{example().header, {"one", "", "three"}, example().commit};
    each_damage(encode_block(block), [&block](const Bytes& damaged) {
        const auto decoded = decode_block(damaged);
        if (decoded)
            EXPECT_NE(*decoded, block);
        else
            EXPECT_EQ(decoded.error().code, "light.BLOCK_MALFORMED");
    });
}

TEST(Block, without_items_or_a_last_commit_is_the_first) {
    const Block block{example().header, {}, {}};
    EXPECT_EQ(decode_block(encode_block(block)), block);
}

}  // namespace linlian::light
