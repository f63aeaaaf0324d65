// Heads that a client saw, kept in memory.
#pragma once

#include "client/read/known_heads.h"

#include <map>

namespace linlian::client {

class HeadsInMemory final : public HeadStore {
  public:
    std::string name() const override { return "memory"; }
    Result<std::optional<Bytes>> read() const override { return kept_; }
    Result<> write(const Change& change) override {
        auto fresh = TRY(change(kept_));
        if (fresh) kept_ = std::move(fresh);
        return {};
    }
    Result<std::string> keep_proof(const std::string& stem, BytesView bundle) override {
        proofs[stem] = bundle;
        return stem;
    }

    std::map<std::string, Bytes> proofs;  // bundles that were kept

  private:
    std::optional<Bytes> kept_;
};

}  // namespace linlian::client
