#include "simulation/registry_acts.h"

#include "codec/wire.h"
#include "crypto/hash.h"
#include "modules/motion/motion.pb.h"
#include "modules/registry/rules.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

namespace v1 = registry::v1;
using Maybe = std::optional<Sent>;

// What every generator sees.
struct Scene {
    Draws& draws;
    Wallet& wallet;
    const Directory& directory;
    Timestamp now;
};

template <class Act>
Maybe sent(Bytes key, const Act& act) {
    return Sent{std::move(key), std::make_unique<Act>(act)};
}

Bytes new_id(Draws& draws) {
    Bytes id(Id16::size, '\0');
    for (char& byte : id) byte = static_cast<char>(draws.below(256));
    return id;
}

Bytes document() { return Bytes(Hash32::size, 'd'); }

// A live key of the member; empty when he has none.
Bytes key_of(const Scene& scene, const Bytes& member) {
    std::vector<Bytes> his;
    for (const auto& key : scene.directory.active) {
        if (key.member == member) his.push_back(key.key);
    }
    return his.empty() ? Bytes{} : scene.draws.one_of(his);
}

// A key of somebody who holds this role.
Bytes key_of_role(const Scene& scene, const std::string& role) {
    std::vector<Bytes> holders;
    for (const auto& held : scene.directory.roles) {
        if (held.role == role) holders.push_back(held.member);
    }
    return holders.empty() ? Bytes{} : key_of(scene, scene.draws.one_of(holders));
}

Bytes clerk(const Scene& scene) { return key_of_role(scene, "clerk"); }

template <class Act>
void countersign(const Scene& scene, Act& act, const Bytes& subject) {
    const auto& pair = scene.wallet.fresh();
    act.set_key(pair.public_key().encoded());
    const auto hash = registry::countersign_hash(scene.directory.community, subject, act.key());
    act.set_countersignature(pair.sign(hash.view()));
}

// ------------------------------------------------------------------ offices

Maybe found_office(const Scene& scene) {
    v1::FoundOffice act;
    act.set_kind("shop");
    act.set_name("shop " + std::to_string(scene.draws.below(8)));
    return sent(key_of_role(scene, "head"), act);
}

Maybe grant_role(const Scene& scene) {
    std::vector<HeldRole> heads;
    for (const auto& held : scene.directory.roles) {
        if (held.role == "head") heads.push_back(held);
    }
    if (heads.empty()) return {};
    const auto& head = scene.draws.one_of(heads);
    v1::GrantRole act;
    act.set_office(scene.draws.chance(85) ? head.office
                                          : scene.draws.one_of(scene.directory.offices));
    act.set_member(scene.draws.one_of(scene.directory.members));
    act.set_role(scene.draws.chance(70) ? "clerk" : "head");
    if (scene.draws.chance(40))
        act.set_until_ms(scene.now.ms +
                         static_cast<std::int64_t>(scene.draws.below(9)) * ms_per_day);
    if (scene.draws.chance(20))
        act.mutable_area()->set_estate(scene.draws.one_of(scene.directory.estates));
    return sent(key_of(scene, head.member), act);
}

Maybe revoke_role(const Scene& scene) {
    if (scene.directory.roles.size() < 12) return {};  // let the community stay able to act
    const auto& held = scene.draws.one_of(scene.directory.roles);
    v1::RevokeRole act;
    act.set_office(held.office);
    act.set_member(held.member);
    act.set_role(held.role);
    act.set_granted_by(held.granted_by);
    return sent(key_of_role(scene, "head"), act);
}

Maybe close_office(const Scene& scene) {
    if (scene.directory.offices.size() < 8) return {};
    v1::CloseOffice act;
    act.set_office(scene.draws.one_of(scene.directory.offices));
    act.set_document(document());
    return sent(key_of_role(scene, "head"), act);
}

Maybe add_estate(const Scene& scene) {
    v1::AddEstate act;
    act.set_name("estate " + std::to_string(scene.draws.below(6)));
    return sent(clerk(scene), act);
}

// ------------------------------------------------------------------ rosters

Maybe open_draft(const Scene& scene) {
    if (scene.directory.drafts.size() > 6) return {};
    v1::OpenDraft act;
    act.set_estate(scene.draws.one_of(scene.directory.estates));
    act.set_names_hash(document());
    return sent(clerk(scene), act);
}

// The owners of some lines, each once; sometimes a company or the developer.
Bytes add_owner(const Scene& scene, v1::DraftChunk& chunk) {
    v1::OwnerLine line;
    if (scene.draws.chance(40) && !scene.directory.owners.empty()) {
        const auto& known = scene.draws.one_of(scene.directory.owners);
        line.set_owner(known.id);
        line.set_kind(known.row.kind());
        line.set_through(known.row.through());
        line.set_document(known.row.document());
    } else if (scene.draws.chance(15)) {
        line.set_owner(new_id(scene.draws));
        line.set_kind(scene.draws.chance(50) ? v1::COMPANY : v1::DEVELOPER);
        line.set_through(scene.draws.one_of(scene.directory.members));
        line.set_document(document());
    } else {
        line.set_owner(scene.draws.chance(50) ? scene.draws.one_of(scene.directory.members)
                                              : new_id(scene.draws));
        line.set_kind(v1::PERSON);
    }
    for (const auto& before : chunk.owners()) {
        if (before.owner() == line.owner()) return line.owner();
    }
    *chunk.add_owners() = line;
    return line.owner();
}

void add_kept_owner(const Scene& scene, v1::DraftChunk& chunk, const Bytes& id) {
    for (const auto& before : chunk.owners()) {
        if (before.owner() == id) return;
    }
    for (const auto& known : scene.directory.owners) {
        if (known.id != id) continue;
        auto* line = chunk.add_owners();
        line->set_owner(id);
        line->set_kind(known.row.kind());
        line->set_through(known.row.through());
        line->set_document(known.row.document());
    }
}

void add_building(v1::DraftChunk& chunk, const Bytes& id) {
    for (const auto& before : chunk.buildings()) {
        if (before.building() == id) return;
    }
    auto* line = chunk.add_buildings();
    line->set_building(id);
    line->set_name("b");
    line->set_stairs(2);
}

// What the estate has now, with a few lines left out and a few changed.
void add_kept_premises(const Scene& scene, const Bytes& estate, v1::DraftChunk& chunk) {
    for (const auto& place : scene.directory.premises) {
        if (place.row.estate() != estate || scene.draws.chance(8)) continue;
        auto* line = chunk.add_premises();
        line->set_premises(place.id);
        line->set_building(place.row.building());
        line->set_stair(place.row.stair());
        line->set_kind(place.row.kind());
        line->set_area_centi(place.row.area_centi() + (scene.draws.chance(8) ? 100 : 0));
        line->set_source(place.row.source());
        line->set_grid_cell(place.row.grid_cell());
        *line->mutable_owners() = place.holding.owners();
        line->set_voter(place.holding.voter());
        add_building(chunk, line->building());
        for (const auto& owner : line->owners()) add_kept_owner(scene, chunk, owner);
        if (!scene.draws.chance(10)) continue;
        line->clear_owners();
        line->clear_voter();
        line->add_owners(add_owner(scene, chunk));
    }
}

void add_new_premises(const Scene& scene, v1::DraftChunk& chunk) {
    for (auto count = 1 + scene.draws.below(6); count > 0; --count) {
        if (chunk.buildings().empty() || scene.draws.chance(20))
            add_building(chunk, new_id(scene.draws));
        const auto which = scene.draws.below(static_cast<std::uint64_t>(chunk.buildings_size()));
        v1::PremisesLine line;
        line.set_premises(new_id(scene.draws));
        line.set_building(chunk.buildings(static_cast<int>(which)).building());
        line.set_kind(static_cast<v1::PremisesKind>(1 + scene.draws.below(6)));
        line.set_area_centi(1 + scene.draws.below(20'000));
        line.set_source(v1::REGISTER);
        line.set_grid_cell(scene.draws.chance(30) ? "7" : "");
        line.add_owners(add_owner(scene, chunk));
        if (scene.draws.chance(25)) line.add_owners(add_owner(scene, chunk));
        *chunk.add_premises() = line;
    }
}

Maybe fill_draft(const Scene& scene) {
    if (scene.directory.drafts.empty()) return {};
    const auto& draft = scene.draws.one_of(scene.directory.drafts);
    v1::FillDraft act;
    act.set_draft(draft.id);
    act.set_number(draft.row.chunks());
    if (draft.row.chunks() == 0)
        add_kept_premises(scene, draft.row.estate(), *act.mutable_chunk());
    else if (scene.draws.chance(70))
        return {};  // most drafts have one chunk
    add_new_premises(scene, *act.mutable_chunk());
    return sent(key_of(scene, draft.row.author()), act);
}

Maybe discard_draft(const Scene& scene) {
    if (scene.directory.drafts.empty()) return {};
    const auto& draft = scene.draws.one_of(scene.directory.drafts);
    v1::DiscardDraft act;
    act.set_draft(draft.id);
    return sent(key_of(scene, draft.row.author()), act);
}

Maybe adopt_roster(const Scene& scene) {
    const auto& all = scene.directory;
    if (all.drafts.empty()) return {};
    const auto& draft = scene.draws.one_of(all.drafts);
    if (draft.row.chunks() == 0) return {};
    v1::AdoptRoster act;
    act.set_draft(draft.id);
    act.set_hash(draft.row.hash());
    act.set_names_hash(draft.row.names_hash());
    for (std::size_t i = 0; i < all.estates.size(); ++i) {
        if (all.estates[i] == draft.row.estate()) act.set_version(all.versions[i] + 1);
    }
    return sent(clerk(scene), act);
}

// ------------------------------------------------------------------ premises

Maybe transfer(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    v1::TransferPremises act;
    act.set_premises(place.id);
    act.set_document(document());
    act.set_replaces(place.holding.written_by());
    v1::DraftChunk buyers;
    for (auto count = 1 + scene.draws.below(2); count > 0; --count) add_owner(scene, buyers);
    *act.mutable_owners() = buyers.owners();
    if (scene.draws.chance(30)) act.set_voter(registry::acting_in(act.owners(0)));
    return sent(clerk(scene), act);
}

Maybe split(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    if (place.row.area_centi() < 2) return {};
    v1::SplitPremises act;
    act.set_premises(place.id);
    act.set_document(document());
    const auto first = 1 + scene.draws.below(place.row.area_centi() - 1);
    for (const auto area : {first, place.row.area_centi() - first}) {
        auto* part = act.add_parts();
        part->set_premises(new_id(scene.draws));
        part->set_area_centi(area);
        part->set_kind(scene.draws.chance(80) ? place.row.kind() : v1::STORAGE);
    }
    return sent(clerk(scene), act);
}

Maybe merge(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    v1::MergePremises act;
    act.add_premises(place.id);
    for (const auto& other : scene.directory.premises) {
        const bool fits =
            other.row.building() == place.row.building() && other.row.kind() == place.row.kind() &&
            other.id != place.id &&
            registry::head_of(other.holding.owners()) == registry::head_of(place.holding.owners());
        if (fits || scene.draws.chance(1)) act.add_premises(other.id);
    }
    act.set_into(new_id(scene.draws));
    act.set_document(document());
    return sent(clerk(scene), act);
}

Maybe correct(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    v1::CorrectPremises act;
    act.set_premises(place.id);
    act.set_kind(static_cast<v1::PremisesKind>(1 + scene.draws.below(6)));
    act.set_area_centi(1 + scene.draws.below(30'000));
    act.set_source(v1::SURVEY);
    act.set_document(document());
    act.set_replaces(place.row.written_by());
    return sent(clerk(scene), act);
}

Maybe name_voter(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    v1::NameVoter act;
    act.set_premises(place.id);
    act.set_voter(place.holding.owners(0));
    const auto last = place.holding.owners_size() - 1;
    const Bytes& owner = place.holding.owners(scene.draws.chance(50) ? 0 : last);
    if (const auto before = place.named_by.find(owner); before != place.named_by.end())
        act.set_replaces(before->second);
    return sent(key_of(scene, owner), act);
}

Maybe set_representative(const Scene& scene) {
    if (scene.directory.owners.empty()) return {};
    const auto& owner = scene.draws.one_of(scene.directory.owners);
    if (owner.row.kind() == v1::PERSON) return {};
    v1::SetRepresentative act;
    act.set_owner(owner.id);
    act.set_through(scene.draws.one_of(scene.directory.members));
    act.set_document(Bytes(Hash32::size, static_cast<char>('a' + scene.draws.below(20))));
    act.set_replaces(owner.row.written_by());
    return sent(clerk(scene), act);
}

// ------------------------------------------------------------------ people

Maybe register_members(const Scene& scene) {
    v1::RegisterMembers act;
    for (auto count = 1 + scene.draws.below(4); count > 0; --count)
        act.add_members(new_id(scene.draws));
    return sent(clerk(scene), act);
}

Maybe declare_residence(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    v1::DeclareResidence act;
    act.set_premises(scene.draws.one_of(scene.directory.premises).id);
    act.set_kind(scene.draws.chance(70) ? v1::LIVES : v1::WORKS);
    return sent(scene.draws.one_of(scene.directory.active).key, act);
}

Maybe confirm_residence(const Scene& scene) {
    if (scene.directory.residences.empty()) return {};
    const auto& residence = scene.draws.one_of(scene.directory.residences);
    v1::ConfirmResidence act;
    act.set_member(residence.member);
    act.set_premises(residence.premises);
    act.set_replaces(residence.written_by);
    return sent(clerk(scene), act);
}

Maybe end_residence(const Scene& scene) {
    if (scene.directory.residences.empty()) return {};
    const auto& residence = scene.draws.one_of(scene.directory.residences);
    v1::EndResidence act;
    act.set_premises(residence.premises);
    act.set_replaces(residence.written_by);
    return sent(key_of(scene, residence.member), act);
}

// ------------------------------------------------------------------ keys

Maybe issue_slips(const Scene& scene) {
    v1::IssueSlips act;
    act.set_batch(new_id(scene.draws));
    act.set_expires_ms(scene.now.ms +
                       ms_per_day * static_cast<std::int64_t>(1 + scene.draws.below(20)));
    for (auto count = 1 + scene.draws.below(3); count > 0; --count) {
        auto* line = act.add_slips();
        line->set_member(scene.draws.one_of(scene.directory.members));
        line->set_key(scene.wallet.fresh().public_key().encoded());
        line->set_number(static_cast<std::uint32_t>(count));
        const auto waiting = scene.directory.waiting_batch.find(line->member());
        if (waiting != scene.directory.waiting_batch.end() && scene.draws.chance(80))
            line->set_replaces(waiting->second);
    }
    return sent(clerk(scene), act);
}

Maybe cancel_slip(const Scene& scene) {
    if (scene.directory.batches.empty()) return {};
    v1::CancelSlip act;
    act.set_batch(scene.draws.one_of(scene.directory.batches));
    const auto& waiting =
        scene.draws.chance(50) ? scene.directory.slips : scene.directory.provisional;
    act.set_member(waiting.empty() ? scene.draws.one_of(scene.directory.members)
                                   : scene.draws.one_of(waiting).member);
    return sent(clerk(scene), act);
}

Maybe enrol_by_slip(const Scene& scene) {
    if (scene.directory.slips.empty()) return {};
    const auto& slip = scene.draws.one_of(scene.directory.slips);
    const auto* pair = scene.wallet.find(slip.key);
    if (pair == nullptr) return {};
    v1::EnrolBySlip act;
    act.set_slip_key(pair->public_key().encoded());
    countersign(scene, act, act.slip_key());
    return sent(act.slip_key(), act);
}

Maybe activate_key(const Scene& scene) {
    if (scene.directory.provisional.empty()) return {};
    v1::ActivateKey act;
    act.set_key(scene.draws.one_of(scene.directory.provisional).key);
    act.set_method(v1::ID_CARD_AT_COUNTER);
    return sent(clerk(scene), act);
}

Maybe enrol_at_counter(const Scene& scene) {
    v1::EnrolAtCounter act;
    act.set_member(scene.draws.one_of(scene.directory.members));
    act.set_method(v1::ID_CARD_AT_COUNTER);
    countersign(scene, act, act.member());
    return sent(clerk(scene), act);
}

Maybe add_key(const Scene& scene) {
    const auto& mine = scene.draws.one_of(scene.directory.active);
    v1::AddKey act;
    act.set_member(mine.member);
    countersign(scene, act, act.member());
    return sent(mine.key, act);
}

Maybe retire_key(const Scene& scene) {
    const auto& mine = scene.draws.one_of(scene.directory.active);
    v1::RetireKey act;
    act.set_key(mine.key);
    return sent(key_of(scene, mine.member), act);
}

Maybe recover_member(const Scene& scene) {
    v1::RecoverMember act;
    act.set_member(scene.draws.one_of(scene.directory.members));
    countersign(scene, act, act.member());
    return sent(clerk(scene), act);
}

Maybe veto_recovery(const Scene& scene) {
    if (scene.directory.recoveries.empty()) return {};
    const auto& [member, key] = scene.draws.one_of(scene.directory.recoveries);
    v1::VetoRecovery act;
    act.set_key(key);
    return sent(key_of(scene, member), act);
}

struct Kind {
    unsigned weight;
    Maybe (*draw)(const Scene&);
};

constexpr Kind kinds[] = {{2, found_office},
                          {6, grant_role},
                          {3, revoke_role},
                          {1, close_office},
                          {1, add_estate},
                          {3, open_draft},
                          {8, fill_draft},
                          {1, discard_draft},
                          {6, adopt_roster},
                          {8, transfer},
                          {4, split},
                          {4, merge},
                          {4, correct},
                          {6, name_voter},
                          {2, set_representative},
                          {3, register_members},
                          {6, declare_residence},
                          {4, confirm_residence},
                          {3, end_residence},
                          {8, issue_slips},
                          {2, cancel_slip},
                          {9, enrol_by_slip},
                          {8, activate_key},
                          {5, enrol_at_counter},
                          {3, add_key},
                          {3, retire_key},
                          {2, recover_member},
                          {2, veto_recovery}};

}  // namespace

const KeyPair& Wallet::fresh() {
    const auto name =
        "simulated key " + std::to_string(seed_) + "/" + std::to_string(pairs_.size());
    const auto suite = pairs_.size() % 16 == 15 ? Suite::p256 : Suite::ed25519;
    pairs_.push_back(std::make_unique<KeyPair>(KeyPair::from_seed(suite, sha256(name))));
    const KeyPair& pair = *pairs_.back();
    by_name_[pair.public_key().encoded()] = &pair;
    by_name_[registry::key_hash(pair.public_key().encoded()).bytes()] = &pair;
    return pair;
}

void Wallet::shrink(std::size_t size) {
    while (pairs_.size() > size) {
        const Bytes key = pairs_.back()->public_key().encoded();
        by_name_.erase(key);
        by_name_.erase(registry::key_hash(key).bytes());
        pairs_.pop_back();
    }
}

const KeyPair* Wallet::find(const Bytes& key_or_hash) const {
    const auto found = by_name_.find(key_or_hash);
    return found == by_name_.end() ? nullptr : found->second;
}

std::optional<Sent> draw_registry_act(Draws& draws, Wallet& wallet, const Directory& directory,
                                      Timestamp now) {
    unsigned total = 0;
    for (const auto& kind : kinds) total += kind.weight;
    auto left = draws.below(total);
    for (const auto& kind : kinds) {
        if (left < kind.weight) return kind.draw({draws, wallet, directory, now});
        left -= kind.weight;
    }
    return {};
}

Sent proposed(Draws& draws, const Directory& directory, Sent sent_act) {
    motion::v1::Propose act;
    act.set_act_type(sent_act.act->GetDescriptor()->full_name());
    act.set_act(codec::encode(*sent_act.act));
    act.set_days(static_cast<std::uint32_t>(1 + draws.below(9)));
    act.set_reason("simulated");
    for (const auto& key : directory.active) {
        if (key.key != sent_act.key) continue;
        for (const auto& role : directory.roles) {
            if (role.member == key.member) act.set_as_office(role.office);
        }
    }
    return {sent_act.key, std::make_unique<motion::v1::Propose>(act)};
}

std::optional<Sent> draw_support(Draws& draws, const Directory& directory) {
    if (directory.motions.empty() || directory.roles.empty()) return {};
    const auto& motion = draws.one_of(directory.motions);
    const auto& role = draws.one_of(directory.roles);
    for (const auto& key : directory.active) {
        if (key.member != role.member) continue;
        motion::v1::Support act;
        act.set_motion(motion.id);
        act.set_as_office(role.office);
        act.set_round(motion.round);
        return Sent{key.key, std::make_unique<motion::v1::Support>(act)};
    }
    return {};
}

}  // namespace linlian::simulation
