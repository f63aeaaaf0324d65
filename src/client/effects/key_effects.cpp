// Effects of acts on keys: who speaks for whom from then on, and which recoveries run or end.
#include "base/hex.h"
#include "client/effects/effects.h"
#include "client/motion/motion_work.h"
#include "client/read/proven_rows.h"
#include "client/shown/key_fingerprint.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

// A public key in full, so that it can be compared with what a device shows.
Styled key_words(const Bytes& key) { return styled("密钥 key {}", to_hex(key)); }

// Seeing the person is not seeing their key: whoever put it in may have put in one of their own.
// And a name is not a card: others have the same one.
void ask_to_compare(const Bytes& member, const Bytes& key, Effects& effects) {
    if (const auto card = effects.names.card_of(member); !card.empty())
        effects.rows.push_back(
            {"核对 compare",
             styled(
                 "证件 {}：种类和号码须与本人所持证件一致 document: kind and number must be those "
                 "of the card that they show",
                 card)});
    effects.rows.push_back(
        {"核对 compare",
         styled("密钥指纹 {}：须与本人设备上显示的（linlian key list）逐组一致，不一致就不要确认 "
                "fingerprint of the key: it must be, group by group, what the person's own device "
                "shows (linlian key list); if it is not, do not go on",
                key_fingerprint(key))});
}

// A member as the ledger or only the node says it.
// Proven where the reader may see the row; else as the node says it, and marked; else that it tells
// nothing.
Result<Styled> holder_of_key(Effects& effects, const Bytes& key) {
    const auto row = find_proven(effects.ledger, registry::keys, nullptr, registry::key_hash(key));
    if (row && *row) return Styled{effects.names.of((*row)->member())};
    if (!row && !is_not_for_reader(row.error())) return tl::unexpected(row.error());
    reg::KeyQuery query;
    query.set_key(key);
    reg::Key said;
    const auto told = TRY(is_told(effects, query, said));
    if (!told) return Styled{untold};
    return styled("{}{}", effects.names.of(said.member()), unproven);
}

// The second check of a key that was enrolled by a slip.
Result<> effect(const reg::ActivateKey& act, Effects& effects) {
    effects.gets(styled("{} 可以代表 speaks from now on for {}", key_words(act.key()),
                        effects.names.of(act.member())));
    ask_to_compare(act.member(), act.key(), effects);
    return {};
}

// A key wholly from the counter: two offices stand behind it, for a member without a live key.
Result<> effect(const reg::EnrolAtCounter& act, Effects& effects) {
    effects.gets(styled("{} 可以代表 speaks from now on for {}", key_words(act.key()),
                        effects.names.of(act.member())));
    ask_to_compare(act.member(), act.key(), effects);
    return {};
}

Result<> effect(const reg::RetireKey& act, Effects& effects) {
    const auto member = TRY(holder_of_key(effects, act.key()));
    effects.loses(styled("{} 不再代表 speaks no longer for {}", key_words(act.key()), member));
    return {};
}

// All keys that a member has now end with a recovery, and the new one holds their roles.
// Live keys are personal: a reader who is not told them learns that all of them end. Roles are told
// too, because whoever holds the new key acts in these offices at once.
Result<> recovers(const Bytes& member, const Bytes& fresh, Effects& effects) {
    reg::MemberQuery query;
    query.set_member(member);
    reg::MemberReply held;
    TRY(effects.ledger.ask(query, held));
    reg::LiveKeysQuery of_keys;
    of_keys.set_member(member);
    reg::LiveKeysReply live;
    const auto told = TRY(is_told(effects, of_keys, live));
    effects.gets(styled("{} 可以代表 speaks for {}", key_words(fresh), effects.names.of(member)));
    ask_to_compare(member, fresh, effects);
    for (const auto& key : live.keys())
        effects.loses(styled("{}{}", key_words(key.public_key()), unproven));
    if (!told) effects.loses(styled("现有全部密钥 all keys of now {}", untold));
    for (const auto& role : held.roles())
        effects.says(styled("新密钥同时取得 the new key then holds, in {}，{} {}",
                            effects.names.of(role.office()), in_brackets(role.role()), unproven));
    return {};
}

Result<> effect(const reg::RecoverMember& act, Effects& effects) {
    return recovers(act.member(), act.key(), effects);
}

// A recovery that runs, as the ledger proves it to whose it is; to others as the node says it.
struct Running {
    std::optional<reg::Recovery> row;
    bool is_proven = true;
};

// Where the row is not for this reader, what the node says of the member tells whether a recovery
// runs.
Result<Running> running_recovery(Effects& effects, const Id16& member) {
    auto row = find_proven(effects.ledger, registry::recoveries, nullptr, member);
    if (row) return Running{std::move(*row)};
    if (!is_not_for_reader(row.error())) return tl::unexpected(row.error());
    reg::MemberQuery query;
    query.set_member(member.bytes());
    reg::MemberReply said;
    TRY(effects.ledger.ask(query, said));
    Running running{std::nullopt, false};
    if (said.has_recovery()) running.row = said.recovery();
    return running;
}

// Whose recovery, who began it, since when, and what becomes of it without this act.
// A recovery with another key than the act names is told as none: the act is not about it.
Result<> show_recovery(Effects& effects, const Id16& member, const Bytes& key) {
    const auto running = TRY(running_recovery(effects, member));
    const auto* mark = running.is_proven ? "" : unproven;
    const auto of = effects.names.of(member.bytes());
    if (!running.row || running.row->public_key() != key) {
        effects.says(styled("{} 没有以该密钥进行的补办 no recovery of theirs with this key runs{}",
                            of, mark));
        return {};
    }
    const auto& row = *running.row;
    effects.says(
        styled("{} 的补办，由 {} 自高度 {} 起提出 a recovery of theirs, begun by that "
               "member at that height{}",
               of, effects.names.of(row.operator_member()), row.since_height(), mark));
    effects.says(
        styled("否则将于 {} 完成，其全部密钥由新密钥取代 else it is done then, and the new "
               "key replaces all of theirs{}",
               local_time(Timestamp{row.due_ms()}), mark));
    if (row.vetoed())
        effects.says(
            styled("已推迟过一次，不能再推迟 it was postponed once already and cannot be "
                   "again{}",
                   mark));
    return {};
}

// It is stopped for good: what becomes of it otherwise is told beside it, so that both outcomes are
// read before one is chosen.
Result<> effect(const reg::EndRecovery& act, Effects& effects) {
    Id16 member;
    if (!Id16::parse(act.member(), member)) return refuse(reg::MEMBER_UNKNOWN);
    effects.loses(styled("{} 不会成为其密钥 will be no key of {}", key_words(act.key()),
                         effects.names.of(act.member())));
    TRY(show_recovery(effects, member, act.key()));
    effects.says("补办终止，现有密钥继续有效 the recovery ends; the keys of now stay");
    return {};
}

// The act names no member: it is always the signer's own recovery. Without a key that reads, whose
// it is cannot be said.
Result<> effect(const reg::VetoRecovery& act, Effects& effects) {
    const auto reader = TRY(effects.ledger.reader());
    if (reader == nullptr) return {};
    const auto member = TRY(member_of(effects.ledger, *reader));
    TRY(show_recovery(effects, member, act.key()));
    effects.says(
        "推迟十五天，只能推迟一次；此后须本人到柜台终止 it waits fifteen days longer, once; after "
        "that it ends only when you come to the counter in person");
    return {};
}

}  // namespace

Result<bool> show_key_effect(const Message& act, Effects& effects) {
    return show_one_of<reg::ActivateKey, reg::EnrolAtCounter, reg::RetireKey, reg::RecoverMember,
                       reg::EndRecovery, reg::VetoRecovery>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::client
