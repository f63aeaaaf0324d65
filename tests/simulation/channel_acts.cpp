#include "simulation/channel_acts.h"

#include "crypto/hash.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"
#include "simulation/paper_scene.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

using namespace ballot;

// Of a city's list in one act: with their proofs they fit into a transaction.
constexpr std::uint64_t lines_max = 16;

// ------------------------------------------------------------------ calls and votes

std::uint64_t waiting_ballots(const state::StateView& rows) {
    std::uint64_t waiting = 0;
    polls.scan(rows, [&waiting](const auto&, const v1::Poll& poll) {
        waiting += poll.stage() == v1::NOTICE ? 1 : 0;
        return true;
    });
    return waiting;
}

Maybe call_survey(const Scene& scene) {
    std::vector<HeldRole> chairs;
    for (const auto& held : scene.directory.roles)
        if (held.role == "chair" &&
            registry::office_kind(scene.rows, id_of(held.office)).value_or("") == "owners")
            chairs.push_back(held);
    if (chairs.empty() || scene.directory.premises.empty() || waiting_ballots(scene.rows) > 1)
        return {};
    const auto& chair = scene.draws.one_of(chairs);
    v1::CallBallot act;
    act.set_as_office(chair.office);
    act.set_convenor(v1::OWNERS_COMMITTEE);
    act.set_empowered_by(document());
    act.mutable_electorate()->set_electors(registry::v1::OWNERS);
    act.mutable_electorate()->set_estate(scene.draws.one_of(scene.directory.premises).row.estate());
    act.mutable_title()->set_zh("问卷");
    auto* item = act.add_items();
    item->set_subject(new_id(scene.draws).bytes());
    item->set_matter(v1::SURVEY);
    item->mutable_title()->set_zh("议题");
    item->set_document(sha256(item->subject()).bytes());
    item->set_form(v1::YES_OR_NO);
    auto& terms = *act.mutable_terms();
    terms.set_opens_ms(scene.now.ms + ms_per_hour);
    terms.set_closes_ms(terms.opens_ms() + 30 * ms_per_day);
    terms.set_paper_entry_days(10);
    terms.set_objection_days(2);
    terms.add_channels(v1::PHONE);
    terms.add_channels(v1::PAPER);
    terms.add_channels(v1::CITY_LIST);
    terms.set_paper_displaces_phone(scene.draws.chance(30));
    terms.set_proxy_owners_max(2);
    act.set_ruling_office(ruling_office_for(scene.directory, act.as_office()));
    if (act.ruling_office().empty()) return {};
    return sent(key_of(scene, chair.member), act);
}

Maybe cast_vote(const Scene& scene, const Running& running) {
    if (!has_channel(running, v1::PHONE) && !scene.draws.chance(5)) return {};
    v1::Cast act;
    act.set_ballot(running.id.bytes());
    act.set_shown(running.poll.shown());
    *act.mutable_voter() = a_line(scene, running);
    choose(running.poll, scene.draws.below(15), *act.mutable_choices());
    const auto& line = act.voter().line();
    const auto before = casts.find(scene.rows, running.id, hash_of(line.head()));
    if (before) act.set_replaces(before->transaction());
    return sent(key_for(scene, running, line), act);
}

// ------------------------------------------------------------------ deliveries and mandates

Maybe record_deliveries(const Scene& scene, const Running& running) {
    v1::RecordDeliveries act;
    act.set_ballot(running.id.bytes());
    act.set_shown(running.poll.shown());
    for (auto count = 1 + scene.draws.below(6); count > 0; --count) {
        auto* entry = act.add_deliveries();
        *entry->mutable_voter() = a_line(scene, running);
        entry->mutable_proof()->set_kind(static_cast<v1::DeliveryKind>(1 + scene.draws.below(5)));
        entry->mutable_proof()->set_document(document());
        entry->mutable_proof()->set_time_ms(scene.draws.chance(50) ? running.poll.opens_ms()
                                                                   : scene.now.ms);
        entry->mutable_proof()->set_warned(scene.draws.chance(60));
    }
    return sent(worker_key(scene, running), act);
}

// Somebody says that what is on record never reached them.
Maybe dispute_delivery(const Scene& scene, const Running& running) {
    std::vector<std::uint64_t> reached;
    for (std::uint64_t i = 0; i < running.roll.size(); ++i)
        if (deliveries.find(scene.rows, running.id, hash_of(running.roll[i].head())))
            reached.push_back(i);
    if (reached.empty()) return {};
    v1::Object act;
    act.set_ballot(running.id.bytes());
    act.set_shown(running.poll.shown());
    act.set_about(v1::DELIVERY);
    act.set_reason("simulated");
    *act.mutable_voter() = proven(running, scene.draws.one_of(reached));
    act.set_head(act.voter().line().head());
    return sent(key_for(scene, running, act.voter().line()), act);
}

Maybe give_mandate(const Scene& scene, const Running& running) {
    v1::GiveMandate act;
    act.set_ballot(running.id.bytes());
    act.set_shown(running.poll.shown());
    *act.mutable_voter() = a_line(scene, running);
    const auto& line = act.voter().line();
    const auto before = mandates.find(scene.rows, running.id, hash_of(line.head()));
    const Bytes key = key_for(scene, running, line);
    if (before && scene.draws.chance(50)) {
        v1::EndMandate end;
        end.set_ballot(running.id.bytes());
        end.set_shown(running.poll.shown());
        end.set_head(line.head());
        end.set_replaces(before->transaction());
        return sent(key, end);
    }
    act.mutable_terms()->set_holder(scene.draws.one_of(scene.directory.members));
    act.mutable_terms()->set_document(document());
    if (before && key == key_of(scene, before->giver())) act.set_replaces(before->transaction());
    if (scene.draws.chance(60)) return sent(key, act);
    v1::EnterMandate on_paper;
    on_paper.set_ballot(act.ballot());
    on_paper.set_shown(act.shown());
    *on_paper.mutable_voter() = act.voter();
    *on_paper.mutable_terms() = act.terms();
    on_paper.set_giver(line.owners(0));
    on_paper.set_replaces(act.replaces());
    return sent(worker_key(scene, running), on_paper);
}

// ------------------------------------------------------------------ sales, the city's list

bool same(const google::protobuf::RepeatedPtrField<Bytes>& one,
          const google::protobuf::RepeatedPtrField<Bytes>& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end());
}

// The place of the line of these owners on the roll.
std::optional<std::uint64_t> line_of(const Running& running,
                                     const google::protobuf::RepeatedPtrField<Bytes>& owners) {
    for (std::uint64_t i = 0; i < running.roll.size(); ++i)
        if (same(running.roll[i].owners(), owners)) return i;
    return std::nullopt;
}

// Of premises that belong to somebody else than when the roll was frozen.
Maybe replace_voter(const Scene& scene, const Running& running) {
    std::vector<v1::ReplaceVoter> all;
    for (const auto& place : scene.directory.premises) {
        const auto then =
            registry::holding_at(scene.rows, id_of(place.id), running.poll.roll_height());
        if (!then || same(then->owners(), place.holding.owners())) continue;
        const auto index = line_of(running, then->owners());
        if (!index) continue;
        auto& act = all.emplace_back();
        act.set_ballot(running.id.bytes());
        act.set_shown(running.poll.shown());
        *act.mutable_voter() = proven(running, *index);
        act.add_premises(place.id);
        *act.mutable_owners() = place.holding.owners();
        act.set_document(document());
    }
    if (all.empty()) return {};
    return sent(worker_key(scene, running), scene.draws.one_of(all));
}

Maybe enter_city_list(const Scene& scene, const Running& running) {
    if (!has_channel(running, v1::CITY_LIST) && !scene.draws.chance(5)) return {};
    v1::EnterCityList act;
    act.set_ballot(running.id.bytes());
    act.set_shown(running.poll.shown());
    act.set_list_hash(document());
    std::uint32_t next = 0;
    city_chunks.scan(
        scene.rows, [&next](const auto&, const auto&) { return ++next > 0; }, running.id);
    act.set_number(next);
    const auto size = std::min<std::uint64_t>(running.roll.size(), lines_max);
    const bool whole = scene.draws.chance(50);
    const auto count = whole ? size : 1 + scene.draws.below(2);
    for (std::uint64_t i = 0; i < count; ++i) {
        auto* line = act.add_lines();
        *line->mutable_voter() = whole ? proven(running, i) : a_line(scene, running);
        choose(running.poll, scene.draws.below(15), *line->mutable_choices());
    }
    return sent(worker_key(scene, running), act);
}

struct Kind {
    unsigned weight;
    Maybe (*draw)(const Scene&, const Running&);
};
constexpr Kind kinds[] = {{15, cast_vote},       {34, draw_paper_act}, {11, record_deliveries},
                          {9, dispute_delivery}, {6, give_mandate},    {10, replace_voter},
                          {15, enter_city_list}};

}  // namespace

std::optional<Sent> draw_channel_act(Draws& draws, const Directory& directory,
                                     const state::StateView& rows, Timestamp now) {
    const Scene scene{draws, directory, rows, now};
    auto running = running_ballot(scene);
    if (!running || draws.chance(5)) return call_survey(scene);
    auto left = draws.below(100);
    for (const auto& kind : kinds) {
        if (left < kind.weight) return kind.draw(scene, *running);
        left -= kind.weight;
    }
    return {};
}

}  // namespace linlian::simulation
