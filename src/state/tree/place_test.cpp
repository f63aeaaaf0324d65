#include "state/tree/place.h"

#include "crypto/hash.h"
#include "state/tree/tree_proof.h"

#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include <set>

namespace linlian::state {
namespace {

using Row = google::protobuf::BytesValue;

const Table<Row, Id16, Hash32, std::uint64_t> of_two{"notes/", Subject{"person", 0, 2}};
const Table<Row, std::uint64_t, Id16> of_second{"visits/", Subject{"person", 1}};
const Table<Row, Id16> open{"trees/"};

Id16 id(const char* name) {
    Id16 made;
    CHECK(Id16::parse(sha256(name).view().substr(0, Id16::size), made));
    return made;
}

}  // namespace

TEST(Place, of_an_open_row_is_the_hash_of_its_key) {
    const auto info = open.info();
    EXPECT_EQ(place_of(&info, open.key(id("oak")), sha256("veil")), tree_key(open.key(id("oak"))));
    EXPECT_EQ(place_of(nullptr, "of no table", sha256("veil")), tree_key("of no table"));
}

TEST(Place, takes_the_subject_out_of_the_key) {
    const auto two = of_two.info();
    EXPECT_EQ(subject_of(two, of_two.key(id("ana"), sha256("head"), 7)),
              id("ana").bytes() + sha256("head").bytes());
    const auto second = of_second.info();
    EXPECT_EQ(subject_of(second, of_second.key(7, id("ana"))), id("ana").bytes());
}

TEST(Place, of_a_personal_row_needs_the_veil_and_is_its_own) {
    const auto info = of_second.info();
    const Bytes key = of_second.key(7, id("ana"));
    std::set<Hash32> places{tree_key(key)};
    for (const auto& veil : {sha256("veil"), sha256("other")}) {
        places.insert(place_of(&info, key, veil));
        places.insert(place_of(&info, of_second.key(8, id("ana")), veil));
        places.insert(place_of(&info, of_second.key(7, id("bo")), veil));
    }
    EXPECT_EQ(places.size(), 7U);
    const auto secret = subject_secret(sha256("veil"), "person", id("ana").view());
    EXPECT_EQ(place_of(&info, key, sha256("veil")), veiled_place(key, secret));
}

// One secret for all rows about somebody; another for another kind of subject of the same bytes.
TEST(Place, has_a_secret_for_each_kind_of_subject) {
    const auto veil = sha256("veil");
    const auto person = subject_secret(veil, "person", id("ana").view());
    EXPECT_NE(person, subject_secret(veil, "premises", id("ana").view()));
    EXPECT_NE(subject_secret(veil, "ab", "c"), subject_secret(veil, "a", "bc"));
    EXPECT_NE(secret_hash(person), person);
}

}  // namespace linlian::state
