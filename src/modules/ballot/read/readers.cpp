// Who may read what. The small questions about a member stand first, then check and its variants,
// which put them together, and at the end one may_read for each query: there it says who reads it,
// before the result and after. Nobody signed means that only public things are told.
#include "modules/ballot/read/readers.h"

#include "codec/refusal.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/dispute/rulers.h"
#include "modules/ballot/dispute/rulings.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/electorate/whole_roll.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// Of residents and households nobody reads for the sake of papers that there are none of.
bool enters_papers(const Reading& reading, const Found& found, const Id16& member) {
    const bool has_some = found.poll.paper() || found.poll.city_list();
    if (!has_some && registry::tells_homes(found.call.call().electorate())) return false;
    const auto in = registry::offices_of(reading.rows, member);
    return std::any_of(in.begin(), in.end(), [&](const registry::Supporter& who) {
        return is_neutral_clerk(reading.rows, found.call, who, reading.block.time);
    });
}

// A chair or clerk of the convenor's, for all whom the call is about.
bool works_for_convenor(const Reading& reading, const v1::CallBallot& call, const Id16& member) {
    const registry::Supporter who{member, id_of(call.as_office())};
    const Id16 estate = registry::estate_of(reading.rows, call.electorate());
    return registry::holds_role_over(reading.rows, who, "chair", estate, reading.block.time) ||
           registry::holds_role_over(reading.rows, who, "clerk", estate, reading.block.time);
}

// Those of residents' committee and street office come to rule, where these count and work for all
// whom the call is about.
bool works_on(const Reading& reading, const Found& found, const Id16& member) {
    const auto& call = found.call.call();
    return works_for_convenor(reading, call, member) ||
           may_come_to_rule(reading.rows, call, member, reading.block.time) ||
           enters_papers(reading, found, member);
}

// Who of those reads already what would tell who has voted, or how: before there is a result only
// whose work needs it, and never the office that calls the ballot.
using WorksWith = bool (*)(const Reading& reading, const Found& found, const Id16& member);

// Nobody of the convenor's office or of a property company does, whatever else they are.
bool may_rule(const Reading& reading, const Found& found, const Id16& member) {
    const auto& call = found.call.call();
    const auto& now = reading.block.time;
    return may_come_to_rule(reading.rows, call, member, now) &&
           is_apart(reading.rows, found.call, member);
}

// Of what changes a vote: whoever could stand behind that, too.
bool may_decide_on(const Reading& reading, const Found& found, const v1::Objection& row,
                   const Id16& member) {
    if (may_rule(reading, found, member)) return true;
    return changes_a_vote(row.about()) &&
           may_come_to_uphold(reading.rows, found.call.call(), member, reading.block.time) &&
           is_apart(reading.rows, found.call, member);
}

// Those whose work needs it before there is a result.
bool works_or_rules(const Reading& reading, const Found& found, const Id16& member) {
    return enters_papers(reading, found, member) || may_rule(reading, found, member);
}

bool nobody(const Reading&, const Found&, const Id16&) { return false; }

// Whose work needs what is told of voters now.
// After the result those who work on the ballot. Of a private roll not the convenor: there work
// means to rule or to enter papers.
WorksWith who_works(const Reading& reading, const Found& found, WorksWith early) {
    const auto works = has_result(found.poll, reading.block.time) ? works_on : early;
    const bool is_private = registry::tells_homes(found.call.call().electorate());
    return is_private && works == works_on ? works_or_rules : works;
}

using IsTheirs = std::function<bool(const Found&)>;

// Any whose own it is; those who work on the ballot once there is a result, `early` ones before.
Result<> check(const Reading& reading, const Author* asker, BytesView ballot, WorksWith early,
               const IsTheirs& is_theirs) {
    const auto found = TRY(find_ballot(reading.rows, ballot));
    if (asker == nullptr) return refuse(v1::NOT_FOR_YOU);
    const auto works = who_works(reading, found, early);
    if (works(reading, found, asker->member) || is_theirs(found)) return {};
    return refuse(v1::NOT_FOR_YOU);
}

// For a member, and those who work on the ballot.
Result<> check_member(const Reading& reading, const Author* asker, BytesView ballot,
                      BytesView member, WorksWith early) {
    return check(reading, asker, ballot, early,
                 [&](const Found&) { return asker->member.view() == member; });
}

using IsOfLine = bool (*)(const Reading& reading, const Found& found,
                          const registry::v1::RollLine& line, const Id16& member);

bool is_of_line(const Reading& reading, const Found& found, const registry::v1::RollLine& line,
                const Id16& member) {
    return is_of_line_now(reading.rows, found.id, line, member);
}

// For whoever has an interest in the line of `head`; where there is none, in any line of the roll,
// unless that roll is private.
Result<> check_voter(const Reading& reading, const Author* asker, BytesView ballot, WorksWith early,
                     BytesView head = {}, IsOfLine is_theirs = is_of_line) {
    return check(reading, asker, ballot, early, [&](const Found& found) {
        if (head.empty() && registry::tells_homes(found.call.call().electorate())) return false;
        const auto seen = roll_seen(reading, found);
        const auto looked_at = lines_to_look_at(reading, found, *seen.roll, asker->member);
        return std::any_of(looked_at.begin(), looked_at.end(), [&](std::uint64_t index) {
            const auto& line = seen.roll->lines()[index];
            if (head.empty()) return has_interest(reading.rows, found.id, line, asker->member);
            return line.head() == head && is_theirs(reading, found, line, asker->member);
        });
    });
}

}  // namespace

// Before the result only what one cast oneself.
bool may_see_choices(const Reading& reading, const Found& found, const v1::CastRow& counted,
                     const Id16& asker) {
    return has_result(found.poll, reading.block.time) || counted.member() == asker.view();
}

bool may_see_vote(const Reading& reading, const Found& found, const registry::v1::RollLine& line,
                  const Id16& asker) {
    return speaks_for(reading.rows, line_now(reading.rows, found.id, line), asker) ||
           (has_result(found.poll, reading.block.time) &&
            is_of_line_now(reading.rows, found.id, line, asker));
}

bool may_see_objection(const Reading& reading, const Found& found, const v1::Objection& row) {
    return reading.asker != nullptr && (reading.asker->member.view() == row.member() ||
                                        may_decide_on(reading, found, row, reading.asker->member));
}

// What others read on paper waits for the result, for clerks too.
bool may_see_readings(const Reading& reading, const v1::Poll& poll) {
    return has_result(poll, reading.block.time);
}

bool is_of_mandate(const v1::Mandate& row, const Id16& member) {
    return row.giver() == member.view() || (!row.ended() && row.terms().holder() == member.view());
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::RollLinesQuery& query) {
    const auto call = call_of(reading.rows, id_of(query.ballot()));
    if (call && !registry::tells_homes(call->call().electorate())) return {};
    // Before the opening there is nothing to enter, and objections to it are all to rule on.
    const auto poll = find_poll(reading.rows, query.ballot());
    const auto works = poll && poll->roll_root().empty() ? may_rule : works_or_rules;
    return check(reading, asker, query.ballot(), works, [](const Found&) { return false; });
}

// Before the result nobody reads for a member but the member.
Result<> may_read(const Reading& reading, const Author* asker, const v1::MyLinesQuery& query) {
    return check_member(reading, asker, query.ballot(), query.member(), nobody);
}

// The vote of another line is read by voters whose roll is public.
Result<> may_read(const Reading& reading, const Author* asker, const v1::CastQuery& query) {
    const auto of_any = check_voter(reading, asker, query.ballot(), works_on);
    if (of_any) return {};
    return check_voter(reading, asker, query.ballot(), works_on, query.head());
}

// Before the result a list of them would tell who has voted, or says so: one's own are told, and
// all to those who rule or enter papers.
Result<> may_read(const Reading& reading, const Author* asker, const v1::ObjectionsQuery& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    if (!query.member().empty() && asker != nullptr && asker->member.view() == query.member())
        return {};
    if (has_result(poll, reading.block.time))
        return check_voter(reading, asker, query.ballot(), works_on);
    return check(reading, asker, query.ballot(), works_or_rules,
                 [](const Found&) { return false; });
}

// Whole it is for less people than the list, which tells others what is published.
Result<> may_read(const Reading& reading, const Author* asker, const v1::ObjectionQuery& query) {
    const auto row = objections.find(reading.rows, id_of(query.objection()));
    if (!row) return refuse(v1::OBJECTION_UNKNOWN);
    if (asker == nullptr) return refuse(v1::NOT_FOR_YOU);
    const auto found = find_ballot(reading.rows, row->ballot());
    CHECK(found.has_value());  // an objection is to a ballot on record
    auto asked = reading;
    asked.asker = asker;
    if (may_see_objection(asked, *found, *row)) return {};
    return refuse(v1::NOT_FOR_YOU);
}

// All votes with their heads: for voters of a public roll, and those who work on the ballot.
Result<> may_read(const Reading& reading, const Author* asker, const v1::RecountQuery& query) {
    return check_voter(reading, asker, query.ballot(), works_on);
}

// What became of a paper says that its voter handed one in: a proxy reads it with the result.
Result<> may_read(const Reading& reading, const Author* asker, const v1::PaperQuery& query) {
    return check(reading, asker, query.ballot(), works_or_rules, [&](const Found& found) {
        const auto row = papers.find(reading.rows, found.id, id_of(query.serial()));
        return row && may_see_vote(reading, found, row->line(), asker->member);
    });
}

// Of one line whoever may see its vote; of all lines only who works with papers or rules.
Result<> may_read(const Reading& reading, const Author* asker, const v1::PapersQuery& query) {
    if (!query.head().empty())
        return check_voter(reading, asker, query.ballot(), works_or_rules, query.head(),
                           may_see_vote);
    return check(reading, asker, query.ballot(), works_or_rules,
                 [](const Found&) { return false; });
}

// Whoever has the line reads what is said to have reached them, so that they can object.
Result<> may_read(const Reading& reading, const Author* asker, const v1::DeliveryQuery& query) {
    return check_voter(reading, asker, query.ballot(), works_or_rules, query.head());
}

// Who enters papers has to see whose proxy somebody is.
Result<> may_read(const Reading& reading, const Author* asker, const v1::MandatesQuery& query) {
    return check_member(reading, asker, query.ballot(), query.member(), enters_papers);
}

// Of the whole ballot, as the city's list below: for any voter of a public roll, and those who work
// on it.
Result<> may_read(const Reading& reading, const Author* asker, const v1::SuccessorsQuery& query) {
    return check_voter(reading, asker, query.ballot(), works_on);
}

Result<> may_read(const Reading& reading, const Author* asker, const v1::CityListQuery& query) {
    return check_voter(reading, asker, query.ballot(), works_on);
}

}  // namespace linlian::ballot
