// A ledger, its papers and a folder of their backups, for tests of these.
#pragma once

#include "base/hex.h"
#include "kit/chain.h"
#include "storage/backup/backup.h"
#include "storage/backup/backup_sums.h"
#include "storage/vault/vault.h"

#include <gtest/gtest.h>

namespace linlian::storage {

namespace fs = std::filesystem;

inline bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

struct BackupTest : testing::Test {
    kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fs::path backups = folder / "backups";
    fs::path papers = folder / "vault";
    Hash32 letter;

    BackupTest() {
        EXPECT_TRUE(chain.write({chain.add("a", 1, 1)}));
        letter = *vault().put("a letter", "text/plain");
    }
    Vault vault() { return std::move(*Vault::open(papers, folder / "vault.key")); }
    void back_up_now() {
        const auto made = back_up(*chain.store, backups, 3, papers);
        ASSERT_TRUE(made) << made.error().what;
    }
    Faultable<RestoreReport> restore(std::uint32_t number = 0) {
        fs::remove_all(folder / "restored_vault");
        return restore_into(folder / "restored_vault", number);
    }
    Faultable<RestoreReport> restore_into(const fs::path& vault_folder, std::uint32_t number = 0) {
        fs::remove_all(folder / "restored");
        return restore_backup(chain.program, backups, number, folder / "restored",
                              {vault_folder, folder / "vault.key"});
    }
    fs::path within() const {
        const auto hex = to_hex(letter.view());
        return fs::path{hex.substr(0, 2)} / hex;
    }
    // The list of a backup, with what a file is by now.
    Sums list_with(const std::string& path, std::uint32_t number) {
        auto sums = read_sums(backups, number)->value();
        sums[path] = *hash_file(backups / path);
        return sums;
    }
    std::vector<fs::path> files() {
        std::vector<fs::path> found;
        for (const auto& entry : fs::recursive_directory_iterator(backups)) {
            if (entry.is_regular_file()) found.push_back(entry.path());
        }
        return found;
    }
};

}  // namespace linlian::storage
