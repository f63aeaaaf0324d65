#include "apps/motion_work.h"

#include "apps/apps.pb.h"
#include "apps/inputs.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "modules/motion/motion.h"

#include <set>

namespace linlian::apps {
namespace {

MotionStep step_of(const Bytes& motion, Receipt receipt) {
    const bool completed = event_of<motion::v1::Completed>(receipt).has_value();
    return {motion, completed, std::move(receipt)};
}

}  // namespace

Result<registry::v1::MemberReply> member_of(LedgerDoor& door, const PublicKey& key) {
    registry::v1::KeyQuery key_query;
    key_query.set_key(key.encoded());
    registry::v1::Key row;
    TRY(door.ask(key_query, row));
    registry::v1::MemberQuery query;
    query.set_member(row.member());
    registry::v1::MemberReply reply;
    TRY(door.ask(query, reply));
    return reply;
}

Result<Bytes> office_of(LedgerDoor& door, const PublicKey& key, const Bytes& wanted) {
    if (!wanted.empty()) return wanted;
    const auto member = member_of(door, key);
    if (!member) return tl::unexpected(member.error());
    std::set<Bytes> offices;
    for (const auto& role : member->roles()) offices.insert(role.office());
    if (offices.empty())
        return tl::unexpected(wrong_command("this key's member holds no role in any office"));
    if (offices.size() > 1)
        return tl::unexpected(
            wrong_command("this key's member acts for several offices; choose "
                          "one with --office ID"));
    return *offices.begin();
}

Result<MotionStep> propose(LedgerDoor& door, const KeyPair& author, const Message& act,
                           const Proposal& proposal) {
    const auto office = office_of(door, author.public_key(), proposal.office);
    if (!office) return tl::unexpected(office.error());
    motion::v1::Propose propose;
    propose.set_act_type(act.GetDescriptor()->full_name());
    propose.set_act(codec::encode(act));
    propose.set_as_office(*office);
    const auto& title = act.GetDescriptor()->options().GetExtension(codec::v1::act).title();
    propose.set_reason(proposal.reason.empty() ? title.zh() : proposal.reason);
    propose.set_days(proposal.days);
    auto receipt = perform(door, author, propose);
    if (!receipt) return tl::unexpected(receipt.error());
    const auto proposed = event_of<motion::v1::Proposed>(*receipt);
    return step_of(proposed ? proposed->motion() : Bytes{}, std::move(*receipt));
}

Result<motion::v1::MotionReply> look_at_motion(LedgerDoor& door, const KeyPair& reader,
                                               const Bytes& motion) {
    motion::v1::MotionQuery query;
    query.set_motion(motion);
    motion::v1::MotionReply found;
    TRY(door.ask(reader, query, found));
    // A node that answers about another motion would have that one signed.
    if (found.id() != motion) return refuse(v1::ANSWER_DIFFERS, {{"what", "motion"}});
    return found;
}

Result<MotionStep> support_seen(LedgerDoor& door, const KeyPair& author,
                                const motion::v1::MotionReply& seen, const Bytes& office) {
    const auto acting = office_of(door, author.public_key(), office);
    if (!acting) return tl::unexpected(acting.error());
    Id16 id;
    if (!Id16::parse(seen.id(), id)) return refuse(motion::v1::MOTION_UNKNOWN);
    motion::v1::Support support;
    support.set_motion(seen.id());
    support.set_as_office(*acting);
    support.set_round(seen.motion().round());
    support.set_shown(motion::shown_hash(id, seen.motion()).bytes());
    auto receipt = perform(door, author, support);
    if (!receipt) return tl::unexpected(receipt.error());
    return step_of(seen.id(), std::move(*receipt));
}

Result<MotionStep> support(LedgerDoor& door, const KeyPair& author, const Bytes& motion,
                           const Bytes& office) {
    const auto seen = look_at_motion(door, author, motion);
    if (!seen) return tl::unexpected(seen.error());
    return support_seen(door, author, *seen, office);
}

Result<Receipt> together(LedgerDoor& door, const KeyPair& first, const KeyPair& second,
                         const Message& act) {
    auto proposed = propose(door, first, act, {});
    if (!proposed) return tl::unexpected(proposed.error());
    if (proposed->completed) return std::move(proposed->receipt);
    auto supported = support(door, second, proposed->motion, {});
    if (!supported) return tl::unexpected(supported.error());
    if (!supported->completed)
        return tl::unexpected(wrong_command("the charter asks for more than these two offices"));
    return std::move(supported->receipt);
}

}  // namespace linlian::apps
