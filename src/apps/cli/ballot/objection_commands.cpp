// `linlian ballot object`, `objections`: what is disputed.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "client/proof/typed.h"
#include "client/shown/receipt_text.h"
#include "client/vote/objecting.h"
#include "client/words/enum_words.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

using nlohmann::json;

struct Given {
    std::string ballot;
    std::string about;
    std::string document;
    ObjectionOrder order;
};

Result<> object(const Options& options, const Given& given) {
    auto order = given.order;
    const auto about = typed_enum<ballot::v1::About>(given.about);
    if (!about)
        return tl::unexpected(
            wrong_command("--about 可取以下之一 takes roll, ballot, delivery or result"));
    order.about = *about;
    const auto opened = TRY(open_desk_with(given.document, options, given.ballot));
    order.document = opened.document;
    const auto act = TRY(objection_of(opened.desk.at(), order));
    const auto receipt = TRY(client::object(options, opened.desk.at(), act));
    print_receipt(options.terminal(), receipt);
    return {};
}

Result<> list(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto key = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    const auto listed = TRY(list_objections(*ledger, key, ballot));
    terminal.json_value(json{{"objections", listed.entries}, {"raised", ballot.poll.objections()}});
    // None is said where the poll proves that there is none.
    terminal.table(objection_heading(), listed.rows,
                   listed.hidden ? "没有您的 None of yours." : "没有异议 None were raised.");
    say_proven_objections(terminal, ballot.poll, !listed.rows.empty());
    if (listed.hidden) terminal.warning(styled("{} {}", listed.hidden->zh, listed.hidden->en));
    return {};
}

void add_object(Command ballot, Options& options) {
    auto given = std::make_shared<Given>();
    const auto command =
        ballot.add_command("object", "Object to roll, a ballot, a delivery, or result 异议");
    command.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    command
        .add_option("--about", given->about,
                    "roll 名册, ballot 某一张票, delivery 送达, result 结果")
        .required();
    command.add_option("--head", given->order.head, "The voter's line it is about 表决人编号");
    command.add_option(
        "--claim", given->order.claim,
        "What should count instead: 1=agree …; none: nothing 应当如何计：1=agree …；none：不计");
    command
        .add_option("--reason", given->order.reason,
                    "In short; no names, telephone or door numbers 简述，不写姓名、电话和门牌")
        .required();
    command.add_option("--document", given->document, "File or hash 材料");
    command.add_option("--premises", given->order.premises,
                       "Premises for whose owner you object, or that you owned within a year; not "
                       "needed for your own 房产编号（代业主或一年内曾为业主的填写）");
    on_run(command, options, [&options, given] { return object(options, *given); });
}

}  // namespace

void add_objection_commands(Command ballot, Options& options) {
    add_object(ballot, options);
    add_rule_command(ballot, options);
    auto given = std::make_shared<Given>();
    const auto all = ballot.add_command("objections", "Objections and their rulings 异议与裁定");
    all.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    on_run(all, options, [&options, given] { return list(options, *given); });
}

}  // namespace linlian::apps
