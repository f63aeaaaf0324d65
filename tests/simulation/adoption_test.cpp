// Adoption of whole rosters on the real machine: the worked example of heads and areas, and that
// it makes no difference into which chunks a draft was cut.
#include "codec/wire.h"
#include "crypto/hash.h"
#include "kit/transactions.h"
#include "machine/machine.h"
#include "modules/all_modules.h"
#include "modules/charter/charter.pb.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "ops/sign_transaction.h"
#include "simulation/draws.h"
#include "simulation/machines.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace linlian::simulation {
namespace {

namespace v1 = registry::v1;

Bytes id_of(const std::string& name) { return sha256("roster " + name).bytes().substr(0, 16); }

// One estate and one clerk, who may adopt alone.
class Office {
  public:
    Office()
        : program_(std::move(machine::assemble(all_modules()).value())),
          clerk_(KeyPair::from_seed(Suite::ed25519, sha256("clerk"))),
          genesis_(document()),
          machine_(program_, machine::apply_genesis(program_, genesis_).value()) {
        registry::estates.scan(machine_.rows(), [&](const auto& parts, const auto&) {
            estate_ = std::get<0>(parts);
            return true;
        });
    }

    // Opens, fills and adopts; expects each to be carried out.
    void adopt(const std::vector<v1::DraftChunk>& chunks) {
        v1::OpenDraft open;
        open.set_estate(estate_.bytes());
        open.set_names_hash(Bytes(32, 'n'));
        v1::DraftOpened opened;
        RC_ASSERT(opened.ParseFromString(act(open)));
        v1::DraftFilled filled;
        std::uint32_t number = 0;
        for (const auto& chunk : chunks) {
            v1::FillDraft fill;
            fill.set_draft(opened.draft());
            fill.set_number(number++);
            *fill.mutable_chunk() = chunk;
            RC_ASSERT(filled.ParseFromString(act(fill)));
        }
        v1::AdoptRoster adoption;
        adoption.set_draft(opened.draft());
        adoption.set_hash(filled.hash());
        adoption.set_names_hash(open.names_hash());
        adoption.set_version(estate().roster_version() + 1);
        act(adoption);
    }
    v1::Estate estate() const { return *registry::estates.find(machine_.rows(), estate_); }
    const state::MemoryState& rows() const { return machine_.rows(); }
    const Id16& estate_id() const { return estate_; }

  private:
    using Roles = std::vector<std::pair<const char*, const char*>>;  // office and role
    static void add_founder(v1::Genesis& people, const KeyPair& key, const Roles& roles) {
        auto* founder = people.add_founders();
        founder->set_key(key.public_key().encoded());
        for (const auto& [office, role] : roles) {
            auto* held = founder->add_roles();
            held->set_office(office);
            held->set_role(role);
        }
    }
    machine::v1::Genesis document() const {
        machine::v1::Genesis genesis;
        genesis.set_name("one estate");
        genesis.set_time_ms(1'780'000'000'000);
        genesis.set_nonce(Bytes(16, 'o'));
        genesis.set_veil(Bytes(Hash32::size, 'v'));
        auto* validator = genesis.add_validators();
        validator->set_key(clerk_.public_key().encoded());
        validator->set_power(1);
        v1::Genesis people;
        for (const char* kind : {"party", "street", "residents"}) {
            auto* office = people.add_offices();
            office->set_kind(kind);
            office->set_name(kind);
        }
        add_founder(people, clerk_, {{"party", "chair"}, {"residents", "clerk"}});
        for (const char* office : {"street", "residents"})
            add_founder(people, kit::key_of(std::string{"chair of "} + office),
                        {{office, "chair"}});
        people.add_estates("garden");
        charter::v1::Genesis charter;
        auto* start = charter.add_authorities();
        start->set_act_type(v1::AdoptRoster::descriptor()->full_name());
        start->mutable_authority()->mutable_role()->set_role("clerk");
        for (const machine::Message* content :
             {static_cast<machine::Message*>(&charter), static_cast<machine::Message*>(&people)}) {
            auto* section = genesis.add_sections();
            section->set_type(content->GetDescriptor()->full_name());
            section->set_content(codec::encode(*content));
        }
        return genesis;
    }
    // The content of the last event of the act.
    Bytes act(const machine::Message& message) {
        Id16 nonce;
        nonce.data[0] = static_cast<std::uint8_t>(++nonces_);
        const Timestamp now = machine_.tip().time;
        std::vector<machine::OpenedTransaction> opened;
        opened.push_back(
            machine::Opener{program_, machine::community_id(genesis_)}
                .open(ops::sign_transaction(clerk_, machine::community_id(genesis_), message,
                                            Timestamp{now.ms + 60'000}, nonce))
                .value());
        const auto result = machine_.apply({machine_.tip().height + 1, now, opened});
        RC_ASSERT(result.receipts.size() == 1U);
        RC_ASSERT(result.receipts[0].leaf().refusal() == "");
        RC_ASSERT(machine::check_whole_state(program_, machine_.rows()).empty());
        const auto& events = result.receipts[0].effects().events();
        return events.Get(events.size() - 1).content();
    }

    machine::Program program_;
    KeyPair clerk_;
    machine::v1::Genesis genesis_;
    PlainMachine machine_;
    Id16 estate_;
    int nonces_ = 0;
};

void add_flat(v1::DraftChunk& chunk, const std::string& name,
              const std::vector<std::string>& owners, v1::PremisesKind kind = v1::FLAT,
              std::uint64_t area_centi = 9000) {
    auto* line = chunk.add_premises();
    line->set_premises(id_of(name));
    line->set_building(id_of("b1"));
    line->set_kind(kind);
    line->set_area_centi(area_centi);
    line->set_source(v1::REGISTER);
    for (const auto& owner : owners) line->add_owners(id_of(owner));
}

void add_owner(v1::DraftChunk& chunk, const std::string& name, v1::OwnerKind kind = v1::PERSON) {
    auto* line = chunk.add_owners();
    line->set_owner(id_of(name));
    line->set_kind(kind);
}

// 100 flats of 90.00 m²: one owner has three, the developer ten unsold and two not handed over, the
// rest have one each (SPC interpretation, art. 8 and 9).
TEST(WorkedExample, has_87_heads_and_9000_square_metres) {
    v1::DraftChunk chunk;
    auto* building = chunk.add_buildings();
    building->set_building(id_of("b1"));
    building->set_name("1");
    add_owner(chunk, "x");
    add_owner(chunk, "developer", v1::DEVELOPER);
    for (int i = 1; i <= 100; ++i) {
        const auto name = "flat " + std::to_string(i);
        if (i <= 3) {
            add_flat(chunk, name, {"x"});
        } else if (i <= 15) {
            add_flat(chunk, name, {"developer"}, i <= 13 ? v1::UNSOLD : v1::UNDELIVERED);
        } else {
            add_owner(chunk, "owner of " + name);
            add_flat(chunk, name, {"owner of " + name});
        }
    }
    add_flat(chunk, "parking", {"owner of flat 16"}, v1::PARKING, 1200);
    Office office;
    office.adopt({chunk});
    EXPECT_EQ(office.estate().heads(), 87U);
    EXPECT_EQ(office.estate().area_centi(), 900'000U);
    EXPECT_EQ(office.estate().premises(), 101U);
    const auto x = [&] {
        google::protobuf::RepeatedPtrField<std::string> owners;
        *owners.Add() = id_of("x");
        return registry::heads.find(office.rows(), office.estate_id(), registry::head_of(owners));
    }();
    ASSERT_TRUE(x);
    EXPECT_EQ(x->premises(), 3U);
    EXPECT_EQ(x->area_centi(), 27'000U);
}

// All places and who owns them now, apart from when and by which transaction that was written.
std::vector<std::string> owned_in(const state::StateView& rows) {
    std::vector<std::string> owned;
    registry::premises_table.scan(rows, [&](const auto& parts, v1::Premises row) {
        row.clear_written_by();
        row.clear_until_height();
        row.clear_from_height();
        owned.push_back(std::get<0>(parts).bytes() + codec::encode(row));
        return true;
    });
    registry::holdings.scan(rows, [&](const auto& parts, v1::Holding row) {
        row.clear_written_by();
        row.clear_from_height();
        row.clear_owned_from_height();
        owned.push_back(std::get<0>(parts).bytes() + codec::encode(row));
        return true;
    });
    registry::owners.scan(rows, [&](const auto& parts, v1::Owner row) {
        row.clear_written_by();
        row.clear_from_height();
        owned.push_back(std::get<0>(parts).bytes() + codec::encode(row));
        return true;
    });
    return owned;
}

RC_GTEST_PROP(Adoption, is_the_same_however_the_draft_was_cut, (std::uint64_t seed)) {
    SeededDraws draws{seed};
    v1::DraftChunk whole;
    auto* building = whole.add_buildings();
    building->set_building(id_of("b1"));
    building->set_name("1");
    const auto owners = 1 + draws.below(6);
    for (std::uint64_t i = 0; i < owners; ++i) add_owner(whole, std::to_string(i));
    for (auto i = owners + draws.below(12); i > 0; --i) {
        // Everybody owns something.
        std::vector<std::string> of{std::to_string(i <= owners ? i - 1 : draws.below(owners))};
        if (draws.chance(30)) of.push_back(std::to_string(draws.below(owners)));
        add_flat(whole, "flat " + std::to_string(i), of,
                 static_cast<v1::PremisesKind>(1 + draws.below(6)), 1 + draws.below(20'000));
    }
    // The same lines, each in a chunk drawn for it: lines may come before those that they name.
    std::vector<v1::DraftChunk> cut(1 + draws.below(4));
    for (const auto& line : whole.buildings()) *cut[draws.below(cut.size())].add_buildings() = line;
    for (const auto& line : whole.owners()) *cut[draws.below(cut.size())].add_owners() = line;
    for (const auto& line : whole.premises()) *cut[draws.below(cut.size())].add_premises() = line;
    std::erase_if(cut, [](const auto& chunk) { return chunk.ByteSizeLong() == 0; });
    Office one;
    one.adopt({whole});
    Office many;
    many.adopt(cut);
    RC_ASSERT(owned_in(one.rows()) == owned_in(many.rows()));
    RC_ASSERT(one.estate().heads() == many.estate().heads());
    RC_ASSERT(one.estate().area_centi() == many.estate().area_centi());
}

}  // namespace
}  // namespace linlian::simulation
