#include "apps/cli/ballot/ballot_desk.h"

#include "apps/cli/ballot/ballot_commands.h"
#include "client/act/motion_work.h"

namespace linlian::apps {

using namespace client;

Result<Desk> open_desk(const Options& options, const std::string& ballot_id) {
    auto key = TRY(options.acting_key());
    auto ledger = TRY(options.connect());
    auto ballot = TRY(look_at_ballot(*ledger, ballot_id));
    const auto member = TRY(member_of(*ledger, key));
    return Desk{std::move(ledger), std::move(key), member.bytes(), std::move(ballot)};
}

Result<DocumentedDesk> open_desk_with(const std::string& document, const Options& options,
                                      const std::string& ballot) {
    auto hash = TRY(keep_document(options, document, "--document"));
    auto desk = TRY(open_desk(options, ballot));
    return DocumentedDesk{std::move(desk), std::move(hash)};
}

Progress bar(const Terminal& terminal, const char* what) {
    return [terminal, what](auto done, auto total) { terminal.progress(what, done, total); };
}

}  // namespace linlian::apps
