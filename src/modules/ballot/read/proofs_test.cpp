// What a query hides by stage or asker, the proof of the same row hides: every row about persons of
// a ballot, asked for by everybody who has anything to do with it, before the close, after it and
// with the result. Whoever may prove a row, or that there is none, is told the same by a query.
#include "codec/wire.h"
#include "kit/code_of.h"
#include "kit/papers.h"
#include "machine/prove.h"

namespace linlian::ballot {
namespace {

// Ana sold to fay, who votes on paper; of dan and eve dan does, by phone; bo gave zoe a mandate
// with instructions that nobody used yet; chu said that nothing of theirs was counted; gil and ida
// own a flat for which a paper counts, and jo has one that two clerks read unlike.
struct Bilingual : PaperTown {
    Id16 ballot;

    Bilingual() {
        four_flats();
        for (const auto* name : {"fay", "zoe", "gil", "ida"}) person(name);
        flat("flat of gil and ida", "west", 7'000, {"gil", "ida"});
        owner("jo", 5'000);
        third_kind();
        auto call = paper_call();
        call.mutable_terms()->set_proxy_owners_max(3);
        ballot = opened(call);
        when("dan", vote(ballot, "dan", v1::DISAGREE)).then_done();
        auto mandate_of_bo = mandate(ballot, "bo", "zoe");
        add_choice(*mandate_of_bo.mutable_terms()->mutable_instructed(), v1::ABSTAIN);
        when("bo", mandate_of_bo).then_done();
        when("chu", dispute(ballot, "chu", {v1::AGREE})).then_done();
        when("ida", dispute(ballot, "ida", {v1::AGREE})).then_done();
        when_cosigned(delivery(ballot, {"jo", "chu"})).then_done();
        sell_to_fay();
        when_counted(ballot, "ana");
        when_counted(ballot, "gil", v1::DISAGREE);
        when("ben", issue(ballot, {"jo"})).then_done();
        when_entered(ballot, "jo", entry(ballot, v1::AGREE), entry(ballot, v1::DISAGREE));
    }
    void sell_to_fay() {
        when("ben", sale("flat of ana", "fay")).then_done();
        when_cosigned(replacing(ballot, "ana", {"flat of ana"}, "fay")).then_done();
    }
};

struct Asker {
    Bilingual& town;
    std::string name;

    Bytes member() const { return id_bytes(name); }
    // Why they get no proof of it; empty: they do.
    std::string unproven(BytesView key) const {
        const machine::Reading reading{town.rows(), {town.height(), town.now()}};
        return kit::code_of(machine::may_prove(town.program(), reading, key,
                                               kit::key_of(name).public_key().encoded()));
    }
    bool may_prove(BytesView key) const { return unproven(key).empty(); }
    template <class Reply, class Query>
    std::optional<Reply> told(const Query& query) const {
        auto reply = town.ask<Reply>(query, name);
        return reply ? std::optional{std::move(*reply)} : std::nullopt;
    }
    template <class Query>
    Query of_member() const {
        auto query = about<Query>(town.ballot);
        query.set_member(member());
        return query;
    }
    template <class Query>
    Query of_head(const Hash32& head) const {
        auto query = about<Query>(town.ballot);
        query.set_head(head.bytes());
        return query;
    }
};

bool same(const google::protobuf::Message& one, const google::protobuf::Message& other) {
    return codec::encode(one) == codec::encode(other);
}

// ---- Whether queries tell this asker what the row says; none: that there is none.

bool tells_vote(const Asker& asker, const Hash32& head, const std::optional<v1::CastRow>& row) {
    const auto lines = asker.told<v1::MyLinesReply>(asker.of_member<v1::MyLinesQuery>());
    if (!lines) return false;
    for (const auto& entry : lines->lines()) {
        if (entry.voter().line().head() != head.view()) continue;
        if (!row) return !entry.voted() && entry.replaces().empty();
        v1::CastRow seen;
        v1::CastRow chosen;
        *seen.mutable_choices() = entry.choices();
        *chosen.mutable_choices() = row->choices();
        return same(seen, chosen) && entry.replaces() == row->transaction();
    }
    return false;
}

bool tells_paper_of(const Asker& asker, const Hash32& head, const std::string& kind,
                    const std::optional<v1::PaperOf>& row) {
    const auto page = asker.told<v1::PapersReply>(asker.of_head<v1::PapersQuery>(head));
    if (!page) return false;
    for (const auto& paper : page->papers())
        if (paper.row().issued_kind() == kind) return row && paper.serial() == row->serial();
    return !row;
}

bool tells_delivery(const Asker& asker, const Hash32& head,
                    const std::optional<v1::Delivery>& row) {
    const auto reply = asker.told<v1::DeliveryReply>(asker.of_head<v1::DeliveryQuery>(head));
    return reply && same(reply->delivery(), row.value_or(v1::Delivery{}));
}

bool tells_mandate(const Asker& asker, const Hash32& head, const std::optional<v1::Mandate>& row) {
    const auto reply = asker.told<v1::MandatesReply>(asker.of_member<v1::MandatesQuery>());
    if (!reply || !row) return false;
    for (const auto* list : {&reply->given(), &reply->held()})
        for (const auto& entry : *list)
            if (entry.head() == head.view() && same(entry.mandate(), *row)) return true;
    return false;
}

bool tells_successor(const Asker& asker, const Hash32& head,
                     const std::optional<v1::Successor>& row) {
    const auto reply =
        asker.told<v1::SuccessorsReply>(about<v1::SuccessorsQuery>(asker.town.ballot));
    if (!reply) return false;
    for (const auto& entry : reply->successors())
        if (entry.head() == head.view()) return row && same(entry.row(), *row);
    return !row;
}

bool tells_objection(const Asker& asker, const Id16& id) {
    v1::ObjectionQuery query;
    query.set_objection(id.bytes());
    const auto reply = asker.told<v1::ObjectionReply>(query);
    const auto row = asker.town.row(objections, id);
    return reply && row && same(reply->row(), *row);
}

bool tells_round(const Asker& asker, const Id16& serial, const v1::PaperRound& row) {
    auto query = about<v1::PaperQuery>(asker.town.ballot);
    query.set_serial(serial.bytes());
    const auto reply = asker.told<v1::PaperReply>(query);
    return reply && std::ranges::any_of(reply->rounds(),
                                        [&row](const auto& round) { return same(round, row); });
}

bool tells_paper(const Asker& asker, const Id16& serial, const v1::PaperRow& row) {
    auto query = about<v1::PaperQuery>(asker.town.ballot);
    query.set_serial(serial.bytes());
    const auto reply = asker.told<v1::PaperReply>(query);
    return reply && same(reply->row(), row);
}

// ---- All rows

// How many rows the asker may prove; each of them a query tells too.
int check_lines(const Asker& asker) {
    int proven = 0;
    const auto& town = asker.town;
    const auto check = [&](const auto& table, const Hash32& head, const auto& tells) {
        if (!asker.may_prove(table.key(town.ballot, head))) return;
        ++proven;
        EXPECT_TRUE(tells(asker, head, town.row(table, town.ballot, head)))
            << asker.name << " proves a row of " << table.path() << " that no query tells them";
    };
    const auto roll = registry::roll_at(
        town.rows(), town.row(calls, town.ballot)->call().electorate(),
        town.poll(town.ballot).roll_height(), Timestamp{town.poll(town.ballot).roll_ms()});
    for (const auto& line : roll) {
        const Hash32 head = hash_of(line.head());
        check(casts, head, tells_vote);
        for (const std::string kind : {"residents", "street"}) {
            if (!asker.may_prove(papers_of.key(town.ballot, head, kind))) continue;
            const auto row = town.row(papers_of, town.ballot, head, kind);
            EXPECT_TRUE(tells_paper_of(asker, head, kind, row)) << asker.name;
        }
        check(deliveries, head, tells_delivery);
        check(mandates, head, tells_mandate);
        check(successors, head, tells_successor);
    }
    return proven;
}

int check_papers(const Asker& asker) {
    int proven = 0;
    const auto& town = asker.town;
    papers.scan(town.rows(), [&](const auto& parts, const v1::PaperRow& row) {
        const Id16& serial = std::get<1>(parts);
        if (asker.may_prove(papers.key(town.ballot, serial))) {
            ++proven;
            EXPECT_TRUE(tells_paper(asker, serial, row)) << asker.name;
        }
        return true;
    });
    paper_rounds.scan(town.rows(), [&](const auto& parts, const v1::PaperRound& row) {
        const auto& [ballot, serial, round] = parts;
        if (asker.may_prove(paper_rounds.key(ballot, serial, round))) {
            ++proven;
            EXPECT_TRUE(tells_round(asker, serial, row)) << asker.name << " reads what clerks read";
        }
        return true;
    });
    objections.scan(town.rows(), [&](const auto& parts, const v1::Objection&) {
        if (asker.may_prove(objections.key(std::get<0>(parts)))) {
            ++proven;
            EXPECT_TRUE(tells_objection(asker, std::get<0>(parts))) << asker.name;
        }
        return true;
    });
    return proven;
}

std::map<std::string, int> check_all(Bilingual& town) {
    std::map<std::string, int> proven;
    for (const auto* name : {"ana", "fay", "bo", "zoe", "chu", "dan", "eve", "gil", "ida", "jo",
                             "ben", "gus", "pru", "ren", "sun", "cai", "yan"}) {
        const Asker asker{town, name};
        proven[name] = check_lines(asker) + check_papers(asker);
    }
    return proven;
}

}  // namespace

TEST(Proofs, tell_nobody_what_no_query_tells_them) {
    Bilingual s;
    const auto open = check_all(s);
    for (const auto* name : {"pru", "ren", "sun", "cai", "yan"})
        EXPECT_EQ(open.at(name), 0) << name;
    for (const auto* name : {"ben", "gus"})
        EXPECT_EQ(open.at(name), 3) << "how the papers stand that they sealed";
    EXPECT_EQ(open.at("ana"), 0) << "sold all that the line is for";
    EXPECT_GT(open.at("dan"), open.at("eve")) << "who cast a vote proves it";
    EXPECT_GT(open.at("chu"), 0);
    s.close(s.ballot);
    check_all(s);
    s.pass_to(s.poll(s.ballot).due_ms());
    const auto with_result = check_all(s);
    EXPECT_GT(with_result.at("eve"), open.at("eve"));
    EXPECT_GT(with_result.at("ida"), open.at("ida"));
    s.settle(s.ballot);
    check_all(s);
}

// Each by itself, as it was found: the papers, the mandate, the seller.
TEST(Proofs, before_the_result_tell_no_co_owner_proxy_or_seller_what_was_chosen) {
    Bilingual s;
    const auto unproven = [&s](const std::string& name, const Bytes& key) {
        return Asker{s, name}.unproven(key);
    };
    const std::string of_other = "machine.ROW_OF_OTHER";
    const auto round_of = [&s](const std::string& owner) {
        return paper_rounds.key(s.ballot, id("paper of " + owner), std::uint64_t{1});
    };
    const auto mandate_of_bo =
        mandates.key(s.ballot, hash_of(s.voter(s.ballot, "bo").line().head()));
    for (const auto* name : {"ana", "fay", "gil", "ida", "zoe", "ben"})
        for (const auto* owner : {"ana", "gil"})
            EXPECT_EQ(unproven(name, round_of(owner)), of_other) << name;
    EXPECT_EQ(unproven("bo", mandate_of_bo), "");
    EXPECT_EQ(unproven("zoe", mandate_of_bo), "");
    for (const auto* name : {"ana", "dan", "gus", "cai"})
        EXPECT_EQ(unproven(name, mandate_of_bo), of_other) << name;
    s.close(s.ballot);
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(unproven("ida", round_of("gil")), "");
    EXPECT_EQ(unproven("ana", round_of("ana")), of_other) << "it is fay's";
}

}  // namespace linlian::ballot
