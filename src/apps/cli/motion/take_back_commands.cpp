// How one gets out of a motion: `linlian motion decline` and `take-back-decline` for an office, of
// which enough stop a notice; `take-back` of one's own support, `withdraw` of one's own motion.
#include "apps/cli/motion/motion_question.h"
#include "client/shown/receipt_text.h"

namespace linlian::apps {

using namespace client;

namespace {

using Given = std::shared_ptr<AboutMotion>;

// What is asked before the act about the motion is sent, and the act.
struct Step {
    const char* question;
    bool is_for_office = false;
    std::function<Result<Receipt>(const MotionToSign&)> send;
};

Result<> carry_out(const Options& options, const AboutMotion& given, const Step& step) {
    MotionQuestion asked{step.question};
    if (step.is_for_office) asked.office = given.office;
    const auto about = TRY(ask_about_motion(options, given, asked));
    return say_receipt(options.terminal(), step.send(about));
}

void add_decline(Command motion, Options& options, const Given& given) {
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
    on_run(decline, options, [&options, given]() -> Result<> {
        const auto reason = TRY(read_decline_reason(given->because));
        return carry_out(options, *given,
                         {"不附议并签名？ Decline this and sign?", true, [&](const auto& about) {
                              return decline_seen(*about.ledger, about.author, about.seen,
                                                  {about.office, reason, given->text});
                          }});
    });
}

}  // namespace

void add_take_back_commands(Command motion, Options& options) {
    auto given = std::make_shared<AboutMotion>();
    const auto runs = [&options, given](Command command, Step step) {
        on_run(command, options, [&options, given, step = std::move(step)] {
            return carry_out(options, *given, step);
        });
    };
    runs(add_about_motion(motion, "take-back", "Take your support of a motion back 撤回附议",
                          *given),
         {"撤回附议并签名？ Take your support back and sign?", false, [](const auto& about) {
              return take_back_support_seen(*about.ledger, about.author, about.seen);
          }});
    const auto withdraw =
        add_about_motion(motion, "withdraw", "End a motion of your own 撤回自己的提请", *given);
    withdraw.add_option("--reason", given->text,
                        "Why, for everybody; no names of people 理由，公开，不写姓名");
    runs(withdraw, {"撤回提请并签名？ Withdraw this motion and sign?", false,
                    [given = given.get()](const auto& about) {
                        return withdraw_seen(*about.ledger, about.author, about.seen, given->text);
                    }});
    add_decline(motion, options, given);
    runs(add_for_office(motion, "take-back-decline", "Take back that an office declined 撤回不附议",
                        *given),
         {"撤回不附议并签名？ Take the decline back and sign?", true, [](const auto& about) {
              return take_back_decline_seen(*about.ledger, about.author, about.seen, about.office);
          }});
}

}  // namespace linlian::apps
