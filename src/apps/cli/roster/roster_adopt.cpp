#include "apps/cli/roster/roster_adopt.h"

#include "apps/apps.pb.h"
#include "apps/cli/roster/custodian_commands.h"
#include "base/hex.h"
#include "client/act/motion_show.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "client/roster/roster_work.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"
#include "desk/draft_names.h"
#include "desk/files.h"
#include "ops/time/beijing_time.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

struct Given {
    std::string draft;
    std::string office;
    std::vector<std::string> known;
    std::string file;
    std::string sheet;
    NamesOfDraft names;
    std::vector<std::string> custodians;
    std::string previous;
    bool uncompared = false;
};

void print_adopted(const Options& options, const DraftView& view, const Compared& compared,
                   const MotionStep& step) {
    const auto terminal = options.terminal();
    const auto adopted = event_of<registry::v1::RosterAdopted>(step.receipt);
    terminal.json_value(nlohmann::json{{"motion", to_hex(step.motion)},
                                       {"adopted", step.completed},
                                       {"estate", to_hex(view.estate.id.view())},
                                       {"premises", view.totals.premises},
                                       {"heads", view.totals.heads},
                                       {"area_centi", view.totals.area_centi},
                                       {"lines", compared.lines},
                                       {"lines_not_compared", compared.not_compared},
                                       {"others_not_compared", compared.others_not_compared},
                                       {"transaction", to_hex(step.receipt.leaf().id())}});
    if (adopted)
        return terminal.say(styled(
            "{} 名册第 {} 版已生效 Version {} of the roster is in force: {} premises, {} heads, "
            "{}.",
            terminal.good("✓"), adopted->version(), adopted->version(), adopted->premises(),
            adopted->heads(), square_metres(adopted->area_centi())));
    terminal.say(styled("{} 已提请，等待另一组织确认 Proposed; the other office now runs:",
                        terminal.good("✓")));
    terminal.say(second_office_command(view.draft));
}

Result<> check_usage(const Given& given) {
    if (!given.file.empty() && given.names.names.empty())
        return tl::unexpected(
            wrong_command("--file 须与 --names 同用 goes with --names: they give the ids"));
    if (given.names.names.empty() && !given.custodians.empty())
        return tl::unexpected(
            wrong_command("--custodian 须与 --names 同用 goes with --names: they open them"));
    return {};
}

// The files to compare with, and the ids that the clerk says they know.
Result<AdoptionFiles> files_of(const Options& options, const Given& given, const Ledger& ledger,
                               const NamesAtHand& previous, const DraftView& view) {
    AdoptionFiles files;
    files.file_name = given.file;
    files.sheet = given.sheet;
    if (!given.file.empty()) files.file = TRY(read_input(given.file));
    auto names = given.names;
    for (const auto& file : given.custodians)
        names.custodians.push_back(TRY(custodian_given(file)));
    files.draft = TRY(names_of_draft(options.key_store().folder(), ledger, names, view));
    files.previous = TRY(opened_names(previous, ledger.community()));
    for (const auto& text : given.known) {
        const auto id = TRY(read_id(text, "--known"));
        files.known.insert(id.bytes());
    }
    return files;
}

Result<> adopt(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto draft = TRY(read_id(given.draft, "DRAFT"));
    TRY(check_usage(given));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto office = TRY(acting_office(options, *ledger, clerk, given.office));
    const auto view = TRY(look_at_draft(*ledger, draft, [&](auto done, auto total) {
        terminal.progress("reading the draft 核对", done, total);
    }));
    const auto previous = TRY(options.names(given.previous));
    const auto files = TRY(files_of(options, given, *ledger, previous, view));
    const auto today = ops::civil_date(wall_clock());
    const auto compared = TRY(review_adoption(options, *ledger, files, view, today));
    // Whoever did not make the draft compares it, whatever the order: it is not passed over in
    // silence.
    if (!compared.is_compared && !given.uncompared) TRY(check_importer(*ledger, clerk, view));
    if (view.motion) TRY(show_proposal(options, *ledger, *view.motion, {}));
    TRY(warn_of_names(options.screen(), *ledger, previous));
    TRY(options.confirm(view.motion ? "确认该名册？ Adopt this roster?"
                                    : "提请确认该名册？ Propose to adopt this roster?"));
    const auto step = TRY(adopt_draft(*ledger, clerk, view, office));
    print_adopted(options, view, compared, step);
    return {};
}

}  // namespace

Styled second_office_command(const Id16& draft) {
    return styled(
        "  linlian roster adopt {} --file ROSTER --names NAMES --custodian KEY KEY "
        "--previous NAMES-IN-FORCE --as CLERK-OF-THE-OTHER-OFFICE\n"
        "  ROSTER 另一组织自己的名册 its own roster; NAMES 本草稿的姓名文件 the names of this "
        "draft; "
        "--previous 现行名册的姓名文件（第一版不用）of the roster in force, if there is one",
        to_hex(draft.view()));
}

void add_roster_adopt(Command roster, Options& options) {
    auto given = std::make_shared<Given>();
    const auto command = roster.add_command(
        "adopt", "Propose a draft as the roster, or support the proposal 确认名册");
    command.add_option("draft", given->draft, "Id of the draft 草稿").required();
    command.add_option("--file", given->file,
                       "Your own roster, to compare each line with 您自己的名册文件，逐行核对");
    command.add_option("--sheet", given->sheet, "Sheet of a workbook 工作表");
    command.add_option(
        "--names", given->names.names,
        "Names of the draft, sealed, with --custodian; or as this computer opened them "
        "草稿的姓名文件：密封的加 --custodian，或在本机打开的");
    command
        .add_option("--custodian", given->custodians,
                    "Key file of a custodian who opens the sealed names here; twice, or with "
                    "--half 当场打开姓名文件的保管人密钥文件")
        .takes(1, 2);
    command.add_option("--half", given->names.half,
                       "What the first custodian wrote 第一位保管人写出的文件");
    command.add_option("--previous", given->previous,
                       "Names of the roster in force, opened by your own office: whose ids are "
                       "whose 本组织自行打开的现行名册姓名文件");
    command.add_option("--known", given->known,
                       "Ids on record that you have checked yourself: whose they are "
                       "您已自行核实是谁的已登记编号");
    command.add_flag("--uncompared", given->uncompared,
                     "Stand behind it though you compare it with nothing of your own "
                     "不与本组织的名册核对也予确认");
    command.add_option(
        "--office", given->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    on_run(command, options, [&options, given] { return adopt(options, *given); });
}

}  // namespace linlian::apps
