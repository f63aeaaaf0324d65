// `linlian bundle` and `linlian verify`: fetching a proof from a node, and checking one without
// any.
#include "apps/cli/options.h"
#include "base/hex.h"
#include "client/node/remote_ledger.h"
#include "client/proof/bundle_asked.h"
#include "client/proof/ledger_head.h"
#include "client/proof/since.h"
#include "client/proof/typed.h"
#include "desk/files.h"
#include "desk/files_to_verify.h"
#include "node/ledger_replay.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

struct Given {
    BundleAsked asked;
    std::string file;                // of `bundle`
    std::vector<std::string> files;  // of `verify`
    std::string replay;
    std::string since;
};

// Who reads what is about persons: whoever --as names, else the key of this computer where it has
// just one.
BundleAsked with_reader(const Options& options, BundleAsked asked) {
    auto name = options.as;
    asked.is_reader_named = !name.empty();
    if (const auto own = options.key_store().list(); name.empty() && own.size() == 1)
        name = own.front().name;
    if (!name.empty())
        asked.open_reader = reads_with([&options, name] { return options.key(name); });
    return asked;
}

Result<> bundle(const Options& options, const Given& given) {
    const auto asked = with_reader(options, given.asked);
    TRY(check_asked(asked));
    TRY(check_new_file(given.file));
    const auto ledger = TRY(options.connect_far());
    const auto terminal = options.terminal();
    const auto made = TRY(fetch_bundle(terminal, *ledger, asked));
    TRY(write_new_private_file(given.file, made));
    const auto community = to_hex(ledger->community().view());
    terminal.json_value(
        nlohmann::json{{"file", given.file}, {"bytes", made.size()}, {"community", community}});
    terminal.say(styled("{} {} ({} bytes)", terminal.good("✓"), given.file, made.size()));
    // The id that is printed by this node proves nothing about this node.
    if (options.community.empty())
        terminal.say(
            styled("  linlian verify {} --community \"公告或开通单上的社区编号 ID ON THE "
                   "NOTICE\"",
                   given.file));
    else
        terminal.say(styled("  linlian verify {} --community {}", given.file, community));
    return {};
}

// By the bundle in the file that was given, else by one that the node is asked for.
Result<Verified> since(const Options& options, const Given& given) {
    const auto head = TRY(read_typed_head(given.since));
    const auto community = TRY(read_hash_given(options.community, "--community"));
    Bytes proof;
    if (given.files.empty()) {
        const auto ledger = TRY(options.connect_far());
        proof = TRY(ledger->prove_prefix(head.log_size));
    } else {
        proof = TRY(read_input(given.files.front()));
    }
    return verify_since(options.terminal(), proof, given.since, community);
}

Result<Verified> verify(const Options& options, const Given& given) {
    // What is not looked at is not asked for: a head on paper is held against one proof at a time.
    if (!given.since.empty() && (!given.replay.empty() || given.files.size() > 1))
        return tl::unexpected(
            wrong_command("--since 须单独核对，至多给一个核验包 --since is checked by itself, with "
                          "one bundle at most; what stands beside it takes a command of its own"));
    if (!given.since.empty()) return since(options, given);
    if (given.files.empty() == given.replay.empty())
        return tl::unexpected(
            wrong_command("linlian verify FILE --community ID, linlian verify --since HEAD "
                          "--community ID, or linlian verify --replay DIR"));
    const auto terminal = options.terminal();
    const auto community = TRY(read_hash_given(options.community, "--community"));
    if (given.replay.empty()) return verify_files(terminal, given.files, community);
    const auto replayed =
        TRY(node::replay_ledger(given.replay, community, [&](auto done, auto total) {
            terminal.progress("replaying 重放", done, total);
        }));
    return node::show(terminal, replayed);
}

}  // namespace

void add_proof_commands(Command app, Options& options) {
    auto given = std::make_shared<Given>();
    const auto make = app.add_command("bundle", "Fetch one file that proves a fact offline 核验包");
    const auto transaction =
        make.add_option("--tx", given->asked.transaction, "Id of a transaction 上链记录编号");
    const auto row = make.add_option(
        "--row", given->asked.row,
        "A row, present or absent: registry/estate/ID (GET /schema lists) 一行，在或不在：表名/键");
    transaction.excludes(row);
    make.add_option("-o,--output", given->file, "File to write 写入的文件").required();
    on_run(make, options, [&options, given] { return bundle(options, *given); });

    auto checked = std::make_shared<Given>();
    const auto check =
        app.add_command("verify", "Check a bundle, a recount of a ballot, or a whole ledger 核验");
    check.add_option("file", checked->files,
                     "The bundle or recount; of a certificate all of its bundles, for the hash on "
                     "the notice 核验包或复核文件；公告的核验包请一并给出，以得出公告上的结果指纹");
    check.add_option("--community", options.community,
                     "Id of the community that you trust: on slips, notices, posters 社区编号");
    check.add_option("--replay", checked->replay,
                     "Folder of a node: carry out everything again 重放全部账本");
    check.add_option("--since", checked->since,
                     "A ledger head on paper: is the ledger of today the same, only longer? "
                     "账本头“高度 / 条数 / 根”：今天的账本是否原样延续");
    check.footer(
        "结束状态 exit status: 0 成立且社区编号可信 it holds in the community you trust; 1 不成立 "
        "it "
        "does not hold; 2 命令有误 the command is wrong; 3 未给出可信的社区编号 it fits together, "
        "but "
        "you named no community; 4 证明账本已分叉 it proves a fork of the ledger; 5 不说明任何事 "
        "it says nothing: no row can have the key that is absent");
    on_run(check, options, [&options, checked]() -> Result<> {
        const auto ended = TRY(verify(options, *checked));
        options.status = static_cast<int>(ended);
        return {};
    });
}

}  // namespace linlian::apps
