// `linlian ballot mark`: what became of a result later.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "base/hex.h"
#include "client/act/motion_show.h"
#include "client/act/motion_work.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/ballot_words.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/vote/special_reviews.h"

namespace linlian::apps {

using namespace client;

namespace {

namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string standing;
    std::string document;
    std::string office;
};

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
            wrong_command("后续状态可取以下之一 a standing is challenged, suspended, revoked, "
                          "annulled or restored"));
    const auto opened = TRY(open_desk_with(given.document, options, given.ballot));
    const auto& [desk, document] = opened;
    const auto office = TRY(acting_office(options, *desk.door, desk.key, given.office));
    const auto terminal = options.terminal();
    auto act = act_on<bal::MarkResult>(desk.ballot);
    act.set_standing(*standing);
    act.set_document(document);
    act.set_replaces(replaced_mark(desk.ballot.poll, *standing));
    terminal.for_asking().table({"", ""}, mark_rows(desk.ballot, act), "");
    TRY(options.confirm("登记并公开？ Record it?"));
    const auto step = TRY(propose(*desk.door, desk.key, act, {office, {}, 14}));
    print_receipt(terminal, step.receipt);
    if (!step.completed)
        terminal.say(
            styled("等待另一组织附议 It waits for another office: linlian motion "
                   "support {} --as HEAD",
                   to_hex(step.motion)));
    return {};
}

}  // namespace

void add_mark_command(CLI::App& ballot, Options& options) {
    auto given = std::make_shared<Given>();
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
