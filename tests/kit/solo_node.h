// A node of one community with the counter module, its clock turned by hand: what tests of the
// engine and of the API in front of it stand on.
#pragma once

#include "engine/solo_engine.h"
#include "kit/counter.h"
#include "kit/folder.h"
#include "kit/soon.h"
#include "kit/transactions.h"

namespace linlian::kit {

inline constexpr Timestamp kit_time{1'800'000'000'000};

class SoloNode {
  public:
    // `rows`: how many counters there are at first.
    explicit SoloNode(engine::SoloOptions given = {}, std::uint64_t rows = 0) : options(given) {
        const auto genesis = counter_genesis(key_of("validator").public_key().encoded(),
                                             Timestamp{kit_time.ms}, rows);
        const auto first = machine::apply_genesis(program, genesis);
        CHECK(first.has_value());
        auto made = storage::LedgerStore::create(ledger(), genesis, *first, store_options);
        CHECK(made.has_value());
        made->reset();
        CHECK(engine::SealRecord::write_new(record_file(), {machine::community_id(genesis), {}, {}})
                  .has_value());
        start();
    }

    std::filesystem::path ledger() const { return folder / "ledger"; }
    std::filesystem::path record_file() const { return folder / "last_seal"; }
    // Opens the store and starts the engine; `trouble` says why it did not.
    bool start() {
        auto record = engine::SealRecord::open(record_file());
        if (!record) return fail(record.error());
        store_options.acknowledged_height = record->last().block.height;
        auto opened =
            storage::LedgerStore::open(ledger(), storage::OpenMode::read_write, store_options);
        if (!opened) return fail(opened.error());
        store = std::move(*opened);
        auto started =
            engine::SoloEngine::start(program, *store, {key_of("validator"), std::move(*record)},
                                      clock, ops::Log::silent(), options);
        if (!started) return fail(started.error());
        engine = std::move(*started);
        return true;
    }
    void stop() {
        engine.reset();
        store.reset();
    }

    v1::Add add(const std::string& name, std::int64_t amount, std::int64_t after_ms = 0) const {
        v1::Add act;
        act.set_name(name);
        act.set_amount(amount);
        act.set_after_ms(after_ms);
        return act;
    }
    Bytes sign(const std::string& author, const v1::Add& act,
               const Id16& nonce = ops::random_nonce()) const {
        return sign_act(key_of(author), store->community(), act,
                        Timestamp{clock.wall().ms + 15 * ms_per_minute}, nonce);
    }
    std::vector<engine::TransactionStatus> record(std::vector<Bytes> transactions) {
        std::vector<Hash32> ids;
        for (auto& answer : engine->submit(std::move(transactions))) {
            CHECK(answer.has_value());
            ids.push_back(*answer);
        }
        return engine->await(ids, std::chrono::seconds{20});
    }
    // What a counter stands at in the committed rows.
    std::int64_t value(const std::string& name) const {
        const auto row = counters.find(engine->committed()->rows(), name);
        return row ? row->value() : 0;
    }
    // Waits until this holds, ten seconds at most.
    static bool wait_until(const std::function<bool()>& holds) { return soon(holds); }
    // Waits until the last header proves the state: then the node is quiet.
    bool is_quiet() const {
        return wait_until([this] {
            const auto tip = engine->committed()->tip();
            const auto block = store->block(tip.height);
            const auto header =
                block ? light::decode_header(block->header) : Result<light::Header>{};
            return block && header && header->app_hash == tip.app_hash().view();
        });
    }
    // What is made of the newest committed height, once a block proves that or never does.
    Result<Bytes> bundle(
        const std::function<Result<Bytes>(const engine::Committed& at)>& make) const {
        const auto at = engine->committed();
        Result<Bytes> made;
        wait_until([&] {
            made = make(*at);
            return made || made.error().code != "engine.NOT_SEALED";
        });
        return made;
    }
    Height height() const { return engine->committed()->tip().height; }

    Folder folder;
    machine::Program program = counter_program();
    ops::ManualClock clock{Timestamp{kit_time.ms + 1000}};
    storage::StoreOptions store_options;
    engine::SoloOptions options;
    std::string trouble;
    std::unique_ptr<storage::LedgerStore> store;
    std::unique_ptr<engine::SoloEngine> engine;  // after the store, which it stands on

  private:
    bool fail(const Fault& broken) {
        trouble = broken.what;
        return false;
    }
};

}  // namespace linlian::kit
