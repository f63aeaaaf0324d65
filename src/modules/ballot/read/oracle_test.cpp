// What proofs tell a stranger of an open ballot: the neighbours in proofs of absence of open rows,
// and the hashes of values. Sixty heads, half of whom voted: nothing may tell which half. Each
// attack is also tried on the ledger as it would be without the veil, where it tells sixty of
// sixty.
#include "machine/veil.h"
#include "modules/ballot/read/oracle_for_tests.h"
#include "state/tree/place.h"

namespace linlian::ballot {
namespace {

template <class PlaceOf>
TreeVersion tree_over(const Rows& rows, const PlaceOf& place_of) {
    std::vector<TreeChange> changes;
    for (const auto& [key, value] : rows)
        changes.push_back({place_of(key), tree_value_hash(value)});
    std::ranges::sort(changes, {}, &TreeChange::key);
    return empty_tree().with(changes);
}

// The tree of this ledger, and the one that it had without the veil.
TreeVersion tree_now(const World& world) {
    const auto veil = machine::veil_of(world.rows());
    return tree_over(rows_of(world), [&](const Bytes& key) {
        return machine::place_of(world.program(), veil, key);
    });
}
TreeVersion tree_as_it_was(const Rows& rows) {
    return tree_over(rows, [](const Bytes& key) { return tree_key(key); });
}

// Keys of an open table that nothing stands at, by their places: whoever asks for their absence is
// told the leaf next to them.
const std::map<Hash32, Bytes>& ground_keys() {
    static const auto ground = [] {
        std::map<Hash32, Bytes> made;
        for (std::uint64_t i = 0; i < 1 << 16; ++i) {
            Id16 id;
            CHECK(Id16::parse(sha256("ground " + std::to_string(i)).view().substr(0, 16), id));
            const Bytes key = registry::offices.key(id);
            made.emplace(tree_key(key), key);
        }
        return made;
    }();
    return ground;
}

// Whether some proof of the absence of an open row shows that a row stands at `place`.
bool is_told(const TreeVersion& tree, const Hash32& place) {
    const auto& ground = ground_keys();
    auto next = ground.lower_bound(place);
    for (const auto& near : {next == ground.begin() ? next : std::prev(next),
                             next == ground.end() ? std::prev(next) : next}) {
        const auto proof = tree.prove(near->first);
        if (proof.kind == StateProof::Kind::absent_other && proof.other_key == place) return true;
    }
    return false;
}

// The heads that a stranger holds for voters when the rows of votes stand where `place_of` says.
template <class PlaceOf>
std::set<Hash32> told_by_neighbours(const TreeVersion& tree, const PlaceOf& place_of) {
    std::set<Hash32> told;
    for (const auto& head : looked_at().heads) {
        if (is_told(tree, place_of(casts.key(looked_at().ballot, head), head))) told.insert(head);
    }
    return told;
}

}  // namespace

TEST(Oracle, neighbours_in_proofs_of_absence_told_sixty_of_sixty_without_the_veil) {
    const auto open = [](const Bytes& key, const Hash32&) { return tree_key(key); };
    EXPECT_EQ(told_by_neighbours(tree_as_it_was(rows_of(looked_at())), open), looked_at().voted);
}

TEST(Oracle, neighbours_in_proofs_of_absence_tell_nothing) {
    const World& world = looked_at();
    const auto tree = tree_now(world);
    const auto veil = machine::veil_of(world.rows());
    const auto open = [](const Bytes& key, const Hash32&) { return tree_key(key); };
    EXPECT_TRUE(told_by_neighbours(tree, open).empty());
    // Under every secret that somebody may make from what is public.
    machine::v1::Genesis genesis;
    genesis.set_veil(veil.bytes());
    Hash32 veil_hash;
    ASSERT_TRUE(Hash32::parse(machine::public_form(genesis).veil_hash(), veil_hash));
    for (const auto& guess : {Hash32{}, veil_hash, registry::community_of_tests()}) {
        const auto guessed = [&](const Bytes& key, const Hash32& head) {
            const auto subject = world.ballot.bytes() + head.bytes();
            return state::veiled_place(key, state::subject_secret(guess, of_line.kind, subject));
        };
        EXPECT_TRUE(told_by_neighbours(tree, guessed).empty());
    }
    // The attack itself works: with the true veil it would tell them.
    const auto known = [&](const Bytes& key, const Hash32&) {
        return machine::place_of(world.program(), veil, key);
    };
    // One or two may have no such key beside them.
    const auto told = told_by_neighbours(tree, known);
    EXPECT_GE(told.size() + 2, world.voted.size());
    EXPECT_TRUE(std::ranges::includes(world.voted, told));
}

namespace {

// The row that a vote of this head for AGREE would have left, without its salt.
Bytes guessed_row(const World& world, int owner, const machine::v1::Leaf& leaf) {
    const auto line = world.voter(world.ballot, owner_name(owner)).line();
    v1::CastRow row;
    World::add_choice(*row.mutable_choices(), v1::AGREE);
    row.set_channel(v1::PHONE);
    row.set_member(id_bytes(owner_name(owner)));
    row.set_enrolled_by(reg::GENESIS);
    row.set_area_centi(line.area_centi());
    row.set_building(line.building());
    row.set_transaction(leaf.id());
    row.set_time_ms(leaf.time_ms());
    return codec::encode(row);
}

// How many votes are found by trying who and what, with ids of the history as salts, among the
// hashes of all values.
int told_by_values(const World& world, const Rows& rows) {
    std::set<Hash32> hashes;
    for (const auto& [key, value] : rows) hashes.insert(tree_value_hash(value));
    int told = 0;
    for (int i = 0; i < heads_count; i += 7) {
        const Bytes empty_row = guessed_row(world, i, {});
        for (const auto& receipt : world.receipts()) {
            v1::CastRow row;
            CHECK(codec::decode_strict(empty_row, row));
            row.set_transaction(receipt.leaf().id());
            row.set_time_ms(receipt.leaf().time_ms());
            if (hashes.contains(tree_value_hash(receipt.leaf().id() + codec::encode(row)))) ++told;
        }
    }
    return told;
}

}  // namespace

TEST(Oracle, values_told_the_choice_to_whoever_tried_ids_as_salts_and_tell_nothing_now) {
    const World& world = looked_at();
    Rows rows = rows_of(world);
    EXPECT_EQ(told_by_values(world, rows), 0);
    for (const auto& head : world.voted) {
        auto& value = rows.at(casts.key(world.ballot, head));
        const auto vote = casts.find(world.rows(), world.ballot, head);
        value = vote->transaction() + value.substr(Hash32::size);
    }
    // Every seventh is tried: numbers 0, 14, 28, 42 and 56 have voted.
    EXPECT_EQ(told_by_values(world, rows), 5);
}

}  // namespace linlian::ballot
