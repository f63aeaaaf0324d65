// A roll in memory, for queries: its lines, the tree over them, and an index by owner. Made once
// for a height and kept in the memo of readings, for it takes long and is the same for all who ask.
#include "modules/ballot/electorate/whole_roll.h"

#include "crypto/hash.h"
#include "crypto/merkle_log.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <set>

namespace linlian::ballot {
namespace {

// What a line with its ids takes beyond its own bytes: places in the tree and in the index.
constexpr std::size_t bytes_beside_a_line = 400;

// Under one key nothing else can be found: the rows of a height are one thing, and what is frozen
// has its root.
Hash32 key_of(const Found& found, Height height, Timestamp time) {
    static const HashTag tag{"linlian/memo/roll"};
    Bytes content = found.id.bytes();
    content += "/" + std::to_string(height) + "/" + std::to_string(time.ms) + "/";
    content += found.poll.roll_root();
    return tag.hash(content);
}

}  // namespace

WholeRoll::WholeRoll(const state::StateView& view, std::vector<registry::v1::RollLine> lines)
    : lines_(std::move(lines)), totals_(registry::roll_totals(lines_)) {
    build_tree();
    for (std::uint64_t i = 0; i < lines_.size(); ++i) {
        bool through_somebody = false;
        for (const auto& bytes : lines_[i].owners()) {
            const Id16 owner = id_of(bytes);
            // What kind an owner is never changes, only through whom an organisation acts.
            if (!registry::may_speak_for(view, owner, owner)) through_somebody = true;
            by_owner_[owner].push_back(i);
        }
        if (through_somebody) of_organisations_.push_back(i);
    }
}

// Level by level, full pairs only: what is left over at the right is put together when a path is
// made.
void WholeRoll::build_tree() {
    auto& leaves = levels_.emplace_back();
    leaves.reserve(lines_.size());
    for (const auto& line : lines_) leaves.push_back(registry::roll_line_hash(line));
    root_ = merkle_root_of_hashes(leaves);
    while (levels_.back().size() > 1) {
        const auto& below = levels_.back();
        std::vector<Hash32> level;
        for (std::size_t i = 0; i + 1 < below.size(); i += 2)
            level.push_back(node_hash(below[i], below[i + 1]));
        levels_.push_back(std::move(level));
    }
}

std::vector<Hash32> WholeRoll::proof(std::uint64_t index) const {
    return prove_inclusion(index, lines_.size(), [this](unsigned level, std::uint64_t at) {
        return levels_.at(level).at(at);
    });
}

// An organisation acts through somebody who may change, so its lines are candidates for every
// member.
std::vector<std::uint64_t> WholeRoll::lines_of(const Id16& member) const {
    std::set<std::uint64_t> all{of_organisations_.begin(), of_organisations_.end()};
    const auto own = by_owner_.find(member);
    if (own != by_owner_.end()) all.insert(own->second.begin(), own->second.end());
    return {all.begin(), all.end()};
}

// Lines stand in the order of heads.
std::optional<std::uint64_t> WholeRoll::line_of(const Hash32& head) const {
    const auto at = std::lower_bound(
        lines_.begin(), lines_.end(), head.view(),
        [](const registry::v1::RollLine& line, BytesView wanted) { return line.head() < wanted; });
    if (at == lines_.end() || at->head() != head.view()) return std::nullopt;
    return static_cast<std::uint64_t>(at - lines_.begin());
}

std::size_t WholeRoll::memory_bytes() const {
    std::size_t bytes = sizeof *this;
    for (const auto& line : lines_) bytes += line.SpaceUsedLong() + bytes_beside_a_line;
    return bytes;
}

RollSeen roll_seen(const machine::Reading& reading, const Found& found) {
    const auto& poll = found.poll;
    const bool frozen = !poll.roll_root().empty();
    const Height height = is_posted(poll) ? poll.roll_height() : reading.block.height;
    const Timestamp time = is_posted(poll) ? Timestamp{poll.roll_ms()} : reading.block.time;
    const auto make = [&] {
        const auto& electorate = found.call.call().electorate();
        return WholeRoll{reading.rows,
                         registry::roll_at(reading.rows, electorate, height, time, found.id)};
    };
    return {frozen, height,
            state::remembered<WholeRoll>(reading.memo, key_of(found, height, time), make)};
}

std::vector<std::uint64_t> lines_to_look_at(const machine::Reading& reading, const Found& found,
                                            const WholeRoll& roll, const Id16& member) {
    const auto own = roll.lines_of(member);
    std::set<std::uint64_t> all{own.begin(), own.end()};
    const auto add = [&](const auto& parts, const auto&) {
        if (const auto line = roll.line_of(std::get<1>(parts))) all.insert(*line);
        return true;
    };
    if (found.poll.successors() > 0) successors.scan(reading.rows, add, found.id);
    if (mandates_of.has(reading.rows, found.id, member)) mandates.scan(reading.rows, add, found.id);
    return {all.begin(), all.end()};
}

}  // namespace linlian::ballot
