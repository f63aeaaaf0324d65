// Translates a plan into lines of the schema and packs them into chunks. The same functions count a
// draft that was read back, so both offices see figures made in one way.
#include "client/roster/roster_draft.h"

#include "base/check.h"
#include "contract/opening/limits.h"
#include "modules/registry/rules.h"

#include <algorithm>
#include <set>

namespace linlian::client {
namespace {

// What a chunk may weigh: the envelope around it (keys, ids, type, signature) needs under 512.
constexpr std::size_t max_chunk_bytes = machine::max_transaction_bytes - 512;

Bytes id_or_empty(const Id16& id) { return id.is_zero() ? Bytes{} : id.bytes(); }

// The room roster has enums of its own and knows no schema. Without a default the compiler names
// each value that is forgotten here.
registry::v1::PremisesKind kind_of(roster::PremisesKind kind) {
    switch (kind) {
        case roster::PremisesKind::flat:
            return registry::v1::FLAT;
        case roster::PremisesKind::shop:
            return registry::v1::SHOP;
        case roster::PremisesKind::parking:
            return registry::v1::PARKING;
        case roster::PremisesKind::storage:
            return registry::v1::STORAGE;
        case roster::PremisesKind::unsold:
            return registry::v1::UNSOLD;
        case roster::PremisesKind::undelivered:
            return registry::v1::UNDELIVERED;
    }
    UNREACHABLE();
}

registry::v1::AreaSource source_of(roster::AreaSource source) {
    switch (source) {
        case roster::AreaSource::registered:
            return registry::v1::REGISTER;
        case roster::AreaSource::surveyed:
            return registry::v1::SURVEY;
        case roster::AreaSource::contracted:
            return registry::v1::CONTRACT;
    }
    UNREACHABLE();
}

registry::v1::OwnerKind kind_of(roster::OwnerKind kind) {
    switch (kind) {
        case roster::OwnerKind::person:
            return registry::v1::PERSON;
        case roster::OwnerKind::company:
            return registry::v1::COMPANY;
        case roster::OwnerKind::heirs:
            return registry::v1::HEIRS;
        case roster::OwnerKind::ward:
            return registry::v1::WARD;
        case roster::OwnerKind::developer:
            return registry::v1::DEVELOPER;
    }
    UNREACHABLE();
}

registry::v1::BuildingLine line_of(const roster::PlanBuilding& building) {
    registry::v1::BuildingLine line;
    line.set_building(building.id.bytes());
    line.set_name(building.name);
    line.set_stairs(building.stairs);
    return line;
}

// A person acts for themself, so their line names nobody else. The document is a commitment to the
// paper, whose salt is in the names file alone.
registry::v1::OwnerLine line_of(const roster::PlanOwner& owner) {
    registry::v1::OwnerLine line;
    line.set_owner(owner.id.bytes());
    line.set_kind(kind_of(owner.kind));
    if (owner.kind != roster::OwnerKind::person) line.set_through(id_or_empty(owner.through));
    if (!owner.document.is_zero()) line.set_document(owner.document.bytes());
    return line;
}

registry::v1::PremisesLine line_of(const roster::PlanPremises& premises) {
    registry::v1::PremisesLine line;
    line.set_premises(premises.id.bytes());
    line.set_building(premises.building.bytes());
    line.set_stair(premises.stair);
    line.set_kind(kind_of(premises.kind));
    line.set_area_centi(static_cast<std::uint64_t>(premises.area_centi));
    line.set_source(source_of(premises.source));
    line.set_grid_cell(premises.grid);
    for (const auto& owner : premises.owners) line.add_owners(owner.bytes());
    line.set_voter(id_or_empty(premises.voter));
    return line;
}

// Puts lines into chunks until one is full.
// In the order in which they are given, for the hash of a draft depends on it.
class Filler {
  public:
    template <class Line, class Add>
    void add(const Line& line, const Add& add_to) {
        // A line in a chunk: its bytes, one for the field, up to three for the length.
        const auto bytes = line.ByteSizeLong() + 4;
        if (chunks_.empty() || used_ + bytes > max_chunk_bytes) {
            chunks_.emplace_back();
            used_ = 0;
        }
        used_ += bytes;
        *add_to(chunks_.back()) = line;
    }
    std::vector<DraftChunk> take() && { return std::move(chunks_); }

  private:
    std::vector<DraftChunk> chunks_;
    std::size_t used_ = 0;
};

// One head of the electorate; the registry sorts owners and keeps each once.
Hash32 head_of(const registry::v1::PremisesLine& line) {
    const std::set<Bytes> owners{line.owners().begin(), line.owners().end()};
    google::protobuf::RepeatedPtrField<std::string> sorted;
    for (const auto& owner : owners) sorted.Add(Bytes{owner});
    return registry::head_of(sorted);
}

}  // namespace

std::vector<DraftChunk> chunks_of(const roster::RosterPlan& plan) {
    Filler filler;
    for (const auto& building : plan.buildings)
        filler.add(line_of(building), [](DraftChunk& chunk) { return chunk.add_buildings(); });
    for (const auto& owner : plan.owners)
        filler.add(line_of(owner), [](DraftChunk& chunk) { return chunk.add_owners(); });
    for (const auto& premises : plan.premises)
        filler.add(line_of(premises), [](DraftChunk& chunk) { return chunk.add_premises(); });
    return std::move(filler).take();
}

// A chain over the chunks, as the ledger extends it with each one that comes in.
Hash32 draft_hash_of(const std::vector<DraftChunk>& chunks) {
    Hash32 hash;
    for (const auto& chunk : chunks) hash = registry::draft_hash(hash, chunk);
    return hash;
}

DraftTotals totals_of(const std::vector<DraftChunk>& chunks) {
    DraftTotals totals;
    // A set, for several premises of the same owners are one head.
    std::set<Hash32> heads;
    for (const auto& chunk : chunks) {
        totals.buildings += static_cast<std::uint64_t>(chunk.buildings_size());
        totals.owners += static_cast<std::uint64_t>(chunk.owners_size());
        totals.premises += static_cast<std::uint64_t>(chunk.premises_size());
        for (const auto& line : chunk.premises()) {
            if (!registry::counts_in_votes(line.kind())) continue;
            heads.insert(head_of(line));
            totals.area_centi += line.area_centi();
        }
    }
    totals.heads = heads.size();
    return totals;
}

}  // namespace linlian::client
