// Reads the file from the outside in: read_tally_case, then the rule (read_rule), then either
// figures (read_case_figures) or units with ballots (count_case). Every place in it knows its own
// path, which refusals name. Unknown and doubled names are refused, so that a slip of the pen never
// falls back to a default unseen.
#include "client/tally/tally_case.h"

#include "client/client.pb.h"
#include "client/genesis/json_place.h"
#include "client/shown/quoted.h"
#include "client/tally/tally_case_values.h"
#include "codec/refusal.h"
#include "tally/count_units.h"
#include "tally/tally.h"

#include <array>
#include <set>
#include <utility>

namespace linlian::client {

namespace {

using tally::UnitKind;
namespace words = tally::v1;

// Words of the file and what they mean, place by place; `word` gives the place.
const std::vector<std::string_view> kind_words{"flat",    "shop",   "parking",
                                               "storage", "unsold", "undelivered"};
constexpr std::array kinds{UnitKind::flat,    UnitKind::shop,   UnitKind::parking,
                           UnitKind::storage, UnitKind::unsold, UnitKind::undelivered};

const std::vector<std::string_view> choice_words{"agree", "disagree", "abstain", "invalid"};
constexpr std::array choices{words::CHOICE_AGREE, words::CHOICE_DISAGREE, words::CHOICE_ABSTAIN,
                             words::CHOICE_INVALID};

// The order matters to read_check: the first two count who takes part, and even places measure
// heads.
const std::vector<std::string_view> check_names{"participation.heads", "participation.area",
                                                "agreement.heads", "agreement.area"};

// In the order of figures_named.
constexpr std::array<std::string_view, 6> figure_names{"totals",   "participating", "agree",
                                                       "disagree", "abstain",       "invalid"};

// Refusals: this may not stand beside the other, and this means nothing without the other.
auto excludes(const Place& place, const std::string& other) {
    return refuse(v1::CASE_EXCLUDES, {{"path", place.path()}, {"other", other}});
}

auto needs(const Place& place, const std::string& other) {
    return refuse(v1::CASE_NEEDS, {{"path", place.path()}, {"other", other}});
}

// One check of a rule that somebody wrote down. The law tells "at least" (以上) from "more than"
// (超过), so the file must say which, and never both.
Result<words::CheckRule> read_check(const Place& place) {
    TRY(place.has_only({"name", "of", "at_least", "more_than"}));
    const auto name = TRY(place.need("name"));
    const auto which = TRY(name.word(check_names));
    const auto of = TRY(place.need("of"));
    const auto base = TRY(of.word({"all", "cast"}));
    const auto at_least = place.find("at_least"), more_than = place.find("more_than");
    if (at_least && more_than) return excludes(*more_than, at_least->path());
    if (!at_least && !more_than)
        return refuse(v1::CASE_KEY_MISSING, {{"path", place.path_of("at_least")}});
    auto share = TRY(read_share(at_least ? *at_least : *more_than, more_than.has_value()));
    words::CheckRule check;
    check.set_name(std::string{check_names[which]});
    check.set_counted(which < 2 ? words::PARTICIPATING : words::AGREEING);
    check.set_measure(which % 2 == 0 ? words::HEADS : words::AREA);
    check.set_of(base == 0 ? words::ALL : words::CAST);
    *check.mutable_threshold() = std::move(share);
    return check;
}

// A rule in full. Without a check everything would pass, so there must be one; the same check of
// the same base stands there once.
Result<words::Rule> read_checks(const Place& place) {
    TRY(place.has_only({"checks"}));
    const auto member = TRY(place.need("checks"));
    const auto checks = TRY(member.list());
    if (checks.empty()) return refuse(v1::CASE_EMPTY, {{"path", member.path()}});
    if (checks.size() > tally::checks_max)
        return refuse(v1::CASE_TOO_LARGE,
                      {{"path", member.path()}, {"limit", std::to_string(tally::checks_max)}});
    words::Rule rule;
    std::set<std::pair<std::string, words::Base>> seen;
    for (const auto& entry : checks) {
        auto check = TRY(read_check(entry));
        if (!seen.emplace(check.name(), check.of()).second)
            return refuse(v1::CASE_TWICE, {{"path", entry.path()}});
        *rule.add_checks() = std::move(check);
    }
    return rule;
}

// The rule, by its matter in the law or written out; exactly one of both.
Result<words::Rule> read_rule(const Place& document) {
    const auto matter = document.find("matter"), rule = document.find("rule");
    if (matter && rule) return excludes(*rule, "matter");
    if (rule) return read_checks(*rule);
    if (!matter) return refuse(v1::CASE_KEY_MISSING, {{"path", "matter"}});
    const auto name = TRY(matter->text());
    auto known = tally::rule_of_matter(name);
    if (!known)
        return refuse(v1::CASE_WORD_UNKNOWN, {{"path", "matter"},
                                              {"given", in_brackets(name)},
                                              {"words", "278.1 … 278.9, assembly"}});
    return known;
}

// By the place in figure_names.
words::Figures& figures_named(words::Input& input, std::size_t name) {
    switch (name) {
        case 0:
            return *input.mutable_total();
        case 1:
            return *input.mutable_participating();
        case 2:
            return *input.mutable_agree();
        case 3:
            return *input.mutable_disagree();
        case 4:
            return *input.mutable_abstain();
        default:
            return *input.mutable_invalid();
    }
}

// What the file says of the silent. Both `agreed` and `warned` are needed before silence counts
// (Silence in tally.proto); `delivered` says who can be silent at all.
struct Silence {
    bool agreed = false;
    bool warned = false;
    std::vector<tally::Owner> delivered;
};

// Absent is false.
Result<bool> read_flag(const Place& parent, std::string_view name) {
    const auto place = parent.find(name);
    return place ? place->flag() : Result<bool>{false};
}

// Who got a ballot can only be held against units: with figures alone nobody can tell which of them
// were silent, so such a list is refused there.
Result<Silence> read_silence(const Place& document) {
    Silence silence;
    const auto place = document.find("silence");
    if (!place) return silence;
    TRY(place->has_only({"agreed", "warned", "delivered"}));
    silence.agreed = TRY(read_flag(*place, "agreed"));
    silence.warned = TRY(read_flag(*place, "warned"));
    const auto delivered = place->find("delivered");
    if (!delivered) return silence;
    const auto owners = TRY(delivered->list());
    if (!owners.empty() && !document.find("units")) return needs(*delivered, "units");
    for (const auto& entry : owners) {
        auto owner = TRY(read_owner(entry));
        silence.delivered.push_back(std::move(owner));
    }
    return silence;
}

// All four names are needed: an area or a kind that is left out would change who has a vote.
Result<tally::Unit> read_unit(const Place& place) {
    TRY(place.has_only({"id", "area", "owner", "kind"}));
    const auto id = TRY(place.need("id"));
    const auto area = TRY(place.need("area"));
    const auto owner = TRY(place.need("owner"));
    const auto kind = TRY(place.need("kind"));
    auto name = TRY(id.text());
    const auto centi = TRY(read_area(area));
    auto who = TRY(read_owner(owner));
    const auto which = TRY(kind.word(kind_words));
    return tally::Unit{std::move(name), centi, std::move(who), kinds[which]};
}

Result<tally::CastBallot> read_ballot(const Place& place) {
    TRY(place.has_only({"owner", "choice", "channel"}));
    const auto owner = TRY(place.need("owner"));
    const auto choice = TRY(place.need("choice"));
    // A ballot counts the same whichever way it came, so the channel is read and not kept.
    if (const auto channel = place.find("channel")) TRY(channel->word({"phone", "paper"}));
    auto who = TRY(read_owner(owner));
    const auto which = TRY(choice.word(choice_words));
    return tally::CastBallot{std::move(who), choices[which]};
}

template <class Entry>
Result<std::vector<Entry>> read_list(const Place& place, Result<Entry> (*read)(const Place&)) {
    const auto places = TRY(place.list());
    std::vector<Entry> entries;
    entries.reserve(places.size());
    for (const auto& entry : places) {
        auto value = TRY(read(entry));
        entries.push_back(std::move(value));
    }
    return entries;
}

Result<UnitKind> read_kind(const Place& place) {
    const auto which = TRY(place.word(kind_words));
    return kinds[which];
}

// How units and ballots are counted. Without `counts` the kinds of tally::Counting hold; an empty
// list is refused, for it would leave nobody to vote.
Result<tally::Counting> read_counting(const Place& document, Silence silence) {
    tally::Counting how;
    const auto invalid = TRY(read_flag(document, "invalid_participates"));
    how.invalid_participates = invalid;
    how.silence_agreed = silence.agreed;
    how.silence_warned = silence.warned;
    how.delivered = std::move(silence.delivered);
    const auto counts = document.find("counts");
    if (!counts) return how;
    const auto named = TRY(read_list<UnitKind>(*counts, read_kind));
    if (named.empty()) return refuse(v1::CASE_EMPTY, {{"path", counts->path()}});
    how.kinds = {named.begin(), named.end()};
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
// units without ballots, for a list of owners is no vote; an empty list of ballots is one.
Result<> count_case(const Place& document, const Place& units_place, TallyCase& into) {
    for (const auto name : figure_names) {
        if (const auto figures = document.find(name)) return excludes(*figures, "units");
    }
    const auto ballots_place = document.find("ballots");
    if (!ballots_place) return needs(units_place, "ballots");
    auto silence = TRY(read_silence(document));
    const auto how = TRY(read_counting(document, std::move(silence)));
    const auto units = TRY(read_list<tally::Unit>(units_place, read_unit));
    const auto ballots = TRY(read_list<tally::CastBallot>(*ballots_place, read_ballot));
    auto count = TRY(tally::count_units(units, ballots, how));
    into.input = std::move(count.input);
    into.ballots_outside = paths_of(count.outside);
    into.ballots_replaced = paths_of(count.replaced);
    into.undelivered = count.undelivered;
    return {};
}

// Figures as somebody else counted them.
// A figure that is absent stays unknown, which is not zero. Ballots and kinds that count mean
// nothing without units, so they are refused.
Result<> read_case_figures(const Place& document, TallyCase& into) {
    for (const auto* name : {"ballots", "counts"}) {
        if (const auto place = document.find(name)) return needs(*place, "units");
    }
    for (std::size_t i = 0; i < figure_names.size(); ++i) {
        const auto place = document.find(figure_names[i]);
        if (!place) continue;
        auto figures = TRY(read_figures(*place));
        figures_named(into.input, i) = std::move(figures);
    }
    const auto invalid = TRY(read_flag(document, "invalid_participates"));
    into.input.set_invalid_participates(invalid);
    // Only whether it is well formed: nobody was silent whom nothing was delivered to.
    if (const auto silence = read_silence(document); !silence)
        return tl::unexpected(silence.error());
    return {};
}

}  // namespace

Result<TallyCase> read_tally_case(BytesView file) {
    // Before it is parsed, which takes more memory than the bytes.
    if (file.size() > tally_case_bytes_max)
        return refuse(v1::CASE_TOO_LARGE,
                      {{"path", "."}, {"limit", std::to_string(tally_case_bytes_max)}});
    const auto parsed = TRY(parse_strictly(file));
    const Place document{parsed};
    TRY(document.has_only({"matter", "rule", "totals", "participating", "agree", "disagree",
                           "abstain", "invalid", "units", "ballots", "counts",
                           "invalid_participates", "silence"}));
    auto rule = TRY(read_rule(document));
    TallyCase made;
    made.rule = std::move(rule);
    const auto units = document.find("units");
    TRY(units ? count_case(document, *units, made) : read_case_figures(document, made));
    return made;
}

}  // namespace linlian::client
