#include "apps/cli/enrol/slip_commands.h"

#include "apps/apps.pb.h"
#include "apps/cli/enrol/slip_confirm.h"
#include "apps/cli/motion/motion_question.h"
#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/ballot/ballot_figures.h"
#include "client/node/remote_ledger.h"
#include "client/node/wall_clock.h"
#include "client/people/slip_work.h"
#include "client/proof/typed.h"
#include "client/read/proven_rows.h"
#include "client/shown/receipt_text.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"
#include "desk/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

using nlohmann::json;

struct Given {
    std::string estate;
    std::string members;
    std::string names;
    std::uint32_t days = 60;
    std::string pdf;
    std::string seeds_out;
    std::string counter = "社区服务站 Community service station";
    std::string phone = "12345";
    std::string office;
    std::string member;
    std::string reason;
    std::string batch;
};

Result<std::vector<Id16>> wanted_members(Ledger& ledger, const Given& given,
                                         const roster::NamesFile& names) {
    if (given.members.empty()) {
        const auto estate = TRY(find_estate(ledger, given.estate));
        return people_of(names, estate.id);
    }
    const auto file = TRY(read_input(given.members));
    std::vector<Id16> members;
    std::istringstream lines{file};
    for (std::string line; lines >> line;) {
        const auto id = TRY(read_id(line, given.members));
        members.push_back(id);
    }
    return members;
}

// One JSON object a line: for an office that prints by itself.
std::string seeds_text(const std::vector<PreparedSlip>& slips) {
    std::string text;
    for (const auto& slip : slips)
        text += json_text({{"number", slip.face.slip.number},
                           {"member", to_hex(slip.member.view())},
                           {"code", roster::slip_code(slip.face.slip)},
                           {"uri", roster::slip_uri(slip.face.slip)}}) +
                "\n";
    return text;
}

Result<> print_slips(const Options& options, RemoteLedger& ledger, const Given& given,
                     const std::vector<PreparedSlip>& slips, Timestamp expires) {
    if (!given.seeds_out.empty()) TRY(write_new_private_file(given.seeds_out, seeds_text(slips)));
    if (given.pdf.empty()) return {};
    const auto head = TRY(ledger.head());
    roster::SlipBatch batch;
    batch.community_name = head.community_name;
    batch.counter = given.counter;
    batch.phone = given.phone;
    batch.expires = expires;
    batch.head_height = head.height;
    batch.head_log_size = head.log_size;
    batch.head_log_root = head.log_root;
    std::vector<roster::SlipFace> faces;
    for (const auto& slip : slips) faces.push_back(slip.face);
    const auto terminal = options.terminal();
    const auto pdf = TRY(roster::slips_pdf(batch, faces, [&](auto done, auto total) {
        terminal.progress("printing 排版", done, total);
    }));
    return write_new_private_file(given.pdf, pdf);
}

void print_json(const Terminal& terminal, const Given& given, const SlipReceivers& receivers,
                const std::vector<SlipBatchStep>& steps) {
    auto batches = json::array();
    for (const auto& step : steps)
        batches.push_back({{"batch", to_hex(step.batch.view())},
                           {"slips", step.slips},
                           {"motion", to_hex(step.step.motion)},
                           {"fingerprint", step.fingerprint},
                           {"issued", step.step.completed}});
    terminal.json_value(json{{"batches", batches},
                             {"slips", receivers.members.size()},
                             {"enrolled", receivers.enrolled},
                             {"waiting", receivers.waiting},
                             {"absent", receivers.absent},
                             {"others", receivers.others},
                             {"pdf", given.pdf}});
}

void say_left_out(const Terminal& terminal, const SlipReceivers& receivers) {
    if (receivers.enrolled + receivers.absent > 0)
        terminal.say(terminal.faint(
            styled("未发 left out：已有密钥 who have a key {}，不是账本成员 who are no members {}",
                   receivers.enrolled, receivers.absent)));
    if (receivers.waiting > 0)
        terminal.say(
            styled("{0} 人的密钥待核验，未制作 left out: {0} whose key waits for its check",
                   receivers.waiting));
    if (receivers.others > 0)
        terminal.say(terminal.faint(
            styled("另有 {0} 个业主由他人代表：监护人有开通单，其余登记后用 --members {0} owners, "
                   "for whom others act: guardians get a slip, others once recorded (--members)",
                   receivers.others)));
}

// What the clerk of the other office is told by word of mouth.
void say_next(const Terminal& terminal, const std::vector<SlipBatchStep>& steps) {
    if (steps.empty()) return;
    terminal.say(
        "由另一组织确认后生效；请把编号和指纹告诉其工作人员 They open once the other office "
        "confirms. Tell its clerk the motion and the fingerprint:");
    std::string ids;
    for (const auto& step : steps) {
        ids += " " + to_hex(step.step.motion);
        terminal.say(
            styled("  {}  指纹 fingerprint {}", in_fours(step.step.motion), step.fingerprint));
    }
    terminal.say(styled("  linlian slips confirm{} --as CLERK-OF-THE-OTHER-OFFICE", ids));
}

void report(const Options& options, const Given& given, const SlipReceivers& receivers,
            const std::vector<SlipBatchStep>& steps) {
    const auto terminal = options.terminal();
    print_json(terminal, given, receivers, steps);
    std::size_t proposed = 0;
    for (const auto& step : steps) proposed += step.slips;
    terminal.say(styled("{} 已提请发放 {} 份开通单 {} slips proposed in {} batches.",
                        terminal.good("✓"), proposed, proposed, steps.size()));
    say_left_out(terminal, receivers);
    for (const auto& file : {given.pdf, given.seeds_out}) {
        if (!file.empty())
            terminal.warning(styled(
                "{} 含开通密码，只有您能读取；用后删除 holds the secrets, readable by you alone: "
                "delete it after use.",
                file));
    }
    say_next(terminal, steps);
}

// Who gets a slip, and who does not. Refusal apps.NOBODY_LEFT.
Result<SlipReceivers> receivers_of(const Options& options, Ledger& ledger, const Given& given,
                                   const roster::NamesFile& names) {
    const auto terminal = options.terminal();
    const auto wanted = TRY(wanted_members(ledger, given, names));
    auto receivers = TRY(slip_receivers(ledger, names, wanted, [&](auto done, auto total) {
        terminal.progress("who needs one 核对", done, total);
    }));
    if (given.members.empty()) {
        const auto estate = TRY(find_estate(ledger, given.estate));
        receivers.others = others_of(names, estate.id);
    }
    if (receivers.members.empty())
        return refuse(v1::NOBODY_LEFT, {{"enrolled", std::to_string(receivers.enrolled)},
                                        {"waiting", std::to_string(receivers.waiting)},
                                        {"absent", std::to_string(receivers.absent)}});
    return receivers;
}

Result<> issue(const Options& options, const Given& given) {
    if (given.pdf.empty() && given.seeds_out.empty())
        return tl::unexpected(wrong_command("写到哪里 where to: --pdf FILE, or --seeds-out FILE"));
    for (const auto& file : {given.pdf, given.seeds_out})
        if (!file.empty()) TRY(check_new_file(file));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect_far());
    const auto at_hand = TRY(options.names(given.names));
    const auto names = TRY(opened_names(at_hand, ledger->community()));
    const auto receivers = TRY(receivers_of(options, *ledger, given, names));
    const Timestamp expires{wall_clock().ms + given.days * ms_per_day};
    options.terminal().for_asking().say(styled("{} 份 slips，有效期至 until {}",
                                               receivers.members.size(),
                                               roster::civil_end_text(expires)));
    const auto office = TRY(acting_office(options, *ledger, clerk, given.office));
    TRY(warn_of_names(options.screen(), *ledger, at_hand));
    TRY(options.confirm("制作并提请发放？ Make them and propose to issue them?"));
    const auto slips = prepare_slips(ledger->community(), receivers.members, on_roster(names));
    // Seeds are on paper before the ledger knows their keys: a slip that nobody has helps nobody.
    TRY(print_slips(options, *ledger, given, slips, expires));
    std::vector<SlipBatchStep> steps;
    const auto proposed =
        propose_slips(*ledger, clerk, slips, expires, office,
                      [&](SlipBatchStep step) { steps.push_back(std::move(step)); });
    // What was proposed before a refusal stays proposed, so its ids are told.
    report(options, given, receivers, steps);
    return proposed;
}

Result<> cancel(const Options& options, const Given& given) {
    const auto member = TRY(read_id(given.member, "MEMBER"));
    const auto reason = TRY(read_slip_reason(given.reason));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto act = TRY(slip_to_cancel(*ledger, clerk, member, reason));
    const auto names = TRY(options.names(given.names));
    TRY(review_act(options, *ledger, act, names, "作废并签名？ Cancel it and sign?"));
    const auto receipt = TRY(perform(*ledger, clerk, act));
    print_receipt(options.terminal(), receipt);
    return {};
}

Result<> status(const Options& options, const Given& given) {
    const auto batch = TRY(read_id(given.batch, "BATCH"));
    const auto ledger = TRY(options.connect());
    const auto row = TRY(batch_on_record(*ledger, batch));
    options.terminal().message(row);
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
    command.add_option("--pdf", given->pdf,
                       "Where the sheets go; they hold secrets 开通单，含私密");
    command.add_option("--seeds-out", given->seeds_out, "Codes and URIs, JSON lines 密码和 URI");
    command.add_option("--counter", given->counter, "Where the second check is done 核验地点")
        .shows_default();
    command.add_option("--phone", given->phone, "Whom to call 联系电话").shows_default();
    command.add_option("--office", given->office, office_help);
    on_run(command, options, [&options, given, estate, members]() -> Result<> {
        if (!estate.is_given() && !members.is_given())
            return tl::unexpected(wrong_command("给谁 whose: --estate NAME or --members FILE"));
        return issue(options, *given);
    });
}

}  // namespace

void add_slip_commands(Command app, Options& options) {
    const auto slips = app.add_command("slips", "Sheets with which people enrol 实名开通单");
    slips.needs_command();
    add_issue(slips, options);
    auto given = std::make_shared<Given>();
    add_slip_confirm(slips, options);
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
