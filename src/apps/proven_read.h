// What a client believes of a node: a row when a bundle proves it for the community that the client
// knows, at a ledger head that is no older than the newest one it ever saw. Doors to far nodes read
// rows through it. It knows no network and no terminal; its one file is the heads that were seen.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "light/bundle.h"

#include <filesystem>
#include <map>
#include <optional>

namespace linlian::apps {

// A ledger head that a proof showed.
struct SeenHead {
    Height height = 0;
    std::uint64_t log_size = 0;
    Hash32 log_root;
};

// The communities that this client knows and the newest head of each, in a private file of JSON.
class KnownHeads {
  public:
    // Reads the file; one that is not there knows nothing. Refusals: apps.FILE_UNREADABLE,
    // HEADS_DAMAGED.
    static Result<KnownHeads> open(std::filesystem::path file);

    // Whether to go on with a node of this community: it is known, or named by the user, or the
    // first one ever; then it is known from now on. Refusals: apps.COMMUNITY_UNKNOWN for another
    // one, COMMUNITY_DIFFERS when the user named another, FILE_FAILED.
    Result<> meet(const Hash32& community, const std::optional<Hash32>& named);

    // Takes a proven head. Refusals: apps.HEAD_WENT_BACK for one older than what was seen before,
    // HEADS_DIFFER for another ledger at the same height, FILE_FAILED.
    Result<> see(const Hash32& community, const SeenHead& head);

    std::optional<SeenHead> newest(const Hash32& community) const;

  private:
    explicit KnownHeads(std::filesystem::path file) : file_(std::move(file)) {}
    Result<> write() const;

    std::filesystem::path file_;
    std::map<Hash32, SeenHead> heads_;
};

// The row with this key as the bundle proves it; nothing for a row that is proven absent. Refusals:
// those of light::verify_bundle and KnownHeads::see; apps.ANSWER_DIFFERS when the bundle proves
// something else.
// `registry` has the tables of the bundle's ledger.
Result<std::optional<Bytes>> proven_row(const machine::Registry& registry, BytesView bundle,
                                        const Hash32& community, const Bytes& key,
                                        KnownHeads& heads);

}  // namespace linlian::apps
