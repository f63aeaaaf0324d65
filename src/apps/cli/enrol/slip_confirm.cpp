#include "apps/cli/enrol/slip_confirm.h"

#include "base/hex.h"
#include "client/act/ledger_names.h"
#include "client/act/motion_show.h"
#include "client/ballot/ballot_figures.h"
#include "client/people/slip_work.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "roster/plan/slip_pdf.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

using nlohmann::json;

struct Given {
    std::vector<std::string> motions;
    std::string names;
    std::string office;
};

// Who proposed the batch, what must be the same on the sheet of whoever printed it, and whose slips
// they are.
void show(const Screen& screen, const WaitingBatch& batch, const LedgerNames& names,
          bool with_people) {
    const auto& motion = batch.motion.motion();
    screen.table({"", ""},
                 {{"提请事项 motion", in_fours(batch.motion.id())},
                  {"提请组织 proposed by", names.of(motion.as_office())},
                  {"提请人 by its member", names.of(motion.proposer())},
                  {"理由 reason", behind_bar(motion.reason())},
                  {"份数 slips", std::to_string(batch.act.slips_size())},
                  {"有效期至 until", roster::civil_end_text(Timestamp{batch.act.expires_ms()})},
                  {"指纹 fingerprint", slips_fingerprint(batch.act)}},
                 "");
    screen.say(
        "请与制作人当面或电话核对：提请事项编号和指纹须与其屏幕所示一致 Compare motion and "
        "fingerprint with what the clerk who made the slips was shown: they must be the same.");
    if (!with_people) {
        screen.say("加 --names 姓名文件 可看到发给谁 --names FILE shows for whom they are.");
        return;
    }
    Rows rows;
    for (const auto& slip : batch.act.slips())
        rows.push_back({std::to_string(slip.number()), names.of(slip.member()),
                        slip.replaces().empty() ? "" : "取代原有的开通单 ends an earlier slip"});
    screen.table({"号 number", "发给 for", ""}, rows, "–");
}

Result<std::vector<WaitingBatch>> look(const Options& options, const Given& given, Ledger& ledger,
                                       const KeyPair& clerk, const NamesAtHand& at_hand) {
    const auto names = TRY(LedgerNames::gather(ledger, at_hand));
    std::vector<WaitingBatch> batches;
    for (const auto& text : given.motions) {
        const auto id = TRY(read_id(text, "MOTION"));
        auto batch = TRY(waiting_batch(ledger, clerk, id));
        show(options.terminal().for_asking(), batch, names, !at_hand.empty());
        batches.push_back(std::move(batch));
    }
    return batches;
}

Result<> confirm(const Options& options, const Given& given) {
    const auto screen = options.terminal();
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto names = TRY(options.names(given.names));
    const auto waiting = TRY(look(options, given, *ledger, clerk, names));
    const auto office = TRY(acting_office(options, *ledger, clerk, given.office));
    TRY(warn_of_names(options.screen(), *ledger, names));
    TRY(options.confirm("已核对，确认发放？ Compared them? Issue them?"));
    auto batches = json::array();
    for (const auto& batch : waiting) {
        // What was shown is what is supported, whatever the node says now.
        const auto step = TRY(support_seen(*ledger, clerk, batch.motion, office));
        batches.push_back({{"motion", to_hex(batch.motion.id())},
                           {"batch", to_hex(batch.act.batch())},
                           {"issued", step.completed}});
        screen.say(step.completed ? styled("{} 已发放 issued: {} slips", screen.good("✓"),
                                           batch.act.slips_size())
                                  : "已附议；章程还要求其他组织 Supported; the charter asks "
                                    "for more offices.");
    }
    screen.json_value(json{{"batches", batches}});
    return {};
}

}  // namespace

void add_slip_confirm(Command slips, Options& options) {
    auto given = std::make_shared<Given>();
    const auto command = slips.add_command("confirm", "The other office issues them 确认发放");
    command
        .add_option("motion", given->motions,
                    "Ids of their motions, from the clerk who made them 提请事项编号，由制作人告知")
        .required();
    command.add_option("--names", given->names, "Opened names file, to see for whom 姓名文件");
    command.add_option(
        "--office", given->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    on_run(command, options, [&options, given] { return confirm(options, *given); });
}

}  // namespace linlian::apps
