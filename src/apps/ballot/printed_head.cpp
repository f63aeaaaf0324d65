#include "apps/ballot/printed_head.h"

namespace linlian::apps {

Result<PrintedHead> fetch_printed_head(FarDoor& door) {
    const auto head = TRY(door.head());
    return PrintedHead{head.community_name, head.community, head.height,
                       head.log_size,       head.log_root,  head.sealed_time};
}

}  // namespace linlian::apps
