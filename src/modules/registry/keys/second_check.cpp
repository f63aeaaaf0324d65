#include "modules/registry/keys/second_check.h"

#include "codec/refusal.h"
#include "modules/charter/charter.h"
#include "modules/registry/authority/authority.h"
#include "modules/registry/authority/behind.h"
#include "modules/registry/authority/reach_people.h"
#include "modules/registry/offices/makers.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

bool is_of_proposer(const machine::Context& context, const v1::SlipBatch& batch,
                    const Supporter& behind) {
    const auto kind = office_kind(context.view(), behind.office);
    return kind && std::ranges::count(batch.proposer_kinds(), *kind) > 0;
}

// Who stands apart from a batch: of another kind of office than its proposer's, not among those who
// stood behind it, and one will with none of those whom it needed.
class Apart {
  public:
    Apart(const machine::Context& context, const Id16& id, const v1::SlipBatch& batch)
        : kinds_(batch.proposer_kinds().begin(), batch.proposer_kinds().end()),
          stood_behind_(behind_batch(context.view(), id)) {
        for (const auto& one : batch.supporters()) {
            const Supporter supporter{id_of(one.member()), id_of(one.office())};
            auto made = made_now(context, supporter);
            for (const auto& maker : one.made_by()) made.by.members.insert(id_of(maker));
            made.by.kinds.insert(one.made_by_kinds().begin(), one.made_by_kinds().end());
            stood_behind_.insert(supporter.member);
            needed_.push_back(std::move(made));
        }
    }
    bool operator()(const Made& one) const {
        return !kinds_.contains(one.kind) && !stood_behind_.contains(one.member) &&
               std::ranges::none_of(
                   needed_, [&one](const Made& other) { return owe_each_other(one, other); });
    }

    static Made made_now(const machine::Context& context, const Supporter& who) {
        const auto office = offices.find(context.view(), who.office);  // closed since, too
        return {who.member, office ? office->kind() : "",
                makers_of_supporter(context.view(), who, context.now())};
    }

  private:
    std::set<std::string> kinds_;
    std::set<Id16> stood_behind_;
    std::vector<Made> needed_;
};

// Those who hold roles and those to whom the chairs could give one; where an office has no chair,
// anybody whom a new one takes in.
std::vector<Backer> who_could_check(const machine::Context& context,
                                    const codec::v1::Authority& authority,
                                    const WhoCounts& counts) {
    const auto asked = asked_roles(authority);
    std::set<std::string> kinds;
    for (const auto& [kind, role] : asked) kinds.insert(kind);
    const auto open = open_offices(context.view(), context.now(), kinds, counts);
    OfficesThere there;
    for (const auto& [id, office] : open) {
        if (office.held.contains(chair_role))
            there.as_they_are.insert(id);
        else
            there.renewed.insert(office.row.kind());
    }
    return who_could(open, there, asked, true);
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
    const Apart is_apart{context, id, batch};
    auto others = all_behind(context);
    std::erase_if(others, [&](const Supporter& behind) {
        return !is_apart(Apart::made_now(context, behind));
    });
    if (suffice(context, act, others)) return {};
    return refuse(v1::CHECKER_NOT_INDEPENDENT);
}

Result<> check_somebody_is_left(const machine::Context& context, const Id16& id,
                                const v1::SlipBatch& batch) {
    const auto authority = charter::authority_of(context.view(), *v1::ActivateKey::descriptor());
    const Apart is_apart{context, id, batch};
    const auto could_check = [&](const Backer& one) {
        Made made{one.member, one.kind,
                  makers_of_supporter(context.view(), {one.member, {}}, context.now())};
        for (const auto& [role, makers] : one.roles) made.by.add(makers);
        return is_apart(made);
    };
    auto people = who_could_check(context, authority, could_check);
    std::erase_if(people, [&](const Backer& one) { return !could_check(one); });
    if (codec::days_until_enough(authority, people)) return {};
    return refuse(v1::NOBODY_CHECKS_SLIPS);
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
