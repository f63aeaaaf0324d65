#include "apps/cli/charter/schema_form.h"

#include "client/schema/message_form.h"
#include "codec/options.pb.h"
#include "desk/files.h"

namespace linlian::apps {

using namespace client;

namespace {

// What was given.
struct Form {
    FormTexts texts;
    std::optional<std::string> input;  // the file with the whole message
};

}  // namespace

void add_form(Command parent, const google::protobuf::Descriptor& type, Options& options,
              RunMessage run) {
    const auto& notes = type.options();
    const auto& title = notes.HasExtension(codec::v1::act)
                            ? notes.GetExtension(codec::v1::act).title()
                            : notes.GetExtension(codec::v1::query).title();
    const auto command = parent.add_command(command_name(type), title.en() + " " + title.zh());
    command.group(module_name(type));
    auto form = std::make_shared<Form>();
    for (const auto& field : form_fields(type))
        command.add_option(
            "--" + field.written,
            [form, name = field.name](const auto& text) { form->texts.fields[name] = text; },
            field.help);
    command.add_option(
        "--input", [form](const auto& file) { form->input = file; },
        "FILE with the whole message as JSON");
    on_run(command, options, [form, &type, run = std::move(run)]() -> Result<> {
        auto texts = form->texts;
        if (form->input) {
            auto whole = TRY(desk::read_input(*form->input));
            texts.whole = std::move(whole);
        }
        const auto message = new_message(type);
        TRY(fill_message(texts, *message));
        return run(*message);
    });
}

}  // namespace linlian::apps
