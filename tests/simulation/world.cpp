#include "simulation/world.h"

#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"
#include "modules/ballot/state.h"
#include "modules/charter/charter.pb.h"
#include "modules/registry/rules.h"
#include "ops/sign_transaction.h"
#include "simulation/backing.h"
#include "simulation/ballot_acts.h"
#include "simulation/channel_acts.h"
#include "simulation/shipped.h"
#include "simulation/statutory_acts.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

constexpr std::int64_t start_ms = 1'780'000'000'000;
constexpr std::size_t replays_kept = 64;
// How often somebody thinks anew of what could be done before they do nonsense.
constexpr int thoughts_max = 5;

// Eight offices with their first holders, two estates.
registry::v1::Genesis registry_start(Wallet& wallet) {
    registry::v1::Genesis genesis;
    const char* const offices[][2] = {{"party", "party"},           {"street", "street"},
                                      {"residents", "residents"},   {"owners", "owners"},
                                      {"property", "property"},     {"preparatory", "preparatory"},
                                      {"reelection", "reelection"}, {"management", "management"}};
    for (const auto& [kind, name] : offices) {
        auto* office = genesis.add_offices();
        office->set_kind(kind);
        office->set_name(name);
        if (registry::is_of_one_estate(kind)) office->set_estate("north garden");
        for (const char* role : {"chair", "clerk", "clerk"}) {
            auto* founder = genesis.add_founders();
            founder->set_key(wallet.fresh().public_key().encoded());
            auto* held = founder->add_roles();
            held->set_office(name);
            held->set_role(role);
        }
    }
    genesis.add_estates("north garden");
    genesis.add_estates("south garden");
    return genesis;
}

// Some acts that ask for more than one office by the schema are one clerk's here, so that both ways
// are gone: straight and through a motion.
charter::v1::Genesis charter_start(const machine::Program& program, Draws& draws) {
    charter::v1::Genesis genesis;
    for (auto& preset : all_presets()) *genesis.add_presets() = std::move(preset);
    for (const auto& module : program.modules()) {
        for (const auto& act : module.acts) {
            const auto& notes = act.type->options().GetExtension(codec::v1::act);
            const auto& authority = notes.authority();
            // What two kinds of office do to papers of a ballot one never does.
            const bool of_clerks =
                module.name == "registry" || act.type == charter::v1::UsePreset::descriptor();
            const bool of_several = authority.has_cosign() || authority.has_all_of();
            // What admits others asks for the Party organisation and another body everywhere.
            if (!of_clerks || !of_several || notes.admits() || draws.chance(40)) continue;
            auto* start = genesis.add_authorities();
            start->set_act_type(act.type->full_name());
            if (module.name == "registry") {
                start->mutable_authority()->mutable_role()->set_role("clerk");
                continue;
            }
            // What is the charter's own is never one office's.
            *start->mutable_authority() = authority;
            start->mutable_authority()->mutable_cosign()->set_offices(2);
            start->mutable_authority()->mutable_cosign()->set_role("clerk");
        }
    }
    return genesis;
}

}  // namespace

Faults draw_faults(Draws& draws) {
    const auto percent = [&draws](std::uint64_t most) {
        return static_cast<unsigned>(draws.below(most + 1));
    };
    return {percent(30), percent(10), percent(5), percent(3), percent(5), percent(30)};
}

std::string to_text(const Faults& faults) {
    return "absurd " + std::to_string(faults.absurd) + " %, replayed " +
           std::to_string(faults.replayed) + " %, expired " + std::to_string(faults.expired) +
           " %, too late " + std::to_string(faults.too_late) + " %, broken " +
           std::to_string(faults.broken) + " %, restarts " + std::to_string(faults.restart) + " %";
}

World::World(const machine::Program& program, Draws& draws)
    : program_(program), draws_(draws), wallet_(draws.below(1'000'000'000)) {
    genesis_.set_name("simulated community");
    genesis_.set_time_ms(start_ms);
    genesis_.set_nonce(Bytes(Id16::size, 's'));
    genesis_.set_veil(Bytes(Hash32::size, 'v'));
    auto* validator = genesis_.add_validators();
    validator->set_key(wallet_.fresh().public_key().encoded());
    validator->set_power(10);
    const auto charter = charter_start(program, draws);
    const auto people = registry_start(wallet_);
    for (const auto& [amendment, known] : program.amendments()) genesis_.add_amendments(amendment);
    for (const auto& module : program.modules()) {
        if (module.genesis.type == nullptr) continue;
        auto* section = genesis_.add_sections();
        section->set_type(module.genesis.type->full_name());
        if (module.name == "charter") section->set_content(codec::encode(charter));
        if (module.name == "registry") section->set_content(codec::encode(people));
    }
    community_ = machine::community_id(genesis_);
}

// Any act of any module, filled from its schema, by anybody.
Sent World::nonsense(const Directory& directory) {
    const auto& modules = program_.modules();
    const auto& acts = draws_.one_of(modules).acts;
    const auto* type = draws_.one_of(acts).type;
    std::unique_ptr<machine::Message> act{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
    fill_message(draws_, directory.pool, draws_.chance(30), *act);
    return {draws_.one_of(directory.pool.keys), std::move(act)};
}

// Nothing when what was thought of cannot be done.
std::optional<Sent> World::sensible(const Directory& directory, const state::StateView& rows,
                                    Timestamp now) {
    if (draws_.chance(8)) return draw_statutory_act(draws_, directory, rows, now);
    if (draws_.chance(30)) return draw_ballot_act(draws_, directory, now);
    // While something is voted on, that is what most people are busy with.
    const bool votes = std::ranges::any_of(directory.ballots, [](const KnownBallot& one) {
        return one.poll.stage() == ballot::v1::OPEN;
    });
    if (draws_.chance(votes ? 45 : 30)) return draw_channel_act(draws_, directory, rows, now);
    if (draws_.chance(25)) return draw_support(draws_, directory);
    return draw_registry_act(draws_, wallet_, directory, now);
}

Sent World::draw_act(const Directory& directory, const state::StateView& rows, Timestamp now,
                     const Faults& faults) {
    if (draws_.chance(faults.absurd / 2)) return nonsense(directory);
    std::optional<Sent> sent;
    for (int thoughts = 0; thoughts < thoughts_max && !sent; ++thoughts)
        sent = sensible(directory, rows, now);
    if (!sent) return nonsense(directory);
    const auto& options = sent->act->GetDescriptor()->options().GetExtension(codec::v1::act);
    const bool of_several = asks_for_several(directory, *sent->act);
    if (draws_.chance(faults.absurd)) mutate_message(draws_, directory.pool, *sent->act);
    // What one may do alone goes through a motion now and then too.
    const bool of_offices = options.authority().has_cosign() || options.authority().has_all_of();
    if (draws_.chance(of_several ? 95 : of_offices ? 15 : 0))
        return proposed(draws_, directory, std::move(*sent));
    return std::move(*sent);
}

Bytes World::sign(const Sent& sent, Timestamp expires) {
    const KeyPair* pair = wallet_.find(sent.key);
    if (pair == nullptr) pair = &wallet_.fresh();  // a stranger
    const Hash32 hash = sha256("simulated nonce " + std::to_string(nonces_++));
    Id16 nonce;
    std::copy_n(hash.data.begin(), Id16::size, nonce.data.begin());
    return ops::sign_transaction(*pair, community_, *sent.act, expires, nonce);
}

// The same bytes, an earlier transaction, or bytes that somebody spoilt.
Bytes World::faulty(Bytes bytes, const Faults& faults) {
    if (!sent_.empty() && draws_.chance(faults.replayed)) return draws_.one_of(sent_);
    if (draws_.chance(faults.broken)) {
        auto& byte = bytes[draws_.below(bytes.size())];
        byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << draws_.below(8)));
        return bytes;
    }
    if (sent_.size() < replays_kept)
        sent_.push_back(bytes);
    else
        sent_[draws_.below(replays_kept)] = bytes;
    return bytes;
}

std::vector<Bytes> World::next_transactions(const state::StateView& rows, Timestamp now,
                                            const Faults& faults) {
    const auto directory = read_directory(rows, now);
    std::vector<Bytes> transactions;
    for (auto count = draws_.below(10); count > 0; --count) {
        const auto sent = draw_act(directory, rows, now, faults);
        std::int64_t expires = now.ms + machine::online_lifetime_ms;
        if (draws_.chance(20)) expires = now.ms + machine::max_lifetime_ms - ms_per_minute;
        if (draws_.chance(faults.expired))
            expires = (now.ms / ms_per_minute - static_cast<std::int64_t>(draws_.below(2))) *
                      ms_per_minute;
        if (draws_.chance(faults.too_late)) expires = now.ms + machine::max_lifetime_ms + 1;
        Bytes bytes = sign(sent, Timestamp{expires});
        if (bytes.size() <= machine::max_transaction_bytes)
            transactions.push_back(faulty(std::move(bytes), faults));
    }
    for (std::size_t i = transactions.size(); i > 1; --i)
        std::swap(transactions[i - 1], transactions[draws_.below(i)]);
    return transactions;
}

Timestamp later(Draws& draws, const state::StateView& rows, Timestamp time) {
    if (draws.chance(5)) {
        std::optional<std::int64_t> due;
        ballot::polls.scan(rows, [&](const auto&, const ballot::v1::Poll& poll) {
            if (poll.due_ms() > time.ms && (!due || poll.due_ms() < *due)) due = poll.due_ms();
            return true;
        });
        if (due) return Timestamp{*due};
    }
    const std::vector<std::int64_t> steps{
        0, 1, 1000, 90'000, ms_per_minute, 3 * ms_per_minute * 60, ms_per_day, 4 * ms_per_day};
    return Timestamp{time.ms + (draws.chance(80) ? 5000 : draws.one_of(steps))};
}

}  // namespace linlian::simulation
