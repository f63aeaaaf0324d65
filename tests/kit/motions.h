// A small community in which motions are made: three offices, who speaks for them, and the acts on
// motions in short. Its charter asks for less than the program's, so that few people show how
// motions work; what the defaults ask is tested with the registry. Used by the tests of the motion
// module.
#pragma once

#include "codec/key.h"
#include "codec/wire.h"
#include "kit/seats.h"
#include "machine/due.h"
#include "modules/charter/charter.h"
#include "modules/charter/state.h"
#include "modules/motion/motion.h"
#include "modules/motion/state.h"
#include "modules/registry/registry.h"

namespace linlian::kit {

// ana heads the party office, gao works there; ben is clerk of the residents' committee, fan works
// there; cai heads the owners' committee; dan is a resident; eve's key is provisional.
struct MotionScenario : Scenario {
    // `ben_until_ms`: when ben's role ends; 0: never.
    // `vectors` empty: the scenario is too large to be kept as a golden vector.
    explicit MotionScenario(std::int64_t ben_until_ms = 0, const std::string& vectors = "motion")
        : Scenario(vectors, {charter::module(), registry::module(), motion::module()}) {
        for (const auto* name : {"ana", "gao", "ben", "fan", "cai", "dan"})
            seat_member(*this, name);
        seat_member(*this, "eve", registry::v1::KEY_PROVISIONAL);
        seat_office(*this, "party", "party");
        seat_office(*this, "residents", "residents");
        seat_office(*this, "owners", "owners");
        seat_role(*this, "ana", "party", "chair");
        seat_role(*this, "gao", "party", "worker");
        seat_role(*this, "ben", "residents", "clerk", ben_until_ms);
        seat_role(*this, "fan", "residents", "worker");
        seat_role(*this, "cai", "owners", "chair");
        asks<charter::v1::AdoptPreset>("cosign { offices: 2 " + any_kind + "}");
        asks<charter::v1::SetAuthority>("cosign { offices: 3 " + any_kind + "}");
        asks<registry::v1::RegisterMembers>(R"(role { office_kind: "residents" role: "clerk" })");
        asks<registry::v1::FoundOffice>(R"(role { office_kind: "party" role: "chair" })");
    }
    // The charter asks this for an act.
    template <class Act>
    void asks(const std::string& authority) {
        charter::v1::AuthorityRow row;
        *row.mutable_authority() = text<codec::v1::Authority>(authority);
        row.set_set_by(given_by());
        given(charter::authorities, row, Act::descriptor()->full_name());
    }
    static Bytes given_by() { return Bytes(Hash32::size, 'k'); }
    // An act of another module: the charter's own are never left to plain members.
    static inline const std::string another_act = "linlian.registry.v1.RegisterMembers";
    static inline const std::string any_kind =
        R"(office_kinds: "party" office_kinds: "residents" office_kinds: "owners" )";

    // Proposes and gives the id of the motion.
    Id16 propose(const std::string& author, const std::string& office,
                 const google::protobuf::Message& act, std::uint32_t days = 30) {
        when(author, proposal(office, act, days));
        return motion_made();
    }
    // The id of the motion that the last transaction made.
    Id16 motion_made() const {
        Bytes seed = last_id().bytes();
        codec::append_key(seed, std::uint64_t{0});
        Id16 id;
        CHECK(Id16::parse(tagged_hash("linlian/fresh", seed).view().substr(0, Id16::size), id));
        return id;
    }

    static motion::v1::Propose proposal(const std::string& office,
                                        const google::protobuf::Message& act,
                                        std::uint32_t days = 30) {
        motion::v1::Propose propose;
        propose.set_act_type(act.GetDescriptor()->full_name());
        propose.set_act(codec::encode(act));
        if (!office.empty()) propose.set_as_office(office_of(office).bytes());
        propose.set_reason("as agreed at the meeting");
        propose.set_days(days);
        if (act.GetDescriptor()->options().GetExtension(codec::v1::act).personal())
            for (const auto* asked : {"party", "residents", "owners"})
                propose.add_asks(office_of(asked).bytes());
        return propose;
    }
    // An act about a motion as it stands, for whoever saw it in this round.
    template <class Act>
    Act seen(const Id16& motion, std::uint32_t round) const {
        Act act;
        act.set_motion(motion.bytes());
        auto shown = row(motion::motions, motion).value_or(motion::v1::Motion{});
        shown.set_round(round);
        act.set_shown(motion::shown_hash(motion, shown).bytes());
        return act;
    }
    template <class Act>
    Act about(const Id16& motion, const std::string& office, std::uint32_t round = 1) const {
        auto act = seen<Act>(motion, round);
        act.set_as_office(office_of(office).bytes());
        act.set_round(round);
        return act;
    }
    motion::v1::Support support(const Id16& motion, const std::string& office,
                                std::uint32_t round = 1) const {
        return about<motion::v1::Support>(motion, office, round);
    }
    motion::v1::Decline decline(const Id16& motion, const std::string& office,
                                std::uint32_t round = 1) const {
        auto act = about<motion::v1::Decline>(motion, office, round);
        act.set_reason(motion::v1::FACTS_DIFFER);
        act.set_text("the area does not fit the register");
        return act;
    }
    motion::v1::TakeBackSupport take_back(const Id16& motion, std::uint32_t round = 1) const {
        auto act = seen<motion::v1::TakeBackSupport>(motion, round);
        act.set_round(round);
        return act;
    }
    motion::v1::Withdraw withdraw(const Id16& motion, std::uint32_t round = 1) const {
        auto act = seen<motion::v1::Withdraw>(motion, round);
        act.set_reason("settled otherwise");
        return act;
    }

    motion::v1::Motion motion(const Id16& id) const { return *row(motion::motions, id); }
    bool expires(const Id16& id) const {
        bool found = false;
        machine::due_table.scan(rows(), [&](const auto& parts, const auto&) {
            found = found || std::get<2>(parts) == motion::due_key(id);
            return !found;
        });
        return found;
    }

    // An act that two offices decide, by default.
    static charter::v1::AdoptPreset adopt(const std::string& version = "1") {
        auto act = text<charter::v1::AdoptPreset>(R"(
            preset {
              name: "national" place: "全国" source: "法" article: "一" dated: "2024"
              title { zh: "题" en: "t" } note { zh: "核" en: "n" }
              settings { name: "a" number: 1 }
            })");
        act.mutable_preset()->set_version(version);
        return act;
    }
    bool adopted(const std::string& version = "1") const {
        return row(charter::presets, "national", version).has_value();
    }
    static charter::v1::SetAuthority set_authority(const std::string& act_type,
                                                   const std::string& authority) {
        charter::v1::SetAuthority act;
        act.set_act_type(act_type);
        *act.mutable_authority() = text<codec::v1::Authority>(authority);
        act.set_replaces(given_by());
        return act;
    }
    static registry::v1::FoundOffice found(const std::string& name) {
        registry::v1::FoundOffice act;
        act.set_kind("social");
        act.set_name(name);
        act.set_chair(member_of("dan").bytes());
        return act;
    }
};

}  // namespace linlian::kit
