// A community of two estates whose residents are asked: by the residents' committee, with the
// street office beside it. Used by the tests of ballots of residents and households.
#pragma once

#include "kit/ballots.h"

namespace linlian::ballot {

// Ana lives in the garden, zoe and the children of yu in the park.
struct Community : BallotTown {
    explicit Community(const std::string& vectors = "ballot") : BallotTown(vectors) {
        four_flats();
        estate("park");
        building("pond", "park");
        party_office();
        for (const auto* name : {"yu", "zoe"}) person(name);
        flat("flat of yu", "pond", 5'000, {"yu"});
        const auto preset = preset_file("national-residents-assembly");
        adopt(preset);
        charter::v1::InUseRow row;
        row.set_name(preset.name());
        row.set_version(preset.version());
        row.set_set_by(registry::given_by());
        given(charter::in_use, row, Id16{}, "residents_assembly");
        reg::Area garden;
        garden.set_estate(id_bytes("garden"));
        holder("pia", "residents", "chair", garden);
    }
    void lives(const std::string& name, const std::string& flat_name) {
        reg::DeclareResidence declare;
        declare.set_premises(id_bytes(flat_name));
        declare.set_kind(reg::LIVES);
        when(name, declare).then_done();
        reg::ConfirmResidence confirm;
        confirm.set_member(id_bytes(name));
        confirm.set_premises(declare.premises());
        confirm.set_replaces(row(registry::residences, id(name), id(flat_name))->written_by());
        when(flat_name.substr(flat_name.rfind(' ') + 1), confirm).then_done();  // the owner
    }
    void people_move_in() {
        lives("ana", "flat of ana");
        lives("zoe", "flat of yu");
        lives("yu", "flat of yu");
    }
    // Then three of the five dwellings have a household.
    void most_move_in() {
        people_move_in();
        lives("bo", "flat of bo");
    }
    v1::CallBallot assembly(reg::Electors electors, v1::Matter matter) const {
        auto act = call({item("fence", v1::SURVEY)});
        act.mutable_items(0)->set_matter(matter);
        act.set_as_office(id_bytes("residents"));
        act.set_convenor(v1::RESIDENTS_COMMITTEE);
        act.set_ruling_office(id_bytes("street"));
        by_phone_alone(act);
        act.mutable_electorate()->set_electors(electors);
        act.mutable_electorate()->clear_estate();
        if (matter == v1::RESIDENTS_ASSEMBLY)
            *act.add_presets() = preset_file("national-residents-assembly");
        return act;
    }
    Id16 held(const v1::CallBallot& act) {
        when("ren", act).then_done();
        const Id16 ballot = made();
        pass_to(poll(ballot).opens_ms());
        return ballot;
    }
};

}  // namespace linlian::ballot
