#include "client/ballot/ballot_words.h"

#include <algorithm>
#include <array>

namespace linlian::client::words {
namespace {

using namespace ballot::v1;  // NOLINT: this file is a table of its enums

template <class Enum>
struct Entry {
    Enum value;
    std::string_view code;  // what is typed
    Words words;
};

constexpr std::array<Entry<Convenor>, 7> convenors{{
    {OWNERS_COMMITTEE, "owners-committee", {"业主委员会", "owners' committee"}},
    {PREPARATORY_GROUP, "preparatory-group", {"首次业主大会筹备组", "preparatory group"}},
    {REELECTION_GROUP, "reelection-group", {"换届选举小组", "re-election group"}},
    {PROPERTY_MANAGEMENT_COMMITTEE,
     "property-management-committee",
     {"物业管理委员会", "property management committee"}},
    {STREET_STANDING_IN, "street", {"街道办事处（代行）", "street office standing in"}},
    {RESIDENTS_COMMITTEE, "residents-committee", {"居民委员会", "residents' committee"}},
    {OFFICE_ITSELF, "office-itself", {"本组织成员", "the office among its members"}},
}};

constexpr std::array<Entry<Matter>, 12> matters{{
    {ASSEMBLY_RULES, "278.1", {"制定或修改业主大会议事规则", "rules of the owners' assembly"}},
    {COVENANT, "278.2", {"制定或修改管理规约", "management covenant"}},
    {COMMITTEE, "278.3", {"选举业主委员会或更换其成员", "election of the owners' committee"}},
    {MANAGER, "278.4", {"选聘或解聘物业服务企业", "hiring or dismissing the manager"}},
    {USE_REPAIR_FUND, "278.5", {"使用建筑物及其附属设施的维修资金", "use of the repair fund"}},
    {RAISE_REPAIR_FUND, "278.6", {"筹集建筑物及其附属设施的维修资金", "raising the repair fund"}},
    {REBUILD, "278.7", {"改建、重建建筑物及其附属设施", "rebuilding"}},
    {CHANGE_COMMON_USE,
     "278.8",
     {"改变共有部分用途或利用共有部分从事经营活动", "change of the use of common parts"}},
    {OTHER_MAJOR, "278.9", {"有关共有和共同管理权利的其他重大事项", "other major matters"}},
    {RESIDENTS_ASSEMBLY, "assembly", {"居民会议决定事项", "matter of the residents' assembly"}},
    {SURVEY, "survey", {"意见征询（不作决定）", "survey, which decides nothing"}},
    {CHARTER_DEFINED, "charter", {"按治理章程的规则决定", "by a rule of the charter"}},
}};

constexpr std::array<Entry<Form>, 3> forms{{
    {YES_OR_NO, "yes-or-no", {"赞成或反对", "yes or no"}},
    {ONE_OF, "one-of", {"多选一", "one of the options"}},
    {ELECT, "elect", {"选举", "election"}},
}};

constexpr std::array<Entry<Mark>, 4> marks{{
    {AGREE, "agree", {"赞成", "agree"}},
    {DISAGREE, "disagree", {"反对", "disagree"}},
    {ABSTAIN, "abstain", {"弃权", "abstain"}},
    {INVALID, "invalid", {"废票", "invalid"}},
}};

constexpr std::array<Entry<Channel>, 4> channels{{
    {PHONE, "phone", {"手机", "phone"}},
    {PAPER, "paper", {"纸质", "paper"}},
    {CITY_LIST, "city-list", {"市级系统名单", "the city's list"}},
    {RULING, "ruling", {"裁定", "a ruling"}},
}};

constexpr std::array<Entry<Stage>, 6> stages{{
    {NOTICE, "notice", {"公告期", "notice"}},
    {OPEN, "open", {"表决中", "open"}},
    {COUNTING, "counting", {"已截止，录入纸质票", "closed, paper is being entered"}},
    {PRELIMINARY, "preliminary", {"初步结果公示", "preliminary result"}},
    {FINAL, "final", {"结果确定", "final"}},
    {WITHDRAWN, "withdrawn", {"已撤回或终止", "withdrawn or void"}},
}};

constexpr std::array<Entry<ballot::v1::Standing>, 5> standings{{
    {CHALLENGED, "challenged", {"已被起诉", "challenged before a court"}},
    {SUSPENDED, "suspended", {"已被街道中止", "suspended by the street office"}},
    {REVOKED, "revoked", {"已被街道撤销", "revoked by the street office"}},
    {ANNULLED, "annulled", {"已被法院撤销", "annulled by a court"}},
    {RESTORED, "restored", {"争议已终结，结果有效", "restored, it stands"}},
}};

constexpr std::array<Entry<About>, 4> abouts{{
    {ROLL, "roll", {"表决名册", "the roll"}},
    {BALLOT, "ballot", {"某一张票", "a counted ballot"}},
    {RESULT, "result", {"程序或结果", "the procedure or result"}},
    {DELIVERY, "delivery", {"送达", "a delivery"}},
}};

constexpr std::array<Entry<Ruling>, 3> rulings{{
    {UPHELD, "upheld", {"成立", "upheld"}},
    {REJECTED, "rejected", {"不成立", "rejected"}},
    {UNRULED,
     "unruled",
     {"逾期无人裁定，按不成立处理", "nobody ruled in time; it counts as rejected"}},
}};

constexpr std::array<Entry<registry::v1::Electors>, 4> all_electors{{
    {registry::v1::OWNERS, "owners", {"业主", "owners"}},
    {registry::v1::RESIDENTS, "residents", {"居民", "residents"}},
    {registry::v1::HOUSEHOLDS, "households", {"住户", "households"}},
    {registry::v1::OFFICE_MEMBERS, "office-members", {"本组织成员", "members of the office"}},
}};

constexpr std::array<Entry<tally::v1::Outcome>, 3> outcomes{{
    {tally::v1::PASSED, "passed", {"通过", "passed"}},
    {tally::v1::FAILED, "failed", {"未通过", "not passed"}},
    {tally::v1::CANNOT_DECIDE, "cannot-decide", {"无法认定", "cannot be decided"}},
}};

struct MethodWords {
    std::string_view name;
    Words words;
};
constexpr std::array<MethodWords, 8> methods{{
    {"ID_CARD_AT_COUNTER", {"柜台核验身份证", "identity card at the counter"}},
    {"ID_CARD_AT_DOOR", {"上门核验身份证", "identity card at the door"}},
    {"CODE_TO_PHONE", {"登记手机号验证码", "code to the registered telephone"}},
    {"CITY_SERVICE", {"城市统一身份认证", "the city's identity service"}},
    {"SLIP_ONLY", {"仅凭开通单", "slip alone"}},
    {"OWN_KEY", {"由本人另一密钥登记", "by another key of the member"}},
    {"RECOVERY", {"补办", "recovery"}},
    {"GENESIS", {"创世登记", "named at the founding"}},
}};

template <class Table, class Enum>
Words find(const Table& table, Enum value) {
    const auto found = std::ranges::find(table, value, &Table::value_type::value);
    return found == table.end() ? Words{"–", "none"} : found->words;
}

template <class Enum, std::size_t Size>
std::optional<Enum> from(const std::array<Entry<Enum>, Size>& table, std::string_view text) {
    for (const auto& entry : table) {
        if (text == entry.code || text == entry.words.zh || text == entry.words.en)
            return entry.value;
    }
    return std::nullopt;
}

}  // namespace

Words of(Convenor convenor) { return find(convenors, convenor); }
Words of(Matter matter) { return find(matters, matter); }
Words of(Form form) { return find(forms, form); }
Words of(Mark mark) { return find(marks, mark); }
Words of(Channel channel) { return find(channels, channel); }
Words of(Stage stage) { return find(stages, stage); }
Words of(ballot::v1::Standing standing) { return find(standings, standing); }
Words of(About about) { return find(abouts, about); }
Words of(Ruling ruling) {
    return ruling == RULING_UNSPECIFIED ? Words{"未裁定", "no ruling yet"} : find(rulings, ruling);
}
Words of(registry::v1::Electors electors) { return find(all_electors, electors); }
Words of(tally::v1::Outcome outcome) { return find(outcomes, outcome); }

Words of_method(std::string_view name) {
    const auto* found = std::ranges::find(methods, name, &MethodWords::name);
    return found == methods.end() ? Words{name, ""} : found->words;
}

std::string_view code_of(Matter matter) {
    const auto* found = std::ranges::find(matters, matter, &Entry<Matter>::value);
    return found == matters.end() ? std::string_view{} : found->code;
}

std::optional<Matter> matter_from(std::string_view text) { return from(matters, text); }
std::optional<Convenor> convenor_from(std::string_view text) { return from(convenors, text); }
std::optional<Form> form_from(std::string_view text) { return from(forms, text); }
std::optional<Mark> mark_from(std::string_view text) { return from(marks, text); }
std::optional<About> about_from(std::string_view text) { return from(abouts, text); }
std::optional<ballot::v1::Standing> standing_from(std::string_view text) {
    return from(standings, text);
}
// What somebody rules, not what happens where nobody does.
std::optional<Ruling> ruling_from(std::string_view text) {
    const auto found = from(rulings, text);
    return found == UNRULED ? std::nullopt : found;
}
std::optional<Stage> stage_from(std::string_view text) { return from(stages, text); }
std::optional<registry::v1::Electors> electors_from(std::string_view text) {
    return from(all_electors, text);
}

}  // namespace linlian::client::words
