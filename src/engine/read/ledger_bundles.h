// Bundles out of a ledger on disk and the engine that writes it. Any thread may ask.
#pragma once

#include "engine/engine.h"
#include "engine/read/bundle_maker.h"
#include "storage/ledger_store.h"

namespace linlian::engine {

class LedgerBundles final : public BundleMaker {
  public:
    // All outlive it.
    LedgerBundles(const machine::Program& program, const storage::LedgerStore& store,
                  const Engine& engine)
        : program_(program), store_(store), engine_(engine) {}

    Result<Bytes> prove_row(const Committed& at, BytesView key, state::Memo* memo) const override;
    Result<Bytes> prove_transaction(const Committed& at, const Hash32& id) const override;
    Result<Bytes> prove_prefix(const Committed& at, std::uint64_t size) const override;

  private:
    const machine::Program& program_;
    const storage::LedgerStore& store_;
    const Engine& engine_;
};

}  // namespace linlian::engine
