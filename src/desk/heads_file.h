// The private file in which this computer keeps the ledger heads that it saw, with the proofs of
// forks and losses beside it.
#pragma once

#include "client/read/known_heads.h"

#include <filesystem>

namespace linlian::desk {

class HeadsFile final : public client::HeadStore {
  public:
    explicit HeadsFile(std::filesystem::path file) : file_(std::move(file)) {}
    std::string name() const override { return file_.string(); }
    // Refusal desk.FILE_UNREADABLE.
    Result<std::optional<Bytes>> read() const override;
    // Under a lock on the folder, for the file is replaced. Refusals: desk.FILE_FAILED, those of
    // `change`.
    Result<> write(const Change& change) override;
    Result<std::string> keep_proof(const std::string& stem, BytesView bundle) override;

  private:
    std::filesystem::path file_;
};

}  // namespace linlian::desk
