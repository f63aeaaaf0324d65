// `linlian ballot rule`: who decides an objection, alone or together.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/motion/motion_question.h"
#include "client/proof/typed.h"
#include "client/vote/objecting.h"
#include "client/words/enum_words.h"

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string objection;
    std::string ruling;
    std::string document;
    RulingOrder order;
};

Result<> rule(const Options& options, const Given& given) {
    auto order = given.order;
    order.objection = TRY(read_id(given.objection, "OBJECTION"));
    const auto ruling = typed_enum<ballot::v1::Ruling>(given.ruling);
    // What somebody rules, not what becomes of it where nobody does.
    if (!ruling || *ruling == ballot::v1::UNRULED)
        return tl::unexpected(
            wrong_command("裁定可取以下之一 a ruling is upheld 成立 or rejected 不成立, not “" +
                          given.ruling + "”"));
    order.ruling = *ruling;
    order.document = TRY(keep_document(options, given.document, "--document"));
    const auto key = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    return say_step(options.terminal(), *ledger, client::rule(options, *ledger, key, order));
}

}  // namespace

void add_rule_command(Command ballot, Options& options) {
    auto given = std::make_shared<Given>();
    const auto command = ballot.add_command(
        "rule",
        "Decide an objection, with reasons; of a vote or a delivery two kinds of office uphold it "
        "裁定异议；选票、送达的异议须两类组织共同认定成立");
    command.add_option("objection", given->objection, "Id of the objection 异议编号").required();
    command.add_option("ruling", given->ruling, "upheld 成立, rejected 不成立").required();
    command.add_option("--document", given->document, "File or hash of the reasons 裁定书")
        .required();
    command
        .add_option("--reason", given->order.reason,
                    "In short; no names, telephone or door numbers 简述，不写姓名、电话和门牌")
        .required();
    command.add_option("--office", given->order.office, office_help);
    command.add_option("--ask", given->order.ask, ask_help);
    on_run(command, options, [&options, given] { return rule(options, *given); });
}

}  // namespace linlian::apps
