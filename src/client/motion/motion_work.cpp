// Motions: what is proven of them, and the acts about them. Each act names the hash of the motion
// as it was shown (about_seen), so what was read is what is signed.
#include "client/motion/motion_work.h"

#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "client/read/proven_rows.h"
#include "client/schema/typed_word.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "modules/charter/state.h"
#include "modules/motion/motion.h"
#include "modules/motion/state.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

// The refusal for an answer of the node that its own proofs do not bear out.
auto differs(const char* what) { return refuse(v1::ANSWER_DIFFERS, {{"what", what}}); }

// Completed is what the receipt says: the support was enough and the act was carried out.
MotionStep step_of(const Bytes& motion, Receipt receipt) {
    const bool completed = event_of<motion::v1::Completed>(receipt).has_value();
    return {motion, completed, std::move(receipt)};
}

// Puts the proven rows of those who speak on a motion in place of what the node says of them.
template <class Entries, class Table>
Result<> prove_each(Ledger& ledger, const Author* reader, const Table& table, const Id16& motion,
                    Entries& entries, const auto& whose) {
    std::set<Id16> told;
    for (auto& entry : entries) {
        Id16 who;
        // Whoever is told twice is counted twice.
        if (!Id16::parse(whose(entry), who) || !told.insert(who).second) return differs("motion");
        auto row = TRY(find_proven(ledger, table, reader, motion, who));
        if (!row) return differs("motion");
        *entry.mutable_row() = std::move(*row);
    }
    return {};
}

// An act about the motion as it was shown.
// The round is named too by acts that have one.
template <class AboutMotion>
Result<AboutMotion> about_seen(const motion::v1::MotionReply& seen) {
    Id16 id;
    if (!Id16::parse(seen.id(), id)) return refuse(motion::v1::MOTION_UNKNOWN);
    AboutMotion act;
    act.set_motion(seen.id());
    act.set_shown(motion::shown_hash(id, seen.motion()).bytes());
    if constexpr (requires { act.set_round(0); }) act.set_round(seen.motion().round());
    return act;
}

// The same for an office: the one that is given, else the only one of the author.
template <class AboutMotion>
Result<AboutMotion> about_seen_for_office(Ledger& ledger, const Author& author,
                                          const motion::v1::MotionReply& seen,
                                          const Bytes& office) {
    const auto acting = TRY(office_of(ledger, author, office));
    auto act = about_seen<AboutMotion>(seen);
    if (act) act->set_as_office(acting);
    return act;
}

}  // namespace

// Without a row nobody ever set the authority of this act: the schema's default is in force.
Result<codec::v1::Authority> proven_authority(Ledger& ledger, const std::string& act_type) {
    const auto row = TRY(find_proven(ledger, charter::authorities, nullptr, act_type));
    if (row) return row->authority();
    const auto* type =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(act_type);
    if (type == nullptr) return codec::v1::Authority{};
    return type->options().GetExtension(codec::v1::act).authority();
}

// Through all levels of all_of and any_of. An authority of any member names no kind, which counts
// as any.
std::set<std::string> kinds_in(const codec::v1::Authority& authority) {
    const auto& named = authority.cosign().office_kinds();
    std::set<std::string> kinds(named.begin(), named.end());
    if (authority.has_role()) kinds.insert(authority.role().office_kind());
    if (authority.has_member()) kinds.insert("");
    for (const auto* set : {&authority.all_of(), &authority.any_of()})
        for (const auto& inner : set->of()) kinds.merge(kinds_in(inner));
    return kinds;
}

Result<Id16> member_of(Ledger& ledger, const Author& own) {
    const auto key = registry::key_hash(own.public_key().encoded());
    const auto row = TRY(find_proven(ledger, registry::keys, &own, key));
    Id16 member;
    if (!row || !Id16::parse(row->member(), member)) return refuse(registry::v1::KEY_UNKNOWN);
    return member;
}

// The node lists the roles and can leave some out; it cannot add one, since each is proven.
Result<std::set<Id16>> offices_held(Ledger& ledger, const Id16& member) {
    registry::v1::MemberQuery query;
    query.set_member(member.bytes());
    registry::v1::MemberReply reply;
    TRY(ledger.ask(query, reply));
    std::set<Id16> offices;
    for (const auto& held : reply.roles()) {
        Id16 office;
        if (!Id16::parse(held.office(), office)) return differs("role");
        const auto row =
            TRY(find_proven(ledger, registry::roles, nullptr, member, office, held.role()));
        if (!row) return differs("role");
        offices.insert(office);
    }
    return offices;
}

Result<Bytes> office_of(Ledger& ledger, const Author& own, const Bytes& wanted) {
    if (!wanted.empty()) return wanted;
    const auto member = TRY(member_of(ledger, own));
    const auto offices = TRY(offices_held(ledger, member));
    if (offices.empty())
        return tl::unexpected(wrong_command(
            "此密钥的持有人没有在任何组织任职 this key's member holds no role in any office"));
    if (offices.size() > 1)
        return tl::unexpected(
            wrong_command("此密钥的持有人在几个组织任职，请用 --office 指明 this key's member acts "
                          "for several offices; choose "
                          "one with --office ID"));
    return offices.begin()->bytes();
}

// Whoever gives no reason is quoted with the title of the act, since a motion always has one. The
// id of the motion comes from the event of its proposal.
Result<MotionStep> propose(Ledger& ledger, const Author& author, const Message& act,
                           const Proposal& proposal) {
    const auto office = TRY(office_of(ledger, author, proposal.office));
    motion::v1::Propose propose;
    propose.set_act_type(act.GetDescriptor()->full_name());
    propose.set_act(codec::encode(act));
    propose.set_as_office(office);
    const auto& title = act.GetDescriptor()->options().GetExtension(codec::v1::act).title();
    propose.set_reason(proposal.reason.empty() ? title.zh() : proposal.reason);
    propose.set_days(proposal.days);
    for (const auto& asked : proposal.asks) propose.add_asks(asked);
    auto receipt = TRY(perform(ledger, author, propose));
    const auto proposed = TRY(event_in<motion::v1::Proposed>(receipt, "motion"));
    return step_of(proposed.motion(), std::move(receipt));
}

// All that is read before signing is put in by its proof: the row, each support and each decline.
// The authority is read only of an open motion, since of others nothing is missing any more.
Result<motion::v1::MotionReply> look_at_motion(Ledger& ledger, const Author* reader,
                                               const Bytes& motion) {
    Id16 id;
    if (!Id16::parse(motion, id)) return refuse(motion::v1::MOTION_UNKNOWN);
    motion::v1::MotionQuery query;
    query.set_motion(motion);
    motion::v1::MotionReply found;
    TRY(reader == nullptr ? ledger.ask(query, found) : ledger.ask(*reader, query, found));
    // A node that answers about another motion would have that one signed.
    if (found.id() != motion) return differs("motion");
    auto row = TRY(find_proven(ledger, motion::motions, reader, id));
    if (!row) return differs("motion");
    *found.mutable_motion() = std::move(*row);
    TRY(prove_each(ledger, reader, motion::supports, id, *found.mutable_supports(),
                   [](const auto& entry) { return entry.member(); }));
    TRY(prove_each(ledger, reader, motion::declines, id, *found.mutable_declines(),
                   [](const auto& entry) { return entry.as_office(); }));
    found.clear_authority();
    if (found.motion().state() != motion::v1::OPEN) return found;
    auto authority = TRY(proven_authority(ledger, found.motion().act_type()));
    *found.mutable_authority() = std::move(authority);
    return found;
}

// The index row proves state, act and time to everybody; the motion itself only whoever may read it
// is shown, and then reason and times are taken from its row.
Result<bool> prove_listed(Ledger& ledger, motion::v1::MotionState state,
                          motion::v1::MotionSummary& listed) {
    Id16 id;
    if (!Id16::parse(listed.id(), id)) return differs("motion");
    const auto entry =
        TRY(find_proven(ledger, motion::by_state, nullptr, static_cast<std::uint64_t>(state),
                        Timestamp{listed.proposed_ms()}, id));
    if (!entry || entry->act_type() != listed.act_type()) return differs("motion");
    const auto reader = TRY(ledger.reader());
    if (reader == nullptr) return false;
    const auto row = find_proven(ledger, motion::motions, reader, id);
    if (!row && is_not_for_reader(row.error())) return false;
    if (!row) return tl::unexpected(row.error());
    if (!*row) return differs("motion");
    listed.set_expires_ms((*row)->expires_ms());
    listed.set_notice_until_ms((*row)->notice_until_ms());
    listed.set_state((*row)->state());
    listed.set_reason((*row)->reason());
    return true;
}

Result<MotionStep> support_seen(Ledger& ledger, const Author& author,
                                const motion::v1::MotionReply& seen, const Bytes& office) {
    auto support = TRY(about_seen_for_office<motion::v1::Support>(ledger, author, seen, office));
    auto receipt = TRY(perform(ledger, author, support));
    return step_of(seen.id(), std::move(receipt));
}

Result<motion::v1::DeclineReason> read_decline_reason(const std::string& word) {
    using namespace motion::v1;
    constexpr int reasons[] = {NOT_OUR_MATTER, AGAINST_THE_LAW, FACTS_DIFFER,
                               MONEY_LACKING,  NEEDS_CHANGE,    OTHER};
    const auto reason = TRY(read_word_of(*DeclineReason_descriptor(), reasons, "--because", word));
    return static_cast<DeclineReason>(reason);
}

Result<Receipt> decline_seen(Ledger& ledger, const Author& author,
                             const motion::v1::MotionReply& seen, const Declining& declining) {
    auto decline =
        TRY(about_seen_for_office<motion::v1::Decline>(ledger, author, seen, declining.office));
    decline.set_reason(declining.reason);
    decline.set_text(declining.text);
    return perform(ledger, author, decline);
}

Result<Receipt> take_back_decline_seen(Ledger& ledger, const Author& author,
                                       const motion::v1::MotionReply& seen, const Bytes& office) {
    auto back =
        TRY(about_seen_for_office<motion::v1::TakeBackDecline>(ledger, author, seen, office));
    return perform(ledger, author, back);
}

Result<Receipt> take_back_support_seen(Ledger& ledger, const Author& author,
                                       const motion::v1::MotionReply& seen) {
    const auto back = TRY(about_seen<motion::v1::TakeBackSupport>(seen));
    return perform(ledger, author, back);
}

Result<Receipt> withdraw_seen(Ledger& ledger, const Author& author,
                              const motion::v1::MotionReply& seen, const std::string& reason) {
    auto withdraw = TRY(about_seen<motion::v1::Withdraw>(seen));
    withdraw.set_reason(reason);
    return perform(ledger, author, withdraw);
}

Result<MotionStep> support(Ledger& ledger, const Author& author, const Bytes& motion,
                           const Bytes& office) {
    const auto seen = TRY(look_at_motion(ledger, &author, motion));
    return support_seen(ledger, author, seen, office);
}

// An act about persons has to name whose support it asks: here the office of the second key.
Result<Receipt> together(Ledger& ledger, const Author& first, const Author& second,
                         const Message& act) {
    Proposal proposal;
    if (act.GetDescriptor()->options().GetExtension(codec::v1::act).personal()) {
        auto asked = TRY(office_of(ledger, second, {}));
        proposal.asks.push_back(std::move(asked));
    }
    auto proposed = TRY(propose(ledger, first, act, proposal));
    if (proposed.completed) return std::move(proposed.receipt);
    auto supported = TRY(support(ledger, second, proposed.motion, {}));
    if (!supported.completed)
        return tl::unexpected(wrong_command(
            "章程要求的不止这两个组织 the charter asks for more than these two offices"));
    return std::move(supported.receipt);
}

}  // namespace linlian::client
