// The codec reads the file into its schema (tally_case.proto), where unknown and doubled names are
// refused, so that a slip of the pen never falls back to a default unseen. What a schema cannot say
// is looked at here, from the outside in, and refused with its path.
#include "client/tally/tally_case.h"

#include "client/client.pb.h"
#include "client/shown/quoted.h"
#include "client/tally/tally_case.pb.h"
#include "client/tally/tally_case_values.h"
#include "codec/json.h"
#include "codec/refusal.h"
#include "tally/count_units.h"
#include "tally/tally.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace linlian::client {

namespace {

namespace words = tally::v1;

// The order matters to read_check: the first two count who takes part, and even places measure
// heads.
constexpr std::array<std::string_view, 4> check_names{"participation.heads", "participation.area",
                                                      "agreement.heads", "agreement.area"};

// Figures by their name in the file.
struct FigureField {
    const char* name;
    bool (v1::CaseFile::*is_given)() const;
    const v1::CaseFigures& (v1::CaseFile::*given)() const;
    words::Figures* (words::Input::*into)();
};
using File = v1::CaseFile;
using Input = words::Input;
constexpr std::array<FigureField, 6> figure_fields{{
    {"totals", &File::has_totals, &File::totals, &Input::mutable_total},
    {"participating", &File::has_participating, &File::participating,
     &Input::mutable_participating},
    {"agree", &File::has_agree, &File::agree, &Input::mutable_agree},
    {"disagree", &File::has_disagree, &File::disagree, &Input::mutable_disagree},
    {"abstain", &File::has_abstain, &File::abstain, &Input::mutable_abstain},
    {"invalid", &File::has_invalid, &File::invalid, &Input::mutable_invalid},
}};

auto wrong(v1::RefusalCode code, const std::string& path) { return refuse(code, {{"path", path}}); }

auto needs(const std::string& path, const std::string& other) {
    return refuse(v1::CASE_NEEDS, {{"path", path}, {"other", other}});
}

std::string at(const std::string& list, int index) {
    return list + "[" + std::to_string(index) + "]";
}

// What the codec expects, in Chinese; the words of an enum stay as they are typed.
std::string wanted_in_chinese(const std::string& wanted) {
    constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"an object", "{ } 中的成员"},        {"a list", "[ ] 中的列表"},
        {"a text", "加引号的文字"},           {"true or false", "true 或 false"},
        {"a whole number", "不带小数的整数"}, {"one member of", "其中一种写法（只写一种）"},
    };
    for (const auto& [english, chinese] : known)
        if (wanted.starts_with(english)) return std::string{chinese};
    constexpr std::string_view words = "one of ";
    if (wanted.starts_with(words)) return "以下之一：" + wanted.substr(words.size());
    return " " + wanted;
}

// The codec says "units[0].kind: one of flat, shop is expected", or why the whole is no JSON.
Result<v1::CaseFile> read_file(BytesView bytes) {
    v1::CaseFile file;
    const auto read = codec::from_json(bytes, file);
    if (read) return file;
    const auto& reason = read.error().figures.at(0).value;
    constexpr std::string_view end = " is expected";
    const auto colon = reason.find(": ");
    if (colon == std::string::npos || !reason.ends_with(end))
        return refuse(v1::CASE_UNREADABLE, {{"reason", in_brackets(reason)}});
    const auto wanted = reason.substr(colon + 2, reason.size() - end.size() - colon - 2);
    return refuse(v1::CASE_KIND_WRONG, {{"path", reason.substr(0, colon)},
                                        {"wanted", wanted},
                                        {"wanted_zh", wanted_in_chinese(wanted)}});
}

Result<words::CheckRule> read_check(const v1::CaseCheck& given, const std::string& path) {
    const auto* name = std::ranges::find(check_names, given.name());
    if (name == check_names.end())
        return refuse(v1::CASE_WORD_UNKNOWN,
                      {{"path", path + ".name"},
                       {"given", in_brackets(given.name())},
                       {"words",
                        "participation.heads, participation.area, agreement.heads, "
                        "agreement.area"}});
    if (given.of() == v1::CaseCheck::BASE_UNSPECIFIED)
        return wrong(v1::CASE_KEY_MISSING, path + ".of");
    const bool is_strict = given.has_more_than();
    if (!is_strict && !given.has_at_least()) return wrong(v1::CASE_KEY_MISSING, path + ".at_least");
    const auto share = share_of(is_strict ? given.more_than() : given.at_least(), is_strict);
    if (!share) return wrong(v1::CASE_SHARE_WRONG, path + (is_strict ? ".more_than" : ".at_least"));
    const auto which = name - check_names.begin();
    words::CheckRule check;
    check.set_name(given.name());
    check.set_counted(which < 2 ? words::PARTICIPATING : words::AGREEING);
    check.set_measure(which % 2 == 0 ? words::HEADS : words::AREA);
    check.set_of(given.of() == v1::CaseCheck::all ? words::ALL : words::CAST);
    *check.mutable_threshold() = *share;
    return check;
}

// Without a check everything would pass, so there must be one; the same check of the same base
// stands there once.
Result<words::Rule> read_checks(const v1::CaseRule& given) {
    const std::string path = "rule.checks";
    if (given.checks().empty()) return wrong(v1::CASE_EMPTY, path);
    if (static_cast<std::size_t>(given.checks_size()) > tally::checks_max)
        return refuse(v1::CASE_TOO_LARGE,
                      {{"path", path}, {"limit", std::to_string(tally::checks_max)}});
    words::Rule rule;
    std::set<std::pair<std::string, words::Base>> seen;
    for (int i = 0; i < given.checks_size(); ++i) {
        const auto check = TRY(read_check(given.checks(i), at(path, i)));
        if (!seen.emplace(check.name(), check.of()).second)
            return wrong(v1::CASE_TWICE, at(path, i));
        *rule.add_checks() = check;
    }
    return rule;
}

// By its matter in the law or written out.
Result<words::Rule> read_rule(const v1::CaseFile& file) {
    if (file.has_rule()) return read_checks(file.rule());
    if (!file.has_matter()) return wrong(v1::CASE_KEY_MISSING, "matter");
    auto known = tally::rule_of_matter(file.matter());
    if (!known)
        return refuse(v1::CASE_WORD_UNKNOWN, {{"path", "matter"},
                                              {"given", in_brackets(file.matter())},
                                              {"words", "278.1 … 278.9, assembly"}});
    return known;
}

Result<words::Figures> read_figures(const v1::CaseFigures& given, const std::string& path) {
    words::Figures figures;
    if (given.heads() > tally::figure_max)
        return refuse(v1::CASE_HEADS_WRONG,
                      {{"path", path + ".heads"}, {"limit", std::to_string(tally::figure_max)}});
    if (given.has_heads()) figures.mutable_heads()->set_value(given.heads());
    if (!given.has_area()) return figures;
    const auto centi = area_centi_of(given.area());
    if (!centi) return wrong(v1::CASE_AREA_WRONG, path + ".area");
    figures.mutable_area_centi()->set_value(*centi);
    return figures;
}

// Co-owners are a set of names. A name that stands there twice is a mistake and not a second owner.
template <class Names>
Result<tally::Owner> read_owner(const Names& names, const std::string& path) {
    tally::Owner owner;
    for (int i = 0; i < names.size(); ++i) {
        if (names[i].empty()) return wrong(v1::CASE_EMPTY, at(path, i));
        if (!owner.insert(names[i]).second) return wrong(v1::CASE_TWICE, at(path, i));
    }
    if (owner.empty()) return wrong(v1::CASE_EMPTY, path);
    return owner;
}

// In the same order in both.
tally::UnitKind kind_of(int kind) {
    return static_cast<tally::UnitKind>(kind - v1::CaseUnit::flat);
}

// All four are needed: an area or a kind that is left out would change who has a vote.
Result<tally::Unit> read_unit(const v1::CaseUnit& given, const std::string& path) {
    if (given.id().empty()) return wrong(v1::CASE_EMPTY, path + ".id");
    const auto centi = area_centi_of(given.area());
    if (!centi) return wrong(v1::CASE_AREA_WRONG, path + ".area");
    auto owner = TRY(read_owner(given.owner(), path + ".owner"));
    if (given.kind() == v1::CaseUnit::KIND_UNSPECIFIED)
        return wrong(v1::CASE_KEY_MISSING, path + ".kind");
    return tally::Unit{given.id(), *centi, std::move(owner), kind_of(given.kind())};
}

Result<tally::CastBallot> read_ballot(const v1::CaseBallot& given, const std::string& path) {
    auto owner = TRY(read_owner(given.owner(), path + ".owner"));
    if (given.choice() == v1::CaseBallot::CHOICE_UNSPECIFIED)
        return wrong(v1::CASE_KEY_MISSING, path + ".choice");
    return tally::CastBallot{std::move(owner), static_cast<words::Choice>(given.choice())};
}

Result<tally::Owner> read_delivered(const v1::CaseOwner& given, const std::string& path) {
    return read_owner(given.owner(), path + ".owner");
}

template <class Entry, class Given>
Result<std::vector<Entry>> read_list(const Given& given, const std::string& path,
                                     Result<Entry> (*read)(const typename Given::value_type&,
                                                           const std::string&)) {
    std::vector<Entry> entries;
    for (int i = 0; i < given.size(); ++i) {
        auto entry = TRY(read(given[i], at(path, i)));
        entries.push_back(std::move(entry));
    }
    return entries;
}

// How units and ballots are counted. Without `counts` the kinds of tally::Counting hold.
Result<tally::Counting> read_counting(const v1::CaseFile& file) {
    tally::Counting how;
    how.invalid_participates = file.invalid_participates();
    how.silence_agreed = file.silence().agreed();
    how.silence_warned = file.silence().warned();
    how.delivered = TRY(read_list(file.silence().delivered(), "silence.delivered", read_delivered));
    if (!file.counts().empty()) how.kinds.clear();
    for (int i = 0; i < file.counts_size(); ++i) {
        if (file.counts(i) == v1::CaseUnit::KIND_UNSPECIFIED)
            return wrong(v1::CASE_KEY_MISSING, at("counts", i));
        how.kinds.insert(kind_of(file.counts(i)));
    }
    return how;
}

// Places of ballots as the file's reader finds them, from 0.
std::vector<std::string> paths_of(const std::vector<std::size_t>& ballots) {
    std::vector<std::string> paths;
    for (const auto ballot : ballots) paths.push_back("ballots[" + std::to_string(ballot) + "]");
    return paths;
}

// Units and ballots, counted.
// Figures beside units are refused: one of both would have to be wrong where they differ. So are
// units without ballots, for a list of owners is no vote.
Result<> count_case(const v1::CaseFile& file, TallyCase& into) {
    for (const auto& field : figure_fields)
        if ((file.*field.is_given)())
            return refuse(v1::CASE_EXCLUDES, {{"path", field.name}, {"other", "units"}});
    if (file.ballots().empty()) return needs("units", "ballots");
    const auto how = TRY(read_counting(file));
    const auto units = TRY(read_list(file.units(), "units", read_unit));
    const auto ballots = TRY(read_list(file.ballots(), "ballots", read_ballot));
    auto count = TRY(tally::count_units(units, ballots, how));
    into.input = std::move(count.input);
    into.ballots_outside = paths_of(count.outside);
    into.ballots_replaced = paths_of(count.replaced);
    into.undelivered = count.undelivered;
    return {};
}

// Figures as somebody else counted them.
// A figure that is absent stays unknown, which is not zero. Ballots, kinds that count and who got a
// ballot mean nothing without units, so they are refused.
Result<> read_case_figures(const v1::CaseFile& file, TallyCase& into) {
    if (!file.ballots().empty()) return needs("ballots", "units");
    if (!file.counts().empty()) return needs("counts", "units");
    if (!file.silence().delivered().empty()) return needs("silence.delivered", "units");
    for (const auto& field : figure_fields)
        if ((file.*field.is_given)())
            *(into.input.*field.into)() = TRY(read_figures((file.*field.given)(), field.name));
    into.input.set_invalid_participates(file.invalid_participates());
    return {};
}

}  // namespace

Result<TallyCase> read_tally_case(BytesView bytes) {
    // Before it is parsed, which takes more memory than the bytes.
    if (bytes.size() > tally_case_bytes_max)
        return refuse(v1::CASE_TOO_LARGE,
                      {{"path", "."}, {"limit", std::to_string(tally_case_bytes_max)}});
    const auto file = TRY(read_file(bytes));
    TallyCase made;
    made.rule = TRY(read_rule(file));
    TRY(file.units().empty() ? read_case_figures(file, made) : count_case(file, made));
    return made;
}

}  // namespace linlian::client
