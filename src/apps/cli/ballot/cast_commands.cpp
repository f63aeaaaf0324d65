// `linlian ballot cast`: voting.
#include "apps/cli/ballot/ballot_commands.h"
#include "base/hex.h"
#include "client/act/motion_work.h"
#include "client/ballot/ballot_view.h"
#include "client/client.pb.h"
#include "client/people/enrol_work.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/vote/casting.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <unistd.h>

namespace linlian::apps {

using namespace client;

namespace {

using nlohmann::json;
namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::vector<std::string> choices;
    std::string head;
};

// Asks item by item; a wrong answer is asked for again.
Result<Choices> ask_choices(const Terminal& terminal, const bal::CallBallot& call) {
    std::vector<bal::OpenChoice> answers;
    for (const auto& item : call.items()) {
        terminal.ask(styled("\n{}\n", behind_bar(item.title().zh())));
        for (int i = 0; i < item.options_size(); ++i)
            terminal.ask(styled(
                "{}\n", behind_bar(fmt::format("{}. {}", i + 1, item.options(i).title().zh()))));
        const bool by_options = item.form() != bal::YES_OR_NO;
        while (true) {
            terminal.ask(by_options ? "1,2…/反对/弃权 > " : "赞成/反对/弃权 > ");
            std::string text;
            if (!std::getline(std::cin, text)) return refuse(client::v1::NOT_CONFIRMED);
            auto answer = read_choice(text, item, {});
            if (answer) {
                answers.push_back(std::move(*answer));
                break;
            }
            terminal.ask(styled("{}\n", answer.error().figures.at(0).value));
        }
    }
    return choices_of(answers);
}

void print_receipts(const Terminal& terminal, const std::vector<OwnLine>& lines,
                    const std::vector<Receipt>& receipts) {
    auto votes = json::array();
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        const auto& leaf = receipts[i].leaf();
        const auto head = to_hex(lines[i].voter().line().head());
        votes.push_back({{"head", head},
                         {"transaction", to_hex(leaf.id())},
                         {"height", leaf.height()},
                         {"replaced", lines[i].voted()}});
        terminal.say(styled("{} 已收到 recorded: {}… 高度 height {}  {}", terminal.good("✓"),
                            head.substr(0, 8), leaf.height(),
                            local_time(Timestamp{leaf.time_ms()})));
        terminal.say(styled("  回执 receipt  {}", to_hex(leaf.id())));
        terminal.say(terminal.faint(styled("  linlian bundle --tx {} -o FILE", to_hex(leaf.id()))));
    }
    terminal.json_value(json{{"votes", votes}});
}

Result<> cast(const Options& options, const Given& given) {
    const auto key = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    const auto member = TRY(member_of(*ledger, key));
    TRY(warn_of_recovery(options.terminal(), *ledger, key, member));
    const auto all = TRY(lines_of(*ledger, key, ballot, member.bytes()));
    // What was typed is looked at first; a question is asked only of who may vote.
    auto choices = read_choices(given.choices, ballot.call(), {});
    if (!choices && !given.choices.empty()) return tl::unexpected(choices.error());
    auto lines = TRY(lines_to_vote(options.terminal(), all, given.head));
    if (given.choices.empty() && ::isatty(STDIN_FILENO) == 1)
        choices = ask_choices(options.terminal(), ballot.call());
    if (!choices) return tl::unexpected(choices.error());
    const auto terminal = options.terminal();
    const auto vote = vote_with(ballot, std::move(lines), *choices);
    TRY(show_vote(options.screen(), *ledger, ballot, vote));
    if (given.head.empty()) options.screen().say(lines_as_listed);
    TRY(options.confirm("签名投票？ Sign and vote?"));
    std::vector<Receipt> receipts;
    const auto done = send_vote(*ledger, key, vote, receipts);
    // What was recorded before a refusal stays recorded, so it is told.
    if (done || !receipts.empty()) print_receipts(terminal, vote.lines, receipts);
    return done;
}

}  // namespace

void add_cast_commands(Command ballot, Options& options) {
    auto given = std::make_shared<Given>();
    const auto vote =
        ballot.add_command("cast", "Vote: linlian ballot cast ID 1=agree 2=反对 投票");
    vote.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    vote.add_option("choices", given->choices,
                    "ITEM=agree|disagree|abstain, ITEM=option:2,4; asked for when none is given "
                    "事项=选择；不给出则逐项询问");
    vote.add_option("--head", given->head, "Only this line (default: all of yours) 表决人编号");
    on_run(vote, options, [&options, given] { return cast(options, *given); });
}

}  // namespace linlian::apps
