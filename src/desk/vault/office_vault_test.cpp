#include "desk/vault/office_vault.h"

#include "client/shown/screen_for_tests.h"
#include "crypto/hash.h"
#include "kit/code_of.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::desk {

using namespace client;

namespace {

// Between the hash and the vault somebody puts another file in its place: what the act does not
// name is not kept, and the other files are.
TEST(KeepNamed, keeps_what_the_hash_is_of_and_nothing_else) {
    const kit::Folder folder;
    const auto data = folder / "data";
    ASSERT_TRUE(write_private_file(folder / "same.txt", "minutes"));
    ASSERT_TRUE(write_private_file(folder / "changed.txt", "other minutes"));
    const NamedFile files[] = {{"same.txt", sha256("minutes")},
                               {"changed.txt", sha256("what was named")}};
    const client::ScreenForTests screen;
    keep_named(data, screen, folder / "", files);
    const auto said = screen.taken();
    EXPECT_NE(said.find("changed.txt"), std::string::npos) << said;
    auto vault = open_vault(data);
    ASSERT_TRUE(vault);
    EXPECT_TRUE(vault->get(sha256("minutes")));
    EXPECT_EQ(kit::code_of(vault->get(sha256("other minutes"))), "storage.FILE_UNKNOWN");
    EXPECT_EQ(kit::code_of(vault->get(sha256("what was named"))), "storage.FILE_UNKNOWN");
}

}  // namespace
}  // namespace linlian::desk
