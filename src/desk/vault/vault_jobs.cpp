#include "desk/vault/vault_jobs.h"

#include "base/hex.h"
#include "client/shown/value_text.h"
#include "client/words/refusal_words.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/vault/office_vault.h"
#include "storage/refusals.pb.h"

#include <nlohmann/json.hpp>

#include <set>

namespace linlian::desk {

using namespace client;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

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
            return refuse(v1::FILE_UNREADABLE, {{"file", name}, {"reason", error.message()}});
    }
    return files;
}

}  // namespace

Result<std::vector<FileKept>> keep_files(const fs::path& data,
                                         const std::vector<std::string>& named,
                                         const Progress& progress) {
    const auto files = TRY(files_in(named));
    auto vault = TRY(open_vault(data));
    std::vector<FileKept> kept;
    for (const auto& file : files) {
        kept.push_back({file, keep_file(vault, file)});
        progress(kept.size(), files.size());
    }
    return kept;
}

std::size_t show(const Screen& screen, const std::vector<FileKept>& files) {
    Rows rows;
    auto kept = json::array();
    std::size_t failed = 0;
    for (const auto& [file, hash] : files) {
        rows.push_back(
            {file.string(), hash ? to_hex(hash->view()) : refusal_words(hash.error()).both()});
        kept.push_back(
            {{"file", file.string()},
             {hash ? "hash" : "refusal", hash ? to_hex(hash->view()) : hash.error().code}});
        failed += hash ? 0 : 1;
    }
    screen.json_value(json{{"files", kept}, {"failed", failed}});
    screen.table({"文件 file", "哈希 hash"}, rows, "没有文件 There are no files.");
    return failed;
}

Result<std::vector<storage::Vault::Entry>> entries_of(const storage::Vault& vault) {
    auto entries = vault.list();
    if (!entries) return refuse(storage::v1::VAULT_UNAVAILABLE, {{"reason", entries.error().what}});
    return std::move(*entries);
}

// "-" for what was erased.
void show(const Screen& screen, const std::vector<storage::Vault::Entry>& entries) {
    Rows rows;
    auto all = json::array();
    for (const auto& entry : entries) {
        const auto hash = to_hex(entry.hash.view());
        rows.push_back({hash, entry.erased ? "-" : std::to_string(entry.bytes),
                        entry.erased ? local_time(*entry.erased) : ""});
        all.push_back({{"hash", hash}, {"bytes", entry.bytes}});
        if (entry.erased) all.back()["erased_ms"] = entry.erased->ms;
    }
    screen.json_value(json{{"files", all}});
    screen.table({"哈希 hash", "字节 bytes", "删除时间 erased"}, rows,
                 "资料柜是空的 The vault is empty: linlian vault put FILE");
}

Result<Papers> papers_in(const storage::Vault& vault) {
    const auto entries = TRY(entries_of(vault));
    Papers papers;
    for (const auto& entry : entries) {
        if (!entry.erased) papers[entry.hash];
    }
    return papers;
}

std::vector<PaperFault> check_papers(const storage::Vault& vault, const Papers& wanted,
                                     const Progress& progress) {
    std::vector<PaperFault> wrong;
    std::size_t done = 0;
    for (const auto& [hash, what] : wanted) {
        if (const auto file = vault.get(hash); !file) wrong.push_back({hash, what, file.error()});
        progress(++done, wanted.size());
    }
    return wrong;
}

void show(const Screen& screen, const std::vector<PaperFault>& wrong, std::size_t checked) {
    Rows rows;
    auto faults = json::array();
    for (const auto& [paper, what, refusal] : wrong) {
        const auto hash = to_hex(paper.view());
        rows.push_back({hash, what, refusal_words(refusal).both()});
        faults.push_back({{"hash", hash}, {"what", what}, {"refusal", refusal.code}});
    }
    screen.json_value(json{{"checked", checked}, {"wrong", faults}});
    screen.table({"哈希 hash", "材料 document", "问题 what is wrong"}, rows,
                 styled("{} {} 个文件均完好 all {} files are there and whole", screen.good("✓"),
                        checked, checked));
}

}  // namespace linlian::desk
