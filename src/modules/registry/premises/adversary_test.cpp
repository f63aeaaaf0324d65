// What somebody who means ill tries with keys that they really have. Each test is one attempt;
// those that belong to one act stand beside it.
#include "modules/registry/offices/office_acts_for_tests.h"

namespace linlian::registry {
namespace {

// Ana is a dishonest clerk of the residents' committee. The schema's own authorities hold.
struct Village : Town {
    Village() {
        knows_its_community();
        clerks();
        estate("garden");
        building("b1", "garden");
        person("kim");
        flat("101", "b1", 9000, {"kim"});
    }
    void expect_two_clerks_needed(const machine::Message& act) {
        when("ana", act).then_refused(v1::AUTHORITY_MISSING);
    }
};

TEST(ClerkAlone, cannot_adopt_the_roster_that_he_drafted) {
    Village s;
    Lines lines;
    lines.building("b1").owner("ana").flat("101", "b1", 9000, {"ana"});
    draft_by_ana(s, "garden", lines);
    s.expect_two_clerks_needed(adoption(s, 1));
}

TEST(ClerkAlone, cannot_enrol_a_key_at_the_counter_nor_recover_a_member) {
    Village s;
    v1::EnrolAtCounter enrol;
    enrol.set_member(id_bytes("kim"));
    enrol.set_key(key_bytes("ana's phone"));
    enrol.set_countersignature(countersigned<v1::EnrolAtCounter>(enrol.member(), "ana's phone"));
    enrol.set_method(v1::ID_CARD_AT_COUNTER);
    s.expect_two_clerks_needed(enrol);
    v1::RecoverMember recover;
    recover.set_member(enrol.member());
    recover.set_key(enrol.key());
    recover.set_countersignature(countersigned<v1::RecoverMember>(enrol.member(), "ana's phone"));
    s.expect_two_clerks_needed(recover);
}

TEST(ClerkAlone, cannot_transfer_a_flat_nor_name_who_acts_for_it) {
    Village s;
    v1::TransferPremises transfer;
    transfer.set_premises(id_bytes("101"));
    *transfer.add_owners() = Lines::owner_line("ana");
    transfer.set_document(document());
    transfer.set_replaces(given_by());
    s.expect_two_clerks_needed(transfer);
    s.expect_two_clerks_needed(represent("firm", "ana"));
}

TEST(ClerkAlone, cannot_print_slips_nor_invent_members) {
    Village s;
    v1::RegisterMembers invent;
    invent.add_members(id_bytes("ghost"));
    s.expect_two_clerks_needed(invent);
    v1::IssueSlips print;
    print.set_batch(id_bytes("b1"));
    print.set_expires_ms(s.now().ms + ms_per_day);
    auto* line = print.add_slips();
    line->set_member(id_bytes("kim"));
    line->set_key(key_bytes("slip"));
    s.expect_two_clerks_needed(print);
}

TEST(ClerkWithTwoOffices, is_still_one_person) {
    Village s;
    s.given(roles, v1::Role{}, id("ana"), id("street"), "clerk");
    v1::RegisterMembers invent;
    invent.add_members(id_bytes("ghost"));
    s.expect_two_clerks_needed(invent);
}

TEST(Replay, of_an_act_changes_nothing_and_gets_no_second_receipt) {
    Village s;
    s.when("ana", open_draft_of("garden")).then_done();
    s.when_repeated().then_passed_over("machine.REPEATED");
    only_draft(s);
}

TEST(Replay, after_its_day_is_expired) {
    Village s;
    const Bytes held_back = s.signed_by("ana", open_draft_of("garden"));
    s.when_passed(8 * ms_per_day);
    s.when_sent(held_back).then_passed_over("machine.EXPIRED");
}

// Who could send what was signed years ago could hold back whatever they like.
TEST(Lifetime, of_more_than_seven_days_is_passed_over) {
    Village s;
    // The last whole minute within seven days of the block that takes it, a minute later; or more.
    const auto expiring = [&s](std::int64_t more_ms) {
        const auto longest = s.now().ms + 7 * ms_per_day + ms_per_minute;
        return kit::sign_act(kit::key_of("ana"), sha256("kit community"), open_draft_of("garden"),
                             Timestamp{longest / ms_per_minute * ms_per_minute + more_ms},
                             kit::nonce_of(1000));
    };
    s.when_sent(expiring(1)).then_passed_over("machine.EXPIRES_TOO_LATE");
    s.when_sent(expiring(0)).then_done();
}

TEST(ReorderedActs, end_in_the_order_of_the_ledger) {
    Village s;
    s.member("tom");
    s.when("ana", open_draft_of("garden")).then_done();
    const auto chunk = Lines{}.building("b1").chunk();
    const Bytes first = s.signed_by("ana", fill(only_draft(s), 0, chunk));
    const Bytes second = s.signed_by("ana", fill(only_draft(s), 1, Lines{}.owner("kim").chunk()));
    s.when_sent(second).then_refused(v1::CHUNK_OUT_OF_ORDER);
    s.when_sent(first).then_done();
    s.when_sent(second).then_passed_over("machine.REPEATED");
}

TEST(HeldBackRevocation, does_not_end_a_role_that_was_granted_anew) {
    Town s;
    s.office("shop", "shop");
    s.holder("owner", "shop", "chair");
    s.person("dan");
    const auto grant_and_accept = [&s] {
        s.when("owner", grant("shop", "dan")).then_done();
        const Hash32 offer = s.last_id();
        s.when("dan", accept(id("shop"), "clerk", offer)).then_done();
        return offer.bytes();
    };
    const auto first = revoke("shop", "dan", grant_and_accept());
    const Bytes held_back = s.signed_by("owner", first);
    s.when("owner", first).then_done();
    grant_and_accept();
    s.when_sent(held_back).then_refused(v1::ROLE_UNKNOWN);
    EXPECT_TRUE(holds_role(s.rows(), id("dan"), id("shop"), "clerk", s.now()));
}

TEST(Stranger, gets_no_receipt) {
    Village s;
    s.when("nobody", open_draft_of("garden")).then_passed_over("machine.KEY_UNKNOWN");
}

TEST(ForgedDraft, with_another_clerks_chunk_is_not_his_to_forge) {
    Village s;
    draft_by_ana(s, "garden", Lines{}.building("b1"));
    s.when("ben", fill(only_draft(s), 1, Lines{}.owner("ben").chunk()))
        .then_refused(v1::DRAFT_NOT_YOURS);
}

// Drafts are large; whoever opens one after another fills every disk.
TEST(ClerkAlone, keeps_eight_drafts_and_no_more) {
    Village s;
    v1::OpenDraft open;
    open.set_estate(id_bytes("garden"));
    open.set_names_hash(document());
    for (int i = 0; i < 8; ++i) s.when("ana", open).then_done();
    s.when("ana", open).then_refused(v1::DRAFTS_TOO_MANY, {{"limit", "8"}});
    s.when("ben", open).then_done();
    v1::DiscardDraft discard;
    drafts.scan(s.rows(), [&](const auto& parts, const v1::Draft& row) {
        if (row.author() == id_bytes("ana")) discard.set_draft(std::get<0>(parts).bytes());
        return true;
    });
    s.when("ana", discard).then_done();
    s.when("ana", open).then_done();
}

// Ben agreed to the hash that they read; what Ana adds afterwards has another.
TEST(ForgedDraft, that_grew_after_it_was_agreed_on_has_another_hash) {
    Village s;
    s.by_one_clerk<v1::AdoptRoster>();
    draft_by_ana(s, "garden", Lines{}.building("b1").owner("kim"));
    const auto agreed = adoption(s, 1);
    s.when("ana", fill(only_draft(s), 1, Lines{}.flat("666", "b1", 1, {"kim"}).chunk()))
        .then_done();
    s.when("ben", agreed).then_refused(v1::HASH_DIFFERS);
}

TEST(ProvisionalKey, neither_acts_nor_vetoes) {
    Village s;
    s.key("kim", "thief", v1::KEY_PROVISIONAL);
    v1::VetoRecovery veto;
    veto.set_key(key_bytes("kim"));
    s.when("thief", veto).then_refused(machine::v1::STANDING_MISSING);
    v1::RetireKey retire;
    retire.set_key(key_bytes("kim"));
    s.when("thief", retire).then_refused(machine::v1::STANDING_MISSING);
    s.when("kim",
           [] {
               v1::RetireKey act;
               act.set_key(key_bytes("thief"));
               return act;
           }())
        .then_done();
}

}  // namespace
}  // namespace linlian::registry
