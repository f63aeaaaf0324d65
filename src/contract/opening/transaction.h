// Transactions: made by clients, opened by nodes. Opening decodes, checks form and signature,
// touches no state and may run on any core; what it yields can be had in no other way, and is the
// only thing that apply_block takes. The format is frozen in docs/formats/transaction.md.
#pragma once

#include "contract/opening/open_act.h"
#include "crypto/keys.h"

#include <functional>

namespace linlian::machine {

// Hash of the exact bytes of the body; never of the signature.
Hash32 transaction_id(BytesView body);
// What the author signs: the tagged hash of the exact bytes of the body.
inline constexpr const char* signing_tag = "linlian/sign";
Hash32 signing_hash(BytesView body);

class OpenedTransaction {
  public:
    const Hash32& id() const { return id_; }
    const Bytes& author_key() const { return author_key_; }
    const Bytes& nonce() const { return nonce_; }
    Timestamp expires() const { return expires_; }
    const Act& act_entry() const { return *act_entry_; }
    const Message& act() const { return *act_; }
    // The amendments without which it is passed over.
    const Needs& needs() const { return needs_; }
    // What it takes of the budget of a block.
    std::uint64_t cost() const { return cost_; }
    // The bytes as they came, for the block.
    const Bytes& bytes() const { return bytes_; }

  private:
    friend class Opener;
    OpenedTransaction() = default;

    Hash32 id_;
    Bytes author_key_;
    Bytes nonce_;
    Timestamp expires_;
    const Act* act_entry_ = nullptr;
    Needs needs_;
    std::uint64_t cost_ = 0;
    std::unique_ptr<const Message> act_;
    Bytes bytes_;
};

// What a transaction says of itself, before its act is read.
struct Heading {
    const Hash32& id;
    BytesView author_key;
    Timestamp expires;
    const Act& act_entry;
};

// Opens transactions of one community for one registry. Thread-safe: it holds no state.
class Opener {
  public:
    Opener(const Program& program, const Hash32& community)
        : program_(program), community_(community) {}

    // Looks at a heading that its author signed; what it refuses costs no further work.
    using Welcome = std::function<Result<>(const Heading&)>;
    // Refusals: machine.TOO_LARGE, MALFORMED, OTHER_COMMUNITY, ACT_UNKNOWN, SIGNATURE_WRONG, what
    // `welcome` says (whoever signed nothing is told nothing of any key), what open_act says (last:
    // nobody makes others look at an act but its author).
    Result<OpenedTransaction> open(Bytes bytes, const Welcome& welcome = nullptr) const;
    const Hash32& community() const { return community_; }

  private:
    const Program& program_;
    Hash32 community_;
};

}  // namespace linlian::machine
