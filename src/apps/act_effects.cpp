// Who gets and who loses something by an act, told from the rows that it would change.
#include "apps/act_review.h"
#include "apps/authority_words.h"
#include "apps/inputs.h"
#include "apps/motion_work.h"
#include "apps/proven_rows.h"
#include "base/hex.h"
#include "modules/charter/charter.pb.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::apps {
namespace {

namespace reg = registry::v1;
using google::protobuf::Message;

// What each effect needs at hand; the rows are collected as they are found.
struct Effects {
    LedgerDoor& door;
    const LedgerNames& names;
    Rows rows;

    void gets(const Styled& what) { rows.push_back({"得到 gets", what}); }
    void loses(const Styled& what) { rows.push_back({"失去 loses", what}); }
    void says(const Styled& what) { rows.push_back({"后果 effect", what}); }
};

std::string both_words(const codec::v1::Authority& authority) {
    const auto words = authority_words(authority);
    return words.zh() + " " + words.en();
}

Styled key_told(const Bytes& key) { return styled("密钥 key {}", to_hex(key)); }

// Rows about others are proven to nobody but themselves: what the node says of them is said to be
// that.
constexpr const char* unproven =
    "（节点所述，不能向您证明，请与本人核对 as the node says; it cannot be proven to you, so check "
    "with the person)";

// A member as the ledger or only the node says it.
Result<Styled> holder_of_key(Effects& effects, const Bytes& key) {
    const auto row = find_proven(effects.door, registry::keys, nullptr, registry::key_hash(key));
    if (row && *row) return Styled{effects.names.of((*row)->member())};
    if (!row && !is_not_for_reader(row.error())) return tl::unexpected(row.error());
    reg::KeyQuery query;
    query.set_key(key);
    reg::Key said;
    TRY(effects.door.ask(query, said));
    return styled("{}{}", effects.names.of(said.member()), unproven);
}

Result<> effect(const reg::GrantRole& act, Effects& effects) {
    effects.gets(styled("{}：{} 的职务 the role in it │ {}", effects.names.of(act.member()),
                        effects.names.of(act.office()), act.role()));
    return {};
}

Result<> effect(const reg::RevokeRole& act, Effects& effects) {
    effects.loses(styled("{}：{} 的职务 the role in it │ {}", effects.names.of(act.member()),
                         effects.names.of(act.office()), act.role()));
    return {};
}

Result<> effect(const reg::CloseOffice& act, Effects& effects) {
    effects.loses(
        styled("{}：其全部职务和权限 all its roles and powers", effects.names.of(act.office())));
    return {};
}

Result<> effect(const reg::ActivateKey& act, Effects& effects) {
    effects.gets(styled("{} 可以代表 speaks from now on for {}", key_told(act.key()),
                        effects.names.of(act.member())));
    return {};
}

Result<> effect(const reg::EnrolAtCounter& act, Effects& effects) {
    effects.gets(styled("{} 可以代表 speaks from now on for {}", key_told(act.key()),
                        effects.names.of(act.member())));
    return {};
}

Result<> effect(const reg::RetireKey& act, Effects& effects) {
    const auto member = holder_of_key(effects, act.key());
    if (!member) return tl::unexpected(member.error());
    effects.loses(styled("{} 不再代表 speaks no longer for {}", key_told(act.key()), *member));
    return {};
}

// All keys that a member has now end with a recovery.
Result<> effect(const reg::RecoverMember& act, Effects& effects) {
    reg::MemberQuery query;
    query.set_member(act.member());
    reg::MemberReply member;
    TRY(effects.door.ask(query, member));
    effects.gets(
        styled("{} 可以代表 speaks for {}", key_told(act.key()), effects.names.of(act.member())));
    for (const auto& key : member.keys()) {
        if (key.until_height() == 0)
            effects.loses(styled("{}{}", key_told(key.public_key()), unproven));
    }
    for (const auto& role : member.roles())
        effects.says(styled("新密钥同时取得 the new key then holds, in {}，│ {}{}",
                            effects.names.of(role.office()), role.role(), unproven));
    return {};
}

Result<> effect(const reg::TransferPremises& act, Effects& effects) {
    reg::PremisesQuery query;
    query.set_premises(act.premises());
    reg::PremisesReply now;
    TRY(effects.door.ask(query, now));
    for (const auto& owner : now.holding().owners())
        effects.loses(styled("{}{}", effects.names.of(owner), unproven));
    for (const auto& owner : act.owners()) effects.gets(effects.names.of(owner.owner()));
    effects.says(styled("房产 premises {}，{}{}", effects.names.of(act.premises()),
                        square_metres(now.row().area_centi()), unproven));
    return {};
}

Result<> effect(const charter::v1::SetAuthority& act, Effects& effects) {
    const auto now = proven_authority(effects.door, act.act_type());
    if (!now) return tl::unexpected(now.error());
    effects.loses(styled("{} {}", "现在的权限 as it is now:", both_words(*now)));
    effects.gets(styled("{} {}", "今后的权限 from then on:", both_words(act.authority())));
    return {};
}

Result<> effect(const reg::AdoptRoster& act, Effects& effects) {
    effects.says(
        styled("名册第 {} 版取代上一版：谁是业主、面积多少，从此以它为准 version {} replaces "
               "the one before: it says from then on who owns what",
               act.version(), act.version()));
    return {};
}

Result<> effect(const reg::IssueSlips& act, Effects& effects) {
    effects.gets(styled("{} 人各得一张可登记密钥的开通单 people, each a slip that enrols a key",
                        act.slips_size()));
    return {};
}

// True when the act is of this type; then its effect is told.
template <class Act>
Result<bool> tell_if(const Message& act, Effects& effects) {
    const auto* typed = dynamic_cast<const Act*>(&act);
    if (typed == nullptr) return false;
    TRY(effect(*typed, effects));
    return true;
}

template <class... Acts>
Result<> tell_first(const Message& act, Effects& effects) {
    Result<bool> told = false;
    (void)((told = tell_if<Acts>(act, effects), !told || *told) || ...);
    if (!told) return tl::unexpected(told.error());
    return {};
}

}  // namespace

Result<Rows> effect_rows(LedgerDoor& door, const Message& act, const LedgerNames& names) {
    Effects effects{door, names, {}};
    TRY((tell_first<reg::GrantRole, reg::RevokeRole, reg::CloseOffice, reg::ActivateKey,
                    reg::EnrolAtCounter, reg::RetireKey, reg::RecoverMember, reg::TransferPremises,
                    reg::AdoptRoster, reg::IssueSlips, charter::v1::SetAuthority>(act, effects)));
    return std::move(effects.rows);
}

}  // namespace linlian::apps
