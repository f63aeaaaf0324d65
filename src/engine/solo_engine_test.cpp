#include "engine/solo_engine.h"

#include "kit/solo_node.h"
#include "light/chain/validators.h"
#include "storage/snapshot/genesis_validators.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace linlian::engine {
namespace {

using Kind = TransactionStatus::Kind;

TEST(SoloEngine, records_a_transaction_and_proves_it_by_the_next_header) {
    kit::SoloNode node;
    ASSERT_TRUE(node.engine) << node.trouble;
    const auto standings = node.record({node.sign("ana", node.add("a", 5))});
    ASSERT_EQ(standings[0].kind, Kind::recorded);
    EXPECT_EQ(standings[0].receipt->leaf().refusal(), "");
    EXPECT_EQ(standings[0].leaf_index, 0);
    EXPECT_EQ(node.value("a"), 5);

    ASSERT_TRUE(node.is_quiet());
    const Height height = node.height();
    const auto first = node.store->block(height - 1);
    const auto second = node.store->block(height);
    ASSERT_TRUE(first && second);
    const auto header = light::decode_header(second->header);
    const auto commit = light::decode_commit(second->commit);
    ASSERT_TRUE(header && commit);
    EXPECT_EQ(header->app_hash, node.engine->committed()->tip().app_hash().bytes());
    const auto validators = storage::genesis_validators(node.store->genesis());
    EXPECT_TRUE(light::verify_commit(light::chain_id_of(node.store->community()), *validators,
                                     *header, *commit));
    const auto first_header = light::decode_header(first->header);
    EXPECT_EQ(first_header->data_hash, light::data_hash(first->parcels).bytes());
    EXPECT_EQ(header->last_block_id.hash, light::header_hash(*first_header).bytes());
}

TEST(SoloEngine, is_quiet_after_the_block_that_proves_the_last_change) {
    SoloOptions at_once;
    at_once.proof_block_delay = {};
    kit::SoloNode node{at_once};
    node.record({node.sign("ana", node.add("a", 5))});
    ASSERT_TRUE(node.is_quiet());
    const Height height = node.height();
    // A block made meanwhile would stand before those of the next acts.
    for (Height round = 1; round <= 5; ++round) {
        node.engine->look();
        const auto next = node.record({node.sign("ana", node.add("a", 1))});
        ASSERT_EQ(next[0].kind, Kind::recorded);
        ASSERT_TRUE(node.is_quiet());
        EXPECT_EQ(node.height(), height + 2 * round) << "the act's block, and the one that proves";
    }
}

TEST(SoloEngine, gives_a_refused_act_its_receipt) {
    kit::SoloNode node;
    const auto standings = node.record({node.sign("ana", node.add("a", -5))});
    ASSERT_EQ(standings[0].kind, Kind::recorded);
    EXPECT_EQ(standings[0].receipt->leaf().refusal(), "kit.NOT_BELOW_ZERO");
}

TEST(SoloEngine, gives_a_repeated_transaction_one_receipt) {
    kit::SoloNode node;
    const Bytes bytes = node.sign("ana", node.add("a", 5));
    const auto first = node.record({bytes, bytes});
    const auto again = node.record({bytes});
    EXPECT_EQ(first[0].leaf_index, 0);
    EXPECT_EQ(first[1].leaf_index, 0);
    EXPECT_EQ(again[0].leaf_index, 0);
    EXPECT_EQ(node.value("a"), 5);
    EXPECT_EQ(node.engine->committed()->tip().log.size(), 1);
}

TEST(SoloEngine, puts_what_waits_together_into_one_block) {
    kit::SoloNode node;
    std::vector<Bytes> many;
    for (int i = 0; i < 300; ++i)
        many.push_back(node.sign("ana", node.add("n" + std::to_string(i % 7), 1)));
    for (const auto& standing : node.record(std::move(many)))
        EXPECT_EQ(standing.kind, Kind::recorded);
    EXPECT_LT(node.engine->committed()->tip().height, 60);
    EXPECT_EQ(node.engine->committed()->tip().log.size(), 300);
}

TEST(SoloEngine, refuses_what_cannot_be_opened_or_is_expired) {
    kit::SoloNode node;
    const Bytes good = node.sign("ana", node.add("a", 1));
    node.clock.pass(16 * ms_per_minute);
    const auto answers = node.engine->submit({"not a transaction", good});
    EXPECT_EQ(answers[0].error().code, "machine.MALFORMED");
    EXPECT_EQ(answers[1].error().code, "machine.EXPIRED");
}

// Whoever signed nothing is told nothing of a key: neither whether it is known here, nor, where it
// is of a slip, whether that was used.
TEST(SoloEngine, tells_of_a_key_to_whoever_signs_with_it_alone) {
    kit::SoloNode node;
    machine::v1::KnowAmendment of_a_seat;  // and ana has none
    of_a_seat.set_name("resets");
    of_a_seat.set_time_ms(1);
    Bytes stranger = kit::sign_act(kit::key_of("ana"), node.store->community(), of_a_seat,
                                   Timestamp{node.clock.wall().ms + ms_per_minute});
    Bytes known = node.sign("ana", node.add("a", 1));
    EXPECT_EQ(node.engine->submit({stranger})[0].error().code, "machine.KEY_UNKNOWN");
    for (auto* bytes : {&stranger, &known}) bytes->back() ^= 1;  // of the signature
    const auto answers = node.engine->submit({stranger, known});
    EXPECT_EQ(answers[0].error().code, "machine.SIGNATURE_WRONG");
    EXPECT_EQ(answers[1].error().code, "machine.SIGNATURE_WRONG");
}

// What its author did not sign, nobody looks into: its form may be dear to check.
TEST(Opener, checks_the_signature_before_the_form_of_an_act) {
    kit::SoloNode node;
    const machine::Opener opener{node.program, node.store->community()};
    Bytes unfit = node.sign("ana", node.add("a", 0));
    EXPECT_EQ(opener.open(unfit).error().code, "kit.AMOUNT_ZERO");
    unfit.back() ^= 1;
    EXPECT_EQ(opener.open(unfit).error().code, "machine.SIGNATURE_WRONG");
}

TEST(SoloEngine, holds_the_allowance_of_an_author_and_the_length_of_the_line) {
    SoloOptions options;
    options.mempool.of_one_author = 2;
    options.mempool.transactions = 3;
    kit::SoloNode node{options};
    node.clock.set_wall(
        Timestamp{kit::kit_time.ms + ms_per_hour});  // so that nothing leaves the line
    node.engine->look();
    ASSERT_TRUE(node.wait_until([&] { return !node.engine->health().ready; }));
    EXPECT_EQ(node.engine->submit({node.sign("ana", node.add("a", 1))})[0].error().code,
              "engine.NOT_READY");

    machine::Opener opener{node.program, node.store->community()};
    Mempool line{options.mempool};
    const auto add = [&](const std::string& author) {
        return line.add(std::move(*opener.open(node.sign(author, node.add("a", 1)))), author);
    };
    EXPECT_TRUE(add("ana"));
    EXPECT_TRUE(add("ana"));
    EXPECT_EQ(add("ana").error().code, "engine.ALLOWANCE_USED_UP");
    EXPECT_TRUE(add("ben"));
    EXPECT_EQ(add("eva").error().code, "engine.QUEUE_FULL");
    machine::BlockLimits two;
    two.acts = 2;
    EXPECT_EQ(line.take(machine::BlockRoom{two}).size(), 2);
    EXPECT_TRUE(add("ana"));
}

// The most memory that this process ever took, in bytes.
std::size_t peak_bytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

// Opened they take about thirty times their bytes, and few of them find a place in line.
TEST(SoloEngine, opens_no_more_of_a_parcel_than_goes_into_the_line_at_once) {
    SoloOptions few;
    few.mempool.of_one_author = 10;
    kit::SoloNode node{few};
    kit::v1::Toil toil;
    for (int i = 0; i < 100; ++i) toil.add_tools("t");
    std::vector<Bytes> parcel;
    for (int i = 0; i < 6'000; ++i)
        parcel.push_back(kit::sign_act(kit::key_of("ana"), node.store->community(), toil,
                                       Timestamp{node.clock.wall().ms + 15 * ms_per_minute}));
    const auto before = peak_bytes();
    const auto answers = node.engine->submit(std::move(parcel));
    EXPECT_LT(peak_bytes() - before, 16U * 1024 * 1024);
    ASSERT_EQ(answers.size(), 6'000U);
    EXPECT_TRUE(answers[0]);
    ASSERT_FALSE(answers[5'999]);
    EXPECT_EQ(answers[5'999].error().code, "engine.ALLOWANCE_USED_UP");
}

TEST(SoloEngine, makes_a_block_when_something_is_due) {
    kit::SoloNode node;
    node.record({node.sign("ana", node.add("a", 5, 60'000))});
    ASSERT_TRUE(node.is_quiet());
    node.clock.pass(59'000);
    node.record({node.sign("ana", node.add("b", 1))});
    ASSERT_EQ(node.value("b"), 1) << "a block was made";
    EXPECT_EQ(node.value("a"), 5) << "before it was due";
    ASSERT_TRUE(node.is_quiet());
    node.clock.pass(1'000);
    node.engine->look();
    EXPECT_TRUE(node.wait_until([&] { return node.value("a") == 10; }));
}

TEST(SoloEngine, does_not_seal_by_a_clock_that_leapt_until_it_is_confirmed) {
    kit::SoloNode node;
    node.record({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
    const Bytes bytes = node.sign("ana", node.add("a", 1));
    node.clock.set_wall(Timestamp{node.clock.wall().ms + 6 * ms_per_minute});
    const auto ids = node.engine->submit({bytes});
    ASSERT_TRUE(ids[0]);
    // Whoever says so has looked at the clock with the act in line.
    ASSERT_TRUE(node.wait_until([&] { return !node.engine->health().ready; }));
    EXPECT_EQ(node.engine->find(*ids[0]).kind, Kind::waiting);
    EXPECT_NE(node.engine->health().trouble.find("leapt by 360 s"), std::string::npos);
    EXPECT_EQ(node.engine->health().trouble_code, "CLOCK");

    node.engine->confirm_clock();
    const auto recorded = node.engine->await({*ids[0]}, std::chrono::seconds{20});
    EXPECT_EQ(recorded[0].kind, Kind::recorded);
    EXPECT_TRUE(node.engine->health().ready);
}

TEST(SoloEngine, adds_up_what_it_forgave_the_clock_over_its_starts) {
    kit::SoloNode node;
    node.record({node.sign("ana", node.add("a", 1))});
    for (const bool is_forgiven : {true, false}) {
        ASSERT_TRUE(node.is_quiet());
        node.stop();
        node.clock.set_wall(Timestamp{node.clock.wall().ms + 4 * ms_per_minute});
        ASSERT_TRUE(node.start()) << node.trouble;
        EXPECT_EQ(node.engine->health().trouble.empty(), is_forgiven);
        if (is_forgiven) node.record({node.sign("ana", node.add("a", 1))});
    }
    EXPECT_NE(node.engine->health().trouble.find("leapt by 480 s"), std::string::npos);
}

TEST(SoloEngine, does_not_seal_by_a_clock_behind_the_tip_until_it_is_confirmed) {
    kit::SoloNode node;
    node.clock.pass(ms_per_hour);
    node.record({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
    node.stop();
    node.clock.set_wall(Timestamp{node.clock.wall().ms - 10 * ms_per_minute});
    ASSERT_TRUE(node.start()) << node.trouble;
    ASSERT_TRUE(node.wait_until([&] { return !node.engine->health().ready; }));
    EXPECT_NE(node.engine->health().trouble.find("600 s behind"), std::string::npos);

    node.engine->confirm_clock();
    const auto standings = node.record({node.sign("ana", node.add("a", 1))});
    EXPECT_EQ(standings[0].kind, Kind::recorded);
    EXPECT_EQ(node.engine->committed()->tip().time.ms, kit::kit_time.ms + 1000 + ms_per_hour);
}

TEST(SoloEngine, goes_on_where_it_stopped) {
    kit::SoloNode node;
    std::vector<Bytes> many;
    for (int i = 0; i < 600; ++i) many.push_back(node.sign("ana", node.add("a", 1)));
    const Bytes repeated = many[17];
    const auto before = node.record(std::move(many));
    node.stop();
    ASSERT_TRUE(node.start()) << node.trouble;
    EXPECT_EQ(node.value("a"), 600);
    const auto again = node.record({repeated, node.sign("ana", node.add("a", 1))});
    EXPECT_EQ(again[0].leaf_index, before[17].leaf_index);
    EXPECT_EQ(again[0].receipt->leaf().id(), before[17].receipt->leaf().id());
    EXPECT_EQ(again[1].leaf_index, 600);
    EXPECT_EQ(node.value("a"), 601);
}

TEST(SoloEngine, lets_a_height_be_read_while_later_ones_are_made) {
    kit::SoloNode node;
    node.record({node.sign("ana", node.add("a", 1))});
    const auto pinned = node.engine->committed();
    const auto root = pinned->tree().root();
    std::atomic<bool> stop{false};
    std::jthread reader{[&] {
        while (!stop) {
            const auto row = kit::counters.find(pinned->rows(), "a");
            const auto proof = pinned->tree().prove(tree_key(kit::counters.key("a")));
            const auto bytes = pinned->rows().get(kit::counters.key("a"));
            if (!row || row->value() != 1 ||
                !verify_member(root, tree_key(kit::counters.key("a")), tree_value_hash(*bytes),
                               proof))
                ADD_FAILURE() << "the pinned height changed";
        }
    }};
    for (int i = 0; i < 20; ++i) node.record({node.sign("ana", node.add("a", 1))});
    stop = true;
    reader.join();
    EXPECT_EQ(node.value("a"), 21);
}

TEST(SoloEngine, refuses_a_key_that_is_not_the_validators) {
    kit::SoloNode node;
    node.engine.reset();
    auto record = SealRecord::open(node.record_file());
    ASSERT_TRUE(record);
    const auto started =
        SoloEngine::start(node.program, *node.store, {kit::key_of("stranger"), std::move(*record)},
                          node.clock, ops::Log::silent());
    ASSERT_FALSE(started);
    EXPECT_NE(started.error().what.find("cannot seal blocks"), std::string::npos);
}

}  // namespace
}  // namespace linlian::engine
