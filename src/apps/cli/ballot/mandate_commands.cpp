// `linlian ballot mandate`: voting through another, by one's own key or from a paper.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/paper/delivery_work.h"
#include "client/proof/typed.h"
#include "client/vote/mandating.h"

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string ballot;
    std::string document;
    std::string names;
    PaperMandate paper;
};

Result<> give(const Options& options, Given given) {
    auto& order = given.paper.order;
    const auto desk = TRY(open_desk(options, given.ballot));
    order.document = TRY(keep_document(options, given.document));
    order.names = TRY(options.names(given.names));
    return give_mandates(options.terminal(), options, desk.at(), order);
}

Result<> end(const Options& options, Given given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    return end_mandates(options.terminal(), options, desk.at(), given.paper.order);
}

Result<> enter(const Options& options, Given given) {
    auto& paper = given.paper;
    const auto terminal = options.terminal();
    const auto desk = TRY(open_desk(options, given.ballot));
    paper.order.document = TRY(keep_document(options, given.document));
    paper.as.names = TRY(options.names(given.names));
    paper.line =
        TRY(line_of_head(*desk.ledger, desk.ballot, paper.order.head, bar(terminal, "名册 roll")));
    return enter_mandate(terminal, options, desk.at(), paper);
}

struct Whose {
    std::string ballot;
    std::string member;
};

// Of --member, else of the acting key.
Result<> list(const Options& options, Whose given) {
    const auto seen = TRY(see_ballot(options, given.ballot));
    const auto whose = [&]() -> Result<Id16> {
        if (!given.member.empty()) return read_id(given.member, "--member");
        const auto key = TRY(options.acting_key());
        return member_of(*seen.ledger, key);
    };
    const auto member = TRY(whose());
    return show_mandates(options.terminal(), *seen.ledger, seen.ballot, member);
}

constexpr const char* own_head_help =
    "Only this line (default: all of yours) 只此一行（默认：您的全部）";

void add_mandate_options(Command command, Given& given) {
    command.add_option("--document", given.document, "File or hash of the mandate 委托书")
        .required();
    command.add_option("--names", given.names, "Opened names file, to see people 姓名文件");
    auto& order = given.paper.order;
    command.add_option("--items", order.items, "Items it is for (default: all) 委托事项");
    command.add_option("--instruct", order.instructed, "How to vote: 1=agree … 逐项指示");
}

void add_enter(Command mandate, Options& options) {
    const auto [command, given] = add_on_ballot(
        mandate, options, "enter", "A mandate given on paper; two offices 录入书面委托", enter);
    auto& paper = given.paper;
    command.add_option("holder", paper.order.holder, "Member who votes 受托人编号").required();
    command.add_option("--head", paper.order.head, "The line 表决人编号").required();
    command.add_option("--giver", paper.giver, "Member who signed it 委托人编号").required();
    add_together_options(command, paper.as);
    add_mandate_options(command, given);
}

}  // namespace

void add_mandate_commands(Command ballot, Options& options) {
    const auto mandate = ballot.add_command("mandate", "Voting through another 委托");
    mandate.needs_command();
    const auto [given_command, given] =
        add_on_ballot(mandate, options, "give", "Appoint a proxy for your lines 委托", give);
    given_command
        .add_option("holder", given.paper.order.holder, "Member who votes for you 受托人编号")
        .required();
    given_command.add_option("--head", given.paper.order.head, own_head_help);
    add_mandate_options(given_command, given);
    const auto [ended_command, ended] =
        add_on_ballot(mandate, options, "end", "End a mandate of yours 撤回委托", end);
    ended_command.add_option("--head", ended.paper.order.head, own_head_help);
    add_enter(mandate, options);
    const auto [listed_command, listed] =
        add_on_ballot(mandate, options, "list", "Mandates given and held 委托列表", list);
    listed_command.add_option("--member", listed.member,
                              "Of this member (default: yours) 哪位成员（默认：您本人）");
}

}  // namespace linlian::apps
