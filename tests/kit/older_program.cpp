#include "kit/older_program.h"

#include "base/check.h"
#include "codec/wire.h"

#include <google/protobuf/descriptor.pb.h>

namespace linlian::kit {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorProto;
using google::protobuf::FileDescriptor;
using google::protobuf::FileDescriptorProto;
using machine::Message;

template <class List, class Gone>
void take_out(List& list, const Gone& gone) {
    for (int i = list.size() - 1; i >= 0; --i) {
        if (gone(list.Get(i))) list.DeleteSubrange(i, 1);
    }
}

void take_out_fields(DescriptorProto& type) {
    take_out(*type.mutable_field(), [](const auto& field) {
        return !field.options().GetExtension(codec::v1::note).amendment().empty();
    });
    for (auto& field : *type.mutable_field()) {
        if (field.has_options() && field.options().HasExtension(codec::v1::note))
            field.mutable_options()->MutableExtension(codec::v1::note)->clear_wider();
    }
}

FileDescriptorProto older(const FileDescriptor& newer) {
    FileDescriptorProto file;
    newer.CopyTo(&file);
    take_out(*file.mutable_message_type(), [](const DescriptorProto& type) {
        return !type.options().GetExtension(codec::v1::act).amendment().empty();
    });
    for (auto& type : *file.mutable_message_type()) take_out_fields(type);
    for (auto& choices : *file.mutable_enum_type())
        take_out(*choices.mutable_value(), [](const auto& value) {
            return !value.options().GetExtension(codec::v1::amendment).empty();
        });
    return file;
}

// The same content as a message of the newer type, which the functions of the module take.
std::unique_ptr<Message> as_newer(const Message& prototype, const Message& content) {
    std::unique_ptr<Message> made{prototype.New()};
    CHECK(made->ParseFromString(codec::encode(content)));
    return made;
}

}  // namespace

OlderProgram::OlderProgram(const machine::Module& newer) : module_(newer) {
    const auto* file = newer.genesis.type->file();
    for (int i = 0; i < file->dependency_count(); ++i) {
        for (const auto* needed : {file->dependency(i)->dependency(0), file->dependency(i)}) {
            FileDescriptorProto copy;
            needed->CopyTo(&copy);
            CHECK(pool_.BuildFile(copy) != nullptr);
        }
    }
    const auto* built = pool_.BuildFile(older(*file));
    CHECK(built != nullptr);
    const auto type_of = [built](const Descriptor* type) {
        return built->FindMessageTypeByName(type->name());
    };
    std::erase_if(module_.acts, [&](const auto& act) { return type_of(act.type) == nullptr; });
    for (auto& act : module_.acts) {
        const auto before = act;
        act.type = type_of(act.type);
        act.prototype = factory_.GetPrototype(act.type);
        act.well_formed = [before](const Message& content) {
            return before.well_formed(*as_newer(*before.prototype, content));
        };
        act.run = [before](machine::Context& context, const Message& content) {
            return before.run(context, *as_newer(*before.prototype, content));
        };
        if (before.cost)
            act.cost = [before](const state::StateView& view, const Message& content) {
                return before.cost(view, *as_newer(*before.prototype, content));
            };
    }
    const auto before = module_.genesis;
    module_.genesis.type = type_of(before.type);
    module_.genesis.prototype = factory_.GetPrototype(module_.genesis.type);
    module_.genesis.apply = [before](machine::Context& context, const Message& content) {
        return before.apply(context, *as_newer(*before.prototype, content));
    };
    module_.amendments.clear();
}

}  // namespace linlian::kit
