// The review of a call: what its signer, and whoever votes in it, reads before they sign. Every
// field of the call stands in it.
#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/electorate_text.h"
#include "client/call/call_work.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "codec/json.h"
#include "modules/ballot/call/presets.h"
#include "modules/registry/registry.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;
using Lines = std::vector<ReviewLine>;

// Text of which there is one language only.
Bilingual same(const std::string& text) { return {text, text}; }

// Collects lines; a list of several is told under one name. What people wrote is quoted.
// A line without a name belongs to the last line that has one. A hash that is empty is left out:
// the call does not have it.
class Review {
  public:
    void add(Bilingual name, Bilingual what) {
        lines_.push_back({std::move(name), std::move(what)});
    }
    void more(Bilingual what) { lines_.push_back({{"", ""}, std::move(what)}); }
    void quote(Bilingual name, Bilingual what) {
        lines_.push_back({std::move(name), std::move(what), true});
    }
    void quote_more(Bilingual what) { quote({"", ""}, std::move(what)); }
    void hash(const char* zh, const char* en, const Bytes& hash) {
        if (!hash.empty()) more({zh + (" " + to_hex(hash)), en + (" " + to_hex(hash))});
    }
    Lines take() { return std::move(lines_); }

  private:
    Lines lines_;
};

// Who is asked: estate, part, kind of electors, and heads and area of now where they are known. The
// roll itself is made later; that is said, so that nobody takes these figures for final.
Bilingual electorate_words(const PreparedCall& call) {
    const auto words = words_of(call.act.electorate().electors());
    const auto part = part_words(call.act.electorate(), call.building);
    auto zh = call.estate + (part.zh.empty() ? "" : " " + part.zh);
    auto en = call.estate + (part.en.empty() ? "" : " " + part.en);
    zh += fmt::format(" {}", words.zh);
    en += fmt::format(" {}", words.en);
    if (call.total) {
        const auto area = square_metres(call.total->area_centi().value());
        zh += fmt::format("，现有 {} 人，{}", grouped(call.total->heads().value()), area);
        en += fmt::format(", now {} heads, {}", grouped(call.total->heads().value()), area);
    }
    return {zh + "；以开始前五日（晚于该日召集的，以召集时）的名册为准",
            en + "; the roll is that of five days before the opening, or of the call where that is "
                 "later"};
}

// What narrows an electorate, and the ids that its names stand for.
void add_electorate(const PreparedCall& call, Review& review) {
    const auto& electorate = call.act.electorate();
    review.quote({"表决人", "who may vote"}, electorate_words(call));
    review.hash("小区编号", "estate", electorate.estate());
    review.hash("楼栋编号", "building", electorate.building());
    review.hash("组织编号", "office", electorate.office());
    for (const auto kind : electorate.counts()) {
        const auto words = enum_text_of(static_cast<registry::v1::PremisesKind>(kind));
        review.more({"只计入用途 " + words, "of this kind " + words});
    }
    const auto size = electorate.premises_size();
    for (int i = 0; i < size; ++i) {
        const auto id = in_fours(electorate.premises(i));
        review.more({fmt::format("仅限房产 {}/{}：{}", i + 1, size, id),
                     fmt::format("of these premises alone, {}/{}: {}", i + 1, size, id)});
    }
}

// `number` counts from 0, what is shown from 1.
void add_option(const bal::Item& item, int number, Review& review) {
    const auto& option = item.options(number);
    const auto note = option.note().empty() ? "" : " — " + option.note();
    review.quote_more({fmt::format("{}. {}{}", number + 1, option.title().zh(), note),
                       fmt::format("{}. {}", number + 1, option.title().en())});
    review.hash("选项材料 sha256", "document of the option, sha256", option.document());
}

// An item in full: title, matter and form, options, each threshold with its figure, and every hash
// and id that it binds. A rule that the document itself spelled out is shown as JSON too, for words
// could leave something of it out.
void add_item(const PreparedCall& call, int number, Review& review) {
    const auto& item = call.act.items(number);
    const auto matter = words_of(item.matter());
    const auto form = words_of(item.form());
    const auto seats_zh = item.seats() == 0 ? "" : fmt::format("，应选 {} 人", item.seats());
    const auto seats_en = item.seats() == 0 ? "" : fmt::format(", {} seats", item.seats());
    review.quote({fmt::format("第 {} 项", number + 1), fmt::format("item {}", number + 1)},
                 {item.title().zh(), item.title().en()});
    review.more(
        {fmt::format("{}，{}{}", matter_words(item), form.zh, seats_zh),
         fmt::format("{} {}, {}{}", typed_word_of(item.matter()), matter.en, form.en, seats_en)});
    if (item.silence_follows_majority()) review.more(silence_rule_words());
    for (int i = 0; i < item.options_size(); ++i) add_option(item, i, review);
    const auto rule = ballot::rule_of(call.act, item);
    if (rule.checks().empty())
        review.more({"只征询意见，不作决定", "asks and counts, decides nothing"});
    for (auto& told : thresholds_words(rule, call.total.value_or(tally::v1::Figures{})))
        review.more(std::move(told));
    if (item.has_rule()) review.quote_more(same("rule " + codec::to_json(item.rule())));
    review.hash("议案全文 sha256", "full text, sha256", item.document());
    review.hash("议题编号", "subject", item.subject());
    review.hash("提前重提，依业委会表决", "comes back early by the ballot", item.returned_by());
    review.hash("所见该表决的哈希", "hash of that ballot's call", item.returned_shown());
}

// Days that have passed in full: two days and 23 hours are no notice of three.
std::int64_t whole_days(std::int64_t ms) { return ms / ms_per_day; }

// The notice is counted from `now`. Times of zero days are left out.
void add_times(const bal::Terms& terms, Timestamp now, Review& review) {
    const auto notice = whole_days(terms.opens_ms() - now.ms);
    review.add({"公告期", "notice"}, {fmt::format("开始前 {} 天", notice),
                                      fmt::format("{} days before it opens", notice)});
    const auto window = whole_days(terms.closes_ms() - terms.opens_ms());
    const auto opens = ops::beijing_text(Timestamp{terms.opens_ms()});
    const auto closes = ops::beijing_text(Timestamp{terms.closes_ms()});
    review.add({"表决期", "open"},
               {fmt::format("{} 至 {}（北京时间，{} 天）", opens, closes, window),
                fmt::format("{} to {} (Beijing time, {} days)", opens, closes, window)});
    if (terms.extend_days() > 0)
        review.more({fmt::format("参与不足时延长 {} 天", terms.extend_days()),
                     fmt::format("{} days more when too few took part", terms.extend_days())});
    if (terms.paper_entry_days() > 0)
        review.add({"纸质票录入", "entry of paper"},
                   {fmt::format("截止后 {} 天", terms.paper_entry_days()),
                    fmt::format("{} days after the close", terms.paper_entry_days())});
    review.add({"异议期", "objections"},
               {fmt::format("初步结果公布后 {} 天", terms.objection_days()),
                fmt::format("{} days after the preliminary result", terms.objection_days())});
}

// Channels and how votes are counted. That a rule is off is said too where it decides a result:
// invalid ballots, the silent, proxies.
void add_rules(const bal::Terms& terms, Review& review) {
    Bilingual channels;
    for (const auto channel : terms.channels()) {
        const auto words = words_of(static_cast<bal::Channel>(channel));
        channels.zh += (channels.zh.empty() ? "" : "、") + std::string{words.zh};
        channels.en += (channels.en.empty() ? "" : ", ") + std::string{words.en};
    }
    review.add({"渠道", "channels"}, std::move(channels));
    if (terms.paper_displaces_phone())
        review.more({"纸质票优先于手机票", "paper counts before a vote by phone"});
    if (terms.extraordinary()) review.add({"会议", "meeting"}, {"临时会议", "extraordinary"});
    review.add({"废票", "invalid ballots"}, terms.invalid_participates()
                                                ? Bilingual{"计入参与", "take part"}
                                                : Bilingual{"不计入参与", "do not take part"});
    if (terms.silence_follows_majority())
        review.add({"未表决者", "the silent"},
                   {"已送达并告知后果而未表决的，随多数",
                    "who was reached and warned and does not vote follows the majority"});
    else
        review.add({"未表决者", "the silent"}, {"不计入参与", "take no part"});
    review.hash("随多数规则的依据 sha256", "rule on silence, sha256", terms.silence_document());
    review.add({"代理", "proxies"},
               terms.proxy_owners_max() == 0
                   ? Bilingual{"不允许", "none"}
                   : Bilingual{fmt::format("每人最多代理 {} 名业主", terms.proxy_owners_max()),
                               fmt::format("one stands for at most {}", terms.proxy_owners_max())});
}

// A setting has a number or a text; its article stands behind it where it names one.
std::string setting_words(const charter::v1::Setting& setting) {
    const auto value = setting.value_case() == charter::v1::Setting::kNumber
                           ? std::to_string(setting.number())
                           : setting.text();
    const auto article = setting.article().empty() ? "" : fmt::format("（{}）", setting.article());
    return fmt::format("{} = {}{}", setting.name(), value, article);
}

// The rules that the call follows, as they were adopted: source, article, place, date and each
// setting. The call carries a copy, so they are shown in full.
void add_preset(const charter::v1::Preset& preset, Review& review) {
    review.quote(
        {"规则依据", "rules"},
        {fmt::format("{}（{} {}）", preset.title().zh(), preset.source(), preset.article()),
         fmt::format("{} ({} {})", preset.title().en(), preset.name(), preset.version())});
    review.quote_more(same(fmt::format("{} {}", preset.place(), preset.dated())));
    review.quote_more({preset.note().zh(), preset.note().en()});
    for (const auto& setting : preset.settings()) review.quote_more(same(setting_words(setting)));
}

}  // namespace

Bilingual who_reads_choices(const registry::v1::Electorate& electorate) {
    if (registry::tells_homes(electorate))
        return {
            "记名表决：各节点的运行单位始终能读到每个人的选择；有结果后，有权裁定异议或录入纸质票的"
            "工作"
            "人员（召集组织和物业公司的除外）可以查看全部选择并重新计票；表决人能看到自己的选择。其"
            "他人"
            "只能看到统计数字。",
            "An open ballot: the bodies that run nodes can read every choice, for ever; once there "
            "is a result, those who may rule on objections or enter papers (nobody of the convenor "
            "or of a property company) can read all of them and count again. Voters see their own "
            "choice, everybody else figures only."};
    return {
        "记名表决：各节点的运行单位始终能读到每个人的选择；有结果后，本次表决的表决人，以及召集、裁"
        "定"
        "、录入的组织和街道办可以查看全部选择并重新计票。其他人只能看到统计数字。",
        "An open ballot: the bodies that run nodes can read every choice, for ever; once there is "
        "a "
        "result, the voters of this ballot, the offices that work on it and the street office can "
        "read all of them and count again. Everybody else sees figures only."};
}

// In the order in which people decide: what it is and who calls it, whom it asks and what, then
// times and rules, last the files and who will read the votes.
std::vector<ReviewLine> review_of(const PreparedCall& call, Timestamp now) {
    Review review;
    review.quote({"表决", "ballot"}, {call.act.title().zh(), call.act.title().en()});
    const auto convenor = words_of(call.act.convenor());
    review.quote({"召集人", "convenor"}, {fmt::format("{}（{}）", call.convenor.name, convenor.zh),
                                          fmt::format("{} ({})", call.convenor.name, convenor.en)});
    review.hash("组织编号", "its id", call.act.as_office());
    review.hash("召集依据文件 sha256", "document that empowers it, sha256",
                call.act.empowered_by());
    add_electorate(call, review);
    for (int i = 0; i < call.act.items_size(); ++i) add_item(call, i, review);
    add_times(call.act.terms(), now, review);
    add_rules(call.act.terms(), review);
    for (const auto& preset : call.act.presets()) add_preset(preset, review);
    review.quote({"异议裁定", "rules on objections"}, same(call.ruling.name));
    review.hash("组织编号", "its id", call.act.ruling_office());
    for (const auto& file : call.files)
        review.quote({"文件", "file"}, same(file.name + "  sha256 " + to_hex(file.hash.view())));
    review.add({"谁能看到", "who will read"}, who_reads_choices(call.act.electorate()));
    return review.take();
}

// Chinese first, English faint below it; where both are the same text it is shown once.
Rows rows_of(std::span<const ReviewLine> lines, const Screen& screen) {
    const auto shown = [](const ReviewLine& line, const std::string& text) {
        return line.is_quoted ? behind_bar(text) : Styled{text};
    };
    Rows rows;
    for (const auto& line : lines) {
        rows.push_back({line.name.zh, shown(line, line.what.zh)});
        if (!line.what.en.empty() && line.what.en != line.what.zh)
            rows.push_back({screen.faint(line.name.en), screen.faint(shown(line, line.what.en))});
    }
    return rows;
}

}  // namespace linlian::client
