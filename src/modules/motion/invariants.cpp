// What is always true of motions, as the README lists it. The first two look at one changed row
// each, the others at the whole state. A text that comes back is what is broken.
#include "base/hex.h"
#include "codec/wire.h"
#include "machine/due.h"
#include "modules/motion/parts.h"
#include "modules/motion/state.h"

#include <map>

namespace linlian::motion {
namespace {

using machine::Broken;

Broken about(const Id16& motion, const std::string& what) {
    return "motion " + to_hex(motion.view()) + " " + what;
}

// All of a motion but what may change while it is open.
Bytes fixed_part(v1::Motion motion) {
    motion.clear_state();
    motion.clear_round();
    motion.clear_ended_ms();
    motion.clear_ended_by();
    motion.clear_notice_from_ms();
    motion.clear_notice_until_ms();
    motion.clear_given_back();
    return codec::encode(motion);
}

// Nothing when a support or decline at this time fits its motion.
Broken time_fault(const state::StateView& view, const Id16& id, std::int64_t time_ms) {
    const auto motion = motions.find(view, id);
    if (!motion) return about(id, "does not exist and is spoken about");
    const bool is_open = motion->state() == v1::OPEN;
    if (time_ms < motion->proposed_ms() || (is_open && time_ms >= due_of(*motion).ms))
        return about(id, "is spoken about outside its time");
    if (motion->state() != v1::OPEN && time_ms > motion->ended_ms())
        return about(id, "is spoken about after its end");
    return std::nullopt;
}

}  // namespace

// Who ended a motion is set exactly when it is not open any more.
Broken finished_stays(const std::optional<v1::Motion>& before,
                      const std::optional<v1::Motion>& after) {
    if (!after) return "a motion was erased";
    if ((after->state() == v1::OPEN) != after->ended_by().empty()) return "an end without a state";
    if (!before) return std::nullopt;
    if (before->state() != v1::OPEN) return "a finished motion was changed";
    if (fixed_part(*before) != fixed_part(*after)) return "what a motion is about was changed";
    if (after->round() < before->round()) return "the round of a motion went back";
    return std::nullopt;
}

// Either row may be missing: given anew or taken back.
Broken support_stays(const std::optional<v1::SupportRow>& before,
                     const std::optional<v1::SupportRow>& after) {
    if (before && after) return "a support was changed";
    return std::nullopt;
}

// Due work without an open motion would find nothing, and an open motion without due work would
// never end.
Broken open_ones_expire(const state::StateView& view) {
    std::map<Id16, int> waiting;
    Broken broken;
    machine::due_table.scan(view, [&](const auto& parts, const auto&) {
        const auto& [at, type, key] = parts;
        if (type != expire_work) return true;
        const Id16 id = id_of(key.view().substr(0, Id16::size));
        const auto motion = motions.find(view, id);
        if (!motion || motion->state() != v1::OPEN) broken = about(id, "is not open and expires");
        if (motion && due_of(*motion) != at) broken = about(id, "expires at another time");
        ++waiting[id];
        return true;
    });
    motions.scan(view, [&](const auto& parts, const v1::Motion& motion) {
        const Id16& id = std::get<0>(parts);
        const auto found = waiting.find(id);
        if (motion.state() == v1::OPEN && (found == waiting.end() || found->second != 1))
            broken = about(id, "is open and does not expire once");
        return true;
    });
    return broken;
}

// What is left in `open` after the scan are members without a row of counts.
Broken open_ones_are_counted(const state::StateView& view) {
    std::map<Id16, std::pair<std::uint32_t, std::uint64_t>> open;  // motions, bytes
    motions.scan(view, [&](const auto&, const v1::Motion& motion) {
        if (motion.state() != v1::OPEN) return true;
        auto& total = open[id_of(motion.proposer())];
        ++total.first;
        total.second += motion.act().size();
        return true;
    });
    Broken broken;
    open_of.scan(view, [&](const auto& parts, const v1::OpenOf& row) {
        const auto found = open.find(std::get<0>(parts));
        if (found == open.end() || found->second != std::pair{row.motions(), row.bytes()})
            broken = "the open motions of a member are miscounted";
        else
            open.erase(found);
        return true;
    });
    if (!broken && !open.empty()) broken = "the open motions of a member are not counted";
    return broken;
}

// Each entry is right, and there are as many as motions: so none is missing.
Broken lists_are_true(const state::StateView& view) {
    Broken broken;
    std::uint64_t listed = 0;
    by_state.scan(view, [&](const auto& parts, const v1::StateEntry& entry) {
        const auto& [state, proposed, id] = parts;
        const auto motion = motions.find(view, id);
        if (!motion || static_cast<std::uint64_t>(motion->state()) != state ||
            motion->proposed_ms() != proposed.ms || motion->act_type() != entry.act_type())
            broken = about(id, "is listed as what it is not");
        ++listed;
        return true;
    });
    std::uint64_t all = 0;
    motions.scan(view, [&all](const auto&, const auto&) { return ++all > 0; });
    if (!broken && all != listed) broken = "a motion is in no list";
    return broken;
}

// Who spoke before the beginning or after the end spoke on something else.
Broken all_before_the_end(const state::StateView& view) {
    Broken broken;
    supports.scan(view, [&](const auto& parts, const v1::SupportRow& row) {
        if (auto fault = time_fault(view, std::get<0>(parts), row.time_ms())) broken = fault;
        return true;
    });
    declines.scan(view, [&](const auto& parts, const v1::DeclineRow& row) {
        if (auto fault = time_fault(view, std::get<0>(parts), row.time_ms())) broken = fault;
        return true;
    });
    motions.scan(view, [&](const auto& parts, const v1::Motion& motion) {
        if (!supports.has(view, std::get<0>(parts), id_of(motion.proposer())))
            broken = about(std::get<0>(parts), "is not supported by its proposer");
        return true;
    });
    return broken;
}

}  // namespace linlian::motion
