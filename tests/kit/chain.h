// A ledger driven straight by the machine, block by block, without an engine: for tests of the
// store. Its blocks are sealed by its one validator.
#pragma once

#include "kit/block_seal.h"
#include "kit/counter.h"
#include "kit/folder.h"
#include "kit/transactions.h"
#include "storage/ledger_store.h"

namespace linlian::kit {

class Chain {
  public:
    explicit Chain(std::filesystem::path where, storage::StoreOptions given = {})
        : folder(std::move(where)), options(given) {
        const auto genesis =
            counter_genesis(key_of("validator").public_key().encoded(), Timestamp{1'000'000});
        const auto first = machine::apply_genesis(program, genesis);
        CHECK(first.has_value());
        auto made = storage::LedgerStore::create(folder, genesis, *first, options);
        CHECK(made.has_value());
        made->reset();
        CHECK(open());
    }

    bool open() {
        store.reset();
        auto opened = storage::LedgerStore::open(folder, storage::OpenMode::read_write, options);
        if (!opened) return fail(opened.error());
        store = std::move(*opened);
        auto read = store->load(program);
        if (!read) return fail(read.error());
        ledger = std::move(*read);
        return true;
    }

    Bytes add(const std::string& name, std::int64_t amount, std::uint64_t nonce,
              std::int64_t lifetime_ms = 15 * ms_per_minute) {
        v1::Add act;
        act.set_name(name);
        act.set_amount(amount);
        // An expiry is a whole minute.
        const std::int64_t expires = (ledger.tip.time.ms + lifetime_ms) / ms_per_minute;
        return sign_act(author, store->community(), act, Timestamp{expires * ms_per_minute},
                        nonce_of(nonce));
    }
    machine::BlockResult apply(const std::vector<Bytes>& transactions,
                               std::int64_t passed_ms = 1000) {
        const machine::Opener opener{program, store->community()};
        std::vector<machine::OpenedTransaction> opened;
        for (const auto& bytes : transactions) opened.push_back(std::move(*opener.open(bytes)));
        const auto rows = store->rows();
        auto result = machine::apply_block(
            program, {*rows, ledger.tree, ledger.recent, ledger.tip},
            {ledger.tip.height + 1, Timestamp{ledger.tip.time.ms + passed_ms}, opened});
        CHECK(result.has_value());
        return std::move(*result);
    }
    Faultable<> write(const std::vector<Bytes>& transactions, std::int64_t passed_ms = 1000) {
        auto result = apply(transactions, passed_ms);
        TRY(store->write(sealed_block(*store, validator, {result.tip.time, transactions}), result));
        result.tree.publish();
        for (const auto& receipt : result.receipts) {
            Hash32 id;
            CHECK(Hash32::parse(receipt.leaf().id(), id));
            ledger.recent.add(id, Timestamp{receipt.leaf().expires_ms()});
        }
        ledger.recent.forget_expired(result.tip.time);
        ledger.tree = result.tree;
        ledger.tip = result.tip;
        return {};
    }
    std::int64_t value(const std::string& name) const {
        const auto row = counters.find(*store->rows(), name);
        return row ? row->value() : 0;
    }

    std::filesystem::path folder;
    storage::StoreOptions options;
    machine::Program program = counter_program();
    KeyPair author = key_of("ana");
    KeyPair validator = key_of("validator");
    std::unique_ptr<storage::LedgerStore> store;
    storage::LoadedLedger ledger;
    std::string trouble;

  private:
    bool fail(const Fault& broken) {
        trouble = broken.what;
        store.reset();
        return false;
    }
};

}  // namespace linlian::kit
