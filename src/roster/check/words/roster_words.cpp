// The words of cells: what kinds of premises, owners and documents are called, in both scripts and
// in English. Words are compared folded (text.h): without blanks, in small letters.

#include "roster/check/words/roster_words.h"

#include "roster/text.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace linlian::roster {

namespace {

// One value, its name for programs, and the words for it, the one we write first. Chinese words
// stand in simplified and, where they differ, in traditional characters; all of them folded.
template <class Value>
struct Words {
    Value value;
    std::string_view name;
    std::array<std::string_view, 12> words;
};

// Kinds of premises.
constexpr std::array<Words<PremisesKind>, 6> premises_kinds{{
    {PremisesKind::flat,
     "flat",
     {"住宅", "成套住宅", "普通住宅", "公寓", "别墅", "別墅", "住房", "flat", "apartment", "home",
      "residential", "住宅用房"}},
    {PremisesKind::shop,
     "shop",
     {"商铺", "商鋪", "商业", "商業", "店铺", "门面", "门面房", "非住宅", "商业服务", "办公",
      "shop", "commercial"}},
    {PremisesKind::parking,
     "parking",
     {"车位", "車位", "车库", "車庫", "产权车位", "地下车位", "停车位", "parking", "garage",
      "parkingspace"}},
    {PremisesKind::storage,
     "storage",
     {"储藏室", "儲藏室", "储物间", "储藏间", "地下室", "杂物间", "仓库", "storage", "storeroom"}},
    {PremisesKind::unsold, "unsold", {"未售", "未出售", "尚未出售", "待售", "unsold"}},
    {PremisesKind::undelivered,
     "undelivered",
     {"未交付", "已售未交付", "尚未交付", "未交房", "undelivered"}},
}};

// Sources of an area, best first.
constexpr std::array<Words<AreaSource>, 3> area_sources{{
    {AreaSource::registered,
     "registered",
     {"不动产登记", "不動產登記", "登记", "登记簿", "不动产登记簿", "房产证", "产权证",
      "不动产权证", "不动产证", "产证", "register", "registered"}},
    {AreaSource::surveyed,
     "surveyed",
     {"测绘", "測繪", "测绘报告", "实测", "實測", "预测绘", "survey", "surveyed"}},
    {AreaSource::contracted,
     "contracted",
     {"合同", "買賣合同", "买卖合同", "购房合同", "销售合同", "contract", "contracted"}},
}};

constexpr std::array<Words<OwnerKind>, 5> owner_kinds{{
    {OwnerKind::person,
     "person",
     {"个人", "個人", "自然人", "居民", "业主", "person", "individual"}},
    {OwnerKind::company,
     "company",
     {"单位", "單位", "公司", "企业", "企業", "法人", "机构", "非法人组织", "组织", "company",
      "organisation", "organization"}},
    {OwnerKind::heirs,
     "heirs",
     {"继承人", "繼承人", "继承", "遗产", "heirs", "heir", "estateofdead"}},
    {OwnerKind::ward,
     "ward",
     {"被监护人", "被監護人", "监护", "未成年人", "限制行为能力人", "无行为能力人", "ward"}},
    {OwnerKind::developer,
     "developer",
     {"开发商", "開發商", "建设单位", "建設單位", "开发企业", "开发公司", "房地产开发商",
      "developer"}},
}};

constexpr std::array<Words<IdType>, 7> id_types{{
    {IdType::resident_card,
     "resident_card",
     {"居民身份证", "居民身份證", "身份证", "身份證", "二代身份证", "身份证号", "idcard",
      "residentidentitycard", "residentcard", "id"}},
    {IdType::credit_code,
     "credit_code",
     {"统一社会信用代码", "統一社會信用代碼", "营业执照", "營業執照", "信用代码", "社会信用代码",
      "creditcode", "businesslicence", "businesslicense"}},
    {IdType::passport, "passport", {"护照", "護照", "passport"}},
    {IdType::home_return_card,
     "home_return_card",
     {"港澳居民来往内地通行证", "港澳通行证", "回乡证", "回鄉證", "港澳居民來往內地通行證",
      "homereturnpermit"}},
    {IdType::taiwan_card,
     "taiwan_card",
     {"台湾居民来往大陆通行证", "台胞证", "臺胞證", "台胞證", "台湾通行证", "taiwanpermit"}},
    {IdType::residence_permit,
     "residence_permit",
     {"居住证", "居住證", "港澳台居民居住证", "港澳居民居住证", "台湾居民居住证",
      "外国人永久居留身份证", "外国人永久居留证", "residencepermit"}},
    {IdType::other, "other", {"其他", "其它", "其他证件", "军官证", "户口簿", "出生证", "other"}},
}};

constexpr std::array<Words<OwnerStatus>, 4> statuses{{
    {OwnerStatus::living, "living", {"正常", "在世", "健在", "normal", "living", "alive", "ok"}},
    {OwnerStatus::dead,
     "dead",
     {"已故", "去世", "已去世", "死亡", "亡故", "故", "dead", "deceased"}},
    {OwnerStatus::undecided,
     "undecided",
     {"继承未定", "待继承", "繼承未定", "待繼承", "继承中", "estateundecided", "undecided"}},
    {OwnerStatus::minor, "minor", {"未成年", "未成年人", "被监护", "minor", "ward"}},
}};

template <class Value, std::size_t N>
std::optional<Value> value_of(const std::array<Words<Value>, N>& table, std::string_view words) {
    const auto wanted = folded(words);
    if (wanted.empty()) return std::nullopt;
    for (const auto& entry : table) {
        if (std::ranges::find(entry.words, wanted) != entry.words.end()) return entry.value;
    }
    return std::nullopt;
}

template <class Value, std::size_t N>
const Words<Value>& entry_of(const std::array<Words<Value>, N>& table, Value value) {
    return *std::ranges::find_if(table, [&](const auto& entry) { return entry.value == value; });
}

// An empty cell says no.
constexpr std::array<std::string_view, 10> yes_words{"是",  "√", "✓", "对",   "有",
                                                     "yes", "y", "1", "true", "代表"};
constexpr std::array<std::string_view, 9> no_words{"",  "否", "×",     "无", "no",
                                                   "n", "0",  "false", "-"};

}  // namespace

std::optional<PremisesKind> premises_kind_of(std::string_view words) {
    return value_of(premises_kinds, words);
}
std::optional<AreaSource> area_source_of(std::string_view words) {
    return value_of(area_sources, words);
}
std::optional<OwnerKind> owner_kind_of(std::string_view words) {
    return value_of(owner_kinds, words);
}
std::optional<IdType> id_type_of(std::string_view words) { return value_of(id_types, words); }
std::optional<OwnerStatus> owner_status_of(std::string_view words) {
    return value_of(statuses, words);
}

// Nothing where the cell says neither, as where it names somebody.
std::optional<bool> yes_no_of(std::string_view words) {
    const auto word = folded(words);
    if (std::ranges::find(yes_words, word) != yes_words.end()) return true;
    if (std::ranges::find(no_words, word) != no_words.end()) return false;
    return std::nullopt;
}

std::string_view word_of(PremisesKind kind) { return entry_of(premises_kinds, kind).words[0]; }
std::string_view word_of(AreaSource source) { return entry_of(area_sources, source).words[0]; }
std::string_view word_of(OwnerKind kind) { return entry_of(owner_kinds, kind).words[0]; }
std::string_view word_of(IdType type) { return entry_of(id_types, type).words[0]; }
std::string_view name_of(PremisesKind kind) { return entry_of(premises_kinds, kind).name; }
std::string_view name_of(AreaSource source) { return entry_of(area_sources, source).name; }
std::string_view name_of(OwnerKind kind) { return entry_of(owner_kinds, kind).name; }
std::string_view name_of(IdType type) { return entry_of(id_types, type).name; }

}  // namespace linlian::roster
