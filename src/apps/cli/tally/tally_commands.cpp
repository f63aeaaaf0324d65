// `linlian tally`: a recount from a file, without any ledger, for clerks and courts.
#include "apps/cli/options.h"
#include "client/proof/verdict_text.h"
#include "client/tally/tally_case.h"
#include "desk/files.h"
#include "tally/tally.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t paths_shown = 5;

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

Json figure_json(bool is_known, std::uint64_t value, tally::v1::Measure measure) {
    if (!is_known) return nullptr;
    if (measure == tally::v1::HEADS) return value;
    return plain_figure(value, measure);
}

Json check_json(const tally::v1::Check& check) {
    const auto measure = check.asked().measure();
    Json holds = check.holds() == tally::v1::HOLDS;
    if (check.holds() == tally::v1::UNKNOWN) holds = nullptr;
    return {{"name", check.asked().name()},
            {"needed", figure_json(check.has_needed(), check.needed().value(), measure)},
            {"have", figure_json(check.has_have(), check.have().value(), measure)},
            {"holds", holds},
            {"arithmetic", arithmetic_of(check)}};
}

// What the count left out and why, for people; by path, since that is how the file is searched.
std::vector<Bilingual> notes_of(const TallyCase& given) {
    const auto list = [](const std::vector<std::string>& paths) {
        std::string text;
        for (std::size_t i = 0; i < paths.size() && i < paths_shown; ++i)
            text += (i == 0 ? "" : ", ") + paths[i];
        return paths.size() > paths_shown ? text + " …" : text;
    };
    std::vector<Bilingual> notes;
    if (const auto& paths = given.ballots_outside; !paths.empty())
        notes.push_back(
            {fmt::format("{} 张票未计入：投票人没有计票房产（如仅有车位）：{}", paths.size(),
                         list(paths)),
             fmt::format("{} not counted, because the owner has no premises that count: {}",
                         paths.size(), list(paths))});
    if (const auto& paths = given.ballots_replaced; !paths.empty())
        notes.push_back(
            {fmt::format("{} 张票被同一业主后来的票取代：{}", paths.size(), list(paths)),
             fmt::format("{} replaced by a later ballot of the same owner: {}", paths.size(),
                         list(paths))});
    const auto& silence = given.input.silence();
    if (silence.agreed() && silence.warned() && given.undelivered > 0)
        notes.push_back({fmt::format("{} 位业主未送达，只计入总数", given.undelivered),
                         fmt::format("{} owners were not reached, and count in the whole alone",
                                     given.undelivered)});
    return notes;
}

Json verdict_json(const tally::v1::Verdict& verdict, const TallyCase& given) {
    Json json{{"verdict", word_of(verdict.outcome())},
              {"checks", Json::array()},
              {"contradictions", Json::array()}};
    for (const auto& check : verdict.checks()) json["checks"].push_back(check_json(check));
    for (const auto& contradiction : verdict.contradictions())
        json["contradictions"].push_back(line_of(contradiction));
    for (const auto& missing : verdict.missing()) json["missing"].push_back(line_of(missing));
    for (const auto& note : notes_of(given)) json["notes"].push_back(note.en);
    return json;
}

Result<> tally_file(const Options& options, const std::string& file) {
    const auto bytes = TRY(read_input(file));
    const auto given = TRY(read_tally_case(bytes));
    const auto verdict = TRY(tally::decide(given.rule, given.input));
    const auto terminal = options.terminal();
    // Its members keep their order.
    terminal.json_line(verdict_json(verdict, given)
                           .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    print_verdict(terminal, verdict);
    for (const auto& note : notes_of(given)) {
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
