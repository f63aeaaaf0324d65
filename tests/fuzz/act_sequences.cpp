// No texts make acts in sequence abort the machine: what one act writes (a preset's name, a
// purpose, a role), the next ones look up, copy and print. The bytes choose acts of every module in
// up to four blocks, with texts that no page would let through. Everybody has every authority here,
// so that acts are reached and not only refused. Each act is also run as if the codec had let its
// texts pass: nothing behind that rule may rest on it alone.
#include "base/check.h"
#include "codec/field.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "machine/apply.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "modules/all_modules.h"
#include "simulation/ballot_acts.h"
#include "simulation/machines.h"
#include "simulation/world.h"

#include <google/protobuf/stubs/logging.h>

namespace linlian::simulation {
namespace {

constexpr std::uint64_t stage_seed = 11;
constexpr int stage_blocks = 12;
constexpr int blocks_per_input = 4;
constexpr int acts_per_block = 6;

std::vector<std::string> hostile_texts() {
    return {std::string("a\0b", 3),
            std::string(1, '\0'),
            "\x01",
            "\x01\x02",
            "a\nb",
            "\u202enoitcele",
            "a\u200bb",
            "\ufeff",
            "\u00a0",
            " \u3000 ",
            "a\u2003b",
            "\u845b\U000e0100",
            "\u2f26",
            "\U000e0041",
            "\xff\xfe",
            "\xed\xa0\x80",
            "owners_vote",
            "/",
            "machine/due/",
            std::string(400, 'x'),
            "\x1b[2Jok",
            "2025",
            "=1+1"};
}

// Whoever has a key may do everything; the rest of the modules is as it is.
std::vector<machine::Module> modules_without_authority() {
    auto modules = all_modules();
    for (auto& module : modules) {
        if (module.authorize == nullptr) continue;
        module.authorize = [](machine::Context&, const machine::Act&,
                              const machine::Message&) -> Result<> { return {}; };
    }
    return modules;
}

struct Stage {
    Stage()
        : program(std::move(machine::assemble(modules_without_authority()).value())),
          draws(stage_seed),
          world(program, draws),
          plain(program, machine::apply_genesis(program, world.genesis()).value()) {
        const machine::Opener opener{program, world.community()};
        for (int i = 0; i < stage_blocks; ++i) {
            std::vector<machine::OpenedTransaction> opened;
            for (auto& bytes : world.next_transactions(plain.rows(), plain.tip().time, {})) {
                if (auto one = opener.open(std::move(bytes))) opened.push_back(std::move(*one));
            }
            plain.apply({plain.tip().height + 1, Timestamp{plain.tip().time.ms + 5000}, opened});
        }
        for (const auto& module : program.modules()) {
            for (const auto& act : module.acts) acts.push_back(&act);
        }
        keys = world.wallet().size();
    }

    machine::Program program;
    SeededDraws draws;
    World world;
    PlainMachine plain;
    std::vector<const machine::Act*> acts;
    std::size_t keys = 0;
};

struct Branch {
    explicit Branch(const Stage& stage)
        : program(stage.program),
          rows(stage.plain.rows()),
          tree(stage.plain.view().tree),
          tip(stage.plain.tip()) {}
    void apply(Timestamp time, const std::vector<machine::OpenedTransaction>& transactions) {
        const auto result = machine::apply_block(program, {rows, tree, recent, tip},
                                                 {tip.height + 1, time, transactions});
        CHECK(result.has_value());
        rows.apply(result->changes);
        tree = result->tree;
        tip = result->tip;
    }
    // Carries the act out behind the codec's back.
    void run_directly(const machine::Act& act, const Sent& sent, const Hash32& id) {
        const auto author = program.resolve_author(rows, sent.key, tip.time);
        if (!author || !act.well_formed(*sent.act)) return;
        state::Overlay block{rows, machine::veil_of(rows)};
        machine::v1::Effects effects;
        const auto run = [&](machine::Context& context) { return act.run(context, *sent.act); };
        const auto outcome = machine::run_guarded(program, block, {tip.height + 1, tip.time},
                                                  {*author, id}, run, effects);
        if (!outcome) return;
        const auto changes = block.take_changes();
        rows.apply(changes);
        tree = machine::tree_after(program, block.salt(), tree, changes);
        tip.state_root = tree.root();
    }

    const machine::Program& program;
    state::MemoryState rows;
    TreeVersion tree;
    machine::RecentIds recent;
    machine::Tip tip;
};

Sent from_schema(Draws& draws, const Stage& stage, const Directory& directory) {
    std::unique_ptr<machine::Message> act{draws.one_of(stage.acts)->prototype->New()};
    fill_message(draws, directory.pool, draws.chance(30), *act);
    return {draws.one_of(directory.pool.keys), std::move(act)};
}

Sent draw(Draws& draws, Stage& stage, const Directory& directory, Timestamp now) {
    const auto how = draws.below(4);
    if (how < 2) return from_schema(draws, stage, directory);
    auto sent = how == 2 ? draw_ballot_act(draws, directory, now)
                         : draw_registry_act(draws, stage.world.wallet(), directory, now);
    if (!sent) return from_schema(draws, stage, directory);
    for (auto changes = draws.below(3); changes > 0; --changes)
        mutate_message(draws, directory.pool, *sent->act);
    return std::move(*sent);
}

// Takes all texts out, at every depth.
// NOLINTNEXTLINE(misc-no-recursion): random_message bounds the depth.
void clear_texts(machine::Message& message) {
    using google::protobuf::FieldDescriptor;
    const auto& access = *message.GetReflection();
    std::vector<const FieldDescriptor*> present;
    access.ListFields(message, &present);
    for (const auto* field : present) {
        if (field->type() == FieldDescriptor::TYPE_STRING) access.ClearField(&message, field);
        if (field->message_type() == nullptr) continue;
        if (!field->is_repeated()) clear_texts(*access.MutableMessage(&message, field));
        for (int i = 0; field->is_repeated() && i < access.FieldSize(message, field); ++i)
            clear_texts(*access.MutableRepeatedMessage(&message, field, i));
    }
}

// Whether at most its texts would be refused: that it reads and how long ids are is what every act
// may rest on.
bool fits_but_for_texts(const machine::Message& act) {
    std::unique_ptr<machine::Message> copy{act.New()};
    if (!codec::decode_strict(codec::encode(act), *copy)) return false;
    clear_texts(*copy);
    return !codec::field_fault(*copy);
}

// Ids of acts that were never sent.
Hash32 next_id(const Branch& branch, std::uint64_t number) {
    Bytes seed = branch.tip.state_root.bytes();
    codec::append_key(seed, number);
    return sha256(seed);
}

void apply(BytesView bytes) {
    static Stage stage;
    google::protobuf::SetLogHandler(nullptr);  // text that is not UTF-8 is meant here
    ByteDraws draws{bytes};
    Branch branch{stage};
    const machine::Opener opener{stage.program, stage.world.community()};
    for (int block = 0; block < blocks_per_input && !draws.is_empty(); ++block) {
        const Timestamp time{branch.tip.time.ms +
                             static_cast<std::int64_t>(draws.below(20)) * ms_per_day};
        auto directory = read_directory(branch.rows, branch.tip.time);
        for (auto& text : hostile_texts()) directory.pool.words.push_back(std::move(text));
        std::vector<machine::OpenedTransaction> opened;
        for (int i = 0; i < acts_per_block && !draws.is_empty(); ++i) {
            const auto sent = draw(draws, stage, directory, branch.tip.time);
            const bool fits = !codec::field_fault(*sent.act);
            auto one = opener.open(stage.world.sign(sent, Timestamp{time.ms + 1000}));
            CHECK(fits || !one.has_value());
            if (one) opened.push_back(std::move(*one));
            const auto& type = sent.act->GetDescriptor()->full_name();
            if (fits_but_for_texts(*sent.act))
                branch.run_directly(*stage.program.find_act(type), sent,
                                    next_id(branch, static_cast<std::uint64_t>(i)));
        }
        branch.apply(time, opened);
    }
    stage.world.wallet().shrink(stage.keys);
}

}  // namespace
}  // namespace linlian::simulation

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    linlian::simulation::apply({reinterpret_cast<const char*>(data), size});
    return 0;
}
