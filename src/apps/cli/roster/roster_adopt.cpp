#include "apps/cli/roster/roster_adopt.h"

#include "apps/terminal/asking.h"
#include "client/motion/motion_show.h"
#include "client/roster/adopting.h"
#include "desk/names/draft_names.h"

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

struct Given {
    std::string draft;
    std::string office;
    AdoptionGiven files;
    std::string previous;
    bool uncompared = false;
};

Result<> adopt(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto draft = TRY(read_id(given.draft, "DRAFT"));
    TRY(check_given(given.files));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    Adoption adoption;
    adoption.is_uncompared = given.uncompared;
    adoption.office = TRY(acting_office(options, *ledger, clerk, given.office));
    const auto view = TRY(look_at_draft(*ledger, draft, [&](auto done, auto total) {
        terminal.progress("reading the draft 核对", done, total);
    }));
    adoption.previous = TRY(options.names(given.previous));
    adoption.files = TRY(adoption_files(options.key_store().folder(), *ledger, given.files,
                                        ask_secret, adoption.previous, view));
    show(terminal, view, TRY(review_and_adopt(options, *ledger, clerk, view, adoption)));
    return {};
}

}  // namespace

void add_roster_adopt(Command roster, Options& options) {
    auto given = std::make_shared<Given>();
    const auto command = roster.add_command(
        "adopt", "Propose a draft as the roster, or support the proposal 确认名册");
    command.add_option("draft", given->draft, "Id of the draft 草稿").required();
    command.add_option("--file", given->files.file,
                       "Your own roster, to compare each line with 您自己的名册文件，逐行核对");
    command.add_option("--sheet", given->files.sheet, "Sheet of a workbook 工作表");
    command.add_option(
        "--names", given->files.names,
        "Names of the draft, sealed, with --custodian; or as this computer opened them "
        "草稿的姓名文件：密封的加 --custodian，或在本机打开的");
    command
        .add_option("--custodian", given->files.custodians,
                    "Key file of a custodian who opens the sealed names here; twice, or with "
                    "--half 当场打开姓名文件的保管人密钥文件")
        .takes(1, 2);
    command.add_option("--half", given->files.half,
                       "What the first custodian wrote 第一位保管人写出的文件");
    command.add_option("--previous", given->previous,
                       "Names of the roster in force, opened by your own office: whose ids are "
                       "whose 本组织自行打开的现行名册姓名文件");
    command.add_option("--known", given->files.known,
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
