// Made-up people and companies. Their numbers are of a region that does not exist, so that they are
// nobody's.

#include "roster/demo/demo_people.h"

#include "roster/check/words/id_number.h"
#include "roster/text.h"

#include <fmt/format.h>

namespace linlian::roster {

namespace {

constexpr std::string_view no_region = "999999";
constexpr std::string_view surnames =
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
    "文";
constexpr std::string_view given =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文辉力健世广义兴良海山仁波宁贵福生"
    "龙元全胜学祥才发"
    "武新利清飞彬富顺信子杉若云晨曦梓涵雨桐思远嘉怡俊熙博";
constexpr std::string_view trades[] = {"便民超市", "口腔门诊", "教育咨询", "餐饮管理",
                                       "药房",     "洗衣服务", "电子商务", "健身管理"};

}  // namespace

// Not quite even, which is of no matter here, but the same on every machine.
std::uint32_t DemoPeople::below(std::uint32_t below) {
    return static_cast<std::uint32_t>(chance_() % below);
}

std::string DemoPeople::card(int first_year, int years) {
    while (true) {
        const auto year = first_year + static_cast<int>(below(static_cast<std::uint32_t>(years)));
        auto number = fmt::format("{}{:04}{:02}{:02}{:03}", no_region, year, below(12) + 1,
                                  below(28) + 1, below(998) + 1);
        number += resident_card_check(number);
        if (numbers_.insert(number).second) return number;
    }
}

// A surname and one or two characters.
std::string DemoPeople::name() {
    static const auto family = characters_of(surnames);
    static const auto personal = characters_of(given);
    const auto pick = [&](const std::vector<std::string>& from) {
        return from[below(static_cast<std::uint32_t>(from.size()))];
    };
    auto name = pick(family) + pick(personal);
    return below(4) == 0 ? name : name + pick(personal);
}

std::string DemoPeople::phone() { return fmt::format("199{:08}", phones_++); }

DemoPerson DemoPeople::adult() {
    DemoPerson person;
    person.name = name();
    person.id_number = card(1938, 64);
    person.phone = phone();
    return person;
}

DemoPerson DemoPeople::minor() {
    auto person = adult();
    person.id_number = card(2014, 8);
    person.kind = OwnerKind::ward;
    person.status = "未成年";
    // Of the same surname, which is three bytes of UTF-8.
    person.guardian = person.name.substr(0, 3) + "建国";
    person.document = "出生医学证明 " + std::to_string(below(90'000) + 10'000);
    return person;
}

DemoPerson DemoPeople::company(bool is_developer) {
    DemoPerson company;
    const auto number = ++companies_;
    auto code = fmt::format("91{}MA{:07}", no_region, number);
    company.id_number = code + credit_code_check(code).value_or('0');
    company.id_type = IdType::credit_code;
    company.kind = is_developer ? OwnerKind::developer : OwnerKind::company;
    company.name = is_developer ? "示例竹海置业有限公司"
                                : fmt::format("示例{}有限公司({}号)",
                                              trades[number % std::size(trades)], number);
    company.phone = phone();
    company.document = fmt::format("营业执照及授权委托书 2026-{:03}", number);
    return company;
}

}  // namespace linlian::roster
