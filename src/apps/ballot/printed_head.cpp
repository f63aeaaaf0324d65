#include "apps/ballot/printed_head.h"

#include "apps/node_client.h"

namespace linlian::apps {

Result<PrintedHead> fetch_printed_head(const Options& options) {
    auto client = node_client(options);
    if (!client) return tl::unexpected(client.error());
    const auto head = fetch_head(*client);
    if (!head) return tl::unexpected(head.error());
    PrintedHead printed;
    printed.community_name = head->name();
    Hash32::parse(head->community(), printed.community);
    printed.height = head->height();
    printed.log_size = head->log_size();
    Hash32::parse(head->log_root(), printed.log_root);
    return printed;
}

}  // namespace linlian::apps
