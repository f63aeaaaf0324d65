// `linlian slips`: the sheets with which people enrol their keys.
#include "apps/apps.pb.h"
#include "apps/cli/enrol/enrol_own.h"
#include "apps/cli/motion/motion_question.h"
#include "client/act/act_review.h"
#include "client/node/remote_ledger.h"
#include "client/node/wall_clock.h"
#include "client/people/slip_review.h"
#include "client/proof/typed.h"
#include "client/shown/receipt_text.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "desk/names/slip_files.h"

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string estate;
    std::string members;
    std::string names;
    std::uint32_t days = 60;
    desk::SlipFiles files;
    std::string office;
    std::vector<std::string> motions;
    std::string member;
    std::string reason;
    std::string batch;
};

// Who gets a slip, and who does not. Refusal apps.NOBODY_LEFT.
Result<SlipReceivers> receivers_of(const Options& options, Ledger& ledger, const Given& given,
                                   const roster::NamesFile& names) {
    const auto tell = [terminal = options.terminal()](auto done, auto total) {
        terminal.progress("who needs one 核对", done, total);
    };
    SlipReceivers receivers;
    if (given.members.empty()) {
        receivers = TRY(receivers_of_estate(ledger, names, given.estate, tell));
    } else {
        const auto lines = TRY(desk::read_input(given.members));
        const auto members = TRY(read_members(lines, given.members));
        receivers = TRY(slip_receivers(ledger, names, members, tell));
    }
    if (receivers.members.empty())
        return refuse(v1::NOBODY_LEFT, {{"enrolled", std::to_string(receivers.enrolled)},
                                        {"waiting", std::to_string(receivers.waiting)},
                                        {"absent", std::to_string(receivers.absent)}});
    return receivers;
}

Result<> issue(const Options& options, const Given& given) {
    TRY(desk::check_slip_files(given.files));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect_far());
    const auto at_hand = TRY(options.names(given.names));
    const auto names = TRY(opened_names(at_hand, ledger->community()));
    const auto receivers = TRY(receivers_of(options, *ledger, given, names));
    const Timestamp expires{wall_clock().ms + given.days * ms_per_day};
    const auto office = TRY(ask_to_issue(
        options, *ledger, clerk, {receivers.members.size(), expires, given.office}, at_hand));
    const auto slips = prepare_slips(ledger->community(), receivers.members, on_roster(names));
    const auto terminal = options.terminal();
    // Seeds are on paper before the ledger knows their keys: a slip that nobody has helps nobody.
    TRY(desk::write_slips(*ledger, given.files, slips, expires, [&](auto done, auto total) {
        terminal.progress("printing 排版", done, total);
    }));
    std::vector<SlipBatchStep> steps;
    const auto proposed =
        propose_slips(*ledger, clerk, slips, expires, office,
                      [&](SlipBatchStep step) { steps.push_back(std::move(step)); });
    // What was proposed before a refusal stays proposed, so its ids are told.
    say_proposed(terminal, {receivers, steps, given.files.pdf, given.files.seeds});
    return proposed;
}

Result<> confirm(const Options& options, const Given& given) {
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto names = TRY(options.names(given.names));
    return confirm_slips(options, options.terminal(), *ledger, clerk, {given.motions, given.office},
                         names);
}

Result<> cancel(const Options& options, const Given& given) {
    const auto member = TRY(read_id(given.member, "MEMBER"));
    const auto reason = TRY(read_slip_reason(given.reason));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto act = TRY(slip_to_cancel(*ledger, clerk, member, reason));
    const auto names = TRY(options.names(given.names));
    return say_receipt(options.terminal(), review_and_perform(options, *ledger, clerk, act, names,
                                                              "作废并签名？ Cancel it and sign?"));
}

Result<> status(const Options& options, const Given& given) {
    const auto batch = TRY(read_id(given.batch, "BATCH"));
    const auto ledger = TRY(options.connect());
    options.terminal().message(TRY(batch_on_record(*ledger, batch)));
    return {};
}

void add_issue(Command slips, Options& options) {
    auto given = std::make_shared<Given>();
    const auto command = slips.add_command("issue", "Make slips and propose them 制作开通单");
    const auto estate =
        command.add_option("--estate", given->estate, "Everybody of an estate 小区");
    const auto members = command.add_option("--members", given->members,
                                            "File of member ids, one a line 成员编号文件");
    estate.excludes(members);
    command
        .add_option("--names", given->names, "Opened names file (`linlian roster open`) 姓名文件")
        .required();
    command.add_option("--expires", given->days, "Days they live, at most 180 有效天数")
        .between(1, 180)
        .shows_default();
    command.add_option("--pdf", given->files.pdf,
                       "Where the sheets go; they hold secrets 开通单，含私密");
    command.add_option("--seeds-out", given->files.seeds, "Codes and URIs, JSON lines 密码和 URI");
    command.add_option("--counter", given->files.counter, "Where the second check is done 核验地点")
        .shows_default();
    command.add_option("--phone", given->files.phone, "Whom to call 联系电话").shows_default();
    command.add_option("--office", given->office, office_help);
    on_run(command, options, [&options, given, estate, members]() -> Result<> {
        if (!estate.is_given() && !members.is_given())
            return tl::unexpected(wrong_command("给谁 whose: --estate NAME or --members FILE"));
        return issue(options, *given);
    });
}

void add_confirm(Command slips, Options& options, const std::shared_ptr<Given>& given) {
    const auto command = slips.add_command("confirm", "The other office issues them 确认发放");
    command
        .add_option("motion", given->motions,
                    "Ids of their motions, from the clerk who made them 提请事项编号，由制作人告知")
        .required();
    command.add_option("--names", given->names, "Opened names file, to see for whom 姓名文件");
    command.add_option("--office", given->office, office_help);
    on_run(command, options, [&options, given] { return confirm(options, *given); });
}

}  // namespace

void add_slip_commands(Command app, Options& options) {
    const auto slips = app.add_command("slips", "Sheets with which people enrol 实名开通单");
    slips.needs_command();
    add_issue(slips, options);
    auto given = std::make_shared<Given>();
    add_confirm(slips, options, given);
    const auto end = slips.add_command("cancel", "End a member's slip 作废");
    end.add_option("member", given->member, "Id of the member 成员").required();
    end.add_option("--reason", given->reason,
                   "lost, wrong-person, misprinted or not-wanted 丢失、非本人、印错、不需要")
        .required();
    end.add_option("--names", given->names, "Opened names file, to see whose it is 姓名文件");
    on_run(end, options, [&options, given] { return cancel(options, *given); });
    const auto state = slips.add_command(
        "status", "How many of a batch were used, in tens 批次情况（已用数按十计）");
    state.add_option("batch", given->batch, "Id of the batch 批次").required();
    on_run(state, options, [&options, given] { return status(options, *given); });
}

}  // namespace linlian::apps
