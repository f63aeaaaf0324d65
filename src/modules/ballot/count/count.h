// Counting: from what counts for each voter to figures, shares and the verdict on every item. The
// ledger counts when a ballot closes and anew after rulings; a recount outside it adds the same
// leaves. Pure values: it reads no table and never decides who may vote.
#pragma once

#include "base/bytes.h"
#include "crypto/merkle_log.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/ballot/limits.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace linlian::ballot {

// The leaf of casts_root for what counts for a head, without who entered it.
v1::CastLeaf leaf_of(const Hash32& head, v1::CastRow row);
// What the log hashes as its leaf.
Hash32 leaf_bytes_hash(const v1::CastLeaf& leaf);

// What a voter says of the item itself, or of one of its options.
tally::v1::Choice choice_of(const v1::OpenChoice& choice);
tally::v1::Choice choice_of(const v1::OpenChoice& choice, std::uint32_t option);

// A vote that waits for a ruling: how it counts, and what would count instead; none: nothing.
struct Dispute {
    std::uint64_t area_centi = 0;
    const v1::CastRow* counted = nullptr;
    const google::protobuf::RepeatedPtrField<v1::ItemChoice>* claim = nullptr;
};

struct Voices {
    std::uint64_t heads = 0;
    std::uint64_t area_centi = 0;
};

// Whether everybody may be told how many votes came by each way: of a private roll not where few
// did, since by a rare way somebody is known to have voted.
template <class Way>
bool may_tell(const v1::CallBallot& call, const std::map<Way, std::uint64_t>& heads) {
    return !registry::tells_homes(call.electorate()) ||
           std::ranges::all_of(heads,
                               [](const auto& way) { return way.second >= least_heads_shown; });
}

// To whom a ballot was delivered with the warning and who did not vote. Of those whose paper only
// one kind of office read nobody can say whether they were silent.
struct Silent {
    Voices surely;
    Voices perhaps;
};

// What the count needs beside the leaves.
struct RollFigures {
    Hash32 root;
    Voices all;
    bool by_area = false;
    Silent silent;
};

class Counter {
  public:
    explicit Counter(const v1::CallBallot& call);

    // Leaves are added in the order of their heads.
    void add(const v1::CastLeaf& leaf);

    std::uint64_t casts() const { return log_.size(); }
    Hash32 casts_root() const { return log_.root(); }
    // A verdict for each item; stage, height and time are the caller's.
    std::vector<v1::VerdictRow> verdicts(const v1::CallBallot& call, const RollFigures& roll,
                                         const std::vector<Dispute>& disputes) const;

  private:
    struct ItemCount {
        std::map<tally::v1::Choice, Voices> by_choice;
        std::vector<Voices> options;
    };
    using Shares = std::map<std::string, std::uint64_t>;  // heads

    tally::v1::Input input_of(const v1::CallBallot& call, std::size_t item, int option,
                              const RollFigures& roll, const std::vector<Dispute>& disputes) const;
    void decide_options(const v1::CallBallot& call, std::size_t item, const RollFigures& roll,
                        const std::vector<Dispute>& disputes, v1::VerdictRow& row) const;

    LogFrontier log_;
    std::vector<ItemCount> items_;
    Shares by_channel_;
    Shares by_clerks_;
};

// Whether too few take part for one of the items, so that the ballot goes on where it may.
bool is_short(const v1::CallBallot& call, const RollFigures& roll, const Voices& part);

}  // namespace linlian::ballot
