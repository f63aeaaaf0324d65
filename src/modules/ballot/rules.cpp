// The form of the acts on ballots, as far as it can be judged from the act alone: what the wire
// format cannot say. The machine asks well_formed before an act sees any state. Below it the checks
// of the larger acts; at the end the small questions that other files share.
#include "modules/ballot/rules.h"

#include "base/timestamp.h"
#include "codec/refusal.h"
#include "codec/text.h"
#include "crypto/hash.h"
#include "modules/ballot/call/covenants.h"
#include "modules/ballot/limits.h"
#include "modules/registry/registry.h"
#include "state/read_field.h"
#include "tally/tally.h"

#include <algorithm>
#include <set>

namespace linlian::ballot {
namespace {

// The refusal of everything that is only of the wrong form names the field and no more.
Result<> holds(bool right, const char* field) {
    if (right) return {};
    return refuse(v1::VALUE_WRONG, {{"field", field}});
}

bool empty_or_hash(const Bytes& value) { return value.empty() || value.size() == Hash32::size; }

// Rule 4: whatever is asked can be rejected, so a choice among options is one among several.
Result<> check_form(const v1::Item& item) {
    const int options = item.options_size();
    if (item.form() == v1::YES_OR_NO) {
        TRY(holds(options == 0, "options"));
        return holds(item.seats() == 0, "seats");
    }
    TRY(holds(options >= 2, "options"));
    std::set<std::string> titles;  // two of one name would share their votes
    for (const auto& option : item.options()) {
        TRY(holds(!option.title().zh().empty(), "options.title"));
        TRY(holds(titles.insert(codec::folded(option.title().zh())).second, "options.title"));
        TRY(holds(empty_or_hash(option.document()), "options.document"));
    }
    if (item.form() == v1::ONE_OF) return holds(item.seats() == 0, "seats");
    TRY(holds(item.form() == v1::ELECT, "form"));
    return holds(item.seats() > 0 && item.seats() <= static_cast<unsigned>(options), "seats");
}

// A rule of its own has only what the charter defines: what the law rules takes its thresholds from
// law and presets, and a survey has none.
Result<> check_item(const v1::Item& item) {
    TRY(holds(!id_of(item.subject()).is_zero(), "subject"));
    TRY(holds(item.matter() != v1::MATTER_UNSPECIFIED, "matter"));
    TRY(holds(!item.title().zh().empty(), "items.title"));
    TRY(check_form(item));
    TRY(holds(!item.silence_follows_majority() || may_let_silent_follow(item),
              "items.silence_follows_majority"));
    if (item.matter() != v1::CHARTER_DEFINED) return holds(!item.has_rule(), "rule");
    TRY(holds(item.has_rule(), "rule"));
    return tally::check_rule(item.rule());
}

// A ballot follows one law: owners' matters and those of the residents' assembly do not mix.
Result<> check_items(const v1::CallBallot& act) {
    TRY(holds(!act.items().empty(), "items"));
    std::set<Id16> subjects;
    std::set<Bytes> decisions;
    bool owners = false;
    bool residents = false;
    for (const auto& item : act.items()) {
        TRY(check_item(item));
        // Nor is one text asked twice under two subjects, or as two options, which would share its
        // votes: both could not stand.
        TRY(holds(!subjects.contains(id_of(item.subject())), "subject"));
        for (const Id16& id : subjects_of(item)) TRY(holds(subjects.insert(id).second, "document"));
        // One decision of the committee lets one item back early, not two; and who calls says by
        // its hash which text of that decision they saw.
        const auto& by = item.returned_by();
        const bool once = by.size() == Id16::size && decisions.insert(by).second;
        TRY(holds(by.empty() || once, "returned_by"));
        const std::size_t shown = by.empty() ? 0 : Hash32::size;
        TRY(holds(item.returned_shown().size() == shown, "returned_shown"));
        owners = owners || is_decided_by_owners(act, item);
        residents = residents || item.matter() == v1::RESIDENTS_ASSEMBLY;
    }
    TRY(holds(!owners || !residents, "matter"));
    return holds(follows_presets(act) == !act.presets().empty(), "presets");
}

// Channels stand in the order of the schema, each once, so that one choice has one encoding. Days
// to enter papers, and the word on which of two votes comes first, need a channel to be about.
Result<> check_channels(const v1::Terms& terms) {
    TRY(holds(!terms.channels().empty(), "channels"));
    int before = v1::CHANNEL_UNSPECIFIED;
    bool paper = false;
    bool entered = false;  // by people, who need time for it after the close
    for (const int channel : terms.channels()) {
        TRY(holds(channel > before && channel <= v1::CITY_LIST, "channels"));
        before = channel;
        paper = paper || channel == v1::PAPER;
        entered = entered || channel != v1::PHONE;
    }
    TRY(holds(terms.paper_entry_days() == 0 || entered, "paper_entry_days"));
    return holds(!terms.paper_displaces_phone() || paper, "paper_displaces_phone");
}

// Only bounds of the room stand here; notice and windows that a preset asks for are held against
// the call in terms.cpp.
Result<> check_terms(const v1::Terms& terms) {
    TRY(holds(terms.opens_ms() > 0, "opens_ms"));
    TRY(holds(terms.closes_ms() > terms.opens_ms(), "closes_ms"));
    TRY(holds((terms.closes_ms() - terms.opens_ms()) / ms_per_day <= max_window_days, "closes_ms"));
    TRY(holds(terms.extend_days() <= max_extend_days, "extend_days"));
    TRY(holds(terms.paper_entry_days() <= max_entry_days, "paper_entry_days"));
    TRY(holds(terms.objection_days() > 0 && terms.objection_days() <= max_objection_days,
              "objection_days"));
    TRY(check_channels(terms));
    const std::size_t wanted = terms.silence_follows_majority() ? Hash32::size : 0;
    return holds(terms.silence_document().size() == wanted, "silence_document");
}

// Whether the mark and the named options go together: options are named by who agrees alone, at
// most one in a choice and as many as there are seats in an election, at least one of them. They
// ascend, so that none is named twice and a vote has one encoding.
bool fits(const v1::OpenChoice& choice, const v1::Ask& ask, bool may_be_invalid) {
    if (choice.mark() == v1::MARK_UNSPECIFIED) return false;
    if (choice.mark() == v1::INVALID && !may_be_invalid) return false;
    const auto most = ask.form() == v1::ELECT ? ask.seats() : ask.form() == v1::ONE_OF ? 1U : 0U;
    const auto least = choice.mark() == v1::AGREE && most > 0 ? 1U : 0U;
    const auto named = static_cast<std::uint32_t>(choice.options_size());
    if (named < least || named > (choice.mark() == v1::AGREE ? most : 0U)) return false;
    const auto& options = choice.options();
    return std::is_sorted(options.begin(), options.end(), std::less_equal<>{}) &&
           (options.empty() || *options.rbegin() < ask.options());
}

}  // namespace

bool is_owners_matter(v1::Matter matter) {
    return matter >= v1::ASSEMBLY_RULES && matter <= v1::OTHER_MAJOR;
}

bool is_statutory(v1::Matter matter) {
    return is_owners_matter(matter) || matter == v1::RESIDENTS_ASSEMBLY;
}

bool is_decided_by_owners(const v1::CallBallot& act, const v1::Item& item) {
    return is_owners_matter(item.matter()) || (item.matter() == v1::CHARTER_DEFINED &&
                                               act.electorate().electors() == registry::v1::OWNERS);
}

bool is_of_assembly(const v1::CallBallot& act) {
    return std::ranges::any_of(
        act.items(), [](const v1::Item& item) { return item.matter() == v1::RESIDENTS_ASSEMBLY; });
}

bool follows_presets(const v1::CallBallot& act) {
    return std::ranges::any_of(act.items(), [&act](const v1::Item& item) {
        return is_statutory(item.matter()) || is_decided_by_owners(act, item);
    });
}

Id16 subject_scope(const registry::v1::Electorate& electorate, v1::Matter matter) {
    // Whatever the matter, a survey has the scope of those whom it asks, in a range of hashes of
    // its own: so it neither holds nor blocks a subject that is decided.
    if (matter == v1::SURVEY) {
        const auto decided = subject_scope(electorate, v1::MATTER_UNSPECIFIED);
        return id_of(
            tagged_hash("linlian/subjects/surveys", decided.view()).view().substr(0, Id16::size));
    }
    if (electorate.electors() == registry::v1::OWNERS) return id_of(electorate.estate());
    const bool of_office = electorate.electors() == registry::v1::OFFICE_MEMBERS;
    const auto scope =
        tagged_hash(of_office ? "linlian/subjects/office" : "linlian/subjects/residents",
                    of_office ? electorate.office() : electorate.estate());
    return id_of(scope.view().substr(0, Id16::size));
}

// Who calls does not rule: the office that decides on objections is another one.
Result<> well_formed(const v1::CallBallot& act) {
    TRY(holds(act.convenor() != v1::CONVENOR_UNSPECIFIED, "convenor"));
    TRY(holds(act.ruling_office() != act.as_office(), "ruling_office"));
    TRY(registry::well_formed(act.electorate()));
    TRY(holds(!act.title().zh().empty(), "title"));
    TRY(check_items(act));
    return check_terms(act.terms());
}

Result<> well_formed(const v1::WithdrawBallot& act) {
    return holds(!act.reason().empty(), "reason");
}

Result<> well_formed(const v1::Cast& act) {
    TRY(holds(act.has_voter(), "voter"));
    TRY(holds(!act.choices().empty(), "choices"));
    return holds(empty_or_hash(act.replaces()), "replaces");
}

// A vote or a delivery is disputed by the line of the roll that proves the voter; the roll by a
// head, by premises or by neither, the result at most by premises. A claim, what should count
// instead, belongs to a vote alone; without one nothing should count.
Result<> well_formed(const v1::Object& act) {
    TRY(holds(act.about() != v1::ABOUT_UNSPECIFIED, "about"));
    TRY(holds(!act.reason().empty(), "reason"));
    TRY(holds(empty_or_hash(act.document()), "document"));
    const bool of_voter = act.about() == v1::BALLOT || act.about() == v1::DELIVERY;
    TRY(holds(act.has_voter() == of_voter, "voter"));
    TRY(holds(act.about() == v1::BALLOT || act.claim().empty(), "claim"));
    const bool named = act.premises().size() == Id16::size && !of_voter;
    TRY(holds(act.premises().empty() || named, "premises"));
    if (of_voter) return holds(act.head() == act.voter().line().head(), "head");
    return holds(act.head().empty() || (act.about() == v1::ROLL && empty_or_hash(act.head())),
                 "head");
}

Result<> well_formed(const v1::RuleOnObjection& act) {
    TRY(holds(act.ruling() == v1::UPHELD || act.ruling() == v1::REJECTED, "ruling"));
    return holds(!act.reason().empty(), "reason");
}

Result<> well_formed(const v1::UpholdObjection& act) {
    return holds(!act.reason().empty(), "reason");
}

Result<> well_formed(const v1::MarkResult& act) {
    TRY(holds(act.standing() != v1::STANDING_UNSPECIFIED, "standing"));
    return holds(empty_or_hash(act.replaces()), "replaces");
}

Result<> check_choices(const Choices& choices, const Asks& asks, bool may_be_invalid) {
    for (int i = 0; i < asks.size(); ++i) {
        const bool answered =
            i < choices.size() && choices[i].item() == static_cast<std::uint32_t>(i);
        if (!answered || !choice_fits(choices[i], asks[i], may_be_invalid))
            return refuse(v1::CHOICES_WRONG, {{"item", std::to_string(i + 1)}});
    }
    if (choices.size() == asks.size()) return {};
    return refuse(v1::CHOICES_WRONG, {{"item", std::to_string(asks.size() + 1)}});
}

bool choice_fits(const v1::ItemChoice& choice, const v1::Ask& ask, bool may_be_invalid) {
    return choice.has_open() && fits(choice.open(), ask, may_be_invalid);
}

v1::Ask ask_of(const v1::Item& item) {
    v1::Ask ask;
    ask.set_form(item.form());
    ask.set_options(static_cast<std::uint32_t>(item.options_size()));
    ask.set_seats(item.seats());
    return ask;
}

std::vector<Id16> subjects_of(const v1::Item& item) {
    // Candidates for the committee stand again.
    if (item.form() == v1::ELECT && item.matter() == v1::COMMITTEE)
        return {id_of(item.subject()), text_id(item.document())};
    return asked_in(item);
}

std::vector<Id16> asked_in(const v1::Item& item) {
    std::vector<Id16> all{id_of(item.subject()), text_id(item.document())};
    for (const auto& option : item.options())
        if (!option.document().empty()) all.push_back(text_id(option.document()));
    return all;
}

Id16 text_id(BytesView document) { return id_of(document.substr(0, Id16::size)); }

Id16 id_of(BytesView field) { return state::read_field_or_none<Id16>(field); }

Hash32 hash_of(BytesView field) { return state::read_field_or_none<Hash32>(field); }

}  // namespace linlian::ballot
