// Queries on the roll: its figures, its lines, and for a member the lines that are theirs with what
// they may do on each.
#include "codec/refusal.h"
#include "contract/figures.h"
#include "crypto/merkle_log.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/electorate/whole_roll.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/read/queries.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

namespace linlian::ballot {
namespace {

void refuse_line(const Refusal& refusal, v1::MyLinesReply::Entry& entry) {
    entry.set_refusal(refusal.code);
    machine::add_figures(refusal, *entry.mutable_figures());
}

// What counts for the line, as far as this member is told: those whose it is now, and whoever cast
// it. Not who sold it, to whom the line says that it is another's (the refusal); nor, before there
// is a result, its proxy, who else would read whether anybody votes whose mandate they can get.
std::optional<v1::CastRow> told_to(const Reading& reading, const Found& found,
                                   const registry::v1::RollLine& line, const Id16& member) {
    auto counted = casts.find(reading.rows, found.id, hash_of(line.head()));
    if (!counted || counted->member() == member.view()) return counted;
    if (may_see_vote(reading, found, line, member)) return counted;
    return std::nullopt;
}

void describe_vote(const Reading& reading, const Found& found, const v1::CastRow& counted,
                   v1::MyLinesReply::Entry& entry) {
    if (reading.asker != nullptr && may_see_choices(reading, found, counted, reading.asker->member))
        *entry.mutable_choices() = counted.choices();
    entry.set_voted(!counted.struck());
    entry.set_channel(counted.channel());
    entry.set_replaces(counted.transaction());
}

// Why the member cannot vote for this line now, in the order in which a vote would be refused;
// without a refusal they can.
void describe(const Reading& reading, const Found& found, const Id16& member,
              v1::MyLinesReply::Entry& entry) {
    const auto& line = entry.voter().line();
    const auto counted = told_to(reading, found, line, member);
    if (counted) describe_vote(reading, found, *counted, entry);
    const auto stage = stage_at(found.poll, reading.block.time);
    const auto speaker = check_speaker(reading.rows, found.id, found.poll, line, member, counted);
    const auto before_proxy = check_before_proxy(counted, member);
    if (!found.poll.phone())
        refuse_line(
            codec::make_refusal(v1::CHANNEL_CLOSED, {{"channel", v1::Channel_Name(v1::PHONE)}}),
            entry);
    else if (stage != v1::OPEN)
        refuse_line(wrong_stage(stage), entry);
    else if (!speaker)
        refuse_line(speaker.error(), entry);
    else if (speaker->by_proxy && !before_proxy)
        refuse_line(before_proxy.error(), entry);
    else
        entry.set_by_proxy(speaker->by_proxy);
}

// In their own right, now or before they sold, or as a proxy; or they act for an owner since then.
bool concerns(const state::StateView& view, const Id16& ballot, const registry::v1::RollLine& line,
              const Id16& member) {
    return speaks_for(view, line_then(view, ballot, line), member) ||
           is_of_line_now(view, ballot, line, member) || acts_today(view, line, member);
}

// As it grows block by block it would tell of each who moves in or out.
void tell_in_tens(registry::v1::RollTotals& totals) {
    totals.set_heads(totals.heads() / least_heads_shown * least_heads_shown);
    totals.set_premises(totals.premises() / least_heads_shown * least_heads_shown);
}

// What is over and never opened has no roll: it would be that of today, for ever.
Result<Found> find_with_roll(const Reading& reading, const Bytes& ballot) {
    auto found = find_ballot(reading.rows, ballot);
    if (found && found->poll.stage() == v1::WITHDRAWN && found->poll.roll_root().empty())
        return tl::unexpected(wrong_stage(v1::WITHDRAWN));
    return found;
}

}  // namespace

Result<v1::RollReply> roll(const Reading& reading, const v1::RollQuery& query) {
    const auto found = TRY(find_with_roll(reading, query.ballot()));
    const auto seen = roll_seen(reading, found);
    v1::RollReply reply;
    reply.set_height(seen.height);
    reply.set_frozen(seen.frozen);
    *reply.mutable_totals() = seen.roll->totals();
    if (!seen.frozen && registry::tells_homes(found.call.call().electorate()))
        tell_in_tens(*reply.mutable_totals());
    else
        reply.set_root(seen.roll->root().bytes());
    return reply;
}

Result<v1::RollLinesReply> roll_lines(const Reading& reading, const v1::RollLinesQuery& query) {
    const auto page = TRY(page_of(query.limit()));
    const auto found = TRY(find_with_roll(reading, query.ballot()));
    const auto seen = roll_seen(reading, found);
    // Pages go by place in the roll. Until it is posted it may change between two pages.
    const auto& lines = seen.roll->lines();
    v1::RollLinesReply reply;
    for (auto i = query.after(); i < lines.size() && reply.lines_size() < page; ++i)
        *reply.add_lines() = lines[i];
    const auto shown = query.after() + static_cast<std::uint64_t>(reply.lines_size());
    if (reply.lines_size() > 0 && shown < lines.size()) reply.set_next_after(shown);
    return reply;
}

Result<v1::MyLinesReply> my_lines(const Reading& reading, const v1::MyLinesQuery& query) {
    const auto found = TRY(find_ballot(reading.rows, query.ballot()));
    const Id16 member = id_of(query.member());
    const auto seen = roll_seen(reading, found);
    v1::MyLinesReply reply;
    for (const auto i : lines_to_look_at(reading, found, *seen.roll, member)) {
        const auto& line = seen.roll->lines()[i];
        if (!concerns(reading.rows, found.id, line, member)) continue;
        auto& entry = *reply.add_lines();
        *entry.mutable_voter()->mutable_line() = line;
        // Only a frozen roll has a root that a path leads to.
        if (seen.frozen) {
            entry.mutable_voter()->set_index(i);
            entry.mutable_voter()->set_path(join_path(seen.roll->proof(i)));
        }
        describe(reading, found, member, entry);
    }
    return reply;
}

}  // namespace linlian::ballot
