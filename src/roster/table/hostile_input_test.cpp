// Bytes from outside never crash a reader and never pass for something else.
#include "kit/code_of.h"
#include "roster/check/roster_check.h"
#include "roster/custody/custody.h"
#include "roster/custody/typed_code.h"
#include "roster/demo/demo_roster.h"
#include "roster/plan/roster_plan.h"
#include "roster/plan/slip.h"
#include "roster/table/table_file.h"

#include <gtest/gtest.h>

#include <random>

namespace linlian::roster {
namespace {

constexpr CivilDate today = 20261121;

// Everything that a command does with a file, as far as the file lets it.
void go_through(BytesView file) {
    auto table = read_table(file);
    if (!table) return;
    auto sheet = read_roster_sheet(*table, "甲苑");
    if (!sheet) return;
    const auto report = check_roster(*sheet, today);
    EXPECT_EQ(report.errors + report.warnings, report.faults.size());
    std::uint8_t next = 0;
    auto planned = plan_roster(*sheet, today, {}, [&] {
        Id16 id;
        id.data[3] = next++;
        return id;
    });
    EXPECT_EQ(kit::code_of(planned), report.errors == 0 ? "" : "roster.HAS_ERRORS");
}

// The header and some rows of building 24: small, but with every fault in it.
std::string small_dirty_csv() {
    const auto csv = dirty_roster_csv(1);
    const auto header_end = csv.find('\n') + 1;
    const auto rows = csv.find("翠竹苑,24栋");
    return csv.substr(0, header_end) + csv.substr(rows);
}

TEST(HostileInput, survives_changed_bytes_of_a_roster) {
    std::mt19937_64 chance{1};
    const auto csv = small_dirty_csv();
    for (int round = 0; round < 400; ++round) {
        auto changed = csv;
        for (int i = 0; i < 5; ++i)
            changed[chance() % changed.size()] = static_cast<char>(chance() & 255);
        go_through(changed);
    }
}

TEST(HostileInput, survives_cells_that_swapped_places) {
    std::mt19937_64 chance{2};
    auto table = read_table(small_dirty_csv());
    ASSERT_TRUE(table);
    for (int round = 0; round < 400; ++round) {
        auto& row = table->rows[chance() % table->rows.size()].cells;
        auto& other = table->rows[chance() % table->rows.size()].cells;
        std::swap(row[chance() % row.size()], other[chance() % other.size()]);
        auto sheet = read_roster_sheet(*table, "甲苑");
        ASSERT_TRUE(sheet);
        check_roster(*sheet, today);
    }
}

TEST(HostileInput, survives_random_bytes_everywhere) {
    std::mt19937_64 chance{3};
    const auto key = custodian_key_of({});
    for (int round = 0; round < 2'000; ++round) {
        std::string bytes(chance() % 1'500, '\0');
        for (char& c : bytes) c = static_cast<char>(chance() & 255);
        go_through(bytes);
        go_through("PK\x03\x04" + bytes);
        EXPECT_EQ(kit::code_of(open_first_half(bytes, key)), "roster.NOT_A_NAMES_FILE");
        const auto half = kit::code_of(open_first_half("linlian names 1\n" + bytes, key));
        EXPECT_TRUE(half == "roster.NOT_A_NAMES_FILE" || half == "roster.NOT_A_CUSTODIAN") << half;
        EXPECT_EQ(kit::code_of(names_from_json(bytes)), "roster.NAMES_MALFORMED");
        EXPECT_EQ(kit::code_of(parse_slip_uri(bytes)), "roster.SLIP_URI");
        EXPECT_EQ(kit::code_of(parse_slip_uri("linlian:slip?c=" + bytes)), "roster.SLIP_URI");
        const auto typed = kit::code_of(parse_custodian_key(bytes));
        EXPECT_TRUE(typed == "roster.SLIP_LETTER" || typed == "roster.SLIP_LENGTH") << typed;
    }
}

TEST(HostileInput, reads_the_longest_roster_there_may_be) {
    std::string csv = "楼栋,房号,面积,用途,面积来源,业主,证件号码,手机\n";
    for (std::size_t i = 0; i < table_rows_max; ++i)
        csv += std::to_string(i / 200) + "栋," + std::to_string(i % 200 + 101) +
               ",80.5,住宅,登记,王一,,\n";
    auto table = read_table(csv);
    ASSERT_TRUE(table);
    auto sheet = read_roster_sheet(*table, "甲苑");
    ASSERT_TRUE(sheet);
    const auto report = check_roster(*sheet, today);
    EXPECT_EQ(report.errors, 0U);
    EXPECT_EQ(report.totals.estates[0].heads, table_rows_max);
}

TEST(HostileInput, keeps_the_names_of_a_whole_estate_through_custody) {
    auto sheet = read_roster_sheet(*read_table(demo_roster_csv(5)), "");
    std::mt19937_64 chance{5};
    auto planned = plan_roster(*sheet, today, {}, [&] {
        Id16 id;
        for (auto& byte : id.data) byte = static_cast<std::uint8_t>(chance());
        return id;
    });
    ASSERT_TRUE(planned);
    Hash32 secret;
    std::array<CustodianKey, custodian_count> keys;
    CustodianKeys public_keys;
    for (std::size_t i = 0; i < custodian_count; ++i) {
        secret.data[5] = static_cast<std::uint8_t>(i + 1);
        keys[i] = custodian_key_of(secret);
        public_keys[i] = keys[i].public_key;
    }
    auto sealed = seal_names(planned->names, public_keys);
    ASSERT_TRUE(sealed);
    auto half = open_first_half(*sealed, keys[2]);
    auto names = open_names(*sealed, *half, keys[0], version_of(*sealed));
    ASSERT_TRUE(names);
    EXPECT_EQ(*names, planned->names);
}

}  // namespace
}  // namespace linlian::roster
