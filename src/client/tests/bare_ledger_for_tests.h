// For tests of the client only: a node that records nothing and proves nothing. Tests give it the
// answers to queries that they need.
#pragma once

#include "client/node/ledger.h"

namespace linlian::client {

class BareLedger : public Ledger {
  public:
    Hash32 community() const override { return {}; }
    Timestamp now() const override { return {}; }
    std::vector<Result<Receipt>> send(std::vector<Bytes>) override { return {}; }
    Result<std::optional<Bytes>> proven_row(const std::string&, const Bytes&,
                                            const Author*) override {
        return std::nullopt;
    }
};

}  // namespace linlian::client
