#include "state/row_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace linlian::state {
namespace {

using Rows = RowMap<int>;
using Model = std::map<Bytes, int>;

// Keys that share beginnings, end within each other, and hold bytes of all kinds.
class Keys {
  public:
    explicit Keys(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t limit) { return random_() % limit; }
    Bytes next() {
        static constexpr std::string_view bytes{"\0\1ab\x7f\x80\xff", 7};
        Bytes key = below(2) == 0 ? "a/long/table/" : "";
        for (std::size_t length = below(5); length > 0; --length) key += bytes[below(bytes.size())];
        return key;
    }

  private:
    std::mt19937 random_;
};

void expect_same(const Rows& rows, const Model& model) {
    ASSERT_EQ(rows.size(), model.size());
    auto row = rows.begin();
    for (const auto& [key, value] : model) {
        ASSERT_EQ(row->first, key);
        ASSERT_EQ(row->second, value);
        ASSERT_TRUE(rows.find(key) == row);
        ++row;
    }
    ASSERT_TRUE(row == rows.end());
}

void expect_same_bound(const Rows& rows, const Model& model, const Bytes& key) {
    ASSERT_EQ(rows.contains(key), model.contains(key));
    const auto mine = rows.lower_bound(key);
    const auto wanted = model.lower_bound(key);
    ASSERT_EQ(mine == rows.end(), wanted == model.end());
    if (wanted != model.end()) {
        ASSERT_EQ(mine->first, wanted->first);
    }
}

TEST(RowMap, does_what_an_ordered_map_does) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        Keys keys{seed};
        Rows rows;
        Model model;
        for (int step = 0; step < 200; ++step) {
            const auto key = keys.next();
            if (keys.below(3) == 0) {
                rows.erase(key);
                model.erase(key);
            } else {
                rows.insert_or_assign(key, step);
                model[key] = step;
            }
            ASSERT_NO_FATAL_FAILURE(expect_same_bound(rows, model, keys.next()));
        }
        ASSERT_NO_FATAL_FAILURE(expect_same(rows, model));
    }
}

TEST(RowMap, keeps_the_newer_of_two_values_when_merged) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        Keys keys{seed};
        Rows older, newer;
        Model model;
        for (int step = 0; step < 100; ++step) {
            const auto key = keys.next();
            (step < 50 ? older : newer).insert_or_assign(key, step);
            model[key] = step;
        }
        newer.merge_into(older);
        ASSERT_NO_FATAL_FAILURE(expect_same(older, model));
        EXPECT_TRUE(newer.empty());
        EXPECT_TRUE(newer.begin() == newer.end());
    }
}

TEST(RowMap, is_empty_and_usable_after_it_was_moved_from) {
    Rows rows{{"a", 1}, {"b", 2}};
    const Rows moved = std::move(rows);
    EXPECT_EQ(moved.size(), 2U);
    rows = {};
    rows.insert_or_assign("c", 3);
    EXPECT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.begin()->first, "c");
}

TEST(RowMap, copies_do_not_follow_the_original) {
    Rows rows{{"a", 1}};
    const Rows copy = rows;
    rows.insert_or_assign("a", 2);
    rows.insert_or_assign("b", 2);
    EXPECT_EQ(copy, (Rows{{"a", 1}}));
    EXPECT_NE(copy, rows);
}

}  // namespace
}  // namespace linlian::state
