#include "modules/registry/second_check.h"

#include "codec/refusal.h"
#include "modules/charter/charter.h"
#include "modules/registry/authority.h"
#include "modules/registry/behind.h"
#include "modules/registry/makers.h"
#include "modules/registry/rules.h"

#include <algorithm>

namespace linlian::registry {
namespace {

bool is_of_proposer(const machine::Context& context, const v1::SlipBatch& batch,
                    const Supporter& behind) {
    const auto kind = office_kind(context.view(), behind.office);
    return kind && std::ranges::count(batch.proposer_kinds(), *kind) > 0;
}

// The author among them for an office, and the authority of the act with them alone.
bool suffice(const machine::Context& context, const machine::Message& act,
             const std::vector<Supporter>& who) {
    const bool by_author = std::ranges::any_of(who, [&](const Supporter& behind) {
        return behind.member == context.author().member && !behind.office.is_zero();
    });
    const auto authority = charter::authority_of(context.view(), *act.GetDescriptor());
    return by_author && satisfies(context.view(), authority, who, act, context.now());
}

}  // namespace

Result<> check_second_clerk(const machine::Context& context, const Id16& id,
                            const v1::SlipBatch& batch, const machine::Message& act) {
    // Of another kind than none is everybody.
    if (batch.proposer_kinds().empty()) return refuse(v1::CHECKER_NOT_INDEPENDENT);
    const auto stood_behind = behind_batch(context.view(), id);
    auto others = all_behind(context);
    std::erase_if(others, [&](const Supporter& behind) {
        if (is_of_proposer(context, batch, behind) || stood_behind.contains(behind.member))
            return true;
        return std::ranges::any_of(batch.supporters(), [&](const auto& one) {
            const Supporter supporter{id_of(one.member()), id_of(one.office())};
            Makers made_by;
            for (const auto& maker : one.made_by()) made_by.members.insert(id_of(maker));
            made_by.kinds = {one.made_by_kinds().begin(), one.made_by_kinds().end()};
            return behind.member == supporter.member ||
                   owe_each_other(context.view(), behind, supporter, made_by, context.now());
        });
    });
    if (suffice(context, act, others)) return {};
    return refuse(v1::CHECKER_NOT_INDEPENDENT);
}

Result<> check_issuing_clerk(const machine::Context& context, const v1::SlipBatch& batch,
                             const machine::Message& act) {
    auto own = all_behind(context);
    std::erase_if(own,
                  [&](const Supporter& behind) { return !is_of_proposer(context, batch, behind); });
    if (suffice(context, act, own)) return {};
    return refuse(v1::SLIP_OF_OTHERS);
}

}  // namespace linlian::registry
