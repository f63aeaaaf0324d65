// docs/formats/encoding.md: canonical bytes, hashes, keys of tables. Every message of the pages,
// with all of its fields.
#include "api/api.pb.h"
#include "base/hex.h"
#include "client/result/recount.pb.h"
#include "codec/key.h"
#include "codec/options.pb.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "light/bundle.pb.h"
#include "modules/ballot/papers.pb.h"
#include "modules/motion/motion.pb.h"
#include "storage/records.pb.h"
#include "vectors/keep.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

namespace linlian::formats {
namespace {

using codec::v1::Authority;
namespace bal = ballot::v1;
namespace mac = machine::v1;

template <class... Some>
std::vector<const Message*> defaults() {
    return {&Some::default_instance()...};
}

// The messages whose fields the pages list.
std::vector<const Message*> listed() {
    auto all = defaults<mac::Transaction, mac::Body, mac::Receipt, mac::Leaf, mac::LeafOpening,
                        mac::Effects, mac::Event, mac::FigureText, mac::Batch, mac::Genesis,
                        mac::GenesisValidator, mac::GenesisSection, mac::Parcel, Authority,
                        Authority::Self, Authority::Member, Authority::Role, Authority::Cosign,
                        Authority::Notice, Authority::Set, motion::v1::Shown, api::v1::SignedAsk,
                        api::v1::Ask, storage::v1::SnapshotManifest, storage::v1::SnapshotSeal,
                        storage::v1::Block>();
    for (const auto* one :
         defaults<light::v1::Bundle, light::v1::SignedHeader, light::v1::ValidatorChange,
                  light::v1::SetMember, light::v1::AppState, light::v1::TransactionFact,
                  light::v1::RowFact, light::v1::Voucher, light::v1::PrefixFact,
                  light::v1::RewriteFact, registry::v1::RollLine, bal::ProvenLine, bal::CastLeaf,
                  bal::CastRow, bal::ItemChoice, bal::OpenChoice, bal::PaperEntry, bal::SealedEntry,
                  bal::ShownEntry, bal::LineSecrets, bal::LineSecretProof, client::v1::Recount>())
        all.push_back(one);
    return all;
}

Json every_field() {
    Json all = Json::array();
    for (const auto* one : listed()) {
        const auto* type = one->GetDescriptor();
        const int ways =
            type->real_oneof_decl_count() == 0 ? 1 : type->oneof_decl(0)->field_count();
        for (int way = 0; way < ways; ++way) {
            const std::unique_ptr<Message> message{one->New()};
            fill(*message, way);
            all.push_back(message_json(*message));
        }
    }
    return all;
}

// Authorities within authorities, so many messages deep under the outermost.
Authority nested(int messages) {
    Authority authority;
    Message* inner = &authority;
    for (int i = 0; i < messages; ++i)
        inner = i % 2 == 0 ? static_cast<Message*>(static_cast<Authority*>(inner)->mutable_all_of())
                           : static_cast<Authority::Set*>(inner)->add_of();
    return authority;
}

Json shown_with(const char* why, const Message& message) {
    const std::unique_ptr<Message> read{message.New()};
    EXPECT_TRUE(codec::decode_strict(codec::encode(message), *read)) << why;
    auto json = message_json(message);
    json["why"] = why;
    return json;
}

Json taken() {
    Json all = Json::array();
    Authority cosign;
    cosign.mutable_cosign()->set_offices(2);
    cosign.mutable_cosign()->set_role("clerk");
    cosign.mutable_cosign()->add_office_kinds("residents");
    cosign.mutable_cosign()->add_office_kinds("street");
    all.push_back(shown_with("strings and a number", cosign));
    all.push_back(shown_with("nothing at all", Authority{}));
    Authority self;
    self.mutable_self();
    all.push_back(shown_with("a message that is there and empty", self));
    all.push_back(shown_with("32 messages under the outermost", nested(32)));
    bal::OpenChoice choice;
    choice.set_mark(bal::AGREE);
    for (const std::uint32_t option : {0U, 1U, 300U}) choice.add_options(option);
    all.push_back(shown_with("a list of numbers, zero too", choice));
    mac::Leaf leaf;
    leaf.set_time_ms(-1);
    leaf.set_height(UINT64_MAX);
    all.push_back(shown_with("ten bytes each", leaf));
    mac::Parcel parcel;
    for (const char* act : {"", "b", ""}) parcel.add_acts(act);
    all.push_back(shown_with("a list with empty elements", parcel));
    Authority::Cosign greatest;
    greatest.set_offices(UINT32_MAX);
    all.push_back(shown_with("the greatest uint32", greatest));
    return all;
}

struct Refused {
    const char* why;
    const Message* type;
    std::string bytes;  // in hex
};

std::vector<Refused> refused_bytes() {
    const auto* leaf = &mac::Leaf::default_instance();
    const auto* choice = &bal::OpenChoice::default_instance();
    const auto* cosign = &Authority::Cosign::default_instance();
    const auto* any = &Authority::default_instance();
    const auto* entry = &bal::PaperEntry::default_instance();
    return {{"a number that is 0", leaf, "0800"},
            {"an empty string", leaf, "3200"},
            {"a varint with a byte too many", leaf, "088100"},
            {"a tag with a byte too many", leaf, "880001"},
            {"a length with a byte too many", leaf, "3281 0061"},
            {"a varint of eleven bytes", leaf, "08ffffffffffffffffffff01"},
            {"a varint above 2^64", leaf, "08ffffffffffffffffff02"},
            {"fields out of order", leaf, "10010801"},
            {"a field twice", leaf, "08010802"},
            {"a field that the schema does not name", leaf, "5001"},
            {"a number as eight bytes", leaf, "090100000000000000"},
            {"a group", leaf, "0b0c"},
            {"an end without a beginning", leaf, "0c"},
            {"field number 0", leaf, "0001"},
            {"a string that is no UTF-8", leaf, "3201ff"},
            {"an overlong form", leaf, "3202c080"},
            {"a surrogate", leaf, "3203eda080"},
            {"above U+10FFFF", leaf, "3204f4908080"},
            {"less than the length says", leaf, "3a0561"},
            {"half a field behind the last", leaf, "080110"},
            {"2^32 in a uint32", cosign, "088080808010"},
            {"a bool that is 2", entry, "1802"},
            {"an enum that the schema does not name", choice, "0805"},
            {"a negative enum", choice, "08ffffffffffffffffff01"},
            {"a negative enum in five bytes", choice, "08ffffffff0f"},
            {"a list of numbers as single fields", choice, "08011001"},
            {"an empty list of numbers", choice, "08011200"},
            {"a list with a byte too many in it", choice, "080112028100"},
            {"a list of numbers in two parts", choice, "0801120101120102"},
            {"two fields that exclude each other", any, "0a001200"},
            {"a message in two parts", any, "22020801 2202 1200"},
            {"33 messages under the outermost", any, hex(codec::encode(nested(33)))}};
}

Json refused() {
    Json all = Json::array();
    for (auto& one : refused_bytes()) {
        std::erase(one.bytes, ' ');
        const std::unique_ptr<Message> message{one.type->New()};
        EXPECT_FALSE(codec::decode_strict(*from_hex(one.bytes), *message)) << one.why;
        all.push_back(
            {{"why", one.why}, {"type", one.type->GetDescriptor()->name()}, {"bytes", one.bytes}});
    }
    return all;
}

Json tagged() {
    Json all = Json::array();
    for (const auto& [tag, message] :
         {std::pair{"linlian/sign", "abc"}, std::pair{"linlian/app", ""}, std::pair{"", ""}})
        all.push_back({{"tag", tag},
                       {"message", hex(BytesView{message})},
                       {"hash", hex(tagged_hash(tag, message))}});
    return all;
}

// One part a time, then several.
Json table_keys() {
    using codec::append_key;
    Json all = Json::array();
    const auto add = [&all](const char* table, const Json& parts, const auto&... values) {
        Bytes key{table};
        (append_key(key, values), ...);
        all.push_back({{"table", table}, {"parts", parts}, {"key", hex(BytesView{key})}});
    };
    for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{258}, UINT64_MAX})
        add("numbers/", {{{"number", std::to_string(number)}}}, number);
    for (const std::int64_t ms :
         {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1'790'000'000'000}})
        add("times/", {{{"time", std::to_string(ms)}}}, Timestamp{ms});
    for (const std::string& text : {std::string{}, std::string{"章程"}, std::string{"a\0b\1c", 5}})
        add("texts/", {{{"text", hex(BytesView{text})}}}, text);
    const auto id = id_of("id");
    const auto key = sha256("key");
    add("ids/", {{{"id16", hex(id)}}, {{"hash32", hex(key)}}}, id, key);
    add("machine/due/",
        {{{"time", "1790000000000"}},
         {{"text", hex(BytesView{"ballot.open"})}},
         {{"hash32", hex(key)}}},
        Timestamp{1'790'000'000'000}, std::string{"ballot.open"}, key);
    return all;
}

Json enums() {
    Json all = Json::object();
    for (const auto* type :
         {bal::Mark_descriptor(), bal::Channel_descriptor(), registry::v1::Method_descriptor()}) {
        for (int i = 1; i < type->value_count(); ++i)
            all[type->name()][type->value(i)->name()] = type->value(i)->number();
    }
    return all;
}

TEST(Formats, of_messages_and_keys_of_tables_are_as_kept) {
    keep_vectors("encoding", {{"tagged", tagged()},
                              {"messages", every_field()},
                              {"enums", enums()},
                              {"taken", taken()},
                              {"refused", refused()},
                              {"table_keys", table_keys()}});
}

}  // namespace
}  // namespace linlian::formats
