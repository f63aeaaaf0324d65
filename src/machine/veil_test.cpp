// What the machine keeps from strangers: salts, places, leaves and effects of acts about persons,
// also where another act carries them out.
#include "machine/veil.h"

#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "kit/raw_machine.h"
#include "state/memory_state.h"

#include <gtest/gtest.h>

namespace linlian::machine {
namespace {

v1::Genesis start() {
    return kit::counter_genesis(kit::key_of("seat 0").public_key().encoded(),
                                Timestamp{1'800'000'000'000});
}

struct Notes : kit::RawMachine {
    Notes() : RawMachine(kit::counter_program(), start()) {}

    kit::v1::Note note(const std::string& words) const {
        kit::v1::Note act;
        act.set_words(words);
        return act;
    }
    kit::v1::Carry carrying(const kit::v1::Note& note) const {
        kit::v1::Carry act;
        act.set_act_type(note.GetDescriptor()->full_name());
        act.set_act(codec::encode(note));
        return act;
    }
    v1::Receipt receipt_of(const Bytes& transaction) {
        auto result = apply({transaction}).value();
        EXPECT_EQ(result.receipts.size(), 1U);
        return result.receipts.at(0);
    }
    // The stored value of the only note.
    Bytes note_value() const {
        Bytes found;
        rows.scan("counter/note/", "counter/note0", [&](BytesView, BytesView value) {
            found = Bytes{value};
            return true;
        });
        return found;
    }
};

TEST(Veil, hides_author_act_and_reason_and_its_opening_shows_them) {
    Notes ledger;
    for (const bool shouted : {false, true}) {
        const auto receipt =
            ledger.receipt_of(ledger.sign("ana", ledger.note(shouted ? "hey!" : "hey")));
        const auto& leaf = receipt.leaf();
        EXPECT_EQ(leaf.author_key() + leaf.act_type(), "");
        EXPECT_EQ(leaf.refusal(), shouted ? "machine.VEILED" : "");
        EXPECT_EQ(refusal_of(receipt), shouted ? "kit.SHOUTED" : "");
        EXPECT_EQ(act_type_of(receipt), "linlian.kit.v1.Note");
        EXPECT_EQ(author_of(receipt), kit::key_of("ana").public_key().encoded());
        EXPECT_EQ(leaf.veiled(), veiled_hash(receipt.opening()).view());
        auto without_salt = receipt.effects();
        without_salt.clear_salt();
        EXPECT_NE(effects_hash(without_salt).view(), leaf.effects_hash());
        EXPECT_EQ(effects_hash(receipt.effects()).view(), leaf.effects_hash());
    }
}

TEST(Veil, lies_over_an_act_that_carries_one_about_persons_out) {
    Notes ledger;
    for (const auto* words : {"hey", "hey!"}) {
        const auto receipt =
            ledger.receipt_of(ledger.sign("ana", ledger.carrying(ledger.note(words))));
        EXPECT_TRUE(is_veiled(receipt.leaf())) << words;
        EXPECT_EQ(act_type_of(receipt), "linlian.kit.v1.Carry");
    }
    kit::v1::Add open;
    open.set_name("a");
    open.set_amount(1);
    const auto receipt = ledger.receipt_of(ledger.sign("ana", open));
    EXPECT_FALSE(is_personal(receipt));
    EXPECT_EQ(codec::encode(public_receipt(receipt)), codec::encode(receipt));
}

// Not the id of the transaction, which leaves show.
TEST(Veil, salts_rows_with_what_strangers_do_not_know) {
    for (const bool carried : {false, true}) {
        Notes ledger;
        const auto note = ledger.note("hey");
        const auto receipt = ledger.receipt_of(carried ? ledger.sign("ana", ledger.carrying(note))
                                                       : ledger.sign("ana", note));
        Hash32 id;
        ASSERT_TRUE(Hash32::parse(receipt.leaf().id(), id));
        const Bytes salt = ledger.note_value().substr(0, Hash32::size);
        EXPECT_NE(salt, id.bytes());
        EXPECT_NE(salt, act_salt(veil_of(ledger.rows), id).bytes())
            << "it would open the act's other rows";
    }
}

TEST(Veil, gives_each_row_of_one_act_a_salt_of_its_own) {
    const state::MemoryState none;
    state::Overlay rows{none, tagged_hash("test", "one act")};
    const state::Table<kit::v1::NoteRow, std::uint64_t> table{"test/note/", {"person"}};
    table.put(rows, 1, kit::v1::NoteRow{});
    table.put(rows, 2, kit::v1::NoteRow{});
    const auto salt = [&](std::uint64_t number) {
        return rows.get(table.key(number)).value().substr(0, Hash32::size);
    };
    EXPECT_NE(salt(1), salt(2));
    EXPECT_NE(salt(1), rows.salt().bytes());
}

TEST(Veil, is_in_the_state_but_never_in_the_public_form) {
    const auto genesis = start();
    const auto open = public_form(genesis);
    EXPECT_TRUE(open.veil().empty());
    EXPECT_EQ(codec::encode(open).find(genesis.veil()), Bytes::npos);
    EXPECT_EQ(community_id(open), community_id(genesis));
    EXPECT_EQ(codec::encode(public_form(open)), codec::encode(open));
    auto other = genesis;
    other.set_veil(Bytes(Hash32::size, 'w'));
    EXPECT_NE(community_id(other), community_id(genesis));
    const auto program = kit::counter_program();
    const auto refused = apply_genesis(program, open);
    ASSERT_FALSE(refused) << "no node runs on the public form";
    EXPECT_EQ(refused.error().front().code, "machine.GENESIS_FAULT");
    EXPECT_EQ(refused.error().front().figures.at(0).value, "veil");
    const auto first = apply_genesis(program, genesis);
    const auto second = apply_genesis(program, other);
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->tip.state_root, second->tip.state_root);
}

}  // namespace
}  // namespace linlian::machine
