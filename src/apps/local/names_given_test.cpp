#include "apps/local/names_given.h"

#include "apps/local/files.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::apps {

using namespace client;

namespace {

// By an edited file a draft is held against what its importer wrote.
TEST(NamesGiven, are_of_a_sealed_file_where_this_computer_opened_them_of_it_byte_for_byte) {
    const kit::Folder folder;
    Options options;
    options.keys = (folder / "keys").string();
    const auto file = (folder / "names.json").string();
    ASSERT_TRUE(write_private_file(file, "names"));
    Hash32 sealed;
    sealed.data.fill(7);
    Hash32 draft;
    draft.data.fill(8);
    EXPECT_TRUE(names_given(options, file)->opened_of.empty());
    ASSERT_TRUE(note_opened_names(options, "others", draft));
    ASSERT_TRUE(note_opened_names(options, "names", sealed));
    EXPECT_EQ(names_given(options, file)->opened_of, std::set<Bytes>{sealed.bytes()});
    ASSERT_TRUE(note_opened_names(options, "names", draft));
    EXPECT_EQ(names_given(options, file)->opened_of,
              (std::set<Bytes>{sealed.bytes(), draft.bytes()}));
    ASSERT_TRUE(write_private_file(file, "names!"));
    EXPECT_TRUE(names_given(options, file)->opened_of.empty()) << "one letter";
    EXPECT_TRUE(names_given(options, "")->empty());
    EXPECT_EQ(names_given(options, (folder / "none").string()).error().code,
              "apps.FILE_UNREADABLE");
}

}  // namespace
}  // namespace linlian::apps
