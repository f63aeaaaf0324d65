// Records what became of a result, as a motion where one office alone has not the authority.
#include "client/dispute/marking.h"

#include "base/hex.h"
#include "client/proof/typed.h"
#include "client/shown/receipt_text.h"
#include "client/vote/special_reviews.h"
#include "client/words/enum_words.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Street and court each replace what they recorded themselves. What restores ends what the street
// decided; where that stands, what a court did.
Bytes replaced_mark(const bal::Poll& poll, bal::ResultStanding standing) {
    const auto street = poll.street().standing();
    const bool street_holds = street == bal::SUSPENDED || street == bal::REVOKED;
    const bool is_streets = standing == bal::SUSPENDED || standing == bal::REVOKED ||
                            (standing == bal::RESTORED && street_holds);
    return (is_streets ? poll.street() : poll.court()).transaction();
}

}  // namespace

Result<bal::ResultStanding> read_standing(const std::string& text) {
    if (const auto standing = typed_enum<bal::ResultStanding>(text)) return *standing;
    return tl::unexpected(
        wrong_command("后续状态可取以下之一 a standing is challenged, suspended, revoked, annulled "
                      "or restored"));
}

Result<> mark_result(const Screen& screen, const Review& review, const AtBallot& at,
                     const MarkOrder& order) {
    const auto office = TRY(acting_office(review, at.ledger, at.author, order.office));
    auto act = act_on<bal::MarkResult>(at.ballot);
    act.set_standing(order.standing);
    act.set_document(order.document);
    act.set_replaces(replaced_mark(at.ballot.poll, order.standing));
    review.screen().table({"", ""}, mark_rows(at.ballot, act), "");
    TRY(review.confirm("登记并公开？ Record it?"));
    // Without a reason of its own the motion bears the title of the act. It waits for 14 days.
    const auto step = TRY(propose(at.ledger, at.author, act, {office, {}, 14}));
    print_receipt(screen, step.receipt);
    if (!step.completed)
        screen.say(
            styled("等待另一组织附议 It waits for another office: linlian motion "
                   "support {} --as HEAD",
                   to_hex(step.motion)));
    return {};
}

}  // namespace linlian::client
