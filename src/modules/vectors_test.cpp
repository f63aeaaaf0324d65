// Replays every golden vector from its JSON alone, as another implementation would: rows, bytes and
// times in, receipts and roots out. A vector that says too little to be replayed fails here.
#include "base/hex.h"
#include "crypto/hash.h"
#include "kit/golden.h"
#include "kit/people.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "modules/all_modules.h"
#include "state/memory_state.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian {
namespace {

using kit::Json;

Bytes bytes_of(const Json& hex) { return *from_hex(hex.get<std::string>()); }

machine::Program program_of(const Json& names) {
    std::vector<machine::Module> known = all_modules();
    known.push_back(kit::people_module());
    std::vector<machine::Module> wanted;
    for (const auto& name : names) {
        const auto found =
            std::ranges::find(known, name.get<std::string>(), &machine::Module::name);
        CHECK(found != known.end());
        wanted.push_back(*found);
    }
    auto program = machine::assemble(std::move(wanted));
    CHECK(program.has_value());
    return std::move(*program);
}

class Replay {
  public:
    explicit Replay(const Json& vector) : program_(program_of(vector.at("modules"))) {
        CHECK(Hash32::parse(bytes_of(vector.at("community")), community_));
        tip_.time = Timestamp{vector.at("start_time_ms").get<std::int64_t>()};
        state::Changes given;
        for (const auto& row : vector.at("given"))
            given.insert_or_assign(bytes_of(row.at("key")), kit::given_value(program_, row));
        rows_.apply(given);
        const auto veil = machine::veil_of(rows_);
        std::vector<TreeChange> hashed;
        for (const auto& [key, value] : rows_.rows())
            hashed.push_back({machine::place_of(program_, veil, key), tree_value_hash(value)});
        std::ranges::sort(hashed, {}, &TreeChange::key);
        tree_ = tree_.with(hashed);
        tree_.publish();
        tip_.state_root = tree_.root();
    }

    // One step; what is wrong is said as a test failure.
    void run(const Json& step) {
        if (step.contains("opened")) return run_opened(step);
        if (step.contains("transactions")) return run_block(step);
        EXPECT_TRUE(step.contains("query"));
    }

  private:
    void run_opened(const Json& step) {
        const auto opened = machine::Opener{program_, community_}.open(bytes_of(step.at("opened")));
        ASSERT_FALSE(opened);
        EXPECT_EQ(kit::refusal_json(opened.error()), step.at("refusal"));
    }

    void run_block(const Json& step) {
        std::vector<machine::OpenedTransaction> transactions;
        for (const auto& tx : step.at("transactions")) {
            auto opened =
                machine::Opener{program_, community_}.open(kit::transaction_bytes(tx, community_));
            ASSERT_TRUE(opened);
            transactions.push_back(std::move(*opened));
        }
        const machine::BlockInput block{step.at("height"), Timestamp{step.at("time_ms")},
                                        transactions};
        const auto result = machine::apply_block(program_, {rows_, tree_, recent_, tip_}, block);
        ASSERT_TRUE(result);
        Json receipts = Json::array();
        for (const auto& receipt : result->receipts) receipts.push_back(kit::receipt_json(receipt));
        EXPECT_EQ(receipts, step.at("receipts"));
        EXPECT_EQ(result->cost + result->due_cost, step.at("cost"));
        EXPECT_EQ(result->changes.size(), step.at("rows_changed"));
        EXPECT_EQ(to_hex(result->tip.app_hash().view()), step.at("app_hash"));
        for (const auto& tx : transactions) recent_.add(tx.id(), tx.expires());
        rows_.apply(result->changes);
        tree_ = result->tree;
        tree_.publish();
        tip_ = result->tip;
    }

    machine::Program program_;
    Hash32 community_;
    state::MemoryState rows_;
    TreeVersion tree_;
    machine::RecentIds recent_;
    machine::Tip tip_;
};

TEST(Vectors, are_replayed_from_what_they_say) {
    std::size_t replayed = 0;
    for (const auto& module : all_modules()) {
        const auto folder = kit::golden_folder(module.name);
        for (const auto& test : kit::kept_vectors(folder)) {
            SCOPED_TRACE(folder + "/" + test);
            const Json vector = kit::read_vector(folder, test);
            Replay replay{vector};
            for (const auto& step : vector.at("steps")) replay.run(step);
            ++replayed;
        }
    }
    EXPECT_GE(replayed, 100U);
}

}  // namespace
}  // namespace linlian
