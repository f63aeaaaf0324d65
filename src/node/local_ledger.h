// A ledger whose engine runs in this program: the demo fills a new ledger through it, tests and
// the bench too.
#pragma once

#include "client/node/ledger.h"
#include "engine/engine.h"
#include "ops/time/clock.h"

namespace linlian::node {

class LocalLedger final : public client::Ledger {
  public:
    LocalLedger(engine::Engine& engine, const machine::Program& program, const Hash32& community,
                const ops::Clock& clock)
        : engine_(engine), program_(program), community_(community), clock_(clock) {}

    Hash32 community() const override { return community_; }
    Timestamp now() const override;
    std::vector<Result<client::Receipt>> send(std::vector<Bytes> transactions) override;

    Result<std::optional<Bytes>> proven_row(const std::string& name, const Bytes& key,
                                            const Author* reader) override;

  private:
    Result<> ask_node(const client::Message& query, client::Message& reply,
                      const Author* reader) override;

    engine::Engine& engine_;
    const machine::Program& program_;
    Hash32 community_;
    const ops::Clock& clock_;
};

}  // namespace linlian::node
