// No bytes make apply_block abort, and none make it leave a state that is not sound. The bytes
// choose acts of any module, sensible ones and nonsense, by people of a community that has lived
// for some blocks already.
#include "base/check.h"
#include "codec/wire.h"
#include "machine/machine.h"
#include "modules/all_modules.h"
#include "simulation/machines.h"
#include "simulation/world.h"

#include <google/protobuf/stubs/logging.h>

namespace linlian::simulation {
namespace {

constexpr std::uint64_t stage_seed = 7;
constexpr int stage_blocks = 40;
constexpr int acts_per_input = 12;

// A community after some blocks: members, drafts, premises, motions, recoveries that run.
struct Stage {
    Stage()
        : program(std::move(machine::assemble(all_modules()).value())),
          draws(stage_seed),
          world(program, draws),
          plain(program, machine::apply_genesis(program, world.genesis()).value()) {
        for (int i = 0; i < stage_blocks; ++i) live_a_block();
        directory = read_directory(plain.rows(), plain.tip().time);
        keys = world.wallet().size();
    }
    void live_a_block() {
        const machine::Opener opener{program, world.community()};
        std::vector<machine::OpenedTransaction> opened;
        for (auto& bytes : world.next_transactions(plain.rows(), plain.tip().time, {})) {
            if (auto one = opener.open(std::move(bytes))) opened.push_back(std::move(*one));
        }
        plain.apply({plain.tip().height + 1, Timestamp{plain.tip().time.ms + 5000}, opened});
    }

    machine::Program program;
    SeededDraws draws;
    World world;
    PlainMachine plain;
    Directory directory;
    std::size_t keys = 0;
};

Sent nonsense(Draws& draws, const Stage& stage) {
    std::vector<const google::protobuf::Descriptor*> types;
    for (const auto& module : stage.program.modules()) {
        for (const auto& act : module.acts) types.push_back(act.type);
    }
    std::unique_ptr<machine::Message> act{google::protobuf::MessageFactory::generated_factory()
                                              ->GetPrototype(draws.one_of(types))
                                              ->New()};
    fill_message(draws, stage.directory.pool, draws.chance(50), *act);
    return {draws.one_of(stage.directory.pool.keys), std::move(act)};
}

Sent draw(Draws& draws, Stage& stage) {
    const auto how = draws.below(4);
    if (how == 0) return nonsense(draws, stage);
    auto sent = how == 1 ? draw_support(draws, stage.directory)
                         : draw_registry_act(draws, stage.world.wallet(), stage.directory,
                                             stage.plain.tip().time);
    if (!sent) return nonsense(draws, stage);
    if (draws.below(3) == 0) mutate_message(draws, stage.directory.pool, *sent->act);
    if (draws.below(3) == 0) return proposed(draws, stage.directory, std::move(*sent));
    return std::move(*sent);
}

void apply(BytesView bytes) {
    static Stage stage;
    google::protobuf::SetLogHandler(nullptr);  // text that is not UTF-8 is meant here
    ByteDraws draws{bytes};
    // The whole state takes longer to read than a block to run, so not every input pays for it.
    const bool reads_all = draws.below(8) == 0;
    const Timestamp tip = stage.plain.tip().time;
    const Timestamp time{tip.ms + static_cast<std::int64_t>(draws.below(5)) * ms_per_day};
    const machine::Opener opener{stage.program, stage.world.community()};
    std::vector<machine::OpenedTransaction> opened;
    for (int i = 0; i < acts_per_input && !draws.is_empty(); ++i) {
        auto one = opener.open(stage.world.sign(draw(draws, stage), Timestamp{time.ms + 1000}));
        if (one) opened.push_back(std::move(*one));
    }
    const auto result = machine::apply_block(stage.program, stage.plain.view(),
                                             {stage.plain.tip().height + 1, time, opened});
    CHECK(result.has_value());
    if (!result->changes.empty() && reads_all) {
        state::MemoryState rows = stage.plain.rows();
        rows.apply(result->changes);
        const auto faults = machine::check_whole_state(stage.program, rows);
        if (!faults.empty()) check_failed(faults.front().c_str(), __FILE__, __LINE__);
    }
    stage.world.wallet().shrink(stage.keys);
}

}  // namespace
}  // namespace linlian::simulation

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    linlian::simulation::apply({reinterpret_cast<const char*>(data), size});
    return 0;
}
