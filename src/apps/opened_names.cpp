#include "apps/opened_names.h"

#include "apps/files.h"

namespace linlian::apps {

Result<roster::NamesFile> read_opened_names(const std::filesystem::path& file) {
    const auto content = read_input(file);
    if (!content) return tl::unexpected(content.error());
    return roster::names_from_json(*content);
}

}  // namespace linlian::apps
