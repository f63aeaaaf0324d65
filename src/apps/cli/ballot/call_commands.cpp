// `linlian ballot template`, `open` and `withdraw`: calling a ballot.
#include "apps/apps.pb.h"
#include "apps/cli/ballot/ballot_commands.h"
#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/act/motion_show.h"
#include "client/ballot/ballot_view.h"
#include "client/call/call_work.h"
#include "client/node/wall_clock.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "codec/json.h"
#include "desk/files.h"
#include "desk/office_vault.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

using nlohmann::json;
namespace bal = ballot::v1;

struct Given {
    std::string matter = "278.5";
    std::string file;
    std::string office;
    std::string ballot;
    std::string document;
    std::string reason;
};

Result<> print_template(const Options& options, const Given& given) {
    const auto text = TRY(call_template(given.matter, wall_clock()));
    options.terminal().json_value(json{{"template", text}});
    options.terminal().lines(text);
    return {};
}

// Every fault of a document is shown; the last of them is what the command returns.
Result<CallDocument> read_document(const Options& options, const std::string& file) {
    const auto document = TRY(clerk_file(file));
    auto read = read_call_document(document);
    if (read) return std::move(*read);
    auto faults = std::move(read.error());
    const auto last = std::move(faults.back());
    faults.pop_back();
    for (const auto& fault : faults) options.terminal().refusal(fault);
    return tl::unexpected(last);
}

void print_review(const Terminal& terminal, const PreparedCall& call, Timestamp now) {
    terminal.heading("请核对 Please check before you sign");
    terminal.table({"", ""}, rows_of(review_of(call, now), terminal), "");
}

Result<> print_called(const Options& options, const PreparedCall& call, const Receipt& receipt) {
    const auto terminal = options.terminal();
    const auto event = TRY(event_in<bal::BallotCalled>(receipt, "ballot"));
    const auto& called = event;
    auto files = json::array();
    for (const auto& file : call.files)
        files.push_back({{"name", file.name}, {"hash", to_hex(file.hash.view())}});
    terminal.json_value(json{{"ballot", to_hex(called.ballot())},
                             {"transaction", to_hex(receipt.leaf().id())},
                             {"height", receipt.leaf().height()},
                             {"opens_ms", called.opens_ms()},
                             {"closes_ms", called.closes_ms()},
                             {"files", files}});
    if (options.json) return {};
    print_receipt(terminal, receipt);
    const auto id = to_hex(called.ballot());
    terminal.heading("接下来 What comes next");
    terminal.say("表决编号 ballot  " + id);
    terminal.say(styled("今天起公告并张贴名册；{}（北京时间）自动开始，名册同时冻结。",
                        ops::beijing_text(Timestamp{called.opens_ms()})));
    terminal.say(
        terminal.faint("Post the notice and the roll today; it opens by itself at that "
                       "time, and the roll is frozen then."));
    terminal.say(styled("  linlian ballot status {}", id));
    return {};
}

Result<> open(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto document = TRY(read_document(options, given.file));
    const auto head = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto office = TRY(acting_office(options, *ledger, head, given.office));
    const auto call = TRY(prepare_call(*ledger, document, office));
    print_review(terminal.for_asking(), call, ledger->now());
    TRY(options.confirm("发起后不能修改。签名发起？ It cannot be changed afterwards. Call it?"));
    const auto receipt = TRY(perform(*ledger, head, call.act));
    keep_named(options.data, options.terminal(), std::filesystem::path{given.file}.parent_path(),
               call.files);
    return print_called(options, call, receipt);
}

Result<> withdraw(const Options& options, const Given& given) {
    const auto document = TRY(keep_document(options, given.document, "--document"));
    const auto head = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    auto act = act_on<bal::WithdrawBallot>(ballot);
    act.set_document(document);
    act.set_reason(given.reason);
    options.terminal().for_asking().say(
        styled("表决 ballot  {}", behind_bar(ballot.call().title().zh())));
    TRY(review_act(options, *ledger, act, {},
                   "撤回后不能恢复，已投的票作废。撤回？ Votes cast are void. Withdraw it?"));
    const auto receipt = TRY(perform(*ledger, head, act));
    print_receipt(options.terminal(), receipt);
    return {};
}

}  // namespace

void add_call_commands(Command ballot, Options& options) {
    auto given = std::make_shared<Given>();
    const auto blank = ballot.add_command("template", "A call to fill in, with remarks 发起书模板");
    blank
        .add_option("--matter", given->matter,
                    "278.1 … 278.9, assembly, survey, charter 事项：民法典第 278 "
                    "条各项、大会、意见征询、规约")
        .shows_default();
    on_run(blank, options, [&options, given] { return print_template(options, *given); });

    const auto call = ballot.add_command("open", "Call a ballot from its document 发起表决");
    call.add_option("file", given->file,
                    "The document (linlian ballot template) 表决发起书（linlian ballot template）")
        .required();
    call.add_option("--office", given->office,
                    "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    on_run(call, options, [&options, given] { return open(options, *given); });

    const auto end = ballot.add_command("withdraw", "End a ballot before it closes 撤回表决");
    end.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    end.add_option("--document", given->document, "File or hash of the reasons 理由文件")
        .required();
    end.add_option("--reason", given->reason,
                   "In short; no names, telephone or door numbers 简述，不写姓名、电话和门牌")
        .required();
    on_run(end, options, [&options, given] { return withdraw(options, *given); });
}

}  // namespace linlian::apps
