#include "client/vote/roll_proofs.h"

#include "crypto/merkle_log.h"
#include "modules/registry/registry.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

TEST(RollProofs, prove_every_line_of_rolls_of_every_size) {
    for (std::size_t size = 1; size <= 40; ++size) {
        std::vector<registry::v1::RollLine> lines(size);
        for (std::size_t i = 0; i < size; ++i) {
            lines[i].set_head(Bytes(Hash32::size, static_cast<char>(i + 1)));
            lines[i].set_area_centi(i);
        }
        const RollProofs proofs{lines};
        EXPECT_EQ(proofs.root(), registry::roll_root(lines));
        for (std::size_t i = 0; i < size; ++i) {
            const auto proven = proofs.line(i);
            const auto path = split_path(proven.path());
            ASSERT_TRUE(path);
            EXPECT_TRUE(registry::verify_roll_proof(proofs.root(), size, i, proven.line(), *path));
            EXPECT_EQ(proofs.index_of(lines[i].head()), i);
        }
        EXPECT_EQ(proofs.index_of(Bytes(Hash32::size, '\0')), std::nullopt);
    }
}

}  // namespace
}  // namespace linlian::client
