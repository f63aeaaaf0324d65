#include "apps/bench/bench_ledger.h"

#include "client/motion/motion_work.h"
#include "client/node/wall_clock.h"
#include "codec/key.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "modules/registry/registry.pb.h"

#include <algorithm>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

namespace reg = registry::v1;

// Each premises with its one owner makes about seven rows, each member three.
constexpr std::uint64_t rows_per_premises = 7;
constexpr std::uint64_t rows_per_member = 3;
constexpr std::uint64_t premises_per_estate = 48'000;
constexpr std::uint64_t premises_per_chunk = 200;

constexpr std::uint64_t clerk_numbers = 1'000'000'000;  // beyond all members

Hash32 numbered(const char* tag, std::uint64_t number) {
    Bytes bytes;
    codec::append_key(bytes, number);
    return tagged_hash(tag, bytes);
}

Id16 numbered_id(const char* tag, std::uint64_t number) {
    Id16 id;
    CHECK(Id16::parse(numbered(tag, number).view().substr(0, Id16::size), id));
    return id;
}

reg::Genesis bench_people(const BenchPlan& plan) {
    reg::Genesis genesis;
    const auto add_office = [&](const char* kind, const char* name) {
        genesis.add_offices()->set_kind(kind);
        genesis.mutable_offices()->rbegin()->set_name(name);
    };
    const char* const kinds[] = {"residents", "street", "party"};
    for (unsigned i = 0; i < 3; ++i) {
        add_office(kinds[i], kinds[i]);
        auto* clerk = genesis.add_founders();
        clerk->set_key(bench_clerk(i).public_key().encoded());
        for (const char* name : {"chair", "clerk"}) {
            auto* role = clerk->add_roles();
            role->set_office(kinds[i]);
            role->set_role(name);
        }
    }
    // They call the ballots, of which an office has only so many at once.
    for (unsigned i = 0; i < bench_callers.size(); ++i) {
        const auto* name = bench_callers[i].kind;
        add_office(name, name);
        genesis.mutable_offices()->rbegin()->set_estate(bench_estate);
        auto* head = genesis.add_founders();
        head->set_key(bench_clerk(3 + i).public_key().encoded());
        head->add_roles()->set_office(name);
        head->mutable_roles()->rbegin()->set_role("chair");
    }
    for (std::uint32_t i = 0; i < plan.members; ++i)
        genesis.add_founders()->set_key(bench_key(i).public_key().encoded());
    const auto estates = std::max<std::uint64_t>(
        1, (bench_premises_count(plan) + premises_per_estate - 1) / premises_per_estate);
    for (std::uint64_t i = 0; i < estates; ++i) genesis.add_estates("estate " + std::to_string(i));
    return genesis;
}

void add_premises(std::uint64_t number, const std::vector<Bytes>& members, reg::DraftChunk& chunk) {
    auto* owner = chunk.add_owners();
    owner->set_owner(number < members.size() ? members[number]
                                             : numbered_id("bench/owner", number).bytes());
    owner->set_kind(reg::PERSON);
    auto* line = chunk.add_premises();
    line->set_premises(bench_premises(number).bytes());
    line->set_building(bench_building(number / bench_premises_per_building).bytes());
    line->set_stair(1);
    line->set_kind(reg::FLAT);
    line->set_area_centi(5'000 + number % 9'000);
    line->set_source(reg::REGISTER);
    line->add_owners(owner->owner());
}

// The chunk that holds premises [from, to); a building is named where its first premises stand.
reg::FillDraft chunk_of(const Bytes& draft, const std::vector<Bytes>& members, std::uint32_t number,
                        std::uint64_t from, std::uint64_t to) {
    reg::FillDraft act;
    act.set_draft(draft);
    act.set_number(number);
    for (std::uint64_t i = from; i < to; ++i) {
        if (i % bench_premises_per_building == 0) {
            auto* building = act.mutable_chunk()->add_buildings();
            const auto building_number = i / bench_premises_per_building;
            building->set_building(bench_building(building_number).bytes());
            building->set_name(std::to_string(building_number));
            building->set_stairs(1);
        }
        add_premises(i, members, *act.mutable_chunk());
    }
    return act;
}

Result<reg::Draft> fill_draft(Ledger& ledger, const std::vector<Bytes>& members, const Bytes& draft,
                              std::uint64_t from, std::uint64_t to) {
    const auto clerk = bench_clerk(0);
    std::vector<Bytes> transactions;
    for (std::uint64_t at = from; at < to; at += premises_per_chunk) {
        const auto number = static_cast<std::uint32_t>((at - from) / premises_per_chunk);
        const auto act =
            chunk_of(draft, members, number, at, std::min(at + premises_per_chunk, to));
        transactions.push_back(TRY(sign(ledger, clerk, act)));
    }
    for (auto& receipt : ledger.send(std::move(transactions))) {
        if (auto done = carried_out(std::move(receipt)); !done) return tl::unexpected(done.error());
    }
    reg::DraftQuery query;
    query.set_draft(draft);
    reg::Draft row;
    TRY(ledger.ask(query, row));
    return row;
}

Result<> fill_estate(Ledger& ledger, const Bytes& estate, const std::vector<Bytes>& members,
                     std::uint64_t from, std::uint64_t to) {
    const auto clerk = bench_clerk(0);
    const auto other = bench_clerk(1);
    reg::OpenDraft open;
    open.set_estate(estate);
    open.set_names_hash(Hash32{}.bytes());
    const auto opened = TRY(perform(ledger, clerk, open));
    const Bytes draft = event_of<reg::DraftOpened>(opened).value_or(reg::DraftOpened{}).draft();
    const auto filled = TRY(fill_draft(ledger, members, draft, from, to));
    reg::AdoptRoster adopt;
    adopt.set_draft(draft);
    adopt.set_hash(filled.hash());
    adopt.set_names_hash(filled.names_hash());
    adopt.set_version(1);
    const auto adopted = TRY(together(ledger, clerk, other, adopt));
    return {};
}

}  // namespace

KeyPair bench_key(std::uint64_t number) {
    return KeyPair::from_seed(Suite::ed25519, numbered("bench/key", number));
}

KeyPair bench_clerk(unsigned office) { return bench_key(clerk_numbers + office); }

Id16 bench_premises(std::uint64_t number) { return numbered_id("bench/premises", number); }

Id16 bench_building(std::uint64_t number) { return numbered_id("bench/building", number); }

Result<std::vector<Bytes>> bench_owners(Ledger& ledger, std::uint32_t members) {
    std::vector<Bytes> ids;
    for (std::uint32_t i = 0; i < members; ++i) {
        const auto own = bench_key(i);
        reg::KeyQuery query;
        query.set_key(own.public_key().encoded());
        reg::Key key;
        TRY(ledger.ask(own, query, key));
        ids.push_back(key.member());
    }
    return ids;
}

std::uint64_t bench_premises_count(const BenchPlan& plan) {
    const auto of_members = plan.members * rows_per_member;
    return std::max<std::uint64_t>(
        plan.members, plan.rows > of_members ? (plan.rows - of_members) / rows_per_premises : 0);
}

tl::expected<Hash32, std::vector<Refusal>> found_bench_ledger(const std::filesystem::path& data,
                                                              const BenchPlan& plan) {
    return found_ledger(data, [&](const auto&, const PublicKey& key) -> GenesisOrFaults {
        machine::v1::Genesis genesis;
        genesis.set_name("bench");
        genesis.set_time_ms(wall_clock().ms);
        genesis.set_nonce(Id16{}.bytes());
        genesis.set_veil(Bytes(Hash32::size, 'v'));
        auto* validator = genesis.add_validators();
        validator->set_key(key.encoded());
        validator->set_power(1);
        const auto people = bench_people(plan);
        auto* section = genesis.add_sections();
        section->set_type(people.GetDescriptor()->full_name());
        section->set_content(codec::encode(people));
        return genesis;
    });
}

Result<> fill_bench_ledger(Ledger& ledger, const BenchPlan& plan,
                           const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    reg::EstatesReply estates;
    TRY(ledger.ask(reg::EstatesQuery{}, estates));
    std::stable_partition(estates.mutable_estates()->begin(), estates.mutable_estates()->end(),
                          [](const auto& one) { return one.row().name() == bench_estate; });
    const auto members = TRY(bench_owners(ledger, plan.members));
    const auto total = bench_premises_count(plan);
    std::uint64_t from = 0;
    for (const auto& estate : estates.estates()) {
        const auto to = std::min(from + premises_per_estate, total);
        TRY(fill_estate(ledger, estate.estate(), members, from, to));
        progress(to, total);
        from = to;
    }
    return {};
}

}  // namespace linlian::apps
