#include "simulation/model.h"

#include "contract/opening/limits.h"
#include "modules/registry/limits.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

namespace v1 = registry::v1;

// The act as this type; null when it is another.
template <class Act>
const Act* as(const machine::Message& act) {
    return dynamic_cast<const Act*>(&act);
}

// The first event of this type.
template <class Event>
Event event_of(const machine::v1::Effects& effects) {
    Event event;
    for (const auto& entry : effects.events()) {
        if (entry.type() == Event::descriptor()->full_name()) {
            CHECK(event.ParseFromString(entry.content()));
            return event;
        }
    }
    return event;
}

// All of them, in their order.
template <class Event>
std::vector<Event> events_of(const machine::v1::Effects& effects) {
    std::vector<Event> all;
    for (const auto& entry : effects.events()) {
        if (entry.type() == Event::descriptor()->full_name())
            CHECK(all.emplace_back().ParseFromString(entry.content()));
    }
    return all;
}

}  // namespace

Model::Model(const state::StateView& rows) {
    registry::members.scan(rows, [&](const auto& parts, const auto&) {
        members_.insert(std::get<0>(parts).bytes());
        return true;
    });
    registry::keys.scan(rows, [&](const auto&, const v1::Key& row) {
        keys_[row.public_key()] = {row.member(), row.state(), row.batch()};
        return true;
    });
    registry::roles.scan(rows, [&](const auto& parts, const v1::Role&) {
        roles_.emplace(std::get<0>(parts).bytes(), std::get<1>(parts).bytes(), std::get<2>(parts));
        return true;
    });
}

void Model::begin_block(Height height, Timestamp time) {
    height_ = height;
    time_ = time;
    finish_recoveries();
}

// In the order of their time, then of the member. One that is an hour late runs a day longer, once.
void Model::finish_recoveries() {
    std::map<std::pair<std::int64_t, Bytes>, Bytes> due;
    for (auto& [member, recovery] : recoveries_) {
        if (!recovery.given_back && time_.ms - recovery.due_ms > 60 * ms_per_minute)
            recovery = {recovery.key, time_.ms + ms_per_day, true};
        if (recovery.due_ms <= time_.ms) due[{recovery.due_ms, member}] = recovery.key;
    }
    for (const auto& [when, key] : due) {
        const Bytes& member = when.second;
        recoveries_.erase(member);
        for (auto& [name, fact] : keys_) {
            if (fact.member == member) fact.state = v1::KEY_RETIRED;
        }
        end_slips(member, {});
        keys_[key] = {member, v1::KEY_ACTIVE, {}};
    }
}

bool Model::gets_receipt(const machine::OpenedTransaction& tx) const {
    const auto expires = tx.expires().ms;
    if (expires <= time_.ms || expires > time_.ms + machine::max_lifetime_ms) return false;
    if (seen_.contains(tx.id().bytes())) return false;
    const auto key = keys_.find(tx.author_key());
    if (key != keys_.end()) return key->second.state != v1::KEY_RETIRED;
    const auto slip = slips_.find(tx.author_key());
    return slip != slips_.end() && slip->second.live && slip->second.expires_ms > time_.ms;
}

void Model::take(const machine::OpenedTransaction& tx, const machine::v1::Receipt& receipt) {
    seen_[tx.id().bytes()] = tx.expires().ms;
    if (!receipt.leaf().refusal().empty()) return;
    const auto key = keys_.find(tx.author_key());
    const bool by_slip = key == keys_.end();
    if (by_slip && as<v1::EnrolBySlip>(tx.act()) == nullptr)
        violations_.push_back("a slip did " + tx.act().GetDescriptor()->full_name());
    if (!by_slip && key->second.state != v1::KEY_ACTIVE)
        violations_.push_back("a provisional key did " + tx.act().GetDescriptor()->full_name());
    carry_out(
        {tx.act(), by_slip ? Bytes{} : key->second.member, tx.author_key(), receipt.effects()});
}

void Model::carry_out(const Done& done) {
    carry_out_people(done);
    carry_out_places(done);
    carry_out_keys(done);
    carry_out_motion(done);
}

// A motion that is completed carries its act out as its proposer.
void Model::carry_out_motion(const Done& done) {
    const auto proposed = event_of<motion::v1::Proposed>(done.effects);
    if (const auto* act = as<motion::v1::Propose>(done.act)) {
        auto& motion = motions_[proposed.motion()];
        motion.set_act_type(act->act_type());
        motion.set_act(act->act());
        motion.set_proposer(done.member);
        motion.set_proposer_key(done.key);
    }
    const auto completed = event_of<motion::v1::Completed>(done.effects);
    if (completed.motion().empty()) return;
    const auto motion = motions_.at(completed.motion());
    const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
        motion.act_type());
    CHECK(type != nullptr);
    std::unique_ptr<machine::Message> act{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
    CHECK(act->ParseFromString(motion.act()));
    const Done inner{*act, motion.proposer(), motion.proposer_key(), done.effects};
    carry_out_people(inner);
    carry_out_places(inner);
    carry_out_keys(inner);
}

void Model::carry_out_people(const Done& done) {
    for (const auto& event : events_of<v1::RoleRevoked>(done.effects))
        roles_.erase({event.member(), event.office(), event.role()});
    for (const auto& event : events_of<v1::RoleGranted>(done.effects))
        roles_.emplace(event.member(), event.office(), event.role());
    if (const auto* act = as<v1::RegisterMembers>(done.act))
        members_.insert(act->members().begin(), act->members().end());
    if (const auto* act = as<v1::DeclareResidence>(done.act))
        residences_[{done.member, act->premises()}] = {places_.at(act->premises()).building,
                                                       act->kind()};
    if (const auto* act = as<v1::EndResidence>(done.act))
        residences_.erase({act->member(), act->premises()});
}

void Model::carry_out_places(const Done& done) {
    if (as<v1::OpenDraft>(done.act) != nullptr) {
        const auto event = event_of<v1::DraftOpened>(done.effects);
        drafts_[event.draft()];
        draft_estates_[event.draft()] = event.estate();
    }
    if (const auto* act = as<v1::FillDraft>(done.act))
        drafts_.at(act->draft()).push_back(act->chunk());
    if (const auto* act = as<v1::DiscardDraft>(done.act)) drafts_.erase(act->draft());
    if (const auto* act = as<v1::AdoptRoster>(done.act)) adopt(*act);
    if (const auto* act = as<v1::TransferPremises>(done.act)) {
        std::set<Bytes> ids;
        for (const auto& line : act->owners()) {
            if (!owners_.contains(line.owner())) enter_owner(line);
            ids.insert(line.owner());
        }
        own(places_.at(act->premises()), ids, act->voter());
    }
    if (const auto* act = as<v1::SplitPremises>(done.act)) {
        auto& whole = places_.at(act->premises());
        for (const auto& part : act->parts()) {
            Place place{
                whole.estate, whole.building, part.kind(), part.area_centi(), true, {}, {}, {}};
            own(place, whole.owned_by(), whole.voter);
            place.namings = whole.namings;
            places_[part.premises()] = place;
        }
        strike(places_.at(act->premises()));
    }
    if (const auto* act = as<v1::MergePremises>(done.act)) {
        Place sum = places_.at(act->premises(0));
        sum.area = 0;
        sum.owners.clear();
        own(sum, places_.at(act->premises(0)).owned_by(), sum.voter);
        sum.namings = places_.at(act->premises(0)).namings;
        for (const auto& id : act->premises()) {
            if (places_.at(id).voter != sum.voter) sum.voter.clear();
            std::erase_if(sum.namings, [&](const auto& one) {
                const auto other = places_.at(id).namings.find(one.first);
                return other == places_.at(id).namings.end() || other->second != one.second;
            });
            sum.area += places_.at(id).area;
            strike(places_.at(id));
        }
        places_[act->into()] = sum;
    }
    if (const auto* act = as<v1::CorrectPremises>(done.act)) {
        places_.at(act->premises()).kind = act->kind();
        places_.at(act->premises()).area = act->area_centi();
    }
    if (const auto* act = as<v1::SetRepresentative>(done.act))
        owners_.at(act->owner()).through = act->through(), members_.insert(act->through());
    if (const auto* act = as<v1::NameVoter>(done.act)) {
        auto& place = places_.at(act->premises());
        bool agreed = true;
        for (const auto& owner : place.owned_by()) {
            if (acting(owner) == done.member) place.namings[owner] = act->voter();
            const auto naming = place.namings.find(owner);
            agreed = agreed && naming != place.namings.end();
        }
        std::set<Bytes> named;
        for (const auto& [owner, voter] : place.namings) named.insert(voter);
        if (agreed && named.size() == 1)
            place.voter = *named.begin();
        else if (place.voter != act->voter())
            place.voter.clear();
    }
}

void Model::carry_out_keys(const Done& done) {
    if (const auto* act = as<v1::IssueSlips>(done.act)) {
        for (const auto& line : act->slips()) {
            const auto waiting = waiting_batch(line.member());
            const bool waits = std::ranges::any_of(slips_, [&](const auto& entry) {
                return entry.second.live && entry.second.member == line.member();
            });
            if (!waiting.empty() && (!waits || waiting != line.replaces())) continue;
            end_slips(line.member(), {});
            slips_[line.key()] = {line.member(), act->batch(), true, act->expires_ms()};
        }
    }
    if (const auto* act = as<v1::CancelSlip>(done.act)) end_slips(act->member(), act->batch());
    if (const auto* act = as<v1::EnrolBySlip>(done.act)) {
        auto& slip = slips_.at(act->slip_key());
        slip.live = false;
        keys_[act->key()] = {slip.member, v1::KEY_PROVISIONAL, slip.batch};
    }
    if (const auto* act = as<v1::ActivateKey>(done.act))
        keys_.at(act->key()).state = v1::KEY_ACTIVE;
    if (const auto* act = as<v1::EnrolAtCounter>(done.act))
        keys_[act->key()] = {act->member(), v1::KEY_ACTIVE, {}};
    if (const auto* act = as<v1::AddKey>(done.act))
        keys_[act->key()] = {done.member, v1::KEY_ACTIVE, {}};
    if (const auto* act = as<v1::RetireKey>(done.act)) keys_.at(act->key()).state = v1::KEY_RETIRED;
    if (const auto* act = as<v1::RecoverMember>(done.act))
        recoveries_[act->member()] = {act->key(), time_.ms + registry::recovery_delay_ms};
    if (as<v1::VetoRecovery>(done.act) != nullptr)
        recoveries_.at(done.member).due_ms += registry::veto_delay_ms;
    if (const auto* act = as<v1::EndRecovery>(done.act)) recoveries_.erase(act->member());
}

void Model::adopt(const v1::AdoptRoster& act) {
    const auto chunks = drafts_.at(act.draft());
    const auto estate = draft_estates_.at(act.draft());
    drafts_.erase(act.draft());
    std::set<Bytes> listed;
    for (const auto& chunk : chunks) {
        for (const auto& line : chunk.premises()) listed.insert(line.premises());
        for (const auto& line : chunk.owners()) enter_owner(line);
    }
    for (auto& [id, place] : places_) {
        if (place.estate == estate && place.live && !listed.contains(id)) strike(place);
    }
    for (const auto& chunk : chunks) {
        for (const auto& line : chunk.premises()) {
            auto& place = places_[line.premises()];
            place.estate = estate;
            place.building = line.building();
            place.kind = line.kind();
            place.area = line.area_centi();
            const std::set<Bytes> ids{line.owners().begin(), line.owners().end()};
            const bool same =
                !place.owners.empty() && place.owned_by() == ids &&
                (line.voter().empty() || place.voter == line.voter() || !place.namings.empty());
            if (!same) own(place, ids, line.voter());
        }
    }
}

void Model::enter_owner(const v1::OwnerLine& line) {
    owners_[line.owner()] = {line.kind(), line.through()};
    if (line.kind() == v1::PERSON) members_.insert(line.owner());
    if (!line.through().empty()) members_.insert(line.through());
}

void Model::own(Place& place, const std::set<Bytes>& ids, const Bytes& voter) {
    place.owners[height_] = ids;
    place.voter = voter;
    place.namings.clear();
}

void Model::strike(Place& place) {
    place.live = false;
    place.namings.clear();
    place.owners[height_] = {};
}

Bytes Model::waiting_batch(const Bytes& member) const {
    for (const auto& [key, slip] : slips_) {
        if (slip.member == member && slip.live) return slip.batch;
    }
    for (const auto& [key, fact] : keys_) {
        if (fact.member == member && fact.state == v1::KEY_PROVISIONAL) return fact.batch;
    }
    return {};
}

void Model::end_slips(const Bytes& member, const Bytes& batch) {
    for (auto& [key, slip] : slips_) {
        if (slip.member == member && (batch.empty() || slip.batch == batch)) slip.live = false;
    }
    for (auto& [key, fact] : keys_) {
        if (fact.member == member && fact.state == v1::KEY_PROVISIONAL &&
            (batch.empty() || fact.batch == batch))
            fact.state = v1::KEY_RETIRED;
    }
}

std::string Model::acting(const Bytes& owner) const {
    const auto& fact = owners_.at(owner);
    return fact.kind == v1::PERSON ? owner : fact.through;
}

}  // namespace linlian::simulation
