#include "apps/known_heads.h"

#include "apps/apps.pb.h"
#include "apps/files.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "light/commit.h"
#include "light/header.h"
#include "ops/folder_lock.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

using nlohmann::json;

// How often a head is compared anew because another command wrote meanwhile.
constexpr int attempts_max = 32;

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

Result<KnownHeads::Heads> read_heads(const std::filesystem::path& file) {
    KnownHeads::Heads heads;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return heads;
    const auto content = read_input(file);
    if (!content) return tl::unexpected(content.error());
    const auto damaged = refuse(v1::HEADS_DAMAGED, {{"file", file.string()}});
    const auto parsed = json::parse(*content, nullptr, false);
    if (!parsed.is_object()) return damaged;
    for (const auto& [name, entry] : parsed.items()) {
        const auto community = fixed_from_hex<Hash32>(name);
        auto head = head_in(entry);
        if (!community || (!head && !entry.is_null())) return damaged;
        heads[*community] = std::move(head);
    }
    return heads;
}

Result<> write_heads(const std::filesystem::path& file, const KnownHeads::Heads& heads) {
    json content = json::object();
    for (const auto& [community, head] : heads) {
        auto& entry = content[to_hex(community.view())];
        if (!head) continue;
        entry = {{"height", head->height},
                 {"log_size", head->log_size},
                 {"log_root", to_hex(head->log_root.view())},
                 {"seal", to_hex(head->seal)}};
    }
    return write_private_file(file, content.dump(1) + "\n");
}

// Held from reading the file to writing it. It is on the folder, for the file is replaced.
Result<ops::FolderLock> lock_beside(const std::filesystem::path& file) {
    auto folder = file.parent_path();
    if (folder.empty()) folder = ".";
    TRY(make_private_folder(folder));
    auto lock = ops::FolderLock::wait_for(folder);
    if (!lock)
        return refuse(v1::FILE_FAILED, {{"file", file.string()}, {"reason", lock.error().what}});
    return std::move(*lock);
}

bool is_same(const std::optional<SeenHead>& one, const std::optional<SeenHead>& other) {
    return one.has_value() == other.has_value() && (!one || one->sealed_by == other->sealed_by);
}

// A loss that the seals of the ledger say aloud is no secret, and there is a way on from it.
Refusal why_not(Refusal refusal, const std::optional<SeenHead>& on_file, const SeenHead& head) {
    const bool apart = refusal.code == codec::make_refusal(v1::LEDGER_FORKED).code ||
                       refusal.code == codec::make_refusal(v1::HEAD_WENT_BACK).code;
    if (!apart || !on_file || !tells_of_loss(*on_file, head)) return refusal;
    std::vector<Figure> figures{{"height", std::to_string(head.height)},
                                {"seen", std::to_string(on_file->height)},
                                {"file", "–"}};
    for (const auto& figure : refusal.figures)
        if (figure.name == "file") figures.back().value = figure.value;
    return codec::make_refusal(v1::LOSS_DECLARED, std::move(figures));
}

std::optional<SeenHead> newest_of(const KnownHeads::Heads& heads, const Hash32& community) {
    const auto found = heads.find(community);
    return found == heads.end() ? std::nullopt : found->second;
}

// Writes a proof under a name that no other one has: each stays what somebody may show.
Result<std::string> keep_proof(const std::filesystem::path& folder, const std::string& stem,
                               BytesView proof) {
    auto file = folder / (stem + ".bundle");
    for (int number = 2; std::filesystem::exists(file) && read_file(file) != proof; ++number)
        file = folder / fmt::format("{}-{}.bundle", stem, number);
    TRY(write_private_file(file, proof));
    return file.string();
}

}  // namespace

Result<KnownHeads> KnownHeads::open(std::filesystem::path file) {
    auto heads = read_heads(file);
    if (!heads) return tl::unexpected(heads.error());
    return KnownHeads{std::move(file), std::move(*heads)};
}

Result<> KnownHeads::meet(const Hash32& community, const std::optional<Hash32>& named) {
    const auto hex = to_hex(community.view());
    if (named && *named != community) return refuse(v1::COMMUNITY_DIFFERS, {{"community", hex}});
    const auto lock = lock_beside(file_);
    if (!lock) return tl::unexpected(lock.error());
    auto heads = read_heads(file_);
    if (!heads) return tl::unexpected(heads.error());
    heads_ = std::move(*heads);
    if (heads_.contains(community)) return {};
    if (!named && !heads_.empty())
        return refuse(v1::COMMUNITY_UNKNOWN,
                      {{"community", hex}, {"known", to_hex(heads_.begin()->first.view())}});
    heads_[community] = std::nullopt;
    return write_heads(file_, heads_);
}

Result<> KnownHeads::keep_fork(const SeenHead& seen, const SeenHead& met, BytesView fork) const {
    const auto file =
        keep_proof(file_.parent_path(), fmt::format("fork-{}-{}", seen.height, met.height), fork);
    if (!file) return tl::unexpected(file.error());
    return refuse(v1::LEDGER_FORKED, {{"height", std::to_string(met.height)},
                                      {"seen", std::to_string(seen.height)},
                                      {"file", *file}});
}

// Asks the node, so no lock is held meanwhile.
Result<HeadRelation> KnownHeads::relate(const std::optional<SeenHead>& on_file,
                                        const SeenHead& head, const HeadAsker& asker) const {
    if (!on_file || on_file->sealed_by == head.sealed_by) return HeadRelation{head, std::nullopt};
    auto relation = relate_heads(*on_file, head, asker);
    if (!relation || !relation->fork) return relation;
    // A head of ours that somebody or the disk changed accuses nobody.
    if (!light::verify_bundle(*relation->fork, asker.community, asker.registry))
        return refuse(v1::HEADS_DAMAGED, {{"file", file_.string()}});
    return tl::unexpected(keep_fork(*on_file, head, *relation->fork).error());
}

// Writes the newest head where the file still has the one that it was compared with; else false.
Result<bool> KnownHeads::replace(const Hash32& community, const std::optional<SeenHead>& on_file,
                                 const SeenHead& newest) const {
    const auto lock = lock_beside(file_);
    if (!lock) return tl::unexpected(lock.error());
    auto heads = read_heads(file_);
    if (!heads) return tl::unexpected(heads.error());
    auto& entry = (*heads)[community];
    if (!is_same(entry, on_file)) return false;
    if (is_same(entry, newest)) return true;
    entry = newest;
    TRY(write_heads(file_, *heads));
    return true;
}

Result<> KnownHeads::see(const SeenHead& head, const HeadAsker& asker) {
    auto& own = heads_[asker.community];
    if (is_same(own, head)) return {};
    for (int attempt = 0; attempt < attempts_max; ++attempt) {
        const auto now = read_heads(file_);
        if (!now) return tl::unexpected(now.error());
        const auto on_file = newest_of(*now, asker.community);
        auto relation = relate(on_file, head, asker);
        if (!relation) return tl::unexpected(why_not(relation.error(), on_file, head));
        const auto replaced = replace(asker.community, on_file, relation->newest);
        if (!replaced) return tl::unexpected(replaced.error());
        if (!*replaced) continue;
        const auto seen = own ? own->height : 0;
        // What another command met meanwhile is no measure of what this one was shown.
        const bool is_of_another = is_same(on_file, relation->newest);
        if (!is_of_another || !own) own = is_of_another ? head : std::move(relation->newest);
        if (own->height < head.height) own = head;
        if (head.height >= seen) return {};
        return refuse(v1::HEAD_WENT_BACK,
                      {{"height", std::to_string(head.height)}, {"seen", std::to_string(seen)}});
    }
    return refuse(v1::LEDGER_MOVED);
}

Result<std::string> KnownHeads::set_back(const Hash32& community, const SeenHead& seen,
                                         const SeenHead& now) {
    auto kept =
        keep_proof(file_.parent_path(), fmt::format("lost-{}", seen.height), bundle_of(seen));
    if (!kept) return kept;
    const auto replaced = replace(community, seen, now);
    if (!replaced) return tl::unexpected(replaced.error());
    if (!*replaced) return refuse(v1::LEDGER_MOVED);
    heads_[community] = now;
    return kept;
}

std::optional<SeenHead> KnownHeads::newest(const Hash32& community) const {
    return newest_of(heads_, community);
}

}  // namespace linlian::apps
