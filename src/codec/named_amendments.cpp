// Every amendment that an act's schema names anywhere: at the act, its fields, wider limits and
// values of enums.
#include "codec/named_amendments.h"

#include "codec/options.pb.h"

namespace linlian::codec {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

struct Found {
    std::set<std::string> names;
    std::set<std::string> seen;  // types, by name
};

void look_at(const FieldDescriptor& field, Found& found) {
    const auto& note = field.options().GetExtension(v1::note);
    found.names.insert(note.amendment());
    for (const auto& wider : note.wider()) found.names.insert(wider.amendment());
    const auto* choices = field.enum_type();
    for (int i = 0; choices != nullptr && i < choices->value_count(); ++i)
        found.names.insert(choices->value(i)->options().GetExtension(v1::amendment));
}

// NOLINTNEXTLINE(misc-no-recursion): each message type is looked at once.
void look_at(const Descriptor& type, Found& found) {
    if (!found.seen.insert(type.full_name()).second) return;
    for (int i = 0; i < type.field_count(); ++i) {
        look_at(*type.field(i), found);
        if (const auto* inner = type.field(i)->message_type()) look_at(*inner, found);
    }
}

}  // namespace

std::set<std::string> named_amendments(const Descriptor& act) {
    Found found;
    found.names.insert(act.options().GetExtension(v1::act).amendment());
    look_at(act, found);
    found.names.erase("");
    return found.names;
}

}  // namespace linlian::codec
