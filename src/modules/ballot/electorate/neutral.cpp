// Clerks who may work on a ballot. is_neutral_clerk asks of one person, check_entering_kinds
// whether there are enough of them before a ballot is called, Workers whether those behind an act
// are enough.
#include "modules/ballot/electorate/neutral.h"

#include "codec/refusal.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/rules.h"
#include "modules/charter/charter.h"

#include <algorithm>
#include <array>
#include <set>

namespace linlian::ballot {
namespace {

// The table of default powers (papers, deliveries, mandates on paper).
constexpr std::array<std::string_view, 4> kinds_at_work{"residents", "street", "owners",
                                                        "preparatory"};

// The members of an office, as the registry makes rolls.
registry::v1::Electorate electorate_of(const Id16& office) {
    registry::v1::Electorate members;
    members.set_electors(registry::v1::OFFICE_MEMBERS);
    members.set_office(office.bytes());
    return members;
}

// The neutral clerks of this kind of office who are there now. What is of another estate is passed
// over before anybody is looked at.
std::vector<registry::Supporter> clerks_of(const machine::Context& context, const v1::CallRow& call,
                                           const std::string& kind) {
    std::vector<registry::Supporter> clerks;
    const auto& view = context.view();
    const Id16 estate = registry::estate_of(view, call.call().electorate());
    for (const auto& office : registry::offices_of_kind(view, kind)) {
        const Id16 of_office = registry::estate_of(view, electorate_of(office));
        if (!of_office.is_zero() && of_office != estate) continue;
        for (const auto& member : members_of(context, office))
            if (clerks.size() < max_clerks_asked &&
                is_neutral_clerk(view, call, {member, office}, context.now()))
                clerks.push_back({member, office});
    }
    return clerks;
}

}  // namespace

bool is_of_convenor(const state::StateView& view, const v1::CallRow& call, const Id16& member) {
    const Id16 office = id_of(call.call().as_office());
    return call.called_by() == member.view() ||
           registry::is_or_was_of(view, member, office, Timestamp{call.called_ms()}) ||
           registry::is_made_by_body(view, member, office, Timestamp{call.called_ms()});
}

bool is_apart(const state::StateView& view, const v1::CallRow& call, const Id16& member) {
    return !is_of_convenor(view, call, member) &&
           !registry::is_or_was_in_kind(view, member, "property", Timestamp{call.called_ms()});
}

// From cheap to dear: office and estate first, then roles, then what the person was in the past.
bool is_neutral_clerk(const state::StateView& view, const v1::CallRow& call,
                      const registry::Supporter& who, Timestamp now) {
    const Id16 convenor = id_of(call.call().as_office());
    if (who.office.is_zero() || who.office == convenor) return false;
    const auto kind = registry::office_kind(view, who.office);
    const Id16 estate = registry::estate_of(view, call.call().electorate());
    const Id16 of_office = registry::estate_of(view, electorate_of(who.office));
    if (!of_office.is_zero() && of_office != estate) return false;
    return kind && std::ranges::count(kinds_at_work, *kind) > 0 &&
           registry::counts_for_its_kind(view, who.office, now) &&
           registry::holds_role_over(view, who, "clerk", estate, now) &&
           is_apart(view, call, who.member);
}

v1::CallRow called_now(const machine::Context& context, const v1::CallBallot& call) {
    v1::CallRow row;
    *row.mutable_call() = call;
    row.set_called_by(context.author().member.bytes());
    row.set_called_height(context.height());
    row.set_called_ms(context.now().ms);
    return row;
}

std::vector<Id16> members_of(const machine::Context& context, const Id16& office) {
    std::vector<Id16> members;
    for (const auto& line : registry::roll_at(context.view(), electorate_of(office),
                                              context.height() - 1, context.now()))
        members.push_back(id_of(line.voter()));
    return members;
}

Result<> check_entering_kinds(const machine::Context& context, const v1::CallBallot& call) {
    const auto& channels = call.terms().channels();
    const auto entered = std::ranges::find_if(
        channels, [](int channel) { return channel == v1::PAPER || channel == v1::CITY_LIST; });
    if (entered == channels.end() && !call.terms().silence_follows_majority()) return {};
    const auto row = called_now(context, call);
    std::vector<registry::Supporter> clerks;
    for (const auto kind : kinds_at_work) {
        const auto of_kind = clerks_of(context, row, std::string{kind});
        clerks.insert(clerks.end(), of_kind.begin(), of_kind.end());
    }
    // What two of them read counts only where neither owes their role to the other.
    if (spans_kinds(context, call, clerks, 2)) return {};
    // Deliveries are recorded by such clerks too, and whom nothing reached is not silent.
    if (entered == channels.end()) return refuse(v1::SILENCE_NOT_ALLOWED);
    return refuse(v1::CHANNEL_CLOSED,
                  {{"channel", v1::Channel_Name(static_cast<v1::Channel>(*entered))}});
}

// Asked as an authority of the charter would be, so that there is one place that knows when two
// people do not owe their roles to each other.
bool spans_kinds(const machine::Context& context, const google::protobuf::Message& act,
                 const std::vector<registry::Supporter>& who, unsigned kinds) {
    codec::v1::Authority clerks;
    clerks.mutable_cosign()->set_offices(kinds);
    clerks.mutable_cosign()->set_role("clerk");
    for (const auto kind : kinds_at_work)
        clerks.mutable_cosign()->add_office_kinds(std::string{kind});
    return registry::satisfies(context.view(), clerks, who, act, context.now()).has_value();
}

Result<> check_neutral(const machine::Context& context, const v1::CallRow& call,
                       const Id16& office) {
    const registry::Supporter author{context.author().member, office};
    if (is_neutral_clerk(context.view(), call, author, context.now())) return {};
    return refuse(v1::WORKER_NOT_NEUTRAL);
}

Result<Workers> Workers::of(const machine::Context& context, const google::protobuf::Message& act,
                            const v1::CallRow& call, unsigned kinds) {
    Workers workers{context, act, kinds};
    for (const auto& behind : registry::all_behind(context))
        if (is_neutral_clerk(context.view(), call, behind, context.now()))
            workers.who_.push_back(behind);
    if (!workers.are_enough(workers.who_)) return refuse(v1::WORKER_NOT_NEUTRAL);
    return workers;
}

// Both what this module asks for and what the charter asks for the act, which may be more.
bool Workers::are_enough(const std::vector<registry::Supporter>& who) const {
    if (!spans_kinds(context_, act_, who, kinds_)) return false;
    const auto authority = charter::authority_of(context_.view(), *act_.GetDescriptor());
    return registry::satisfies(context_.view(), authority, who, act_, context_.now()).has_value();
}

bool Workers::are_enough_without(const IsSuch& is_such) const {
    auto others = who_;
    std::erase_if(others,
                  [&is_such](const registry::Supporter& behind) { return is_such(behind.member); });
    return others.size() == who_.size() || are_enough(others);
}

Result<> Workers::check_without(int index, const HasInterest& has) const {
    if (are_enough_without(has)) return {};
    return refuse(v1::CLERK_INTERESTED, {number_figure(index)});
}

Result<> Workers::check_without(int index, const Id16& ballot,
                                const registry::v1::RollLine& line) const {
    return check_without(index, [&](const Id16& member) {
        return has_interest(context_.view(), ballot, line, member);
    });
}

bool Workers::has_one(const IsSuch& is_such) const {
    return std::ranges::any_of(
        who_, [&is_such](const registry::Supporter& behind) { return is_such(behind.member); });
}

std::set<Id16> members_behind(const machine::Context& context) {
    std::set<Id16> members;
    for (const auto& behind : registry::all_behind(context)) members.insert(behind.member);
    return members;
}

}  // namespace linlian::ballot
