// `linlian motion`: proposing any act for an office, looking at what waits, standing behind it.
#include "apps/cli/charter/schema_form.h"
#include "apps/cli/motion/motion_question.h"
#include "client/act/act_review.h"
#include "client/motion/motion_list.h"
#include "client/proof/typed.h"
#include "modules/all_modules.h"

namespace linlian::apps {

using namespace client;

namespace {

// Options of a proposal.
struct Proposed {
    std::string office;
    std::vector<std::string> ask;
    std::string reason;
    std::string names;
    std::uint32_t days = 14;
};

Result<> show(const Options& options, const AboutMotion& given) {
    const auto id = TRY(read_id(given.motion, "MOTION"));
    const auto ledger = TRY(options.connect());
    const auto seen = TRY(look_or_ask(options.terminal(), *ledger, id.bytes()));
    if (options.json) {
        options.terminal().message(seen);
        return {};
    }
    const auto names = TRY(options.names(given.names));
    TRY(show_motion(options, *ledger, seen, names));
    say_outlook(options.terminal(), seen);
    return {};
}

Result<> support_one(const Options& options, const AboutMotion& given) {
    const auto asked = TRY(ask_about_motion(
        options, given, {"附议并签名？ Stand behind this and sign?", given.office, true}));
    say_motion_step(options.terminal(),
                    TRY(support_seen(*asked.ledger, asked.author, asked.seen, asked.office)));
    return {};
}

Result<> propose_one(const Options& options, const Proposed& given, const Message& act) {
    const auto author = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto office = TRY(acting_office(options, *ledger, author, given.office));
    const auto asks = TRY(asked_offices(options, *ledger, *act.GetDescriptor(), given.ask));
    const auto names = TRY(options.names(given.names));
    TRY(review_act(options, *ledger, act, names, "提请并签名？ Propose it and sign?"));
    say_motion_step(options.terminal(),
                    TRY(propose(*ledger, author, act, {office, given.reason, given.days, asks})));
    return {};
}

void add_propose(Command motion, Options& options) {
    const auto command = motion.add_command("propose", "Put an act before other offices 提请");
    command.needs_command();
    auto given = std::make_shared<Proposed>();
    command.add_option("--office", given->office, office_help);
    command.add_option("--ask", given->ask, ask_help);
    command.add_option("--reason", given->reason, "Why; no names of people 理由，不写姓名");
    command.add_option("--names", given->names, names_help);
    command.add_option("--days", given->days, "Days until it expires 有效天数").shows_default();
    for (const auto& module : all_modules()) {
        if (module.name == "motion") continue;
        for (const auto& act : module.acts)
            add_form(command, *act.type, options, [&options, given](const Message& filled) {
                return propose_one(options, *given, filled);
            });
    }
}

}  // namespace

void add_motion_commands(Command app, Options& options) {
    const auto motion = app.add_command("motion", "Acts that wait for others 提请事项");
    motion.needs_command();
    auto state = std::make_shared<std::string>("OPEN");
    const auto all = motion.add_command("list", "What waits 查看待办的提请事项");
    all.add_option("--state", *state, "OPEN, COMPLETED, EXPIRED, WITHDRAWN, FAILED 状态")
        .shows_default();
    on_run(all, options, [&options, state]() -> Result<> {
        const auto ledger = TRY(options.connect());
        return show_motions(options.terminal(), *ledger, *state);
    });
    auto given = std::make_shared<AboutMotion>();
    const auto one = add_about_motion(
        motion, "show", "One motion, its act and what it still needs 查看一项提请", *given);
    on_run(one, options, [&options, given] { return show(options, *given); });
    const auto stand = add_for_office(motion, "support", "Stand behind a motion 附议", *given);
    on_run(stand, options, [&options, given] { return support_one(options, *given); });
    add_take_back_commands(motion, options);
    add_propose(motion, options);
}

}  // namespace linlian::apps
