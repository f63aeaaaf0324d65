// Who reads what tells of persons, and that everybody else learns nothing from what anybody may
// ask: neither who owns which flat nor whose a key is.
#include "base/hex.h"
#include "kit/code_of.h"
#include "machine/apply.h"
#include "machine/veil.h"
#include "modules/registry/authority/authority.h"
#include "modules/registry/limits.h"
#include "modules/registry/subjects.h"
#include "modules/registry/town_for_tests.h"

#include <map>

namespace linlian::registry {
namespace {

using Names = std::vector<std::string>;

// Two flats alike in one building, each with an owner who has a key.
struct Stairs : Town {
    Stairs(const std::string& first, const std::string& second)
        : Town("", {charter::module(), registry::module()}) {
        clerks();
        estate("garden");
        estate("park");
        building("b1", "garden");
        for (const auto* name : {"kim", "lou", "tom"}) person(name);
        flat("101", "b1", 9000, {first});
        flat("102", "b1", 9000, {second});
        office("shop", "shop");
        office("committee", "owners", "garden");
        office("other committee", "owners", "park");
        holder("zoe", "shop", "chair");
        holder("oki", "committee", "clerk");
        holder("ida", "other committee", "clerk");
    }
    template <class Reply>
    Names readers_of(const google::protobuf::Message& query) {
        Names readers;
        for (const auto* name : {"kim", "lou", "tom", "ana", "oki", "ida", "zoe", "stranger", ""}) {
            if (ask<Reply>(query, name)) readers.emplace_back(name);
        }
        return readers;
    }
};

TEST(Readers, of_premises_are_those_who_belong_there_and_offices_that_reach_them) {
    Stairs s{"kim", "lou"};
    v1::PremisesQuery flat;
    flat.set_premises(id_bytes("101"));
    EXPECT_EQ(s.readers_of<v1::PremisesReply>(flat), (Names{"kim", "ana", "oki"}));
    v1::PremisesListQuery all;
    all.set_building(id_bytes("b1"));
    EXPECT_EQ(s.readers_of<v1::PremisesListReply>(all), (Names{"ana", "oki"}));
    v1::HoldingsQuery held;
    held.set_owner(id_bytes("lou"));
    EXPECT_EQ(s.readers_of<v1::HoldingsReply>(held), (Names{"lou", "ana", "oki"}));
    EXPECT_EQ(s.ask<v1::PremisesReply>(flat, "lou").error().code, "registry.NOT_FOR_YOU");
    EXPECT_EQ(s.ask<v1::PremisesReply>(flat).error().code, "machine.ASKER_NEEDED");
}

// Whoever says that they live or work there says so themself.
TEST(Readers, of_premises_are_not_those_who_merely_declare_to_live_there) {
    Stairs s{"kim", "lou"};
    for (const auto kind : {v1::LIVES, v1::WORKS}) {
        const std::string who = kind == v1::LIVES ? "tom" : "zoe";
        v1::DeclareResidence declared;
        declared.set_premises(id_bytes("101"));
        declared.set_kind(kind);
        s.when(who, declared).then_done();
        v1::ConfirmResidence confirmed;
        confirmed.set_premises(id_bytes("101"));
        confirmed.set_member(id_bytes(who));
        confirmed.set_replaces(s.last_id().bytes());
        v1::PremisesQuery flat;
        flat.set_premises(id_bytes("101"));
        const auto unread = [&] { return kit::code_of(s.ask<v1::PremisesReply>(flat, who)); };
        EXPECT_EQ(unread(), "registry.NOT_FOR_YOU") << who;
        s.when("kim", confirmed).then_done();
        EXPECT_EQ(unread(), "") << who;
        flat.set_height(s.height() - 1);
        EXPECT_EQ(unread(), "registry.NOT_FOR_YOU") << who << " was not confirmed yet";
        flat.set_height(s.height());
        EXPECT_EQ(unread(), "") << who;
    }
}

// Who buys a flat does not learn who had it, nor who sold it who has it now.
TEST(Readers, of_an_earlier_height_are_those_who_belonged_there_then) {
    Stairs s{"kim", "lou"};
    s.by_one_clerk<v1::TransferPremises>();
    v1::TransferPremises sale;
    sale.set_premises(id_bytes("101"));
    *sale.add_owners() = Lines::owner_line("tom");
    sale.set_document(document());
    sale.set_replaces(given_by());
    s.when_passed(ms_per_minute);
    s.when("ana", sale).then_done();
    v1::NameVoter naming;
    naming.set_premises(id_bytes("101"));
    naming.set_voter(id_bytes("tom"));
    s.when("tom", naming).then_done();
    v1::PremisesQuery flat;
    flat.set_premises(id_bytes("101"));
    EXPECT_EQ(s.readers_of<v1::PremisesReply>(flat), (Names{"tom", "ana", "oki"}));
    flat.set_height(1);
    EXPECT_EQ(s.readers_of<v1::PremisesReply>(flat), (Names{"kim", "ana", "oki"}));
    const auto then = s.ask<v1::PremisesReply>(flat, "kim");
    ASSERT_TRUE(then);
    EXPECT_EQ(then->holding().owners(0), id_bytes("kim"));
    EXPECT_EQ(then->namings_size(), 0) << "of who owns it now";
    EXPECT_EQ(then->holding().until_height(), 0U) << "when it was sold is of later";
    EXPECT_EQ(then->holding().until_ms(), 0);
    EXPECT_EQ(then->holding().ended_by(), "") << "whoever has the id reads the sale";
    // Nor by the proof of the row.
    const auto proven_to = [&s](const std::string& kind, const Bytes& subject) {
        const machine::Reading reading{s.rows(), {s.height(), s.now()}};
        const auto all = subjects();
        const auto found = std::ranges::find(all, kind, &machine::Subject::kind);
        Names names;
        for (const auto* name : {"kim", "lou", "tom", "ana", "oki"}) {
            if (found->entitled(reading, {{}, id(name)}, subject)) names.emplace_back(name);
        }
        return names;
    };
    Bytes former = id_bytes("101");
    codec::append_key(former, std::uint64_t{2});
    EXPECT_EQ(proven_to(of_former_holding.kind, former), Names{"kim"});
    EXPECT_EQ(proven_to(of_premises.kind, id_bytes("101")), Names{"tom"});
    flat.set_height(2);
    EXPECT_EQ(s.readers_of<v1::PremisesReply>(flat), (Names{"tom", "ana", "oki"}));
}

TEST(Readers, of_keys_are_their_holder_and_offices_of_the_whole_community) {
    Stairs s{"kim", "lou"};
    v1::KeyQuery key;
    key.set_key(key_bytes("lou"));
    EXPECT_EQ(s.readers_of<v1::Key>(key), (Names{"lou", "ana"}));
    v1::LiveKeysQuery live;
    live.set_member(id_bytes("lou"));
    EXPECT_EQ(s.readers_of<v1::LiveKeysReply>(live), (Names{"lou", "ana"}));
    v1::MemberKeysQuery retired;
    retired.set_member(id_bytes("lou"));
    EXPECT_EQ(s.readers_of<v1::MemberKeysReply>(retired), (Names{"lou", "ana"}));
    key.set_key("no key");
    EXPECT_EQ(s.ask<v1::Key>(key, "lou").error().code, "registry.NOT_FOR_YOU");
}

// Its id is computed of what everybody reads, and it names all keys that the member had.
TEST(Readers, of_the_end_of_a_recovery_are_nobody) {
    Stairs s{"kim", "lou"};
    s.knows_its_community();
    s.by_one_clerk<v1::RecoverMember>();
    v1::RecoverMember recovery;
    recovery.set_member(id_bytes("kim"));
    recovery.set_key(key_bytes("new phone"));
    recovery.set_countersignature(countersigned<v1::RecoverMember>(recovery.member(), "new phone"));
    s.when("ana", recovery).then_done();
    s.when_passed(recovery_delay_ms).then_events({"KeyRetired", "KeyEnrolled"});
    const auto& receipt = s.receipts().back();
    EXPECT_TRUE(machine::is_due_work(receipt.leaf()));
    EXPECT_FALSE(machine::public_receipt(receipt).has_effects());
    for (const auto* key : {"kim", "new phone"})
        EXPECT_EQ(whose_key(s.rows(), key_bytes(key)), id("kim")) << "it was, or is";
    EXPECT_FALSE(whose_key(s.rows(), key_bytes("stranger")));
}

// Else its founders and a friend read on the first day what its kind reads.
TEST(Readers, are_no_people_of_an_office_that_does_not_count_for_its_kind) {
    Stairs s{"kim", "lou"};
    for (const auto* name : {"annex", "second"}) {
        s.office(name, "residents");
        auto row = *s.row(offices, id(name));
        row.set_second(name == std::string{"second"});
        row.set_counts_from_ms(row.second() ? 0 : s.now().ms + ms_per_day);
        s.given(offices, row, id(name));
    }
    s.holder("tom", "annex", "clerk");
    s.holder("zoe", "second", "clerk");
    v1::LiveKeysQuery keys;
    keys.set_member(id_bytes("lou"));
    v1::PremisesQuery flat;
    flat.set_premises(id_bytes("101"));
    EXPECT_EQ(s.readers_of<v1::LiveKeysReply>(keys), (Names{"lou", "ana"}));
    EXPECT_EQ(s.readers_of<v1::PremisesReply>(flat), (Names{"kim", "ana", "oki"}));
    EXPECT_FALSE(holds_role_in_kind(s.rows(), id("tom"), "residents", s.now()));
    s.when_passed(ms_per_day);
    EXPECT_EQ(s.readers_of<v1::LiveKeysReply>(keys), (Names{"lou", "tom", "ana"}));
    EXPECT_EQ(s.readers_of<v1::PremisesReply>(flat), (Names{"kim", "tom", "ana", "oki"}));
    EXPECT_TRUE(holds_role_in_kind(s.rows(), id("tom"), "residents", s.now()));
    EXPECT_FALSE(holds_role_in_kind(s.rows(), id("zoe"), "residents", s.now()));
}

TEST(Readers, of_a_draft_are_offices_that_reach_its_estate) {
    Stairs s{"kim", "lou"};
    Lines lines;
    lines.building("b1").owner("kim").flat("101", "b1", 9000, {"kim"});
    draft_by_ana(s, "garden", lines);
    v1::DraftChunkQuery chunk;
    chunk.set_draft(only_draft(s));
    EXPECT_EQ(s.readers_of<v1::DraftChunk>(chunk), (Names{"ana", "oki"}));
}

// What anybody may ask, with each id as the value of all bytes fields; and all open rows.
std::map<std::string, std::string> seen_by_everybody(const Stairs& s) {
    std::vector<Bytes> ids;
    for (const auto* name :
         {"kim", "lou", "tom", "ana", "garden", "park", "b1", "101", "102", "shop", "residents"})
        ids.insert(ids.end(), {id_bytes(name), key_bytes(name)});
    std::map<std::string, std::string> seen;
    const machine::Reading reading{s.rows(), {s.height(), s.now()}};
    for (const auto& query : registry::module().queries) {
        for (const auto& value : ids) {
            const std::unique_ptr<google::protobuf::Message> content{
                google::protobuf::MessageFactory::generated_factory()
                    ->GetPrototype(query.type)
                    ->New()};
            const auto* field = query.type->field_count() > 0 ? query.type->field(0) : nullptr;
            if (field != nullptr && field->type() == google::protobuf::FieldDescriptor::TYPE_BYTES)
                content->GetReflection()->SetString(content.get(), field, value);
            const auto answer = machine::answer(s.program(), reading, query.type->full_name(),
                                                codec::encode(*content), {});
            seen[query.type->full_name() + " " + to_hex(value)] =
                answer ? (*answer)->DebugString() : answer.error().code;
        }
    }
    s.rows().scan("", "\xff", [&](BytesView key, BytesView value) {
        const auto* table = s.program().find_table(key);
        if (table->privacy == state::Privacy::open) seen.emplace(key, value);
        return true;
    });
    return seen;
}

TEST(Oracle, two_estates_that_differ_in_who_owns_which_flat_look_the_same) {
    const Stairs one{"kim", "lou"};
    const Stairs other{"lou", "kim"};
    const auto seen = seen_by_everybody(one);
    EXPECT_EQ(seen, seen_by_everybody(other));
    const auto answered = std::ranges::count_if(
        seen, [](const auto& entry) { return entry.second.find('\n') != std::string::npos; });
    EXPECT_GE(answered, 10) << "some questions must have answers";
    EXPECT_EQ(seen.at("linlian.registry.v1.KeyQuery " + to_hex(key_bytes("kim"))),
              "machine.ASKER_NEEDED");
}

}  // namespace
}  // namespace linlian::registry
