#include "apps/node/node_client.h"

namespace linlian::apps {

using namespace client;

Result<api::Client> node_client(const Options& options) {
    auto address = TRY(options.node_address());
    return api::Client::to(address.first, address.second);
}

}  // namespace linlian::apps
