#include "modules/ballot/speaker.h"

#include "codec/refusal.h"
#include "modules/ballot/rules.h"
#include "modules/registry/registry.h"

namespace linlian::ballot {
namespace {

// A named voter counts while he speaks for one of the owners (registry, named voters).
bool has_named_voter(const state::StateView& view, const registry::v1::RollLine& line) {
    return !line.voter().empty() && speaks_for(view, line, id_of(line.voter()));
}

}  // namespace

bool speaks_for(const state::StateView& view, const registry::v1::RollLine& line,
                const Id16& member) {
    for (const auto& owner : line.owners())
        if (registry::may_speak_for(view, id_of(owner), member)) return true;
    return false;
}

Result<Speaker> check_speaker(const state::StateView& view, const v1::Poll& poll,
                              const registry::v1::RollLine& line, const Id16& member,
                              const std::optional<v1::CastRow>& counted) {
    if (!speaks_for(view, line, member)) return refuse(v1::NOT_YOUR_LINE);
    if (line.voter() != member.view() && has_named_voter(view, line))
        return refuse(v1::VOTER_NAMED);
    if (!counted) return Speaker{};
    if (!counted->ruled_by().empty()) return refuse(v1::RULED_ALREADY);
    if (counted->struck()) return Speaker{};
    const bool closed_to_phone = counted->channel() == v1::CITY_LIST ||
                                 (counted->channel() == v1::PAPER && poll.paper_displaces_phone());
    if (closed_to_phone)
        return refuse(v1::CHANNEL_COUNTS, {{"channel", v1::Channel_Name(counted->channel())}});
    // The first co-owner's ballot stands as long as he speaks for the line.
    if (!counted->member().empty() && counted->member() != member.view() &&
        speaks_for(view, line, id_of(counted->member())))
        return refuse(v1::COOWNER_VOTED);
    return Speaker{};
}

}  // namespace linlian::ballot
