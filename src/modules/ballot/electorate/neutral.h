// Who may work on the papers, deliveries, mandates on paper, sales and city lists of a ballot:
// clerks of residents' committee, street office, owners' committee and preparatory group, and never
// who called the ballot, nor who had a role in the office that calls it or in a property company
// then, since, or in the ninety days before: leaving it does not help. Called by those acts and by
// readers; it never looks at a single voter (that is interest.h).
#pragma once

#include "contract/context.h"
#include "modules/ballot/stage.h"
#include "modules/registry/registry.h"

#include <functional>
#include <set>
#include <vector>

namespace linlian::ballot {

using HasInterest = std::function<bool(const Id16& member)>;
using IsSuch = std::function<bool(const Id16& member)>;

// Whether this member called the ballot, had a role in the office that did in the ninety days
// before or since, or owes their own in another body to one of its kind: else a convenor founds
// itself a second reader.
bool is_of_convenor(const state::StateView& view, const v1::CallRow& call, const Id16& member);

// Whether this member has nothing of the convenor, nor of a property company so long: whoever works
// on a ballot, rules on it or reads for that what others may not.
bool is_apart(const state::StateView& view, const v1::CallRow& call, const Id16& member);

// Whether this member is such a clerk in this office, over all whom the call is about: of a ballot
// of several estates no office of one of them is.
bool is_neutral_clerk(const state::StateView& view, const v1::CallRow& call,
                      const registry::Supporter& who, Timestamp now);

// Whether neutral clerks of two kinds of office, two people who do not owe their roles to each
// other, are there now for such a ballot, where it has papers, a city's list or deliveries for
// those who stay silent. Refusals: CHANNEL_CLOSED, SILENCE_NOT_ALLOWED.
Result<> check_entering_kinds(const machine::Context& context, const v1::CallBallot& call);

// The call as it would stand on record, had the author made it now.
v1::CallRow called_now(const machine::Context& context, const v1::CallBallot& call);

// The members of the office at the end of the block before.
std::vector<Id16> members_of(const machine::Context& context, const Id16& office);

// Whether neutral clerks of so many kinds of office are among these, each kind once, by different
// people who do not owe their roles to each other.
bool spans_kinds(const machine::Context& context, const google::protobuf::Message& act,
                 const std::vector<registry::Supporter>& who, unsigned kinds);

// The same of the author. Refusal: WORKER_NOT_NEUTRAL.
Result<> check_neutral(const machine::Context& context, const v1::CallRow& call,
                       const Id16& office);

// Those who stand behind an act and count for it.
class Workers {
  public:
    // How many kinds of office must stand behind the act, each by another person. Refusal:
    // WORKER_NOT_NEUTRAL where they do not, or where the charter's authority is missing without
    // those who do not count.
    static Result<Workers> of(const machine::Context& context, const google::protobuf::Message& act,
                              const v1::CallRow& call, unsigned kinds);

    // Whether they are enough also without those who have an interest: left out instead of refused,
    // else anybody with an interest could keep others from acting by adding their own support.
    // Refusal: CLERK_INTERESTED with the number of the entry, from 1.
    Result<> check_without(int index, const HasInterest& has) const;
    // The same for whoever has an interest in this line.
    Result<> check_without(int index, const Id16& ballot, const registry::v1::RollLine& line) const;

    // Whether they are enough without such members.
    bool are_enough_without(const IsSuch& is_such) const;
    // Whether any of those who count is such a member.
    bool has_one(const IsSuch& is_such) const;

  private:
    Workers(const machine::Context& context, const google::protobuf::Message& act, unsigned kinds)
        : context_(context), act_(act), kinds_(kinds) {}
    bool are_enough(const std::vector<registry::Supporter>& who) const;

    const machine::Context& context_;
    const google::protobuf::Message& act_;
    unsigned kinds_;
    std::vector<registry::Supporter> who_;
};

// Everybody behind the act, whether they count or not; ascending.
std::set<Id16> members_behind(const machine::Context& context);

}  // namespace linlian::ballot
