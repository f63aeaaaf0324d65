#include "client/paper/paper_entering.h"

#include "client/node/said_by_node.h"
#include "client/paper/paper_text.h"
#include "client/shown/quoted.h"
#include "client/vote/special_reviews.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

Result<ShowResult> show_kept(const Screen& screen, const AtBallot& at,
                             std::span<const SealedReading> readings) {
    return show_entries({at.ledger, at.author, at.ballot, at.member, bar(screen, "公开 showing")},
                        readings);
}

}  // namespace

Result<> enter_papers(const Screen& screen, const Review& review, const AtBallot& at,
                      ClerkFile table, const std::string& typed_office, const EnteringKept& kept) {
    const auto& call = at.ballot.call();
    std::vector<NamedFile> scans;
    auto readings = TRY(without_faults(screen, read_entries(std::move(table), call, scans)));
    const auto office = TRY(acting_office(review, at.ledger, at.author, typed_office));
    const ClerkAtWork clerk{at.ledger, at.author, at.member, office};
    auto left_out = TRY(prepare_entries(clerk, at.ballot, readings));
    screen.say(
        styled("{}\n{} 张待封存 to be sealed", behind_bar(call.title().zh()), readings.size()));
    Rows rows;
    for (const auto& reading : readings)
        rows.push_back(entry_row(reading.serial, reading.entry, call));
    review.screen().table(entry_heading(), rows, "–");
    if (!readings.empty())
        TRY(review.confirm("已逐张核对原件？签名封存？ Read from the papers? Seal them?"));
    kept.keep_scans(scans);
    // Salts are on the disk before any seal is on the ledger, and those of before stay.
    const auto all = TRY(kept.keep_seals(readings));
    TRY(seal_entries(clerk, at.ballot, readings, bar(screen, "封存 sealing")));
    const auto shown = TRY(show_kept(screen, at, all));
    say_shown(screen, at.ballot, {shown, kept.seals, readings.size(), std::move(left_out)});
    return {};
}

Result<> show_papers(const Screen& screen, const Review& review, const AtBallot& at,
                     std::span<const SealedReading> readings, const std::string& seals) {
    TRY(review.confirm(styled(
        "公开您封存的录入（文件中 {} 张），不可收回，并签名？ Show what you sealed ({} papers in "
        "the file), for good, and sign?",
        readings.size(), readings.size())));
    const auto shown = TRY(show_kept(screen, at, readings));
    say_shown(screen, at.ballot, {shown, seals});
    return {};
}

Result<> show_differences(const Screen& screen, const AtBallot& at) {
    const auto papers = TRY(fetch_papers(at.ledger, at.author, at.ballot, bal::DIFFERS));
    print_differences(screen, at.ballot, at.member, papers);
    return {};
}

Result<> show_paper_figures(const Screen& screen, Ledger& ledger, const BallotView& ballot) {
    bal::PaperFiguresQuery query;
    query.set_ballot(ballot.id.bytes());
    bal::PaperFiguresReply reply;
    TRY(ledger.ask(query, reply));
    if (screen.json()) {
        screen.message(reply);
        return {};
    }
    print_paper_figures(screen, reply);
    say_unproven(screen);
    return {};
}

Result<> reopen_paper(const Screen& screen, const Review& review, const AtBallot& at,
                      const PaperOrder& order) {
    const auto act = TRY(reopening_of(at, order.serial, order.document, order.reason));
    return do_together(screen, review, at, act, order.as,
                       "撤销该票的录入，重新录入？ Strike what was entered, and enter it anew?");
}

Result<> void_paper(const Screen& screen, const Review& review, const AtBallot& at,
                    const PaperOrder& order) {
    auto act = act_on<bal::VoidPaper>(at.ballot);
    act.set_serial(order.serial.bytes());
    act.set_reason(order.reason);
    return do_together(screen, review, at, act, order.as, "作废这张纸质票？ Void this paper?");
}

}  // namespace linlian::client
