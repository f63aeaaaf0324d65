// A node whose lists do not end, or lead back to where the reader was.
#include "client/read/pages.h"

#include "client/tests/bare_ledger_for_tests.h"
#include "modules/motion/motion.pb.h"

#include <gtest/gtest.h>

#include <functional>

namespace linlian::client {
namespace {

using motion::v1::MotionsQuery;
using motion::v1::MotionsReply;

// Answers every page by a function of how many came before.
class ListLedger final : public BareLedger {
  public:
    explicit ListLedger(std::function<MotionsReply(std::size_t)> page) : page_(std::move(page)) {}
    std::size_t asked = 0;

  private:
    Result<> ask_node(const Message&, Message& reply, const Author*) override {
        reply.CopyFrom(page_(asked++));
        return {};
    }
    std::function<MotionsReply(std::size_t)> page_;
};

MotionsReply page_of(std::size_t entries, const std::string& next) {
    MotionsReply page;
    for (std::size_t i = 0; i < entries; ++i) page.add_motions();
    page.set_next_after(next);
    return page;
}

// "" or the refusal, and how many entries were taken.
std::pair<std::string, std::size_t> read(ListLedger& ledger, std::size_t most = 1000) {
    std::size_t taken = 0;
    const auto done = each_page<MotionsReply>(ledger, MotionsQuery{}, {"motions", most},
                                              [&](const MotionsReply& page) -> Result<bool> {
                                                  taken += entries_in(page);
                                                  return true;
                                              });
    return {done ? "" : done.error().code, taken};
}

TEST(Pages, are_read_to_the_last_one) {
    ListLedger ledger{[](std::size_t n) { return page_of(10, n < 4 ? std::to_string(n) : ""); }};
    EXPECT_EQ(read(ledger), (std::pair<std::string, std::size_t>{"", 50}));
    EXPECT_EQ(ledger.asked, 5U);
}

TEST(Pages, are_given_up_where_they_fill_the_memory) {
    ListLedger ledger{[](std::size_t n) {
        auto page = page_of(1, std::to_string(n));
        page.mutable_motions(0)->set_reason(std::string(std::size_t{8} * 1024 * 1024, 'x'));
        return page;
    }};
    EXPECT_EQ(read(ledger), (std::pair<std::string, std::size_t>{"client.LIST_ENDLESS", 7}));
}

TEST(Pages, of_a_list_without_an_end_are_given_up) {
    ListLedger ledger{[](std::size_t n) { return page_of(10, std::to_string(n)); }};
    EXPECT_EQ(read(ledger), (std::pair<std::string, std::size_t>{"client.LIST_ENDLESS", 1000}));
    EXPECT_EQ(ledger.asked, 101U);
}

TEST(Pages, that_lead_back_or_hold_nothing_are_no_list) {
    ListLedger standing{[](std::size_t) { return page_of(1, "a"); }};
    EXPECT_EQ(read(standing).first, "client.LIST_ENDLESS");
    EXPECT_EQ(standing.asked, 2U);
    ListLedger circle{[](std::size_t n) { return page_of(1, n % 2 == 0 ? "a" : "b"); }};
    EXPECT_EQ(read(circle).first, "client.LIST_ENDLESS");
    EXPECT_EQ(circle.asked, 3U);
    ListLedger empty{[](std::size_t n) { return page_of(0, std::to_string(n)); }};
    EXPECT_EQ(read(empty).first, "client.LIST_ENDLESS");
    EXPECT_EQ(empty.asked, 1U);
}

TEST(Pages, end_where_the_reader_has_found_what_it_looked_for) {
    ListLedger ledger{[](std::size_t n) { return page_of(10, std::to_string(n)); }};
    EXPECT_TRUE(each_page<MotionsReply>(ledger, MotionsQuery{}, {"motions", 1000},
                                        [](const MotionsReply&) -> Result<bool> { return false; }));
    EXPECT_EQ(ledger.asked, 1U);
}

}  // namespace
}  // namespace linlian::client
