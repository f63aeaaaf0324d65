#include "modules/ballot/interest.h"

#include "codec/refusal.h"
#include "modules/ballot/papers_book.h"
#include "modules/ballot/papers_state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/speaker.h"
#include "modules/ballot/successors.h"
#include "modules/charter/charter.h"
#include "modules/registry/registry.h"

#include <set>

namespace linlian::ballot {

bool has_interest(const state::StateView& view, const Id16& ballot,
                  const registry::v1::RollLine& line, const Id16& member) {
    if (speaks_for(view, line, member) || speaks_for(view, line_now(view, ballot, line), member))
        return true;
    const auto mandate = mandates.find(view, ballot, hash_of(line.head()));
    return mandate && mandate->terms().holder() == member.view();
}

// Left out instead of refused: else anybody with an interest could keep others from acting by
// adding his own support.
Result<> check_disinterested(const machine::Context& context, const google::protobuf::Message& act,
                             int index, const HasInterest& has) {
    const auto all = registry::all_behind(context);
    auto others = all;
    std::erase_if(others, [&has](const registry::Supporter& behind) { return has(behind.member); });
    if (others.size() == all.size()) return {};
    const auto authority = charter::authority_of(context.view(), *act.GetDescriptor());
    if (registry::satisfies(context.view(), authority, others, act, context.now())) return {};
    return refuse(v1::CLERK_INTERESTED, {number_figure(index)});
}

Result<> check_disinterested(const machine::Context& context, const google::protobuf::Message& act,
                             int index, const Id16& ballot, const registry::v1::RollLine& line) {
    return check_disinterested(context, act, index, [&](const Id16& member) {
        return has_interest(context.view(), ballot, line, member);
    });
}

std::vector<Id16> members_behind(const machine::Context& context) {
    std::set<Id16> members;
    for (const auto& behind : registry::all_behind(context)) members.insert(behind.member);
    return {members.begin(), members.end()};
}

}  // namespace linlian::ballot
