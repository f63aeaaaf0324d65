// `linlian ballot rule`: who decides an objection, alone or together.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "apps/cli/motion/motion_question.h"
#include "base/hex.h"
#include "client/act/shared_motion.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/ballot_words.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/vote/objection_text.h"
#include "client/vote/special_reviews.h"

namespace linlian::apps {

using namespace client;

namespace {

namespace bal = ballot::v1;

struct Given {
    std::string objection;
    std::string ruling;
    std::string document;
    std::string reason;
    std::string office;
    std::vector<std::string> ask;
};

// The objection that is decided, and the hash of what is shown of it.
struct Asked {
    bal::Objection row;
    Bytes shown;
};

Result<Asked> ask_objection(LedgerDoor& door, const KeyPair& key, const Id16& objection) {
    bal::ObjectionQuery query;
    query.set_objection(objection.bytes());
    bal::ObjectionReply said;
    TRY(door.ask(key, query, said));
    return Asked{said.row(), ballot::shown_hash(said.row()).bytes()};
}

Result<> rule_alone(const Options& options, LedgerDoor& door, const KeyPair& key,
                    const Asked& asked, const bal::RuleOnObjection& act) {
    const auto ballot = TRY(look_at_ballot(door, to_hex(asked.row.ballot())));
    const auto terminal = options.terminal().for_asking();
    terminal.heading("异议 The objection");
    terminal.table({"", ""}, objection_rows(ballot.call(), asked.row), "");
    terminal.heading("裁定 The ruling");
    terminal.table({"", ""}, ruling_rows(ballot.call(), asked.row, act), "");
    TRY(options.confirm("裁定不能再改。签名？ A ruling is not changed again. Sign it?"));
    const auto receipt = TRY(perform(door, key, act));
    print_receipt(options.terminal(), receipt);
    return {};
}

// What changes a vote two kinds of office do together: the first proposes it, the next one who
// gives the same reasons and document stands behind it.
Result<> uphold_together(const Options& options, LedgerDoor& door, const KeyPair& key,
                         const bal::UpholdObjection& act, const Given& given) {
    const auto office = TRY(acting_office(options, door, key, given.office));
    return say_step(options.terminal(), door,
                    ask_together(options, door, key, act,
                                 {office,
                                  given.ask,
                                  {},
                                  "认定成立后即按上述后果办理，不能再改；须另一类组织的人员附议。签"
                                  "名？ Upheld, it has the "
                                  "effect above, for good; somebody of another kind of office must "
                                  "stand behind it. Sign "
                                  "it?"}));
}

Result<> rule(const Options& options, const Given& given) {
    const auto objection = TRY(read_id(given.objection, "OBJECTION"));
    const auto ruling = words::ruling_from(given.ruling);
    if (!ruling)
        return tl::unexpected(
            wrong_command("裁定可取以下之一 a ruling is upheld 成立 or rejected 不成立, not “" +
                          given.ruling + "”"));
    const auto document = TRY(document_hash(options, given.document, "--document"));
    const auto key = TRY(options.acting_key());
    const auto door = TRY(options.connect());
    const auto asked = TRY(ask_objection(*door, key, objection));
    const auto fill = [&](auto act) {
        act.set_objection(objection.bytes());
        act.set_shown(asked.shown);
        act.set_document(document);
        act.set_reason(given.reason);
        return act;
    };
    const auto about = asked.row.about();
    if (*ruling == bal::UPHELD && (about == bal::BALLOT || about == bal::DELIVERY))
        return uphold_together(options, *door, key, fill(bal::UpholdObjection{}), given);
    auto act = fill(bal::RuleOnObjection{});
    act.set_ruling(*ruling);
    return rule_alone(options, *door, key, asked, act);
}

}  // namespace

void add_rule_command(CLI::App& ballot, Options& options) {
    auto given = std::make_shared<Given>();
    auto* command = ballot.add_subcommand(
        "rule",
        "Decide an objection, with reasons; of a vote or a delivery two kinds of office uphold it "
        "裁定异议；选票、送达的异议须两类组织共同认定成立");
    command->add_option("objection", given->objection, "Id of the objection 异议编号")->required();
    command->add_option("ruling", given->ruling, "upheld 成立, rejected 不成立")->required();
    command->add_option("--document", given->document, "File or hash of the reasons 裁定书")
        ->required();
    command
        ->add_option("--reason", given->reason,
                     "In short; no names, telephone or door numbers 简述，不写姓名、电话和门牌")
        ->required();
    command->add_option("--office", given->office, office_help);
    command->add_option("--ask", given->ask, ask_help);
    on_run(command, options, [&options, given] { return rule(options, *given); });
}

}  // namespace linlian::apps
