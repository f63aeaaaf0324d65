#include "desk/names/names_given.h"

#include "desk/files.h"
#include "desk/keys/custodian_keys.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::desk {

using namespace client;

namespace {

// By an edited file a draft is held against what its importer wrote.
TEST(NamesGiven, are_of_a_sealed_file_where_this_computer_opened_them_of_it_byte_for_byte) {
    const kit::Folder folder;
    const auto keys = folder / "keys";
    const auto file = (folder / "names.json").string();
    ASSERT_TRUE(write_private_file(file, "names"));
    Hash32 sealed;
    sealed.data.fill(7);
    Hash32 draft;
    draft.data.fill(8);
    EXPECT_TRUE(names_given(keys, file)->opened_of.empty());
    ASSERT_TRUE(note_opened_names(keys, "others", draft));
    ASSERT_TRUE(note_opened_names(keys, "names", sealed));
    EXPECT_EQ(names_given(keys, file)->opened_of, std::set<Bytes>{sealed.bytes()});
    ASSERT_TRUE(note_opened_names(keys, "names", draft));
    EXPECT_EQ(names_given(keys, file)->opened_of, (std::set<Bytes>{sealed.bytes(), draft.bytes()}));
    ASSERT_TRUE(write_private_file(file, "names!"));
    EXPECT_TRUE(names_given(keys, file)->opened_of.empty()) << "one letter";
    EXPECT_TRUE(names_given(keys, "")->empty());
    EXPECT_EQ(names_given(keys, (folder / "none").string()).error().code, "desk.FILE_UNREADABLE");
}

// Sealed for three custodians, of whom two open it.
struct OpenToFile : ::testing::Test {
    OpenToFile() {
        names.community = hash_of(1);
        sealed = *roster::seal_names(names,
                                     {keys[0].public_key, keys[1].public_key, keys[2].public_key});
        half = *half_of_key(sealed, std::span{keys}.first(2), "");
    }
    static Hash32 hash_of(std::uint8_t with) {
        Hash32 hash;
        hash.data.fill(with);
        return hash;
    }
    auto open(const std::optional<Hash32>& community) {
        return open_to_file(folder / "keys", {sealed, half, keys[1]},
                            {roster::version_of(sealed), community}, file);
    }

    kit::Folder folder;
    std::filesystem::path file = folder / "names.json";
    std::vector<roster::CustodianKey> keys = {roster::custodian_key_of(hash_of(11)),
                                              roster::custodian_key_of(hash_of(12)),
                                              roster::custodian_key_of(hash_of(13))};
    roster::NamesFile names;
    Bytes sealed;
    Bytes half;
};

TEST_F(OpenToFile, notes_of_which_sealed_file_the_names_are) {
    const auto opened = open(names.community);
    ASSERT_TRUE(opened) << opened.error().code;
    EXPECT_EQ(*opened, names);
    EXPECT_EQ(names_given(folder / "keys", file.string())->opened_of,
              std::set<Bytes>{roster::version_of(sealed).bytes()});
}

TEST_F(OpenToFile, writes_no_names_of_another_community_and_none_without_a_note) {
    EXPECT_EQ(open(hash_of(2)).error().code, "client.OTHER_COMMUNITY_NAMES");
    EXPECT_FALSE(std::filesystem::exists(file));
    ASSERT_TRUE(write_private_file(folder / "keys", "no folder"));
    EXPECT_EQ(open({}).error().code, "desk.FILE_FAILED");
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(OpenToFile, takes_the_half_of_two_custodians_or_of_a_file) {
    const auto alone = std::span{keys}.last(1);
    EXPECT_EQ(half_of_key(sealed, alone, "").error().code, "client.COMMAND_WRONG");
    const auto written = (folder / "half").string();
    ASSERT_TRUE(write_private_file(written, half));
    EXPECT_EQ(half_of_key(sealed, alone, written), half);
}

}  // namespace
}  // namespace linlian::desk
