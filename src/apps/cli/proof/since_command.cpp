#include "apps/cli/proof/since_command.h"

#include "client/node/remote_ledger.h"
#include "client/proof/ledger_head.h"
#include "client/proof/since.h"
#include "client/proof/statement_text.h"
#include "client/proof/typed.h"
#include "desk/files.h"

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

Result<Bytes> bundle_for(const Options& options, const SinceGiven& given, const TypedHead& head) {
    if (!given.file.empty()) return read_input(given.file);
    const auto ledger = TRY(options.connect_far());
    return ledger->prove_prefix(head.log_size);
}

}  // namespace

Result<Verified> verify_since(const Options& options, const SinceGiven& given) {
    const auto head = TRY(read_typed_head(given.head));
    std::optional<Hash32> community;
    if (!given.community.empty()) {
        const auto id = TRY(read_hash(given.community, "--community"));
        community = id;
    }
    const auto bundle = TRY(bundle_for(options, given, head));
    const auto statement = TRY(check_since(bundle, given.head, community));
    const auto terminal = options.terminal();
    print_statement(terminal, statement);
    say_since(terminal, statement);
    return verified(statement);
}

}  // namespace linlian::apps
