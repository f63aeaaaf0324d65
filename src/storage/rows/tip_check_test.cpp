// A state that somebody put in beside the program, with a tip that fits it: no key goes on above
// it.
#include "storage/rows/tip_check.h"

#include "codec/wire.h"
#include "kit/chain.h"
#include "kit/guestbook.h"
#include "machine/apply.h"
#include "machine/machine.h"
#include "storage/records.pb.h"
#include "storage/rows/database.h"
#include "storage/rows/tip_record.h"

#include <gtest/gtest.h>
#include <rocksdb/write_batch.h>

namespace linlian::storage {
namespace {

struct Forger {
    kit::Folder folder;
    kit::Chain chain{folder / "ledger"};

    // Empty: all is well.
    std::string verdict() {
        EXPECT_TRUE(chain.open()) << chain.trouble;
        const auto checked = check_tip(chain.program, *chain.store, chain.ledger);
        return checked ? "" : checked.error().what;
    }
    bool refused() { return verdict().find("STATE_NOT_SEALED") != std::string::npos; }

    void change(Family family, BytesView key, const std::optional<Bytes>& value) {
        chain.store.reset();
        const auto database = Database::open(folder / "ledger", Database::Mode::read_write, {});
        ASSERT_TRUE(database) << database.error().what;
        rocksdb::WriteBatch batch;
        const auto at = (*database)->family(family);
        ASSERT_TRUE(
            (value ? batch.Put(at, slice(key), slice(*value)) : batch.Delete(at, slice(key))).ok());
        ASSERT_TRUE((*database)->db().Write({}, &batch).ok());
    }
    // Another count of apples, and the tip that fits it.
    void forge_apples(std::int64_t value) {
        kit::v1::Counter row;
        row.set_value(value);
        state::Overlay rows{*chain.store->rows()};
        kit::counters.put(rows, "apples", row);
        Hash32 veil;
        ASSERT_TRUE(Hash32::parse(chain.store->genesis().veil(), veil));
        auto tip = chain.ledger.tip;
        tip.state_root =
            machine::tree_after(chain.program, veil, chain.ledger.tree, rows.changes()).root();
        for (const auto& [key, changed] : rows.take_changes()) change(Family::rows, key, changed);
        change(Family::meta, tip_name, codec::encode(to_record(tip)));
    }
};

TEST(TipCheck, names_what_the_genesis_of_a_newer_program_begins_with) {
    const kit::Folder folder;
    const auto newer = machine::assemble({kit::counter_module(), kit::guestbook_module()}).value();
    auto genesis =
        kit::counter_genesis(kit::key_of("validator").public_key().encoded(), Timestamp{1'000'000});
    genesis.add_amendments(kit::guestbook_amendment);
    const auto first = machine::apply_genesis(newer, genesis);
    ASSERT_TRUE(first);
    const auto store = LedgerStore::create(folder / "ledger", genesis, *first);
    ASSERT_TRUE(store) << store.error().what;
    const auto older = kit::counter_program();
    const auto ledger = (*store)->load(older);
    ASSERT_TRUE(ledger) << ledger.error().what;
    const auto checked = check_tip(older, **store, *ledger);
    ASSERT_FALSE(checked);
    EXPECT_NE(checked.error().what.find("guestbook is not known to this program"),
              std::string::npos)
        << checked.error().what;
    EXPECT_TRUE(check_tip(newer, **store, *ledger));
}

TEST(TipCheck, holds_for_every_ledger_that_the_program_wrote) {
    Forger ledger;
    EXPECT_EQ(ledger.verdict(), "") << "before the first block";
    const auto twice = ledger.chain.add("apples", 1, 1);
    ASSERT_TRUE(ledger.chain.write({twice}));
    EXPECT_EQ(ledger.verdict(), "");
    ASSERT_TRUE(ledger.chain.write({twice, ledger.chain.add("apples", 2, 2)}));
    EXPECT_EQ(ledger.verdict(), "") << "with a transaction that was recorded before";
    ASSERT_TRUE(ledger.chain.write({}));
    EXPECT_EQ(ledger.verdict(), "");
    ASSERT_TRUE(ledger.chain.store->roll_back());
    EXPECT_EQ(ledger.verdict(), "") << "with a block taken back";
}

TEST(TipCheck, refuses_a_row_that_was_changed_with_its_tip) {
    for (const int blocks : {0, 1, 3}) {
        Forger ledger;
        for (int i = 0; i < blocks; ++i)
            ASSERT_TRUE(ledger.chain.write(
                {ledger.chain.add(i == 0 ? "apples" : "pears", 1, static_cast<std::uint64_t>(i))}));
        ledger.forge_apples(1'000);
        EXPECT_TRUE(ledger.refused()) << blocks;
        EXPECT_EQ(ledger.chain.value("apples"), 1'000) << "it fits its own tip";
    }
}

TEST(TipCheck, refuses_it_after_a_block_was_taken_back_too) {
    Forger ledger;
    ASSERT_TRUE(ledger.chain.write({ledger.chain.add("apples", 1, 1)}));
    ASSERT_TRUE(ledger.chain.write({ledger.chain.add("pears", 1, 2)}));
    ASSERT_TRUE(ledger.chain.store->roll_back());
    ASSERT_TRUE(ledger.chain.open());
    ledger.forge_apples(1'000);
    EXPECT_TRUE(ledger.refused());
}

TEST(TipCheck, refuses_a_ledger_without_what_it_needs_to_look) {
    for (const auto name : {undo_name, tip_name}) {
        Forger ledger;
        ASSERT_TRUE(ledger.chain.write({ledger.chain.add("apples", 1, 1)}));
        auto tip = ledger.chain.ledger.tip;
        if (name == undo_name) {
            ledger.change(Family::meta, name, std::nullopt);
        } else {
            tip.time.ms += 1;
            ledger.change(Family::meta, name, codec::encode(to_record(tip)));
        }
        EXPECT_TRUE(ledger.refused()) << name;
    }
}

// In a ledger that came from others it may be anything, and the last block is applied upon it.
TEST(TipCheck, reads_what_stood_before_the_last_block_first) {
    Forger ledger;
    ASSERT_TRUE(ledger.chain.write({ledger.chain.add("apples", 1, 1)}));
    v1::Undo undo;
    ASSERT_TRUE(
        codec::decode_strict(*ledger.chain.store->database().get(Family::meta, undo_name), undo));
    auto& row = *undo.add_rows();
    row.set_key("machine/due/x");
    row.set_value("y");
    row.set_existed(true);
    ledger.change(Family::meta, undo_name, codec::encode(undo));
    EXPECT_NE(ledger.verdict().find("does not read"), std::string::npos);
}

// Its block is another one, which the key never signed.
TEST(TipCheck, refuses_a_last_block_of_another_key) {
    Forger ledger;
    ledger.chain.validator = kit::key_of("somebody");
    ASSERT_TRUE(ledger.chain.write({ledger.chain.add("apples", 1, 1)}));
    EXPECT_TRUE(ledger.refused());
}

}  // namespace
}  // namespace linlian::storage
