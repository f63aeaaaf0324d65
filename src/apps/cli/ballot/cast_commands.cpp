// `linlian ballot cast`: voting. Own lines are fetched with their proof and checked before anything
// is signed; the voter sees who will ever read their choice.
#include "apps/apps.pb.h"
#include "apps/cli/ballot/ballot_commands.h"
#include "base/hex.h"
#include "client/act/motion_work.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/ballot_view.h"
#include "client/ballot/ballot_words.h"
#include "client/call/call_work.h"
#include "client/client.pb.h"
#include "client/node/said_by_node.h"
#include "client/people/enrol_work.h"
#include "client/shown/beijing_time.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/vote/choices.h"
#include "client/vote/special_reviews.h"
#include "client/vote/typed_head.h"
#include "client/words/refusal_words.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace linlian::apps {

using namespace client;

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

// Why the node would refuse a vote for this line, in both languages.
std::string reason_told(const Line& line) {
    const auto said = said_by_node(line.refusal(), line.figures());
    const auto told = refusal_told(said);
    return "节点称 the node says: " + (told.zh.empty() ? said.code : told.zh) + " " + told.en;
}

// The lines to vote for: all that the member may use now, or the one of --head.
Result<std::vector<Line>> wanted_lines(const Terminal& terminal, const std::vector<Line>& lines,
                                       const std::string& typed_head) {
    if (lines.empty()) return refuse(v1::NO_LINE_OF_YOURS);
    auto asked = lines;
    if (!typed_head.empty()) {
        const auto one = TRY(
            head_typed(heads_of(lines, [](const Line& line) { return line.voter().line().head(); }),
                       typed_head));
        asked = {lines[one]};
    }
    const auto first = asked.front();
    const auto is_refused = [](const Line& line) { return !line.refusal().empty(); };
    // A line that is left out unseen is a vote that its owner believes to have cast.
    if (!std::ranges::all_of(asked, is_refused))
        for (const auto& line : asked)
            if (is_refused(line))
                terminal.warning(styled("不为 {}… 投票 No vote is cast for this line: {}",
                                        to_hex(line.voter().line().head()).substr(0, 8),
                                        reason_told(line)));
    std::erase_if(asked, is_refused);
    if (!asked.empty()) return asked;
    return refuse(v1::LINE_REFUSED, {{"head", to_hex(first.voter().line().head()).substr(0, 8)},
                                     {"reason", reason_told(first)}});
}

// The call as every voter reads it, then what is signed for each line.
Result<> print_review(const Terminal& terminal, LedgerDoor& door, const BallotView& ballot,
                      const std::vector<bal::Cast>& acts, const std::vector<Line>& lines) {
    const auto called = TRY(prepared_again(door, ballot));
    terminal.heading("表决内容 What is voted on");
    terminal.table({"", ""},
                   rows_of(review_of(called, Timestamp{ballot.row.called_ms()}), terminal), "");
    for (std::size_t i = 0; i < acts.size(); ++i) {
        // Whether it is by proxy, and the way of an earlier vote, the node says; the line is
        // proven.
        terminal.heading(lines[i].by_proxy()
                             ? "您作为代理人签名（节点所述）You sign as a proxy, as the node says"
                             : "您签名的内容 What you sign");
        terminal.table({"", ""}, cast_rows(acts[i], ballot.call()), "");
        if (lines[i].voted()) {
            const auto way = words::of(lines[i].channel());
            terminal.say(
                styled("取代此前通过{}投的票（节点所述）It replaces the vote by {}, as the "
                       "node says",
                       way.zh, way.en));
        }
    }
    terminal.say(styled("截止 {}（北京时间）前可以改投。 You may change it until then.",
                        beijing_text(Timestamp{ballot.poll.closes_ms()})));
    return {};
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

std::vector<bal::Cast> casts_for(const BallotView& ballot, const std::vector<Line>& lines,
                                 const Choices& choices) {
    std::vector<bal::Cast> acts;
    for (const auto& line : lines) {
        auto& act = acts.emplace_back(act_on<bal::Cast>(ballot));
        *act.mutable_voter() = line.voter();
        *act.mutable_choices() = choices;
        act.set_replaces(line.replaces());
    }
    return acts;
}

// Sends what was shown, line by line; the first refusal ends it.
Result<> send_casts(LedgerDoor& door, const KeyPair& key, const std::vector<bal::Cast>& acts,
                    std::vector<Receipt>& receipts) {
    for (const auto& act : acts) {
        auto receipt = TRY(perform(door, key, act));
        receipts.push_back(std::move(receipt));
    }
    return {};
}

Result<> cast(const Options& options, const Given& given) {
    const auto key = TRY(options.acting_key());
    const auto door = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*door, given.ballot));
    const auto member = TRY(member_of(*door, key));
    TRY(warn_of_recovery(options.terminal(), *door, key, member));
    const auto all = TRY(lines_of(*door, key, ballot, member.bytes()));
    // What was typed is looked at first; a question is asked only of who may vote.
    auto choices = read_choices(given.choices, ballot.call(), {});
    if (!choices && !given.choices.empty()) return tl::unexpected(choices.error());
    const auto lines = TRY(wanted_lines(options.terminal(), all, given.head));
    if (given.choices.empty() && ::isatty(STDIN_FILENO) == 1)
        choices = ask_choices(options.terminal(), ballot.call());
    if (!choices) return tl::unexpected(choices.error());
    const auto terminal = options.terminal();
    const auto acts = casts_for(ballot, lines, *choices);
    TRY(print_review(terminal.for_asking(), *door, ballot, acts, lines));
    if (given.head.empty()) terminal.for_asking().say(lines_as_listed);
    TRY(options.confirm("签名投票？ Sign and vote?"));
    std::vector<Receipt> receipts;
    const auto done = send_casts(*door, key, acts, receipts);
    // What was recorded before a refusal stays recorded, so it is told.
    if (done || !receipts.empty()) print_receipts(terminal, lines, receipts);
    return done;
}

}  // namespace

Rows cast_rows(const bal::Cast& act, const bal::CallBallot& call) {
    const auto& line = act.voter().line();
    Rows rows{
        {"表决编号 ballot", in_fours(act.ballot())},
        {"所见表决的哈希 hash of the call as shown", to_hex(act.shown())},
        {"表决人 for the line", to_hex(line.head())},
        {"面积 area", square_metres(line.area_centi())},
        {"房产数 premises", std::to_string(line.premises())},
        {"取代的投票 replaces the vote", act.replaces().empty() ? "–" : to_hex(act.replaces())}};
    for (const auto& choice : act.choices()) {
        const auto number = choice.item() + 1;
        const auto item = static_cast<int>(choice.item());
        if (item >= call.items_size()) continue;  // none of these is ever signed: choices.h
        const auto told = choice_told(call.items(item), choice.open());
        rows.push_back({styled("第 {} 项 item {}", number, number),
                        behind_bar(call.items(item).title().zh())});
        rows.push_back({"  您的选择 your choice", behind_bar(told.zh)});
        if (told.en != told.zh) rows.push_back({"", behind_bar(told.en)});
    }
    return rows;
}

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
