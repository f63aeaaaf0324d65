// Whether an office may call this, of these people, about these things (rules 1, 2 and 4). Four
// checks at the end, each asked by the act; the helpers above stand in the order in which they ask
// them.
#include "modules/ballot/call/call.h"

#include "codec/refusal.h"
#include "modules/ballot/call/presets.h"
#include "modules/ballot/call/returning.h"
#include "modules/ballot/dispute/rulers.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"
#include "tally/tally.h"

#include <algorithm>
#include <array>

namespace linlian::ballot {
namespace {

// Which kind of office calls as what. An empty kind: any.
struct ConvenorKind {
    v1::Convenor convenor;
    const char* kind;
};
constexpr std::array<ConvenorKind, 7> convenor_kinds{{
    {v1::OWNERS_COMMITTEE, "owners"},
    {v1::PREPARATORY_GROUP, "preparatory"},
    {v1::REELECTION_GROUP, "reelection"},
    {v1::PROPERTY_MANAGEMENT_COMMITTEE, "management"},
    {v1::STREET_STANDING_IN, "street"},
    {v1::RESIDENTS_COMMITTEE, "residents"},
    {v1::OFFICE_ITSELF, ""},
}};

// An office calls as what it is.
bool kind_fits(v1::Convenor convenor, const std::string& kind) {
    const auto* found = std::ranges::find(convenor_kinds, convenor, &ConvenorKind::convenor);
    return found != convenor_kinds.end() && (*found->kind == '\0' || kind == found->kind);
}

// A group that exists for one task calls for that alone (rule 2), and nobody but who calls owners
// by law for what they decide by a rule of their charter.
bool may_call(const v1::CallBallot& act, const v1::Item& item) {
    const auto convenor = act.convenor();
    const auto matter = item.matter();
    if (matter == v1::RESIDENTS_ASSEMBLY) return convenor == v1::RESIDENTS_COMMITTEE;
    if (!is_decided_by_owners(act, item)) return true;
    if (convenor == v1::PREPARATORY_GROUP) return matter <= v1::COMMITTEE;
    if (convenor == v1::REELECTION_GROUP) return matter == v1::COMMITTEE;
    return convenor == v1::OWNERS_COMMITTEE || convenor == v1::PROPERTY_MANAGEMENT_COMMITTEE ||
           convenor == v1::STREET_STANDING_IN;
}

// Whether the owners of the estate have a committee, whose term is not over.
bool committee_stands(const machine::Context& context, const v1::CallBallot& act) {
    const auto& view = context.view();
    const auto offices = registry::offices_of_kind(view, "owners");
    return std::ranges::any_of(offices, [&](const Id16& office) {
        registry::v1::Electorate members;
        members.set_electors(registry::v1::OFFICE_MEMBERS);
        members.set_office(office.bytes());
        return registry::estate_of(view, members) == registry::estate_of(view, act.electorate()) &&
               registry::counts_for_its_kind(view, office, context.now()) &&
               registry::has_chair_in_term(view, office, context.now());
    });
}

// Who is there until there is a committee decides nothing beside it. The street may where a
// committee does not do its part, which is no row of ours.
Result<> check_instead_of_committee(const machine::Context& context, const v1::CallBallot& act) {
    if (act.convenor() != v1::PREPARATORY_GROUP &&
        act.convenor() != v1::PROPERTY_MANAGEMENT_COMMITTEE)
        return {};
    const bool decides = std::ranges::any_of(
        act.items(), [&act](const v1::Item& item) { return is_decided_by_owners(act, item); });
    if (!decides || !committee_stands(context, act)) return {};
    return refuse(v1::COMMITTEE_STANDS, {{"convenor", v1::Convenor_Name(act.convenor())}});
}

// Nobody chose a part of it.
bool is_whole_estate(const registry::v1::Electorate& electorate) {
    return electorate.building().empty() && electorate.premises().empty();
}

// All that has owners of its own has a voice in what they decide together (Civil Code 278). Parking
// and storage do where the local rule says so, and there alone: else whoever calls chooses who is
// many.
bool kinds_fit(const v1::CallBallot& act) {
    const auto& counts = act.electorate().counts();
    const bool parking = rule_holds(act, "parking_counts");
    const bool storage = rule_holds(act, "storage_counts");
    if (counts.empty()) return !parking && !storage;
    const auto has = [&counts](registry::v1::PremisesKind kind) {
        return std::ranges::count(counts, kind) > 0;
    };
    const bool all = has(registry::v1::FLAT) && has(registry::v1::SHOP) &&
                     has(registry::v1::UNSOLD) && has(registry::v1::UNDELIVERED);
    return all && has(registry::v1::PARKING) == parking && has(registry::v1::STORAGE) == storage;
}

// Funds and rebuilding (a lift) concern the owners of the building or stair that uses the thing.
bool may_be_of_a_part(v1::Matter matter) {
    return matter == v1::USE_REPAIR_FUND || matter == v1::RAISE_REPAIR_FUND ||
           matter == v1::REBUILD;
}

// Of residents and households nobody asks flats or buildings: how many live there is theirs to
// tell, and of few the result is what each of them said.
bool is_public_part(const registry::v1::Electorate& electorate) {
    return !registry::tells_homes(electorate) || is_whole_estate(electorate);
}

// What owners decide is decided by all of the estate, funds and rebuilding also by those of a
// building or stair. Single premises are asked (Civil Code 279), and decide nothing.
bool electors_fit(const v1::CallBallot& act, const v1::Item& item) {
    const auto& electorate = act.electorate();
    const auto electors = electorate.electors();
    if (item.matter() == v1::RESIDENTS_ASSEMBLY)
        return is_whole_estate(electorate) && registry::tells_homes(electorate);
    // Residents decide in their assembly, by its rule; whoever asks them otherwise makes a survey.
    if (item.matter() == v1::CHARTER_DEFINED && registry::tells_homes(electorate)) return false;
    const bool by_itself = act.convenor() == v1::OFFICE_ITSELF;
    if (electors == registry::v1::OFFICE_MEMBERS)
        return by_itself && electorate.office() == act.as_office();
    if (!is_decided_by_owners(act, item)) return !by_itself && is_public_part(electorate);
    return electors == registry::v1::OWNERS && electorate.premises().empty() && kinds_fit(act) &&
           (is_whole_estate(electorate) || may_be_of_a_part(item.matter()));
}

// The least that a rule which the convenor writes asks for. What owners are asked follows no weaker
// one than the law's, nor than the local one for what has no other, whatever it is called. Of the
// members of an office more than half of all agree: its chair alone is not the office.
tally::v1::Rule least_rule(const v1::CallBallot& act, const v1::Item& item) {
    v1::Item by_law;
    by_law.set_matter(v1::OTHER_MAJOR);
    if (is_decided_by_owners(act, item)) return rule_of(act, by_law);
    tally::v1::Rule rule;
    auto& check = *rule.add_checks();
    check.set_name("agreement.heads");
    check.set_counted(tally::v1::AGREEING);
    check.set_measure(tally::v1::HEADS);
    check.set_of(tally::v1::ALL);
    check.mutable_threshold()->set_num(1);
    check.mutable_threshold()->set_den(2);
    check.mutable_threshold()->set_strict(true);
    return rule;
}

Result<> check_least_rule(const v1::CallBallot& act, const v1::Item& item) {
    if (item.matter() != v1::CHARTER_DEFINED) return {};
    const auto lacking = tally::lacks_of(item.rule(), least_rule(act, item));
    if (lacking.empty()) return {};
    return refuse(v1::RULE_BELOW_LAW, {{"check", lacking}});
}

// What came of a vote that was held wrongly closes nothing.
bool is_undone(const state::StateView& view, const v1::Rest& rest) {
    const auto failed = polls.find(view, id_of(rest.ballot()));
    return failed && (failed->standing() == v1::REVOKED || failed->standing() == v1::ANNULLED);
}

}  // namespace

// What the office is comes first, then what it may call, then who would work on the ballot and rule
// on it: without these people nobody could object with effect.
Result<> check_convenor(const machine::Context& context, const v1::CallBallot& act) {
    const auto& view = context.view();
    const auto kind = registry::office_kind(view, id_of(act.as_office()));
    const auto convenor = v1::Convenor_Name(act.convenor());
    const bool by_itself = act.convenor() == v1::OFFICE_ITSELF;
    const bool counts =
        by_itself || registry::counts_for_its_kind(view, id_of(act.as_office()), context.now());
    if (!kind || !counts || !kind_fits(act.convenor(), *kind))
        return refuse(v1::CONVENOR_DIFFERS, {{"kind", kind.value_or("")}, {"convenor", convenor}});
    for (const auto& item : act.items())
        if (!may_call(act, item))
            return refuse(v1::CONVENOR_MAY_NOT,
                          {{"convenor", convenor}, {"matter", v1::Matter_Name(item.matter())}});
    TRY(check_convenor_named(act));
    TRY(check_instead_of_committee(context, act));
    if (!registry::office_kind(view, id_of(act.ruling_office())))
        return refuse(v1::RULING_OFFICE_UNKNOWN);
    TRY(check_entering_kinds(context, act));
    return check_ruling_office(context, act);
}

// More than half of the dwellings have a confirmed household (rule 3): an assembly of few is none.
Result<> check_dwellings(const machine::Context& context, const v1::CallBallot& act) {
    if (!is_of_assembly(act)) return {};
    const auto dwellings =
        registry::dwellings_at(context.view(), act.electorate(), context.height() - 1);
    const auto needed = dwellings.all / 2 + 1;
    if (dwellings.lived_in >= needed) return {};
    return refuse(v1::ROLL_INCOMPLETE, {{"have", std::to_string(dwellings.lived_in)},
                                        {"needed", std::to_string(needed)}});
}

Result<> check_electors(const state::StateView& view, const v1::CallBallot& act) {
    for (const auto& item : act.items())
        if (!electors_fit(act, item))
            return refuse(v1::ELECTORATE_WRONG, {{"matter", v1::Matter_Name(item.matter())}});
    for (const auto& item : act.items()) TRY(check_least_rule(act, item));
    return registry::check_electorate(view, act.electorate());
}

// Nothing is asked twice at once among the same people, and what failed rests (rule 4). What comes
// back early says by which decision; only then is a rest passed over.
Result<> check_subjects(const state::StateView& view, const v1::CallBallot& act, Timestamp now) {
    for (const auto& item : act.items()) {
        const Id16 scope = subject_scope(act.electorate(), item.matter());
        std::vector<v1::Rest> still;
        // Nor under another id: of several ballots on one text the convenor would keep one.
        for (const Id16& subject : asked_in(item)) {
            if (live_subjects.has(view, scope, subject)) return refuse(v1::SUBJECT_LIVE);
            const auto rest = rests.find(view, scope, subject);
            if (rest && now.ms < rest->until_ms() && !is_undone(view, *rest))
                still.push_back(*rest);
        }
        if (!item.returned_by().empty()) {
            TRY(check_return(view, act, item, still));
        } else if (!still.empty()) {
            const auto until = std::to_string(still.front().until_ms());
            return refuse(v1::SUBJECT_RESTS, {{"until_ms", until}});
        }
    }
    return {};
}

}  // namespace linlian::ballot
