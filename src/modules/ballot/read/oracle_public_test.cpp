// What leaves of the history, receipts, queries that everybody may ask and open rows tell a
// stranger of an open ballot: nothing of who voted, nor what anybody did.
#include "machine/veil.h"
#include "modules/ballot/read/oracle_for_tests.h"

namespace linlian::ballot {
namespace {

using machine::v1::Leaf;

// Votes that leaves tell: by the author's key, the act's type, or by trying effects and openings.
int told_by_leaves(const std::vector<Leaf>& leaves) {
    std::set<Bytes> keys;
    for (int i = 0; i < heads_count; ++i) keys.insert(registry::key_bytes(owner_name(i)));
    machine::v1::Effects effects;  // a vote for one's own line causes no event
    int told = 0;
    for (const auto& leaf : leaves) {
        bool is_told = keys.contains(leaf.author_key()) ||
                       leaf.act_type() == v1::Cast::descriptor()->full_name();
        for (const Bytes& salt : {Bytes{}, Bytes(16, '\0'), leaf.id(), leaf.id().substr(0, 16)}) {
            effects.set_salt(salt);
            is_told = is_told || machine::effects_hash(effects).view() == leaf.effects_hash();
            for (const auto& key : keys) {
                machine::v1::LeafOpening opening;
                opening.set_nonce(salt);
                opening.set_author_key(key);
                opening.set_act_type(v1::Cast::descriptor()->full_name());
                is_told = is_told || machine::veiled_hash(opening).view() == leaf.veiled();
            }
        }
        if (is_told) ++told;
    }
    return told;
}

}  // namespace

TEST(Oracle, leaves_told_thirty_of_thirty_votes_and_tell_nothing_now) {
    const World& world = looked_at();
    std::vector<Leaf> now;
    std::vector<Leaf> as_they_were;
    for (const auto& receipt : world.receipts()) {
        now.push_back(receipt.leaf());
        auto& leaf = as_they_were.emplace_back(receipt.leaf());
        leaf.set_author_key(machine::author_of(receipt));
        leaf.set_act_type(machine::act_type_of(receipt));
        leaf.clear_veiled();
    }
    EXPECT_EQ(told_by_leaves(now), 0);
    EXPECT_EQ(told_by_leaves(as_they_were), heads_count / 2);
}

TEST(Oracle, a_refused_vote_tells_neither_its_author_nor_why) {
    World world{0};
    auto twice = world.vote(world.ballot, owner_name(0));
    twice.clear_replaces();
    world.when(owner_name(0), twice).then_refused(v1::REPLACES_OTHER);
    const auto& receipt = world.receipts().back();
    EXPECT_EQ(receipt.leaf().refusal(), "machine.VEILED");
    EXPECT_EQ(receipt.leaf().author_key() + receipt.leaf().act_type(), "");
    EXPECT_EQ(machine::refusal_of(receipt), "ballot.REPLACES_OTHER") << "its signer learns it";
    const auto seen = machine::public_receipt(receipt);
    EXPECT_EQ(codec::encode(seen.leaf()), codec::encode(receipt.leaf()));
    EXPECT_FALSE(seen.has_effects() || seen.has_opening());
}

namespace {

std::vector<Bytes> known_ids(const World& world) {
    std::vector<Bytes> ids{{}, world.ballot.bytes()};
    for (const auto* name : {"garden", "east", "west", "owners", "cai", "ren"})
        ids.push_back(id_bytes(name));
    for (int i = 0; i < heads_count; ++i) {
        ids.push_back(id_bytes(owner_name(i)));
        ids.push_back(id_bytes("flat of " + owner_name(i)));
        ids.push_back(registry::key_bytes(owner_name(i)));
        ids.push_back(world.heads[static_cast<std::size_t>(i)].bytes());
    }
    return ids;
}

}  // namespace

// Two communities that differ in nothing but in who of sixty voted look alike to everybody.
TEST(Oracle, two_worlds_that_differ_in_who_voted_answer_and_publish_the_same) {
    const World& even = looked_at();
    const World odd{1};
    ASSERT_EQ(even.heads, odd.heads);
    ASSERT_NE(even.voted, odd.voted);
    const auto answers = public_answers(even, known_ids(even));
    EXPECT_EQ(answers, public_answers(odd, known_ids(odd)));
    std::set<std::string> answered;
    for (const auto& [question, answer] : answers)
        if (answer.find('\n') != std::string::npos) answered.insert(question);
    EXPECT_GE(answered.size(), 4U * heads_count) << "most questions must have answers";

    const auto open_rows = [](const World& world) {
        Rows open;
        for (const auto& [key, value] : rows_of(world)) {
            const auto* table = world.program().find_table(key);
            if (table->privacy == state::Privacy::open) open.emplace(key, value);
        }
        return open;
    };
    EXPECT_EQ(open_rows(even), open_rows(odd));
}

}  // namespace linlian::ballot
