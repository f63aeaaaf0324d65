// A certificate is read in one go and believed only where no block came in between: else the notice
// and the head that it bears could be of two moments.
#include "documents/certificate.h"

#include "base/hex.h"
#include "client/ballot/recount_file.h"
#include "documents/printed_head.h"

namespace linlian::documents {

using namespace client;

namespace {

// One try. The bundles are those that printed_result (client/proof/statement_text.h) needs to make
// the hash of the notice again: the verdict on each item, and the poll, which says how many items
// there are.
Result<Certificate> gather(RemoteLedger& ledger, const std::string& id, bool with_bundles) {
    auto ballot = TRY(look_at_ballot(ledger, id));
    auto notice = TRY(gather_notice(ledger, ballot));
    auto head = TRY(fetch_printed_head(ledger));
    notice.head = std::move(head);
    std::vector<std::string> rows;
    for (int i = 0; with_bundles && i < ballot.call().items_size(); ++i)
        rows.push_back(verdict_row_name(ballot.id, i));
    if (!rows.empty()) rows.push_back("ballot/poll/" + to_hex(ballot.id.view()));
    auto bundles = TRY(bundles_of(ledger, rows));
    return Certificate{std::move(ballot), std::move(notice), std::move(bundles)};
}

}  // namespace

Result<Certificate> gather_certificate(RemoteLedger& ledger, const std::string& ballot,
                                       bool with_bundles) {
    return at_one_moment(ledger, [&] { return gather(ledger, ballot, with_bundles); });
}

}  // namespace linlian::documents
