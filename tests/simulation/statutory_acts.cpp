#include "simulation/statutory_acts.h"

#include "crypto/hash.h"
#include "modules/ballot/state.h"
#include "modules/charter/charter.h"
#include "modules/charter/state.h"
#include "simulation/backing.h"
#include "simulation/paper_scene.h"
#include "tally/tally.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

const std::vector<std::string> local_presets{
    "national-civil-code-278", "hangzhou", "qingyuan", "shenzhen", "beijing", "liaocheng"};

Id16 id_from(const Bytes& bytes) {
    Id16 id;
    CHECK(Id16::parse(bytes, id));
    return id;
}

// ------------------------------------------------------------------ presets

Maybe use_preset(const Scene& scene, const Bytes& estate, const std::string& purpose) {
    charter::v1::UsePreset act;
    act.set_estate(estate);
    act.set_purpose(purpose);
    act.set_name(purpose == "owners_vote" ? scene.draws.one_of(local_presets)
                                          : "national-residents-assembly");
    const auto take = [&act](const auto& parts, const auto&) {
        act.set_version(std::get<1>(parts));
        return true;
    };
    charter::presets.scan(scene.rows, take, act.name());
    if (act.version().empty()) return {};
    auto preset = charter::presets.find(scene.rows, act.name(), act.version())->preset();
    for (auto base = charter::base_of(preset); !base.empty(); base = charter::base_of(preset)) {
        preset = *charter::newest_preset(scene.rows, base);
        act.add_base_versions(preset.version());
    }
    const auto before = charter::in_use.find(scene.rows, id_from(estate), purpose);
    if (before) act.set_replaces(before->set_by());
    return sent(backer_key(scene.draws, scene.directory, act), act);
}

// The one in use first, then those it adds to.
bool add_presets(const Scene& scene, const Bytes& estate, const std::string& purpose,
                 v1::CallBallot& act) {
    const Id16 id = id_from(estate);
    auto preset = charter::preset_in_use(scene.rows, id, purpose);
    while (preset) {
        *act.add_presets() = *preset;
        const auto base = charter::base_of(*preset);
        preset = base.empty() ? std::nullopt : charter::base_in_use(scene.rows, id, purpose, base);
    }
    return !act.presets().empty();
}

// ------------------------------------------------------------------ calls

struct Convening {
    const char* kind;
    v1::Convenor convenor;
    v1::Matter last;  // up to this matter of article 278
};
constexpr Convening convenings[] = {
    {"owners", v1::OWNERS_COMMITTEE, v1::OTHER_MAJOR},
    {"owners", v1::OWNERS_COMMITTEE, v1::OTHER_MAJOR},
    {"street", v1::STREET_STANDING_IN, v1::OTHER_MAJOR},
    {"management", v1::PROPERTY_MANAGEMENT_COMMITTEE, v1::OTHER_MAJOR},
    {"preparatory", v1::PREPARATORY_GROUP, v1::COMMITTEE},
    {"reelection", v1::REELECTION_GROUP, v1::COMMITTEE}};

std::optional<HeldRole> chair_of_kind(const Scene& scene, const std::string& kind) {
    for (const auto& held : scene.directory.roles) {
        const auto office = scene.directory.office_kinds.find(held.office);
        if (office != scene.directory.office_kinds.end() && office->second == kind &&
            held.role == "chair" && !key_of(scene, held.member).empty())
            return held;
    }
    return std::nullopt;
}

void add_item(const Scene& scene, v1::Matter matter, v1::CallBallot& act) {
    auto* item = act.add_items();
    item->set_subject(new_id(scene.draws).bytes());
    item->set_matter(matter);
    item->mutable_title()->set_zh("议题");
    item->set_document(sha256(item->subject()).bytes());
    item->set_form(v1::YES_OR_NO);
    if (matter == v1::CHARTER_DEFINED)
        *item->mutable_rule() = *tally::rule_of_matter(scene.draws.chance(50) ? "278.5" : "278.6");
    const bool elects = matter == v1::COMMITTEE;
    if (!(elects || matter == v1::MANAGER) || scene.draws.chance(30)) return;
    item->set_form(elects ? v1::ELECT : v1::ONE_OF);
    for (auto count = 2 + scene.draws.below(5); count > 0; --count)
        item->add_options()->mutable_title()->set_zh("候选");
    if (elects)
        item->set_seats(static_cast<std::uint32_t>(
            1 + scene.draws.below(static_cast<std::uint64_t>(item->options_size()))));
}

void set_terms(const Scene& scene, bool by_city, v1::Terms& terms) {
    auto& draws = scene.draws;
    const auto days = [&draws](std::uint64_t least, std::uint64_t most) {
        return static_cast<std::uint32_t>(least + draws.below(most - least + 1));
    };
    terms.set_opens_ms(scene.now.ms + days(draws.chance(10) ? 5 : 17, 20) * ms_per_day);
    terms.set_closes_ms(terms.opens_ms() + days(7, 20) * ms_per_day);
    terms.set_objection_days(days(draws.chance(10) ? 1 : 15, 17));
    if (draws.chance(40)) terms.set_extend_days(days(1, 9));
    terms.set_paper_entry_days(days(0, 4));
    if (!by_city) terms.add_channels(v1::PHONE);
    terms.add_channels(v1::PAPER);
    if (by_city || draws.chance(60)) terms.add_channels(v1::CITY_LIST);
    terms.set_paper_displaces_phone(draws.chance(30));
    terms.set_invalid_participates(draws.chance(30));
    terms.set_proxy_owners_max(days(0, 3));
    terms.set_extraordinary(draws.chance(20));
    if (!draws.chance(50)) return;
    terms.set_silence_follows_majority(true);
    terms.set_silence_document(document());
}

// Funds and rebuilding are now and then those of a building or a stair.
void set_electorate(const Scene& scene, const LivePremises& place, v1::CallBallot& act) {
    auto& electorate = *act.mutable_electorate();
    electorate.set_electors(registry::v1::OWNERS);
    electorate.set_estate(place.row.estate());
    const auto matter = act.items(0).matter();
    if (matter < v1::USE_REPAIR_FUND || matter > v1::REBUILD || scene.draws.chance(30)) return;
    electorate.set_building(place.row.building());
    if (scene.draws.chance(40)) electorate.set_stair(place.row.stair());
}

Maybe call_assembly(const Scene& scene, const LivePremises& place) {
    const auto chair = chair_of_kind(scene, "residents");
    if (!chair) return {};
    v1::CallBallot act;
    act.set_as_office(chair->office);
    act.set_convenor(v1::RESIDENTS_COMMITTEE);
    act.set_empowered_by(document());
    act.mutable_title()->set_zh("居民会议");
    add_item(scene, v1::RESIDENTS_ASSEMBLY, act);
    act.mutable_electorate()->set_estate(place.row.estate());
    act.mutable_electorate()->set_electors(scene.draws.chance(50) ? registry::v1::RESIDENTS
                                                                  : registry::v1::HOUSEHOLDS);
    set_terms(scene, false, *act.mutable_terms());
    act.mutable_terms()->set_silence_follows_majority(false);
    act.mutable_terms()->clear_silence_document();
    act.set_ruling_office(ruling_office_for(scene.directory, act.as_office()));
    if (act.ruling_office().empty()) return {};
    if (!add_presets(scene, place.row.estate(), "residents_assembly", act))
        return use_preset(scene, place.row.estate(), "residents_assembly");
    return sent(key_of(scene, chair->member), act);
}

Maybe call_owners(const Scene& scene, const LivePremises& place) {
    const auto& convening = convenings[scene.draws.below(std::size(convenings))];
    const auto chair = chair_of_kind(scene, convening.kind);
    if (!chair) return {};
    v1::CallBallot act;
    act.set_as_office(chair->office);
    act.set_convenor(convening.convenor);
    act.set_empowered_by(document());
    act.mutable_title()->set_zh("业主大会");
    const auto first =
        convening.convenor == v1::REELECTION_GROUP ? v1::COMMITTEE : v1::ASSEMBLY_RULES;
    const auto matters = static_cast<std::uint64_t>(convening.last - first + 1);
    for (auto count = 1 + scene.draws.below(2); count > 0; --count)
        add_item(scene,
                 static_cast<v1::Matter>(first + static_cast<int>(scene.draws.below(matters))),
                 act);
    if (scene.draws.chance(20)) add_item(scene, v1::CHARTER_DEFINED, act);
    set_electorate(scene, place, act);
    if (!add_presets(scene, place.row.estate(), "owners_vote", act))
        return use_preset(scene, place.row.estate(), "owners_vote");
    set_terms(scene, act.presets(0).name() == "beijing", *act.mutable_terms());
    act.set_ruling_office(ruling_office_for(scene.directory, act.as_office()));
    if (act.ruling_office().empty()) return {};
    return sent(key_of(scene, chair->member), act);
}

// ------------------------------------------------------------------ standings

Maybe mark_result(const Scene& scene) {
    std::vector<std::pair<Id16, v1::Poll>> over;
    ballot::polls.scan(scene.rows, [&over](const auto& parts, const v1::Poll& poll) {
        if (poll.stage() == v1::FINAL) over.emplace_back(std::get<0>(parts), poll);
        return true;
    });
    const auto chair = chair_of_kind(scene, scene.draws.chance(90) ? "street" : "owners");
    if (over.empty() || !chair) return {};
    const auto& [id, poll] = scene.draws.one_of(over);
    v1::MarkResult act;
    act.set_ballot(id.bytes());
    act.set_shown(poll.shown());
    act.set_standing(static_cast<v1::ResultStanding>(1 + scene.draws.below(5)));
    act.set_document(document());
    const bool by_street = act.standing() == v1::SUSPENDED || act.standing() == v1::REVOKED ||
                           (act.standing() == v1::RESTORED && scene.draws.chance(80));
    act.set_replaces((by_street ? poll.street() : poll.court()).transaction());
    return sent(key_of(scene, chair->member), act);
}

}  // namespace

std::optional<Sent> draw_statutory_act(Draws& draws, const Directory& directory,
                                       const state::StateView& rows, Timestamp now) {
    const Scene scene{draws, directory, rows, now};
    if (directory.premises.empty() || directory.offices.empty()) return {};
    if (draws.chance(15)) return mark_result(scene);
    const auto& place = draws.one_of(directory.premises);
    if (draws.chance(4)) return use_preset(scene, place.row.estate(), "owners_vote");
    if (directory.ballots.size() > 6) return {};
    return draws.chance(15) ? call_assembly(scene, place) : call_owners(scene, place);
}

}  // namespace linlian::simulation
