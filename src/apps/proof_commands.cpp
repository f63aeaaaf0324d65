// `linlian bundle` and `linlian verify`: fetching a proof from a node, and checking one without
// any.
#include "apps/apps.pb.h"
#include "apps/ballot/recount_commands.h"
#include "apps/files.h"
#include "apps/inputs.h"
#include "apps/node_client.h"
#include "apps/replay_command.h"
#include "apps/since_command.h"
#include "apps/statement_text.h"
#include "base/hex.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

struct Given {
    std::string transaction;
    std::string row;
    std::string file;
    std::string community;
    std::string replay;
    std::string since;
};

// A transaction about persons is asked for with --as, else with the key that signed it where it is
// among those of this computer.
Result<Bytes> transaction_bundle(const Options& options, api::Client& client,
                                 const std::string& id) {
    std::string name = options.as;
    if (name.empty()) {
        auto made = fetch_transaction_bundle(client, id);
        if (made || made.error().code != codec::make_refusal(api::v1::TRANSACTION_PERSONAL).code)
            return made;
        const auto author = fetch_author_key(client, id);
        if (!author) return tl::unexpected(author.error());
        for (const auto& info : options.key_store().list()) {
            if (info.public_key.encoded() == *author) name = info.name;
        }
        if (name.empty()) return made;
    }
    const auto reader = options.key(name);
    if (!reader) return tl::unexpected(reader.error());
    return fetch_transaction_bundle(client, id, &*reader);
}

Result<> bundle(const Options& options, const Given& given) {
    if (given.transaction.empty() == given.row.empty())
        return tl::unexpected(wrong_command("say what to prove: --tx ID or --row TABLE/KEY"));
    auto client = node_client(options);
    if (!client) return tl::unexpected(client.error());
    const auto made = given.row.empty() ? transaction_bundle(options, *client, given.transaction)
                                        : fetch_row_bundle(*client, given.row);
    if (!made) return tl::unexpected(made.error());
    const auto statement = light::verify_bundle(*made, std::nullopt);
    if (!statement) return tl::unexpected(statement.error());
    TRY(write_file(given.file, *made));
    const auto terminal = options.terminal();
    const auto community = to_hex(statement->community.view());
    terminal.json_line(
        nlohmann::json{{"file", given.file}, {"bytes", made->size()}, {"community", community}}
            .dump());
    terminal.say(fmt::format("{} {} ({} bytes)", terminal.good("✓"), given.file, made->size()));
    terminal.say(fmt::format("  linlian verify {} --community {}", given.file, community));
    return {};
}

Result<> verify_file(const Options& options, const Given& given) {
    std::optional<Hash32> community;
    if (!given.community.empty()) {
        const auto id = read_hash(given.community, "--community");
        if (!id) return tl::unexpected(id.error());
        community = *id;
    }
    const auto file = read_input(given.file);
    if (!file) return tl::unexpected(file.error());
    if (is_recount(*file)) return verify_recount_file(options, *file, community);
    const auto statement = light::verify_bundle(*file, community);
    if (!statement) return tl::unexpected(statement.error());
    print_statement(options.terminal(), *statement);
    return {};
}

Result<> verify(const Options& options, const Given& given) {
    if (!given.since.empty() && given.replay.empty())
        return verify_since(options, {given.since, given.file, given.community});
    if (given.file.empty() == given.replay.empty())
        return tl::unexpected(
            wrong_command("linlian verify FILE --community ID, linlian verify --since HEAD "
                          "--community ID, or linlian verify --replay DIR"));
    if (given.replay.empty()) return verify_file(options, given);
    return replay_ledger(options, given.replay, given.community);
}

}  // namespace

void add_proof_commands(CLI::App& app, Options& options) {
    auto given = std::make_shared<Given>();
    auto* make = app.add_subcommand("bundle", "Fetch one file that proves a fact offline 核验包");
    auto* transaction =
        make->add_option("--tx", given->transaction, "Id of a transaction 上链记录编号");
    auto* row = make->add_option(
        "--row", given->row, "A row, present or absent: registry/estate/ID (GET /schema lists)");
    transaction->excludes(row);
    make->add_option("-o,--output", given->file, "File to write")->required();
    on_run(make, options, [&options, given] { return bundle(options, *given); });

    auto checked = std::make_shared<Given>();
    auto* check = app.add_subcommand(
        "verify", "Check a bundle, a recount of a ballot, or a whole ledger 核验");
    check->add_option("file", checked->file, "The bundle or recount 核验包或复核文件");
    check->add_option("--community", checked->community,
                      "Id of the community that you trust: on slips, notices, posters 社区编号");
    check->add_option("--replay", checked->replay,
                      "Folder of a node: carry out everything again 重放全部账本");
    check->add_option("--since", checked->since,
                      "A ledger head on paper: is the ledger of today the same, only longer? "
                      "账本头“高度 / 条数 / 根”：今天的账本是否原样延续");
    on_run(check, options, [&options, checked] { return verify(options, *checked); });
}

}  // namespace linlian::apps
