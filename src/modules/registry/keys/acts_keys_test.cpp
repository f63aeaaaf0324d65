#include "kit/code_of.h"
#include "modules/registry/limits.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

// Ana and Ben are clerks; kim has a key; tom is known and has none.
struct Keyring : Town {
    Keyring() {
        knows_its_community();
        clerks();
        by_one_clerk<v1::EnrolAtCounter>();
        by_one_clerk<v1::RecoverMember>();
        by_one_clerk<v1::EndRecovery>();
        person("kim");
        member("tom");
    }
    v1::KeyState state_of(const std::string& name) const {
        return row(keys, key_hash(key_bytes(name))).value_or(v1::Key{}).state();
    }
};

template <class Act>
Act enrol(const std::string& member, const std::string& key) {
    Act act;
    act.set_member(id_bytes(member));
    act.set_key(key_bytes(key));
    act.set_countersignature(countersigned<Act>(act.member(), key));
    return act;
}

v1::EnrolAtCounter at_counter(const std::string& member, const std::string& key) {
    auto act = enrol<v1::EnrolAtCounter>(member, key);
    act.set_method(v1::ID_CARD_AT_COUNTER);
    return act;
}

v1::ActivateKey activate(const std::string& member, const std::string& key,
                         v1::Method method = v1::CODE_TO_PHONE) {
    v1::ActivateKey act;
    act.set_member(id_bytes(member));
    act.set_key(key_bytes(key));
    act.set_method(method);
    return act;
}

template <class Act>
Act about(const std::string& key) {
    Act act;
    act.set_key(key_bytes(key));
    return act;
}

v1::EndRecovery end_of(const std::string& member, const std::string& key) {
    auto act = about<v1::EndRecovery>(key);
    act.set_member(id_bytes(member));
    return act;
}

TEST(ActivateKey, keeps_how_and_by_whom) {
    Keyring s;
    s.key("tom", "tom", v1::KEY_PROVISIONAL);
    // What the clerk was shown is what is signed: a node cannot name another holder.
    s.when("ana", activate("kim", "tom")).then_refused(v1::KEY_OF_OTHER);
    s.when("ana", activate("tom", "tom")).then_done().then_events({"KeyActivated"});
    const auto row = s.row(keys, key_hash(key_bytes("tom")));
    EXPECT_EQ(row->state(), v1::KEY_ACTIVE);
    EXPECT_EQ(row->method(), v1::CODE_TO_PHONE);
    EXPECT_EQ(row->operator_member(), id_bytes("ana"));
    s.when("ana", activate("tom", "tom")).then_refused(v1::KEY_NOT_PROVISIONAL);
    s.when("ana", activate("tom", "unknown")).then_refused(v1::KEY_NOT_PROVISIONAL);
    s.when("kim", activate("tom", "tom")).then_refused(v1::AUTHORITY_MISSING);
    s.when("ana", activate("tom", "tom", v1::SLIP_ONLY))
        .then_refused(v1::VALUE_WRONG, {{"field", "method"}});
}

// Every clerk is of another kind than no office.
TEST(ActivateKey, is_by_nobody_where_no_office_proposed_the_batch) {
    Keyring s;
    s.key("tom", "tom", v1::KEY_PROVISIONAL);
    auto key = *s.row(keys, key_hash(key_bytes("tom")));
    key.set_batch(id_bytes("batch"));
    s.given(keys, key, key_hash(key_bytes("tom")));
    s.given(batches, v1::SlipBatch{}, id("batch"));
    for (const auto* clerk : {"ana", "ben"})
        s.when(clerk, activate("tom", "tom")).then_refused(v1::CHECKER_NOT_INDEPENDENT);
}

TEST(ActivateKey, is_not_the_holders_own_and_no_way_around_a_recovery) {
    Keyring s;
    s.key("ana", "ana's phone", v1::KEY_PROVISIONAL);
    s.when("ana", activate("ana", "ana's phone")).then_refused(v1::OWN_KEY_REFUSED);
    s.when("ben", activate("ana", "ana's phone")).then_refused(v1::KEY_LIVE);
}

TEST(EnrolAtCounter, asks_the_new_key_to_agree) {
    Keyring s;
    auto act = at_counter("tom", "tom");
    act.set_countersignature(countersigned<v1::EnrolAtCounter>(id_bytes("kim"), "tom"));
    s.when("ana", act).then_refused(v1::COUNTERSIGNATURE_WRONG);
    act.set_key("no key");
    s.when("ana", act).then_refused(v1::KEY_MALFORMED);
    act = at_counter("tom", "tom");
    act.set_method(v1::CODE_TO_PHONE);
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "method"}});
    s.when("ana", at_counter("tom", "tom")).then_done().then_events({"KeyEnrolled"});
    EXPECT_EQ(s.state_of("tom"), v1::KEY_ACTIVE);
}

TEST(EnrolAtCounter, refuses_known_keys_strangers_and_oneself) {
    Keyring s;
    s.when("ana", at_counter("tom", "kim")).then_refused(v1::KEY_KNOWN);
    s.when("ana", at_counter("nobody", "tom")).then_refused(v1::MEMBER_UNKNOWN);
    s.when("ana", at_counter("ana", "ana's phone")).then_refused(v1::OWN_KEY_REFUSED);
    s.when("ana", at_counter("kim", "kim's phone")).then_refused(v1::KEY_LIVE);
}

TEST(AddKey, is_signed_by_a_key_of_the_same_member) {
    Keyring s;
    s.when("kim", enrol<v1::AddKey>("kim", "tablet")).then_done().then_events({"KeyEnrolled"});
    EXPECT_EQ(s.row(keys, key_hash(key_bytes("tablet")))->method(), v1::OWN_KEY);
    s.when("tablet", enrol<v1::AddKey>("kim", "laptop")).then_done();
    s.when("kim", enrol<v1::AddKey>("tom", "phone")).then_refused(v1::KEY_NOT_YOURS);
    s.when("kim", enrol<v1::AddKey>("kim", "tablet")).then_refused(v1::KEY_KNOWN);
}

TEST(AddKey, stops_at_the_limit) {
    Keyring s;
    for (std::size_t i = 1; i < max_keys_per_member; ++i) s.key("kim", "k" + std::to_string(i));
    s.when("kim", enrol<v1::AddKey>("kim", "one more"))
        .then_refused(v1::KEYS_TOO_MANY, {{"limit", "8"}});
}

TEST(RetireKey, never_takes_the_last_key_that_can_act) {
    Keyring s;
    s.key("kim", "waiting", v1::KEY_PROVISIONAL);
    s.when("kim", about<v1::RetireKey>("kim")).then_refused(v1::KEY_IS_LAST);
    s.when("kim", about<v1::RetireKey>("waiting")).then_done().then_events({"KeyRetired"});
    s.when("kim", enrol<v1::AddKey>("kim", "tablet")).then_done();
    s.when("kim", about<v1::RetireKey>("kim")).then_done();
    s.when("kim", about<v1::RetireKey>("tablet")).then_passed_over("machine.KEY_UNKNOWN");
    s.when("tablet", about<v1::RetireKey>("kim")).then_refused(v1::KEY_NOT_YOURS);
    s.when("tablet", about<v1::RetireKey>("ana")).then_refused(v1::KEY_NOT_YOURS);
    s.when("tablet", v1::RetireKey{}).then_refused(v1::VALUE_MISSING, {{"field", "key"}});
    EXPECT_EQ(s.row(keys, key_hash(key_bytes("kim")))->until_height(), 4U);
}

TEST(RecoverMember, changes_the_keys_after_three_days_of_block_time) {
    Keyring s;
    s.when("ana", enrol<v1::RecoverMember>("kim", "new phone"))
        .then_done()
        .then_events({"RecoveryBegun"});
    s.when("ana", enrol<v1::RecoverMember>("kim", "other")).then_refused(v1::RECOVERY_RUNS);
    s.when_passed(recovery_delay_ms - 2 * ms_per_minute).then_events({});
    EXPECT_EQ(s.state_of("kim"), v1::KEY_ACTIVE);
    s.when_passed(ms_per_minute).then_events({"KeyRetired", "KeyEnrolled"});
    EXPECT_EQ(s.state_of("kim"), v1::KEY_RETIRED);
    EXPECT_EQ(s.state_of("new phone"), v1::KEY_ACTIVE);
    EXPECT_EQ(s.row(keys, key_hash(key_bytes("new phone")))->operator_member(), id_bytes("ana"));
    EXPECT_FALSE(s.row(recoveries, id("kim")));
}

TEST(RecoverMember, refuses_oneself_strangers_and_known_keys) {
    Keyring s;
    s.when("ana", enrol<v1::RecoverMember>("ana", "new")).then_refused(v1::OWN_KEY_REFUSED);
    s.when("ana", enrol<v1::RecoverMember>("nobody", "new")).then_refused(v1::MEMBER_UNKNOWN);
    s.when("ana", enrol<v1::RecoverMember>("kim", "ben")).then_refused(v1::KEY_KNOWN);
}

// Whoever stole kim's phone reads the recovery, which is public, and has key and countersignature.
TEST(RecoverMember, is_not_ended_by_a_thief_who_enrols_its_key_first) {
    Keyring s;
    const auto recovery = enrol<v1::RecoverMember>("kim", "new phone");
    v1::AddKey copied;
    copied.set_member(recovery.member());
    copied.set_key(recovery.key());
    copied.set_countersignature(recovery.countersignature());
    s.when("kim", copied).then_refused(v1::COUNTERSIGNATURE_WRONG);
    s.when("ana", recovery).then_done();
    s.when("kim", copied).then_refused(v1::COUNTERSIGNATURE_WRONG);
    s.when_passed(recovery_delay_ms).then_events({"KeyRetired", "KeyEnrolled"});
    EXPECT_EQ(s.state_of("kim"), v1::KEY_RETIRED);
}

// Nobody's act takes its key meanwhile: not with a signature of the key, and not as one of a slip,
// which signs nothing.
TEST(RecoverMember, keeps_its_key_until_it_is_done_or_ended) {
    Keyring s;
    s.by_one_clerk<v1::IssueSlips>();
    v1::IssueSlips slips;
    slips.set_batch(id_bytes("batch"));
    slips.set_expires_ms(s.now().ms + ms_per_day);
    slips.add_slips()->set_member(id_bytes("tom"));
    slips.mutable_slips(0)->set_key(key_bytes("phone"));
    s.when("ana", enrol<v1::RecoverMember>("kim", "phone")).then_done();
    s.when("kim", about<v1::VetoRecovery>("phone")).then_done();
    s.when("ana", slips).then_refused(v1::KEY_KNOWN);
    s.when("ana", at_counter("tom", "phone")).then_refused(v1::KEY_KNOWN);
    s.when("kim", enrol<v1::AddKey>("kim", "phone")).then_refused(v1::KEY_KNOWN);
    s.when("ben", enrol<v1::RecoverMember>("tom", "phone")).then_refused(v1::KEY_KNOWN);
    s.when("ana", end_of("kim", "phone")).then_done();
    s.when("ana", at_counter("tom", "phone")).then_done();
}

TEST(VetoRecovery, postpones_once_by_fifteen_days) {
    Keyring s;
    s.when("ana", enrol<v1::RecoverMember>("kim", "new")).then_done();
    s.when("ana", about<v1::VetoRecovery>("new")).then_refused(v1::RECOVERY_UNKNOWN);
    s.when("kim", about<v1::VetoRecovery>("other")).then_refused(v1::RECOVERY_UNKNOWN);
    s.when("kim", about<v1::VetoRecovery>("new")).then_done().then_events({"RecoveryVetoed"});
    s.when("kim", about<v1::VetoRecovery>("new")).then_refused(v1::VETOED_ALREADY);
    s.when_passed(recovery_delay_ms).then_events({});
    EXPECT_EQ(s.state_of("kim"), v1::KEY_ACTIVE);
    // Whoever stole kim's key does not keep kim out for ever.
    s.when_passed(veto_delay_ms).then_events({"KeyRetired", "KeyEnrolled"});
    EXPECT_EQ(s.state_of("kim"), v1::KEY_RETIRED);
}

// Whoever keeps the one node stops it until the three days are over.
TEST(VetoRecovery, has_its_day_also_where_the_ledger_stood_still) {
    Keyring s;
    s.when("ana", enrol<v1::RecoverMember>("kim", "new")).then_done();
    s.when_stood_still(recovery_delay_ms + 2 * ms_per_day).then_events({"RecoveryGivenBack"});
    EXPECT_EQ(s.state_of("kim"), v1::KEY_ACTIVE);
    s.when("kim", about<v1::VetoRecovery>("new")).then_done().then_events({"RecoveryVetoed"});
    // Once: else a node that stops each day keeps somebody out for ever.
    s.when_stood_still(veto_delay_ms + 2 * ms_per_day).then_events({"KeyRetired", "KeyEnrolled"});
}

TEST(VetoRecovery, that_was_held_back_does_not_stop_a_later_recovery) {
    Keyring s;
    s.when("ana", enrol<v1::RecoverMember>("kim", "first")).then_done();
    const Bytes held_back = s.signed_by("kim", about<v1::VetoRecovery>("first"));
    s.when("ana", end_of("kim", "first")).then_done();
    s.when("ana", enrol<v1::RecoverMember>("kim", "second")).then_done();
    s.when_sent(held_back).then_refused(v1::RECOVERY_UNKNOWN);
    s.when_passed(recovery_delay_ms).then_events({"KeyRetired", "KeyEnrolled"});
}

TEST(EndRecovery, is_done_before_the_holder_in_person) {
    Keyring s;
    s.when("ana", enrol<v1::RecoverMember>("kim", "thief")).then_done();
    s.when("kim", end_of("kim", "thief")).then_refused(v1::AUTHORITY_MISSING);
    s.when("ana", end_of("kim", "other")).then_refused(v1::RECOVERY_UNKNOWN);
    s.when("ana", end_of("tom", "thief")).then_refused(v1::RECOVERY_UNKNOWN);
    s.when("ana", end_of("kim", "thief")).then_done().then_events({"RecoveryEnded"});
    s.when_passed(recovery_delay_ms).then_events({});
    EXPECT_EQ(s.state_of("kim"), v1::KEY_ACTIVE);
    s.when("ben", enrol<v1::RecoverMember>("ana", "new")).then_done();
    s.when("ana", end_of("ana", "new")).then_refused(v1::OWN_KEY_REFUSED);
}

// The rows that a member's keys take do not grow with their life: at most eight are looked at.
TEST(KeyringGrowth, keeps_the_index_of_live_keys_small) {
    Town s{"", {charter::module(), registry::module()}};
    s.knows_its_community();
    s.person("kim");
    std::string current = "kim";
    for (int i = 0; i < 500; ++i) {
        const auto next = "k" + std::to_string(i);
        s.when(current, enrol<v1::AddKey>("kim", next)).then_done();
        s.when(next, about<v1::RetireKey>(current)).then_done();
        current = next;
    }
    std::size_t live = 0;
    keys_of.scan(
        s.rows(), [&](const auto&, const auto&) { return ++live > 0; }, id("kim"));
    EXPECT_EQ(live, 1U);
    v1::LiveKeysQuery query;
    query.set_member(id_bytes("kim"));
    EXPECT_LT(s.ask<v1::LiveKeysReply>(query, current)->ByteSizeLong(), 1000U);

    v1::MemberKeysQuery history;
    history.set_member(id_bytes("kim"));
    history.set_limit(200);
    std::size_t told = 0;
    for (int page = 0; page < 3; ++page) {
        const auto reply = s.ask<v1::MemberKeysReply>(history, current);
        ASSERT_TRUE(reply);
        told += static_cast<std::size_t>(reply->keys_size());
        if (page == 0) {
            EXPECT_EQ(reply->keys(0).public_key(), key_bytes("k498"));
        }
        history.set_before(reply->next());
    }
    EXPECT_EQ(told, 500U);
    EXPECT_EQ(history.before(), 0U);
    history.set_before(501);
    EXPECT_EQ(kit::code_of(s.ask<v1::MemberKeysReply>(history, current)), "registry.VALUE_WRONG");
}

}  // namespace
}  // namespace linlian::registry
