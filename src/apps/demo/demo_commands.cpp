// `linlian demo`, which is what ./run runs: makes the demo community once, then runs its node.
#include "apps/cli/node/run_node.h"
#include "apps/cli/options.h"
#include "apps/demo/demo.h"
#include "apps/demo/demo_folder.h"
#include "base/hex.h"
#include "client/genesis/genesis_file.h"
#include "client/node/wall_clock.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "node/node.pb.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;
using namespace node;

namespace {

using nlohmann::json;

std::filesystem::path finished_file(const Options& options) {
    return std::filesystem::path{options.data} / "demo" / "finished";
}

Result<> write_finished(const Options& options, const DemoLeft& left) {
    const auto& ballots = left.ballots;
    return write_private_file(finished_file(options),
                              json{{"motion", to_hex(left.motion)},
                                   {"almost_there", to_hex(ballots.almost_there)},
                                   {"lift", to_hex(ballots.lift)},
                                   {"decided", to_hex(ballots.decided)},
                                   {"cannot_decide", to_hex(ballots.cannot_decide)},
                                   {"final", to_hex(ballots.settled)}}
                                      .dump(1) +
                                  "\n");
}

Result<> make_demo(const Options& options) {
    const auto terminal = options.terminal();
    terminal.say(
        "Making the demo community: offices, a roster of 1,880 heads, two months of "
        "ballots…");
    const std::filesystem::path data{options.data};
    TRY(begin_demo_folder(data));
    auto keys = options.key_store();
    const auto document = TRY(demo_genesis(keys));
    TRY(write_private_file(data / "demo" / "genesis.toml", document));
    // Its history begins in the past, so that notices have run and ballots have closed by now.
    ops::ManualClock clock{Timestamp{wall_clock().ms - demo_days * ms_per_day}};
    const auto founded = found_ledger(data, [&](const auto& program, const PublicKey& validator) {
        return read_genesis(program, document, validator, clock.wall());
    });
    if (!founded) return tl::unexpected(founded.error().front());
    NodeOptions node_options;
    node_options.data = data;
    node_options.port = 0;
    node_options.clock = &clock;
    const auto node = Node::start(node_options, ops::Log::to_stderr(ops::LogLevel::warning));
    if (!node) return refuse(node::v1::NODE_FAILED, {{"reason", node.error().what}});
    const auto left = TRY(fill_demo(**node, clock, keys, data / "demo", terminal));
    TRY(write_finished(options, left));
    return end_demo_folder(data);
}

// Five things to type next; each works as it stands.
void print_invitation(const Options& options, Node& node) {
    const auto left = json::parse(read_file(finished_file(options)).value_or(""), nullptr, false);
    const auto id = [&](const char* name) {
        return left.is_object() ? left.value(name, "") : std::string{};
    };
    const auto where = (options.data == "data" ? "" : " --data " + options.data) +
                       (node.port() == 7780 ? "" : " --node " + node.authority());
    const auto terminal = options.terminal();
    terminal.say("");
    terminal.heading("Try, in another terminal 在另一个终端里试试：");
    const std::pair<std::string, std::string> lines[] = {
        {"ballot list", "the ballots of the estate 小区的表决"},
        {fmt::format("ballot cast {} 1=agree --as lan", id("almost_there")),
         "1,253 of 1,254 heads took part: the newcomer's vote makes it 新来的一票，刚好达到人数"},
        {fmt::format("ballot result {}", id("lift")),
         "a lift at 17 of 24, three papers disputed 加装电梯，三张争议票"},
        {fmt::format("ballot result {}", id("cannot_decide")),
         "why a result cannot be decided 为什么无法认定"},
        {fmt::format("certificate {} -o result.pdf", id("decided")),
         "the notice of a result, to print 打印结果公告"}};
    for (const auto& [command, what] : lines) {
        terminal.say(styled("  ./linlian {}{}", command, where));
        terminal.say(terminal.faint("      " + what));
    }
    terminal.say("");
    terminal.say("Ctrl-C stops the node; nothing is lost 按 Ctrl-C 停止，数据不会丢失");
    std::fflush(stdout);
}

Result<> demo(const Options& options, NodeOptions node_options) {
    if (!desk::is_there(finished_file(options))) TRY(make_demo(options));
    node_options.data = options.data;
    const EndSignals end;
    const auto node = Node::start(node_options, ops::Log::to_stderr(ops::LogLevel::warning));
    if (!node) return refuse(node::v1::NODE_FAILED, {{"reason", node.error().what}});
    print_node(options.terminal(), **node);
    print_invitation(options, **node);
    end.wait();
    return {};
}

}  // namespace

void add_demo_commands(Command app, Options& options) {
    const auto command = app.add_command("demo", "Make and run the demo community 演示社区");
    auto node_options = std::make_shared<NodeOptions>();
    command
        .add_option("--port", node_options->port,
                    "Port of the HTTP API; 0: any free one HTTP 端口；0：任一空闲端口")
        .shows_default();
    on_run(command, options, [&options, node_options] { return demo(options, *node_options); });
}

}  // namespace linlian::apps
