// `linlian reference`: the pages of docs/reference. They are committed, so that a change of the
// language shows as a change of a page; a test demands that they are what this command writes.
#include "apps/cli/options.h"
#include "client/schema/reference_pages.h"
#include "desk/files.h"

namespace linlian::apps {

void add_reference_commands(Command app, Options& options) {
    const auto command = app.add_command(
        "reference", "Write a page for each module, and of powers, from the schema 参考");
    auto folder = std::make_shared<std::string>("docs/reference");
    command.add_option("folder", *folder, "Where to 写到哪里").shows_default();
    on_run(command, options, [&options, folder]() -> Result<> {
        for (const auto& page : client::reference_pages()) {
            const auto file = std::filesystem::path{*folder} / page.file;
            TRY(desk::write_private_file(file, page.text));
            options.terminal().say(file.string());
        }
        return {};
    });
}

}  // namespace linlian::apps
