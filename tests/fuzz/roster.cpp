// Whatever a clerk's file holds, the way from bytes to the dry run ends with a refusal or a report
// that counts its own faults; and what the secret readers accept, they write again the same.
#include "base/check.h"
#include "roster/check/roster_check.h"
#include "roster/custody/typed_code.h"
#include "roster/plan/names_file.h"
#include "roster/plan/slip.h"
#include "roster/table/table_file.h"

#include <cstdint>

namespace linlian::roster {
namespace {

void dry_run(BytesView bytes) {
    auto table = read_table(bytes);
    if (!table) return;
    auto sheet = read_roster_sheet(*table, "estate");
    if (!sheet) return;
    const auto report = check_roster(*sheet, 20260101);
    CHECK(report.errors + report.warnings == report.faults.size());
}

void read_back(BytesView bytes) {
    if (auto names = names_from_json(bytes)) CHECK(names_to_json(*names) == bytes);
    if (auto secret = parse_code(bytes)) CHECK(parse_code(code_of(*secret)) == *secret);
    if (auto slip = parse_slip_uri(bytes)) {
        auto again = parse_slip_uri(slip_uri(*slip));
        CHECK(again && *again == *slip);
    }
}

}  // namespace
}  // namespace linlian::roster

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const linlian::BytesView bytes{reinterpret_cast<const char*>(data), size};
    linlian::roster::dry_run(bytes);
    linlian::roster::read_back(bytes);
    return 0;
}
