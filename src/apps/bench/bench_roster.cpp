#include "apps/bench/bench_roster.h"

#include "apps/bench/bench_votes.h"
#include "client/client.pb.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "client/roster/roster_work.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "desk/keys/custodian_keys.h"
#include "node/node.pb.h"
#include "ops/time/beijing_time.h"
#include "roster/check/words/area_text.h"
#include "roster/demo/demo_rows.h"

#include <fmt/format.h>

#include <chrono>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::uint32_t flats_of_a_building = 100;
constexpr std::uint32_t flats_of_a_floor = 4;

// A flat for each premises, with one owner or a couple, as a clerk's file has them.
std::string roster_csv(const RosterPlan& plan, const std::string& estate) {
    using roster::Column;
    roster::DemoPeople people{1};
    std::vector<roster::DemoRow> rows;
    for (std::uint32_t i = 0; i < plan.premises; ++i) {
        const auto flat = i % flats_of_a_building;
        const bool couple = people.below(100) < 40;
        for (int owner = 0; owner < (couple ? 2 : 1); ++owner) {
            auto& row = rows.emplace_back();
            row[Column::estate] = estate;
            row[Column::building] = fmt::format("{}栋", i / flats_of_a_building + 1);
            row[Column::stair] = "1单元";
            row[Column::door] =
                fmt::format("{}{:02}", flat / flats_of_a_floor + 1, flat % flats_of_a_floor + 1);
            row[Column::area] = roster::area_text(6'000 + flat * 17);
            row[Column::kind] = roster::word_of(roster::PremisesKind::flat);
            row[Column::area_source] = roster::word_of(roster::AreaSource::registered);
            row[Column::sharing] = couple ? "共同共有" : "单独所有";
            if (couple) row[Column::voter] = owner == 0 ? "是" : "否";
            roster::set_owner(row, people.adult());
        }
    }
    return roster::csv_of(rows);
}

Result<roster::CustodianKeys> make_custodians(const std::filesystem::path& folder) {
    roster::CustodianKeys keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto made =
            TRY(make_custodian(fmt::format("{}", i), folder / fmt::format("{}.custodian", i)));
        keys[i] = made.public_key;
    }
    return keys;
}

// The seconds since the last time this was asked.
class Watch {
  public:
    double lap() {
        const auto now = SteadyClock::now();
        return std::chrono::duration<double>(now - std::exchange(began_, now)).count();
    }

  private:
    SteadyClock::time_point began_ = SteadyClock::now();
};

Result<nlohmann::json> measure(Ledger& ledger, const RosterPlan& plan, const EstateRow& estate,
                               const std::filesystem::path& folder, const BenchProgress& progress) {
    const auto csv = roster_csv(plan, estate.row.name());
    const auto custodians = TRY(make_custodians(folder));
    const auto today = ops::civil_date(wall_clock());
    Watch watch;
    const auto read = TRY(read_roster(csv, "", estate.row.name(), today));
    if (read.report.errors > 0)
        return refuse(client::v1::COMMAND_WRONG, {{"reason", "the made-up roster has faults"}});
    const double check_s = watch.lap();
    const ImportOrder order{
        estate,
        read.sheet,
        today,
        {},
        custodians,
        [&](BytesView sealed) { return write_private_file(folder / "names.sealed", sealed); },
        [&](auto done, auto total) { progress("importing", done, total); }};
    const auto imported = TRY(import_roster(ledger, bench_clerk(0), order));
    const double import_s = watch.lap();
    for (unsigned office = 0; office < 2; ++office) {
        const auto view = TRY(look_at_draft(ledger, imported.draft));
        const auto step = TRY(adopt_draft(ledger, bench_clerk(office), view, {}));
        if (step.completed != (office == 1))
            return refuse(client::v1::COMMAND_WRONG, {{"reason", "the adoption went another way"}});
    }
    const double adopt_s = watch.lap();
    return nlohmann::json{{"premises", imported.totals.premises},
                          {"heads", imported.totals.heads},
                          {"bytes", csv.size()},
                          {"check_s", check_s},
                          {"import_s", import_s},
                          {"adopt_s", adopt_s},
                          {"seconds", check_s + import_s + adopt_s}};
}

}  // namespace

Result<nlohmann::json> bench_roster(const RosterPlan& plan, const std::filesystem::path& folder,
                                    const BenchProgress& progress) {
    const auto data = folder / "data";
    if (const auto founded = found_bench_ledger(data, {.rows = 0, .members = 0}); !founded)
        return tl::unexpected(founded.error().front());
    const auto node = start_bench_node(data);
    if (!node) return refuse(node::v1::NODE_FAILED, {{"reason", node.error().what}});
    const auto estate = TRY(find_estate((*node)->ledger(), "estate 0"));
    (*node)->ledger().read_as(reads_with([]() -> Result<KeyPair> { return bench_clerk(0); }));
    auto measured = TRY(measure((*node)->ledger(), plan, estate, folder, progress));
    progress("opening a ballot", 0, 1);
    const auto opening = TRY(opening_ms((*node)->ledger(), estate.id.bytes()));
    progress("opening a ballot", 1, 1);
    measured["opening_ms"] = opening;
    return measured;
}

}  // namespace linlian::apps
