// `linlian vault`: the papers behind the hashes on the ledger, kept encrypted on this computer.
#include "apps/apps.pb.h"
#include "apps/cli/options.h"
#include "base/hex.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/files.h"
#include "desk/office_vault.h"
#include "documents/ballot_documents.h"
#include "storage/refusals.pb.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>

namespace linlian::apps {

using namespace client;
using namespace desk;
using namespace documents;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Given {
    std::vector<std::string> files;
    std::string hash;
    std::string file;
    std::string ballot;
};

// Files as named, and all files in a folder that is named, by name.
Result<std::set<fs::path>> files_in(const std::vector<std::string>& named) {
    std::set<fs::path> files;
    std::error_code error;
    for (const auto& name : named) {
        if (!fs::is_directory(name, error)) {
            files.insert(name);
            continue;
        }
        for (fs::recursive_directory_iterator at{name, error}, end; !error && at != end;
             at.increment(error)) {
            if (at->is_regular_file(error)) files.insert(at->path());
        }
        if (error)
            return refuse(desk::v1::FILE_UNREADABLE, {{"file", name}, {"reason", error.message()}});
    }
    return files;
}

std::string reason_of(const Refusal& refusal) {
    return codec::refusal_text(refusal, codec::Language::zh).value_or(refusal.code) + " " +
           codec::refusal_text(refusal, codec::Language::en).value_or("");
}

// Every file that can be kept is; the others are named, and then the command fails.
Result<> put(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto files = TRY(files_in(given.files));
    auto vault = TRY(open_vault(options.data));
    Rows rows;
    auto kept = json::array();
    std::size_t done = 0;
    std::size_t failed = 0;
    for (const auto& file : files) {
        const auto hash = keep_file(vault, file);
        const auto told = hash ? to_hex(hash->view()) : reason_of(hash.error());
        rows.push_back({file.string(), told});
        kept.push_back({{"file", file.string()},
                        {hash ? "hash" : "refusal", hash ? told : hash.error().code}});
        failed += hash ? 0 : 1;
        terminal.progress("存入 keeping", ++done, files.size());
    }
    terminal.json_value(json{{"files", kept}, {"failed", failed}});
    terminal.table({"文件 file", "哈希 hash"}, rows, "没有文件 There are no files.");
    if (failed > 0) return refuse(apps::v1::VAULT_LACKS, {{"count", std::to_string(failed)}});
    return {};
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

// "-" for what was erased.
Result<> list(const Options& options, const Given&) {
    const auto vault = TRY(open_vault(options.data));
    const auto entries = vault.list();
    if (!entries) return refuse(storage::v1::VAULT_UNAVAILABLE, {{"reason", entries.error().what}});
    Rows rows;
    auto all = json::array();
    for (const auto& entry : *entries) {
        const auto hash = to_hex(entry.hash.view());
        rows.push_back({hash, entry.erased ? "-" : std::to_string(entry.bytes),
                        entry.erased ? local_time(*entry.erased) : ""});
        all.push_back({{"hash", hash}, {"bytes", entry.bytes}});
        if (entry.erased) all.back()["erased_ms"] = entry.erased->ms;
    }
    const auto terminal = options.terminal();
    terminal.json_value(json{{"files", all}});
    terminal.table({"哈希 hash", "字节 bytes", "删除时间 erased"}, rows,
                   "资料柜是空的 The vault is empty: linlian vault put FILE");
    return {};
}

// What is wrong with each file; of a ballot, which of its documents are missing too.
Result<> check(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto vault = TRY(open_vault(options.data));
    const auto entries = vault.list();
    if (!entries) return refuse(storage::v1::VAULT_UNAVAILABLE, {{"reason", entries.error().what}});
    std::map<Hash32, std::string> wanted;  // and what each is
    for (const auto& entry : *entries) {
        if (!entry.erased) wanted[entry.hash];
    }
    if (!given.ballot.empty()) {
        const auto clerk = TRY(options.acting_key());
        const auto ledger = TRY(options.connect());
        const auto named = TRY(documents_of_ballot(
            *ledger, clerk, given.ballot,
            [terminal](auto done, auto total) { terminal.progress("表决 ballot", done, total); }));
        for (const auto& [hash, what] : named) wanted[hash] = what;
    }
    Rows rows;
    auto wrong = json::array();
    std::size_t done = 0;
    for (const auto& [hash, what] : wanted) {
        if (const auto file = vault.get(hash); !file) {
            rows.push_back({to_hex(hash.view()), what, reason_of(file.error())});
            wrong.push_back(
                {{"hash", to_hex(hash.view())}, {"what", what}, {"refusal", file.error().code}});
        }
        terminal.progress("核对 checking", ++done, wanted.size());
    }
    terminal.json_value(json{{"checked", wanted.size()}, {"wrong", wrong}});
    terminal.table({"哈希 hash", "材料 document", "问题 what is wrong"}, rows,
                   styled("{} {} 个文件均完好 all {} files are there and whole", terminal.good("✓"),
                          wanted.size(), wanted.size()));
    if (!rows.empty())
        return refuse(apps::v1::VAULT_LACKS, {{"count", std::to_string(rows.size())}});
    return {};
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
