// Faults of the schema that its compiler does not see; the registry of modules asks at start.
#include "codec/schema_faults.h"

#include "codec/options.pb.h"

namespace linlian::codec {

std::string refusal_faults(const google::protobuf::FileDescriptor& file) {
    std::string faults;
    for (int i = 0; i < file.enum_type_count(); ++i) {
        const auto& type = *file.enum_type(i);
        if (type.name() != "RefusalCode") continue;
        // The first value is "unspecified" and is never said.
        for (int j = 1; j < type.value_count(); ++j) {
            const auto& text = type.value(j)->options().GetExtension(v1::text);
            if (text.zh().empty() || text.en().empty())
                faults += "refusal " + type.value(j)->full_name() + " lacks a text; ";
        }
    }
    return faults;
}

// What is carried as an act needs the field beside it that names its type.
std::string field_faults(const google::protobuf::Descriptor& type) {
    std::string faults;
    using google::protobuf::FieldDescriptor;
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        if (field.options().GetExtension(v1::note).cost_percent() != 0 && !field.is_repeated())
            faults += "field " + field.full_name() + " has no elements that cost; ";
        const auto& name = field.options().GetExtension(v1::note).act_named_by();
        if (name.empty()) continue;
        const auto* named = type.FindFieldByName(name);
        const bool fits = field.type() == FieldDescriptor::TYPE_BYTES && !field.is_repeated() &&
                          named != nullptr && named->type() == FieldDescriptor::TYPE_STRING &&
                          !named->is_repeated();
        if (!fits) faults += "field " + field.full_name() + " cannot carry an act; ";
    }
    return faults;
}

}  // namespace linlian::codec
