#include "simulation/ballot_acts.h"

#include "crypto/hash.h"
#include "modules/ballot/objections.pb.h"
#include "modules/registry/registry.h"

namespace linlian::simulation {
namespace {

namespace v1 = ballot::v1;

// What every generator sees.
struct Scene {
    Draws& draws;
    const Directory& directory;
    Timestamp now;
};

Bytes key_of(const Scene& scene, const Bytes& member) {
    for (const auto& key : scene.directory.active)
        if (key.member == member) return key.key;
    return {};
}

Bytes key_of_role(const Scene& scene, const Bytes& office, const std::string& role) {
    for (const auto& held : scene.directory.roles)
        if (held.office == office && held.role == role) return key_of(scene, held.member);
    return {};
}

Bytes anybody(const Scene& scene) { return scene.draws.one_of(scene.directory.active).key; }

v1::Item draw_item(const Scene& scene, std::uint64_t number) {
    auto& draws = scene.draws;
    v1::Item item;
    item.set_subject(Bytes(15, 's') + static_cast<char>('a' + (draws.below(6) * 3 + number) % 26));
    item.set_matter(v1::SURVEY);
    item.mutable_title()->set_zh("议题");
    item.set_document(sha256(item.subject()).bytes());
    item.set_form(static_cast<v1::Form>(1 + draws.below(3)));
    if (item.form() != v1::YES_OR_NO)
        for (auto count = 2 + draws.below(3); count > 0; --count)
            item.add_options()->mutable_title()->set_zh("选项");
    if (item.form() == v1::ELECT) item.set_seats(static_cast<std::uint32_t>(1 + draws.below(2)));
    return item;
}

Maybe call(const Scene& scene) {
    if (scene.directory.ballots.size() > 3 || scene.directory.offices.size() < 2) return {};
    auto& draws = scene.draws;
    v1::CallBallot act;
    std::vector<Bytes> convenors;
    for (const auto& [office, kind] : scene.directory.office_kinds)
        if (kind == "owners" || kind == "street") convenors.push_back(office);
    if (convenors.empty()) return {};
    act.set_as_office(draws.one_of(convenors));
    act.set_ruling_office(ruling_office_for(scene.directory, act.as_office()));
    if (act.ruling_office().empty() || draws.chance(5))
        act.set_ruling_office(draws.one_of(scene.directory.offices));
    const bool by_owners = scene.directory.office_kinds.at(act.as_office()) == "owners";
    act.set_convenor(by_owners ? v1::OWNERS_COMMITTEE : v1::STREET_STANDING_IN);
    act.set_empowered_by(document());
    act.mutable_electorate()->set_electors(registry::v1::OWNERS);
    act.mutable_electorate()->set_estate(draws.one_of(scene.directory.estates));
    act.mutable_title()->set_zh("表决");
    for (std::uint64_t i = 0; i <= draws.below(3); ++i) *act.add_items() = draw_item(scene, i);
    auto& terms = *act.mutable_terms();
    terms.set_opens_ms(scene.now.ms + 6'000 + static_cast<std::int64_t>(draws.below(20'000)));
    terms.set_closes_ms(terms.opens_ms() + 24 * ms_per_hour +
                        static_cast<std::int64_t>(draws.below(26)) * ms_per_hour);
    terms.set_objection_days(1);
    terms.set_extend_days(draws.chance(20) ? 1 : 0);
    terms.add_channels(v1::PHONE);
    if (draws.chance(40)) {
        terms.add_channels(v1::PAPER);
        terms.set_paper_entry_days(static_cast<std::uint32_t>(draws.below(2)));
    }
    return sent(key_of_role(scene, act.as_office(), "chair"), act);
}

v1::OpenChoice draw_choice(Draws& draws, const v1::Ask& ask) {
    v1::OpenChoice choice;
    choice.set_mark(static_cast<v1::Mark>(1 + draws.below(3)));
    if (choice.mark() == v1::AGREE && ask.form() != v1::YES_OR_NO)
        choice.add_options(static_cast<std::uint32_t>(draws.below(ask.options())));
    return choice;
}

void add_choices(Draws& draws, const v1::Poll& poll,
                 google::protobuf::RepeatedPtrField<v1::ItemChoice>& choices) {
    for (const auto& ask : poll.asks()) {
        auto* choice = choices.Add();
        choice->set_item(static_cast<std::uint32_t>(choices.size() - 1));
        *choice->mutable_open() = draw_choice(draws, ask);
    }
}

v1::ProvenLine prove(const KnownBallot& of, std::uint64_t index) {
    v1::ProvenLine proven;
    *proven.mutable_line() = of.roll[index];
    proven.set_index(index);
    proven.set_path(join_path(registry::roll_proof(of.roll, index)));
    return proven;
}

// Mostly somebody who speaks for the line.
Bytes voter_key(const Scene& scene, const registry::v1::RollLine& line) {
    if (scene.draws.chance(10)) return anybody(scene);
    if (!line.voter().empty()) return key_of(scene, line.voter());
    for (const auto& owner : line.owners())
        if (const auto key = key_of(scene, owner); !key.empty()) return key;
    return anybody(scene);
}

// Mostly one that is open.
const KnownBallot* some_ballot(const Scene& scene) {
    const auto& all = scene.directory.ballots;
    if (all.empty()) return nullptr;
    std::vector<const KnownBallot*> open;
    for (const auto& one : all)
        if (one.poll.stage() == v1::OPEN) open.push_back(&one);
    if (open.empty() || scene.draws.chance(10)) return &scene.draws.one_of(all);
    return scene.draws.one_of(open);
}

bool has_owner_with_key(const Scene& scene, const registry::v1::RollLine& line) {
    for (const auto& owner : line.owners())
        if (!key_of(scene, owner).empty()) return true;
    return false;
}

Maybe cast(const Scene& scene) {
    const auto* found = some_ballot(scene);
    if (found == nullptr || found->roll.empty()) return {};
    const auto& of = *found;
    v1::Cast act;
    act.set_ballot(of.id);
    act.set_shown(of.poll.shown());
    auto index = scene.draws.below(of.roll.size());
    for (int i = 0; i < 6 && !has_owner_with_key(scene, of.roll[index]); ++i)
        index = scene.draws.below(of.roll.size());
    *act.mutable_voter() = prove(of, index);
    add_choices(scene.draws, of.poll, *act.mutable_choices());
    const auto counted = of.counted.find(act.voter().line().head());
    if (counted != of.counted.end()) act.set_replaces(counted->second);
    if (scene.draws.chance(5)) act.set_replaces(document());
    return sent(voter_key(scene, act.voter().line()), act);
}

// To the roll or the result, mostly by somebody who owns premises there.
Maybe object_to_all(const Scene& scene, const KnownBallot& of, v1::Object act) {
    std::vector<std::pair<Bytes, Bytes>> concerned;
    for (const auto& place : scene.directory.premises) {
        if (place.row.estate() != of.call.electorate().estate()) continue;
        for (const auto& owner : place.holding.owners())
            if (auto key = key_of(scene, owner); !key.empty())
                concerned.emplace_back(std::move(key), place.id);
    }
    if (concerned.empty() || scene.draws.chance(10)) return sent(anybody(scene), act);
    const auto& [key, premises] = scene.draws.one_of(concerned);
    act.set_premises(premises);
    return sent(key, act);
}

Maybe object(const Scene& scene) {
    if (scene.directory.ballots.empty()) return {};
    const auto& of = scene.draws.one_of(scene.directory.ballots);
    v1::Object act;
    act.set_ballot(of.id);
    act.set_shown(of.poll.shown());
    act.set_about(static_cast<v1::About>(1 + scene.draws.below(3)));
    act.set_reason("simulated");
    if (act.about() != v1::BALLOT) return object_to_all(scene, of, act);
    if (of.roll.empty()) return {};
    *act.mutable_voter() = prove(of, scene.draws.below(of.roll.size()));
    act.set_head(act.voter().line().head());
    if (scene.draws.chance(60)) add_choices(scene.draws, of.poll, *act.mutable_claim());
    return sent(voter_key(scene, act.voter().line()), act);
}

Maybe rule(const Scene& scene) {
    if (scene.directory.objections.empty()) return {};
    const auto& [objection, office, shown] = scene.draws.one_of(scene.directory.objections);
    v1::RuleOnObjection act;
    act.set_objection(objection);
    act.set_shown(shown);
    act.set_ruling(scene.draws.chance(60) ? v1::UPHELD : v1::REJECTED);
    act.set_document(document());
    act.set_reason("simulated");
    std::vector<Bytes> rulers;
    for (const auto& held : scene.directory.roles)
        if (held.office == office) rulers.push_back(held.member);
    return rulers.empty() ? Maybe{} : sent(key_of(scene, scene.draws.one_of(rulers)), act);
}

Maybe withdraw(const Scene& scene) {
    if (scene.directory.ballots.empty() || !scene.draws.chance(10)) return {};
    const auto& of = scene.draws.one_of(scene.directory.ballots);
    v1::WithdrawBallot act;
    act.set_ballot(of.id);
    act.set_shown(of.poll.shown());
    act.set_document(document());
    act.set_reason("simulated");
    return sent(key_of_role(scene, of.call.as_office(), "chair"), act);
}

}  // namespace

std::optional<Sent> draw_ballot_act(Draws& draws, const Directory& directory, Timestamp now) {
    if (directory.active.empty() || directory.estates.empty()) return {};
    const Scene scene{draws, directory, now};
    const auto kind = draws.below(20);
    if (kind < 3) return call(scene);
    if (kind < 14) return cast(scene);
    if (kind < 16) return object(scene);
    if (kind < 19) return rule(scene);
    return withdraw(scene);
}

}  // namespace linlian::simulation
