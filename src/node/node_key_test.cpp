// Which key a restored ledger needs, said by the folder that it was restored into.
#include "base/hex.h"
#include "desk/keys/key_store.h"
#include "kit/folder.h"
#include "kit/transactions.h"
#include "node/node.h"

#include <gtest/gtest.h>

namespace linlian::node {

using namespace client;
using namespace desk;

namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class KeyToPutBack : public ::testing::Test {
  protected:
    KeyToPutBack() {
        genesis_.add_validators()->set_key(kit::key_of("sealer").public_key().encoded());
    }
    void keep(const std::string& who) {
        KeyStore keys{folder_ / "node"};
        ASSERT_TRUE(keys.keep("validator", Suite::ed25519, sha256("kit key of " + who), ""));
    }
    std::optional<Bilingual> hint() { return key_to_put_back(folder_.path(), genesis_); }

    kit::Folder folder_;
    machine::v1::Genesis genesis_;
};

TEST_F(KeyToPutBack, is_named_by_its_public_key_and_its_place) {
    const auto told = hint();
    ASSERT_TRUE(told);
    for (const auto& text : {told->zh, told->en}) {
        EXPECT_TRUE(holds(text, to_hex(genesis_.validators(0).key()))) << text;
        EXPECT_TRUE(holds(text, "validator.key")) << text;
    }
}

TEST_F(KeyToPutBack, is_none_where_it_lies_there) {
    keep("sealer");
    EXPECT_FALSE(hint());
}

TEST_F(KeyToPutBack, takes_the_place_of_another) {
    keep("another node");
    const auto told = hint();
    ASSERT_TRUE(told);
    EXPECT_TRUE(holds(told->en, "is the key of another node")) << told->en;
    EXPECT_TRUE(holds(told->zh, "是另一个节点的密钥")) << told->zh;
}

}  // namespace
}  // namespace linlian::node
