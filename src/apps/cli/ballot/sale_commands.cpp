// `linlian ballot replace-voter`: who bought while a ballot is open votes for what he bought.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "apps/cli/motion/motion_question.h"
#include "client/act/act_review.h"
#include "client/act/shared_motion.h"
#include "client/paper/delivery_work.h"
#include "client/proof/typed.h"
#include "client/vote/selling.h"

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string ballot;
    std::string head;
    std::string document;
    std::string office;
    std::vector<std::string> ask;
    std::string names;
    SaleOrder order;
};

Result<> replace_voter(const Options& options, const Given& given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    auto line = TRY(
        line_of_head(*desk.ledger, desk.ballot, given.head, bar(options.terminal(), "名册 roll")));
    auto order = given.order;
    order.document = TRY(keep_document(options, given.document, "--document"));
    const auto act = TRY(sale_of(desk.at(), order, std::move(line)));
    const auto office = TRY(acting_office(options, *desk.ledger, desk.key, given.office));
    const auto names = TRY(options.names(given.names));
    return say_step(
        options.terminal(), *desk.ledger,
        ask_together(options, *desk.ledger, desk.key, act,
                     {office, given.ask, names, "已核对产权文件？ Have you seen the deed?"}));
}

}  // namespace

void add_sale_commands(Command ballot, Options& options) {
    auto sold = std::make_shared<Given>();
    const auto sale = ballot.add_command(
        "replace-voter", "New owners vote after a sale; two offices 过户变更表决人");
    sale.add_option("ballot", sold->ballot, "Id of the ballot 表决编号").required();
    sale.add_option("--head", sold->head, "The line 表决人编号").required();
    sale.add_option("--premises", sold->order.premises, "All premises of the line 房产编号")
        .required();
    sale.add_option("--owner", sold->order.owners, "New owners 新业主编号").required();
    sale.add_option("--document", sold->document, "File or hash of the deed 产权文件").required();
    sale.add_flag("--never-was", sold->order.never_was,
                  "The sale on record never was: the line goes back, what was voted by it is "
                  "struck 已登记的变更不成立");
    sale.add_option("--names", sold->names, "Opened names file, to see doors and people 姓名文件");
    sale.add_option("--office", sold->office,
                    "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    sale.add_option("--ask", sold->ask, ask_help);
    on_run(sale, options, [&options, sold] { return replace_voter(options, *sold); });
}

}  // namespace linlian::apps
