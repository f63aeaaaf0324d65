// For tests of the work on a ballot: a ledger of all modules in memory on which the owners'
// committee asks the three owners of an estate. Clerks of two kinds of office stand beside it,
// three of the residents' committee and two of the street office; everybody has a key.
#pragma once

#include "base/check.h"
#include "base/hex.h"
#include "client/ballot/at_ballot.h"
#include "client/motion/motion_work.h"
#include "client/tests/town_ledger_for_tests.h"
#include "client/vote/choices.h"
#include "client/vote/roll_proofs.h"
#include "modules/ballot/papers.pb.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "ops/time/beijing_time.h"
#include "roster/plan/names_file.h"

#include <gtest/gtest.h>

namespace linlian::client {

// What a step of a test gives; one that is refused ends the test program.
template <class T>
T must(Result<T> result) {
    if (!result) check_failed(result.error().code.c_str(), __FILE__, __LINE__);
    return std::move(*result);
}

// Somebody who works on the ballot or votes in it; of an owner the office is empty.
struct Person {
    KeyPair key;
    Bytes member;
    Bytes office;
};

class BallotDesk {
  public:
    // Ana has 100 m², bo 90 and chu 80: flats 101, 102 and 103.
    static constexpr std::array<const char*, 3> owners{"ana", "bo", "chu"};

    BallotDesk() { adopt_roster(); }

    Id16 member(const std::string& name) const {
        const auto key = registry::key_hash(kit::key_of(name).public_key().encoded());
        return id_in(registry::keys.find(ledger.rows(), key).value().member());
    }
    Person person(const std::string& name, const char* in = "") const {
        return {kit::key_of(name), member(name).bytes(), *in == '\0' ? Bytes{} : office(in)};
    }
    Person lin() const { return person("lin", "居委会"); }
    Person mo() const { return person("mo", "街道办"); }
    Bytes office(const std::string& name) const {
        Bytes found;
        registry::offices.scan(ledger.rows(), [&](const auto& parts, const auto& row) {
            if (row.name() == name) found = std::get<0>(parts).bytes();
            return true;
        });
        CHECK(!found.empty());
        return found;
    }
    Id16 estate() const {
        Id16 found;
        registry::estates.scan(ledger.rows(), [&](const auto& parts, const auto&) {
            found = std::get<0>(parts);
            return false;
        });
        return found;
    }
    // The ids of this owner's flat, and of the building.
    static Id16 flat_of(const std::string& name) { return id_in(hashed("flat of " + name)); }
    static Id16 building() { return id_in(hashed("building")); }
    // As the registrar's file names the doors.
    roster::NamesFile names() const {
        roster::NamesFile made;
        made.estates[roster::estate_key("翠竹苑")] = estate();
        for (std::size_t i = 0; i < owners.size(); ++i) {
            made.premises[flat_of(owners[i])] = {"翠竹苑", "1栋", "", std::to_string(101 + i)};
            made.members[member(owners[i])].premises = {flat_of(owners[i])};
        }
        return made;
    }

    // A survey, which decides nothing and follows no preset: it opens in an hour for ten days, by
    // every channel.
    ballot::v1::CallBallot call() const {
        ballot::v1::CallBallot act;
        act.set_as_office(office("业委会"));
        act.set_convenor(ballot::v1::OWNERS_COMMITTEE);
        act.set_empowered_by(Bytes(Hash32::size, 'e'));
        act.mutable_electorate()->set_electors(registry::v1::OWNERS);
        act.mutable_electorate()->set_estate(estate().bytes());
        act.mutable_title()->set_zh("装充电桩");
        auto& item = *act.add_items();
        item.set_subject(Bytes(Id16::size, 's'));
        item.set_matter(ballot::v1::SURVEY);
        item.mutable_title()->set_zh("充电桩装在哪里");
        item.set_document(Bytes(Hash32::size, 'd'));
        item.set_form(ballot::v1::YES_OR_NO);
        auto& terms = *act.mutable_terms();
        terms.set_opens_ms(ledger.now().ms + ms_per_hour);
        terms.set_closes_ms(terms.opens_ms() + 10 * ms_per_day);
        terms.set_paper_entry_days(3);
        terms.set_objection_days(7);
        terms.set_proxy_owners_max(3);
        terms.set_invalid_participates(true);
        for (const auto channel : {ballot::v1::PHONE, ballot::v1::PAPER, ballot::v1::CITY_LIST})
            terms.add_channels(channel);
        act.set_ruling_office(office("居委会"));
        return act;
    }
    BallotView called() {
        const auto receipt = must(perform(ledger, kit::key_of("cai"), call()));
        id_ = id_in(event_of<ballot::v1::BallotCalled>(receipt).value().ballot());
        return view();
    }
    BallotView opened() {
        ledger.pass_to(called().poll.opens_ms());
        const auto now = view();
        CHECK(now.poll.stage() == ballot::v1::OPEN);
        return now;
    }
    // All that comes due by itself is done until it stands so.
    BallotView passed_until(ballot::v1::Stage stage) {
        for (int steps = 0; view().poll.stage() != stage; ++steps) {
            CHECK(steps < 9);
            ledger.pass_to(view().poll.due_ms());
        }
        return view();
    }
    // As the ledger has it now.
    BallotView view() { return must(look_at_ballot(ledger, to_hex(id_.view()))); }

    std::vector<registry::v1::RollLine> roll() { return must(fetch_roll(ledger, view())).lines; }
    // The place on the roll of this owner's line.
    std::size_t place_of(const std::string& name) {
        const auto lines = roll();
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (lines[i].owners(0) == member(name).view()) return i;
        check_failed("no such line", __FILE__, __LINE__);
    }
    ballot::v1::ProvenLine line_of(const std::string& name) {
        const auto lines = roll();
        return RollProofs{lines}.line(place_of(name));
    }
    Bytes head_of(const std::string& name) { return line_of(name).line().head(); }
    Hash32 head_hash(const std::string& name) {
        Hash32 head;
        CHECK(Hash32::parse(head_of(name), head));
        return head;
    }
    static Choices choice(ballot::v1::Mark mark) {
        ballot::v1::OpenChoice answer;
        answer.set_mark(mark);
        return choices_of({answer});
    }
    // The moment as clerks write it into a table.
    std::string now_typed() const { return ops::beijing_text(ledger.now()); }

    static Id16 id_in(const Bytes& bytes) {
        Id16 made;
        CHECK(Id16::parse(bytes, made));
        return made;
    }

    TownLedger ledger{people()};

  private:
    static Bytes hashed(const std::string& name) {
        return Bytes{sha256(name).view().substr(0, Id16::size)};
    }

    static registry::v1::Genesis people() {
        registry::v1::Genesis made;
        made.add_estates("翠竹苑");
        for (const auto& [kind, name] : {std::pair{"party", "党委"},
                                         {"residents", "居委会"},
                                         {"street", "街道办"},
                                         {"owners", "业委会"}}) {
            auto* office = made.add_offices();
            office->set_kind(kind);
            office->set_name(name);
            if (kind == std::string_view{"owners"}) office->set_estate("翠竹苑");
        }
        for (const auto& [key, office, role] : {std::tuple{"head", "党委", "chair"},
                                                {"wen", "居委会", "chair"},
                                                {"lin", "居委会", "clerk"},
                                                {"luo", "居委会", "clerk"},
                                                {"lan", "居委会", "clerk"},
                                                {"yu", "街道办", "chair"},
                                                {"mo", "街道办", "clerk"},
                                                {"qi", "街道办", "clerk"},
                                                {"cai", "业委会", "chair"}}) {
            auto* founder = made.add_founders();
            founder->set_key(kit::key_of(key).public_key().encoded());
            auto* held = founder->add_roles();
            held->set_office(office);
            held->set_role(role);
        }
        for (const auto* name : owners)
            made.add_founders()->set_key(kit::key_of(name).public_key().encoded());
        return made;
    }

    registry::v1::DraftChunk lines() const {
        registry::v1::DraftChunk chunk;
        auto& house = *chunk.add_buildings();
        house.set_building(building().bytes());
        house.set_name("1栋");
        house.set_stairs(1);
        for (std::size_t i = 0; i < owners.size(); ++i) {
            auto& owner = *chunk.add_owners();
            owner.set_owner(member(owners[i]).bytes());
            owner.set_kind(registry::v1::PERSON);
            auto& flat = *chunk.add_premises();
            flat.set_premises(flat_of(owners[i]).bytes());
            flat.set_building(house.building());
            flat.set_stair(1);
            flat.set_kind(registry::v1::FLAT);
            flat.set_area_centi(10'000 - i * 1'000);
            flat.set_source(registry::v1::REGISTER);
            flat.add_owners(owner.owner());
        }
        return chunk;
    }

    void adopt_roster() {
        registry::v1::OpenDraft open;
        open.set_estate(estate().bytes());
        open.set_names_hash(Bytes(Hash32::size, 'n'));
        const auto opened = must(perform(ledger, lin().key, open));
        registry::v1::FillDraft fill;
        fill.set_draft(event_of<registry::v1::DraftOpened>(opened).value().draft());
        *fill.mutable_chunk() = lines();
        must(perform(ledger, lin().key, fill));
        const auto draft = registry::drafts.find(ledger.rows(), id_in(fill.draft())).value();
        registry::v1::AdoptRoster adopt;
        adopt.set_draft(fill.draft());
        adopt.set_hash(draft.hash());
        adopt.set_names_hash(draft.names_hash());
        adopt.set_version(1);
        must(together(ledger, lin().key, mo().key, adopt));
    }

    Id16 id_;
};

}  // namespace linlian::client
