#include "apps/cli/motion/motion_question.h"

#include "client/proof/typed.h"

namespace linlian::apps {

using namespace client;

Command add_about_motion(Command parent, const char* name, const char* help, AboutMotion& given) {
    const auto command = parent.add_command(name, help);
    command.add_option("motion", given.motion, "Id of the motion 提请事项编号").required();
    command.add_option("--names", given.names, names_help);
    return command;
}

Command add_for_office(Command parent, const char* name, const char* help, AboutMotion& given) {
    const auto command = add_about_motion(parent, name, help, given);
    command.add_option("--office", given.office, office_help);
    return command;
}

Result<MotionToSign> ask_about_motion(const Options& options, const AboutMotion& given,
                                      const MotionQuestion& asked) {
    const auto id = TRY(read_id(given.motion, "MOTION"));
    auto author = TRY(options.acting_key());
    auto ledger = TRY(options.connect());
    auto seen = TRY(look_at_motion(*ledger, &author, id.bytes()));
    const auto names = TRY(options.names(given.names));
    auto office = TRY(client::ask_about_motion(options, *ledger, author, seen, names, asked));
    return MotionToSign{std::move(ledger), std::move(author), std::move(seen), std::move(office)};
}

}  // namespace linlian::apps
