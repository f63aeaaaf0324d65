// `linlian bundle` and `linlian verify`: fetching a proof from a node, and checking one without
// any.
#include "apps/apps.pb.h"
#include "apps/cli/proof/replay_command.h"
#include "apps/cli/proof/since_command.h"
#include "base/hex.h"
#include "client/node/remote_ledger.h"
#include "client/proof/statement_key.h"
#include "client/proof/statement_text.h"
#include "client/proof/typed.h"
#include "client/proof/verifying.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "contract/state.pb.h"
#include "desk/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

struct Given {
    std::string transaction;
    std::string row;
    std::string file;                // of `bundle`
    std::vector<std::string> files;  // of `verify`
    std::string replay;
    std::string since;
};

bool is_for_some(const Refusal& refusal) {
    return refusal.code == codec::make_refusal(api::v1::TRANSACTION_PERSONAL).code ||
           refusal.code == codec::make_refusal(machine::v1::ASKER_NEEDED).code;
}

// What is about persons is asked for with --as, else with the key of this computer where it has
// just one: no node is shown which keys lie together here. `fetch` takes the reader.
template <class Fetch>
auto fetch_as_reader(const Options& options, const Fetch& fetch) -> decltype(fetch(nullptr)) {
    std::string name = options.as;
    if (name.empty()) {
        auto made = fetch(nullptr);
        if (made || !is_for_some(made.error())) return made;
        const auto own = options.key_store().list();
        if (own.size() != 1) return made;
        name = own.front().name;
    }
    const auto reader = TRY(options.key(name));
    return fetch(&reader);
}

// The bundle that was asked for; it warns where it is about persons.
Result<Bytes> fetch_asked(const Options& options, RemoteLedger& ledger, const Given& given) {
    if (!given.row.empty()) {
        const auto key = TRY(ledger.proofs().key_named(given.row));
        if (!could_be_a_key(key))
            return tl::unexpected(
                wrong_command("任何记录都不可能有这个键，请核对其写法 no row can have this key: "
                              "look at how it is "
                              "written"));
        auto proof = TRY(fetch_as_reader(
            options, [&](const KeyPair* reader) { return ledger.prove_row(given.row, reader); }));
        if (is_personal_row(given.row) && proof.value)
            options.terminal().warning(
                "文件中有关于个人的内容（如您的选择），只有您能读取；给谁看由您决定 The file tells "
                "of "
                "persons, as what you chose, and is readable by you alone: who sees it is up to "
                "you.");
        return std::move(proof.bundle);
    }
    const auto id = TRY(read_hash(given.transaction, "--tx"));
    auto proof = TRY(fetch_as_reader(
        options, [&](const KeyPair* reader) { return ledger.prove_transaction(id, reader); }));
    if (is_about_persons(proof.statement))
        options.terminal().warning(
            "文件中有您操作的全部内容，只有您能读取；给谁看由您决定 "
            "The file holds all that your act says, readable by you alone: who sees it is up to "
            "you.");
    return std::move(proof.bundle);
}

Result<> bundle(const Options& options, const Given& given) {
    if (given.transaction.empty() == given.row.empty())
        return tl::unexpected(
            wrong_command("请指明要证明什么 say what to prove: --tx ID or --row TABLE/KEY"));
    TRY(check_new_file(given.file));
    const auto ledger = TRY(options.connect_far());
    const auto made = TRY(fetch_asked(options, *ledger, given));
    TRY(write_new_private_file(given.file, made));
    const auto terminal = options.terminal();
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

// No file is no answer: status 1 says that something was checked and does not hold.
Result<Bytes> read_to_verify(const std::string& name) {
    auto file = read_input(name);
    if (file) return file;
    return tl::unexpected(
        wrong_command(codec::refusal_text(file.error(), codec::Language::zh).value_or("") + " " +
                      codec::refusal_text(file.error(), codec::Language::en).value_or("")));
}

// The gravest of what the files end with.
Result<Verified> verify_files(const Options& options, const Given& given) {
    std::optional<Hash32> community;
    if (!options.community.empty()) {
        const auto id = TRY(read_hash(options.community, "--community"));
        community = id;
    }
    auto ended = Verified::anchored;
    std::vector<light::Statement> statements;
    for (const auto& name : given.files) {
        const auto file = TRY(read_to_verify(name));
        ended = graver(ended, TRY(verify_bytes(options.terminal(), file, community, statements)));
    }
    if (given.files.size() > 1) say_printed_result(options.terminal(), statements);
    return ended;
}

Result<Verified> verify(const Options& options, const Given& given) {
    const auto first = given.files.empty() ? std::string{} : given.files.front();
    // What is not looked at is not asked for: a head on paper is held against one proof at a time.
    if (!given.since.empty() && (!given.replay.empty() || given.files.size() > 1))
        return tl::unexpected(
            wrong_command("--since 须单独核对，至多给一个核验包 --since is checked by itself, with "
                          "one bundle at most; what stands beside it takes a command of its own"));
    if (!given.since.empty()) return verify_since(options, {given.since, first, options.community});
    if (given.files.empty() == given.replay.empty())
        return tl::unexpected(
            wrong_command("linlian verify FILE --community ID, linlian verify --since HEAD "
                          "--community ID, or linlian verify --replay DIR"));
    if (given.replay.empty()) return verify_files(options, given);
    return replay_ledger(options, given.replay, options.community);
}

}  // namespace

void add_proof_commands(Command app, Options& options) {
    auto given = std::make_shared<Given>();
    const auto make = app.add_command("bundle", "Fetch one file that proves a fact offline 核验包");
    const auto transaction =
        make.add_option("--tx", given->transaction, "Id of a transaction 上链记录编号");
    const auto row = make.add_option(
        "--row", given->row,
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
