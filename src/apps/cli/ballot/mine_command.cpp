// `linlian ballot mine`: what is counted for one's own lines.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "client/vote/own_votes.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

Result<> mine(const Options& options, const std::string& ballot) {
    const auto desk = TRY(open_desk(options, ballot));
    const auto votes = TRY(own_votes(desk.at()));
    options.terminal().json_value(nlohmann::json{{"lines", votes.entries}});
    options.terminal().table(
        own_votes_heading(), votes.rows,
        "节点称您在此表决中没有票 The node says that you have no line in this ballot.");
    if (!votes.rows.empty()) options.terminal().say(lines_as_listed);
    return {};
}

}  // namespace

void add_mine_command(Command ballot, Options& options) {
    const auto id = std::make_shared<std::string>();
    const auto command = ballot.add_command("mine", "What is counted for you, proven 我的表决");
    command.add_option("ballot", *id, "Id of the ballot 表决编号").required();
    on_run(command, options, [&options, id] { return mine(options, *id); });
}

}  // namespace linlian::apps
