// A vote by phone, from proof to row. Read cast first; check_on_roll and row_for are shared with
// paper and list.
#include "modules/ballot/vote/casting.h"

#include "codec/refusal.h"
#include "crypto/merkle_log.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/call/shown.h"
#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/rules.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

namespace linlian::ballot {
namespace {

// What was replaced by name: a vote that was held back cannot override a newer one. A proxy is not
// told what others cast, so of that they name nothing.
Result<> check_replaces(const std::optional<v1::CastRow>& counted, const Speaker& speaker,
                        const Id16& member, const Bytes& replaces) {
    if (replaces == (counted ? counted->transaction() : Bytes{})) return {};
    const bool is_own = counted && !counted->struck() && counted->member() == member.view();
    if (speaker.by_proxy && !is_own && replaces.empty()) return {};
    return refuse(v1::REPLACES_OTHER);
}

// A proxy chooses what their mandate lets them choose.
Result<> check_as_told(const Speaker& speaker, const Choices& choices) {
    if (!speaker.mandate) return {};
    for (const auto& choice : choices) TRY(check_proxy_choice(*speaker.mandate, choice));
    return {};
}

// Whoever owns the line with the voter learns of the vote; nobody else is told that there is one.
void tell_coowners(machine::Context& context, const v1::Cast& act) {
    if (act.voter().line().owners_size() < 2) return;
    v1::CoownerVoted told;
    told.set_ballot(act.ballot());
    told.set_head(act.voter().line().head());
    context.emit(told);
}

}  // namespace

// No line of the roll is a row: the act brings its own, and the path to the frozen root proves it.
// Before the opening there is no root, and nothing is on the roll.
Result<> check_on_roll(const v1::Poll& poll, const v1::ProvenLine& voter) {
    const auto path = split_path(voter.path());
    const bool proven = path && !poll.roll_root().empty() &&
                        voter.line().head().size() == Hash32::size &&
                        registry::verify_roll_proof(hash_of(poll.roll_root()), poll.roll_lines(),
                                                    voter.index(), voter.line(), *path);
    if (!proven) return refuse(v1::LINE_NOT_ON_ROLL);
    return {};
}

// What every vote has in common. Area and building come from the line as it was frozen.
v1::CastRow row_for(const machine::Context& context, const registry::v1::RollLine& line,
                    v1::Channel channel) {
    v1::CastRow row;
    row.set_channel(channel);
    row.set_area_centi(line.area_centi());
    row.set_building(line.building());
    row.set_transaction(context.id().bytes());
    row.set_time_ms(context.now().ms);
    return row;
}

// Reads the poll and the voter's own row, and writes that row alone: nothing grows with the
// electorate, and nothing that others may read says that somebody voted.
Result<> cast(machine::Context& context, const v1::Cast& act) {
    const auto poll = TRY(find_poll(context.view(), act.ballot()));
    TRY(check_shown(poll, act));
    if (!poll.phone()) return refuse(v1::CHANNEL_CLOSED, {{"channel", "PHONE"}});
    if (const auto stage = stage_at(poll, context.now()); stage != v1::OPEN)
        return tl::unexpected(wrong_stage(stage));
    TRY(check_choices(act.choices(), poll.asks(), false));
    TRY(check_on_roll(poll, act.voter()));
    const auto& line = act.voter().line();
    const Id16 ballot = id_of(act.ballot());
    const Hash32 head = hash_of(line.head());
    const auto counted = casts.find(context.view(), ballot, head);
    const Id16& member = context.author().member;
    const auto speaker = TRY(check_speaker(context.view(), ballot, poll, line, member, counted));
    TRY(check_as_told(speaker, act.choices()));
    TRY(check_replaces(counted, speaker, member, act.replaces()));
    // Asked last: it tells a proxy of others' votes, whom nothing else keeps from voting.
    if (speaker.by_proxy) TRY(check_before_proxy(counted, member));

    auto row = row_for(context, line, v1::PHONE);
    *row.mutable_choices() = act.choices();
    row.set_member(member.bytes());
    row.set_enrolled_by(registry::method_of_key(context.view(), context.author().key));
    row.set_by_proxy(speaker.by_proxy);
    // It is the voter's by the word of whoever gave out the key, whatever becomes of the key.
    for (const auto& one : registry::behind_key(context.view(), context.author().key))
        row.add_entered_by(one.bytes());
    put_in_place(context, ballot, head, counted, row);
    tell_coowners(context, act);
    return {};
}

}  // namespace linlian::ballot
