#include "desk/keys/key_store.h"

#include "base/hex.h"
#include "desk/files.h"
#include "kit/folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace linlian::desk {

using namespace client;

namespace {

using nlohmann::json;

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

class KeyFile : public ::testing::Test {
  protected:
    KeyFile() {
        EXPECT_TRUE(store_.create("mine", Suite::ed25519, ""));
        EXPECT_TRUE(store_.create("other", Suite::ed25519, ""));
        EXPECT_TRUE(store_.create("third", Suite::p256, ""));
    }
    json file(const std::string& name) const {
        return json::parse(*read_file(folder_ / (name + ".key")));
    }
    std::string with(const std::string& field, const json& value) const {
        auto changed = file("mine");
        changed[field] = value;
        EXPECT_TRUE(write_private_file(folder_ / "mine.key", changed.dump()));
        return code_of(store_.open("mine", ""));
    }

    kit::Folder folder_;
    KeyStore store_{folder_ / "."};
};

// Whoever put such a file there would have its owner sign with another key than the one shown.
TEST_F(KeyFile, that_shows_another_key_than_it_holds_is_damaged) {
    EXPECT_EQ(with("public_key", file("other")["public_key"]), "desk.KEY_DAMAGED");
    EXPECT_EQ(with("public_key", file("third")["public_key"]), "desk.KEY_DAMAGED");
    EXPECT_EQ(with("public_key", "zz"), "desk.KEY_DAMAGED");
}

TEST_F(KeyFile, with_values_of_the_wrong_kind_is_damaged) {
    EXPECT_EQ(with("seed", 5), "desk.KEY_DAMAGED");
    EXPECT_EQ(with("seed", "ab"), "desk.KEY_DAMAGED");
    EXPECT_EQ(with("public_key", json::array()), "desk.KEY_DAMAGED");
}

TEST_F(KeyFile, is_found_by_no_name_that_leads_out_of_the_folder) {
    for (const auto* name : {"../mine", "a/b", "", "MINE", ".", "mine.key"})
        EXPECT_EQ(code_of(store_.open(name, "")), "desk.KEY_NAME_WRONG") << name;
}

TEST_F(KeyFile, is_told_by_name_and_public_key) {
    const auto keys = store_.list();
    ASSERT_EQ(keys.size(), 3U);
    const auto list = key_list(keys);
    const auto mine = list[0]["public_key"].get<std::string>();
    EXPECT_EQ(list[0]["name"], "mine");
    EXPECT_EQ(mine, file("mine")["public_key"]);
    EXPECT_EQ(list[2]["suite"], "p256");
    EXPECT_EQ(key_tables(keys).keys[0][2].bytes(), mine);
    EXPECT_EQ(store_.public_key_of("mine").value_or(""), from_hex(mine));
    EXPECT_EQ(store_.public_key_of(mine).value_or(""), from_hex(mine));
    EXPECT_EQ(code_of(store_.public_key_of("nobody")), "client.COMMAND_WRONG");
}

}  // namespace
}  // namespace linlian::desk
