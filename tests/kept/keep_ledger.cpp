// keep_ledger: makes the ledger that is kept in the repository anew, once the formats change for
// the last time (tests/kept/README.md). Of some simulated communities it takes the one in which
// most happened, and whose people can still bring an amendment into force.
#include "codec/wire.h"
#include "contract/opening/parcel.h"
#include "kept/living_ledger.h"
#include "kit/block_seal.h"
#include "kit/guestbook.h"
#include "kit/transactions.h"
#include "machine/machine.h"
#include "modules/all_modules.h"
#include "simulation/machines.h"
#include "simulation/world.h"

#include <google/protobuf/stubs/logging.h>

#include <iostream>
#include <set>

namespace linlian::kept {
namespace {

constexpr std::uint64_t seeds = 12;
constexpr int blocks = 160;
constexpr simulation::Faults faults{15, 8, 4, 3, 4, 0};

struct Made {
    v1::KeptLedger ledger;
    std::string roots;
    std::set<std::string> events;
};

class Maker {
  public:
    Maker(const machine::Program& program, std::uint64_t seed)
        : program_(program),
          draws_(seed),
          world_(program, draws_),
          first_(machine::apply_genesis(program, world_.genesis()).value()),
          machine_(program, first_),
          store_(new_store(folder_ / "ledger", world_.genesis(), first_)) {
        made_.ledger.set_genesis(codec::encode(world_.genesis()));
        made_.ledger.set_wallet_seed(world_.wallet().seed());
    }

    Made make() {
        for (int i = 0; i < blocks; ++i) {
            auto transactions =
                world_.next_transactions(machine_.rows(), machine_.tip().time, faults);
            if (i % 8 == 7) transactions.push_back(of_no_module_here(static_cast<unsigned>(i)));
            add({simulation::later(draws_, machine_.rows(), machine_.tip().time),
                 std::move(transactions)});
        }
        add({machine_.tip().time, {}});  // its header has the roots of all before it
        made_.ledger.set_wallet_keys(world_.wallet().size());
        made_.roots = roots_of(*store_);
        return std::move(made_);
    }

  private:
    static std::unique_ptr<storage::LedgerStore> new_store(const std::filesystem::path& where,
                                                           const machine::v1::Genesis& genesis,
                                                           const machine::GenesisResult& first) {
        CHECK(storage::LedgerStore::create(where, genesis, first).has_value());
        auto store = storage::LedgerStore::open(where, storage::OpenMode::read_write);
        CHECK(store.has_value());
        return std::move(*store);
    }

    // An act of the guestbook: a program with one module more can open it, and passes it over all
    // the same.
    Bytes of_no_module_here(unsigned number) {
        kit::guestbook::Write act;
        act.set_words("too early");
        return kit::sign_act(*world_.wallet().find(founder()), world_.community(), act,
                             Timestamp{machine_.tip().time.ms + ms_per_day}, kit::nonce_of(number));
    }
    // The wallet begins with the validator; then come the founders.
    Bytes founder() const {
        return simulation::Wallet::pair(world_.wallet().seed(), 1).public_key().encoded();
    }

    void add(const kit::NextBlock& next) {
        const auto key = validator_of(made_.ledger);
        const auto record = kit::sealed_block(*store_, key, next);
        const auto transactions =
            machine::open_acts(machine::Opener{program_, world_.community()}, record.parcels);
        const auto result = machine_.apply({machine_.tip().height + 1, next.time, transactions});
        CHECK(store_->write(record, result).has_value());
        for (const auto& receipt : result.receipts)
            for (const auto& event : receipt.effects().events()) made_.events.insert(event.type());
        auto& kept = *made_.ledger.add_blocks();
        kept.set_header(record.header);
        kept.set_commit(record.commit);
        for (const auto& parcel : record.parcels) kept.add_parcels(parcel);
    }

    const machine::Program& program_;
    kit::Folder folder_;
    simulation::SeededDraws draws_;
    simulation::World world_;
    machine::GenesisResult first_;
    simulation::PlainMachine machine_;
    std::unique_ptr<storage::LedgerStore> store_;
    Made made_;
};

bool can_go_on(const v1::KeptLedger& ledger) {
    auto modules = all_modules();
    modules.push_back(kit::guestbook_module());
    return LivingLedger{ledger, std::move(modules)}.bring_in(kit::guestbook_amendment);
}

int keep() {
    google::protobuf::SetLogHandler(nullptr);  // spoilt bytes are meant here
    const auto program = machine::assemble(all_modules());
    CHECK(program.has_value());
    Made best;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        auto made = Maker{*program, seed}.make();
        const bool goes_on = can_go_on(made.ledger);
        std::cout << "seed " << seed << ": " << made.events.size() << " kinds of event, "
                  << made.ledger.ByteSizeLong() << " bytes"
                  << (goes_on ? "" : "; nobody can bring an amendment into force") << std::endl;
        if (goes_on && made.events.size() > best.events.size()) best = std::move(made);
    }
    if (best.events.empty()) return 1;
    write_kept(best.ledger, best.roots);
    std::cout << best.roots;
    return 0;
}

}  // namespace
}  // namespace linlian::kept

int main() { return linlian::kept::keep(); }
