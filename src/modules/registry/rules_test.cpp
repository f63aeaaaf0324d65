#include "codec/refusal.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

TEST(DraftHash, depends_on_every_chunk_and_their_order) {
    const auto a = Lines{}.building("b1").chunk();
    const auto b = Lines{}.owner("kim").chunk();
    const Hash32 ab = draft_hash(draft_hash({}, a), b);
    EXPECT_NE(ab, draft_hash(draft_hash({}, b), a));
    EXPECT_NE(ab, draft_hash({}, a));
}

TEST(Heads, count_flats_shops_and_the_developers_stock_only) {
    EXPECT_TRUE(counts_in_votes(v1::FLAT));
    EXPECT_TRUE(counts_in_votes(v1::SHOP));
    EXPECT_TRUE(counts_in_votes(v1::UNSOLD));
    EXPECT_TRUE(counts_in_votes(v1::UNDELIVERED));
    EXPECT_FALSE(counts_in_votes(v1::PARKING));
    EXPECT_FALSE(counts_in_votes(v1::STORAGE));
}

TEST(Countersignature, is_bound_to_the_community_the_act_the_subject_and_the_key) {
    const auto here = sha256("here");
    const auto& add = *v1::AddKey::descriptor();
    const auto hash = countersign_hash(here, add, id_bytes("kim"), key_bytes("a"));
    EXPECT_NE(hash, countersign_hash(sha256("there"), add, id_bytes("kim"), key_bytes("a")));
    EXPECT_NE(hash, countersign_hash(here, add, id_bytes("lou"), key_bytes("a")));
    EXPECT_NE(hash, countersign_hash(here, add, id_bytes("kim"), key_bytes("b")));
    for (const auto* other : {v1::RecoverMember::descriptor(), v1::EnrolAtCounter::descriptor(),
                              v1::EnrolBySlip::descriptor()})
        EXPECT_NE(hash, countersign_hash(here, *other, id_bytes("kim"), key_bytes("a")));
}

TEST(OwnerLine, of_a_person_is_acted_for_by_nobody_else) {
    v1::TransferPremises act;
    *act.add_owners() = Lines::owner_line("kim", v1::PERSON, "eve");
    EXPECT_EQ(well_formed(act), refuse(v1::VALUE_WRONG, {{"field", "through"}}));
    *act.mutable_owners(0) = Lines::owner_line("kim");
    EXPECT_TRUE(well_formed(act));
    *act.mutable_owners(0) = Lines::owner_line("firm", v1::COMPANY, "eve");
    EXPECT_TRUE(well_formed(act));
    act.mutable_owners(0)->clear_document();
    EXPECT_EQ(well_formed(act), refuse(v1::VALUE_WRONG, {{"field", "document"}}));
}

}  // namespace
}  // namespace linlian::registry
