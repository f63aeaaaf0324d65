#include "client/roster/adopting.h"

#include "base/hex.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/roster_desk_for_tests.h"
#include "kit/code_of.h"
#include "roster/demo/demo_roster.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

struct Adopting : ::testing::Test {
    Adopting() {
        auto filled = desk.import(roster::demo_roster_csv(1));
        CHECK(filled.has_value());
        imported = std::move(*filled);
    }
    // What becomes of it with nothing at hand to compare with.
    Result<Adopted> adopt(const Author& clerk, bool is_uncompared) {
        const auto view = TRY(look_at_draft(desk.ledger, imported.draft));
        Adoption adoption;
        adoption.is_uncompared = is_uncompared;
        auto done = TRY(review_and_adopt(review, desk.ledger, clerk, view, adoption));
        show(told, view, done);
        return done;
    }

    RosterDesk desk;
    ImportedRoster imported;
    ReviewForTests review;
    ScreenForTests told;
};

TEST_F(Adopting, is_for_others_than_the_importer_no_signature_without_a_look) {
    EXPECT_EQ(kit::code_of(adopt(desk.mo, false)), "client.NOT_COMPARED");
    ASSERT_TRUE(adopt(desk.lin, false)) << "who made it knows it";
    EXPECT_NE(told.taken().find("linlian roster adopt " + to_hex(imported.draft.view())),
              std::string::npos)
        << "what the other office types";
    const auto adopted = adopt(desk.mo, true);
    ASSERT_TRUE(adopted) << kit::code_of(adopted);
    EXPECT_TRUE(adopted->step.completed);
    EXPECT_EQ(told.taken().find("linlian roster adopt"), std::string::npos);
}

TEST_F(Adopting, sends_nothing_where_the_clerk_does_not_agree) {
    review.agrees = false;
    const auto sent = desk.ledger.sent;
    EXPECT_EQ(kit::code_of(adopt(desk.lin, false)), "client.NOT_CONFIRMED");
    EXPECT_EQ(desk.ledger.sent, sent);
}

}  // namespace
}  // namespace linlian::client
