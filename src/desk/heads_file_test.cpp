// A client that saw a ledger head meets others: higher, lower, of the same ledger and of others.
#include "desk/heads_file.h"

#include "base/hex.h"
#include "desk/files.h"
#include "kit/folder.h"
#include "light/bundle/bundle_for_tests.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace linlian::desk {

using namespace client;

namespace {

using light::TestLedger;

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

SeenHead head_at(const TestLedger& ledger) {
    const auto bundle = light::encode_bundle(light::prefix_bundle(ledger, 0));
    const auto statement = light::verify_bundle(bundle, ledger.community, light::test_program());
    EXPECT_TRUE(statement);
    return head_of(*statement, bundle);
}

// A client, and the ledger that the node has when it is asked.
class ClientOfNode : public ::testing::Test {
  protected:
    Result<> see(const TestLedger& ledger) {
        auto heads = KnownHeads::open(std::make_shared<HeadsFile>(file()));
        EXPECT_TRUE(heads);
        return heads->see(head_at(ledger), asker());
    }
    HeadAsker asker() {
        return {light::test_program(), node_.community, [this](std::uint64_t size) {
                    ++asked_;
                    if (size > node_.leaves.size())
                        return Result<Bytes>{tl::unexpected(Refusal{"engine.HEAD_AHEAD", {}})};
                    return Result<Bytes>{light::encode_bundle(light::prefix_bundle(node_, size))};
                }};
    }
    std::filesystem::path file() const { return folder_ / "heads.json"; }
    Height newest() {
        const auto heads = KnownHeads::open(std::make_shared<HeadsFile>(file()));
        EXPECT_TRUE(heads);
        const auto head = heads->newest(node_.community);
        return head ? head->height : 0;
    }
    // What the fork bundle says to somebody who has only the community id.
    template <class Fact>
    bool proves(const std::string& name) {
        const auto bytes = read_file(folder_ / name);
        if (!bytes) return false;
        const auto statement = light::verify_bundle(*bytes, node_.community, light::test_program());
        return statement && std::holds_alternative<Fact>(statement->fact);
    }

    kit::Folder folder_;
    TestLedger node_ = light::test_ledger_at(9, "abcd");
    int asked_ = 0;
};

TEST_F(ClientOfNode, takes_a_higher_head_only_when_the_past_is_proven_to_be_in_it) {
    EXPECT_EQ(code_of(see(light::test_ledger_at(5, "ab"))), "");
    EXPECT_EQ(asked_, 0);
    EXPECT_EQ(code_of(see(node_)), "");
    EXPECT_EQ(asked_, 1);
    EXPECT_EQ(newest(), 9U);
    EXPECT_EQ(code_of(see(node_)), "");
    EXPECT_EQ(asked_, 1) << "a head that was seen is proven again";
}

TEST_F(ClientOfNode, keeps_the_proof_of_a_higher_head_with_another_past) {
    ASSERT_EQ(code_of(see(light::test_ledger_at(5, "xb"))), "");
    const auto refused = see(node_);
    EXPECT_EQ(code_of(refused), "client.LEDGER_FORKED");
    EXPECT_EQ(refused.error().figures.at(2).value, (folder_ / "fork-5-9.bundle").string());
    EXPECT_TRUE(proves<light::ProvenRewrite>("fork-5-9.bundle"));
    EXPECT_EQ(newest(), 5U);
}

TEST_F(ClientOfNode, keeps_each_proof_under_a_name_of_its_own) {
    ASSERT_TRUE(write_private_file(folder_ / "fork-5-9.bundle", "an earlier proof"));
    ASSERT_EQ(code_of(see(light::test_ledger_at(5, "xb"))), "");
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(see(node_).error().figures.at(2).value, (folder_ / "fork-5-9-2.bundle").string());
    EXPECT_TRUE(proves<light::ProvenRewrite>("fork-5-9-2.bundle"));
    EXPECT_EQ(*read_file(folder_ / "fork-5-9.bundle"), "an earlier proof");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "fork-5-9-3.bundle"));
}

TEST_F(ClientOfNode, keeps_the_proof_of_a_higher_head_with_fewer_entries) {
    ASSERT_EQ(code_of(see(light::test_ledger_at(5, "abcde"))), "");
    EXPECT_EQ(code_of(see(node_)), "client.LEDGER_FORKED");
    EXPECT_TRUE(proves<light::ProvenRewrite>("fork-5-9.bundle"));
}

TEST_F(ClientOfNode, keeps_the_proof_of_another_block_at_the_same_height) {
    ASSERT_EQ(code_of(see(light::test_ledger_at(9, "abcx"))), "");
    EXPECT_EQ(code_of(see(node_)), "client.LEDGER_FORKED");
    EXPECT_TRUE(proves<light::ProvenFork>("fork-9-9.bundle"));
}

TEST_F(ClientOfNode, keeps_the_proof_of_a_lower_head_with_another_past) {
    ASSERT_EQ(code_of(see(node_)), "");
    EXPECT_EQ(code_of(see(light::test_ledger_at(7, "abx"))), "client.LEDGER_FORKED");
    EXPECT_TRUE(proves<light::ProvenRewrite>("fork-9-7.bundle"));
    EXPECT_EQ(newest(), 9U);
}

TEST_F(ClientOfNode, believes_no_lower_head_even_where_it_is_of_the_same_past) {
    ASSERT_EQ(code_of(see(node_)), "");
    EXPECT_EQ(code_of(see(light::test_ledger_at(7, "abc"))), "client.HEAD_WENT_BACK");
    EXPECT_EQ(newest(), 9U);
}

TEST_F(ClientOfNode, is_shown_a_node_that_stands_below_what_was_seen) {
    ASSERT_EQ(code_of(see(light::test_ledger_at(12, "abcdef"))), "");
    EXPECT_EQ(code_of(see(node_)), "client.HEAD_WENT_BACK");
    EXPECT_EQ(newest(), 12U);
}

TEST_F(ClientOfNode, follows_a_node_that_goes_on_while_it_is_asked) {
    ASSERT_EQ(code_of(see(light::test_ledger_at(5, "ab"))), "");
    const auto met = node_;
    node_ = light::test_ledger_at(10, "abcde");
    EXPECT_EQ(code_of(see(met)), "");
    EXPECT_EQ(newest(), 10U);
}

TEST_F(ClientOfNode, finds_another_past_that_the_node_shows_only_when_it_is_asked) {
    ASSERT_EQ(code_of(see(light::test_ledger_at(5, "ab"))), "");
    const auto met = node_;
    node_ = light::test_ledger_at(10, "abXde");
    EXPECT_EQ(code_of(see(met)), "client.LEDGER_FORKED");
}

TEST_F(ClientOfNode, takes_no_proof_of_something_else_for_the_one_it_asked_for) {
    ASSERT_EQ(code_of(see(light::test_ledger_at(5, "ab"))), "");
    auto heads = KnownHeads::open(std::make_shared<HeadsFile>(file()));
    auto lies = asker();
    lies.ask_prefix = [this](std::uint64_t) {
        return Result<Bytes>{light::encode_bundle(light::prefix_bundle(node_, 1))};
    };
    EXPECT_EQ(code_of(heads->see(head_at(node_), lies)), "client.ANSWER_DIFFERS");
    lies.ask_prefix = [](std::uint64_t) { return Result<Bytes>{Bytes{"no bundle"}}; };
    EXPECT_EQ(code_of(heads->see(head_at(node_), lies)), "light.BUNDLE_MALFORMED");
    EXPECT_EQ(newest(), 5U);
}

TEST_F(ClientOfNode, keeps_heads_in_a_private_file_and_notices_when_it_is_damaged) {
    ASSERT_EQ(code_of(see(node_)), "");
    EXPECT_EQ(static_cast<unsigned>(std::filesystem::status(file()).permissions()), 0600U);
    const auto whole = *read_file(file());
    for (auto damaged : {Bytes{}, Bytes{"[]"}, Bytes{"{\"xy\": {}}"}, Bytes{"{\"00\": 1}"},
                         Bytes{whole}.replace(whole.find("\"height\": 9"), 11, "\"height\": 8")}) {
        ASSERT_TRUE(write_private_file(file(), damaged));
        EXPECT_EQ(code_of(KnownHeads::open(std::make_shared<HeadsFile>(file()))),
                  "client.HEADS_DAMAGED")
            << damaged;
    }
}

// Whoever can write the file, or a bad disk, makes no proof against an honest ledger.
TEST_F(ClientOfNode, accuses_nobody_by_a_head_that_was_changed_in_its_file) {
    const auto seen = light::test_ledger_at(5, "ab");
    ASSERT_EQ(code_of(see(seen)), "");
    auto content = *read_file(file());
    const auto root = to_hex(seen.tip.log.root().view());
    for (auto at = content.find(root); at != Bytes::npos; at = content.find(root, at))
        content[at] = content[at] == '0' ? '1' : '0';
    ASSERT_TRUE(write_private_file(file(), content));
    EXPECT_EQ(code_of(see(node_)), "client.HEADS_DAMAGED");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "fork-5-9.bundle"));
}

// Two commands at once: both begin at height 5, and the one that is slower meets an older head.
TEST_F(ClientOfNode, keeps_the_newest_head_that_any_of_two_commands_saw) {
    ASSERT_EQ(code_of(see(light::test_ledger_at(5, "ab"))), "");
    auto slow = KnownHeads::open(std::make_shared<HeadsFile>(file()));
    ASSERT_TRUE(slow);
    ASSERT_EQ(code_of(see(node_)), "");
    EXPECT_EQ(code_of(slow->see(head_at(light::test_ledger_at(7, "abc")), asker())), "");
    EXPECT_EQ(newest(), 9U) << "the older head was written over the newer one";
    EXPECT_EQ(code_of(slow->see(head_at(light::test_ledger_at(6, "abc")), asker())),
              "client.HEAD_WENT_BACK");
    EXPECT_EQ(code_of(slow->see(head_at(light::test_ledger_at(8, "abX")), asker())),
              "client.LEDGER_FORKED")
        << "it is compared with what the other command saw";
    EXPECT_EQ(newest(), 9U);
}

TEST_F(ClientOfNode, loses_no_head_while_commands_run_at_once) {
    const std::string entries = "abcdefgh";
    node_ = light::test_ledger_at(20, entries);
    std::vector<SeenHead> heads;
    for (std::size_t i = 1; i <= entries.size(); ++i)
        heads.push_back(head_at(light::test_ledger_at(2 * i, entries.substr(0, i))));
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> commands;
        for (const auto& head : heads)
            commands.emplace_back([&] {
                auto known = KnownHeads::open(std::make_shared<HeadsFile>(file()));
                const HeadAsker of_node{
                    light::test_program(), node_.community, [&](std::uint64_t size) {
                        return Result<Bytes>{
                            light::encode_bundle(light::prefix_bundle(node_, size))};
                    }};
                const auto seen = known ? known->see(head, of_node) : Result<>{};
                if (!seen && seen.error().code != "client.HEAD_WENT_BACK") ++refused;
            });
    }
    EXPECT_EQ(refused, 0);
    EXPECT_GE(newest(), 2 * entries.size());
}

TEST(KnownHeads, of_commands_that_meet_communities_at_once_are_all_kept) {
    const kit::Folder folder;
    const auto file = folder / "keys" / "heads.json";
    const auto community = [](int i) { return sha256("community " + std::to_string(i)); };
    constexpr int commands_count = 16;
    {
        std::vector<std::jthread> commands;
        for (int i = 0; i < commands_count; ++i)
            commands.emplace_back([&, i] {
                auto heads = KnownHeads::open(std::make_shared<HeadsFile>(file));
                EXPECT_TRUE(heads && heads->meet(community(i), community(i)));
            });
    }
    auto heads = KnownHeads::open(std::make_shared<HeadsFile>(file));
    ASSERT_TRUE(heads);
    for (int i = 0; i < commands_count; ++i)
        EXPECT_TRUE(heads->meet(community(i), std::nullopt)) << i;
}

TEST(KnownHeads, take_the_first_community_and_no_other_that_is_not_named) {
    const kit::Folder folder;
    Hash32 ours, other;
    ours.data.fill(1);
    other.data.fill(2);
    auto heads = KnownHeads::open(std::make_shared<HeadsFile>(folder / "heads.json"));
    ASSERT_TRUE(heads);
    EXPECT_EQ(code_of(heads->meet(ours, other)), "client.COMMUNITY_DIFFERS");
    EXPECT_TRUE(heads->meet(ours, std::nullopt));
    auto again = KnownHeads::open(std::make_shared<HeadsFile>(folder / "heads.json"));
    ASSERT_TRUE(again);
    EXPECT_EQ(code_of(again->meet(other, std::nullopt)), "client.COMMUNITY_UNKNOWN");
    EXPECT_TRUE(again->meet(other, other));
    EXPECT_TRUE(again->meet(ours, std::nullopt));
}

}  // namespace
}  // namespace linlian::desk
