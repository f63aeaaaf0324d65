#include "kept/living_ledger.h"

#include "codec/wire.h"
#include "contract/amendments.h"
#include "engine/line/signed_check.h"
#include "kit/transactions.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "modules/charter/charter.pb.h"
#include "modules/motion/motion.pb.h"
#include "simulation/backing.h"
#include "storage/replay/replay.h"

namespace linlian::kept {
namespace {

constexpr std::int64_t notice_ms = 31 * ms_per_day;

machine::Program program_of(std::vector<machine::Module> modules) {
    auto program = machine::assemble(std::move(modules));
    if (!program) check_failed(program.error().what.c_str(), __FILE__, __LINE__);
    return std::move(*program);
}

// The signer's record as the node that wrote the ledger left it.
engine::LastSeal last_seal(const storage::LedgerStore& store) {
    const Height height = store.tip().height;
    const auto block = store.block(height);
    const auto hash = block ? engine::hash_of(*block) : std::nullopt;
    CHECK(hash.has_value());
    return {store.community(), {height, 0, *hash}, {}, {}};
}

}  // namespace

LivingLedger::LivingLedger(const v1::KeptLedger& ledger, std::vector<machine::Module> modules)
    : program_(program_of(std::move(modules))),
      wallet_(ledger.wallet_seed()),
      kept_(ledger),
      store_(carry_out(program_, ledger, folder_ / "ledger")),
      clock_(Timestamp{store_->tip().time.ms + ms_per_minute}) {
    while (wallet_.size() < ledger.wallet_keys()) wallet_.fresh();
    CHECK(engine::SealRecord::write_new(folder_ / "last_seal", last_seal(*store_)).has_value());
    store_.reset();
    start();
}

void LivingLedger::start() {
    auto store = storage::LedgerStore::open(folder_ / "ledger", storage::OpenMode::read_write);
    if (!store) check_failed(store.error().what.c_str(), __FILE__, __LINE__);
    store_ = std::move(*store);
    auto record = engine::SealRecord::open(folder_ / "last_seal");
    CHECK(record.has_value());
    auto engine = engine::SoloEngine::start(
        program_, *store_, {validator_of(kept_), std::move(*record)}, clock_, ops::Log::silent());
    if (!engine) check_failed(engine.error().what.c_str(), __FILE__, __LINE__);
    engine_ = std::move(*engine);
    engine_->confirm_clock();  // nobody counted how long the ledger lay in the repository
}

void LivingLedger::stop() {
    engine_.reset();
    store_.reset();
}

void LivingLedger::restart() {
    stop();
    start();
}

bool LivingLedger::wait_until(const std::function<bool()>& holds) {
    for (int i = 0; i < 12'000 && !holds(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    return holds();
}

Answer LivingLedger::send(const Bytes& key, const machine::Message& act) {
    const KeyPair* by = wallet_.find(key);
    CHECK(by != nullptr);
    const auto answer = engine_->submit({kit::sign_act(
        *by, store_->community(), act, Timestamp{clock_.wall().ms + 15 * ms_per_minute})})[0];
    if (!answer) return {false, answer.error().code};
    const auto found = engine_->await({*answer}, std::chrono::seconds{60})[0];
    if (!found.receipt) return {false, "no receipt"};
    return {true, machine::refusal_of(*found.receipt)};
}

simulation::Directory LivingLedger::directory() const {
    return simulation::read_directory(committed()->rows(), clock_.wall());
}

bool LivingLedger::is_in_force(const std::string& amendment) const {
    const auto at = committed();
    return machine::is_amended(at->rows(), amendment, at->tip().height + 1);
}

void LivingLedger::decide(const machine::Message& act) {
    motion::v1::Propose propose;
    propose.set_act_type(act.GetDescriptor()->full_name());
    propose.set_act(codec::encode(act));
    propose.set_reason("it is time");
    propose.set_days(7);
    const auto able = simulation::able_behind(directory(), act);
    bool is_proposed = false;
    for (const auto& held : able) {
        propose.set_as_office(held.office);
        const auto key = simulation::live_key_of(directory(), held.member);
        is_proposed = is_proposed || send(key, propose).refusal.empty();
    }
    for (const auto& held : able) {
        for (const auto& open : directory().motions) {
            if (!open.act || codec::encode(*open.act) != propose.act()) continue;
            motion::v1::Support support;
            support.set_motion(open.id);
            support.set_as_office(held.office);
            support.set_round(open.round);
            support.set_shown(open.shown);
            // Whoever stands behind it already, or does not count beside others, is refused.
            (void)send(simulation::live_key_of(directory(), held.member), support);
        }
    }
}

bool LivingLedger::bring_in(const std::string& amendment) {
    charter::v1::ScheduleAmendment act;
    act.set_name(amendment);
    act.set_time_ms(clock_.wall().ms + notice_ms);
    decide(act);
    const auto rows = [this] { return committed(); };
    if (!machine::scheduled_for(rows()->rows(), amendment)) return false;
    const Hash32 seat = machine::seat_key(validator_of(kept_).public_key().encoded());
    // By itself.
    if (!wait_until([&] { return machine::ready.has(rows()->rows(), amendment, seat); }))
        return false;
    pass(notice_ms);
    return wait_until([&] { return is_in_force(amendment); });
}

void LivingLedger::pass(std::int64_t ms) {
    clock_.pass(ms);
    engine_->look();
    (void)wait_until([this] {
        const auto due = machine::next_due(committed()->rows());
        return !due || *due > clock_.wall();
    });
}

std::string LivingLedger::replayed() {
    stop();
    std::string broken;
    {
        const auto store =
            storage::LedgerStore::open(folder_ / "ledger", storage::OpenMode::read_only);
        CHECK(store.has_value());
        ops::WorkerPool workers{storage::replay_workers()};
        const auto report = storage::replay(program_, **store, workers);
        if (!report) broken = report.error().what;
    }
    start();
    return broken;
}

}  // namespace linlian::kept
