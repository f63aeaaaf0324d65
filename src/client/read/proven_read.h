// What a client believes of a node: what a bundle proves for the community that the client knows,
// at a ledger head that is of one ledger with the newest one it ever saw. Whatever is read with
// proofs from a far node goes through it. It knows no network and no terminal; its one file is the
// heads that were seen.
#pragma once

#include "client/read/known_heads.h"

#include <set>

namespace linlian::client {

class ProvenRead {
  public:
    using AskPrefix = std::function<Result<Bytes>(std::uint64_t size)>;
    // Told of each statement that is believed.
    using Believed = std::function<void(const light::Statement&)>;

    // `ask_prefix` gets the bundle that so many entries are the beginning of the node's log;
    // `believed` may be empty.
    ProvenRead(const Hash32& community, machine::Program program, KnownHeads heads,
               AskPrefix ask_prefix, Believed believed = {});

    // What the bundle proves. Refusals: those of light::verify_bundle and KnownHeads::see.
    Result<light::Statement> believe(BytesView bundle);

    // What it proves of the row with this key; of `row` its value, nothing for one that is proven
    // absent. Refusal client.ANSWER_DIFFERS when it proves something else; those of believe.
    Result<light::Statement> row_statement(BytesView bundle, BytesView key);
    Result<std::optional<Bytes>> row(BytesView bundle, BytesView key);

    // Forgets as of when something was believed; whether all that was since is of one block.
    void begin_moment() { moment_.clear(); }
    bool is_one_moment() const { return moment_.size() <= 1; }

    // The ledger head of the node now, by its own proof. Refusals: of the node, those of believe.
    Result<light::Statement> head();

    // Where a command was refused with client.LOSS_DECLARED: the newest head that was seen, and the
    // one that the node shows now, which nobody compared. Refusals: client.HEAD_WENT_BACK where its
    // seal tells of no loss, ANSWER_DIFFERS, those of light::verify_bundle and of the node.
    struct Loss {
        SeenHead seen;
        SeenHead now;
    };
    Result<Loss> loss() const;
    // Goes on with the later one, once a person said so; the file where the other one is kept.
    // Refusals: those of KnownHeads::set_back.
    Result<std::string> go_on_after(const Loss& loss);

    // The key of a row named TABLE/KEY, as GET /schema lists them. Refusal client.COMMAND_WRONG.
    Result<Bytes> key_named(const std::string& name) const;

  private:
    Hash32 community_;
    machine::Program program_;
    KnownHeads heads_;
    AskPrefix ask_prefix_;
    Believed believed_;
    std::set<Height> moment_;  // after which blocks what was believed was so
};

}  // namespace linlian::client
