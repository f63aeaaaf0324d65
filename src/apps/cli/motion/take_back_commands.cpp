// How one gets out of a motion: `linlian motion decline` and `take-back-decline` for an office, of
// which enough stop a notice; `take-back` of one's own support, `withdraw` of one's own motion.
#include "apps/cli/motion/motion_question.h"
#include "client/act/motion_work.h"
#include "client/proof/typed.h"
#include "client/shown/receipt_text.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace linlian::apps {

using namespace client;

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
    return tl::unexpected(wrong_command(
        "--because 可取以下之一 takes one of: not-our-matter, against-the-law, facts-differ, "
        "money-lacking, needs-change, other"));
}

Result<> print(const Options& options, const Result<Receipt>& receipt) {
    if (!receipt) return tl::unexpected(receipt.error());
    print_receipt(options.terminal(), *receipt);
    return {};
}

Result<> decline_one(const Options& options, const Given& given) {
    const auto reason = TRY(read_reason(given.because));
    const auto asked = TRY(ask_about_motion(options, {given.motion, given.names, given.office,
                                                      "不附议并签名？ Decline this and sign?"}));
    return print(options, decline_seen(*asked.ledger, asked.author, asked.seen,
                                       {asked.office, reason, given.text}));
}

Result<> take_back_decline(const Options& options, const Given& given) {
    const auto asked =
        TRY(ask_about_motion(options, {given.motion, given.names, given.office,
                                       "撤回不附议并签名？ Take the decline back and sign?"}));
    return print(options,
                 take_back_decline_seen(*asked.ledger, asked.author, asked.seen, asked.office));
}

Result<> take_back_support(const Options& options, const Given& given) {
    const auto asked =
        TRY(ask_about_motion(options, {given.motion, given.names, std::nullopt,
                                       "撤回附议并签名？ Take your support back and sign?"}));
    return print(options, take_back_support_seen(*asked.ledger, asked.author, asked.seen));
}

Result<> withdraw_one(const Options& options, const Given& given) {
    const auto asked =
        TRY(ask_about_motion(options, {given.motion, given.names, std::nullopt,
                                       "撤回提请并签名？ Withdraw this motion and sign?"}));
    return print(options, withdraw_seen(*asked.ledger, asked.author, asked.seen, given.text));
}

Command add_one(Command motion, const char* name, const char* help, Given& given) {
    const auto command = motion.add_command(name, help);
    command.add_option("motion", given.motion, "Id of the motion 提请事项编号").required();
    command.add_option("--names", given.names, names_help);
    return command;
}

Command add_for_office(Command motion, const char* name, const char* help, Given& given) {
    const auto command = add_one(motion, name, help, given);
    command.add_option("--office", given.office, office_help);
    return command;
}

}  // namespace

void add_take_back_commands(Command motion, Options& options) {
    auto given = std::make_shared<Given>();
    const auto support =
        add_one(motion, "take-back", "Take your support of a motion back 撤回附议", *given);
    on_run(support, options, [&options, given] { return take_back_support(options, *given); });
    const auto withdraw =
        add_one(motion, "withdraw", "End a motion of your own 撤回自己的提请", *given);
    withdraw.add_option("--reason", given->text,
                        "Why, for everybody; no names of people 理由，公开，不写姓名");
    on_run(withdraw, options, [&options, given] { return withdraw_one(options, *given); });
    const auto decline =
        add_for_office(motion, "decline",
                       "Say for an office that it does not stand behind a motion; enough "
                       "chairs stop a notice so 不附议；足够的负责人可中止公示",
                       *given);
    decline
        .add_option("--because", given->because,
                    "not-our-matter, against-the-law, facts-differ, money-lacking, needs-change, "
                    "other (with --text) 原因；选 other 须写 --text")
        .required();
    decline.add_option("--text", given->text, "Why; no names of people 说明，不写姓名");
    on_run(decline, options, [&options, given] { return decline_one(options, *given); });
    const auto back = add_for_office(motion, "take-back-decline",
                                     "Take back that an office declined 撤回不附议", *given);
    on_run(back, options, [&options, given] { return take_back_decline(options, *given); });
}

}  // namespace linlian::apps
