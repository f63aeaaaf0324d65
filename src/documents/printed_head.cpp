// A ledger proves its head before it gives it; here it only gets the shape that sheets print.
#include "documents/printed_head.h"

namespace linlian::documents {

using namespace client;

Result<PrintedHead> fetch_printed_head(RemoteLedger& ledger) {
    const auto head = TRY(ledger.head());
    return PrintedHead{head.community_name, head.community, head.height,
                       head.log_size,       head.log_root,  head.sealed_time};
}

}  // namespace linlian::documents
