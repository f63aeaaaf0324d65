#include "desk/vault/paper_seals.h"

#include "kit/code_of.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

#include <thread>

namespace linlian::desk {

using namespace client;

namespace {

SealedReading reading(std::uint8_t number) {
    SealedReading one;
    one.serial.data.fill(number);
    one.salt.data.fill(number);
    return one;
}

TEST(PaperSeals, are_added_to_those_that_are_kept) {
    const kit::Folder folder;
    const BallotView ballot;
    EXPECT_EQ(keep_seals(folder / "a.seals", ballot, std::vector{reading(1)})->size(), 1U);
    EXPECT_EQ(keep_seals(folder / "a.seals", ballot, std::vector{reading(2)})->size(), 2U);
    EXPECT_EQ(read_seals_file(folder / "a.seals", ballot)->size(), 2U);
    BallotView other;
    other.id.data.fill(7);
    EXPECT_EQ(kit::code_of(keep_seals(folder / "a.seals", other, std::vector{reading(3)})),
              "client.SEALS_UNREADABLE");
    EXPECT_EQ(read_seals_file(folder / "a.seals", ballot)->size(), 2U);
}

// A seal without its salt can never be shown.
TEST(PaperSeals, of_commands_that_run_at_once_are_all_kept) {
    const kit::Folder folder;
    const BallotView ballot;
    constexpr std::uint8_t commands_count = 12;
    {
        std::vector<std::jthread> commands;
        for (std::uint8_t i = 1; i <= commands_count; ++i)
            commands.emplace_back([&, i] {
                EXPECT_TRUE(keep_seals(folder / "a.seals", ballot, std::vector{reading(i)}));
            });
    }
    EXPECT_EQ(read_seals_file(folder / "a.seals", ballot)->size(), commands_count);
}

}  // namespace
}  // namespace linlian::desk
