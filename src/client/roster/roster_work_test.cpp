#include "client/roster/roster_work.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "client/roster/names_to_compare.h"
#include "client/roster/roster_compare.h"
#include "client/tests/roster_desk_for_tests.h"
#include "codec/refusal.h"
#include "contract/opening/limits.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "ops/sign_transaction.h"
#include "roster/demo/demo_roster.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

TEST(RosterWork, adopts_the_demo_roster_with_two_offices_and_its_published_electorate) {
    RosterDesk desk;
    const auto imported = desk.import(roster::demo_roster_csv(1));
    ASSERT_TRUE(imported) << imported.error().code;
    EXPECT_EQ(imported->totals.heads, roster::demo_heads);
    EXPECT_EQ(imported->totals.area_centi, static_cast<std::uint64_t>(roster::demo_area_centi));
    EXPECT_EQ(find_estate(desk.ledger, "翠竹苑")->row.premises(), 0U) << "a draft counts already";

    const auto proposed =
        adopt_draft(desk.ledger, desk.lin, *look_at_draft(desk.ledger, imported->draft), {});
    ASSERT_TRUE(proposed) << proposed.error().code;
    EXPECT_FALSE(proposed->completed);
    EXPECT_EQ(find_estate(desk.ledger, "翠竹苑")->row.premises(), 0U);

    const auto view = look_at_draft(desk.ledger, imported->draft);
    ASSERT_TRUE(view) << view.error().code;
    EXPECT_EQ(view->totals, imported->totals);
    ASSERT_TRUE(view->motion);
    EXPECT_EQ(view->motion->id(), proposed->motion);
    const auto adopted = adopt_draft(desk.ledger, desk.mo, *view, {});
    ASSERT_TRUE(adopted) << adopted.error().code;
    EXPECT_TRUE(adopted->completed);
    const auto estate = find_estate(desk.ledger, "翠竹苑")->row;
    EXPECT_EQ(estate.roster_version(), 1U);
    EXPECT_EQ(estate.heads(), roster::demo_heads);
    EXPECT_EQ(estate.area_centi(), static_cast<std::uint64_t>(roster::demo_area_centi));
    EXPECT_EQ(estate.premises(), imported->totals.premises);
}

// Whoever made it knows it; the other one compares, also where they come first.
TEST(RosterWork, asks_whoever_did_not_import_it_to_compare) {
    RosterDesk desk;
    const auto imported = desk.import(roster::demo_roster_csv(1));
    ASSERT_TRUE(imported) << imported.error().code;
    const auto view = look_at_draft(desk.ledger, imported->draft);
    ASSERT_TRUE(view);
    ASSERT_FALSE(view->motion);
    EXPECT_TRUE(check_importer(desk.ledger, desk.lin, *view));
    EXPECT_EQ(code_of(check_importer(desk.ledger, desk.mo, *view)), "client.NOT_COMPARED");
}

TEST(RosterWork, keeps_names_and_door_labels_off_the_ledger) {
    RosterDesk desk;
    const auto imported = desk.import(roster::demo_roster_csv(1));
    ASSERT_TRUE(imported) << imported.error().code;
    std::string ledger;
    for (const auto& [key, value] : desk.ledger.rows().rows()) ledger += key + value;
    std::size_t searched = 0;
    for (const auto& [id, member] : imported->names.members) {
        // Two bytes of id could spell a short text by chance; names have six bytes and more.
        if (member.name.size() < 6 || ++searched > 300) continue;
        EXPECT_EQ(ledger.find(member.name), std::string::npos) << member.name;
        if (!member.id_number.empty()) {
            EXPECT_EQ(ledger.find(member.id_number), std::string::npos);
        }
    }
    EXPECT_GT(searched, 100U);
}

TEST(RosterWork, opens_the_names_elsewhere_with_any_two_custodians) {
    RosterDesk desk;
    const auto imported = desk.import(roster::demo_roster_csv(1));
    ASSERT_TRUE(imported) << imported.error().code;
    for (const auto& [one, other] :
         {std::pair{&first, &second}, {&second, &third}, {&third, &first}}) {
        const auto half = roster::open_first_half(desk.sealed, *one);
        ASSERT_TRUE(half);
        const auto names = roster::open_names(desk.sealed, *half, *other, imported->names_hash);
        ASSERT_TRUE(names) << names.error().code;
        EXPECT_EQ(*names, imported->names);
    }
}

TEST(RosterWork, refuses_a_roster_with_errors_and_sends_nothing) {
    RosterDesk desk;
    EXPECT_EQ(code_of(desk.import(roster::dirty_roster_csv(1))), "roster.HAS_ERRORS");
    EXPECT_EQ(desk.ledger.sent, 0U);
    EXPECT_TRUE(desk.sealed.empty());
}

TEST(RosterWork, asks_for_the_names_before_when_a_roster_is_in_force) {
    RosterDesk desk;
    const auto imported = desk.import(roster::demo_roster_csv(1));
    ASSERT_TRUE(imported);
    for (const auto* clerk : {&desk.lin, &desk.mo})
        ASSERT_TRUE(
            adopt_draft(desk.ledger, *clerk, *look_at_draft(desk.ledger, imported->draft), {}));
    EXPECT_EQ(code_of(desk.import(roster::demo_roster_csv(1))), "client.PREVIOUS_NAMES_NEEDED");

    // With them every id stays: the second version changes nothing.
    const auto again = desk.import(roster::demo_roster_csv(1), imported->names);
    ASSERT_TRUE(again) << again.error().code;
    EXPECT_EQ(again->hash, imported->hash);
}

// The lines that a clerk's own copy of this file gives, with the opened names.
Result<RosterLines> own_lines(RosterDesk& desk, const EstateRow& estate, const std::string& csv,
                              const roster::NamesFile& names) {
    const auto read = read_roster(csv, "", estate.row.name(), today);
    CHECK(read.has_value());
    return lines_of(desk.ledger, estate, read->sheet, today, names);
}

// Owners of two flats changed places: same totals, and the second office sees it.
TEST(RosterWork, shows_the_second_office_whose_doors_changed_hands) {
    RosterDesk desk;
    const auto csv = roster::demo_roster_csv(1);
    const auto imported = desk.import(csv);
    ASSERT_TRUE(imported) << imported.error().code;
    const auto view = look_at_draft(desk.ledger, imported->draft);
    ASSERT_TRUE(view);
    const auto own = own_lines(desk, view->estate, csv, imported->names);
    ASSERT_TRUE(own) << own.error().code;
    auto draft = lines_of(view->chunks);
    EXPECT_TRUE(differences(draft, *own).empty());
    EXPECT_EQ(other_differences(draft, *own), 0U);

    auto one = draft.premises.begin();
    auto other = std::next(one);
    while (other->second.owners(0) == one->second.owners(0)) ++other;
    one->second.mutable_owners()->Swap(other->second.mutable_owners());
    const auto found = differences(draft, *own);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(found[0].draft && found[0].other);
    draft.premises.erase(one);
    EXPECT_EQ(differences(draft, *own).size(), 2U);
    EXPECT_EQ(building_rows(*own).size(), own->buildings.size());
}

TEST(RosterWork, shows_what_a_next_version_changes) {
    RosterDesk desk;
    const auto csv = roster::demo_roster_csv(1);
    const auto imported = desk.import(csv);
    ASSERT_TRUE(imported);
    for (const auto* clerk : {&desk.lin, &desk.mo})
        ASSERT_TRUE(
            adopt_draft(desk.ledger, *clerk, *look_at_draft(desk.ledger, imported->draft), {}));
    desk.ledger.read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("lin"); }));
    const auto estate = find_estate(desk.ledger, "翠竹苑");
    const auto now = lines_in_force(desk.ledger, *estate);
    ASSERT_TRUE(now) << now.error().code;
    const auto own = own_lines(desk, *estate, csv, imported->names);
    ASSERT_TRUE(own);
    EXPECT_EQ(now->premises.size(), own->premises.size());
    EXPECT_TRUE(differences(*own, *now).empty());
}

// The member with a number and no paper whose id comes after this one.
Id16 person_after(const roster::NamesFile& names, const Id16& before) {
    for (const auto& [id, member] : names.members) {
        const bool is_plain = member.kind == roster::OwnerKind::person &&
                              !member.id_number.empty() && member.document.empty() &&
                              member.premises.size() == 1;
        if (before < id && is_plain) return id;
    }
    return {};
}

// The importing clerk gives two people each other's id: their file says that the draft is right,
// and one would vote for the other's flat with their own key.
TEST(RosterWork, compares_with_ids_that_the_second_office_opened_itself) {
    RosterDesk desk;
    const auto csv = roster::demo_roster_csv(1);
    const auto first_roster = desk.import(csv);
    ASSERT_TRUE(first_roster) << first_roster.error().code;
    adopt_by_two(desk, *first_roster);
    const auto& own = first_roster->names;
    auto swapped = own;
    const auto one = person_after(own, {});
    auto other = person_after(own, one);
    while (own.members.at(other).premises == own.members.at(one).premises)
        other = person_after(own, other);
    std::swap(swapped.members[one], swapped.members[other]);
    const auto imported = desk.import(csv, swapped);
    ASSERT_TRUE(imported) << imported.error().code;
    const auto view = look_at_draft(desk.ledger, imported->draft);
    ASSERT_TRUE(view);
    const auto draft = lines_of(view->chunks);
    const auto by_theirs = own_lines(desk, view->estate, csv, imported->names);
    ASSERT_TRUE(by_theirs);
    EXPECT_TRUE(differences(draft, *by_theirs).empty()) << "what they would have one believe";
    const auto by_own = own_lines(desk, view->estate, csv, names_to_compare(own, imported->names));
    ASSERT_TRUE(by_own);
    EXPECT_EQ(differences(draft, *by_own).size(), 2U);
    EXPECT_TRUE(unknown_ids(desk.ledger, draft, own)->empty());
    // Without names of one's own nobody can tell whose ids these are.
    const auto unknown = unknown_ids(desk.ledger, draft, {});
    ASSERT_TRUE(unknown);
    EXPECT_EQ(not_compared(draft, *unknown).size(), draft.premises.size());
}

TEST(RosterWork, compares_doors_by_the_ids_that_are_in_force) {
    RosterDesk desk;
    const auto csv = roster::demo_roster_csv(1);
    const auto first_roster = desk.import(csv);
    ASSERT_TRUE(first_roster);
    adopt_by_two(desk, *first_roster);
    const auto& own = first_roster->names;
    const auto one = person_after(own, {});
    auto other = person_after(own, one);
    while (own.members.at(other).premises == own.members.at(one).premises)
        other = person_after(own, other);
    auto swapped = own;
    std::swap(swapped.premises.at(*own.members.at(one).premises.begin()),
              swapped.premises.at(*own.members.at(other).premises.begin()));
    const auto imported = desk.import(csv, swapped);
    ASSERT_TRUE(imported) << imported.error().code;
    const auto view = look_at_draft(desk.ledger, imported->draft);
    ASSERT_TRUE(view);
    const auto by_own = own_lines(desk, view->estate, csv, names_to_compare(own, imported->names));
    ASSERT_TRUE(by_own);
    EXPECT_EQ(differences(lines_of(view->chunks), *by_own).size(), 2U);
}

// What is new has its id from the importing clerk, and none that is on record already.
TEST(RosterWork, compares_what_is_new_and_says_which_ids_are_on_record) {
    RosterDesk honest;
    const auto csv = roster::demo_roster_csv(1);
    const auto imported = honest.import(csv);
    ASSERT_TRUE(imported);
    const auto lines = lines_of(look_at_draft(honest.ledger, imported->draft)->chunks);
    EXPECT_TRUE(unknown_ids(honest.ledger, lines, {})->empty());
    const auto person = person_after(imported->names, {});

    RosterDesk desk;
    const auto key = registry::keys.find(desk.ledger.rows(),
                                         registry::key_hash(desk.lin.public_key().encoded()));
    ASSERT_TRUE(key);
    const auto clerk = registry::id_of(key->member());
    roster::NamesFile forged;
    forged.members[clerk] = imported->names.members.at(person);
    forged.members[clerk].premises.clear();
    const auto draft = desk.import(csv, forged);
    ASSERT_TRUE(draft) << draft.error().code;
    const auto forged_lines = lines_of(look_at_draft(desk.ledger, draft->draft)->chunks);
    EXPECT_EQ(*unknown_ids(desk.ledger, forged_lines, {}), std::set<Bytes>{clerk.bytes()});
    EXPECT_EQ(not_compared(forged_lines, {clerk.bytes()}).size(), 1U);
}

TEST(RosterWork, tells_both_offices_that_a_newer_roster_is_in_force) {
    RosterDesk desk;
    const auto old = desk.import(roster_of_a_ward("王大"));
    const auto newer = desk.import(roster_of_a_ward("王大"));
    ASSERT_TRUE(old && newer);
    adopt_by_two(desk, *newer);
    EXPECT_EQ(code_of(look_at_draft(desk.ledger, old->draft)), "registry.ROSTER_NEWER");
}

TEST(RosterWork, refuses_rows_of_another_estate) {
    RosterDesk desk;
    const auto refused = desk.import(
        "小区,楼栋,房号,建筑面积,用途,面积来源,业主姓名,证件号码\n"
        "别苑,1栋,101,80.00,住宅,不动产登记,王一,\n");
    EXPECT_EQ(code_of(refused), "client.OTHER_ESTATE");
}

TEST(RosterWork, refuses_to_support_twice_from_one_office) {
    RosterDesk desk;
    const auto imported = desk.import(roster::demo_roster_csv(2));
    ASSERT_TRUE(imported);
    ASSERT_TRUE(
        adopt_draft(desk.ledger, desk.lin, *look_at_draft(desk.ledger, imported->draft), {}));
    const auto again =
        adopt_draft(desk.ledger, desk.lin, *look_at_draft(desk.ledger, imported->draft), {});
    EXPECT_EQ(code_of(again), "motion.SUPPORTED_ALREADY");
}

TEST(RosterDraft, keeps_each_chunk_below_the_limit_of_a_transaction) {
    DeskLedger ledger;
    const auto read = read_roster(roster::demo_roster_csv(1), "", "翠竹苑", today);
    ASSERT_TRUE(read);
    roster::NamesFile names;
    names.community = ledger.community();
    const auto planned = roster::plan_roster(read->sheet, today, names, ops::random_nonce);
    ASSERT_TRUE(planned);
    const auto chunks = chunks_of(planned->plan);
    ASSERT_GT(chunks.size(), 5U);
    for (const auto& chunk : chunks) {
        registry::v1::FillDraft act;
        act.set_draft(Bytes(16, 'd'));
        act.set_number(4'000'000);
        *act.mutable_chunk() = chunk;
        EXPECT_LE(sign(ledger, kit::key_of("lin", Suite::p256), act)->size(),
                  machine::max_transaction_bytes);
    }
}

}  // namespace
}  // namespace linlian::client
