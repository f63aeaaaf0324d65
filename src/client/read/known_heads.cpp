// The memory of a client. `see` compares each head with the newest on file, outside of any lock,
// and writes only where the file is still what it compared with. The file is JSON: community in hex
// to its newest head, or null where none was seen.
#include "client/read/known_heads.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "light/chain/commit.h"
#include "light/chain/header.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::client {
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

Result<KnownHeads::Heads> heads_in(const std::optional<Bytes>& kept, const HeadStore& store) {
    KnownHeads::Heads heads;
    if (!kept) return heads;
    const auto damaged = refuse(v1::HEADS_DAMAGED, {{"file", store.name()}});
    const auto parsed = json::parse(*kept, nullptr, false);
    if (!parsed.is_object()) return damaged;
    for (const auto& [name, entry] : parsed.items()) {
        const auto community = fixed_from_hex<Hash32>(name);
        auto head = head_in(entry);
        if (!community || (!head && !entry.is_null())) return damaged;
        heads[*community] = std::move(head);
    }
    return heads;
}

Result<KnownHeads::Heads> read_heads(const HeadStore& store) {
    const auto kept = TRY(store.read());
    return heads_in(kept, store);
}

// Size and root stand there for people; head_in reads them from the seal.
Bytes text_of(const KnownHeads::Heads& heads) {
    json content = json::object();
    for (const auto& [community, head] : heads) {
        auto& entry = content[to_hex(community.view())];
        if (!head) continue;
        entry = {{"height", head->height},
                 {"log_size", head->log_size},
                 {"log_root", to_hex(head->log_root.view())},
                 {"seal", to_hex(head->seal)}};
    }
    return content.dump(1) + "\n";
}

// The header hash covers all that a head says, so nothing else is compared.
bool is_same(const std::optional<SeenHead>& one, const std::optional<SeenHead>& other) {
    return one.has_value() == other.has_value() && (!one || one->sealed_by == other->sealed_by);
}

// A loss that the seals of the ledger say aloud is no secret, and there is a way on from it.
Refusal why_not(Refusal refusal, const std::optional<SeenHead>& on_file, const SeenHead& head) {
    // Only what could come of a loss is told so; the fork bundle that was kept is named as before.
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

}  // namespace

Result<KnownHeads> KnownHeads::open(std::shared_ptr<HeadStore> store) {
    auto heads = TRY(read_heads(*store));
    return KnownHeads{std::move(store), std::move(heads)};
}

Result<> KnownHeads::meet(const Hash32& community, const std::optional<Hash32>& named) {
    const auto hex = to_hex(community.view());
    if (named && *named != community) return refuse(v1::COMMUNITY_DIFFERS, {{"community", hex}});
    return store_->write([&](const auto& kept) -> Result<std::optional<Bytes>> {
        heads_ = TRY(heads_in(kept, *store_));
        if (heads_.contains(community)) return std::nullopt;
        // The first community ever is taken on trust. From the second on somebody must name it, or
        // a node could lead a client to a ledger of its own.
        if (!named && !heads_.empty())
            return refuse(v1::COMMUNITY_UNKNOWN,
                          {{"community", hex}, {"known", to_hex(heads_.begin()->first.view())}});
        heads_[community] = std::nullopt;
        return text_of(heads_);
    });
}

Result<> KnownHeads::keep_fork(const SeenHead& seen, const SeenHead& met, BytesView fork) const {
    const auto file =
        TRY(store_->keep_proof(fmt::format("fork-{}-{}", seen.height, met.height), fork));
    return refuse(v1::LEDGER_FORKED, {{"height", std::to_string(met.height)},
                                      {"seen", std::to_string(seen.height)},
                                      {"file", file}});
}

// Asks the node, so no lock is held meanwhile.
Result<HeadRelation> KnownHeads::relate(const std::optional<SeenHead>& on_file,
                                        const SeenHead& head, const HeadAsker& asker) const {
    if (!on_file || on_file->sealed_by == head.sealed_by) return HeadRelation{head, std::nullopt};
    auto relation = relate_heads(*on_file, head, asker);
    if (!relation || !relation->fork) return relation;
    // A head of ours that somebody or the disk changed accuses nobody.
    if (!light::verify_bundle(*relation->fork, asker.community, asker.program))
        return refuse(v1::HEADS_DAMAGED, {{"file", store_->name()}});
    return tl::unexpected(keep_fork(*on_file, head, *relation->fork).error());
}

// Keeps the newest head where that with which it was compared is still kept; else false.
Result<bool> KnownHeads::replace(const Hash32& community, const std::optional<SeenHead>& on_file,
                                 const SeenHead& newest) const {
    bool is_replaced = false;
    TRY(store_->write([&](const auto& kept) -> Result<std::optional<Bytes>> {
        auto heads = TRY(heads_in(kept, *store_));
        auto& entry = heads[community];
        is_replaced = is_same(entry, on_file);
        if (!is_replaced || is_same(entry, newest)) return std::nullopt;
        entry = newest;
        return text_of(heads);
    }));
    return is_replaced;
}

Result<> KnownHeads::see(const SeenHead& head, const HeadAsker& asker) {
    auto& own = heads_[asker.community];
    if (is_same(own, head)) return {};
    for (int attempt = 0; attempt < attempts_max; ++attempt) {
        const auto now = TRY(read_heads(*store_));
        const auto on_file = newest_of(now, asker.community);
        auto relation = relate(on_file, head, asker);
        if (!relation) return tl::unexpected(why_not(relation.error(), on_file, head));
        const auto replaced = TRY(replace(asker.community, on_file, relation->newest));
        if (!replaced) continue;
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
    auto kept = TRY(store_->keep_proof(fmt::format("lost-{}", seen.height), bundle_of(seen)));
    const auto replaced = TRY(replace(community, seen, now));
    if (!replaced) return refuse(v1::LEDGER_MOVED);
    heads_[community] = now;
    return kept;
}

std::optional<SeenHead> KnownHeads::newest(const Hash32& community) const {
    return newest_of(heads_, community);
}

}  // namespace linlian::client
