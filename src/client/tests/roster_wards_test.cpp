// Rosters with owners for whom others act: who acts stays as it is on record, and is no stranger.
#include "client/client.pb.h"
#include "client/people/slip_work.h"
#include "client/proof/typed.h"
#include "client/roster/roster_compare.h"
#include "client/tests/roster_desk_for_tests.h"
#include "codec/refusal.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

Id16 ward_in(const roster::NamesFile& names) {
    for (const auto& [id, member] : names.members)
        if (member.kind == roster::OwnerKind::ward) return id;
    return {};
}

TEST(RosterWork, says_before_a_draft_that_no_roster_changes_who_acts) {
    RosterDesk desk;
    const auto imported = desk.import(roster_of_a_ward("王大"));
    ASSERT_TRUE(imported) << imported.error().code;
    adopt_by_two(desk, *imported);
    const auto sent = desk.ledger.sent;
    const auto changed = desk.import(roster_of_a_ward("李大"), imported->names);
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error(),
              codec::make_refusal(v1::REPRESENTATIVES_CHANGED, {{"owners", "「王小」"}}));
    EXPECT_EQ(desk.ledger.sent, sent);
    // The same again goes on.
    const auto again = desk.import(roster_of_a_ward("王大"), imported->names);
    ASSERT_TRUE(again) << again.error().code;
    adopt_by_two(desk, *again);
}

// Two offices recorded another guardian: the next roster takes them as they are on record, whether
// the file names the new one or still the old one.
TEST(RosterWork, takes_who_acts_as_it_is_on_record) {
    RosterDesk desk;
    const auto imported = desk.import(roster_of_a_ward("王大"));
    ASSERT_TRUE(imported) << imported.error().code;
    adopt_by_two(desk, *imported);
    const auto ward = ward_in(imported->names);
    const auto before = registry::owners.find(desk.ledger.rows(), ward);
    ASSERT_TRUE(before);
    registry::v1::SetRepresentative act;
    act.set_owner(ward.bytes());
    act.set_through(kit::nonce_of(4711).bytes());
    act.set_document(Bytes(Hash32::size, 'd'));
    act.set_replaces(before->written_by());
    ASSERT_TRUE(together(desk.ledger, desk.lin, desk.mo, act));
    for (const auto* guardian : {"李大", "王大"}) {
        const auto next = desk.import(roster_of_a_ward(guardian), imported->names);
        ASSERT_TRUE(next) << next.error().code;
        EXPECT_EQ(next->names.members.at(ward).through.bytes(), act.through());
        adopt_by_two(desk, *next);
    }
    EXPECT_EQ(registry::owners.find(desk.ledger.rows(), ward)->through(), act.through());
}

// The guardian owns nothing, and was never in a line of a roster as its owner or voter.
TEST(RosterWork, knows_who_acts_for_an_owner_in_force) {
    RosterDesk desk;
    const auto imported = desk.import(roster_of_a_ward("王大"));
    ASSERT_TRUE(imported) << imported.error().code;
    adopt_by_two(desk, *imported);
    const auto again = desk.import(roster_of_a_ward("王大"), imported->names);
    ASSERT_TRUE(again) << again.error().code;
    const auto view = look_at_draft(desk.ledger, again->draft);
    ASSERT_TRUE(view);
    const auto draft = lines_of(view->chunks);
    desk.ledger.read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("lin"); }));
    auto now = lines_in_force(desk.ledger, view->estate);
    ASSERT_TRUE(now) << now.error().code;
    const auto unknown = unknown_ids(desk.ledger, draft, {});
    ASSERT_TRUE(unknown);
    const auto guardian = imported->names.members.at(ward_in(imported->names)).through.bytes();
    EXPECT_EQ(strangers(*unknown, *now, {}), std::set<Bytes>{guardian});
    ASSERT_TRUE(know_who_acts(desk.ledger, draft, *now));
    EXPECT_TRUE(strangers(*unknown, *now, {}).empty());
}

TEST(SlipWork, makes_slips_for_those_who_act_for_others) {
    RosterDesk desk;
    const auto imported = desk.import(roster_of_a_ward("王大"));
    ASSERT_TRUE(imported) << imported.error().code;
    const auto& names = imported->names;
    const auto guardian = names.members.at(ward_in(names)).through;
    const auto estate = find_estate(desk.ledger, "翠竹苑");
    ASSERT_TRUE(estate);
    const auto people = people_of(names, estate->id);
    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people.back(), guardian);
    const auto slips = prepare_slips(desk.ledger.community(), people, names);
    EXPECT_EQ(slips.back().face.addressee, "王大");
    EXPECT_NE(slips.back().face.door.find("102"), std::string::npos) << slips.back().face.door;
    EXPECT_EQ(others_of(names, estate->id), 1U) << "the child has none of their own";
}

}  // namespace
}  // namespace linlian::client
