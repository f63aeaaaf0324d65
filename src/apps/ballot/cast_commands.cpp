// `linlian ballot cast`: voting. Own lines are fetched with their proof and checked before anything
// is signed; the voter sees who will ever read his choice.
#include "apps/apps.pb.h"
#include "apps/ballot/ballot_commands.h"
#include "apps/ballot/ballot_figures.h"
#include "apps/ballot/ballot_view.h"
#include "apps/ballot/ballot_words.h"
#include "apps/ballot/beijing_time.h"
#include "apps/ballot/call_work.h"
#include "apps/ballot/choices.h"
#include "apps/motion_work.h"
#include "apps/words/refusal_words.h"
#include "apps/wrap.h"
#include "base/hex.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <unistd.h>

namespace linlian::apps {
namespace {

using nlohmann::json;
namespace bal = ballot::v1;
using Line = bal::MyLinesReply::Entry;

struct Given {
    std::string ballot;
    std::vector<std::string> choices;
    std::string head;
};

// Asks item by item; a wrong answer is asked for again.
Result<Choices> ask_choices(const Terminal& terminal, const bal::CallBallot& call) {
    std::vector<bal::OpenChoice> answers;
    for (const auto& item : call.items()) {
        terminal.ask(styled("\n{}\n", item.title().zh()));
        for (int i = 0; i < item.options_size(); ++i)
            terminal.ask(styled("  {}. {}\n", i + 1, item.options(i).title().zh()));
        const bool by_options = item.form() != bal::YES_OR_NO;
        while (true) {
            terminal.ask(by_options ? "1,2…/反对/弃权 > " : "赞成/反对/弃权 > ");
            std::string text;
            if (!std::getline(std::cin, text)) return refuse(v1::NOT_CONFIRMED);
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

// Why the node would refuse a vote for this line, in both languages.
std::string reason_told(const Line& line) {
    Refusal refusal{line.refusal(), {}};
    for (const auto& figure : line.figures())
        refusal.figures.push_back({figure.name(), figure.value()});
    const auto told = refusal_told(refusal);
    return (told.zh.empty() ? refusal.code : told.zh) + " " + told.en;
}

// The lines to vote for: all that the member may use now, or the one of --head.
Result<std::vector<Line>> wanted_lines(const std::vector<Line>& lines,
                                       const std::string& typed_head) {
    const auto head = typed_hex(typed_head);
    std::vector<Line> wanted;
    for (const auto& line : lines) {
        const auto hex = to_hex(line.voter().line().head());
        if (!head.empty() && hex != head) continue;
        if (line.refusal().empty())
            wanted.push_back(line);
        else if (!head.empty() || lines.size() == 1)
            return refuse(v1::LINE_REFUSED,
                          {{"head", hex.substr(0, 8)}, {"reason", reason_told(line)}});
    }
    if (wanted.empty()) return refuse(v1::NO_LINE_OF_YOURS);
    return wanted;
}

void print_review(const Terminal& terminal, const BallotView& ballot,
                  const std::vector<Line>& lines, const Choices& choices) {
    terminal.heading(ballot.call().title().zh());
    Rows rows;
    for (const auto& choice : choices) {
        const auto& item = ballot.call().items(static_cast<int>(choice.item()));
        const auto told = choice_told(item, choice.open());
        rows.push_back({std::to_string(choice.item() + 1), item.title().zh(), told.zh,
                        terminal.faint(told.en)});
    }
    terminal.table({"", "事项 item", "您的选择 your choice", ""}, rows, "");
    for (const auto& preset : ballot.call().presets())
        terminal.say(styled("规则依据 rules  {}",
                            behind_bar(fmt::format("{}，{} {}", preset.title().zh(),
                                                   preset.source(), preset.article()))));
    for (const auto& line : lines) {
        const auto way = words::of(line.channel());
        const auto replaced =
            line.voted()
                ? fmt::format("，取代此前通过{}投的票 replaces the vote by {}", way.zh, way.en)
                : "";
        terminal.say(styled("{} {}…，{}{}",
                            line.by_proxy() ? "代理表决人 as the proxy of" : "为表决人 for",
                            to_hex(line.voter().line().head()).substr(0, 8),
                            square_metres(line.voter().line().area_centi()), replaced));
    }
    const auto told = who_reads_choices();
    terminal.say("谁能看到：" + told.zh);
    terminal.say(terminal.faint("Who will read it: " + told.en));
    terminal.say(styled("截止 {}（北京时间）前可以改投。 You may change it until then.",
                        beijing_text(Timestamp{ballot.poll.closes_ms()})));
}

void print_receipts(const Terminal& terminal, const std::vector<Line>& lines,
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

// Votes line by line; the first refusal ends it.
Result<> cast_lines(LedgerDoor& door, const KeyPair& key, const BallotView& ballot,
                    const std::vector<Line>& lines, const Choices& choices,
                    std::vector<Receipt>& receipts) {
    for (const auto& line : lines) {
        auto act = act_on<bal::Cast>(ballot);
        *act.mutable_voter() = line.voter();
        *act.mutable_choices() = choices;
        act.set_replaces(line.replaces());
        auto receipt = perform(door, key, act);
        if (!receipt) return tl::unexpected(receipt.error());
        receipts.push_back(std::move(*receipt));
    }
    return {};
}

Result<> cast(const Options& options, const Given& given) {
    const auto key = options.acting_key();
    if (!key) return tl::unexpected(key.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    const auto ballot = look_at_ballot(**door, given.ballot);
    if (!ballot) return tl::unexpected(ballot.error());
    const auto member = member_of(**door, *key);
    if (!member) return tl::unexpected(member.error());
    const auto all = lines_of(**door, *key, *ballot, member->bytes());
    if (!all) return tl::unexpected(all.error());
    // What was typed is looked at first; a question is asked only of who may vote.
    auto choices = read_choices(given.choices, ballot->call(), {});
    if (!choices && !given.choices.empty()) return tl::unexpected(choices.error());
    const auto lines = wanted_lines(*all, given.head);
    if (!lines) return tl::unexpected(lines.error());
    if (given.choices.empty() && ::isatty(STDIN_FILENO) == 1)
        choices = ask_choices(options.terminal(), ballot->call());
    if (!choices) return tl::unexpected(choices.error());
    const auto terminal = options.terminal();
    print_review(terminal.for_asking(), *ballot, *lines, *choices);
    TRY(options.confirm("签名投票？ Sign and vote?"));
    std::vector<Receipt> receipts;
    const auto done = cast_lines(**door, *key, *ballot, *lines, *choices, receipts);
    // What was recorded before a refusal stays recorded, so it is told.
    if (done || !receipts.empty()) print_receipts(terminal, *lines, receipts);
    return done;
}

}  // namespace

void add_cast_commands(CLI::App& ballot, Options& options) {
    auto given = std::make_shared<Given>();
    auto* vote = ballot.add_subcommand("cast", "Vote: linlian ballot cast ID 1=agree 2=反对 投票");
    vote->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    vote->add_option("choices", given->choices,
                     "ITEM=agree|disagree|abstain, ITEM=option:2,4; asked for when none is given "
                     "事项=选择；不给出则逐项询问");
    vote->add_option("--head", given->head, "Only this line (default: all of yours) 表决人编号");
    on_run(vote, options, [&options, given] { return cast(options, *given); });
}

}  // namespace linlian::apps
