// docs/formats/slip.md, shown.md and ask.md, and the statuses of docs/reference/http.md.
#include "api/api.pb.h"
#include "api/routes/ask.h"
#include "api/routes/problem.h"
#include "client/people/enrol_work.h"
#include "client/people/slip_work.h"
#include "client/shown/key_fingerprint.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/state.pb.h"
#include "engine/refusals.pb.h"
#include "kit/transactions.h"
#include "modules/ballot/ballot.h"
#include "modules/charter/charter.pb.h"
#include "modules/motion/motion.h"
#include "modules/registry/rules.h"
#include "roster/custody/typed_code.h"
#include "roster/plan/slip.h"
#include "vectors/keep.h"

#include <gtest/gtest.h>

namespace linlian::formats {
namespace {

const Hash32 community = sha256("a community");

Json slip_json(const Id16& seed, std::uint32_t number) {
    const roster::Slip slip{community, seed, number};
    const auto key =
        KeyPair::from_seed(Suite::ed25519, roster::derive_slip_key_seed(seed, community));
    return {{"seed", hex(seed)},
            {"community", hex(community)},
            {"number", number},
            {"code", roster::slip_code(slip)},
            {"link", roster::slip_uri(slip)},
            {"key_seed", hex(roster::derive_slip_key_seed(seed, community))},
            {"key", hex(BytesView{key.public_key().encoded()})}};
}

// What somebody typed, and the seed that it gives; none: it is refused.
Json typed() {
    const auto code = roster::code_of(id_of("a slip"));
    std::string wrong = code;
    wrong[5] = wrong[5] == '7' ? '8' : '7';
    std::string high = code;
    high[0] = 'Z';
    Json all = Json::array();
    for (const std::string& text :
         {code, roster::grouped_code(code), " " + roster::grouped_code(code) + ".", wrong, high,
          code.substr(1), code + "0", std::string{"U"} + code.substr(1),
          std::string{"oooo-iiii-LLLL-0000-0000-0000-0000"}}) {
        const auto seed = roster::parse_code(text);
        all.push_back({{"typed", text}, {"seed", seed ? Json(hex(*seed)) : Json(nullptr)}});
    }
    return all;
}

template <class Act>
Json countersigned(const Bytes& subject, Suite suite) {
    const auto key = kit::key_of("a new phone", suite);
    const auto encoded = key.public_key().encoded();
    const auto hash = registry::countersign_hash(community, *Act::descriptor(), subject, encoded);
    const auto consent = *client::consent_of(community, *Act::descriptor(), subject, key);
    return {{"act", Act::descriptor()->full_name()},
            {"subject", hex(BytesView{subject})},
            {"key", hex(BytesView{encoded})},
            {"hash", hex(hash)},
            {"consent", client::consent_text(consent)}};
}

TEST(Formats, of_slips_and_new_keys_are_as_kept) {
    Json slips = Json::array();
    slips.push_back(slip_json(id_of("a slip"), 17));
    slips.push_back(slip_json(Id16{}, 0));
    Id16 highest;
    highest.data.fill(0xff);
    slips.push_back(slip_json(highest, 999'999'999));
    registry::v1::IssueSlips batch;
    fill(batch);
    const auto key = kit::key_of("a new phone").public_key().encoded();
    keep_vectors(
        "slip",
        {{"slips", slips},
         {"typed", typed()},
         {"community", hex(community)},
         {"countersignatures",
          {countersigned<registry::v1::AddKey>(id_of("ana").bytes(), Suite::ed25519),
           countersigned<registry::v1::EnrolBySlip>(key, Suite::p256)}},
         {"on_record", hex(registry::key_hash(key))},
         {"fingerprint", {{"key", hex(BytesView{key})}, {"text", client::key_fingerprint(key)}}},
         {"batch",
          {{"bytes", hex(BytesView{codec::encode(batch)})},
           {"text", client::slips_fingerprint(batch)}}}});
}

Json draft_json() {
    Json chunks = Json::array();
    Hash32 hash;
    for (int i = 0; i < 2; ++i) {
        registry::v1::DraftChunk chunk;
        fill(chunk);
        if (i == 1) chunk.clear_owners();
        hash = registry::draft_hash(hash, chunk);
        chunks.push_back(
            {{"bytes", hex(BytesView{codec::encode(chunk)})}, {"hash_so_far", hex(hash)}});
    }
    return chunks;
}

TEST(Formats, of_what_was_shown_are_as_kept) {
    motion::v1::Motion motion;
    motion.set_act_type("linlian.registry.v1.AddEstate");
    registry::v1::AddEstate act;
    act.set_name("桂花苑");
    motion.set_act(codec::encode(act));
    motion.set_round(1);
    motion.set_reason("what others wrote is no part of it");
    motion::v1::Shown shown;
    shown.set_motion(id_of("motion").bytes());
    shown.set_act_type(motion.act_type());
    shown.set_act(motion.act());
    shown.set_round(motion.round());
    ballot::v1::CallRow call;
    fill(call, 0, 2);
    ballot::v1::Objection objection;
    fill(objection);
    ballot::v1::Objection unruled = objection;
    for (const char* name : {"ruling", "ruled_by", "ruling_document", "ruling_reason", "ruled_ms"})
        unruled.GetReflection()->ClearField(
            &unruled, ballot::v1::Objection::descriptor()->FindFieldByName(name));
    keep_vectors(
        "shown",
        {{"motion",
          {{"shown", message_json(shown)},
           {"hash", hex(motion::shown_hash(id_of("motion"), motion))}}},
         {"ballot",
          {{"row", hex(BytesView{codec::encode(call)})}, {"hash", hex(ballot::shown_hash(call))}}},
         {"objection",
          {{"row", hex(BytesView{codec::encode(objection)})},
           {"without_ruling", hex(BytesView{codec::encode(unruled)})},
           {"hash", hex(ballot::shown_hash(objection))}}},
         {"draft", draft_json()}});
}

TEST(Formats, of_asks_are_as_kept) {
    constexpr Timestamp expires{1'790'000'300'000};
    Json all = Json::array();
    for (const auto suite : {Suite::ed25519, Suite::p256}) {
        for (const char* target : {"/head", "/ballot/ballots/00/recount?limit=5"})
            all.push_back({{"community", hex(community)},
                           {"target", target},
                           {"expires_ms", std::to_string(expires.ms)},
                           {"header", *api::sign_ask(kit::key_of("ana", suite), community, target,
                                                     expires)}});
    }
    keep_vectors("ask", {{"asks", all}});
}

// Every code that a node may answer with, and the status of its refusal.
TEST(Formats, of_statuses_are_as_kept) {
    Json statuses = Json::object();
    for (const auto* codes :
         {api::v1::RefusalCode_descriptor(), engine::v1::RefusalCode_descriptor(),
          machine::v1::RefusalCode_descriptor(), charter::v1::RefusalCode_descriptor(),
          registry::v1::RefusalCode_descriptor(), motion::v1::RefusalCode_descriptor(),
          ballot::v1::RefusalCode_descriptor()}) {
        for (int i = 1; i < codes->value_count(); ++i) {
            const auto code = codec::refusal_code(*codes->value(i));
            statuses[code] = api::status_of(Refusal{code, {}});
        }
    }
    keep_vectors("statuses", statuses);
}

}  // namespace
}  // namespace linlian::formats
