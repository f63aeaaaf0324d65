// The communities that this client knows and the newest ledger head of each, as JSON in a place
// that the client is given. Every head that a bundle proves to a client comes here before what it
// proves is believed: two that are of no one ledger are kept as a fork bundle beside it, for
// everybody to see. Clients that run at once share the place: it is read again, while nobody else
// writes, before it is written, so that none of them loses what another one saw.
#pragma once

#include "base/result.h"
#include "client/read/head_relation.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace linlian::client {

// Where a client keeps the heads that it saw: a file, the store of a browser.
class HeadStore {
  public:
    virtual ~HeadStore() = default;
    // What it is called, for people.
    virtual std::string name() const = 0;
    // Nothing where nothing was kept yet.
    virtual Result<std::optional<Bytes>> read() const = 0;
    // Runs `change` while nobody else writes: it is given what is kept, and gives what is to be
    // kept in its place; nothing: that stays.
    using Change = std::function<Result<std::optional<Bytes>>(const std::optional<Bytes>& kept)>;
    virtual Result<> write(const Change& change) = 0;
    // Keeps a bundle beside it under a name that no other one has, and gives that name.
    virtual Result<std::string> keep_proof(const std::string& stem, BytesView bundle) = 0;
};

class KnownHeads {
  public:
    using Heads = std::map<Hash32, std::optional<SeenHead>>;

    // Reads what is kept; where nothing is, it knows nothing. Refusals: of the store,
    // client.HEADS_DAMAGED.
    static Result<KnownHeads> open(std::shared_ptr<HeadStore> store);

    // Whether to go on with a node of this community: it is known, or named by the user, or the
    // first one ever; then it is known from now on. Refusals: client.COMMUNITY_UNKNOWN for another
    // one, COMMUNITY_DIFFERS when the user named another, those of the store.
    Result<> meet(const Hash32& community, const std::optional<Hash32>& named);

    // Takes a proven head, once the node has proven that it and the newest one that any command
    // ever saw are of one ledger. Refusals: client.LEDGER_FORKED where they are of two, naming the
    // fork bundle; LOSS_DECLARED in its place, and in that of HEAD_WENT_BACK, where the seal of the
    // head says that blocks were lost; HEAD_WENT_BACK for a head below the newest that this command
    // saw or found when it began; HEADS_DAMAGED where the newest that the file has is none that
    // validators signed; LEDGER_MOVED where others write all the time; those of relate_heads,
    // those of the store.
    Result<> see(const SeenHead& head, const HeadAsker& asker);

    // The other way after a loss that the community was told of: what is on file, which must be
    // `seen`, gives way to `now`, and is kept as a bundle beside the file, whose name is returned.
    // Whoever calls it has shown both heads to a person, and asked. Refusals: client.LEDGER_MOVED
    // where another command wrote meanwhile, those of the store.
    Result<std::string> set_back(const Hash32& community, const SeenHead& seen,
                                 const SeenHead& now);

    // The newest that this command saw or found when it began; nothing where no head of the
    // community was seen.
    std::optional<SeenHead> newest(const Hash32& community) const;

  private:
    KnownHeads(std::shared_ptr<HeadStore> store, Heads heads)
        : store_(std::move(store)), heads_(std::move(heads)) {}
    Result<HeadRelation> relate(const std::optional<SeenHead>& on_file, const SeenHead& head,
                                const HeadAsker& asker) const;
    Result<bool> replace(const Hash32& community, const std::optional<SeenHead>& on_file,
                         const SeenHead& newest) const;
    Result<> keep_fork(const SeenHead& seen, const SeenHead& met, BytesView fork) const;

    std::shared_ptr<HeadStore> store_;  // its owners: all copies of what a client knows
    Heads heads_;
};

}  // namespace linlian::client
