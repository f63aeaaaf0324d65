// What a liar, a bad disk or a careless copy could make of a snapshot: none of it is imported.
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "kit/chain.h"
#include "kit/code_of.h"
#include "kit/counter.h"
#include "machine/due.h"
#include "ops/files/durable_file.h"
#include "storage/rows/log_tiles.h"
#include "storage/snapshot/snapshot.h"
#include "storage/snapshot/snapshot_stream.h"

#include <gtest/gtest.h>

#include <fstream>

namespace linlian::storage {
namespace {

// A small ledger with a past beyond the longest lifetime, its snapshot, and places to import into.
class Lie {
  public:
    Lie() {
        for (std::uint64_t i = 0; i < 3; ++i) write(chain.add("old", 1, i), 1000);
        write(chain.add("new", 1, 10, 20 * ms_per_day), 2 * machine::max_lifetime_ms);
        for (std::uint64_t i = 11; i < 14; ++i) write(chain.add("new", 1, i), 1000);
        auto exported = export_snapshot(*chain.store, folder / "snapshot");
        EXPECT_TRUE(exported) << exported.error().what;
        files = std::move(*exported);
        chunk = *ops::read_whole(folder / "snapshot/chunk-00000");
    }
    void write(const Bytes& transaction, std::int64_t passed_ms) {
        ASSERT_TRUE(chain.write({transaction}, passed_ms));
    }

    // Why the snapshot in these files is not imported; "imported" when it is.
    std::string verdict(BytesView manifest, BytesView seal, BytesView first_chunk) {
        std::filesystem::create_directories(folder / "lie");
        const auto put = [this](const char* name, BytesView bytes) {
            std::ofstream{folder / "lie" / name, std::ios::binary} << bytes;
        };
        put("manifest", manifest);
        put("seal", seal);
        put("chunk-00000", first_chunk);
        const auto imported = import_snapshot(chain.program, folder / "lie",
                                              {chain.store->community(), {}}, folder / "in");
        EXPECT_EQ(std::filesystem::exists(folder / "in"), imported.has_value());
        EXPECT_FALSE(std::filesystem::exists(folder / "in.importing"));
        std::filesystem::remove_all(folder / "in");
        return imported ? "imported" : imported.error().what;
    }
    // The same for a liar who makes the hash of the chunk fit.
    std::string verdict(v1::SnapshotManifest manifest, BytesView first_chunk) {
        manifest.set_chunk_hashes(0, sha256(first_chunk).bytes());
        return verdict(codec::encode(manifest), codec::encode(files.seal), first_chunk);
    }
    // What a light client knows of the state by headers.
    SealedState sealed() const {
        SealedState state{.height = files.height,
                          .time = light::decode_header(files.seal.header())->time.timestamp(),
                          .app_hash = {}};
        const auto next = light::decode_header(files.seal.next().header());
        EXPECT_TRUE(Hash32::parse(next->app_hash, state.app_hash));
        return state;
    }
    std::string verdict(const v1::SnapshotSeal& seal) {
        return verdict(codec::encode(files.manifest), codec::encode(seal), chunk);
    }

    kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    SnapshotFiles files;
    Bytes chunk;
};

bool names(const std::string& verdict, const char* what) {
    return verdict.find(what) != std::string::npos;
}

TEST(SnapshotLies, the_honest_one_is_imported) {
    Lie lie;
    EXPECT_EQ(
        lie.verdict(codec::encode(lie.files.manifest), codec::encode(lie.files.seal), lie.chunk),
        "imported");
    EXPECT_EQ(lie.files.manifest.leaves(), 4);  // three recent ones, and one older
    EXPECT_EQ(lie.files.height + 1, lie.chain.ledger.tip.height);
}

// 60 of 614 passed once, those in height, time and last block.
TEST(SnapshotLies, every_flipped_bit_in_any_file_is_refused) {
    Lie lie;
    const Bytes manifest = codec::encode(lie.files.manifest);
    const Bytes seal = codec::encode(lie.files.seal);
    std::size_t tried = 0;
    const auto flip = [&tried](Bytes bytes, std::size_t at) {
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
        ++tried;
        return bytes;
    };
    for (std::size_t at = 0; at < manifest.size(); ++at)
        ASSERT_NE(lie.verdict(flip(manifest, at), seal, lie.chunk), "imported") << at;
    for (std::size_t at = 0; at < seal.size(); ++at)
        ASSERT_NE(lie.verdict(manifest, flip(seal, at), lie.chunk), "imported") << at;
    for (std::size_t at = 0; at < lie.chunk.size(); ++at)
        ASSERT_NE(lie.verdict(manifest, seal, flip(lie.chunk, at)), "imported") << at;
    EXPECT_GT(tried, 2000U);
}

TEST(SnapshotLies, files_cut_anywhere_or_with_more_behind_are_refused) {
    Lie lie;
    const Bytes manifest = codec::encode(lie.files.manifest);
    const Bytes seal = codec::encode(lie.files.seal);
    for (const std::size_t part : {0, 1, 2, 3}) {
        const auto cut = [part](const Bytes& bytes) {
            return bytes.substr(0, bytes.size() * part / 4);
        };
        EXPECT_NE(lie.verdict(cut(manifest), seal, lie.chunk), "imported");
        EXPECT_NE(lie.verdict(manifest, cut(seal), lie.chunk), "imported");
        EXPECT_NE(lie.verdict(manifest, seal, cut(lie.chunk)), "imported");
    }
    EXPECT_NE(lie.verdict(manifest + "x", seal, lie.chunk), "imported");
    EXPECT_NE(lie.verdict(manifest, seal + "x", lie.chunk), "imported");
    EXPECT_NE(lie.verdict(lie.files.manifest, lie.chunk + "x"), "imported");
}

// Even with chunk hashes that fit, each byte of rows and leaves stands under a root, and so do
// their counts and their order.
TEST(SnapshotLies, rows_and_leaves_that_do_not_give_the_roots_are_refused) {
    Lie lie;
    for (std::size_t at = 0; at < lie.chunk.size(); at += 41) {
        Bytes bad = lie.chunk;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        EXPECT_NE(lie.verdict(lie.files.manifest, bad), "imported") << at;
    }
    Bytes row = lie.chunk;
    row[row.find("new") + 2] ^= 1;  // the counter "nev"
    const auto verdict = lie.verdict(lie.files.manifest, row);
    EXPECT_TRUE(names(verdict, "state root")) << verdict;
    Bytes leaf = lie.chunk;
    leaf[leaf.size() - 5] ^= 1;
    EXPECT_TRUE(names(lie.verdict(lie.files.manifest, leaf), "log root"));
}

// With one row more, where it belongs.
std::string verdict_with(Lie& lie, const Bytes& key, const Bytes& value) {
    auto manifest = lie.files.manifest;
    auto chunk = lie.chunk;
    BytesView rest{chunk};
    std::uint64_t before = 0;  // rows in front of it
    std::size_t at = 0;
    while (before < manifest.rows()) {
        const auto next = take_frame(rest);
        CHECK(next && take_frame(rest));
        if (*next > key) break;
        ++before;
        at = chunk.size() - rest.size();
    }
    chunk.insert(at, framed(key) + framed(value));
    manifest.set_rows(manifest.rows() + 1);
    return lie.verdict(manifest, chunk);
}

// What seals a snapshot may be a stranger's own ledger: rows are looked at before they are used.
TEST(SnapshotLies, rows_that_are_none_end_the_import_and_not_the_program) {
    Lie lie;
    for (const Bytes key : {"machine/due/x", "zzz", "\xff"}) {
        const auto verdict = verdict_with(lie, key, "y");
        EXPECT_TRUE(names(verdict, "ROWS_MALFORMED")) << key << ": " << verdict;
    }
}

// Else it goes on well until that is due.
TEST(SnapshotLies, work_that_nobody_does_ends_the_import_and_not_the_program_on_its_day) {
    Lie lie;
    const Timestamp day{10'000 * ms_per_day};
    const auto verdict =
        verdict_with(lie, machine::due_table.key(day, "counter.other", Hash32{}), {});
    EXPECT_TRUE(names(verdict, "work is due that this program does not know")) << verdict;
    EXPECT_TRUE(names(verdict_with(lie, machine::due_table.key(day, "counter.later", Hash32{}), {}),
                      "state root"));
}

TEST(SnapshotLies, rows_that_no_acts_leave_behind_end_the_import) {
    Lie lie;
    kit::v1::Counter below;
    below.set_value(-1);
    const auto verdict = verdict_with(lie, kit::counters.key("newer"), codec::encode(below));
    EXPECT_TRUE(names(verdict, "no counter is below zero")) << verdict;
}

// The lie that was imported once under a true app hash: recent leaves dropped, the edge moved
// along. A transaction in them could then have been recorded a second time.
TEST(SnapshotLies, recent_leaves_left_out_are_missed) {
    Lie lie;
    // Leaf 3 and on are recent; the honest snapshot begins at 2.
    for (const std::uint64_t first : {3, 4, 5, 6}) {
        auto manifest = lie.files.manifest;
        const auto dropped = first - 2;
        Bytes bytes = lie.chunk;
        std::size_t at = bytes.size();
        std::vector<std::size_t> starts;  // of frames, found from the front
        for (std::size_t frame = 0; frame < bytes.size();) {
            starts.push_back(frame);
            std::size_t length = 0;
            for (std::size_t i = 0; i < 4; ++i)
                length = length << 8 | static_cast<unsigned char>(bytes[frame + i]);
            frame += 4 + length;
        }
        const std::size_t leaves_from = starts[starts.size() - manifest.leaves()];
        at = dropped < manifest.leaves() ? starts[starts.size() - manifest.leaves() + dropped]
                                         : bytes.size();
        bytes.erase(leaves_from, at - leaves_from);
        manifest.set_edge(LogEdge::read(lie.chain.store->database(), first).encode());
        manifest.set_leaves(manifest.leaves() - dropped);
        EXPECT_TRUE(names(lie.verdict(manifest, bytes), "leaves out")) << first;
    }
}

// The other one: the time was the manifest's word. Now it is that of a header which the next one,
// signed by the validators, follows.
TEST(SnapshotLies, time_and_height_come_from_the_headers_alone) {
    Lie lie;
    auto header = *light::decode_header(lie.files.seal.header());
    auto seal = lie.files.seal;
    header.time.seconds += 10 * 86'400;
    seal.set_header(light::encode_header(header));
    EXPECT_TRUE(names(lie.verdict(seal), "follows another"));
    // With the header after it changed along, the signature is missing.
    auto next = *light::decode_header(seal.next().header());
    next.last_block_id.hash = light::header_hash(header).bytes();
    seal.mutable_next()->set_header(light::encode_header(next));
    EXPECT_TRUE(names(lie.verdict(seal), "commit"));
    auto other = lie.files.seal;
    other.clear_header();
    EXPECT_TRUE(names(lie.verdict(other), "header"));
    const auto imported = import_snapshot(lie.chain.program, lie.folder / "snapshot",
                                          {lie.chain.store->community(), {}}, lie.folder / "in");
    ASSERT_TRUE(imported);
    EXPECT_EQ(imported->state.height, lie.files.height);
    EXPECT_EQ(imported->state.time.ms + 1000, lie.chain.ledger.tip.time.ms);
    EXPECT_EQ(imported->tip.app_hash(), lie.chain.ledger.tip.app_hash());
}

TEST(SnapshotLies, a_seal_of_other_validators_or_another_block_is_refused) {
    Lie lie;
    auto seal = lie.files.seal;
    const KeyPair stranger = kit::key_of("stranger");
    auto header = *light::decode_header(seal.next().header());
    const std::vector<light::Validator> set{{stranger.public_key(), 10}};
    header.validators_hash = light::validators_hash(set).bytes();
    auto commit = *light::decode_commit(seal.next().commit());
    commit.block_id.hash = light::header_hash(header).bytes();
    commit.signatures[0].validator_address = light::validator_address(stranger.public_key());
    commit.signatures[0].signature =
        stranger.sign(light::canonical_vote_sign_bytes(header.chain_id, commit, 0));
    seal.mutable_next()->set_header(light::encode_header(header));
    seal.mutable_next()->set_commit(light::encode_commit(commit));
    EXPECT_TRUE(names(lie.verdict(seal), "does not hold"));
    // The honest seal of an older state.
    const auto older = lie.chain.store->block(lie.files.height - 1);
    auto wrong = lie.files.seal;
    wrong.set_header(lie.chain.store->block(lie.files.height - 2)->header);
    wrong.mutable_next()->set_header(older->header);
    wrong.mutable_next()->set_commit(older->commit);
    wrong.mutable_next()->clear_parcels();
    for (const auto& parcel : older->parcels) wrong.mutable_next()->add_parcels(parcel);
    EXPECT_TRUE(names(lie.verdict(wrong), "not of the state"));
    auto without = lie.files.seal;
    without.mutable_next()->clear_parcels();
    EXPECT_TRUE(names(lie.verdict(without), "parcels"));
}

TEST(SnapshotLies, another_community_or_app_hash_than_the_trusted_one_is_refused) {
    Lie lie;
    const auto from = lie.folder / "snapshot";
    const auto community = lie.chain.store->community();
    const auto imported = [&](const SnapshotAnchor& anchor, const char* into) {
        return kit::what_of(import_snapshot(lie.chain.program, from, anchor, lie.folder / into));
    };
    EXPECT_TRUE(names(imported({sha256("other"), {}}, "in"), "of another community"));
    EXPECT_TRUE(names(imported({community, sha256("other")}, "in"), "the trusted app hash"));
    EXPECT_TRUE(names(imported({community, {}}, "ledger"), "is not empty"));
    const auto begun =
        SnapshotImport::begin(codec::encode(lie.files.manifest), community,
                              {lie.files.height, {}, sha256("other")}, lie.folder / "in");
    EXPECT_TRUE(kit::is_fault(begun, "not of the state that its seal is for"));
}

TEST(SnapshotLies, a_length_that_nobody_writes_does_not_fill_the_memory) {
    Lie lie;
    Bytes first = lie.chunk;
    first[0] = '\x7f';
    const Bytes more(chunk_bytes, 'x');
    auto manifest = lie.files.manifest;
    manifest.set_chunk_hashes(0, sha256(first).bytes());
    for (int chunk = 1; chunk < 5; ++chunk) manifest.add_chunk_hashes(sha256(more).bytes());
    auto import = SnapshotImport::begin(codec::encode(manifest), lie.chain.store->community(),
                                        lie.sealed(), lie.folder / "in");
    ASSERT_TRUE(import);
    EXPECT_TRUE(import->add_chunk(first));
    Faultable<> added;
    for (int chunk = 1; chunk < 5 && added; ++chunk) added = import->add_chunk(more);
    ASSERT_FALSE(added);
    EXPECT_TRUE(names(added.error().what, "too large"));
}

// Each chunk can be judged by itself, and given again after a bad one.
TEST(SnapshotLies, a_bad_chunk_is_named_and_may_be_given_again) {
    Lie lie;
    auto import =
        SnapshotImport::begin(codec::encode(lie.files.manifest), lie.chain.store->community(),
                              lie.sealed(), lie.folder / "in");
    ASSERT_TRUE(import);
    Bytes bad = lie.chunk;
    bad[bad.size() / 2] ^= 1;
    const auto refused = import->add_chunk(bad);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(names(refused.error().what, "chunk-00000"));
    EXPECT_TRUE(names(import->finish(lie.chain.program).error().what, "not whole"));
    EXPECT_TRUE(import->add_chunk(lie.chunk));
    EXPECT_TRUE(kit::is_fault(import->add_chunk(lie.chunk), "the snapshot has no chunk"));
    EXPECT_TRUE(import->finish(lie.chain.program));
}

}  // namespace
}  // namespace linlian::storage
