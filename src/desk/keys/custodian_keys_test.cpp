#include "desk/keys/custodian_keys.h"

#include "base/hex.h"
#include "desk/files.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::desk {

using namespace client;

namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

TEST(CustodianKeys, come_back_from_their_file_and_from_paper) {
    const kit::Folder folder;
    const auto file = folder / "party.custodian";
    const auto made = make_custodian("party", file);
    ASSERT_TRUE(made);
    EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::all,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(read_custodian(file.string())->secret, made->secret);
    // A secret is no argument, which every user of the computer could read.
    EXPECT_EQ(code_of(read_custodian(roster::custodian_key_text(made->secret))),
              "desk.FILE_UNREADABLE");
    EXPECT_EQ(read_custodian_public(file.string()), made->public_key);
    EXPECT_EQ(read_custodian_public(to_hex(made->public_key.view())), made->public_key);
    EXPECT_EQ(code_of(make_custodian("party", file)), "desk.KEY_NAME_TAKEN");
}

TEST(CustodianKeys, are_told_from_other_files) {
    const kit::Folder folder;
    ASSERT_TRUE(write_private_file(folder / "list.json", "{\"a\": 1}"));
    EXPECT_EQ(code_of(read_custodian((folder / "list.json").string())), "desk.NOT_A_CUSTODIAN_KEY");
    EXPECT_EQ(code_of(read_custodian((folder / "none.json").string())), "desk.FILE_UNREADABLE");
    EXPECT_EQ(code_of(read_custodian_public("xyz")), "desk.NOT_A_CUSTODIAN_KEY");
}

}  // namespace
}  // namespace linlian::desk
