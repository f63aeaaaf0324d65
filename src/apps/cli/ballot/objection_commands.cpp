// `linlian ballot object`, `objections`: what is disputed.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/ballot_words.h"
#include "client/proof/typed.h"
#include "client/shown/beijing_time.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/vote/choices.h"
#include "client/vote/objection_text.h"
#include "client/vote/special_reviews.h"
#include "client/vote/typed_head.h"
#include "codec/json.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

using nlohmann::json;
namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string about;
    std::string head;
    std::vector<std::string> claim;
    std::string document;
    std::string reason;
    std::string premises;
};

// What an objection is about, filled in: head, claim and the proof of the line.
Result<> put_subject(const Desk& desk, const Given& given, bal::Object& act) {
    if (act.about() != bal::BALLOT && !given.claim.empty())
        return tl::unexpected(
            wrong_command("--claim 只与 --about ballot 同用 goes with --about ballot only"));
    const bool of_voter = act.about() == bal::BALLOT || act.about() == bal::DELIVERY;
    if (given.head.empty()) {
        if (of_voter)
            return tl::unexpected(
                wrong_command("--about ballot 和 --about delivery 须给出 --head（表决人） need "
                              "--head, the voter's line"));
        return {};
    }
    if (!of_voter) {
        const auto head = TRY(read_hash(given.head, "--head"));
        act.set_head(head.bytes());
        return {};
    }
    auto claim =
        TRY(read_choices(given.claim, desk.ballot.call(), {.is_whole = !given.claim.empty()}));
    *act.mutable_claim() = std::move(claim);
    const auto lines = TRY(lines_of(*desk.door, desk.key, desk.ballot, desk.member));
    const auto one = TRY(head_typed(
        heads_of(lines, [](const auto& line) { return line.voter().line().head(); }), given.head));
    *act.mutable_voter() = lines[one].voter();
    act.set_head(act.voter().line().head());
    return {};
}

Result<> object(const Options& options, const Given& given) {
    const auto about = words::about_from(given.about);
    if (!about)
        return tl::unexpected(
            wrong_command("--about 可取以下之一 takes roll, ballot, delivery or result"));
    const auto opened = TRY(open_desk_with(given.document, options, given.ballot));
    const auto& [desk, document] = opened;
    auto act = act_on<bal::Object>(desk.ballot);
    act.set_about(*about);
    act.set_reason(given.reason);
    act.set_document(document);
    if (!given.premises.empty()) {
        const auto premises = TRY(read_id(given.premises, "--premises"));
        act.set_premises(premises.bytes());
    }
    TRY(put_subject(desk, given, act));
    const auto terminal = options.terminal();
    terminal.for_asking().table({"", ""}, object_rows(desk.ballot.call(), act), "");
    TRY(options.confirm(
        "理由和裁定将公布；主张、表决人和您是谁只给有权裁定的人看。签名提出？ Reason and ruling "
        "are "
        "published; the claim, the voter and who you are only whoever may rule reads. Sign and "
        "object?"));
    const auto receipt = TRY(perform(*desk.door, desk.key, act));
    print_receipt(terminal, receipt);
    return {};
}

// How many there are, and how they were ruled on, is proven, whomever the node shows which; what
// they say is not.
void say_proven(const Terminal& terminal, const bal::Poll& poll, bool has_rows) {
    if (has_rows)
        terminal.say(
            "所列时间、对象、主张、理由为节点所述 times, claims and reasons as listed are what the "
            "node says");
    terminal.say(styled("有证明 proven: 共 {} 件 in all，成立 {} upheld，待裁定 {} waiting",
                        poll.objections(), poll.upheld(), poll.pending()));
}

// More than the poll proves, or other rulings, is a node's lie.
Result<> check_listed(const BallotView& ballot, const std::vector<NumberedObjection>& objections) {
    std::vector<bal::PublishedObjection> published;
    for (const auto& objection : objections)
        published.emplace_back().set_ruling(objection.row.ruling());
    return check_objections(ballot.poll, published);
}

// Of others' the list tells neither whose they are nor what they claim.
Row row_of(const BallotView& ballot, const NumberedObjection& objection) {
    const auto& row = objection.row;
    const bool is_told = row.about() == bal::BALLOT && !row.member().empty();
    return {to_hex(objection.id.view()),
            beijing_text(Timestamp{row.time_ms()}),
            words::of(row.about()).both(),
            row.head().empty() ? "–" : to_hex(row.head()).substr(0, 16),
            is_told ? claim_told(ballot.call(), row.claim()) : "–",
            words::of(row.ruling()).both(),
            behind_bar(row.reason()),
            row.ruling_reason().empty() ? Styled{} : behind_bar(row.ruling_reason())};
}

Result<> list(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto key = TRY(options.acting_key());
    const auto door = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*door, given.ballot));
    const auto objections = TRY(fetch_objections(*door, key, ballot));
    TRY(check_listed(ballot, objections));
    Rows rows;
    auto all = json::array();
    for (const auto& objection : objections) {
        auto entry = json::parse(codec::to_json(objection.row));
        entry["objection"] = to_hex(objection.id.view());
        all.push_back(std::move(entry));
        rows.push_back(row_of(ballot, objection));
    }
    // None is said where the poll proves that there is none.
    const auto hidden = objections_of_others(ballot.poll, objections.size());
    terminal.json_value(json{{"objections", all}, {"raised", ballot.poll.objections()}});
    terminal.table({"异议 objection", "时间 time", "对象 about", "表决人 head", "主张 claim",
                    "裁定 ruling", "异议人所写 reason", "裁定理由 reasons of the ruling"},
                   rows, hidden ? "没有您的 None of yours." : "没有异议 None were raised.");
    say_proven(terminal, ballot.poll, !rows.empty());
    if (hidden) terminal.warning(styled("{} {}", hidden->zh, hidden->en));
    return {};
}

void add_object(CLI::App& ballot, Options& options) {
    auto given = std::make_shared<Given>();
    auto* command =
        ballot.add_subcommand("object", "Object to roll, a ballot, a delivery, or result 异议");
    command->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    command
        ->add_option("--about", given->about,
                     "roll 名册, ballot 某一张票, delivery 送达, result 结果")
        ->required();
    command->add_option("--head", given->head, "The voter's line it is about 表决人编号");
    command->add_option(
        "--claim", given->claim,
        "What should count instead: 1=agree …; none: nothing 应当如何计：1=agree …；none：不计");
    command
        ->add_option("--reason", given->reason,
                     "In short; no names, telephone or door numbers 简述，不写姓名、电话和门牌")
        ->required();
    command->add_option("--document", given->document, "File or hash 材料");
    command->add_option("--premises", given->premises,
                        "Premises for whose owner you object, or that you owned within a year; not "
                        "needed for your own 房产编号（代业主或一年内曾为业主的填写）");
    on_run(command, options, [&options, given] { return object(options, *given); });
}

}  // namespace

void add_objection_commands(CLI::App& ballot, Options& options) {
    add_object(ballot, options);
    add_rule_command(ballot, options);
    auto given = std::make_shared<Given>();
    auto* all = ballot.add_subcommand("objections", "Objections and their rulings 异议与裁定");
    all->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    on_run(all, options, [&options, given] { return list(options, *given); });
}

}  // namespace linlian::apps
