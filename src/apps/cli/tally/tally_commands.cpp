// `linlian tally`: a recount from a file, without any ledger, for clerks and courts.
#include "apps/cli/options.h"
#include "client/proof/verdict_text.h"
#include "client/tally/tally_text.h"
#include "desk/files.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

const char* const example = R"(例 Example, with figures; what is left out nobody knows:
  {"matter": "278.5",
   "totals": {"heads": 44, "area": "3520.00"},
   "participating": {"heads": 36, "area": "2940.00"},
   "agree": {"heads": 35, "area": "2860.00"}}
例 Example, with units and ballots, of which the last of an owner counts:
  {"matter": "278.8",
   "units": [{"id": "1-101", "area": "88.05", "owner": ["A"], "kind": "flat"},
             {"id": "1-102", "area": "90.00", "owner": ["B", "C"], "kind": "flat"}],
   "ballots": [{"owner": ["B", "C"], "choice": "agree", "channel": "paper"}]}
matter: 278.1 … 278.9 (民法典第二百七十八条), assembly (居民会议); or "rule": {"checks": [{"name":
"agreement.heads", "of": "cast", "more_than": "1/2"}, …]} with at_least or more_than.
kind: flat shop parking storage unsold undelivered; choice: agree disagree abstain invalid.
Also: "counts", "invalid_participates", "silence"; see docs/operating/tally.md.
Exit status: 0 computed, whatever the verdict; 2 the file is wrong.)";

Result<> tally_file(const Options& options, const std::string& file) {
    const auto bytes = TRY(desk::read_input(file));
    const auto counted = TRY(count_case(bytes));
    const auto terminal = options.terminal();
    // Its members keep their order.
    terminal.json_line(
        case_json(counted).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    print_verdict(terminal, counted.verdict);
    for (const auto& note : notes_of(counted.given)) {
        terminal.say("· " + note.zh);
        terminal.say("  " + note.en);
    }
    return {};
}

}  // namespace

void add_tally_commands(Command app, Options& options) {
    auto file = std::make_shared<std::string>();
    const auto command =
        app.add_command("tally", "Recount a vote by heads and area, without a ledger 重新计票");
    command.add_option("case", *file, "The case, a JSON file 计票文件").required();
    command.footer(example);
    // Every refusal here is a fault of the file, so that scripts can tell it from a verdict.
    command.on_chosen([&options, file] {
        if (const auto done = tally_file(options, *file); !done) {
            options.terminal().refusal(done.error());
            options.status = 2;
        }
    });
}

}  // namespace linlian::apps
