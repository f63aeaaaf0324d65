#include "modules/registry/limits.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

struct Library : Town {
    Library() {
        clerks();
        by_one_clerk<v1::TransferPremises>();
        by_one_clerk<v1::IssueSlips>();
        estate("garden");
        building("b1", "garden");
        person("kim");
        flat("101", "b1", 9000, {"kim"});
        flat("102", "b1", 8000, {"kim", "lou"});
        flat("103", "b1", 7000, {"lou"});
    }
    template <class Reply, class Code>
    void expect_refused(const google::protobuf::Message& query, Code code,
                        const std::string& reader = {}) {
        const auto reply = ask<Reply>(query, reader);
        ASSERT_FALSE(reply);
        EXPECT_EQ(reply.error().code, codec::make_refusal(code).code);
    }
};

TEST(LiveKeysQuery, tells_a_clerk_keys_and_slip) {
    Library s;
    v1::IssueSlips issue;
    issue.set_batch(id_bytes("batch"));
    issue.set_expires_ms(s.now().ms + ms_per_day);
    auto* line = issue.add_slips();
    line->set_member(id_bytes("ana"));
    line->set_key(key_bytes("slip"));
    s.when("ben", issue).then_done();
    v1::LiveKeysQuery query;
    query.set_member(id_bytes("ana"));
    const auto reply = s.ask<v1::LiveKeysReply>(query, "ben");
    ASSERT_TRUE(reply);
    ASSERT_EQ(reply->keys_size(), 1);
    EXPECT_EQ(reply->keys(0).public_key(), key_bytes("ana"));
    EXPECT_EQ(reply->slip().batch(), id_bytes("batch"));
    v1::SlipQuery slip;
    slip.set_key(key_bytes("slip"));
    EXPECT_EQ(s.ask<v1::Slip>(slip, "ben")->batch(), id_bytes("batch"));
    EXPECT_EQ(s.ask<v1::Slip>(slip, "ana")->member(), "") << "whose it is";
    // The motion says whose key it is: who has used theirs is nobody else's matter.
    s.expect_refused<v1::Slip>(slip, v1::NOT_FOR_YOU, "kim");
    s.expect_refused<v1::Slip>(slip, machine::v1::ASKER_NEEDED);
    query.set_member(id_bytes("nobody"));
    s.expect_refused<v1::LiveKeysReply>(query, v1::MEMBER_UNKNOWN, "ben");
}

TEST(MemberQuery, tells_everybody_the_roles_that_a_member_holds) {
    Library s;
    v1::MemberQuery query;
    query.set_member(id_bytes("ana"));
    const auto reply = s.ask<v1::MemberReply>(query);
    ASSERT_TRUE(reply);
    ASSERT_EQ(reply->roles_size(), 1);
    EXPECT_EQ(reply->roles(0).office(), id_bytes("residents"));
    query.set_member(id_bytes("nobody"));
    s.expect_refused<v1::MemberReply>(query, v1::MEMBER_UNKNOWN);
}

TEST(KeyQuery, finds_a_key_by_its_encoding) {
    Library s;
    v1::KeyQuery query;
    query.set_key(key_bytes("kim"));
    EXPECT_EQ(s.ask<v1::Key>(query, "kim")->member(), id_bytes("kim"));
    query.set_key("no key");
    s.expect_refused<v1::Key>(query, v1::KEY_UNKNOWN, "ana");
}

TEST(PlacesQueries, list_offices_estates_and_buildings) {
    Library s;
    EXPECT_EQ(s.ask<v1::OfficesReply>(v1::OfficesQuery{})->offices_size(), 2);
    EXPECT_EQ(s.ask<v1::EstatesReply>(v1::EstatesQuery{})->estates(0).row().heads(), 3U);
    v1::BuildingsQuery query;
    query.set_estate(id_bytes("garden"));
    EXPECT_EQ(s.ask<v1::BuildingsReply>(query)->buildings(0).row().name(), "b1");
    query.set_estate(id_bytes("nowhere"));
    s.expect_refused<v1::BuildingsReply>(query, v1::ESTATE_UNKNOWN);
}

TEST(PlacesQueries, list_buildings_by_pages) {
    Library s;
    s.building("b2", "garden");
    v1::BuildingsQuery query;
    query.set_estate(id_bytes("garden"));
    query.set_limit(1);
    std::set<std::string> names;
    do {
        const auto page = s.ask<v1::BuildingsReply>(query);
        ASSERT_EQ(page->buildings_size(), 1);
        names.insert(page->buildings(0).row().name());
        query.set_after(page->next());
    } while (!query.after().empty());
    EXPECT_EQ(names, (std::set<std::string>{"b1", "b2"}));
    query.set_after("x");
    s.expect_refused<v1::BuildingsReply>(query, v1::VALUE_WRONG);
}

TEST(PremisesQuery, tells_the_owners_of_any_height) {
    Library s;
    v1::TransferPremises sale;
    sale.set_premises(id_bytes("101"));
    *sale.add_owners() = Lines::owner_line("mia");
    sale.set_document(document());
    sale.set_replaces(given_by());
    s.when_passed(ms_per_day);
    s.when("ana", sale).then_done();
    v1::PremisesQuery query;
    query.set_premises(id_bytes("101"));
    EXPECT_EQ(s.ask<v1::PremisesReply>(query, "ana")->holding().owners(0), id_bytes("mia"));
    EXPECT_EQ(s.ask<v1::PremisesReply>(query, "ana")->holding().from_height(), 2U);
    query.set_height(1);
    EXPECT_EQ(s.ask<v1::PremisesReply>(query, "ana")->holding().owners(0), id_bytes("kim"));
    query.set_premises(id_bytes("none"));
    s.expect_refused<v1::PremisesReply>(query, v1::PREMISES_UNKNOWN, "ana");
}

TEST(PremisesQuery, tells_whom_the_co_owners_named) {
    Library s;
    v1::NameVoter naming;
    naming.set_premises(id_bytes("102"));
    naming.set_voter(id_bytes("lou"));
    s.when("kim", naming).then_done();
    v1::PremisesQuery query;
    query.set_premises(id_bytes("102"));
    const auto reply = s.ask<v1::PremisesReply>(query, "ana");
    ASSERT_EQ(reply->namings_size(), 1);
    EXPECT_EQ(reply->namings(0).owner(), id_bytes("kim"));
    EXPECT_EQ(reply->namings(0).row().written_by(), s.last_id().bytes());
}

TEST(PremisesListQuery, goes_through_a_building_page_by_page) {
    Library s;
    v1::PremisesListQuery query;
    query.set_building(id_bytes("b1"));
    query.set_limit(2);
    std::set<Bytes> seen;
    auto page = s.ask<v1::PremisesListReply>(query, "ana");
    ASSERT_EQ(page->premises_size(), 2);
    for (const auto& entry : page->premises()) seen.insert(entry.premises());
    query.set_after(page->next());
    page = s.ask<v1::PremisesListReply>(query, "ana");
    ASSERT_EQ(page->premises_size(), 1);
    EXPECT_EQ(page->next(), "");
    seen.insert(page->premises(0).premises());
    EXPECT_EQ(seen.size(), 3U);
    query.set_after("short");
    s.expect_refused<v1::PremisesListReply>(query, v1::VALUE_WRONG, "ana");
    query.set_building(id_bytes("nowhere"));
    s.expect_refused<v1::PremisesListReply>(query, v1::BUILDING_UNKNOWN, "ana");
}

TEST(HoldingsQuery, lists_what_an_owner_has) {
    Library s;
    v1::HoldingsQuery query;
    query.set_owner(id_bytes("lou"));
    EXPECT_EQ(s.ask<v1::HoldingsReply>(query, "ana")->premises_size(), 2);
    query.set_owner(id_bytes("nobody"));
    s.expect_refused<v1::HoldingsReply>(query, v1::OWNER_UNKNOWN, "ana");
}

TEST(RosterQueries, tell_drafts_and_versions) {
    Library s;
    s.by_one_clerk<v1::AdoptRoster>();
    Lines lines;
    lines.building("b1").owner("kim").flat("101", "b1", 9000, {"kim"});
    draft_by_ana(s, "garden", lines);
    v1::DraftQuery query;
    query.set_draft(only_draft(s));
    EXPECT_EQ(s.ask<v1::Draft>(query)->premises(), 1U);
    v1::DraftChunkQuery chunk;
    chunk.set_draft(only_draft(s));
    EXPECT_EQ(s.ask<v1::DraftChunk>(chunk, "ana")->premises(0).area_centi(), 9000U);
    chunk.set_number(1);
    s.expect_refused<v1::DraftChunk>(chunk, v1::DRAFT_UNKNOWN, "ana");
    s.when("ana", adoption(s, 1)).then_done();
    s.expect_refused<v1::Draft>(query, v1::DRAFT_UNKNOWN);
    v1::RostersQuery rosters_query;
    rosters_query.set_estate(id_bytes("garden"));
    EXPECT_EQ(s.ask<v1::RostersReply>(rosters_query)->rosters(0).version(), 1U);
    rosters_query.set_estate(id_bytes("nowhere"));
    s.expect_refused<v1::RostersReply>(rosters_query, v1::ESTATE_UNKNOWN);
}

TEST(SlipQueries, tell_batches_and_slips) {
    Library s;
    v1::BatchQuery batch;
    batch.set_batch(id_bytes("none"));
    s.expect_refused<v1::SlipBatch>(batch, v1::BATCH_UNKNOWN);
    v1::SlipQuery slip;
    slip.set_key(key_bytes("kim"));
    s.expect_refused<v1::Slip>(slip, v1::SLIP_UNKNOWN, "ana");
}

}  // namespace
}  // namespace linlian::registry
