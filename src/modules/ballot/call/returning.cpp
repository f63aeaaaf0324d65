// How a rested item comes back early: check_return holds a call against the decision of the
// committee that it names (rule 4). A decision that was used says by which ballot, and is free
// again where nobody could vote on that.
#include "modules/ballot/call/returning.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "modules/ballot/call/presets.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// The part of the committee's members that the local rule asks for.
struct Part {
    std::uint64_t num = 0;
    std::uint64_t den = 0;
};

// The local rule must name it: without it nothing comes back early.
Result<Part> part_of(const v1::CallBallot& act) {
    const auto num = number_of(act, "failed_item_reopen_committee_num").value_or(0);
    const auto den = number_of(act, "failed_item_reopen_committee_den").value_or(0);
    if (num <= 0 || num > den || den > max_fraction_den) return refuse(v1::RETURN_NOT_ALLOWED);
    return Part{static_cast<std::uint64_t>(num), static_cast<std::uint64_t>(den)};
}

// The office is the committee that calls, or that called what failed: so it is of this estate.
bool is_committee(const state::StateView& view, const v1::CallBallot& act, const Bytes& office,
                  const v1::Rest& rest) {
    const auto calls_as_committee = [&office](const v1::CallBallot& call) {
        return call.convenor() == v1::OWNERS_COMMITTEE && call.as_office() == office;
    };
    const auto failed = calls.find(view, id_of(rest.ballot()));
    return calls_as_committee(act) || (failed && calls_as_committee(failed->call()));
}

// The committee decides after the item failed or was withdrawn, and knows it.
bool is_later(const state::StateView& view, const v1::CallRow& decision, const v1::Rest& rest) {
    const auto failed = verdicts.find(view, id_of(rest.ballot()), 0U);
    if (failed) return decision.called_ms() >= failed->time_ms();
    const auto withdrawn = polls.find(view, id_of(rest.ballot()));
    return withdrawn && decision.called_ms() >= withdrawn->withdrawal().time_ms();
}

// The place among the items of the decision of what comes back: its title and full text too, for
// whoever calls chooses the number, and who votes reads these.
std::optional<std::uint64_t> item_on(const v1::CallBallot& decision, const v1::Item& back) {
    for (int i = 0; i < decision.items_size(); ++i) {
        const auto& item = decision.items(i);
        if (item.subject() == back.subject() && item.document() == back.document() &&
            codec::encode(item.title()) == codec::encode(back.title()) &&
            item.matter() == v1::CHARTER_DEFINED && item.form() == v1::YES_OR_NO)
            return static_cast<std::uint64_t>(i);
    }
    return std::nullopt;
}

// Of all members, not of those who voted.
struct Agreement {
    std::uint64_t have = 0;
    std::uint64_t members = 0;
};

// Of those who were members when what failed was called. The chair alone takes in the others, so
// that who came or left since then makes no agreement.
Agreement agreed_of_old(const state::StateView& view, const Found& decision, std::uint64_t number,
                        const v1::CallRow& failed) {
    Agreement found;
    const auto lines = registry::roll_at(view, decision.call.call().electorate(),
                                         failed.called_height(), Timestamp{failed.called_ms()});
    found.members = lines.size();
    for (const auto& line : lines) {
        const auto cast = casts.find(view, decision.id, hash_of(line.head()));
        if (cast && !cast->struck() &&
            cast->choices(static_cast<int>(number)).open().mark() == v1::AGREE)
            ++found.have;
    }
    return found;
}

// Rounded up, and one at least: a part of no members is no agreement.
Result<> check_agreed(const Agreement& agreement, const Part& part) {
    const auto& [have, members] = agreement;
    const auto needed = std::max<std::uint64_t>((members * part.num + part.den - 1) / part.den, 1);
    if (have >= needed) return {};
    return refuse(v1::RETURN_NOT_AGREED, {{"have", std::to_string(have)},
                                          {"members", std::to_string(members)},
                                          {"needed", std::to_string(needed)}});
}

// Empty: the decisions may be used again.
void set_let_back(machine::Context& context, const v1::CallBallot& act, const Bytes& made) {
    for (const auto& item : act.items()) {
        if (item.returned_by().empty()) continue;
        const Id16 id = id_of(item.returned_by());
        auto poll = polls.find(context.view(), id).value();
        poll.set_let_back(made);
        polls.put(context.state(), id, poll);
    }
}

}  // namespace

// Asked twice for agreement: of the members of today's decision, and of those of when what failed
// was called. Nobody gets there by choosing the members.
Result<> check_return(const state::StateView& view, const v1::CallBallot& act, const v1::Item& item,
                      const std::vector<v1::Rest>& waiting) {
    const auto decision = TRY(find_ballot(view, item.returned_by()));
    if (item.returned_shown() != decision.poll.shown()) return refuse(v1::SHOWN_DIFFERS);
    const auto part = TRY(part_of(act));
    if (waiting.empty()) return refuse(v1::RETURN_NOT_ALLOWED);
    const auto& call = decision.call.call();
    const auto number = item_on(call, item);
    bool right = number && stands(decision.poll) && call.convenor() == v1::OFFICE_ITSELF &&
                 call.electorate().electors() == registry::v1::OFFICE_MEMBERS;
    for (const auto& rest : waiting)
        right = right && rest.ballot() == waiting.front().ballot() &&
                is_committee(view, act, call.as_office(), rest) &&
                is_later(view, decision.call, rest);
    if (!right) return refuse(v1::RETURN_BALLOT_WRONG);
    const auto verdict = verdicts.find(view, decision.id, *number).value();
    TRY(check_agreed({verdict.input().agree().heads().value(), decision.poll.roll_lines()}, part));
    const auto failed = calls.find(view, id_of(waiting.front().ballot())).value();
    TRY(check_agreed(agreed_of_old(view, decision, *number, failed), part));
    if (!decision.poll.let_back().empty()) return refuse(v1::RETURN_USED);
    return {};
}

void use_returns(machine::Context& context, const v1::CallBallot& act, const Id16& made) {
    set_let_back(context, act, made.bytes());
}

void give_returns_back(machine::Context& context, const v1::CallBallot& call) {
    set_let_back(context, call, {});
}

}  // namespace linlian::ballot
