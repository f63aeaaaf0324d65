// For tests of effects only: rows as one text, and a node that tells its reader nothing.
#pragma once

#include "client/act/act_review.h"
#include "client/tests/bare_ledger_for_tests.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/state.pb.h"
#include "crypto/hash.h"
#include "modules/registry/registry.pb.h"

#include <gtest/gtest.h>

#include <string>

namespace linlian::client {

// All cells of a table as one text, a line for each row.
inline std::string text_of(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) {
        for (const auto& cell : row) text += cell.bytes() + " ";
        text += "\n";
    }
    return text;
}

inline bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// The effect of the act as this ledger has it.
inline std::string effect_text(Ledger& ledger, const Message& act, const LedgerNames& names = {}) {
    const auto rows = effect_rows(ledger, act, names);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().code);
    return rows ? text_of(*rows) : "";
}

inline Id16 test_id(const std::string& name) {
    Id16 id;
    EXPECT_TRUE(Id16::parse(sha256(name).view().substr(0, Id16::size), id));
    return id;
}

// As it is shown where nobody has given it a name.
inline std::string shown_id(const std::string& name) {
    return LedgerNames{}.of(test_id(name).bytes());
}

// A row about persons as the ledger keeps it.
inline Bytes salted(const Message& row) { return Bytes(Hash32::size, 's') + codec::encode(row); }

class ClosedLedger final : public BareLedger {
  public:
    Result<std::optional<Bytes>> proven_row(const std::string&, const Bytes&,
                                            const Author*) override {
        return refuse(machine::v1::ROW_OF_OTHER);
    }

  private:
    Result<> ask_node(const Message&, Message&, const Author*) override {
        return refuse(registry::v1::NOT_FOR_YOU);
    }
};

}  // namespace linlian::client
