// `linlian ballot object`, `rule`, `objections` and `mark`: what is disputed, who decides it, alone
// or together, and what became of a result later.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/dispute/marking.h"
#include "client/dispute/objecting.h"
#include "client/proof/typed.h"

namespace linlian::apps {

using namespace client;

namespace {

struct Objecting {
    std::string ballot;
    std::string about;
    std::string document;
    ObjectionOrder order;
};

Result<> object(const Options& options, Objecting given) {
    given.order.about = TRY(read_about(given.about));
    given.order.document = TRY(keep_document(options, given.document));
    const auto desk = TRY(open_desk(options, given.ballot));
    return client::object(options.terminal(), options, desk.at(), given.order);
}

Result<> list(const Options& options, OnlyBallot given) {
    const auto key = TRY(options.acting_key());
    const auto seen = TRY(see_ballot(options, given.ballot));
    return show_objections(options.terminal(), *seen.ledger, key, seen.ballot);
}

struct Ruling {
    std::string objection;
    std::string ruling;
    std::string document;
    RulingOrder order;
};

Result<> rule(const Options& options, Ruling given) {
    given.order.objection = TRY(read_id(given.objection, "OBJECTION"));
    given.order.ruling = TRY(read_ruling(given.ruling));
    given.order.document = TRY(keep_document(options, given.document));
    const auto key = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    return client::rule(options.terminal(), options, *ledger, key, given.order);
}

struct Marking {
    std::string ballot;
    std::string standing;
    std::string document;
    std::string office;
};

Result<> mark(const Options& options, Marking given) {
    const auto standing = TRY(read_standing(given.standing));
    const auto document = TRY(keep_document(options, given.document));
    const auto desk = TRY(open_desk(options, given.ballot));
    return mark_result(options.terminal(), options, desk.at(), {standing, document, given.office});
}

void add_object(Command ballot, Options& options) {
    const auto [command, given] = add_on_ballot(
        ballot, options, "object", "Object to roll, a ballot, a delivery, or result 异议", object);
    command
        .add_option("--about", given.about,
                    "roll 名册, ballot 某一张票, delivery 送达, result 结果")
        .required();
    command.add_option("--head", given.order.head, "The voter's line it is about 表决人编号");
    command.add_option(
        "--claim", given.order.claim,
        "What should count instead: 1=agree …; none: nothing 应当如何计：1=agree …；none：不计");
    command.add_option("--reason", given.order.reason, reason_help).required();
    command.add_option("--document", given.document, "File or hash 材料");
    command.add_option("--premises", given.order.premises,
                       "Premises for whose owner you object, or that you owned within a year; not "
                       "needed for your own 房产编号（代业主或一年内曾为业主的填写）");
}

void add_rule(Command ballot, Options& options) {
    const auto [command, given] = add_typed(
        ballot, options, "rule",
        "Decide an objection, with reasons; of a vote or a delivery two kinds of office uphold it "
        "裁定异议；选票、送达的异议须两类组织共同认定成立",
        rule);
    command.add_option("objection", given.objection, "Id of the objection 异议编号").required();
    command.add_option("ruling", given.ruling, "upheld 成立, rejected 不成立").required();
    command.add_option("--document", given.document, "File or hash of the reasons 裁定书")
        .required();
    command.add_option("--reason", given.order.reason, reason_help).required();
    add_together_options(command, given.order.as);
}

}  // namespace

void add_objection_commands(Command ballot, Options& options) {
    add_object(ballot, options);
    add_rule(ballot, options);
    add_on_ballot(ballot, options, "objections", "Objections and their rulings 异议与裁定", list);
    const auto [later, given] = add_on_ballot(
        ballot, options, "mark", "What became of a result: court, street 后续状态", mark);
    later
        .add_option("standing", given.standing,
                    "challenged, suspended, revoked, annulled, restored 结果状态")
        .required();
    later.add_option("--document", given.document, "File or hash of the document 文书").required();
    add_office_option(later, given.office);
}

}  // namespace linlian::apps
