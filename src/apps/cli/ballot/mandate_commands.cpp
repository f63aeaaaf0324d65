// `linlian ballot mandate`: voting through another, by one's own key or from a paper.
#include "apps/apps.pb.h"
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "apps/cli/motion/motion_question.h"
#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/act/shared_motion.h"
#include "client/node/said_by_node.h"
#include "client/paper/delivery_work.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/vote/choices.h"
#include "client/vote/typed_head.h"
#include "codec/refusal.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::apps {

using namespace client;

namespace {

namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string head;
    std::string holder;
    std::string giver;
    std::string member;
    std::string document;
    std::string office;
    std::vector<std::string> ask;
    std::string names;
    std::vector<std::uint32_t> items;
    std::vector<std::string> instructed;
};

Result<bal::MandateTerms> terms_of(const Options& options, const Given& given,
                                   const bal::CallBallot& call) {
    bal::MandateTerms terms;
    const auto holder = TRY(read_id(given.holder, "HOLDER"));
    terms.set_holder(holder.bytes());
    auto items = given.items;
    std::ranges::sort(items);
    for (const auto item : items) {
        if (item == 0 || item > static_cast<std::uint32_t>(call.items_size()))
            return tl::unexpected(wrong_command(fmt::format(
                "--items 应为 1 至 {0} 的序号 takes numbers from 1 to {0}", call.items_size())));
        terms.add_items(item - 1);
    }
    auto instructed = TRY(read_choices(given.instructed, call, {.is_whole = false}));
    *terms.mutable_instructed() = std::move(instructed);
    const auto document = TRY(document_hash(options, given.document, "--document"));
    terms.set_document(document);
    return terms;
}

// What a mandate of this line replaces: the transaction of the one there is.
Result<Bytes> replaced_mandate(Desk& desk, const Bytes& member, const Bytes& head) {
    bal::MandatesQuery query;
    query.set_ballot(desk.ballot.id.bytes());
    query.set_member(member);
    bal::MandatesReply reply;
    TRY(desk.door->ask(query, reply));
    for (const auto& entry : reply.given())
        if (entry.head() == head) return entry.mandate().transaction();
    return Bytes{};
}

// The lines of a member themself, not those that they hold as a proxy: the one of --head, or all.
Result<std::vector<bal::ProvenLine>> own_lines(Desk& desk, const Bytes& member,
                                               const std::string& head) {
    const auto all = TRY(lines_of(*desk.door, desk.key, desk.ballot, member));
    std::vector<bal::ProvenLine> own;
    for (const auto& line : all)
        if (!line.by_proxy()) own.push_back(line.voter());
    if (own.empty()) return refuse(v1::NO_LINE_OF_YOURS);
    if (head.empty()) return own;
    const auto one = TRY(head_typed(
        heads_of(own, [](const bal::ProvenLine& line) { return line.line().head(); }), head));
    return std::vector{own[one]};
}

// Acts name items by their numbers, from 1 as they are shown.
void say_items(const Terminal& terminal, const bal::CallBallot& call) {
    Rows rows{{"表决 ballot", behind_bar(call.title().zh())}};
    for (int i = 0; i < call.items_size(); ++i)
        rows.push_back(
            {styled("第 {} 项 item {}", i + 1, i + 1), behind_bar(call.items(i).title().zh())});
    terminal.table({"", ""}, rows, "");
}

Result<> give_mandate(const Options& options, const Given& given) {
    auto desk = TRY(open_desk(options, given.ballot));
    const auto lines = TRY(own_lines(desk, desk.member, given.head));
    auto terms = TRY(terms_of(options, given, desk.ballot.call()));
    const auto at_hand = TRY(options.names(given.names));
    const auto names = TRY(LedgerNames::gather(*desk.door, at_hand));
    say_items(options.terminal().for_asking(), desk.ballot.call());
    std::vector<bal::GiveMandate> gifts;
    for (const auto& line : lines) {
        const auto replaces = TRY(replaced_mandate(desk, desk.member, line.line().head()));
        auto& act = gifts.emplace_back(act_on<bal::GiveMandate>(desk.ballot));
        *act.mutable_voter() = line;
        *act.mutable_terms() = terms;
        act.set_replaces(replaces);
        TRY(show_act(options, *desk.door, act, names));
    }
    if (given.head.empty()) options.terminal().for_asking().say(lines_as_listed);
    TRY(warn_of_names(options.screen(), *desk.door, at_hand));
    TRY(options.confirm("委托其代为投票？ Appoint this proxy?"));
    for (const auto& act : gifts) {
        const auto receipt = TRY(perform(*desk.door, desk.key, act));
        print_receipt(options.terminal(), receipt);
    }
    return {};
}

Result<> end_mandates(const Options& options, const Given& given) {
    auto desk = TRY(open_desk(options, given.ballot));
    const auto lines = TRY(own_lines(desk, desk.member, given.head));
    const auto at_hand = TRY(options.names(given.names));
    const auto names = TRY(LedgerNames::gather(*desk.door, at_hand));
    std::vector<bal::EndMandate> ends;
    for (const auto& line : lines) {
        const auto replaces = TRY(replaced_mandate(desk, desk.member, line.line().head()));
        // Of several lines those that have one.
        if (replaces.empty() && lines.size() > 1) continue;
        auto& end = ends.emplace_back(act_on<bal::EndMandate>(desk.ballot));
        end.set_head(line.line().head());
        end.set_replaces(replaces);
        TRY(show_act(options, *desk.door, end, names));
    }
    if (ends.empty())
        return tl::unexpected(wrong_command("没有可撤销的委托 none of your lines has a mandate"));
    if (given.head.empty()) options.terminal().for_asking().say(lines_as_listed);
    TRY(warn_of_names(options.screen(), *desk.door, at_hand));
    TRY(options.confirm("撤销委托，自己投票？ End the mandate?"));
    for (const auto& end : ends) {
        const auto receipt = TRY(perform(*desk.door, desk.key, end));
        print_receipt(options.terminal(), receipt);
    }
    return {};
}

// The member of --member, else of the acting key.
Result<Id16> whose(const Options& options, LedgerDoor& door, const std::string& typed) {
    if (!typed.empty()) return read_id(typed, "--member");
    const auto key = TRY(options.acting_key());
    return member_of(door, key);
}

Result<> list_mandates(const Options& options, const Given& given) {
    const auto door = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*door, given.ballot));
    bal::MandatesQuery query;
    query.set_ballot(ballot.id.bytes());
    const auto member = TRY(whose(options, *door, given.member));
    query.set_member(member.bytes());
    bal::MandatesReply reply;
    TRY(door->ask(query, reply));
    if (options.json) {
        options.terminal().message(reply);
        return {};
    }
    Rows rows;
    const auto add = [&rows](const char* which, const auto& entries) {
        for (const auto& entry : entries)
            rows.push_back({which, to_hex(entry.head()).substr(0, 16),
                            to_hex(entry.mandate().giver()),
                            to_hex(entry.mandate().terms().holder()),
                            entry.mandate().ended() ? "已终止 ended"
                            : entry.used()          ? "已用 used"
                                                    : "有效 in force"});
    };
    add("委托他人 given", reply.given());
    add("受人委托 held", reply.held());
    options.terminal().table({"", "表决人 head", "委托人 giver", "受托人 holder", ""}, rows,
                             "没有委托 There are no mandates.");
    say_unproven(options.terminal());
    return {};
}

Result<> enter_mandate(const Options& options, const Given& given) {
    auto desk = TRY(open_desk(options, given.ballot));
    auto line = TRY(
        line_of_head(*desk.door, desk.ballot, given.head, bar(options.terminal(), "名册 roll")));
    const auto giver = TRY(read_id(given.giver, "--giver"));
    auto terms = TRY(terms_of(options, given, desk.ballot.call()));
    const auto replaces = TRY(replaced_mandate(desk, giver.bytes(), line.line().head()));
    auto act = act_on<bal::EnterMandate>(desk.ballot);
    *act.mutable_voter() = std::move(line);
    *act.mutable_terms() = std::move(terms);
    act.set_giver(giver.bytes());
    act.set_replaces(replaces);
    const auto office = TRY(acting_office(options, *desk.door, desk.key, given.office));
    say_items(options.terminal().for_asking(), desk.ballot.call());
    const auto names = TRY(options.names(given.names));
    return say_step(options.terminal(), *desk.door,
                    ask_together(options, *desk.door, desk.key, act,
                                 {office, given.ask, names,
                                  "已核对委托书原件？ Have you seen the written mandate?"}));
}

CLI::App* add_on_ballot(CLI::App& parent, const char* name, const char* help,
                        const std::shared_ptr<Given>& given) {
    auto* command = parent.add_subcommand(name, help);
    command->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    return command;
}

void add_mandate_options(CLI::App& command, const std::shared_ptr<Given>& given) {
    command.add_option("--document", given->document, "File or hash of the mandate 委托书")
        ->required();
    command.add_option("--names", given->names, "Opened names file, to see people 姓名文件");
    command.add_option("--items", given->items, "Items it is for (default: all) 委托事项");
    command.add_option("--instruct", given->instructed, "How to vote: 1=agree … 逐项指示");
}

}  // namespace

void add_mandate_commands(CLI::App& ballot, Options& options) {
    auto* mandate = ballot.add_subcommand("mandate", "Voting through another 委托");
    mandate->require_subcommand(1);
    auto given = std::make_shared<Given>();
    auto* give = add_on_ballot(*mandate, "give", "Appoint a proxy for your lines 委托", given);
    give->add_option("holder", given->holder, "Member who votes for you 受托人编号")->required();
    give->add_option("--head", given->head,
                     "Only this line (default: all of yours) 只此一行（默认：您的全部）");
    add_mandate_options(*give, given);
    on_run(give, options, [&options, given] { return give_mandate(options, *given); });
    auto ended = std::make_shared<Given>();
    auto* end = add_on_ballot(*mandate, "end", "End a mandate of yours 撤回委托", ended);
    end->add_option("--head", ended->head,
                    "Only this line (default: all of yours) 只此一行（默认：您的全部）");
    on_run(end, options, [&options, ended] { return end_mandates(options, *ended); });
    auto paper = std::make_shared<Given>();
    auto* enter = add_on_ballot(*mandate, "enter",
                                "A mandate given on paper; two offices 录入书面委托", paper);
    enter->add_option("holder", paper->holder, "Member who votes 受托人编号")->required();
    enter->add_option("--head", paper->head, "The line 表决人编号")->required();
    enter->add_option("--giver", paper->giver, "Member who signed it 委托人编号")->required();
    enter->add_option(
        "--office", paper->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    enter->add_option("--ask", paper->ask, ask_help);
    add_mandate_options(*enter, paper);
    on_run(enter, options, [&options, paper] { return enter_mandate(options, *paper); });
    auto seen = std::make_shared<Given>();
    auto* list = add_on_ballot(*mandate, "list", "Mandates given and held 委托列表", seen);
    list->add_option("--member", seen->member,
                     "Of this member (default: yours) 哪位成员（默认：您本人）");
    on_run(list, options, [&options, seen] { return list_mandates(options, *seen); });
}

}  // namespace linlian::apps
