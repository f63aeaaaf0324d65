#include "apps/proven_read.h"

#include "apps/apps.pb.h"
#include "apps/files.h"
#include "base/hex.h"
#include "codec/refusal.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

using nlohmann::json;

std::optional<std::pair<Hash32, SeenHead>> entry_of(const std::string& name, const json& entry) {
    const auto community = fixed_from_hex<Hash32>(name);
    const bool is_whole = community && entry.is_object() && entry.contains("height") &&
                          entry["height"].is_number_unsigned() && entry.contains("log_size") &&
                          entry["log_size"].is_number_unsigned() && entry.contains("log_root") &&
                          entry["log_root"].is_string();
    if (!is_whole) return std::nullopt;
    const auto root = fixed_from_hex<Hash32>(entry["log_root"].get<std::string>());
    if (!root) return std::nullopt;
    return std::pair{*community, SeenHead{entry["height"].get<Height>(),
                                          entry["log_size"].get<std::uint64_t>(), *root}};
}

}  // namespace

Result<KnownHeads> KnownHeads::open(std::filesystem::path file) {
    KnownHeads known{std::move(file)};
    std::error_code ignored;
    if (!std::filesystem::exists(known.file_, ignored)) return known;
    const auto content = read_input(known.file_);
    if (!content) return tl::unexpected(content.error());
    const auto damaged = refuse(v1::HEADS_DAMAGED, {{"file", known.file_.string()}});
    const auto parsed = json::parse(*content, nullptr, false);
    if (!parsed.is_object()) return damaged;
    for (const auto& [name, entry] : parsed.items()) {
        const auto head = entry_of(name, entry);
        if (!head) return damaged;
        known.heads_.insert(*head);
    }
    return known;
}

Result<> KnownHeads::write() const {
    json content = json::object();
    for (const auto& [community, head] : heads_)
        content[to_hex(community.view())] = {{"height", head.height},
                                             {"log_size", head.log_size},
                                             {"log_root", to_hex(head.log_root.view())}};
    return write_private_file(file_, content.dump(1) + "\n");
}

Result<> KnownHeads::meet(const Hash32& community, const std::optional<Hash32>& named) {
    const auto hex = to_hex(community.view());
    if (named && *named != community) return refuse(v1::COMMUNITY_DIFFERS, {{"community", hex}});
    if (heads_.contains(community)) return {};
    if (!named && !heads_.empty())
        return refuse(v1::COMMUNITY_UNKNOWN,
                      {{"community", hex}, {"known", to_hex(heads_.begin()->first.view())}});
    heads_[community] = {};
    return write();
}

Result<> KnownHeads::see(const Hash32& community, const SeenHead& head) {
    auto& newest = heads_[community];
    const auto height = std::to_string(head.height);
    if (head.height < newest.height)
        return refuse(v1::HEAD_WENT_BACK,
                      {{"height", height}, {"seen", std::to_string(newest.height)}});
    if (head.height == newest.height && newest.height != 0 &&
        (head.log_root != newest.log_root || head.log_size != newest.log_size))
        return refuse(v1::HEADS_DIFFER, {{"height", height}});
    if (head.height == newest.height) return {};
    newest = head;
    return write();
}

std::optional<SeenHead> KnownHeads::newest(const Hash32& community) const {
    const auto found = heads_.find(community);
    return found == heads_.end() ? std::nullopt : std::optional{found->second};
}

Result<std::optional<Bytes>> proven_row(const machine::Registry& registry, BytesView bundle,
                                        const Hash32& community, const Bytes& key,
                                        KnownHeads& heads) {
    const auto statement = light::verify_bundle(bundle, community, registry);
    if (!statement) return tl::unexpected(statement.error());
    const auto* row = std::get_if<light::ProvenRow>(&statement->fact);
    if (row == nullptr || row->key != key) return refuse(v1::ANSWER_DIFFERS, {{"what", "row"}});
    TRY(heads.see(community, {statement->height, statement->log_size, statement->log_root}));
    return row->value;
}

}  // namespace linlian::apps
