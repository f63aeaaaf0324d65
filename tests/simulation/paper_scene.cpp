#include "simulation/paper_scene.h"

#include "crypto/hash.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::simulation {

using namespace ballot;

Id16 new_id(Draws& draws) {
    Id16 id;
    for (auto& byte : id.data) byte = static_cast<std::uint8_t>(draws.below(256));
    return id;
}

Bytes key_of(const Scene& scene, const Bytes& member) {
    for (const auto& key : scene.directory.active)
        if (key.member == member) return key.key;
    return {};
}

std::optional<HeldRole> one_with_role(const Scene& scene, const std::string& role) {
    std::vector<HeldRole> holders;
    for (const auto& held : scene.directory.roles)
        if (held.role == role && !key_of(scene, held.member).empty()) holders.push_back(held);
    if (holders.empty()) return std::nullopt;
    return scene.draws.one_of(holders);
}

std::optional<HeldRole> one_at_work(const Scene& scene, const Running& running) {
    if (scene.draws.chance(10)) return one_with_role(scene, "clerk");
    std::vector<HeldRole> holders;
    const auto call = calls.find(scene.rows, running.id).value_or(v1::CallRow{});
    for (const auto& held : scene.directory.roles)
        if (!key_of(scene, held.member).empty() &&
            is_neutral_clerk(scene.rows, call, {id_of(held.member), id_of(held.office)}, scene.now))
            holders.push_back(held);
    if (holders.empty()) return std::nullopt;
    return scene.draws.one_of(holders);
}

Bytes worker_key(const Scene& scene, const Running& running) {
    const auto worker = one_at_work(scene, running);
    return worker ? key_of(scene, worker->member) : Bytes{};
}

std::optional<Running> running_ballot(const Scene& scene) {
    std::vector<Id16> ids;
    polls.scan(scene.rows, [&ids](const auto& parts, const v1::Poll& poll) {
        if (poll.stage() == v1::OPEN || poll.stage() == v1::COUNTING)
            ids.push_back(std::get<0>(parts));
        return true;
    });
    if (ids.empty()) return std::nullopt;
    const Id16 id = scene.draws.one_of(ids);
    const auto poll = polls.find(scene.rows, id).value();
    const auto call = calls.find(scene.rows, id)->call();
    auto roll = registry::roll_at(scene.rows, call.electorate(), poll.roll_height(),
                                  Timestamp{poll.roll_ms()}, id);
    return Running{id, call, poll, std::move(roll)};
}

bool has_channel(const Running& running, v1::Channel channel) {
    const auto& channels = running.call.terms().channels();
    return std::find(channels.begin(), channels.end(), channel) != channels.end();
}

v1::ProvenLine proven(const Running& running, std::uint64_t index) {
    v1::ProvenLine voter;
    *voter.mutable_line() = running.roll[index];
    voter.set_index(index);
    voter.set_path(join_path(registry::roll_proof(running.roll, index)));
    return voter;
}

v1::ProvenLine a_line(const Scene& scene, const Running& running) {
    return proven(running, scene.draws.below(running.roll.size()));
}

Bytes key_for(const Scene& scene, const Running& running, const registry::v1::RollLine& line) {
    const Hash32 head = hash_of(line.head());
    const auto mandate = mandates.find(scene.rows, running.id, head);
    if (mandate && scene.draws.chance(40)) return key_of(scene, mandate->terms().holder());
    const auto successor = successors.find(scene.rows, running.id, head);
    const auto& owners = successor ? successor->owners() : line.owners();
    const Id16 owner =
        id_of(owners[static_cast<int>(scene.draws.below(static_cast<unsigned>(owners.size())))]);
    for (const auto& key : scene.directory.active)
        if (registry::may_speak_for(scene.rows, owner, id_of(key.member))) return key.key;
    return {};
}

void choose(const v1::Poll& poll, std::uint64_t from,
            google::protobuf::RepeatedPtrField<v1::ItemChoice>& choices) {
    // Most agree, and to every other ballot nearly all, so that something passes.
    static constexpr v1::Mark marks[] = {v1::AGREE, v1::AGREE, v1::DISAGREE, v1::AGREE,
                                         v1::ABSTAIN};
    const bool is_popular = !poll.roll_root().empty() && poll.roll_root().back() % 2 == 0;
    for (int i = 0; i < poll.asks_size(); ++i) {
        auto* choice = choices.Add();
        choice->set_item(static_cast<std::uint32_t>(i));
        auto* open = choice->mutable_open();
        open->set_mark(marks[(from + static_cast<unsigned>(i)) % std::size(marks)]);
        if (is_popular && open->mark() == v1::DISAGREE) open->set_mark(v1::AGREE);
        if (open->mark() == v1::AGREE && poll.asks(i).options() > 0)
            open->add_options(static_cast<std::uint32_t>(from / 3 % poll.asks(i).options()));
    }
}

}  // namespace linlian::simulation
