// For tests of rosters: a ledger with an estate, the clerks of two offices, three custodians, and a
// roster as one of the clerks imports it and both adopt it.
#pragma once

#include "base/check.h"
#include "client/proof/typed.h"
#include "client/roster/roster_work.h"
#include "client/tests/desk_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::client {

inline constexpr roster::CivilDate today = 20261121;

inline Hash32 secret_of(std::uint8_t with) {
    Hash32 secret;
    secret.data.fill(with);
    return secret;
}

inline const roster::CustodianKey first = roster::custodian_key_of(secret_of(1));
inline const roster::CustodianKey second = roster::custodian_key_of(secret_of(2));
inline const roster::CustodianKey third = roster::custodian_key_of(secret_of(3));

struct RosterDesk {
    DeskLedger ledger;
    KeyPair lin = kit::key_of("lin");
    KeyPair mo = kit::key_of("mo");
    Bytes sealed;

    Result<ImportedRoster> import(const std::string& csv, const roster::NamesFile& previous = {}) {
        const auto estate = find_estate(ledger, "翠竹苑");
        CHECK(estate.has_value());
        const auto read = TRY(read_roster(csv, "", estate->row.name(), today));
        return import_roster(ledger, lin,
                             {*estate,
                              read.sheet,
                              today,
                              previous,
                              {first.public_key, second.public_key, third.public_key},
                              [this](BytesView bytes) -> Result<> {
                                  sealed = Bytes{bytes};
                                  return {};
                              },
                              {}});
    }
};

inline void adopt_by_two(RosterDesk& desk, const ImportedRoster& imported) {
    for (const auto* clerk : {&desk.lin, &desk.mo})
        ASSERT_TRUE(
            adopt_draft(desk.ledger, *clerk, *look_at_draft(desk.ledger, imported.draft), {}));
}

// A flat of a child, for whom this guardian acts.
inline std::string roster_of_a_ward(const std::string& guardian) {
    return "楼栋,房号,建筑面积,用途,面积来源,业主姓名,证件号码,业主类型,监护人\n"
           "1栋,101,80.00,住宅,不动产登记,王一,,,\n"
           "1栋,102,90.00,住宅,不动产登记,王小,,被监护人," +
           guardian + "\n";
}

}  // namespace linlian::client
