#include "apps/ballot/ballot_desk.h"

#include "apps/ballot/ballot_commands.h"
#include "apps/motion_work.h"

namespace linlian::apps {

Result<Desk> open_desk(const Options& options, const std::string& ballot_id) {
    auto key = options.acting_key();
    if (!key) return tl::unexpected(key.error());
    auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    auto ballot = look_at_ballot(**door, ballot_id);
    if (!ballot) return tl::unexpected(ballot.error());
    const auto member = member_of(**door, *key);
    if (!member) return tl::unexpected(member.error());
    return Desk{std::move(*door), std::move(*key), member->bytes(), std::move(*ballot)};
}

Result<DocumentedDesk> open_desk_with(const std::string& document, const Options& options,
                                      const std::string& ballot) {
    auto hash = document_hash(options, document, "--document");
    if (!hash) return tl::unexpected(hash.error());
    auto desk = open_desk(options, ballot);
    if (!desk) return tl::unexpected(desk.error());
    return DocumentedDesk{std::move(*desk), std::move(*hash)};
}

Progress bar(const Terminal& terminal, const char* what) {
    return [terminal, what](auto done, auto total) { terminal.progress(what, done, total); };
}

}  // namespace linlian::apps
