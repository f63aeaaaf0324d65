// `linlian ballot mandate`: voting through another, by one's own key or from a paper.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "apps/cli/motion/motion_question.h"
#include "client/act/shared_motion.h"
#include "client/node/said_by_node.h"
#include "client/paper/delivery_work.h"
#include "client/proof/typed.h"
#include "client/shown/receipt_text.h"
#include "client/vote/mandating.h"

namespace linlian::apps {

using namespace client;

namespace {

namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string giver;
    std::string member;
    std::string document;
    std::string office;
    std::vector<std::string> ask;
    std::string names;
    MandateOrder order;
};

void print_receipts(const Terminal& terminal, const std::vector<Receipt>& receipts) {
    for (const auto& receipt : receipts) print_receipt(terminal, receipt);
}

Result<MandateOrder> order_of(const Options& options, const Given& given) {
    auto order = given.order;
    order.document = TRY(keep_document(options, given.document, "--document"));
    return order;
}

Result<> give_mandate(const Options& options, const Given& given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    const auto order = TRY(order_of(options, given));
    const auto acts = TRY(mandates_of(desk.at(), order));
    const auto names = TRY(options.names(given.names));
    show_items(options.screen(), desk.ballot.call());
    const auto receipts = TRY(do_for_lines(options, desk.at(), acts, names, order.head.empty(),
                                           "委托其代为投票？ Appoint this proxy?"));
    print_receipts(options.terminal(), receipts);
    return {};
}

Result<> end_mandates(const Options& options, const Given& given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    const auto acts = TRY(endings_of(desk.at(), given.order.head));
    const auto names = TRY(options.names(given.names));
    const auto receipts =
        TRY(do_for_lines(options, desk.at(), acts, names, given.order.head.empty(),
                         "撤销委托，自己投票？ End the mandate?"));
    print_receipts(options.terminal(), receipts);
    return {};
}

// The member of --member, else of the acting key.
Result<Id16> whose(const Options& options, Ledger& ledger, const std::string& typed) {
    if (!typed.empty()) return read_id(typed, "--member");
    const auto key = TRY(options.acting_key());
    return member_of(ledger, key);
}

Result<> list_mandates(const Options& options, const Given& given) {
    const auto ledger = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    bal::MandatesQuery query;
    query.set_ballot(ballot.id.bytes());
    const auto member = TRY(whose(options, *ledger, given.member));
    query.set_member(member.bytes());
    bal::MandatesReply reply;
    TRY(ledger->ask(query, reply));
    if (options.json) {
        options.terminal().message(reply);
        return {};
    }
    options.terminal().table(mandate_heading(), mandate_rows(reply),
                             "没有委托 There are no mandates.");
    say_unproven(options.terminal());
    return {};
}

Result<> enter_mandate(const Options& options, const Given& given) {
    auto desk = TRY(open_desk(options, given.ballot));
    const auto order = TRY(order_of(options, given));
    auto line = TRY(
        line_of_head(*desk.ledger, desk.ballot, order.head, bar(options.terminal(), "名册 roll")));
    const auto act = TRY(mandate_on_paper(desk.at(), order, std::move(line), given.giver));
    const auto office = TRY(acting_office(options, *desk.ledger, desk.key, given.office));
    show_items(options.screen(), desk.ballot.call());
    const auto names = TRY(options.names(given.names));
    return say_step(options.terminal(), *desk.ledger,
                    ask_together(options, *desk.ledger, desk.key, act,
                                 {office, given.ask, names,
                                  "已核对委托书原件？ Have you seen the written mandate?"}));
}

Command add_on_ballot(Command parent, const char* name, const char* help,
                      const std::shared_ptr<Given>& given) {
    const auto command = parent.add_command(name, help);
    command.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    return command;
}

void add_mandate_options(Command command, const std::shared_ptr<Given>& given) {
    command.add_option("--document", given->document, "File or hash of the mandate 委托书")
        .required();
    command.add_option("--names", given->names, "Opened names file, to see people 姓名文件");
    command.add_option("--items", given->order.items, "Items it is for (default: all) 委托事项");
    command.add_option("--instruct", given->order.instructed, "How to vote: 1=agree … 逐项指示");
}

}  // namespace

void add_mandate_commands(Command ballot, Options& options) {
    const auto mandate = ballot.add_command("mandate", "Voting through another 委托");
    mandate.needs_command();
    auto given = std::make_shared<Given>();
    const auto give = add_on_ballot(mandate, "give", "Appoint a proxy for your lines 委托", given);
    give.add_option("holder", given->order.holder, "Member who votes for you 受托人编号")
        .required();
    give.add_option("--head", given->order.head,
                    "Only this line (default: all of yours) 只此一行（默认：您的全部）");
    add_mandate_options(give, given);
    on_run(give, options, [&options, given] { return give_mandate(options, *given); });
    auto ended = std::make_shared<Given>();
    const auto end = add_on_ballot(mandate, "end", "End a mandate of yours 撤回委托", ended);
    end.add_option("--head", ended->order.head,
                   "Only this line (default: all of yours) 只此一行（默认：您的全部）");
    on_run(end, options, [&options, ended] { return end_mandates(options, *ended); });
    auto paper = std::make_shared<Given>();
    const auto enter = add_on_ballot(mandate, "enter",
                                     "A mandate given on paper; two offices 录入书面委托", paper);
    enter.add_option("holder", paper->order.holder, "Member who votes 受托人编号").required();
    enter.add_option("--head", paper->order.head, "The line 表决人编号").required();
    enter.add_option("--giver", paper->giver, "Member who signed it 委托人编号").required();
    enter.add_option(
        "--office", paper->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    enter.add_option("--ask", paper->ask, ask_help);
    add_mandate_options(enter, paper);
    on_run(enter, options, [&options, paper] { return enter_mandate(options, *paper); });
    auto seen = std::make_shared<Given>();
    const auto list = add_on_ballot(mandate, "list", "Mandates given and held 委托列表", seen);
    list.add_option("--member", seen->member,
                    "Of this member (default: yours) 哪位成员（默认：您本人）");
    on_run(list, options, [&options, seen] { return list_mandates(options, *seen); });
}

}  // namespace linlian::apps
