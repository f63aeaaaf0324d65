#include "apps/opened_names.h"

#include "apps/apps.pb.h"
#include "apps/files.h"
#include "codec/refusal.h"

namespace linlian::apps {

Result<roster::NamesFile> read_opened_names(const std::filesystem::path& file,
                                            const Hash32& community) {
    const auto content = read_input(file);
    if (!content) return tl::unexpected(content.error());
    auto names = roster::names_from_json(*content);
    if (names && names->community != community) return refuse(v1::OTHER_COMMUNITY_NAMES);
    return names;
}

}  // namespace linlian::apps
