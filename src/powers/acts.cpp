// The acts of all modules with the authority that counts for each.
#include "powers/acts.h"

namespace linlian::powers {

// `replaced` is what a charter asks in place of the schema, by the full name of the act.
Acts acts_of(const std::vector<machine::Module>& modules, const Replaced& replaced) {
    Acts acts;
    for (const auto& module : modules) {
        for (const auto& act : module.acts) {
            const auto found = replaced.find(act.type->full_name());
            const auto& notes = act.type->options().GetExtension(codec::v1::act);
            acts.push_back({act.type, found != replaced.end() ? found->second : notes.authority()});
        }
    }
    return acts;
}

bool names_an_office(const google::protobuf::Descriptor& act) {
    for (int i = 0; i < act.field_count(); ++i) {
        const auto& field = *act.field(i);
        if (!field.is_repeated() &&
            field.options().GetExtension(codec::v1::note).touches() == codec::v1::OFFICE)
            return true;
    }
    return false;
}

}  // namespace linlian::powers
