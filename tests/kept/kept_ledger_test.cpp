// The ledger that is kept in the repository: this program reaches the roots that its node reached,
// and so does one with a module more; a module that came later enters it by its amendment.
#include "contract/amendments.h"
#include "contract/opening/parcel.h"
#include "kept/living_ledger.h"
#include "kit/guestbook.h"
#include "machine/machine.h"
#include "modules/all_modules.h"
#include "simulation/random_message.h"
#include "storage/replay/replay.h"

#include <gtest/gtest.h>

#include <iostream>

namespace linlian::kept {
namespace {

machine::Program program_of(std::vector<machine::Module> modules) {
    return std::move(machine::assemble(std::move(modules)).value());
}

std::vector<machine::Module> one_module_more() {
    auto modules = all_modules();
    modules.push_back(kit::guestbook_module());
    return modules;
}

// The roots that this program reaches, and what a replay of what it wrote says.
std::string roots_by(const machine::Program& program) {
    const kit::Folder folder;
    const auto store = carry_out(program, kept_ledger(), folder / "ledger");
    ops::WorkerPool workers{storage::replay_workers()};
    const auto replayed = storage::replay(program, *store, workers);
    return roots_of(*store) + (replayed ? "" : replayed.error().what);
}

TEST(KeptLedger, reaches_the_roots_that_its_node_reached) {
    EXPECT_EQ(roots_by(program_of(all_modules())), kept_roots());
}

TEST(KeptLedger, reaches_the_same_roots_by_a_program_with_one_module_more) {
    EXPECT_EQ(roots_by(program_of(one_module_more())), kept_roots());
}

TEST(KeptLedger, holds_acts_that_only_the_program_with_one_module_more_can_open) {
    const auto ledger = kept_ledger();
    const auto opened_by = [&ledger](const machine::Program& program) {
        const machine::Opener opener{program, machine::community_id(genesis_of(ledger))};
        std::size_t count = 0;
        for (const auto& block : ledger.blocks())
            count += machine::open_acts(
                         opener, std::vector<Bytes>{block.parcels().begin(), block.parcels().end()})
                         .size();
        return count;
    };
    EXPECT_GT(opened_by(program_of(one_module_more())), opened_by(program_of(all_modules())));
}

TEST(KeptLedger, is_noticed_where_one_of_its_acts_is_another) {
    auto ledger = kept_ledger();
    const auto program = program_of(all_modules());
    for (auto& block : *ledger.mutable_blocks()) {
        if (block.parcels().empty()) continue;
        block.clear_parcels();
        break;
    }
    const kit::Folder folder;
    EXPECT_NE(roots_of(*carry_out(program, ledger, folder / "ledger")), kept_roots());
}

// Acts of the module, filled with anything that its schema allows, until one of them is carried out
// or so many were answered; the best answer.
Answer use(LivingLedger& ledger, const machine::Module& module, int most) {
    simulation::SeededDraws draws{1};
    Answer best;
    for (int tries = 0; tries < 500 && most > 0; ++tries) {
        const auto& act = draws.one_of(module.acts);
        const std::unique_ptr<machine::Message> content{act.prototype->New()};
        const auto directory = ledger.directory();
        simulation::fill_message(draws, directory.pool, false, *content);
        if (!act.well_formed(*content)) continue;
        const auto answer = ledger.send(draws.one_of(directory.active).key, *content);
        if (answer.has_receipt || !best.has_receipt) best = answer;
        if (answer.has_receipt && answer.refusal.empty()) {
            std::cout << "carried out: " << content->GetTypeName() << std::endl;
            return answer;
        }
        --most;
    }
    return best;
}

TEST(KeptLedger, takes_in_every_module_that_came_later) {
    LivingLedger ledger{kept_ledger(), one_module_more()};
    for (const auto& module : one_module_more()) {
        if (module.amendment.empty()) continue;
        const auto before = use(ledger, module, 1);
        EXPECT_EQ(before.refusal, "machine.ACT_NOT_IN_FORCE") << module.name;
        ASSERT_TRUE(ledger.bring_in(module.amendment)) << module.name;
        EXPECT_TRUE(use(ledger, module, 50).has_receipt) << module.name;
        ledger.restart();
        EXPECT_TRUE(use(ledger, module, 50).has_receipt) << module.name;
    }
    bool has_entries = false;
    kit::entries.scan(ledger.committed()->rows(),
                      [&](const auto&, const auto&) { return !(has_entries = true); });
    EXPECT_TRUE(has_entries) << "nobody could write into the guestbook";
    EXPECT_EQ(ledger.replayed(), "");
    const auto at = ledger.committed();
    EXPECT_EQ(machine::check_whole_state(ledger.program(), at->rows()), std::vector<std::string>{});
    const auto older = program_of(all_modules());
    const auto unknown = machine::unknown_amendment(older, at->rows(), at->tip().height + 1);
    ASSERT_TRUE(unknown.has_value()) << "a program without the module goes on";
    EXPECT_EQ(unknown->name, kit::guestbook_amendment);
}

}  // namespace
}  // namespace linlian::kept
