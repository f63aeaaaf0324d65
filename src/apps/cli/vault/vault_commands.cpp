// `linlian vault`: the papers behind the hashes on the ledger, kept encrypted on this computer.
#include "apps/apps.pb.h"
#include "apps/cli/options.h"
#include "base/hex.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "desk/vault/office_vault.h"
#include "desk/vault/vault_jobs.h"
#include "documents/ballot_documents.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

using nlohmann::json;

struct Given {
    std::vector<std::string> files;
    std::string hash;
    std::string file;
    std::string ballot;
};

Progress bar(const Terminal& terminal, const char* what) {
    return [terminal, what](auto done, auto total) { terminal.progress(what, done, total); };
}

// The command fails where there are some; the table says which.
Result<> none_lacking(std::size_t count) {
    if (count == 0) return {};
    return refuse(v1::VAULT_LACKS, {{"count", std::to_string(count)}});
}

Result<> put(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto kept = TRY(keep_files(options.data, given.files, bar(terminal, "存入 keeping")));
    return none_lacking(show(terminal, kept));
}

Result<> get(const Options& options, const Given& given) {
    const auto hash = TRY(read_hash(given.hash, "HASH"));
    TRY(check_new_file(given.file));
    const auto vault = TRY(open_vault(options.data));
    const auto file = TRY(vault.get(hash));
    TRY(write_new_private_file(given.file, file.content));
    const auto terminal = options.terminal();
    terminal.json_value(
        json{{"file", given.file}, {"type", file.type}, {"bytes", file.content.size()}});
    terminal.say(styled("{} {} ({}, {} bytes)", terminal.good("✓"), given.file, file.type,
                        file.content.size()));
    return {};
}

Result<> list(const Options& options, const Given&) {
    const auto vault = TRY(open_vault(options.data));
    show(options.terminal(), TRY(entries_of(vault)));
    return {};
}

// What is wrong with each file; of a ballot, which of its documents are missing too.
Result<> check(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto vault = TRY(open_vault(options.data));
    auto wanted = TRY(papers_in(vault));
    if (!given.ballot.empty()) {
        const auto clerk = TRY(options.acting_key());
        const auto ledger = TRY(options.connect());
        const auto named = TRY(documents::documents_of_ballot(*ledger, clerk, given.ballot,
                                                              bar(terminal, "表决 ballot")));
        for (const auto& [hash, what] : named) wanted[hash] = what;
    }
    const auto wrong = check_papers(vault, wanted, bar(terminal, "核对 checking"));
    show(terminal, wrong, wanted.size());
    return none_lacking(wrong.size());
}

Result<> erase(const Options& options, const Given& given) {
    const auto hash = TRY(read_hash(given.hash, "HASH"));
    auto vault = TRY(open_vault(options.data));
    TRY(
        options.confirm("删除后无法恢复，账本上只留哈希。删除？ It cannot be brought back; the "
                        "ledger keeps its hash alone. Erase it?"));
    TRY(vault.erase(hash, wall_clock()));
    const auto terminal = options.terminal();
    terminal.json_value(json{{"erased", to_hex(hash.view())}});
    terminal.say(
        terminal.good("✓") +
        " 已删除；删除前的备份仍含此文件，请一并销毁 Erased. Backups made before still hold "
        "it: destroy them too.");
    return {};
}

using Body = Result<> (*)(const Options&, const Given&);

Command add(Command vault, Options& options, const std::shared_ptr<Given>& given, const char* name,
            const char* help, Body body) {
    const auto command = vault.add_command(name, help);
    on_run(command, options, [&options, given, body] { return body(options, *given); });
    return command;
}

}  // namespace

void add_vault_commands(Command app, Options& options) {
    const auto vault =
        app.add_command("vault", "Papers, scans and photos, kept encrypted here 资料柜");
    vault.needs_command();
    const auto given = std::make_shared<Given>();
    add(vault, options, given, "put", "Keep files, or all files in a folder 存入", put)
        .add_option("files", given->files, "Files and folders 文件或文件夹")
        .required();
    const auto take = add(vault, options, given, "get", "Write a file out, by its hash 取出", get);
    take.add_option("hash", given->hash, "SHA-256 of the file, as on the ledger 哈希").required();
    take.add_option("-o,--output", given->file, "File to write 写入的文件").required();
    add(vault, options, given, "list", "What is and what was kept 清单", list);
    add(vault, options, given, "check", "Whether each file is whole 核对", check)
        .add_option("--ballot", given->ballot,
                    "And whether every document of this ballot is there (needs --as) 表决编号");
    const auto drop =
        add(vault, options, given, "erase", "Erase a file; its hash stays 删除", erase);
    drop.add_option("hash", given->hash, "SHA-256 of the file 哈希").required();
}

}  // namespace linlian::apps
