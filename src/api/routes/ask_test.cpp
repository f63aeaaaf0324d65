// Who asks: what is signed, what the API takes for it, and what it then gives out to whom.
#include "api/routes/ask.h"

#include "api/api.pb.h"
#include "api/routes/fake_engine_for_tests.h"
#include "api/routes/routes.h"
#include "base/hex.h"
#include "codec/wire.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace linlian::api {
namespace {

constexpr Timestamp now{1'790'000'000'000};
constexpr Timestamp soon{now.ms + ask_lifetime_ms};
const Hash32 community = sha256("a community");
const std::string target = "/ballot/ballots/00/recount?limit=5";

std::string code_of(const Result<Bytes>& opened) { return opened ? "opened" : opened.error().code; }

TEST(Ask, gives_the_key_that_signed_it) {
    for (const auto suite : {Suite::ed25519, Suite::p256}) {
        const auto key = kit::key_of("ana", suite);
        const auto opened =
            open_ask(*sign_ask(key, community, target, soon), community, target, now);
        ASSERT_TRUE(opened) << opened.error().code;
        EXPECT_EQ(*opened, key.public_key().encoded());
    }
    EXPECT_EQ(open_ask("", community, target, now).value(), Bytes{});
}

// docs/formats/ask.md prints this one.
TEST(Ask, has_one_spelling) {
    const auto header = *sign_ask(kit::key_of("ana"), community, "/head", soon);
    EXPECT_EQ(header,
              "Linlian-Ask "
              "0a530a20d87ca853de3c3f2fa61591d692b53927d64e813e1e832b63bb73d946d3d238881221015081b3"
              "0f4e33e276d6cfd75d21be4cc077cb6960865dadfffe8fc7a418dc240818e0ffd3a28c3422052f686561"
              "641240994ed82b4b1cb34b51c117a7ecde5bdd7f2a2f20f6bbf96513cd05ed44c02a7d8104336278c43e"
              "0b5dbeeb93dcf8fa3d71a913782e134639dda0b22f48d89d06");
    std::string other_case = header;
    other_case[0] = 'l';
    EXPECT_EQ(code_of(open_ask(other_case, community, "/head", now)), "opened");
}

TEST(Ask, is_for_one_community_one_target_and_a_few_minutes) {
    const auto header = *sign_ask(kit::key_of("ana"), community, target, soon);
    EXPECT_EQ(code_of(open_ask(header, sha256("another"), target, now)), "api.ASK_OTHER_COMMUNITY");
    EXPECT_EQ(code_of(open_ask(header, community, target + "0", now)), "api.ASK_OTHER_TARGET");
    EXPECT_EQ(code_of(open_ask(header, community, target, soon)), "api.ASK_EXPIRED");
    const Timestamp before{soon.ms - 1};
    EXPECT_EQ(code_of(open_ask(header, community, target, before)), "opened");
    const Timestamp slow{now.ms - ms_per_minute};
    EXPECT_EQ(code_of(open_ask(header, community, target, slow)), "opened");
    EXPECT_EQ(code_of(open_ask(header, community, target, Timestamp{slow.ms - 1})),
              "api.ASK_EXPIRES_TOO_LATE");
}

TEST(Ask, is_refused_when_anything_in_it_is_changed) {
    const auto header = *sign_ask(kit::key_of("ana"), community, target, soon);
    for (std::size_t i = 0; i < header.size(); ++i) {
        auto changed = header;
        changed[i] = changed[i] == '1' ? '2' : '1';
        const auto code = code_of(open_ask(changed, community, target, now));
        EXPECT_TRUE(code.starts_with("api.ASK_")) << "place " << i << ": " << code;
    }
    for (const auto& text :
         {std::string{"Basic YTpi"}, std::string{"Linlian-Ask"}, std::string{"Linlian-Ask "},
          std::string{"Linlian-Ask zz"}, header + "00", header.substr(0, header.size() - 2)})
        EXPECT_EQ(code_of(open_ask(text, community, target, now)), "api.ASK_MALFORMED") << text;
}

TEST(Ask, of_one_key_is_not_taken_for_another) {
    v1::SignedAsk whole;
    const auto header = *sign_ask(kit::key_of("ana"), community, target, soon);
    ASSERT_TRUE(codec::decode_strict(*from_hex(header.substr(12)), whole));
    v1::Ask ask;
    ASSERT_TRUE(codec::decode_strict(whole.ask(), ask));
    ask.set_asker_key(kit::key_of("bo").public_key().encoded());
    whole.set_ask(codec::encode(ask));
    EXPECT_EQ(
        code_of(open_ask("Linlian-Ask " + to_hex(codec::encode(whole)), community, target, now)),
        "api.ASK_SIGNATURE_WRONG");
}

struct FakeBundles final : engine::BundleMaker {
    using At = engine::Committed;
    Result<Bytes> prove_prefix(const At&, std::uint64_t) const override { return Bytes{"prefix"}; }
    // Tells whether the row's holder may still have it at that height.
    Result<Bytes> prove_row(const At& at, BytesView, state::Memo*) const override {
        return Bytes{kit::counters.has(at.rows(), "a") ? "too late" : "in time"};
    }
    Result<Bytes> prove_transaction(const At&, const Hash32&) const override { return "a bundle"; }
};

Request request_for(const std::string& path, const std::string& authorization,
                    const std::string& accept = "") {
    return {.method = "GET",
            .target = path,
            .content_type = "",
            .accept = accept,
            .authorization = authorization,
            .body = ""};
}

Bytes key_of_ana() { return kit::key_of("ana").public_key().encoded(); }
std::string diary_of_ana() { return "/sample/diaries/" + to_hex(key_of_ana()); }
// The proof of a row of a table about persons.
std::string secret_of_ana() {
    return "/proof/row/sample/secret/" + to_hex(sha256(key_of_ana()).view());
}

struct Reading : testing::Test {
    FakeNode node;
    FakeBundles bundles;
    std::unique_ptr<Routes> routes = std::move(*Routes::make(
        {node.program, node.engine, node.clock, &bundles}, codec::encode(node.genesis)));

    // What this reader sends along to be given the path now; without a name nothing.
    std::string ask_of(const std::string& reader, const std::string& path) const {
        const Timestamp expires{node.clock.wall().ms + ask_lifetime_ms};
        return reader.empty() ? "" : *sign_ask(kit::key_of(reader), node.community, path, expires);
    }
    std::string get(const std::string& path, const std::string& reader) const {
        return answer(path, ask_of(reader, path));
    }
    std::string answer(const std::string& path, const std::string& authorization) const {
        const auto response = settled(routes->handle(request_for(path, authorization)));
        if (response.status == 200) return "200";
        return std::to_string(response.status) + " " +
               nlohmann::json::parse(response.body)["code"].get<std::string>();
    }
    // Sends an act about a person, signed by ana, and gives the id of the transaction in hex.
    std::string whispered() {
        sample::v1::Whisper act;
        act.set_words("between us");
        const auto sent = node.engine.submit(
            {kit::sign_act(kit::key_of("ana"), node.community, act,
                           Timestamp{FakeNode::start.ms + ms_per_day}, kit::nonce_of(1))});
        EXPECT_TRUE(sent.at(0));
        return to_hex(sent.at(0).value().view());
    }
};

TEST_F(Reading, of_what_is_not_for_everybody_needs_the_right_signature) {
    EXPECT_EQ(get(diary_of_ana(), "ana"), "200");
    EXPECT_EQ(get(diary_of_ana(), "bo"), "403 sample.NOT_FOR_YOU");
    EXPECT_EQ(get(diary_of_ana(), ""), "401 machine.ASKER_NEEDED");
    EXPECT_EQ(get(diary_of_ana(), "retired"), "403 machine.ASKER_INACTIVE");
    EXPECT_EQ(answer(diary_of_ana(), "Basic YTpi"), "401 api.ASK_MALFORMED");
    EXPECT_EQ(get("/sample/counters/a", ""), "404 sample.COUNTER_UNKNOWN") << "for everybody";
    const auto of_ana = ask_of("ana", diary_of_ana());
    node.clock.pass(ask_lifetime_ms);
    EXPECT_EQ(answer(diary_of_ana(), of_ana), "401 api.ASK_EXPIRED");
}

// Whoever signed nothing is told nothing of a key; of what is for everybody nothing is checked.
TEST_F(Reading, tells_of_a_key_to_whoever_signs_with_it_alone) {
    const auto forged = [this](const std::string& path, const std::string& reader) {
        auto ask = ask_of(reader, path);
        ask.back() = ask.back() == '0' ? '1' : '0';
        return answer(path, ask);
    };
    for (const auto& path : {diary_of_ana(), secret_of_ana()}) {
        EXPECT_EQ(get(path, "retired"), "403 machine.ASKER_INACTIVE");
        for (const auto* reader : {"retired", "bo"})
            EXPECT_EQ(forged(path, reader), "401 api.ASK_SIGNATURE_WRONG");
    }
    for (const auto* path : {"/sample/echo/0a", "/proof/row/counter/value/a"})
        EXPECT_EQ(forged(path, "bo").substr(0, 3), "200") << path;
}

// Roles end by time, and a ledger where nothing happens makes no blocks.
TEST_F(Reading, of_what_ended_by_time_ends_by_the_clock_of_the_door) {
    node.clock.pass(ms_per_day - ms_per_minute);
    EXPECT_EQ(get(diary_of_ana(), "ana"), "200");
    EXPECT_EQ(get(secret_of_ana(), "ana"), "200");
    node.clock.pass(2 * ms_per_minute);
    EXPECT_EQ(get(diary_of_ana(), "ana"), "403 sample.NOT_FOR_YOU");
    EXPECT_EQ(get(secret_of_ana(), "ana"), "403 machine.ROW_OF_OTHER");
}

// One that was retired may be in other hands.
TEST_F(Reading, of_a_transaction_about_a_person_is_for_the_live_keys_of_its_signer) {
    const auto path = "/proof/transaction/" + whispered();
    for (const auto* key : {"ana", "ana's tablet"}) EXPECT_EQ(get(path, key), "200") << key;
    node.engine.retire(kit::key_of("ana").public_key().encoded());
    EXPECT_EQ(get(path, "ana"), "403 machine.ASKER_INACTIVE");
    EXPECT_EQ(get(path, "ana's tablet"), "200");
}

// Nobody tries keys of others until one is not refused as all are.
TEST_F(Reading, of_a_transaction_about_a_person_tells_nobody_else_whether_a_key_signed_it) {
    const auto path = "/proof/transaction/" + whispered();
    node.engine.retire(kit::key_of("ana").public_key().encoded());
    for (const auto* holder : {"ana", "bo"}) {
        auto forged = ask_of(holder, path);
        forged.back() = forged.back() == '0' ? '1' : '0';
        EXPECT_EQ(answer(path, forged), "401 api.ASK_SIGNATURE_WRONG") << holder;
    }
}

// What is sent again while its block is made stands in line once more, recorded as it is.
TEST_F(Reading, of_a_transaction_in_line_waits_until_it_says_what_it_is_about) {
    node.engine.hold();
    const auto path = "/proof/transaction/" + whispered();
    EXPECT_EQ(get(path, ""), "503 engine.NOT_SEALED");
    node.engine.release();
    EXPECT_EQ(get(path, ""), "403 api.TRANSACTION_PERSONAL");
    EXPECT_EQ(get(path, "ana"), "200");
}

TEST_F(Reading, of_a_transaction_about_a_person_is_for_its_signer) {
    const auto path = "/proof/transaction/" + whispered();
    EXPECT_EQ(get(path, "ana"), "200");
    EXPECT_EQ(get(path, "bo"), "403 api.TRANSACTION_PERSONAL");
    EXPECT_EQ(get(path, ""), "403 api.TRANSACTION_PERSONAL");
    const auto open = node.engine.submit({node.add(2)});
    EXPECT_EQ(get("/proof/transaction/" + to_hex(open.at(0)->view()), ""), "200");
}

// Where a transaction stands, everybody may ask; what it did, and whose it is, its signer alone.
TEST_F(Reading, of_a_receipt_about_a_person_gives_others_the_leaf_alone) {
    const auto path = "/transactions/" + whispered();
    const auto receipt_for = [&](const std::string& reader) {
        const auto response =
            routes->handle(request_for(path, ask_of(reader, path), "application/x-protobuf"));
        v1::TransactionReply reply;
        EXPECT_TRUE(reply.ParseFromString(response.body));
        EXPECT_EQ(reply.status(), "recorded");
        return reply.receipt();
    };
    EXPECT_EQ(receipt_for("ana").opening().act_type(), "linlian.sample.v1.Whisper");
    for (const char* reader : {"bo", ""}) {
        const auto seen = receipt_for(reader);
        EXPECT_FALSE(seen.has_opening() || seen.has_effects()) << reader;
        EXPECT_EQ(seen.leaf().author_key() + seen.leaf().act_type(), "");
        EXPECT_EQ(seen.leaf().veiled().size(), Hash32::size);
    }
}

TEST_F(Reading, of_the_proof_of_a_row_about_a_person_is_for_whom_it_is_about) {
    EXPECT_EQ(get(secret_of_ana(), "bo"), "403 machine.ROW_OF_OTHER");
    EXPECT_EQ(get(secret_of_ana(), ""), "401 machine.ASKER_NEEDED");
    EXPECT_EQ(get(secret_of_ana(), "retired"), "403 machine.ASKER_INACTIVE");
    EXPECT_EQ(get(secret_of_ana(), "ana"), "200");
}

// Between the look whether somebody may have a row and the making of its proof a block may come.
TEST_F(Reading, of_a_proof_is_allowed_at_the_height_that_is_proven) {
    const auto ask = ask_of("ana", secret_of_ana());
    for (int looks = 0; looks < 4; ++looks) {
        FakeNode moving;
        const auto door_routes =
            std::move(*Routes::make({moving.program, moving.engine, moving.clock, &bundles},
                                    codec::encode(moving.genesis)));
        std::function<void()> after = [&] { moving.engine.submit({moving.add(2)}); };
        for (int i = 0; i < looks; ++i)
            after = [&moving, next = std::move(after)] { moving.engine.after_next_look(next); };
        moving.engine.after_next_look(after);
        const auto response = settled(door_routes->handle(request_for(secret_of_ana(), ask)));
        EXPECT_NE(response.body, "too late") << looks;
    }
}

}  // namespace
}  // namespace linlian::api
