#include "client/words/enum_words.h"

#include "client/ballot/ballot_words.h"
#include "client/paper/paper_text.h"

#include <algorithm>
#include <array>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;
using google::protobuf::EnumValueDescriptor;

struct Entry {
    std::string_view value;  // its full name behind "linlian."
    std::string_view zh;
    std::string_view en;
};

constexpr auto of_registry = std::to_array<Entry>({
    {"registry.v1.FLAT", "住宅", "flat"},
    {"registry.v1.SHOP", "商铺", "shop"},
    {"registry.v1.PARKING", "车位", "parking space"},
    {"registry.v1.STORAGE", "储藏室", "storage room"},
    {"registry.v1.UNSOLD", "未售", "never sold"},
    {"registry.v1.UNDELIVERED", "未交付", "sold, not handed over"},
    {"registry.v1.REGISTER", "不动产登记", "property register"},
    {"registry.v1.SURVEY", "测绘", "survey"},
    {"registry.v1.CONTRACT", "合同", "contract of sale"},
    {"registry.v1.PERSON", "个人", "person"},
    {"registry.v1.COMPANY", "单位", "company"},
    {"registry.v1.HEIRS", "继承人", "heirs"},
    {"registry.v1.WARD", "被监护人", "ward"},
    {"registry.v1.DEVELOPER", "开发商", "developer"},
    {"registry.v1.KEY_PROVISIONAL", "临时，待第二次核验", "provisional, waits for a second check"},
    {"registry.v1.KEY_ACTIVE", "已启用", "active"},
    {"registry.v1.KEY_RETIRED", "已停用", "retired"},
    {"registry.v1.SLIP_LOST", "丢失、被盗或未送达", "lost, stolen or never handed over"},
    {"registry.v1.SLIP_WRONG_PERSON", "持有或使用者不是本人", "in the hands of somebody else"},
    {"registry.v1.SLIP_MISPRINTED", "印错", "misprinted"},
    {"registry.v1.SLIP_NOT_WANTED", "本人不需要", "not wanted by the member"},
    {"registry.v1.SLIP_LIVE", "有效", "live"},
    {"registry.v1.SLIP_USED", "已使用", "used"},
    {"registry.v1.SLIP_DEAD", "已作废", "reprinted or cancelled"},
    {"registry.v1.LIVES", "居住", "lives there"},
    {"registry.v1.WORKS", "工作", "works there"},
});

constexpr auto of_motions = std::to_array<Entry>({
    {"motion.v1.OPEN", "进行中", "open"},
    {"motion.v1.COMPLETED", "已通过并执行", "carried out"},
    {"motion.v1.EXPIRED", "已过期", "expired"},
    {"motion.v1.WITHDRAWN", "已撤回", "withdrawn"},
    {"motion.v1.FAILED", "公示期满但未能执行", "its notice was over, and the act was refused"},
    {"motion.v1.NOT_OUR_MATTER", "不属本组织事务", "not our matter"},
    {"motion.v1.AGAINST_THE_LAW", "不合法", "against the law"},
    {"motion.v1.FACTS_DIFFER", "与事实不符", "the facts differ"},
    {"motion.v1.MONEY_LACKING", "缺少资金", "the money is lacking"},
    {"motion.v1.NEEDS_CHANGE", "需要修改", "it needs a change"},
    {"motion.v1.OTHER", "其他", "other"},
    {"charter.v1.SCHEMA", "程序默认", "default of the program"},
    {"charter.v1.CHARTER", "本社区设定", "set by this community"},
});

constexpr auto of_tally = std::to_array<Entry>({
    {"tally.v1.HEADS", "人数", "heads"},
    {"tally.v1.AREA", "面积", "area"},
    {"tally.v1.PARTICIPATING", "参与", "taking part"},
    {"tally.v1.AGREEING", "赞成", "agreeing"},
    {"tally.v1.ALL", "全体", "all"},
    {"tally.v1.CAST", "参与者", "those who take part"},
    {"tally.v1.CHOICE_AGREE", "赞成", "agree"},
    {"tally.v1.CHOICE_DISAGREE", "反对", "disagree"},
    {"tally.v1.CHOICE_ABSTAIN", "弃权", "abstain"},
    {"tally.v1.CHOICE_INVALID", "废票", "invalid"},
    {"tally.v1.CHOICE_NOT_COUNTED", "不计入", "not counted"},
    {"tally.v1.HOLDS", "达到", "holds"},
    {"tally.v1.FAILS", "未达到", "fails"},
    {"tally.v1.UNKNOWN", "不确定", "not known"},
    {"tally.v1.PARTS_EXCEED_WHOLE", "各部分之和大于整体", "the parts are more than the whole"},
    {"tally.v1.PARTS_FALL_SHORT", "各部分之和小于整体", "the parts are less than the whole"},
    {"tally.v1.AREA_WITHOUT_HEADS", "有面积而无人", "area without heads"},
    {"tally.v1.FIGURE_UNKNOWN", "数字未知", "a figure is not known"},
    {"tally.v1.SILENCE_LEADERS_DIFFER", "人数与面积的多数不同", "heads and area lead differently"},
    {"tally.v1.SILENCE_LEADER_UNKNOWN", "不知哪种意见占多数", "which side leads is not known"},
    {"tally.v1.PART_TOTAL", "全体", "all"},
    {"tally.v1.PART_PARTICIPATING", "参与", "taking part"},
    {"tally.v1.PART_AGREE", "赞成", "agree"},
    {"tally.v1.PART_DISAGREE", "反对", "disagree"},
    {"tally.v1.PART_ABSTAIN", "弃权", "abstain"},
    {"tally.v1.PART_INVALID", "废票", "invalid"},
    {"tally.v1.PART_SILENT", "送达未表决", "reached and silent"},
    {"tally.v1.PART_ABSENT", "未参与", "absent"},
    {"tally.v1.SEATED", "当选", "elected"},
    {"tally.v1.TIED", "票数相同，待定", "tied"},
    {"tally.v1.OUTRUN", "未当选", "not elected"},
    {"tally.v1.RULE_NOT_MET", "未达规定票数", "below the threshold"},
    {"tally.v1.OPEN", "无法认定", "cannot be decided"},
});

Told told_of(const words::Words& words) { return {std::string{words.zh}, std::string{words.en}}; }

// Ballots have their words already.
template <class Enum>
Told of_ballots(int value) {
    return told_of(words::of(static_cast<Enum>(value)));
}
Told of_method(int value) {
    const auto method = static_cast<registry::v1::Method>(value);
    return told_of(words::of_method(registry::v1::Method_Name(method)));
}
Told of_delivery(int value) { return delivery_told(static_cast<bal::DeliveryKind>(value)); }
Told of_paper(int value) { return paper_state_told(static_cast<bal::PaperState>(value)); }

struct Type {
    std::string_view name;
    Told (*told)(int value);
};
constexpr auto types = std::to_array<Type>({
    {"ballot.v1.About", of_ballots<bal::About>},
    {"ballot.v1.Channel", of_ballots<bal::Channel>},
    {"ballot.v1.Convenor", of_ballots<bal::Convenor>},
    {"ballot.v1.Form", of_ballots<bal::Form>},
    {"ballot.v1.Mark", of_ballots<bal::Mark>},
    {"ballot.v1.Matter", of_ballots<bal::Matter>},
    {"ballot.v1.Ruling", of_ballots<bal::Ruling>},
    {"ballot.v1.Stage", of_ballots<bal::Stage>},
    {"ballot.v1.Standing", of_ballots<bal::Standing>},
    {"ballot.v1.DeliveryKind", of_delivery},
    {"ballot.v1.PaperState", of_paper},
    {"registry.v1.Electors", of_ballots<registry::v1::Electors>},
    {"registry.v1.Method", of_method},
    {"tally.v1.Outcome", of_ballots<tally::v1::Outcome>},
});

std::string_view short_name(const std::string& full_name) {
    constexpr std::string_view root = "linlian.";
    const std::string_view name{full_name};
    return name.starts_with(root) ? name.substr(root.size()) : name;
}

// A type's functions say the same of all that they do not know, and of the value 0.
std::optional<Told> by_type(const EnumValueDescriptor& value) {
    const auto* type = std::ranges::find(types, short_name(value.type()->full_name()), &Type::name);
    if (type == types.end()) return std::nullopt;
    auto told = type->told(value.number());
    if (told.zh == type->told(0).zh || told.zh == "–" || told.en.empty()) return std::nullopt;
    return told;
}

template <class Table>
std::optional<Told> by_value(const Table& table, std::string_view name) {
    const auto* found = std::ranges::find(table, name, &Entry::value);
    if (found == table.end()) return std::nullopt;
    return Told{std::string{found->zh}, std::string{found->en}};
}

}  // namespace

std::optional<Told> enum_told(const EnumValueDescriptor& value) {
    if (value.number() == 0) return std::nullopt;
    if (auto told = by_type(value)) return told;
    const auto name = short_name(value.full_name());
    if (auto told = by_value(of_registry, name)) return told;
    if (auto told = by_value(of_motions, name)) return told;
    return by_value(of_tally, name);
}

std::string enum_text(const EnumValueDescriptor& value) {
    if (value.number() == 0) return "–";
    const auto told = enum_told(value);
    return told ? told->zh + " " + told->en : value.name();
}

}  // namespace linlian::client
