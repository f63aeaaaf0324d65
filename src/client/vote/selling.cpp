// The act by which new owners of a flat speak for its line, or by which such a sale is undone
// (ReplaceVoter in papers.proto). Two clerks sign it; the first one makes it here.
#include "client/vote/selling.h"

#include "client/proof/typed.h"
#include "client/read/proven_rows.h"
#include "codec/refusal.h"

#include <algorithm>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// The sale of this line on record, which the act says never was: the newest by which these owners
// lost it, else the newest. Refusal: REPLACES_OTHER.
Result<Bytes> sale_on_record(Ledger& ledger, const bal::ReplaceVoter& act) {
    bal::SuccessorsQuery query;
    query.set_ballot(act.ballot());
    bal::SuccessorsReply reply;
    TRY(ledger.ask(query, reply));
    Bytes found;
    for (const auto& entry : reply.successors()) {
        // Sales are listed in their order, so the last one is the newest.
        if (entry.head() != act.voter().line().head() || entry.row().sales().empty()) continue;
        found = entry.row().sales().rbegin()->transaction();
        for (const auto& sale : entry.row().sales())
            if (std::ranges::equal(sale.owners(), act.owners())) found = sale.transaction();
    }
    if (found.empty()) return refuse(bal::REPLACES_OTHER);
    return found;
}

// Whether the registry shows these owners already. Said to the first clerk: the ledger would say it
// to the second alone. Refusals: ballot.OWNERS_DIFFER, those of the registry.
Result<> check_sold(Ledger& ledger, const bal::ReplaceVoter& act) {
    for (const auto& premises : act.premises()) {
        registry::v1::PremisesQuery query;
        query.set_premises(premises);
        registry::v1::PremisesReply reply;
        const auto told = ledger.ask(query, reply);
        if (!told && is_not_for_reader(told.error()))
            continue;  // the second clerk's office reads it
        if (!told) return told;
        if (reply.row().until_height() != 0) continue;  // split or merged since: the ledger follows
        if (!std::ranges::equal(reply.holding().owners(), act.owners()))
            return refuse(bal::OWNERS_DIFFER);
    }
    return {};
}

Result<bal::ReplaceVoter> sale_of(const AtBallot& at, const SaleOrder& order) {
    auto act = act_on<bal::ReplaceVoter>(at.ballot);
    *act.mutable_voter() = order.line;
    std::vector<Bytes> owners;
    for (const auto& text : order.owners) {
        const auto id = TRY(read_id(text, "--owner"));
        owners.push_back(id.bytes());
    }
    // Ascending, as the act wants them and as check_sold compares them.
    std::ranges::sort(owners);
    for (auto& owner : owners) act.add_owners(std::move(owner));
    for (const auto& text : order.premises) {
        const auto id = TRY(read_id(text, "--premises"));
        act.add_premises(id.bytes());
    }
    act.set_document(order.document);
    // Goes by the line and the owners, so both are set before.
    if (order.never_was) act.set_undoes(TRY(sale_on_record(at.ledger, act)));
    TRY(check_sold(at.ledger, act));
    return act;
}

}  // namespace

Result<> replace_voter(const Screen& screen, const Review& review, const AtBallot& at,
                       const SaleOrder& order, const ForOffice& as) {
    const auto act = TRY(sale_of(at, order));
    return do_together(screen, review, at, act, as, "已核对产权文件？ Have you seen the deed?");
}

}  // namespace linlian::client
