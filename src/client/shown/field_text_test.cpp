#include "client/shown/field_text.h"

#include "base/hex.h"
#include "modules/registry/registry.pb.h"

#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

namespace linlian::client {
namespace {

using google::protobuf::Message;

std::string told(const Message& message, const char* field, int index = -1) {
    const auto* found = message.GetDescriptor()->FindFieldByName(field);
    EXPECT_NE(found, nullptr) << field;
    return field_text(message, *found, index, [](const Bytes& bytes) { return to_hex(bytes); });
}

TEST(FieldText, tells_times_areas_and_truth_as_people_read_them) {
    registry::v1::Estate estate;
    estate.set_name("翠竹苑");
    estate.set_area_centi(123'456'789);
    EXPECT_EQ(told(estate, "area_centi"), "1,234,567.89 m²");
    EXPECT_EQ(told(estate, "name"), "翠竹苑");
    registry::v1::Role role;
    EXPECT_EQ(told(role, "until_ms"), "–");
    EXPECT_EQ(told(role, "elected"), "否 no");
    role.set_elected(true);
    EXPECT_EQ(told(role, "elected"), "是 yes");
    registry::v1::Key key;
    EXPECT_EQ(told(key, "until_height"), "–");
    key.set_state(registry::v1::KEY_ACTIVE);
    EXPECT_EQ(told(key, "state"), "已启用 active");
    key.set_member("\x01\xAB");
    EXPECT_EQ(told(key, "member"), "01ab");
}

// A list of numbers is read by its own way of access; by the other the library ends the program.
TEST(FieldText, tells_every_value_of_a_list) {
    google::protobuf::SourceCodeInfo::Location location;
    location.add_path(4);
    location.add_path(-7);
    location.add_leading_detached_comments("a text");
    EXPECT_EQ(told(location, "path", 1), "-7");
    EXPECT_EQ(told(location, "leading_detached_comments", 0), "a text");
    google::protobuf::UninterpretedOption::NamePart part;
    part.set_is_extension(true);
    EXPECT_EQ(told(part, "is_extension"), "是 yes");
}

}  // namespace
}  // namespace linlian::client
