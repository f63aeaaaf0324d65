#include "simulation/simulation.h"

#include "base/hex.h"
#include "codec/wire.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "modules/all_modules.h"
#include "simulation/ballot_model.h"
#include "simulation/machines.h"
#include "simulation/model.h"
#include "simulation/past_rolls.h"
#include "simulation/store_machine.h"
#include "simulation/world.h"

#include <google/protobuf/stubs/logging.h>

#include <memory>

namespace linlian::simulation {
namespace {

// What machines must agree on after a block, in bytes.
Bytes outcome_of(const machine::BlockResult& result) {
    Bytes bytes = result.tip.state_root.bytes() + result.tip.app_hash().bytes();
    for (const auto& receipt : result.receipts) bytes += codec::encode(receipt);
    for (const auto& leaf : result.leaves) bytes += leaf;
    for (const auto& passed : result.passed_over) bytes += passed.id.bytes() + passed.reason.code;
    return bytes;
}

// The type of an act, and of an objection what it is about.
std::string kind_of(const machine::Message& act) {
    const auto& type = act.GetDescriptor()->full_name();
    if (act.GetDescriptor() != ballot::v1::Object::descriptor()) return type;
    const auto about = static_cast<const ballot::v1::Object&>(act).about();
    return type + " " + ballot::v1::About_Name(about);
}

class Run {
  public:
    Run(std::uint64_t seed, Report& report)
        : draws_(seed),
          program_(make_program()),
          faults_(draw_faults(draws_)),
          world_(program_, draws_),
          first_(machine::apply_genesis(program_, world_.genesis()).value()),
          plain_(program_, first_),
          snapshot_(program_, first_),
          stored_(program_, world_.genesis(), first_,
                  *world_.wallet().find(world_.genesis().validators(0).key())),
          model_(plain_.rows()),
          report_(report) {
        report_.fault_rates = to_text(faults_);
        others_ = {&snapshot_, &stored_};
    }

    void block() {
        const auto transactions =
            open(world_.next_transactions(plain_.rows(), plain_.tip().time, faults_));
        const machine::BlockInput block{
            plain_.tip().height + 1, later(draws_, plain_.rows(), plain_.tip().time), transactions};
        const auto result = plain_.apply(block);
        for (auto* other : others_) {
            if (outcome_of(other->apply(block)) != outcome_of(result))
                fault(other->name() + " reached another outcome");
            if (draws_.chance(faults_.restart)) other->restart();
        }
        follow(block, result);
        for (const auto& broken : machine::check_whole_state(program_, plain_.rows()))
            fault(broken);
        ++report_.blocks;
        report_.passed_over += result.passed_over.size();
        report_.state_root = result.tip.state_root;
        report_.app_hash = result.tip.app_hash();
    }

    std::map<std::string, std::uint64_t> verdicts() const {
        return ballots_.verdicts(plain_.rows());
    }

  private:
    static machine::Program make_program() {
        auto program = machine::assemble(all_modules());
        CHECK(program.has_value());
        return std::move(*program);
    }

    void fault(const std::string& what) {
        report_.faults.push_back("block " + std::to_string(plain_.tip().height) + ": " + what);
    }

    std::vector<machine::OpenedTransaction> open(std::vector<Bytes> transactions) {
        const machine::Opener opener{program_, world_.community()};
        std::vector<machine::OpenedTransaction> opened;
        for (auto& bytes : transactions) {
            auto one = opener.open(std::move(bytes));
            if (one)
                opened.push_back(std::move(*one));
            else
                ++report_.unopened;
        }
        return opened;
    }

    // Tells the model what was carried out, and compares it with the rows.
    void follow(const machine::BlockInput& block, const machine::BlockResult& result) {
        model_.begin_block(block.height, block.time);
        auto receipt = result.receipts.begin();
        while (receipt != result.receipts.end() && machine::is_due_work(receipt->leaf())) {
            if (!receipt->leaf().refusal().empty())
                fault("due work failed: " + receipt->leaf().refusal());
            ++receipt;
        }
        for (const auto& tx : block.transactions) {
            const bool has_receipt =
                receipt != result.receipts.end() && receipt->leaf().id() == tx.id().view();
            if (model_.gets_receipt(tx) != has_receipt)
                fault("a receipt is there or lacks against the rules: " + to_hex(tx.id().view()));
            if (!has_receipt) continue;
            const auto& leaf = receipt->leaf();
            ++report_.outcomes[leaf.refusal().empty() ? kind_of(tx.act())
                                                      : machine::refusal_of(*receipt)];
            model_.take(tx, *receipt);
            if (const auto act = ballots_.take(tx, *receipt, plain_.rows()))
                ++report_.outcomes[kind_of(*act)];
            ++receipt;
        }
        if (receipt != result.receipts.end()) fault("a receipt of no transaction");
        for (const auto& difference : model_.differences(plain_.rows())) fault(difference);
        for (const auto& difference :
             past_rolls_.differences(plain_.rows(), block.height, block.time))
            fault(difference);
        for (const auto& difference : ballots_.differences(plain_.rows())) fault(difference);
        for (const auto& violation : model_.violations()) fault(violation);
    }

    SeededDraws draws_;
    machine::Program program_;
    Faults faults_;
    World world_;
    machine::GenesisResult first_;
    PlainMachine plain_;
    SnapshotMachine snapshot_;
    StoreMachine stored_;
    std::vector<Machine*> others_;
    Model model_;
    BallotModel ballots_;
    PastRolls past_rolls_;
    Report& report_;
};

}  // namespace

Report simulate(std::uint64_t seed, std::uint64_t blocks) {
    // Spoilt bytes are meant here; the library would tell of each on the terminal.
    google::protobuf::SetLogHandler(nullptr);
    Report report;
    Run run{seed, report};
    while (report.blocks < blocks && report.faults.empty()) run.block();
    report.verdicts = run.verdicts();
    return report;
}

}  // namespace linlian::simulation
