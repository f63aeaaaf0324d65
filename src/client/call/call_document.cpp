// Reads the TOML document of a call into its act. Read CallReader::read first: each section has a
// function below it, in the order in which the template (call_template.cpp) has them. Only what the
// document alone can tell is checked here; what the ledger knows, call_work.cpp puts in.
#include "client/call/call_document.h"

#include "base/hex.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "client/words/enum_words.h"
#include "crypto/hash.h"

#include <fmt/format.h>

#include <charconv>
#include <set>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Bytes and days that one field may have at most; more is a fault at its line, before anything is
// signed.
constexpr std::size_t title_max = 240;
constexpr std::size_t note_max = 200;
constexpr std::uint32_t days_max = 366;

// Reads one document into one draft; a class only for what every section needs at hand.
class CallReader {
  public:
    CallReader(const ClerkFile& file, CallDocument& draft, TomlFaults& faults)
        : file_(file), draft_(draft), faults_(faults) {}

    // Goes on after a fault, so that whoever writes the document sees all faults at once. finish()
    // comes last: keys that no reader asked for are misspelt, and would silently leave a default in
    // force.
    void read(const toml::table& document) {
        TomlSection all{document, "", faults_};
        read_head(all);
        read_electors(all);
        if (const auto* times = all.table("times"))
            read_times(*times);
        else
            all.wrong("times", "缺少 [times] 一节", "the section [times] is missing");
        read_channels(all);
        if (const auto* rules = all.table("rules")) read_rules(*rules);
        const auto items = all.tables("items");
        if (items.empty()) all.wrong("items", "至少要有一个 [[items]]", "needs one [[items]]");
        for (std::size_t i = 0; i < items.size(); ++i) read_item(*items[i], i + 1);
        all.finish();
    }

  private:
    bal::Terms& terms() { return *draft_.act.mutable_terms(); }

    // The Chinese title is needed, the English one is not.
    void read_title(TomlSection& from, codec::v1::Text& title) {
        title.set_zh(from.text("title", true, title_max));
        title.set_en(from.text("title_en", false, title_max));
    }

    // A file beside the document, or the 64 digits of a hash.
    // Such a file is noted among the draft's files, so that the vault can keep what the hash stands
    // for. Empty: the field was left out, or is a fault already.
    Bytes hash(TomlSection& from, const char* key, bool is_needed) {
        const auto given = from.text(key, is_needed, title_max);
        if (given.empty()) return {};
        if (const auto typed = typed_id<Hash32>(given)) return typed->bytes();
        const auto content = file_.read_beside(given);
        if (!content) {
            from.wrong(key, fmt::format("找不到文件{}，也不是 64 位哈希", in_brackets(given)),
                       fmt::format("there is no file {} beside the document, and it is no hash of "
                                   "64 digits",
                                   in_brackets(given)));
            return {};
        }
        draft_.files.push_back({given, sha256(*content)});
        return draft_.files.back().hash.bytes();
    }

    // One of the words that an enum is written with.
    // Gives the unspecified value for a word that is missing or a fault. `allowed` is the list that
    // the fault shows.
    template <class Enum>
    Enum word(TomlSection& from, const char* key, bool is_needed,
              std::optional<Enum> (*from_text)(std::string_view), const char* allowed) {
        const auto text = from.text(key, is_needed, title_max);
        if (text.empty()) return Enum{};
        const auto value = from_text(text);
        if (!value)
            from.wrong(key, fmt::format("{}不在可选值中：{}", in_brackets(text), allowed),
                       fmt::format("{} is none of: {}", in_brackets(text), allowed));
        return value.value_or(Enum{});
    }

    void read_head(TomlSection& all) {
        auto& act = draft_.act;
        read_title(all, *act.mutable_title());
        act.set_convenor(word(all, "convenor", true, typed_enum<ballot::v1::Convenor>,
                              "owners-committee, preparatory-group, reelection-group, "
                              "property-management-committee, street, residents-committee, "
                              "office-itself"));
        act.set_empowered_by(hash(all, "empowered_by", true));
        draft_.ruling_office = all.text("ruling_office", true, title_max);
    }

    // An office that decides among its own members has no estate. All other ballots name one,
    // unless they ask residents or households, who may be those of the whole community; a building
    // or stair always lies in an estate.
    void read_electors(TomlSection& all) {
        auto& electorate = *draft_.act.mutable_electorate();
        const bool by_itself = draft_.act.convenor() == bal::OFFICE_ITSELF;
        const auto electors = word(all, "electors", false, typed_enum<registry::v1::Electors>,
                                   "owners, residents, households, office-members");
        const auto usual = by_itself ? registry::v1::OFFICE_MEMBERS : registry::v1::OWNERS;
        electorate.set_electors(electors == registry::v1::ELECTORS_UNSPECIFIED ? usual : electors);
        // Without an estate residents and households are those of the whole community.
        const bool may_span = electorate.electors() == registry::v1::RESIDENTS ||
                              electorate.electors() == registry::v1::HOUSEHOLDS;
        draft_.building = all.text("building", false, title_max);
        const bool is_part = !draft_.building.empty();
        draft_.estate = all.text("estate", !by_itself && (!may_span || is_part), title_max);
        electorate.set_stair(all.number("stair", 0, 1000));
        if (electorate.stair() != 0 && draft_.building.empty())
            all.wrong("stair", "写了单元就要写楼栋 building", "needs its building too");
        for (const auto& id : all.list("premises")) {
            const auto read = typed_id<Id16>(id);
            if (!read) all.wrong("premises", "应为房产编号", "takes ids of premises");
            if (read) electorate.add_premises(read->bytes());
        }
    }

    // A time that is missing or wrong is 0 here and a fault already, so the order of the two is
    // compared only where both were read.
    void read_times(const toml::table& table) {
        TomlSection times{table, "times", faults_};
        const auto opens = times.time("opens");
        const auto closes = times.time("closes");
        terms().set_opens_ms(opens.ms);
        terms().set_closes_ms(closes.ms);
        if (opens.ms != 0 && closes.ms != 0 && closes <= opens)
            times.wrong("closes", "截止时间应晚于开始时间", "must be later than opens");
        terms().set_extend_days(times.number("extend_days", 0, days_max));
        terms().set_paper_entry_days(times.number("paper_entry_days", 0, days_max));
        terms().set_objection_days(times.number("objection_days", 7, days_max));
        if (terms().objection_days() == 0)
            times.wrong("objection_days", "至少 1 天", "is one day at least");
        times.finish();
    }

    // Without the section both phone and paper are open. With it each channel is closed unless it
    // says true: one that was forgotten is not opened by accident.
    void read_channels(TomlSection& all) {
        const auto* table = all.table("channels");
        if (table == nullptr) {
            terms().add_channels(bal::PHONE);
            terms().add_channels(bal::PAPER);
            return;
        }
        TomlSection channels{*table, "channels", faults_};
        if (channels.flag("phone", false)) terms().add_channels(bal::PHONE);
        const bool paper = channels.flag("paper", false);
        if (paper) terms().add_channels(bal::PAPER);
        if (channels.flag("city_list", false)) terms().add_channels(bal::CITY_LIST);
        if (terms().channels().empty())
            channels.wrong("phone", "至少开通一个渠道", "at least one channel must be true");
        terms().set_paper_displaces_phone(channels.flag("paper_displaces_phone", false));
        if (!paper && terms().paper_displaces_phone())
            channels.wrong("paper_displaces_phone", "没有纸质渠道", "there is no paper");
        if (!paper && terms().paper_entry_days() != 0)
            channels.wrong("paper", "没有纸质渠道，times.paper_entry_days 应为 0",
                           "there is no paper, so times.paper_entry_days must be 0");
        channels.finish();
    }

    // That the silent follow the majority needs the document that says so; without the rule a
    // document is a fault, because it would look like one that binds.
    void read_rules(const toml::table& table) {
        TomlSection rules{table, "rules", faults_};
        terms().set_invalid_participates(rules.flag("invalid_participates", true));
        terms().set_silence_follows_majority(rules.flag("silence_follows_majority", false));
        terms().set_silence_document(
            hash(rules, "silence_document", terms().silence_follows_majority()));
        if (!terms().silence_follows_majority() && rules.has("silence_document"))
            rules.wrong("silence_document", "未启用随多数规则，请删去此项",
                        "the silent follow nobody here; leave it out");
        terms().set_proxy_owners_max(rules.number("proxy_owners_max", 0, 1000));
        terms().set_extraordinary(rules.flag("extraordinary", false));
        rules.finish();
    }

    // An id that may be left out.
    static Bytes id(TomlSection& from, const char* name) {
        const auto text = from.text(name, false, title_max);
        const auto read = typed_id<Id16>(text);
        if (!text.empty() && !read) from.wrong(name, "应为 32 位编号", "takes an id of 32 digits");
        return read ? read->bytes() : Bytes{};
    }

    // `number` counts from 1. An item without a form asks for yes or no; one without a subject gets
    // an id in call_work.cpp.
    void read_item(const toml::table& table, std::size_t number) {
        TomlSection from{table, fmt::format("items[{}]", number), faults_};
        auto& item = *draft_.act.add_items();
        item.set_matter(word(from, "matter", true, typed_enum<ballot::v1::Matter>,
                             "278.1 … 278.9, assembly, survey, charter"));
        read_title(from, *item.mutable_title());
        item.set_document(hash(from, "document", true));
        const auto form =
            word(from, "form", false, typed_enum<ballot::v1::Form>, "yes-or-no, one-of, elect");
        item.set_form(form == bal::FORM_UNSPECIFIED ? bal::YES_OR_NO : form);
        item.set_subject(id(from, "subject"));
        item.set_returned_by(id(from, "returned_by"));
        item.set_silence_follows_majority(from.flag("silence_follows_majority", false));
        read_options(from, item);
        read_rule(from, item);
        if (!item.document().empty() && !texts_.insert(item.document()).second)
            from.wrong("document", "每项议题须有自己的文本，不能与另一项相同",
                       "is that of another item; each item has a text of its own");
        from.finish();
    }

    // What a form takes: yes-or-no neither options nor seats, one-of two options or more, an
    // election seats as well, at most one for each candidate.
    void read_options(TomlSection& from, bal::Item& item) {
        for (const auto* table : from.tables("options")) {
            const auto number = item.options_size() + 1;
            TomlSection one{*table, fmt::format("options[{}]", number), faults_};
            auto& option = *item.add_options();
            read_title(one, *option.mutable_title());
            option.set_document(hash(one, "document", false));
            option.set_note(one.text("note", false, note_max));
            one.finish();
        }
        item.set_seats(from.number("seats", 0, 40));
        const auto options = static_cast<std::uint32_t>(item.options_size());
        if (item.form() == bal::YES_OR_NO && options + item.seats() > 0)
            from.wrong("form", "赞成或反对的事项没有选项和名额",
                       "yes-or-no has no options or seats");
        if (item.form() != bal::YES_OR_NO && options < 2)
            from.wrong("options", "至少两个 [[items.options]]", "needs two [[items.options]]");
        if (item.form() == bal::ELECT && (item.seats() == 0 || item.seats() > options))
            from.wrong("seats", "选举要写应选人数，不多于候选人数",
                       "an election has seats, at most as many as candidates");
        if (item.form() == bal::ONE_OF && item.seats() > 0)
            from.wrong("seats", "只有选举有名额", "only an election has seats");
    }

    // The thresholds of all other matters follow from the matter and the presets; those of a matter
    // that the charter defines stand in the document.
    void read_rule(TomlSection& from, bal::Item& item) {
        const auto checks = from.tables("checks");
        const bool by_charter = item.matter() == bal::CHARTER_DEFINED;
        if (by_charter == checks.empty())
            from.wrong("checks", "只有 matter = \"charter\" 的事项要写 [[items.checks]]",
                       "belongs to matter = \"charter\", and only there");
        for (const auto* table : checks) {
            auto& check = *item.mutable_rule()->add_checks();
            TomlSection one{*table, fmt::format("checks[{}]", item.rule().checks_size()), faults_};
            read_check(one, check);
            one.finish();
        }
    }

    // One threshold: what is counted (who takes part, or who agrees), by heads or by area, of all
    // or of those who take part. The check is named after the first two.
    void read_check(TomlSection& from, tally::v1::CheckRule& check) {
        const auto counted = from.text("counted", true, title_max);
        if (counted != "participating" && counted != "agreeing")
            from.wrong("counted", "应为 participating 或 agreeing",
                       "takes participating or agreeing");
        check.set_counted(counted == "agreeing" ? tally::v1::AGREEING : tally::v1::PARTICIPATING);
        const auto measure = from.text("measure", true, title_max);
        if (measure != "heads" && measure != "area")
            from.wrong("measure", "应为 heads 或 area", "takes heads or area");
        check.set_measure(measure == "area" ? tally::v1::AREA : tally::v1::HEADS);
        const auto base = from.text("of", true, title_max);
        if (base != "all" && base != "cast")
            from.wrong("of", "应为 all 或 cast", "takes all or cast");
        check.set_of(base == "cast" ? tally::v1::CAST : tally::v1::ALL);
        check.set_name(
            fmt::format("{}.{}", counted == "agreeing" ? "agreement" : "participation", measure));
        read_threshold(from, *check.mutable_threshold());
    }

    // Shares are fractions of whole numbers, from 0 to 1: a decimal such as 0.67 would be another
    // threshold than two thirds. `at_least` reaches the share, `more_than` has to pass it (strict).
    void read_threshold(TomlSection& from, tally::v1::Threshold& threshold) {
        const auto least = from.text("at_least", false, title_max);
        const auto more = from.text("more_than", false, title_max);
        if (least.empty() == more.empty())
            return from.wrong("at_least", "at_least（以上）和 more_than（超过）写一个",
                              "say one of at_least and more_than");
        threshold.set_strict(least.empty());
        const auto& text = least.empty() ? more : least;
        const char* end = text.data() + text.size();
        std::uint64_t num = 0;
        std::uint64_t den = 0;
        const auto slash = std::from_chars(text.data(), end, num);
        const bool is_fraction =
            slash.ec == std::errc{} && slash.ptr != end && *slash.ptr == '/' &&
            std::from_chars(slash.ptr + 1, end, den) == std::from_chars_result{end, {}};
        if (!is_fraction || den == 0 || num > den)
            from.wrong(least.empty() ? "more_than" : "at_least", "应为分数，如 \"2/3\"",
                       "takes a fraction such as \"2/3\"");
        threshold.set_num(num);
        threshold.set_den(den);
    }

    const ClerkFile& file_;
    CallDocument& draft_;
    TomlFaults& faults_;
    std::set<Bytes> texts_;  // of the items read before
};

}  // namespace

// Either a draft without any fault or the faults, never both: nobody signs a call of which a part
// was not understood.
tl::expected<CallDocument, std::vector<Refusal>> read_call_document(const ClerkFile& toml) {
    TomlFaults faults;
    CallDocument draft;
    if (const auto document = parse_toml(toml.content, faults))
        CallReader{toml, draft, faults}.read(*document);
    if (!faults.list.empty()) return tl::unexpected(std::move(faults.list));
    return draft;
}

}  // namespace linlian::client
