// Who rules on objections to a ballot: the residents' committee, else the street office, never the
// convenor's. An office that closed, or where nobody is left who may rule, or that lets thirty
// days pass, gives way to the others, so that no ballot waits for ever. What changes a vote two
// kinds of office uphold together. Called when a ballot is called, when somebody rules, and when
// nobody did.
#pragma once

#include "contract/context.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/stage.h"

namespace linlian::ballot {

// Whether the office that the call names is the one that rules, and two kinds of office could
// uphold an objection to a vote. Refusals: RULING_OFFICE_WRONG with the office to name,
// NOBODY_RULES, NOBODY_UPHOLDS.
Result<> check_ruling_office(const machine::Context& context, const v1::CallBallot& call);

// Whether the author rules so on this objection. Refusals: CONVENOR_CANNOT_RULE,
// COMPANY_CANNOT_RULE, OWN_OBJECTION, TWO_KINDS_NEEDED, RULER_INVOLVED, NOT_RULING_OFFICE.
Result<> check_ruler(const machine::Context& context, const Found& found,
                     const v1::Objection& objection, v1::Ruling ruling);

// Whether those behind the act uphold this objection to a vote or a delivery: chairs or clerks of
// two kinds of office, two people, none of whom has anything of the convenor, a property company or
// what is disputed; one at least is of the office whose turn it is. Refusals: TWO_KINDS_NEEDED,
// NOT_RULING_OFFICE.
Result<> check_upholders(const machine::Context& context, const v1::UpholdObjection& act,
                         const Found& found, const v1::Objection& objection);

// The offices that could rule on the ballot, in the order in which they come to it.
std::vector<Id16> ruling_offices(const state::StateView& view, const v1::CallBallot& call,
                                 Timestamp now);

// Whether this member has a role in an office that could rule on the ballot, now or after another
// gave way: readers ask.
bool may_come_to_rule(const state::StateView& view, const v1::CallBallot& call, const Id16& member,
                      Timestamp now);

// Whether this member could be one of those who uphold an objection to it: readers ask.
bool may_come_to_uphold(const state::StateView& view, const v1::CallBallot& call,
                        const Id16& member, Timestamp now);

}  // namespace linlian::ballot
