// Whoever stood behind what is disputed rules on nothing of it, also where somebody else's name
// stands on it since.
#include "kit/community.h"
#include "kit/papers.h"
#include "machine/veil.h"

namespace linlian::ballot {
namespace {

// A community in which zoe lives in yu's flat.
struct AskedResidents : Community {
    // Ana moves in, and zoe; this ends it for zoe.
    reg::EndResidence end_of_zoes_residence() {
        lives("ana", "flat of ana");
        lives("zoe", "flat of yu");
        reg::EndResidence end;
        end.set_member(id_bytes("zoe"));
        end.set_premises(id_bytes("flat of yu"));
        end.set_replaces(last_id().bytes());
        return end;
    }
    // The ballot for which ren calls all residents.
    Id16 residents_asked() {
        when("ren", assembly(reg::RESIDENTS, v1::SURVEY)).then_done();
        return made();
    }
};

// Gus supports what ben proposes: that zoe lives in yu's flat. Both kinds made it so.
TEST(Involved, is_the_second_clerk_behind_a_residence_too) {
    AskedResidents s;
    reg::DeclareResidence declare;
    declare.set_premises(id_bytes("flat of yu"));
    declare.set_kind(reg::LIVES);
    s.when("zoe", declare).then_done();
    reg::ConfirmResidence confirm;
    confirm.set_member(id_bytes("zoe"));
    confirm.set_premises(declare.premises());
    confirm.set_replaces(s.last_id().bytes());
    s.when_cosigned(confirm).then_done();
    s.lives("ana", "flat of ana");
    const auto act = s.to_roll(s.residents_asked(), "zoe");
    ASSERT_FALSE(act.head().empty());
    s.when("ana", act).then_done();
    s.expect_ruled_by_other({"gus"}, "sun");
}

// Two clerks say that zoe does not live there any more: it is zoe's matter, and not theirs to rule
// on.
TEST(FormerResident, objects_through_where_they_lived_and_who_ended_it_does_not_rule) {
    AskedResidents s;
    const auto end = s.end_of_zoes_residence();
    s.when_cosigned(end).then_done();
    auto act = s.objection(s.residents_asked(), v1::ROLL);
    s.when("zoe", act).then_refused(v1::NOT_CONCERNED);
    act.set_premises(end.premises());
    s.when("zoe", act).then_done();
    s.expect_ruled_by_other({"gus"}, "sun");
}

// Whoever moves out by themself has lost nothing.
TEST(FormerResident, is_not_concerned_who_ended_it_themself) {
    AskedResidents s;
    const auto end = s.end_of_zoes_residence();
    s.when("zoe", end).then_done();
    auto act = s.objection(s.residents_asked(), v1::ROLL);
    act.set_premises(end.premises());
    s.when("zoe", act).then_refused(v1::NOT_CONCERNED);
}

TEST(Involved, is_whoever_issued_the_disputed_paper) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when("ana", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    s.expect_ruled_by_other({"ben"}, "ren");
}

// The line went to fay, entered by ben and gus, and from fay to zoe, entered by pol and hua.
TEST(Involved, is_whoever_entered_the_first_of_two_sales) {
    PaperTown s;
    s.four_flats();
    s.holder("pol", "residents", "clerk");
    for (const auto* name : {"fay", "zoe"}) s.person(name);
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ren", s.sale("flat of ana", "fay")).then_refused(reg::AUTHORITY_MISSING);
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    auto resale = s.sale("flat of ana", "zoe");
    resale.set_replaces(s.last_id().bytes());
    s.when_cosigned(s.replacing(ballot, "ana", {"flat of ana"}, "fay")).then_done();
    s.when("pol", resale).then_done();
    s.when_proposed("pol", "residents", s.replacing(ballot, "ana", {"flat of ana"}, "zoe"))
        .then_done();
    s.when_supported("hua", "street", s.made()).then_done();
    s.when("zoe", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    s.expect_ruled_by_other({"ben", "pol"}, "ren");
}

// "That was not me": whoever gave out the key says whose it is.
TEST(Involved, is_whoever_checked_the_key_that_cast_the_vote) {
    PaperTown s;
    s.four_flats();
    const auto at = registry::key_hash(registry::key_bytes("ana"));
    auto key = *s.row(registry::keys, at);
    key.set_operator_member(id_bytes("ben"));
    s.given(registry::keys, key, at);
    const Id16 ballot = s.opened(s.paper_call());
    for (const auto* owner : {"ana", "bo"}) {
        s.when(owner, s.vote(ballot, owner)).then_done();
        s.when(owner, s.dispute(ballot, owner)).then_done();
        if (owner == std::string{"ana"})
            s.expect_ruled_by_other({"ben"}, "ren");
        else
            s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
    }
}

// Max votes for a firm because ben recorded that they do.
TEST(Involved, is_whoever_recorded_the_representative_who_voted) {
    PaperTown s;
    s.four_flats();
    s.person("max");
    s.flat("flat of the firm", "west", 5'000, {"firm"});
    reg::Owner firm;
    firm.set_kind(reg::COMPANY);
    firm.set_through(id_bytes("max"));
    firm.set_document(document('f'));
    firm.set_written_by(document('w'));
    s.given(registry::owners, firm, id("firm"));
    reg::Behind behind;
    behind.add_members(id_bytes("ben"));
    s.given(registry::backings, behind, hash_of(document('w')));
    const Id16 ballot = s.opened(s.paper_call());
    s.when("max", s.vote(ballot, "firm")).then_done();
    s.when("max", s.dispute(ballot, "firm")).then_done();
    s.expect_ruled_by_other({"ben"}, "ren");
}

// Whoever leaves the convenor's office shortly before it calls is of it still: the convenor says
// when that is.
TEST(Involved, is_whoever_left_the_convenors_office_shortly_before_the_call) {
    for (const auto* office : {"owners", "company"}) {
        for (const int days : {0, 89, 91}) {
            PaperTown s{""};
            s.four_flats();
            s.office("company", "property");
            reg::Leaver left;
            left.set_until_ms(s.now().ms - days * ms_per_day);
            s.given(registry::leavers, left, id(office), id("ben"));
            auto call = s.call({s.item("roof")});
            PaperTown::by_phone_alone(call);
            s.when("cai", call).then_done();
            s.when("ana", s.objection(s.made(), v1::ROLL)).then_done();
            s.when("ben", s.ruling(s.made(), v1::REJECTED));
            const auto refusal = machine::refusal_of(s.receipts().back());
            EXPECT_EQ(refusal.empty(), days > 90) << office << days << refusal;
        }
    }
}

}  // namespace
}  // namespace linlian::ballot
