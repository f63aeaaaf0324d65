// What a clerk keeps to open their seals, as the text of a private file.
#include "base/hex.h"
#include "client/client.pb.h"
#include "client/paper/paper_work.h"
#include "codec/refusal.h"
#include "codec/wire.h"

#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

using nlohmann::json;

// A text of a file that anybody may have changed; empty for anything else.
std::string text_in(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

Bytes seals_text(const BallotView& ballot, std::span<const SealedReading> readings) {
    auto list = json::array();
    for (const auto& reading : readings)
        list.push_back({{"serial", to_hex(reading.serial.view())},
                        {"round", reading.round},
                        {"salt", to_hex(reading.salt.view())},
                        {"entry", to_hex(codec::encode(reading.entry))}});
    return json{{"ballot", to_hex(ballot.id.view())}, {"entries", list}}.dump(1) + "\n";
}

Result<std::vector<SealedReading>> read_seals(const ClerkFile& file, const BallotView& ballot) {
    const auto wrong = [&file] { return refuse(v1::SEALS_UNREADABLE, {{"file", file.name}}); };
    const auto read = json::parse(file.content, nullptr, false);
    if (!read.is_object() || text_in(read, "ballot") != to_hex(ballot.id.view()) ||
        !read.contains("entries") || !read["entries"].is_array())
        return wrong();
    std::vector<SealedReading> readings;
    for (const auto& one : read["entries"]) {
        if (!one.is_object() || !one.contains("round") || !one["round"].is_number_unsigned())
            return wrong();
        const auto serial = fixed_from_hex<Id16>(text_in(one, "serial"));
        const auto salt = fixed_from_hex<Hash32>(text_in(one, "salt"));
        const auto entry = from_hex(text_in(one, "entry"));
        SealedReading reading;
        if (!serial || !salt || !entry || !codec::decode_strict(*entry, reading.entry))
            return wrong();
        reading.serial = *serial;
        reading.salt = *salt;
        reading.round = one["round"].get<std::uint32_t>();
        readings.push_back(std::move(reading));
    }
    return readings;
}

}  // namespace linlian::client
