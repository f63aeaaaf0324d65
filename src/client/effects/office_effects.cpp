// Effects of acts on offices: who leads and who holds roles from then on, and what the charter
// asks.
#include "base/hex.h"
#include "client/client.pb.h"
#include "client/effects/effects.h"
#include "client/motion/motion_work.h"
#include "client/read/proven_lists.h"
#include "client/read/proven_rows.h"
#include "client/shown/key_fingerprint.h"
#include "client/shown/quoted.h"
#include "client/shown/screen.h"
#include "client/shown/value_text.h"
#include "client/words/authority_words.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/text.h"
#include "modules/charter/charter.pb.h"
#include "modules/registry/limits.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

std::string both_words(const codec::v1::Text& words) { return words.zh() + " " + words.en(); }

// A kind without words is not repeated among ours: others wrote it, and it stands in the act.
std::string kind_words(const std::string& kind) {
    const auto words = office_kind_words(kind);
    const bool has_words = codec::is_word(kind) && words.zh() != kind;
    return has_words ? both_words(words) : "该类组织 its kind";
}

// "" or "，任期至 until 2027-03-01 …".
std::string term_words(std::int64_t until_ms) {
    return until_ms == 0 ? "" : "，任期至 until " + local_time(Timestamp{until_ms});
}

// A role takes effect only once its holder accepts it, so that is what is told.
Result<> effect(const reg::GrantRole& act, Effects& effects) {
    effects.gets(styled("{}：本人接受后，{} 的职务 once they accept it, the role in it {}",
                        effects.names.of(act.member()), effects.names.of(act.office()),
                        behind_bar(act.role())));
    return {};
}

Result<> effect(const reg::RevokeRole& act, Effects& effects) {
    effects.loses(styled("{}：{} 的职务 the role in it {}", effects.names.of(act.member()),
                         effects.names.of(act.office()), behind_bar(act.role())));
    return {};
}

// Its roles end with it, whoever holds them; they are not listed one by one.
Result<> effect(const reg::CloseOffice& act, Effects& effects) {
    effects.loses(
        styled("{}：其全部职务和权限 all its roles and powers", effects.names.of(act.office())));
    return {};
}

// Who leads an office. A node can leave out that somebody does; it can name nobody else.
// Nothing where the node names nobody.
struct Chair {
    Bytes member;
    reg::Role row;
};
Result<std::optional<Chair>> chair_of(Effects& effects, const Bytes& office) {
    reg::OfficesReply said;
    TRY(effects.ledger.ask(reg::OfficesQuery{}, said));
    for (const auto& entry : said.offices()) {
        if (entry.office() != office || entry.chair().empty()) continue;
        Id16 member, id;
        const bool are_ids = Id16::parse(entry.chair(), member) && Id16::parse(office, id);
        if (!are_ids) return refuse(v1::ANSWER_DIFFERS, {{"what", "chair"}});
        const auto row = TRY(find_proven(effects.ledger, registry::roles, nullptr, member, id,
                                         std::string{registry::chair_role}));
        if (!row) return refuse(v1::ANSWER_DIFFERS, {{"what", "chair"}});
        return std::optional{Chair{entry.chair(), *row}};
    }
    return std::optional<Chair>{};
}

// Whom the election ends, by the grant that the act names.
// Five cases: nobody leads it and the act replaces nobody; it replaces somebody whom the node does
// not name; it names another grant than the one in force; the chair is elected again; the chair is
// another one.
void show_replaced(const reg::RecordElection& act, const std::optional<Chair>& chair,
                   Effects& effects) {
    const auto office = effects.names.of(act.office());
    if (!chair && act.replaces().empty()) {
        effects.says(styled("{} 现在没有负责人 nobody is its chair now", office));
    } else if (!chair) {
        effects.loses(
            styled("现任负责人（节点没有说明是谁）whoever is chair by the grant {} now; "
                   "the node does not say who",
                   to_hex(act.replaces())));
    } else if (chair->row.granted_by() != act.replaces()) {
        effects.says(
            styled("现任负责人 {} 不是该操作所替换的，操作将不予受理 is the chair of now, "
                   "and not whom the act replaces: it would be refused",
                   effects.names.of(chair->member)));
    } else if (chair->member == act.member()) {
        effects.says(styled("{} 是现任负责人，连任 is its chair now and stays it",
                            effects.names.of(chair->member)));
    } else {
        effects.loses(styled("{}：届时不再是 {} 的负责人 is its chair no longer, from that moment",
                             effects.names.of(chair->member), office));
    }
}

// The act names the key of whoever was elected, and whoever holds that key takes the office:
// therefore its fingerprint is to be compared.
Result<> effect(const reg::RecordElection& act, Effects& effects) {
    const auto chair = TRY(chair_of(effects, act.office()));
    effects.gets(styled("{}：本人接受后成为 {} 的负责人{} once they accept, its chair",
                        effects.names.of(act.member()), effects.names.of(act.office()),
                        term_words(act.until_ms())));
    effects.rows.push_back(
        {"核对 compare",
         styled(
             "当选人的密钥指纹 {}：须与其本人设备上显示的（linlian key list）逐组一致 fingerprint "
             "of the key of whoever was elected: it must be, group by group, what that person's "
             "own device shows; if it is not, do not go on",
             key_fingerprint(act.key()))});
    show_replaced(act, chair, effects);
    return show_led(effects, act.member(), act.office());
}

// An open office of the same kind and estate, where one of the kind stands for all.
// Empty where there is none, or where many offices of the kind may stand side by side.
Result<Bytes> first_of_kind(Ledger& ledger, const reg::FoundOffice& act) {
    const auto offices = TRY(proven_offices(ledger));
    if (!registry::is_of_one_body(act.kind())) return Bytes{};
    for (const auto& entry : offices.offices()) {
        const auto& row = entry.row();
        if (row.until_height() == 0 && row.kind() == act.kind() && row.estate() == act.estate())
            return entry.office();
    }
    return Bytes{};
}

// A first chair is elected later, or appointed by this act. A second office of a kind of which one
// stands for all counts only after an election of its own chair: founding it makes no new voice.
Result<> effect(const reg::FoundOffice& act, Effects& effects) {
    const auto kind = kind_words(act.kind());
    const auto first = TRY(first_of_kind(effects.ledger, act));
    if (act.chair().empty()) {
        effects.says(
            "负责人由选举产生；选出之前无人代表它 its chair is elected; until then nobody acts for "
            "it");
    } else {
        effects.gets(
            styled("{}：本人接受后成为首任负责人，可授予其职务 once they accept, its "
                   "first chair, who grants its roles",
                   effects.names.of(act.chair())));
        TRY(show_led(effects, act.chair(), {}));
    }
    if (!first.empty()) {
        effects.says(
            styled("已有同类组织 {}；新组织在选举产生负责人之前不作为 {} 计入权限 stands "
                   "already: the new one counts as such only after an election of its "
                   "own chair",
                   effects.names.of(first), kind));
        return {};
    }
    effects.says(
        styled("设立 {} 天后，凡权限要求 {} 的，它可以计入 days after it is founded it "
               "counts where the charter asks for that kind",
               registry::waiting_time_ms / ms_per_day, kind));
    return {};
}

// Both authorities in the same words, the one in force by its proof. Of an act type that this
// program does not know, only that is said.
Result<> effect(const charter::v1::SetAuthority& act, Effects& effects) {
    const auto* type =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(act.act_type());
    if (type == nullptr || !type->options().HasExtension(codec::v1::act)) {
        effects.says(
            "本程序没有这种操作，该权限对任何操作都不起作用 There is no such act: this authority "
            "would be of none");
        return {};
    }
    const auto now = TRY(proven_authority(effects.ledger, act.act_type()));
    effects.says(styled("所涉操作 the act that it is about: {}",
                        both_words(type->options().GetExtension(codec::v1::act).title())));
    effects.loses(styled("{} {}", "现在的权限 as it is now:", both_words(authority_words(now))));
    effects.gets(
        styled("{} {}", "今后的权限 from then on:", both_words(authority_words(act.authority()))));
    return {};
}

}  // namespace

Result<bool> show_office_effect(const Message& act, Effects& effects) {
    return show_one_of<reg::GrantRole, reg::RevokeRole, reg::CloseOffice, reg::RecordElection,
                       reg::FoundOffice, charter::v1::SetAuthority>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::client
