#include "vectors/keep.h"

#include "base/check.h"
#include "base/hex.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "kit/put_field.h"

#include <google/protobuf/descriptor.h>

#include <cstdlib>
#include <fstream>

namespace linlian::formats {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Reflection;

void put_value(Message& message, const FieldDescriptor& field, int at) {
    using R = Reflection;
    const int number = 1000 * at + field.number();
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_BOOL:
            return kit::put_field(message, field, &R::SetBool, &R::AddBool, true);
        case FieldDescriptor::CPPTYPE_ENUM: {
            const auto* value = field.enum_type()->value(1 + at % 2);
            return kit::put_field(message, field, &R::SetEnum, &R::AddEnum, value);
        }
        case FieldDescriptor::CPPTYPE_UINT32:
            return kit::put_field(message, field, &R::SetUInt32, &R::AddUInt32,
                                  static_cast<std::uint32_t>(number));
        case FieldDescriptor::CPPTYPE_UINT64:
            return kit::put_field(message, field, &R::SetUInt64, &R::AddUInt64,
                                  std::uint64_t{1} << 63 | static_cast<std::uint64_t>(number));
        case FieldDescriptor::CPPTYPE_INT64:
            return kit::put_field(message, field, &R::SetInt64, &R::AddInt64,
                                  std::int64_t{-number});
        default: {
            const bool is_text = field.type() == FieldDescriptor::TYPE_STRING;
            const auto text = (is_text ? "字段 " : "\xff\x80 ") + std::to_string(number);
            return kit::put_field(message, field, &R::SetString, &R::AddString, text);
        }
    }
}

// Which of a group of fields that exclude each other this one is; -1 for any other field.
int place_in_group(const FieldDescriptor& field) {
    return field.real_containing_oneof() == nullptr ? -1 : field.index_in_oneof();
}

}  // namespace

void keep_vectors(const std::string& name, const Json& vectors) {
    if (const char* folder = std::getenv("LINLIAN_VECTORS")) {
        std::ofstream{std::string{folder} + "/" + name + ".json", std::ios::binary}
            << vectors.dump(1) << "\n";
        GTEST_SKIP() << "written, not compared: LINLIAN_VECTORS is set";
    }
    std::ifstream file{LINLIAN_SOURCE_DIR "/tests/vectors/" + name + ".json", std::ios::binary};
    const auto kept = Json::parse(file, nullptr, false);
    if (kept == vectors) return;
    ADD_FAILURE() << name << ".json differs; a format is frozen, so look twice: "
                  << (kept.is_discarded() ? "it does not read"
                                          : Json::diff(vectors, kept).at(0).dump());
}

Json fields_of(const Message& message) { return Json::parse(codec::to_json(message)); }

Json message_json(const Message& message) {
    return {{"type", message.GetDescriptor()->name()},
            {"fields", fields_of(message)},
            {"bytes", hex(codec::encode(message))}};
}

void fill(Message& message, int pick, int depth) {
    const auto& type = *message.GetDescriptor();
    const auto& access = *message.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const int place = place_in_group(field);
        if (place >= 0 && place != pick) continue;
        for (int at = 0; at < (field.is_repeated() ? 2 : 1); ++at) {
            if (field.message_type() == nullptr)
                put_value(message, field, at);
            else if (depth > 0)
                fill(field.is_repeated() ? *access.AddMessage(&message, &field)
                                         : *access.MutableMessage(&message, &field),
                     at, depth - 1);
        }
    }
}

std::string hex(const Hash32& hash) { return to_hex(hash.view()); }
std::string hex(const Id16& id) { return to_hex(id.view()); }
std::string hex(BytesView bytes) { return to_hex(bytes); }
Json hex_list(std::span<const Hash32> hashes) {
    Json all = Json::array();
    for (const auto& hash : hashes) all.push_back(hex(hash));
    return all;
}

Id16 id_of(std::string_view name) {
    Id16 id;
    CHECK(Id16::parse(sha256(name).view().substr(0, Id16::size), id));
    return id;
}

}  // namespace linlian::formats
