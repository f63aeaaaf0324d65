// The private file in which a clerk keeps what opens their seals.
#include "apps/apps.pb.h"
#include "apps/ballot/paper_work.h"
#include "apps/files.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "ops/folder_lock.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

using nlohmann::json;

// A text of a file that anybody may have changed; empty for anything else.
std::string text_in(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<> write_seals(const std::filesystem::path& file, const BallotView& ballot,
                     std::span<const SealedReading> readings) {
    auto list = json::array();
    for (const auto& reading : readings)
        list.push_back({{"serial", to_hex(reading.serial.view())},
                        {"round", reading.round},
                        {"salt", to_hex(reading.salt.view())},
                        {"entry", to_hex(codec::encode(reading.entry))}});
    return write_private_file(
        file, json{{"ballot", to_hex(ballot.id.view())}, {"entries", list}}.dump(1) + "\n");
}

}  // namespace

Result<std::vector<SealedReading>> keep_seals(const std::filesystem::path& file,
                                              const BallotView& ballot,
                                              std::span<const SealedReading> readings) {
    const auto lock = ops::FolderLock::wait_for(std::filesystem::absolute(file).parent_path());
    if (!lock)
        return refuse(v1::FILE_FAILED, {{"file", file.string()}, {"reason", lock.error().what}});
    auto all = std::filesystem::exists(file)
                   ? read_seals(file, ballot)
                   : Result<std::vector<SealedReading>>{std::vector<SealedReading>{}};
    if (!all) return all;
    all->insert(all->end(), readings.begin(), readings.end());
    TRY(write_seals(file, ballot, *all));
    return all;
}

Result<std::vector<SealedReading>> read_seals(const std::filesystem::path& file,
                                              const BallotView& ballot) {
    const auto wrong = [&file] { return refuse(v1::SEALS_UNREADABLE, {{"file", file.string()}}); };
    const auto content = read_input(file);
    if (!content) return tl::unexpected(content.error());
    const auto read = json::parse(*content, nullptr, false);
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

}  // namespace linlian::apps
