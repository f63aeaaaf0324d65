#include "apps/cli/ballot/ballot_commands.h"

#include "apps/cli/motion/motion_question.h"
#include "client/motion/motion_work.h"
#include "client/proof/typed.h"
#include "crypto/hash.h"
#include "desk/files.h"
#include "desk/vault/office_vault.h"

namespace linlian::apps {

using namespace client;
using namespace desk;

Result<Bytes> keep_document(const Options& options, const std::string& file_or_hash,
                            const std::string& what) {
    if (file_or_hash.empty()) return Bytes{};
    if (const auto hash = typed_id<Hash32>(file_or_hash)) return hash->bytes();
    const auto content = read_file(file_or_hash);
    if (!content)
        return tl::unexpected(wrong_command(
            what +
            " 应为文件或 64 位哈希，没有这个文件 takes a file, or a hash of 64 digits; there is no "
            "file " +
            file_or_hash));
    const std::filesystem::path path{file_or_hash};
    const NamedFile file{path.filename().string(), sha256(*content)};
    keep_named(options.data, options.terminal(), path.parent_path(), {&file, 1});
    return file.hash.bytes();
}

Result<BallotSeen> see_ballot(const Options& options, const std::string& id) {
    auto ledger = TRY(options.connect());
    auto ballot = TRY(look_at_ballot(*ledger, id));
    return BallotSeen{std::move(ledger), std::move(ballot)};
}

Result<Desk> open_desk(const Options& options, const std::string& id) {
    auto key = TRY(options.acting_key());
    auto seen = TRY(see_ballot(options, id));
    const auto member = TRY(member_of(*seen.ledger, key));
    return Desk{std::move(seen.ledger), std::move(key), member.bytes(), std::move(seen.ballot)};
}

void add_office_option(Command command, std::string& office) {
    command.add_option("--office", office, office_help);
}

void add_together_options(Command command, ForOffice& as) {
    add_office_option(command, as.office);
    command.add_option("--ask", as.ask, ask_help);
}

void add_ballot_commands(Command app, Options& options) {
    const auto ballot = app.add_command("ballot", "Votes of owners and residents 表决");
    ballot.needs_command();
    add_call_commands(ballot, options);
    add_look_commands(ballot, options);
    add_cast_commands(ballot, options);
    add_objection_commands(ballot, options);
    add_paper_commands(ballot, options);
    add_mandate_commands(ballot, options);
    add_delivery_commands(ballot, options);
    add_recount_commands(ballot, options);
    add_certificate_command(app, options);
}

}  // namespace linlian::apps
