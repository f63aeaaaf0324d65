#include "node/amendment_finding.h"

#include "contract/amendments.h"
#include "kit/raw_machine.h"

#include <gtest/gtest.h>

namespace linlian::node {

namespace {

struct Ledger : kit::RawMachine {
    Ledger()
        : RawMachine(kit::counter_program(),
                     kit::counter_genesis(kit::key_of("validator").public_key().encoded(),
                                          Timestamp{1'800'000'000'000})) {}
    void schedule(const std::string& name, std::uint64_t in_force_from = 0) {
        given([&](machine::Context& context) {
            machine::v1::Amendment row;
            row.set_time_ms(1'802'592'000'000);
            row.set_in_force_from(in_force_from);
            machine::amendments.put(context.state(), name, row);
        });
    }
    Finding finding() const { return amendment_finding(program, rows, tip.height); }
};

TEST(Doctor, is_content_where_the_program_knows_all_rules) {
    Ledger ledger;
    EXPECT_TRUE(ledger.finding().is_well);
    ledger.schedule("labels", 1);
    ledger.schedule("resets");
    EXPECT_TRUE(ledger.finding().is_well);
    EXPECT_NE(ledger.finding().says.find("resets follows on 2027-02-"), std::string::npos)
        << ledger.finding().says;
}

TEST(Doctor, says_what_to_install_until_when) {
    Ledger ledger;
    ledger.schedule("unheard-of");
    EXPECT_FALSE(ledger.finding().is_well);
    EXPECT_NE(ledger.finding().says.find("install a version that knows amendment unheard-of before "
                                         "2027-02-"),
              std::string::npos)
        << ledger.finding().says;
}

TEST(Doctor, says_why_a_node_stopped) {
    Ledger ledger;
    ledger.schedule("unheard-of", 1);
    EXPECT_FALSE(ledger.finding().is_well);
    EXPECT_NE(ledger.finding().says.find("amendment unheard-of, scheduled for 2027-02-"),
              std::string::npos);
    EXPECT_NE(ledger.finding().says.find("has stopped; install"), std::string::npos);
}

}  // namespace
}  // namespace linlian::node
