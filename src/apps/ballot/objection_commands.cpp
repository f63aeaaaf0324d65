// `linlian ballot object`, `objections`, `rule`, `mark`: what is disputed, who decides it, and what
// became of a result later.
#include "apps/ballot/ballot_commands.h"
#include "apps/ballot/ballot_view.h"
#include "apps/ballot/ballot_words.h"
#include "apps/ballot/beijing_time.h"
#include "apps/ballot/choices.h"
#include "apps/motion_work.h"
#include "apps/receipt_text.h"
#include "base/hex.h"
#include "codec/json.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

using nlohmann::json;
namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string about;
    std::string head;
    std::vector<std::string> claim;
    std::string objection;
    std::string ruling;
    std::string standing;
    std::string document;
    std::string reason;
    std::string office;
    std::string premises;
};

// What an objection is about, filled in: head, claim and the proof of the line.
Result<> put_subject(LedgerDoor& door, const Given& given, const BallotView& ballot,
                     const KeyPair& key, bal::Object& act) {
    if (act.about() != bal::BALLOT && !given.claim.empty())
        return tl::unexpected(wrong_command("--claim goes with --about ballot only"));
    const bool of_voter = act.about() == bal::BALLOT || act.about() == bal::DELIVERY;
    if (given.head.empty()) {
        if (of_voter)
            return tl::unexpected(
                wrong_command("--about ballot and --about delivery need --head, the voter's line"));
        return {};
    }
    const auto head = read_hash(given.head, "--head");
    if (!head) return tl::unexpected(head.error());
    act.set_head(head->bytes());
    if (!of_voter) return {};
    auto claim = read_choices(given.claim, ballot.call(), {.is_whole = !given.claim.empty()});
    if (!claim) return tl::unexpected(claim.error());
    *act.mutable_claim() = std::move(*claim);
    const auto member = member_of(door, key);
    if (!member) return tl::unexpected(member.error());
    const auto lines = lines_of(door, key, ballot, member->bytes());
    if (!lines) return tl::unexpected(lines.error());
    for (const auto& line : *lines)
        if (line.voter().line().head() == head->view()) *act.mutable_voter() = line.voter();
    return {};
}

Result<> object(const Options& options, const Given& given) {
    const auto about = words::about_from(given.about);
    if (!about)
        return tl::unexpected(wrong_command("--about takes roll, ballot, delivery or result"));
    const auto document = document_hash(options, given.document, "--document");
    if (!document) return tl::unexpected(document.error());
    const auto key = options.acting_key();
    if (!key) return tl::unexpected(key.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    const auto ballot = look_at_ballot(**door, given.ballot);
    if (!ballot) return tl::unexpected(ballot.error());
    bal::Object act;
    act.set_ballot(ballot->id.bytes());
    act.set_shown(ballot->shown());
    act.set_about(*about);
    act.set_reason(given.reason);
    act.set_document(*document);
    if (!given.premises.empty()) {
        const auto premises = read_id(given.premises, "--premises");
        if (!premises) return tl::unexpected(premises.error());
        act.set_premises(premises->bytes());
    }
    TRY(put_subject(**door, given, *ballot, *key, act));
    const auto terminal = options.terminal();
    terminal.for_asking().say(styled("对 {} 提出异议 objection to {}：{}",
                                     ballot->call().title().zh(), words::of(*about).both(),
                                     given.reason));
    TRY(options.confirm("异议内容公开。签名提出？ It is public. Sign and object?"));
    const auto receipt = perform(**door, *key, act);
    if (!receipt) return tl::unexpected(receipt.error());
    print_receipt(terminal, *receipt);
    return {};
}

Result<> list(const Options& options, const Given& given) {
    const auto key = options.acting_key();
    if (!key) return tl::unexpected(key.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    const auto ballot = look_at_ballot(**door, given.ballot);
    if (!ballot) return tl::unexpected(ballot.error());
    const auto objections = fetch_objections(**door, *key, *ballot);
    if (!objections) return tl::unexpected(objections.error());
    Rows rows;
    auto all = json::array();
    for (const auto& objection : *objections) {
        const auto& row = objection.row;
        auto entry = json::parse(codec::to_json(row));
        entry["objection"] = to_hex(objection.id.view());
        all.push_back(std::move(entry));
        rows.push_back({to_hex(objection.id.view()), beijing_text(Timestamp{row.time_ms()}),
                        words::of(row.about()).both(), row.reason(), words::of(row.ruling()).both(),
                        row.ruling_reason()});
    }
    options.terminal().json_value(json{{"objections", all}});
    options.terminal().table(
        {"异议 objection", "时间 time", "对象 about", "理由 reason", "裁定 ruling", ""}, rows,
        "没有异议 None were raised.");
    return {};
}

Result<> rule(const Options& options, const Given& given) {
    const auto objection = read_id(given.objection, "OBJECTION");
    if (!objection) return tl::unexpected(objection.error());
    const auto ruling = words::ruling_from(given.ruling);
    if (!ruling)
        return tl::unexpected(wrong_command("a ruling is upheld 成立 or rejected 不成立, not “" +
                                            given.ruling + "”"));
    const auto document = document_hash(options, given.document, "--document");
    if (!document) return tl::unexpected(document.error());
    const auto key = options.acting_key();
    if (!key) return tl::unexpected(key.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    bal::ObjectionQuery query;
    query.set_objection(objection->bytes());
    bal::ObjectionReply asked;
    TRY((*door)->ask(*key, query, asked));
    options.terminal().for_asking().say(styled(
        "异议 objection to {}：{}", words::of(asked.row().about()).both(), asked.row().reason()));
    options.terminal().for_asking().say(
        styled("裁定 ruling  {}：{}", words::of(*ruling).both(), given.reason));
    TRY(options.confirm("裁定不能再改。签名？ A ruling is not changed again. Sign it?"));
    bal::RuleOnObjection act;
    act.set_objection(objection->bytes());
    act.set_shown(ballot::shown_hash(asked.row()).bytes());
    act.set_ruling(*ruling);
    act.set_document(*document);
    act.set_reason(given.reason);
    const auto receipt = perform(**door, *key, act);
    if (!receipt) return tl::unexpected(receipt.error());
    print_receipt(options.terminal(), *receipt);
    return {};
}

// Street and court each replace what they recorded themselves. What restores ends what the street
// decided; where that stands, what a court did.
Bytes replaced_mark(const bal::Poll& poll, bal::Standing standing) {
    const auto street = poll.street().standing();
    const bool street_holds = street == bal::SUSPENDED || street == bal::REVOKED;
    const bool is_streets = standing == bal::SUSPENDED || standing == bal::REVOKED ||
                            (standing == bal::RESTORED && street_holds);
    return (is_streets ? poll.street() : poll.court()).transaction();
}

// The head of the street office records alone what the street decides; else two offices do, by a
// motion.
Result<> mark(const Options& options, const Given& given) {
    const auto standing = words::standing_from(given.standing);
    if (!standing)
        return tl::unexpected(
            wrong_command("a standing is challenged, suspended, revoked, annulled or restored"));
    const auto document = document_hash(options, given.document, "--document");
    if (!document) return tl::unexpected(document.error());
    const auto key = options.acting_key();
    if (!key) return tl::unexpected(key.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    const auto ballot = look_at_ballot(**door, given.ballot);
    if (!ballot) return tl::unexpected(ballot.error());
    const auto office = acting_office(**door, *key, given.office);
    if (!office) return tl::unexpected(office.error());
    const auto terminal = options.terminal();
    terminal.for_asking().say(
        styled("{}：{}", ballot->call().title().zh(), words::of(*standing).both()));
    TRY(options.confirm("登记并公开？ Record it?"));
    bal::MarkResult act;
    act.set_ballot(ballot->id.bytes());
    act.set_shown(ballot->shown());
    act.set_standing(*standing);
    act.set_document(*document);
    act.set_replaces(replaced_mark(ballot->poll, *standing));
    const auto step = propose(**door, *key, act, {*office, {}, 14});
    if (!step) return tl::unexpected(step.error());
    print_receipt(terminal, step->receipt);
    if (!step->completed)
        terminal.say(
            styled("等待另一组织附议 It waits for another office: linlian motion "
                   "support {} --as HEAD",
                   to_hex(step->motion)));
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
                        "Premises for whose owner you object; not needed for your own 房产编号");
    on_run(command, options, [&options, given] { return object(options, *given); });
}

void add_rule(CLI::App& ballot, Options& options) {
    auto given = std::make_shared<Given>();
    auto* command = ballot.add_subcommand("rule", "Decide an objection, with reasons 裁定异议");
    command->add_option("objection", given->objection, "Id of the objection 异议编号")->required();
    command->add_option("ruling", given->ruling, "upheld 成立, rejected 不成立")->required();
    command->add_option("--document", given->document, "File or hash of the reasons 裁定书")
        ->required();
    command
        ->add_option("--reason", given->reason,
                     "In short; no names, telephone or door numbers 简述，不写姓名、电话和门牌")
        ->required();
    on_run(command, options, [&options, given] { return rule(options, *given); });
}

}  // namespace

void add_objection_commands(CLI::App& ballot, Options& options) {
    add_object(ballot, options);
    add_rule(ballot, options);
    auto given = std::make_shared<Given>();
    auto* all = ballot.add_subcommand("objections", "Objections and their rulings 异议与裁定");
    all->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    on_run(all, options, [&options, given] { return list(options, *given); });
    auto* later = ballot.add_subcommand("mark", "What became of a result: court, street 后续状态");
    later->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    later
        ->add_option("standing", given->standing,
                     "challenged, suspended, revoked, annulled, restored 结果状态")
        ->required();
    later->add_option("--document", given->document, "File or hash of the document 文书")
        ->required();
    later->add_option(
        "--office", given->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    on_run(later, options, [&options, given] { return mark(options, *given); });
}

}  // namespace linlian::apps
