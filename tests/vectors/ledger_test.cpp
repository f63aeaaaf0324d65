// docs/formats/transaction.md, parcel.md and state.md: a small ledger from its genesis on, of acts
// that anybody can follow, with all that its nodes write and tell.
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/parcel.h"
#include "crypto/hash.h"
#include "kit/raw_machine.h"
#include "machine/due.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "vectors/keep.h"

#include <gtest/gtest.h>

namespace linlian::formats {
namespace {

using machine::v1::Receipt;

machine::v1::Genesis start() {
    auto genesis = kit::counter_genesis(kit::key_of("seat").public_key().encoded(),
                                        Timestamp{1'800'000'000'000});
    genesis.set_name("示例社区");
    return genesis;
}

void write_note(machine::Context& context, const char* name, const char* words) {
    kit::v1::NoteRow row;
    row.set_words(words);
    kit::notes.put(context.state(), id_of(name), row);
}

// The counter module with a row about a person in its genesis, and with due work about persons: of
// a hash that begins with 0 it is refused.
machine::Program registry_with_work() {
    auto module = kit::counter_module();
    module.genesis.apply = [apply = module.genesis.apply](machine::Context& context,
                                                          const Message& section) {
        write_note(context, "founder", "at first");
        return apply(context, section);
    };
    module.due.push_back({.type = "counter.person",
                          .run = [](machine::Context& context, const Hash32& key) -> Result<> {
                              if (key.data[0] == 0) return refuse(kit::v1::NOT_THERE);
                              kit::v1::NoteRow row;
                              row.set_words("by work");
                              kit::notes.put(context.state(), id_of("somebody"), row);
                              kit::v1::Noted event;
                              event.set_words(row.words());
                              context.emit(event);
                              return {};
                          },
                          .personal = true});
    std::vector<machine::Module> modules;
    modules.push_back(std::move(module));
    return std::move(*machine::assemble(std::move(modules)));
}

Json receipt_json(const Receipt& receipt) {
    Json json{{"leaf", message_json(receipt.leaf())},
              {"effects", message_json(receipt.effects())},
              {"leaf_hash", hex(leaf_hash(machine::encode_leaf(receipt.leaf())))}};
    if (receipt.has_opening()) json["opening"] = message_json(receipt.opening());
    return json;
}

Json transaction_json(const Bytes& bytes) {
    machine::v1::Transaction transaction;
    machine::v1::Body body;
    EXPECT_TRUE(codec::decode_strict(bytes, transaction));
    EXPECT_TRUE(codec::decode_strict(transaction.body(), body));
    return {{"bytes", hex(BytesView{bytes})},
            {"body", message_json(body)},
            {"id", hex(machine::transaction_id(transaction.body()))},
            {"signed_hash", hex(machine::signing_hash(transaction.body()))}};
}

// A ledger that writes down what it does.
class Ledger : public kit::RawMachine {
  public:
    Ledger() : RawMachine(registry_with_work(), start()) {
        given([](machine::Context& context) {
            for (const char* name : {"one", "two"}) {
                Hash32 key = sha256(name);
                if (name[0] == 'o') key.data[0] = 0;
                context.schedule(Timestamp{1'800'000'100'000}, "counter.person", key);
            }
        });
        rows.scan("", "\xff", [this](BytesView key, BytesView value) {
            first_rows_.push_back({{"key", hex(key)}, {"value", hex(value)}});
            return true;
        });
        first_root_ = hex(tip.state_root);
    }

    void block(const std::vector<Bytes>& transactions, std::int64_t after_ms = 60'000) {
        const auto result = apply(transactions, after_ms);
        ASSERT_TRUE(result);
        Json json{{"height", tip.height}, {"time_ms", tip.time.ms}};
        json["parcel"] =
            hex(machine::make_parcel(community, kit::key_of("seat"), tip.height, transactions));
        json["transactions"] = Json::array();
        for (const auto& one : transactions) json["transactions"].push_back(transaction_json(one));
        json["receipts"] = Json::array();
        for (const auto& receipt : result->receipts) {
            add_kind(receipt);
            json["receipts"].push_back(receipt_json(receipt));
        }
        json["rows"] = Json::array();
        for (const auto& [key, value] : result->changes)
            json["rows"].push_back({{"key", hex(key)},
                                    {"value", value ? Json(hex(*value)) : Json(nullptr)},
                                    {"place", hex(place_of(key))}});
        json["state_root"] = hex(tip.state_root);
        json["log_size"] = tip.log.size();
        json["log_root"] = hex(tip.log.root());
        json["frontier"] = hex(tip.log.encode());
        json["app_hash"] = hex(tip.app_hash());
        blocks_.push_back(std::move(json));
    }

    Json json() const {
        Json tables = Json::array();
        for (const auto& [path, table] : program.tables()) {
            if (table.privacy != state::Privacy::personal) continue;
            tables.push_back({{"table", path},
                              {"kind", table.subject_kind},
                              {"from", table.subject_at},
                              {"bytes", table.subject_bytes}});
        }
        const auto genesis = start();
        const auto form = machine::public_form(genesis);
        return {{"genesis", message_json(genesis)},
                {"public_form", message_json(form)},
                {"community", hex(community)},
                {"personal_tables", tables},
                {"rows", first_rows_},
                {"state_root", first_root_},
                {"blocks", blocks_}};
    }
    // What became of acts and work: each kind of leaf that the page tells of.
    const std::set<std::string>& kinds() const { return kinds_; }

  private:
    Hash32 place_of(BytesView key) const {
        return machine::place_of(program, machine::veil_of(rows), key);
    }
    void add_kind(const Receipt& receipt) {
        std::string kind = machine::is_due_work(receipt.leaf()) ? "work" : "act";
        if (machine::is_personal(receipt)) kind += " about persons";
        kinds_.insert(kind + (receipt.leaf().refusal().empty() ? "" : ", refused"));
    }

    Json first_rows_ = Json::array();
    std::string first_root_;
    Json blocks_ = Json::array();
    std::set<std::string> kinds_;
};

kit::v1::Carry carrying(const kit::v1::Note& note) {
    kit::v1::Carry carry;
    carry.set_act_type(note.GetDescriptor()->full_name());
    carry.set_act(codec::encode(note));
    return carry;
}

void run(Ledger& ledger) {
    using namespace kit::v1;
    const auto p256 = kit::key_of("bo", Suite::p256);
    const auto add = from<Add>(R"({"name": "apples", "amount": "5"})");
    ledger.block({ledger.sign("ana", add)});
    ledger.block({ledger.sign(p256, add), ledger.sign("ana", from<Note>(R"({"words": "嗨"})"))});
    ledger.block({ledger.sign("ana", from<Add>(R"({"name": "apples", "amount": "-50"})")),
                  ledger.sign("ana", from<Note>(R"({"words": "hey!"})")),
                  ledger.sign(p256, carrying(from<Note>(R"({"words": "carried"})")))});
    ledger.block({ledger.sign("ana", from<Add>(R"({"name": "pears", "amount": "3"})")),
                  ledger.sign("ana", from<Add>(R"({"name": "pears", "amount": "-2",
                                                   "after_ms": "90000"})")),
                  ledger.sign("ana", from<Add>(R"({"name": "figs", "amount": "1",
                                                   "after_ms": "90000"})"))});
    ledger.block({ledger.sign("ana", from<Plan>(R"({"amendment": "resets",
                                                    "after_ms": "60000"})"))});
    ledger.block({});
}

// One transaction as it should be, then changed in one thing at a time and signed anew.
Json opened() {
    const auto program = registry_with_work();
    const machine::Opener opener{program, machine::community_id(start())};
    Json all = Json::array();
    const auto add = [&](const char* why, const auto& change, Suite suite = Suite::ed25519) {
        const auto key = kit::key_of("ana", suite);
        machine::v1::Body body;
        body.set_community(opener.community().bytes());
        body.set_author_key(key.public_key().encoded());
        body.set_nonce(Bytes(16, 'n'));
        body.set_expires_ms(1'800'000'060'000);
        body.set_act_type("linlian.kit.v1.Toil");
        machine::v1::Transaction transaction;
        change(body, transaction);
        transaction.set_body(codec::encode(body));
        const auto hash = machine::signing_hash(transaction.body());
        if (transaction.signature().empty()) transaction.set_signature(key.sign(hash.view()));
        const Bytes bytes = codec::encode(transaction);
        const auto result = opener.open(bytes);
        all.push_back({{"why", why},
                       {"transaction", hex(bytes)},
                       {"refusal", result ? Json(nullptr) : Json(result.error().code)}});
    };
    using machine::v1::Body;
    using machine::v1::Transaction;
    const auto nothing = [](Body&, Transaction&) {};
    add("as it should be", nothing);
    add("by a key of P-256", nothing, Suite::p256);
    add("not a whole minute", [](Body& body, auto&) { body.set_expires_ms(1'800'000'060'001); });
    add("no expiry", [](Body& body, auto&) { body.clear_expires_ms(); });
    add("expired before 1970", [](Body& body, auto&) { body.set_expires_ms(-60'000); });
    add("a nonce of 15 bytes", [](Body& body, auto&) { body.set_nonce(Bytes(15, 'n')); });
    add("another community", [](Body& body, auto&) { body.set_community(Bytes(32, 'x')); });
    add("a key of no suite", [](Body& body, auto&) { body.set_author_key(Bytes(33, '\x9')); });
    add("another signature", [](auto&, Transaction& tx) { tx.set_signature(Bytes(64, 's')); });
    add("no whole signature", [](auto&, Transaction& tx) { tx.set_signature(Bytes(63, 's')); });
    return all;
}

TEST(Formats, of_a_ledger_are_as_kept) {
    Ledger ledger;
    run(ledger);
    EXPECT_EQ(ledger.kinds(),
              (std::set<std::string>{"act", "act about persons", "act about persons, refused",
                                     "act, refused", "work", "work about persons",
                                     "work about persons, refused", "work, refused"}));
    auto json = ledger.json();
    json["opened"] = opened();
    keep_vectors("ledger", json);
}

TEST(Formats, of_parcels_are_as_kept) {
    const Hash32 community = sha256("a community");
    const auto key = KeyPair::from_seed(Suite::ed25519, sha256("linlian parcel vector"));
    Json all = Json::array();
    const auto add = [&](const char* why, const Bytes& parcel) {
        all.push_back({{"why", why},
                       {"parcel", hex(parcel)},
                       {"taken", machine::open_parcel(community, parcel).has_value()}});
    };
    add("two acts", machine::make_parcel(community, key, 1, {"one", "two"}));
    add("it asks for a block", machine::make_wake_parcel(community, key, 2, 300));
    add("neither acts nor a height", machine::make_parcel(community, key, 3, {}));
    add("number 0", machine::make_parcel(community, key, 0, {"one"}));
    add("an act without bytes", machine::make_parcel(community, key, 4, {""}));
    add("of another community", machine::make_parcel(sha256("another"), key, 5, {"one"}));
    add("a node with a key of P-256",
        machine::make_parcel(community, kit::key_of("node", Suite::p256), 6, {"one"}));
    keep_vectors("parcels", {{"community", hex(community)}, {"parcels", all}});
}

}  // namespace
}  // namespace linlian::formats
