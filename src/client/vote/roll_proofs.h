// A frozen roll with the proof of each of its lines, all hashes made once: who issues papers or
// records deliveries for thousands of voters asks here.
#pragma once

#include "base/bytes.h"
#include "modules/ballot/ballot.pb.h"

#include <map>
#include <optional>
#include <vector>

namespace linlian::client {

class RollProofs {
  public:
    // `lines` outlive it.
    explicit RollProofs(const std::vector<registry::v1::RollLine>& lines);

    const std::vector<registry::v1::RollLine>& lines() const { return lines_; }
    // The root that registry::roll_root gives for the same lines.
    Hash32 root() const;
    // Needs index < number of lines.
    ballot::v1::ProvenLine line(std::size_t index) const;
    // The place of a head in the roll; nothing for one that is not on it.
    std::optional<std::size_t> index_of(BytesView head) const;

  private:
    const std::vector<registry::v1::RollLine>& lines_;
    std::vector<std::vector<Hash32>> levels_;  // of perfect subtrees, the leaves first
    std::map<Bytes, std::size_t, std::less<>> places_;
};

}  // namespace linlian::client
