// `linlian motion decline` and `take-back-decline`: saying for an office that it does not stand
// behind a motion. Where the act needs a notice, enough of them stop it.
#include "apps/inputs.h"
#include "apps/motion_show.h"
#include "apps/motion_work.h"
#include "apps/receipt_text.h"

#include <algorithm>
#include <array>
#include <memory>

namespace linlian::apps {
namespace {

struct Given {
    std::string motion;
    std::string office;
    std::string names;
    std::string because;
    std::string text;
};

Result<motion::v1::DeclineReason> read_reason(const std::string& word) {
    using namespace motion::v1;
    constexpr std::array<std::pair<std::string_view, DeclineReason>, 6> reasons{{
        {"not-our-matter", NOT_OUR_MATTER},
        {"against-the-law", AGAINST_THE_LAW},
        {"facts-differ", FACTS_DIFFER},
        {"money-lacking", MONEY_LACKING},
        {"needs-change", NEEDS_CHANGE},
        {"other", OTHER},
    }};
    const auto* found =
        std::ranges::find(reasons, std::string_view{word}, &decltype(reasons)::value_type::first);
    if (found != reasons.end()) return found->second;
    return tl::unexpected(
        wrong_command("--because takes one of: not-our-matter, against-the-law, facts-differ, "
                      "money-lacking, needs-change, other"));
}

Result<> print(const Options& options, const Result<Receipt>& receipt) {
    if (!receipt) return tl::unexpected(receipt.error());
    print_receipt(options.terminal(), *receipt);
    return {};
}

Result<> decline_one(const Options& options, const Given& given) {
    const auto reason = read_reason(given.because);
    if (!reason) return tl::unexpected(reason.error());
    const auto asked = ask_about_motion(options, given.motion, given.office, given.names,
                                        "不附议并签名？ Decline this and sign?");
    if (!asked) return tl::unexpected(asked.error());
    return print(options, decline_seen(*asked->door, asked->author, asked->seen,
                                       {asked->office, *reason, given.text}));
}

Result<> take_back_one(const Options& options, const Given& given) {
    const auto asked = ask_about_motion(options, given.motion, given.office, given.names,
                                        "撤回不附议并签名？ Take the decline back and sign?");
    if (!asked) return tl::unexpected(asked.error());
    return print(options,
                 take_back_decline_seen(*asked->door, asked->author, asked->seen, asked->office));
}

CLI::App* add_one(CLI::App& motion, const char* name, const char* help, Given& given) {
    auto* command = motion.add_subcommand(name, help);
    command->add_option("motion", given.motion, "Id of the motion 提请事项编号")->required();
    command->add_option("--names", given.names, names_help);
    command->add_option("--office", given.office, office_help);
    return command;
}

}  // namespace

void add_decline_commands(CLI::App& motion, Options& options) {
    auto given = std::make_shared<Given>();
    auto* decline = add_one(motion, "decline",
                            "Say for an office that it does not stand behind a motion; enough "
                            "chairs stop a notice so 不附议；足够的负责人可中止公示",
                            *given);
    decline
        ->add_option("--because", given->because,
                     "not-our-matter, against-the-law, facts-differ, money-lacking, needs-change, "
                     "other 原因")
        ->required();
    decline->add_option("--text", given->text, "Why; no names of people 说明，不写姓名");
    on_run(decline, options, [&options, given] { return decline_one(options, *given); });
    auto* back = add_one(motion, "take-back-decline",
                         "Take back that an office declined 撤回不附议", *given);
    on_run(back, options, [&options, given] { return take_back_one(options, *given); });
}

}  // namespace linlian::apps
