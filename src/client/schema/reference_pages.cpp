// The pages of docs/reference, from titles, labels, limits and texts that stand in the schema.
#include "client/schema/reference_pages.h"

#include "client/schema/message_form.h"
#include "client/words/authority_words.h"
#include "codec/options.pb.h"
#include "modules/all_modules.h"
#include "powers/table.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string type_of(const FieldDescriptor& field) {
    const std::string many = field.is_repeated() ? "list of " : "";
    if (field.message_type() != nullptr) return many + field.message_type()->name();
    if (field.enum_type() != nullptr) return many + field.enum_type()->name();
    return many + field.type_name();
}

std::string limits_of(const FieldDescriptor& field) {
    const auto& note = field.options().GetExtension(codec::v1::note);
    std::string text;
    if (note.bytes() != 0) text += fmt::format("{} bytes", note.bytes());
    if (note.max_bytes() != 0) text += fmt::format("up to {} bytes", note.max_bytes());
    if (note.max_count() != 0)
        text += fmt::format("{}up to {} of them", text.empty() ? "" : ", ", note.max_count());
    return text;
}

std::string fields_of(const Descriptor& type) {
    if (type.field_count() == 0) return "No fields.\n\n";
    std::string text = "| field | type | meaning | limits |\n|---|---|---|---|\n";
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const auto& label = field.options().GetExtension(codec::v1::note).label();
        text += fmt::format("| `{}` | {} | {} {} | {} |\n", field.name(), type_of(field),
                            label.zh(), label.en(), limits_of(field));
    }
    return text + "\n";
}

std::string acts_of(const machine::Module& module) {
    std::string text = "## Acts\n\n";
    for (const auto& act : module.acts) {
        const auto& notes = act.type->options().GetExtension(codec::v1::act);
        text += fmt::format("### {}\n\n{} {}. Authority by default: `{}`. Command: `{}`.{}{}\n\n",
                            act.type->name(), notes.title().zh(), notes.title().en(),
                            authority_line(notes.authority()), command_name(*act.type),
                            notes.personal() ? " About persons: its bundle is for its signer." : "",
                            notes.amendment().empty()
                                ? ""
                                : fmt::format(" From amendment `{}` on.", notes.amendment()));
        text += fields_of(*act.type);
    }
    return text;
}

std::string queries_of(const machine::Module& module) {
    std::string text = "## Queries\n\n| route | what | reply | who may ask |\n|---|---|---|---|\n";
    for (const auto& query : module.queries) {
        const auto& notes = query.type->options().GetExtension(codec::v1::query);
        const auto& readers = notes.readers();
        text +=
            fmt::format("| `{}` | {} {} | {} | {} |\n", notes.route(), notes.title().zh(),
                        notes.title().en(), query.reply->name(),
                        notes.has_readers() ? readers.zh() + " " + readers.en() : "公开 everybody");
    }
    return text + "\n";
}

std::string events_of(const google::protobuf::FileDescriptor& file) {
    std::string text = "## Events\n\n| event | text |\n|---|---|\n";
    for (int i = 0; i < file.message_type_count(); ++i) {
        const auto& options = file.message_type(i)->options();
        if (!options.HasExtension(codec::v1::event)) continue;
        const auto& words = options.GetExtension(codec::v1::event).text();
        text +=
            fmt::format("| {} | {}; {} |\n", file.message_type(i)->name(), words.zh(), words.en());
    }
    return text + "\n";
}

std::string refusals_of(const google::protobuf::FileDescriptor& file) {
    std::string text = "## Refusals\n\n| code | text |\n|---|---|\n";
    const auto* codes = file.FindEnumTypeByName("RefusalCode");
    for (int i = 1; codes != nullptr && i < codes->value_count(); ++i) {
        const auto& words = codes->value(i)->options().GetExtension(codec::v1::text);
        text += fmt::format("| {} | {}; {} |\n", codes->value(i)->name(), words.zh(), words.en());
    }
    return text;
}

std::string entry_of(const machine::Module& module) {
    if (module.amendment.empty()) return "";
    return fmt::format(
        "In force from the start in a new ledger; enters one that exists by amendment `{}`.\n\n",
        module.amendment);
}

std::string page_of(const machine::Module& module) {
    const auto* main = module.genesis.type ? module.genesis.type : module.acts.front().type;
    const auto& file = *main->file();
    return fmt::format("# {}\n\nMade from the schema by `linlian reference`; do not edit.\n\n",
                       module.name) +
           entry_of(module) + acts_of(module) + queries_of(module) + events_of(file) +
           refusals_of(file);
}

}  // namespace

std::vector<ReferencePage> reference_pages() {
    std::vector<ReferencePage> pages;
    for (const auto& module : all_modules())
        pages.push_back({module.name + ".md", page_of(module)});
    const auto table = powers::table_of(powers::acts_of(all_modules()));
    pages.push_back({"powers.md", powers::page_of(table)});
    return pages;
}

}  // namespace linlian::client
