// Queries and invariants of motions.
#include "kit/code_of.h"
#include "kit/motions.h"

#include <gtest/gtest.h>

namespace linlian::motion {
namespace {

using World = kit::MotionScenario;

v1::MotionQuery ask_for(const Id16& id) {
    v1::MotionQuery query;
    query.set_motion(id.bytes());
    return query;
}

Hash32 key_hash(const std::string& name) {
    return registry::key_hash(kit::key_of(name).public_key().encoded());
}

TEST(MotionQueries, say_what_a_motion_still_needs) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("cai", s.decline(id, "owners")).then_done();
    auto reply = s.ask<v1::MotionReply>(ask_for(id));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->supports_size(), 1);
    EXPECT_EQ(reply->declines_size(), 1);
    EXPECT_EQ(reply->authority().cosign().offices(), 2U);
    ASSERT_EQ(reply->still_missing_size(), 1);
    EXPECT_EQ(reply->still_missing(0).name(), "needed");

    s.when("ben", s.support(id, "residents", 2)).then_done();
    reply = s.ask<v1::MotionReply>(ask_for(id));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->supports_size(), 2);
    EXPECT_EQ(reply->still_missing_size(), 0);
    EXPECT_EQ(kit::code_of(s.ask<v1::MotionReply>(ask_for(Id16{}))), "motion.MOTION_UNKNOWN");
}

TEST(MotionQueries, say_that_enough_object_or_that_the_proposer_is_gone) {
    World s;
    s.asks<registry::v1::FoundOffice>(R"(all_of {
        of { role { office_kind: "party" } }
        of { notice { days: 7 stopped_by { offices: 1 role: "chair" office_kinds: "owners" } } } })");
    kit::seat_role(s, "dan", "owners", "worker");
    auto phone = *s.row(registry::keys, key_hash("gao"));
    phone.set_public_key(kit::key_of("gao's new phone").public_key().encoded());
    s.given(registry::keys, phone, key_hash("gao's new phone"));
    s.given(registry::keys_of, registry::v1::Member{}, kit::member_of("gao"),
            key_hash("gao's new phone"));
    const Id16 id = s.propose("gao", "party", World::found("chess club"));
    s.then_events({"Proposed", "NoticeBegun"});
    s.when("cai", s.decline(id, "owners")).then_done().then_events({"Declined", "NoticeStopped"});
    auto reply = s.ask<v1::MotionReply>(ask_for(id));
    ASSERT_TRUE(reply);
    EXPECT_TRUE(reply->objected());
    EXPECT_FALSE(reply->proposer_gone());
    EXPECT_EQ(reply->still_missing_size(), 0);
    s.when("dan", s.about<v1::TakeBackDecline>(id, "owners")).then_refused(v1::DECLINE_NOT_YOURS);
    s.when("cai", s.about<v1::TakeBackDecline>(id, "owners")).then_done();
    EXPECT_FALSE(s.ask<v1::MotionReply>(ask_for(id))->objected());

    registry::v1::RetireKey retire;
    retire.set_key(kit::key_of("gao").public_key().encoded());
    s.when("gao's new phone", retire).then_done();
    EXPECT_TRUE(s.ask<v1::MotionReply>(ask_for(id))->proposer_gone());
    s.when("ben", s.support(id, "residents")).then_refused(v1::PROPOSER_GONE);
}

// Of an act about persons its proposer and whoever holds a role in an office read the motion.
TEST(MotionQueries, show_acts_about_persons_to_offices_alone) {
    World s;
    charter::v1::AuthorityRow row;
    *row.mutable_authority() =
        kit::text<codec::v1::Authority>("cosign { offices: 3 " + World::any_kind + "}");
    row.set_set_by(Bytes(Hash32::size, 't'));
    s.given(charter::authorities, row, registry::v1::ConfirmResidence::descriptor()->full_name());
    registry::v1::ConfirmResidence act;
    act.set_member(kit::member_of("dan").bytes());
    act.set_premises(kit::member_of("a flat").bytes());
    act.set_replaces(Bytes(Hash32::size, 'r'));
    const Id16 id = s.propose("ana", "party", act);
    const auto code_for = [&](const std::string& reader) {
        const auto reply = s.ask<v1::MotionReply>(ask_for(id), reader);
        return reply ? "" : reply.error().code;
    };
    for (const auto* reader : {"ana", "ben", "fan", "cai"}) EXPECT_EQ(code_for(reader), "");
    EXPECT_EQ(code_for("dan"), "motion.NOT_FOR_YOU");
    EXPECT_EQ(code_for("eve"), "machine.ASKER_INACTIVE");
    EXPECT_EQ(code_for(""), "machine.ASKER_NEEDED");
}

TEST(MotionQueries, list_motions_by_state_page_by_page) {
    World s;
    std::vector<Id16> ids;
    for (const auto* version : {"1", "2", "3"})
        ids.push_back(s.propose("ana", "party", World::adopt(version)));
    s.when("ana", s.withdraw(ids[1])).then_done();
    v1::MotionsQuery query;
    query.set_limit(1);
    const auto first = s.ask<v1::MotionsReply>(query);
    ASSERT_TRUE(first);
    ASSERT_EQ(first->motions_size(), 1);
    EXPECT_EQ(first->motions(0).id(), ids[0].bytes());
    query.set_after(first->next_after());
    const auto second = s.ask<v1::MotionsReply>(query);
    ASSERT_TRUE(second);
    ASSERT_EQ(second->motions_size(), 1);
    EXPECT_EQ(second->motions(0).id(), ids[2].bytes());
    EXPECT_EQ(second->next_after(), "");

    query.set_state(v1::WITHDRAWN);
    query.clear_after();
    const auto withdrawn = s.ask<v1::MotionsReply>(query);
    ASSERT_TRUE(withdrawn);
    ASSERT_EQ(withdrawn->motions_size(), 1);
    EXPECT_EQ(withdrawn->motions(0).id(), ids[1].bytes());
}

TEST(MotionQueries, refuse_pages_that_cannot_be) {
    World s;
    v1::MotionsQuery query;
    query.set_limit(201);
    EXPECT_EQ(kit::code_of(s.ask<v1::MotionsReply>(query)), "motion.VALUE_WRONG");
    query.set_limit(0);
    query.set_after("short");
    EXPECT_EQ(kit::code_of(s.ask<v1::MotionsReply>(query)), "motion.VALUE_WRONG");
    query.set_after(Bytes(Id16::size, 'x'));
    EXPECT_EQ(kit::code_of(s.ask<v1::MotionsReply>(query)), "motion.MOTION_UNKNOWN");
}

// The name of the invariant of motions that this change of one row breaks; empty: none.
template <class Table, class Row>
std::string broken_by(const Table& table, const std::optional<Row>& before,
                      const std::optional<Row>& after) {
    const auto stored = [](const std::optional<Row>& row) -> std::optional<Bytes> {
        if (!row) return std::nullopt;
        return Bytes(Hash32::size, 's') + codec::encode(*row);
    };
    for (const auto& invariant : motion::module().invariants) {
        if (invariant.table == table.path() &&
            invariant.change({"", stored(before), stored(after)}))
            return invariant.name;
    }
    return "";
}

TEST(MotionInvariants, see_a_finished_motion_that_changes) {
    using Row = std::optional<v1::Motion>;
    const std::string name = "a finished motion never changes";
    v1::Motion open = kit::text<v1::Motion>(R"(state: OPEN round: 2 act_type: "a")");
    v1::Motion done = open;
    done.set_state(v1::COMPLETED);
    done.set_ended_by("id");
    EXPECT_EQ(broken_by(motions, Row{}, Row{open}), "");
    EXPECT_EQ(broken_by(motions, Row{open}, Row{done}), "");
    EXPECT_EQ(broken_by(motions, Row{done}, Row{done}), name);
    EXPECT_EQ(broken_by(motions, Row{done}, Row{}), name);
    v1::Motion other = open;
    other.set_act("another act");
    EXPECT_EQ(broken_by(motions, Row{open}, Row{other}), name);
    other = open;
    other.set_round(1);
    EXPECT_EQ(broken_by(motions, Row{open}, Row{other}), name);
    other = open;
    other.set_state(v1::EXPIRED);
    EXPECT_EQ(broken_by(motions, Row{open}, Row{other}), name);
}

TEST(MotionInvariants, see_a_support_that_changes) {
    using Row = std::optional<v1::SupportRow>;
    const Row row = v1::SupportRow{};
    EXPECT_EQ(broken_by(supports, Row{}, row), "");
    EXPECT_EQ(broken_by(supports, row, Row{}), "");
    EXPECT_NE(broken_by(supports, row, row), "");
}

// One open motion as it should be, which each test spoils in one way.
struct Rows {
    Rows() {
        motion.set_state(v1::OPEN);
        motion.set_proposer(kit::member_of("ana").bytes());
        motion.set_proposed_ms(1000);
        motion.set_expires_ms(2000);
        motions.put(overlay, id, motion);
        v1::OpenOf open;
        open.set_motions(1);
        open_of.put(overlay, kit::member_of("ana"), open);
        by_state.put(overlay, v1::OPEN, Timestamp{1000}, id, v1::StateEntry{});
        machine::due_table.put(overlay, Timestamp{2000}, expire_work, due_key(id), {});
        v1::SupportRow support;
        support.set_time_ms(1000);
        supports.put(overlay, id, kit::member_of("ana"), support);
    }
    // Names of the whole-state invariants that do not hold.
    std::vector<std::string> broken() const {
        std::vector<std::string> names;
        for (const auto& invariant : motion::module().invariants) {
            if (invariant.whole && invariant.whole(overlay)) names.push_back(invariant.name);
        }
        return names;
    }

    const Id16 id = kit::member_of("motion");
    v1::Motion motion;
    state::MemoryState nothing;
    state::Overlay overlay{nothing};
};

using Names = std::vector<std::string>;

TEST(MotionInvariants, hold_for_a_motion_as_it_should_be) { EXPECT_EQ(Rows{}.broken(), Names{}); }

TEST(MotionInvariants, see_an_open_motion_that_never_or_twice_expires) {
    const Names expected{"every open motion expires once"};
    Rows never;
    machine::due_table.erase(never.overlay, Timestamp{2000}, expire_work, due_key(never.id));
    EXPECT_EQ(never.broken(), expected);
    Rows twice;
    machine::due_table.put(twice.overlay, Timestamp{2001}, expire_work, due_key(twice.id), {});
    EXPECT_EQ(twice.broken(), expected);
    Rows dangling;
    machine::due_table.put(dangling.overlay, Timestamp{2000}, expire_work, Hash32{}, {});
    EXPECT_EQ(dangling.broken(), expected);
}

TEST(MotionInvariants, see_a_list_that_is_not_true) {
    const Names expected{"the lists of motions are true"};
    Rows missing;
    by_state.erase(missing.overlay, v1::OPEN, Timestamp{1000}, missing.id);
    EXPECT_EQ(missing.broken(), expected);
    Rows wrong;
    by_state.put(wrong.overlay, v1::EXPIRED, Timestamp{1000}, wrong.id, v1::StateEntry{});
    EXPECT_EQ(wrong.broken(), expected);
}

TEST(MotionInvariants, see_somebody_speak_outside_the_time_of_a_motion) {
    const Names expected{"who speaks on a motion does so before its end"};
    for (const std::int64_t time : {999, 2000}) {
        Rows rows;
        v1::DeclineRow late;
        late.set_time_ms(time);
        declines.put(rows.overlay, rows.id, kit::office_of("party"), late);
        EXPECT_EQ(rows.broken(), expected) << time;
    }
    Rows alone;
    supports.erase(alone.overlay, alone.id, kit::member_of("ana"));
    EXPECT_EQ(alone.broken(), expected);
}

}  // namespace
}  // namespace linlian::motion
