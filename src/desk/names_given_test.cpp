#include "desk/names_given.h"

#include "desk/files.h"
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

}  // namespace
}  // namespace linlian::desk
