// A node whose lists of a ballot never end: the roll, objections, votes and papers.
#include "client/paper/paper_work.h"
#include "client/tests/bare_ledger_for_tests.h"
#include "codec/refusal.h"
#include "kit/transactions.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <functional>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;
using google::protobuf::FieldDescriptor;

// Gives page after page of so many entries, up to `last` where there is one. A reader that follows
// it for ever is sent away in the end, so that the test ends.
class PagingNode : public BareLedger {
  public:
    explicit PagingNode(int entries, std::size_t last = 0) : entries_(entries), last_(last) {}
    std::size_t pages = 0;

  private:
    Result<> ask_node(const Message&, Message& reply, const Author*) override {
        if (reply.GetDescriptor() == bal::RollReply::descriptor()) return {};
        constexpr std::size_t for_ever = 20'000;
        if (++pages > for_ever) return refuse(bal::BALLOT_UNKNOWN);
        const auto& type = *reply.GetDescriptor();
        const auto& access = *reply.GetReflection();
        for (int i = 0; i < entries_; ++i) access.AddMessage(&reply, type.field(0));
        if (pages == last_) return {};
        const auto* next = type.FindFieldByName("next_after");
        if (next->cpp_type() == FieldDescriptor::CPPTYPE_UINT64)
            access.SetUInt64(&reply, next, pages);
        else
            access.SetString(&reply, next, std::to_string(pages));
        return {};
    }
    int entries_;
    std::size_t last_;
};

BallotView ballot_of(std::uint64_t lines) {
    BallotView view;
    view.row.mutable_call()->mutable_electorate()->set_electors(registry::v1::OWNERS);
    if (lines > 0) view.poll.set_roll_root(Bytes(Hash32::size, 'r'));
    view.poll.set_roll_lines(lines);
    return view;
}

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

// Reads one of the lists and gives the refusal, or "".
using Read = std::function<std::string(PagingNode&, const BallotView&)>;
std::string roll(PagingNode& node, const BallotView& ballot) {
    return code_of(fetch_roll(node, ballot));
}
std::string objections(PagingNode& node, const BallotView& ballot) {
    return code_of(fetch_objections(node, kit::key_of("lan"), ballot));
}
std::string casts(PagingNode& node, const BallotView& ballot) {
    return code_of(fetch_casts(node, kit::key_of("lan"), ballot));
}
std::string papers(PagingNode& node, const BallotView& ballot) {
    return code_of(fetch_papers(node, kit::key_of("lan"), ballot));
}

// How many pages of a thousand are read before the list is given up.
std::size_t pages_read(const Read& read, std::uint64_t lines) {
    PagingNode node{1000};
    EXPECT_EQ(read(node, ballot_of(lines)), "client.LIST_ENDLESS");
    return node.pages;
}

TEST(EndlessLists, are_given_up_where_more_comes_than_there_can_be) {
    EXPECT_EQ(pages_read(roll, 2500), 3U) << "the frozen roll has so many lines";
    EXPECT_EQ(pages_read(roll, 0), 1001U) << "no community has more people";
    EXPECT_EQ(pages_read(casts, 2500), 3U) << "one of a line";
    EXPECT_EQ(pages_read(papers, 2500), 51U);
    EXPECT_EQ(pages_read(papers, 20'000), 81U) << "some were voided, and printed anew";
    EXPECT_EQ(pages_read(objections, 2500), 51U);
}

TEST(EndlessLists, of_nothing_are_given_up_at_once) {
    for (const Read& read : {Read{roll}, Read{objections}, Read{casts}, Read{papers}}) {
        PagingNode node{0};
        EXPECT_EQ(read(node, ballot_of(0)), "client.LIST_ENDLESS");
        EXPECT_EQ(node.pages, 1U);
    }
}

TEST(Lists, of_a_ballot_are_read_to_their_last_page) {
    const auto key = kit::key_of("lan");
    PagingNode of_casts{1000, 2};
    EXPECT_EQ(fetch_casts(of_casts, key, ballot_of(2500))->size(), 2000U);
    PagingNode of_objections{1000, 3};
    EXPECT_EQ(fetch_objections(of_objections, key, ballot_of(2500))->size(), 3000U);
    PagingNode of_roll{1000, 4};
    EXPECT_EQ(fetch_roll(of_roll, ballot_of(0))->lines.size(), 4000U);
    PagingNode of_papers{1000, 5};
    EXPECT_EQ(papers(of_papers, ballot_of(2500)), "");
    EXPECT_EQ(of_papers.pages, 5U);
}

}  // namespace
}  // namespace linlian::client
