// The roll of residents or households tells who lives where: what everybody reads of it, who reads
// its lines, and that nobody finds them by trying.
#include "kit/community.h"
#include "modules/ballot/count/recount.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/read/oracle_for_tests.h"

#include <google/protobuf/stubs/strutil.h>

namespace linlian::ballot {
namespace {

// A survey that the residents' committee holds: ana lives in the garden, yu and zoe in one flat of
// the park. Gus is clerk of the street office and sun its chair; cai is of no office that works on
// it.
struct Survey : Community {
    Id16 ballot;

    explicit Survey(reg::Electors electors = reg::HOUSEHOLDS) : Community("") {
        people_move_in();
        ballot = held(assembly(electors, v1::SURVEY));
    }

    template <class Reply, class Query>
    std::vector<std::string> readers_of(const Query& query) {
        std::vector<std::string> readers;
        for (const auto* name : {"ana", "yu", "zoe", "cai", "ren", "ben", "gus", "sun", "bo", ""})
            if (ask<Reply>(query, name)) readers.emplace_back(name);
        return readers;
    }
};

const std::vector<std::string> workers{"gus", "sun"};

TEST(PrivateRoll, shows_everybody_root_and_totals) {
    Survey s;
    const auto reply = s.ask<v1::RollReply>(about<v1::RollQuery>(s.ballot));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->root(), s.poll(s.ballot).roll_root());
    EXPECT_EQ(reply->totals().heads(), 2U);
}

TEST(PrivateRoll, shows_lines_to_who_rules_or_enters_papers) {
    for (const auto electors : {reg::RESIDENTS, reg::HOUSEHOLDS}) {
        Survey s{electors};
        const auto query = about<v1::RollLinesQuery>(s.ballot);
        EXPECT_EQ(s.readers_of<v1::RollLinesReply>(query), workers);
        EXPECT_EQ(s.ask<v1::RollLinesReply>(query).error().code, "machine.ASKER_NEEDED");
        EXPECT_EQ(s.ask<v1::RollLinesReply>(query, "ren").error().code, "ballot.NOT_FOR_YOU");
        s.close(s.ballot);
        EXPECT_EQ(s.readers_of<v1::RollLinesReply>(query), workers) << "with a result, too";
    }
}

// By a way that few used somebody is known to have voted.
TEST(PrivateRoll, tells_nobody_how_the_votes_of_few_came) {
    Survey s{reg::RESIDENTS};
    s.when("zoe", s.vote(s.ballot, "zoe")).then_done();
    s.close(s.ballot);
    EXPECT_EQ(s.verdict(s.ballot).casts(), 1U);
    EXPECT_EQ(s.verdict(s.ballot).by_channel_size(), 0);
    EXPECT_EQ(s.poll(s.ballot).heads_phone(), 0U);
    EXPECT_EQ(s.poll(s.ballot).heads(), 1U);
    // Of owners, whose lines are public, it is told.
    const Id16 owners = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(owners, "ana")).then_done();
    s.close(owners);
    EXPECT_EQ(s.verdict(owners).by_channel(0).heads(), 1U);
}

TEST(PrivateRoll, shows_each_their_own_line_with_its_proof) {
    Survey s;
    auto query = about<v1::MyLinesQuery>(s.ballot);
    query.set_member(id_bytes("zoe"));
    EXPECT_EQ(s.readers_of<v1::MyLinesReply>(query), (std::vector<std::string>{"zoe"}));
    const auto mine = s.ask<v1::MyLinesReply>(query, "zoe");
    ASSERT_EQ(mine->lines_size(), 1);
    auto vote = s.vote(s.ballot, "zoe");
    *vote.mutable_voter() = mine->lines(0).voter();
    s.when("zoe", vote).then_done();
}

// Of owners, and of those who hold roles in an office, it is public that they do.
TEST(PrivateRoll, is_none_of_owners_or_of_an_office) {
    Survey s;
    const Id16 owners = s.called(s.call({s.item("roof")}));
    EXPECT_EQ(s.ask<v1::RollLinesReply>(about<v1::RollLinesQuery>(owners))->lines_size(), 4);
    auto among_us = s.call({s.item("chairs", v1::SURVEY)});
    among_us.set_convenor(v1::OFFICE_ITSELF);
    among_us.clear_electorate();
    among_us.mutable_electorate()->set_electors(reg::OFFICE_MEMBERS);
    among_us.mutable_electorate()->set_office(id_bytes("owners"));
    const Id16 office = s.called(among_us);
    EXPECT_EQ(s.ask<v1::RollLinesReply>(about<v1::RollLinesQuery>(office))->lines_size(), 1);
}

// A cast names the head, which is the flat, beside the member.
TEST(PrivateVotes, are_read_by_their_voter_and_by_who_rules_or_enters_papers) {
    Survey s;
    s.when("zoe", s.vote(s.ballot, "zoe")).then_done();
    s.when("ana", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    s.close(s.ballot);
    ASSERT_EQ(s.poll(s.ballot).stage(), v1::PRELIMINARY);
    auto one = about<v1::CastQuery>(s.ballot);
    one.set_head(s.voter(s.ballot, "zoe").line().head());
    EXPECT_EQ(s.readers_of<v1::CastReply>(one),
              (std::vector<std::string>{"yu", "zoe", "gus", "sun"}));
    EXPECT_EQ(s.readers_of<v1::RecountReply>(about<v1::RecountQuery>(s.ballot)), workers);
    EXPECT_EQ(s.readers_of<v1::ObjectionsReply>(about<v1::ObjectionsQuery>(s.ballot)), workers);
    EXPECT_EQ(s.readers_of<v1::SuccessorsReply>(about<v1::SuccessorsQuery>(s.ballot)), workers);
    EXPECT_EQ(s.readers_of<v1::CityListReply>(about<v1::CityListQuery>(s.ballot)), workers);
}

TEST(PrivateVotes, are_counted_again_by_who_may_read_them) {
    Survey s{reg::RESIDENTS};
    s.when("zoe", s.vote(s.ballot, "zoe")).then_done();
    s.close(s.ballot);
    const auto roll = s.ask<v1::RollLinesReply>(about<v1::RollLinesQuery>(s.ballot), "gus");
    const auto casts = s.ask<v1::RecountReply>(about<v1::RecountQuery>(s.ballot), "gus");
    ASSERT_TRUE(roll && casts);
    const std::vector<reg::RollLine> lines{roll->lines().begin(), roll->lines().end()};
    const std::vector<v1::CastLeaf> leaves{casts->casts().begin(), casts->casts().end()};
    const auto call = s.row(calls, s.ballot)->call();
    EXPECT_FALSE(recount(call, lines, leaves, std::vector{s.verdict(s.ballot)}));
}

// The one line of a small roll, tried against its root: all but the salt is known to everybody.
TEST(PrivateRoll, is_not_found_by_trying_lines_against_its_root) {
    Survey s{reg::RESIDENTS};
    reg::Electorate garden;
    garden.set_electors(reg::RESIDENTS);
    garden.set_estate(id_bytes("garden"));
    const auto roll = registry::roll_at(s.rows(), garden, s.height(), s.now(), s.ballot);
    ASSERT_EQ(roll.size(), 1U);
    reg::RollLine guess;
    guess.set_head(roll[0].head());
    guess.add_owners(id_bytes("ana"));
    guess.set_voter(id_bytes("ana"));
    guess.set_premises(1);
    guess.set_building(id_bytes("east"));
    auto known = roll[0];
    known.clear_salt();
    EXPECT_EQ(codec::encode(known), codec::encode(guess)) << "the rest is guessed";
    EXPECT_NE(registry::roll_root({guess}), registry::roll_root(roll));
    const auto other = s.voter(s.ballot, "zoe").line();
    EXPECT_NE(other.salt(), roll[0].salt()) << "one's own salt is no other's";
}

// Else the places of two voters told how many live, and voted, between them.
TEST(PrivateRoll, is_in_an_order_of_its_own_that_only_nodes_can_make) {
    for (const auto electors : {reg::RESIDENTS, reg::HOUSEHOLDS}) {
        Survey s{electors};
        s.close(s.ballot);
        s.settle(s.ballot);
        const Id16 other = s.held(s.assembly(electors, v1::SURVEY));
        std::set<Bytes> heads;
        for (const auto* name : {"ana", "zoe"})
            for (const auto& ballot : {s.ballot, other})
                EXPECT_TRUE(heads.insert(s.voter(ballot, name).line().head()).second) << name;
        for (const auto* known : {"ana", "zoe", "flat of ana", "flat of yu"})
            for (const auto* tag : {"linlian/roll-resident", "linlian/roll-household"})
                EXPECT_FALSE(heads.contains(tagged_hash(tag, id(known).view()).bytes())) << known;
    }
}

// Of all that everybody is answered about the ballot, nothing names a flat or who lives there.
TEST(PrivateRoll, is_in_no_public_answer) {
    Survey s;
    s.when("zoe", s.vote(s.ballot, "zoe")).then_done();
    s.close(s.ballot);
    ASSERT_EQ(s.poll(s.ballot).stage(), v1::PRELIMINARY);
    std::vector<Bytes> ids{s.ballot.bytes(), Id16{}.bytes()};
    const auto line = s.voter(s.ballot, "zoe").line();
    for (const auto& id : {line.head(), id_bytes("zoe"), id_bytes("flat of yu"), id_bytes("park")})
        ids.push_back(id);
    int answered = 0;
    for (const auto& [question, answer] : public_answers(s, ids)) {
        if (question.find("linlian.ballot") == Bytes::npos) continue;
        if (answer.find('\n') != Bytes::npos) ++answered;
        for (const auto& told : {line.head(), id_bytes("zoe"), id_bytes("flat of yu")})
            EXPECT_EQ(answer.find(google::protobuf::CEscape(told)), Bytes::npos) << question;
    }
    EXPECT_GE(answered, 6) << "most queries about the ballot must have answers";
}

}  // namespace
}  // namespace linlian::ballot
