// `linlian ballot cast` and `mine`: voting, and what is counted for one's own lines.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/vote/casting.h"
#include "client/vote/own_votes.h"

#include <iostream>
#include <unistd.h>

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string ballot;
    CastOrder order;
};

std::optional<std::string> answer_to(const Terminal& terminal, const Styled& question) {
    terminal.ask(question);
    std::string text;
    if (!std::getline(std::cin, text)) return std::nullopt;
    return text;
}

Result<> cast(const Options& options, Given given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    const auto terminal = options.terminal();
    if (::isatty(STDIN_FILENO) == 1)
        given.order.ask = [&](const Styled& question) { return answer_to(terminal, question); };
    return client::cast(terminal, options, desk.at(), given.order);
}

Result<> mine(const Options& options, OnlyBallot given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    return show_own_votes(options.terminal(), desk.at());
}

}  // namespace

void add_cast_commands(Command ballot, Options& options) {
    const auto [vote, given] = add_on_ballot(
        ballot, options, "cast", "Vote: linlian ballot cast ID 1=agree 2=反对 投票", cast);
    vote.add_option("choices", given.order.choices,
                    "ITEM=agree|disagree|abstain, ITEM=option:2,4; asked for when none is given "
                    "事项=选择；不给出则逐项询问");
    vote.add_option("--head", given.order.head,
                    "Only this line (default: all of yours) 表决人编号");
    add_on_ballot(ballot, options, "mine", "What is counted for you, proven 我的表决", mine);
}

}  // namespace linlian::apps
