// Invariants of single rows, from what stood there before and after; the machine asks them after
// each change. Rows that stay on record are never erased: their checks say that first.
#include "modules/ballot/invariants.h"

#include "codec/wire.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// A later stage, or the same; one that is over stays so.
// Numbers of stages grow in the order of a ballot's life, so that later means greater; withdrawn is
// outside of that order and has its own line.
bool may_follow(v1::Stage before, v1::Stage after) {
    if (before == after) return true;
    if (after == v1::WITHDRAWN) return before == v1::NOTICE || before == v1::OPEN;
    return before < after && after <= v1::FINAL;
}

bool same_asks(const v1::Poll& a, const v1::Poll& b) {
    return std::ranges::equal(a.asks(), b.asks(), [](const auto& one, const auto& other) {
        return codec::encode(one) == codec::encode(other);
    });
}

bool same_roll(const v1::Poll& a, const v1::Poll& b) {
    return a.roll_height() == b.roll_height() && a.roll_root() == b.roll_root() &&
           a.roll_lines() == b.roll_lines() && a.roll_area_centi() == b.roll_area_centi() &&
           a.roll_ms() == b.roll_ms() && same_asks(a, b);
}

}  // namespace

// A call is written once, and never erased.
Broken call_stays(const std::optional<v1::CallRow>& before, const std::optional<v1::CallRow>&) {
    if (before) return "what was called was changed";
    return std::nullopt;
}

Broken poll_goes_on(const std::optional<v1::Poll>& before, const std::optional<v1::Poll>& after) {
    if (!after) return "a ballot was erased";
    if (after->opens_ms() >= after->closes_ms()) return "a ballot closes before it opens";
    if (!before) return std::nullopt;
    if (!may_follow(before->stage(), after->stage())) return "a ballot went back";
    // Until the opening the roll may be made anew, after an upheld objection.
    if (before->stage() != v1::NOTICE && !same_roll(*before, *after))
        return "a frozen roll was changed";
    if (after->closes_ms() < before->closes_ms()) return "a ballot closes earlier than was said";
    return std::nullopt;
}

Broken final_verdict_stays(const std::optional<v1::VerdictRow>& before,
                           const std::optional<v1::VerdictRow>& after) {
    if (!after) return "a verdict was erased";
    if (before && before->stage() == v1::FINAL) return "a final verdict was changed";
    return std::nullopt;
}

Broken cast_stays(const std::optional<v1::CastRow>& before,
                  const std::optional<v1::CastRow>& after) {
    if (!after) return "what counted for a voter was erased";
    if (!before) return std::nullopt;
    if (before->area_centi() != after->area_centi() || before->building() != after->building())
        return "a voter's line was changed while it counts";
    if (!before->ruled_by().empty() && after->ruled_by().empty())
        return "a ruling on what counts was undone";
    return std::nullopt;
}

Broken ruling_stays(const std::optional<v1::Objection>& before,
                    const std::optional<v1::Objection>& after) {
    if (!after) return "an objection was erased";
    if (before && before->ruling() != v1::RULING_UNSPECIFIED) return "a ruling was changed";
    return std::nullopt;
}

}  // namespace linlian::ballot
