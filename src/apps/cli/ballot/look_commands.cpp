// `linlian ballot list`, `status`, `turnout`, `result`: looking at ballots.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/ballot/ballot_list.h"
#include "client/ballot/status_text.h"
#include "client/result/result_text.h"

namespace linlian::apps {

using namespace client;

namespace {

struct Listing {
    std::string estate;
    std::string stage;
};

Result<> list(const Options& options, Listing given) {
    const auto stage = TRY(read_stage(given.stage));
    const auto ledger = TRY(options.connect());
    return show_ballots(options.terminal(), *ledger, given.estate, stage);
}

// One of the functions by which a ballot is shown.
template <auto show>
Result<> look(const Options& options, OnlyBallot given) {
    const auto seen = TRY(see_ballot(options, given.ballot));
    return show(options.terminal(), *seen.ledger, seen.ballot);
}

}  // namespace

void add_look_commands(Command ballot, Options& options) {
    const auto [all, given] =
        add_typed(ballot, options, "list", "Ballots, oldest first 表决列表", list);
    all.add_option("--estate", given.estate, "Of this estate, by name or id 小区");
    all.add_option("--stage", given.stage,
                   "notice, open, counting, preliminary, final, withdrawn 阶段");
    add_on_ballot(ballot, options, "status", "How a ballot stands, and what comes next 表决情况",
                  look<show_status>);
    add_on_ballot(ballot, options, "turnout", "Who took part, by building 各楼栋参与情况",
                  look<show_turnout>);
    add_on_ballot(ballot, options, "result", "The verdict with its arithmetic 表决结果",
                  look<show_result>);
}

}  // namespace linlian::apps
