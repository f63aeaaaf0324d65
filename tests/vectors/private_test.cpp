// docs/formats/ballot.md, where lines tell who lives where: heads, salts and secrets that nodes
// alone can make. From surveys that are held on the real machine.
#include "codec/wire.h"
#include "crypto/merkle_log.h"
#include "kit/community.h"
#include "kit/motions.h"
#include "machine/veil.h"
#include "modules/ballot/count/count.h"
#include "modules/ballot/count/result.h"
#include "modules/registry/registry.h"
#include "state/tree/place.h"
#include "vectors/keep.h"

#include <gtest/gtest.h>

namespace linlian::formats {
namespace {

namespace bal = ballot::v1;
using ballot::reg::RollLine;

struct Survey : ballot::Community {
    Id16 survey;
    Hash32 call_id;

    explicit Survey(ballot::reg::Electors electors) : Community("") {
        people_move_in();
        when("ren", assembly(electors, bal::SURVEY)).then_done();
        survey = made();
        call_id = last_id();
        pass_to(poll(survey).opens_ms());
        for (const char* name : {"ana", "zoe"}) when(name, vote(survey, name)).then_done();
        close(survey);
    }
    std::vector<RollLine> roll() const {
        const auto row = poll(survey);
        const auto call = ballot::call_of(rows(), survey);
        return registry::roll_at(rows(), call->call().electorate(), row.roll_height(),
                                 Timestamp{row.roll_ms()}, survey);
    }
    Hash32 veil() const { return machine::veil_of(rows()); }
    Bytes subject_of(const RollLine& line) const { return survey.bytes() + line.head(); }
    Hash32 secret_of(const RollLine& line) const {
        return state::subject_secret(veil(), ballot::of_line.kind, subject_of(line));
    }
};

Json lines_json(const Survey& survey) {
    const auto* kind = survey.program().find_subject(ballot::of_line.kind);
    Json lines = Json::array();
    for (const auto& line : survey.roll()) {
        auto json = message_json(line);
        const machine::Reading reading{survey.rows(), {survey.height(), survey.now()}};
        const auto voucher = kind->vouch(reading, survey.subject_of(line));
        EXPECT_TRUE(voucher);
        EXPECT_TRUE(kind->shows(*voucher, survey.subject_of(line), survey.secret_of(line)));
        bal::LineSecretProof proof;
        EXPECT_TRUE(codec::decode_strict(voucher->more, proof));
        json["secret"] = hex(survey.secret_of(line));
        json["secret_proof"] = message_json(proof);
        lines.push_back(std::move(json));
    }
    return lines;
}

Json casts_json(const Survey& survey) {
    Json leaves = Json::array();
    ballot::visit_leaves(survey.rows(), survey.survey, nullptr, [&](const bal::CastLeaf& leaf) {
        leaves.push_back(message_json(leaf));
        return true;
    });
    return leaves;
}

Json survey_json(ballot::reg::Electors electors) {
    const Survey survey{electors};
    const auto poll = survey.poll(survey.survey);
    const auto secrets = survey.row(ballot::line_secrets, survey.survey);
    EXPECT_TRUE(secrets);
    const auto verdict = ballot::verdict_of(survey.rows(), survey.survey, 0);
    EXPECT_TRUE(verdict);
    Json premises = Json::array();
    registry::premises_table.scan(survey.rows(), [&](const auto& parts, const auto&) {
        premises.push_back(hex(std::get<0>(parts)));
        return true;
    });
    return {{"electors", ballot::reg::Electors_Name(electors)},
            {"veil", hex(survey.veil())},
            {"call", hex(survey.call_id)},
            {"ballot", hex(survey.survey)},
            {"premises", premises},
            {"lines", lines_json(survey)},
            {"roll_root", hex(BytesView{poll.roll_root()})},
            {"line_secrets", message_json(*secrets)},
            {"casts", casts_json(survey)},
            {"casts_root", hex(BytesView{verdict->casts_root()})}};
}

// An act that a motion carries out makes its id in the transaction that completes the motion.
TEST(Formats, of_ids_that_acts_make_are_as_kept) {
    kit::MotionScenario s{0, ""};
    s.asks<registry::v1::FoundOffice>(R"(all_of {
        of { role { office_kind: "party" role: "chair" } }
        of { cosign { offices: 1 office_kinds: "residents" office_kinds: "owners" } } })");
    const Id16 motion = s.propose("ana", "party", kit::MotionScenario::found("chess club"));
    const Hash32 proposal = s.last_id();
    const auto round = s.motion(motion).round();
    s.when("ben", s.support(motion, "residents")).then_done();
    Json founded = Json::array();
    registry::offices.scan(s.rows(), [&](const auto& parts, const registry::v1::Office& row) {
        if (row.name() == "chess club") founded.push_back(hex(std::get<0>(parts)));
        return true;
    });
    ASSERT_EQ(founded.size(), 1U);
    keep_vectors("ids", {{"proposal", hex(proposal)},
                         {"motion", hex(motion)},
                         {"round", round},
                         {"support", hex(s.last_id())},
                         {"office", founded[0]}});
}

TEST(Formats, of_private_rolls_are_as_kept) {
    Json surveys = Json::array();
    for (const auto electors : {ballot::reg::RESIDENTS, ballot::reg::HOUSEHOLDS})
        surveys.push_back(survey_json(electors));
    keep_vectors("private", {{"surveys", surveys}});
}

}  // namespace
}  // namespace linlian::formats
