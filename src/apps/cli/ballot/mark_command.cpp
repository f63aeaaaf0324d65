// `linlian ballot mark`: what became of a result later.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "base/hex.h"
#include "client/proof/typed.h"
#include "client/shown/receipt_text.h"
#include "client/vote/marking.h"
#include "client/words/enum_words.h"

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string ballot;
    std::string standing;
    std::string document;
    std::string office;
};

// The head of the street office records alone what the street decides; else two offices do, by a
// motion.
Result<> mark(const Options& options, const Given& given) {
    const auto standing = typed_enum<ballot::v1::ResultStanding>(given.standing);
    if (!standing)
        return tl::unexpected(
            wrong_command("后续状态可取以下之一 a standing is challenged, suspended, revoked, "
                          "annulled or restored"));
    const auto opened = TRY(open_desk_with(given.document, options, given.ballot));
    const auto step =
        TRY(mark_result(options, opened.desk.at(), {*standing, opened.document, given.office}));
    const auto terminal = options.terminal();
    print_receipt(terminal, step.receipt);
    if (!step.completed)
        terminal.say(
            styled("等待另一组织附议 It waits for another office: linlian motion "
                   "support {} --as HEAD",
                   to_hex(step.motion)));
    return {};
}

}  // namespace

void add_mark_command(Command ballot, Options& options) {
    auto given = std::make_shared<Given>();
    const auto later =
        ballot.add_command("mark", "What became of a result: court, street 后续状态");
    later.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    later
        .add_option("standing", given->standing,
                    "challenged, suspended, revoked, annulled, restored 结果状态")
        .required();
    later.add_option("--document", given->document, "File or hash of the document 文书").required();
    later.add_option(
        "--office", given->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    on_run(later, options, [&options, given] { return mark(options, *given); });
}

}  // namespace linlian::apps
