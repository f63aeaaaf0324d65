// `linlian bench`: figures of this machine, made by real work. docs/performance.md says what to aim
// at and which command gives which figure.
#include "apps/bench/bench_recount.h"
#include "apps/bench/bench_roster.h"
#include "apps/bench/bench_solo.h"
#include "apps/bench/bench_yardstick.h"
#include "apps/cli/options.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace linlian::apps {

using namespace client;

namespace {

using nlohmann::json;

// A folder that goes when the bench is done.
class ScratchFolder {
  public:
    explicit ScratchFolder(const std::string& parent)
        : path_(std::filesystem::path{parent} / fmt::format("linlian-bench-{}", ::getpid())) {
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

std::string machine_line() {
    std::ifstream info("/proc/cpuinfo");
    std::string line, model = "unknown processor";
    while (std::getline(info, line)) {
        if (line.starts_with("model name")) {
            model = line.substr(line.find(':') + 2);
            break;
        }
    }
    return fmt::format("{} × {}", cores_here(), model);
}

// One figure a line; inner objects are joined by a dot.
void show(const Terminal& terminal, json figures) {
    figures["machine"] = machine_line();
    terminal.json_value(figures);
    Rows rows;
    const json flat = figures.flatten();
    for (const auto& [name, value] : flat.items()) {
        auto dotted = name.substr(1);
        std::replace(dotted.begin(), dotted.end(), '/', '.');
        rows.push_back({dotted, value.is_number_float() ? fmt::format("{:.3f}", value.get<double>())
                                                        : value.dump()});
    }
    terminal.table({"figure", "value"}, rows, "");
}

using Bench = Result<json> (*)(const SoloPlan&, const std::filesystem::path&, const BenchProgress&);

// A second at least: the first half second of a round does not count.
Argument add_seconds(Command command, double& seconds) {
    return command.add_option("--seconds", seconds, "How long to send 发送秒数")
        .between(1.0, 3'600.0)
        .shows_default();
}

void add_bench(Options& options, const std::shared_ptr<std::string>& folder, Command command,
               const SoloPlan& defaults, Bench measure) {
    auto plan = std::make_shared<SoloPlan>(defaults);
    const auto seconds = add_seconds(command, plan->seconds);
    if (defaults.acts > 0)
        command
            .add_option("--acts", plan->acts,
                        "Acts to send, where no seconds are given 发送条数（未给秒数时）")
            .between(1, 1e9)
            .shows_default();
    command.add_option("--rows", plan->ledger.rows, "Rows of the ledger 账本行数").shows_default();
    command.add_option("--members", plan->ledger.members, "Members who act 操作的成员数")
        .shows_default();
    command.add_option("--connections", plan->connections, "Connections at once 并发连接数")
        .shows_default();
    command.add_option("--parcel", plan->parcel, "Acts in one request 每次请求的条数")
        .shows_default();
    on_run(command, options, [&options, plan, folder, measure, seconds]() -> Result<> {
        if (seconds.is_given()) plan->acts = 0;
        const ScratchFolder scratch{*folder};
        const auto terminal = options.terminal();
        const auto figures =
            TRY(measure(*plan, scratch.path(), [&](const auto& what, auto done, auto total) {
                terminal.progress(what, done, total);
            }));
        show(terminal, figures);
        return {};
    });
}

void add_growth(Command bench, Options& options, const std::shared_ptr<std::string>& folder) {
    const auto growth = bench.add_command(
        "growth", "What an act costs with many rows and with few 账本增大后的耗时");
    struct Sizes {
        std::uint64_t few = 100'000, many = 10'000'000;
        double seconds = SoloPlan{}.seconds;
    };
    auto sizes = std::make_shared<Sizes>();
    growth.add_option("--few", sizes->few, "Rows of the small ledger 小账本行数").shows_default();
    growth.add_option("--many", sizes->many, "Rows of the large ledger 大账本行数").shows_default();
    add_seconds(growth, sizes->seconds);
    on_run(growth, options, [&options, sizes, folder]() -> Result<> {
        const auto terminal = options.terminal();
        json figures;
        for (const auto rows : {sizes->few, sizes->many}) {
            const ScratchFolder scratch{*folder};
            SoloPlan plan;
            plan.ledger.rows = rows;
            plan.seconds = sizes->seconds;
            const auto one =
                TRY(bench_solo(plan, scratch.path(), [&](const auto& what, auto a, auto b) {
                    terminal.progress(fmt::format("{} rows: {}", rows, what), a, b);
                }));
            figures[rows == sizes->few ? "few" : "many"] = one;
        }
        // Costs in signature checks, as the machine does them in each run: its speed drifts.
        figures["cost_ratio"] =
            figures["few"]["ratio"].get<double>() / figures["many"]["ratio"].get<double>();
        show(terminal, figures);
        return {};
    });
}

void add_roster(Command bench, Options& options, const std::shared_ptr<std::string>& folder) {
    const auto command =
        bench.add_command("roster", "A roster from its file to its adoption 名册从文件到确认");
    auto plan = std::make_shared<RosterPlan>();
    command.add_option("--premises", plan->premises, "Lines of the roster 名册行数")
        .shows_default();
    on_run(command, options, [&options, plan, folder]() -> Result<> {
        const ScratchFolder scratch{*folder};
        const auto terminal = options.terminal();
        const auto figures =
            TRY(bench_roster(*plan, scratch.path(), [&](const auto& what, auto done, auto total) {
                terminal.progress(what, done, total);
            }));
        show(terminal, figures);
        return {};
    });
}

void add_sender(Command bench, Options& options) {
    const auto sender =
        bench.add_command("sender", "The sending process of a bench 测速的发送进程");
    sender.group("");  // started by `bench solo`, not by people
    auto plan = std::make_shared<SenderPlan>();
    sender.add_option("--port", plan->port, "").required();
    sender.add_option("--community", plan->community, "").required();
    sender.add_option("--members", plan->members, "").required();
    sender.add_option("--first", plan->first, "");
    sender.add_option("--acts", plan->acts, "").required();
    sender.add_option("--seconds", plan->seconds, "");
    sender.add_option("--rounds", plan->rounds, "");
    sender.add_option("--rest", plan->rest_s, "");
    sender.add_option("--connections", plan->connections, "");
    sender.add_option("--parcel", plan->parcel, "");
    on_run(sender, options, [&options, plan]() -> Result<> {
        const auto result = TRY(run_sender(*plan));
        options.terminal().json_value(json{{"recorded", result.recorded},
                                           {"refused", result.refused},
                                           {"acts_per_s", result.acts_per_s},
                                           {"cpu_seconds", result.cpu_seconds},
                                           {"p50_ms", result.p50_ms},
                                           {"p99_ms", result.p99_ms}});
        return {};
    });
}

}  // namespace

void add_bench_commands(Command app, Options& options) {
    const auto bench = app.add_command("bench", "Measure this machine 测速");
    bench.needs_command();
    auto folder = std::make_shared<std::string>(std::filesystem::temp_directory_path().string());
    bench
        .add_option("--folder", *folder,
                    "Where the bench makes its ledger, which it deletes 测速账本的目录，用后删除")
        .shows_default();
    add_bench(options, folder,
              bench.add_command("solo", "The embedded engine under load 内嵌引擎的吞吐"), {},
              bench_solo);
    SoloPlan small;
    small.ledger.rows = 50'000;
    small.acts = 250'000;
    add_bench(options, folder,
              bench.add_command("replay", "Carrying a whole ledger out again 重放整个账本"), small,
              bench_replay);
    add_growth(bench, options, folder);
    add_roster(bench, options, folder);
    add_recount_bench(bench, options);
    add_sender(bench, options);
}

}  // namespace linlian::apps
