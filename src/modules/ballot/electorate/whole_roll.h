// The roll of a ballot as queries need it, made once and kept: its lines, the Merkle tree over them
// and who is found where. Before the opening it is the roll as it stands now, then the frozen one.
#pragma once

#include "contract/module.h"
#include "modules/ballot/stage.h"

#include <map>

namespace linlian::ballot {

class WholeRoll {
  public:
    WholeRoll(const state::StateView& view, std::vector<registry::v1::RollLine> lines);

    const std::vector<registry::v1::RollLine>& lines() const { return lines_; }
    const Hash32& root() const { return root_; }
    const registry::v1::RollTotals& totals() const { return totals_; }
    // The path that proves a line under the root. Needs index < lines().size().
    std::vector<Hash32> proof(std::uint64_t index) const;
    // Lines that this member may speak for as they were frozen, in order: their own, and all those
    // of owners who act through somebody, which the rows of now must tell.
    std::vector<std::uint64_t> lines_of(const Id16& member) const;
    // The line of a head; nothing when it is not on the roll.
    std::optional<std::uint64_t> line_of(const Hash32& head) const;
    std::size_t memory_bytes() const;

  private:
    void build_tree();

    std::vector<registry::v1::RollLine> lines_;
    registry::v1::RollTotals totals_;
    Hash32 root_;
    std::vector<std::vector<Hash32>> levels_;  // full subtrees of 1, 2, 4… lines
    std::map<Id16, std::vector<std::uint64_t>> by_owner_;
    std::vector<std::uint64_t> of_organisations_;
};

// The roll that a reading sees. It is kept by ballot, height and root.
struct RollSeen {
    bool frozen = false;
    Height height = 0;
    std::shared_ptr<const WholeRoll> roll;  // owners: the memo and whoever reads
};
RollSeen roll_seen(const machine::Reading& reading, const Found& found);

// The lines that may concern a member: those they speak for, by the roll or by what was sold
// since, and those they are a proxy for. Others never do; of these the rows tell which.
std::vector<std::uint64_t> lines_to_look_at(const machine::Reading& reading, const Found& found,
                                            const WholeRoll& roll, const Id16& member);

}  // namespace linlian::ballot
