#include "apps/known_heads.h"

#include "apps/apps.pb.h"
#include "apps/files.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "light/commit.h"
#include "light/header.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

using nlohmann::json;

// The head that the seal in our own file is about; nothing where the file is damaged. Its
// signatures were verified before it was written.
std::optional<SeenHead> head_in(const json& entry) {
    const bool fits = entry.is_object() && entry.contains("height") &&
                      entry["height"].is_number_unsigned() && entry.contains("seal") &&
                      entry["seal"].is_string();
    if (!fits) return std::nullopt;
    const auto seal = from_hex(entry["seal"].get<std::string>());
    light::v1::Bundle bundle;
    if (!seal || !codec::decode_strict(*seal, bundle)) return std::nullopt;
    const auto header = light::decode_header(bundle.seal().header());
    const auto commit = light::decode_commit(bundle.seal().commit());
    SeenHead head{entry["height"].get<Height>(), bundle.app().log_size(), {}, {}, *seal};
    if (!header || !commit || header->height != head.height + 1 ||
        !Hash32::parse(bundle.app().log_root(), head.log_root))
        return std::nullopt;
    head.sealed_by = light::header_hash(*header);
    return head;
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
        const auto community = fixed_from_hex<Hash32>(name);
        auto head = head_in(entry);
        if (!community || (!head && !entry.is_null())) return damaged;
        known.heads_[*community] = std::move(head);
    }
    return known;
}

Result<> KnownHeads::write() const {
    json content = json::object();
    for (const auto& [community, head] : heads_) {
        auto& entry = content[to_hex(community.view())];
        if (!head) continue;
        entry = {{"height", head->height},
                 {"log_size", head->log_size},
                 {"log_root", to_hex(head->log_root.view())},
                 {"seal", to_hex(head->seal)}};
    }
    return write_private_file(file_, content.dump(1) + "\n");
}

Result<> KnownHeads::meet(const Hash32& community, const std::optional<Hash32>& named) {
    const auto hex = to_hex(community.view());
    if (named && *named != community) return refuse(v1::COMMUNITY_DIFFERS, {{"community", hex}});
    if (heads_.contains(community)) return {};
    if (!named && !heads_.empty())
        return refuse(v1::COMMUNITY_UNKNOWN,
                      {{"community", hex}, {"known", to_hex(heads_.begin()->first.view())}});
    heads_[community] = std::nullopt;
    return write();
}

Result<> KnownHeads::keep_fork(const SeenHead& seen, const SeenHead& met, BytesView fork) const {
    const auto file =
        file_.parent_path() / fmt::format("fork-{}-{}.bundle", seen.height, met.height);
    TRY(write_private_file(file, fork));
    return refuse(v1::LEDGER_FORKED, {{"height", std::to_string(met.height)},
                                      {"seen", std::to_string(seen.height)},
                                      {"file", file.string()}});
}

Result<> KnownHeads::see(const SeenHead& head, const HeadAsker& asker) {
    auto& newest = heads_[asker.community];
    if (newest && newest->sealed_by == head.sealed_by) return {};
    if (!newest) {
        newest = head;
        return write();
    }
    auto relation = relate_heads(*newest, head, asker);
    if (!relation) return tl::unexpected(relation.error());
    if (relation->fork) {
        // A head of ours that somebody or the disk changed accuses nobody.
        if (!light::verify_bundle(*relation->fork, asker.community, asker.registry))
            return refuse(v1::HEADS_DAMAGED, {{"file", file_.string()}});
        return keep_fork(*newest, head, *relation->fork);
    }
    const auto seen = newest->height;
    newest = std::move(relation->newest);
    TRY(write());
    if (head.height < seen)
        return refuse(v1::HEAD_WENT_BACK,
                      {{"height", std::to_string(head.height)}, {"seen", std::to_string(seen)}});
    return {};
}

std::optional<SeenHead> KnownHeads::newest(const Hash32& community) const {
    const auto found = heads_.find(community);
    return found == heads_.end() ? std::nullopt : found->second;
}

}  // namespace linlian::apps
