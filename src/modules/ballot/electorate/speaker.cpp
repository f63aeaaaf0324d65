// Who may vote for a line. check_speaker is what a vote asks; the questions above it are asked by
// everybody who has to know whose a line is.
#include "modules/ballot/electorate/speaker.h"

#include "codec/refusal.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/vote/mandates.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <limits>

namespace linlian::ballot {
namespace {

// A height that no later row has begun after.
constexpr Height today = std::numeric_limits<Height>::max();

// A vote of the voter's own that a phone cannot displace, whoever holds it.
Result<> check_open_to_phone(const v1::Poll& poll, const v1::CastRow& counted) {
    if (counted.by_proxy()) return {};
    // What was entered on paper or from the list stands before a vote by phone where the terms say
    // so; the list always does.
    const bool closed = counted.channel() == v1::CITY_LIST ||
                        (counted.channel() == v1::PAPER && poll.paper_displaces_phone());
    if (closed)
        return refuse(v1::CHANNEL_COUNTS, {{"channel", v1::Channel_Name(counted.channel())}});
    return {};
}

// A proxy's vote is the vote of whoever gave them their mandate.
Bytes voice_of(const state::StateView& view, const Id16& ballot, const Hash32& head,
               const v1::CastRow& counted) {
    return counted.by_proxy() ? giver_of(view, ballot, head) : counted.member();
}

}  // namespace

LineAt line_then(const state::StateView& view, const Id16& ballot,
                 const registry::v1::RollLine& line) {
    const auto poll = poll_of(view, ballot);
    const bool frozen = poll && !poll->roll_root().empty();
    return {line, frozen ? poll->roll_height() : today};
}

bool speaks_for(const state::StateView& view, const LineAt& line, const Id16& member) {
    return std::ranges::any_of(line.line.owners(), [&](const Bytes& owner) {
        return registry::acted_for_at(view, id_of(owner), member, line.height);
    });
}

bool acts_today(const state::StateView& view, const registry::v1::RollLine& line,
                const Id16& member) {
    return speaks_for(view, {line, today}, member);
}

bool has_named_voter(const state::StateView& view, const LineAt& line) {
    const auto& voter = line.line.voter();
    return !voter.empty() && speaks_for(view, line, id_of(voter));
}

Result<Speaker> check_speaker(const state::StateView& view, const Id16& ballot,
                              const v1::Poll& poll, const registry::v1::RollLine& frozen,
                              const Id16& member, const std::optional<v1::CastRow>& counted) {
    const auto line =
        poll.successors() == 0 ? line_then(view, ballot, frozen) : line_now(view, ballot, frozen);
    if (!speaks_for(view, line, member)) {
        const auto mandate = mandate_of(view, ballot, frozen, member);
        if (!mandate) return refuse(v1::NOT_YOUR_LINE);
        return Speaker{true, mandate->terms()};
    }
    if (line.line.voter() != member.view() && has_named_voter(view, line))
        return refuse(v1::VOTER_NAMED);
    if (!counted) return Speaker{};
    if (!counted->ruled_by().empty()) return refuse(v1::RULED_ALREADY);
    if (counted->struck()) return Speaker{};
    TRY(check_open_to_phone(poll, *counted));
    // The first co-owner's ballot stands as long as they speak for the line.
    const auto voice = voice_of(view, ballot, hash_of(frozen.head()), *counted);
    if (!voice.empty() && voice != member.view() && speaks_for(view, line, id_of(voice)))
        return refuse(v1::COOWNER_VOTED);
    return Speaker{};
}

Result<> check_before_proxy(const std::optional<v1::CastRow>& counted, const Id16& member) {
    if (!counted) return {};
    if (!counted->ruled_by().empty()) return refuse(v1::RULED_ALREADY);
    if (counted->struck()) return {};
    if (counted->channel() != v1::PHONE)
        return refuse(v1::CHANNEL_COUNTS, {{"channel", v1::Channel_Name(counted->channel())}});
    if (!counted->by_proxy()) return refuse(v1::OWNER_VOTED);
    if (counted->member() != member.view()) return refuse(v1::LINE_USED);
    return {};
}

}  // namespace linlian::ballot
