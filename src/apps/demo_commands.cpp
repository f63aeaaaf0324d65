// `linlian demo`, which is what ./run runs: makes the demo community once, then runs its node.
#include "apps/apps.pb.h"
#include "apps/demo.h"
#include "apps/files.h"
#include "apps/genesis_file.h"
#include "apps/motion_work.h"
#include "apps/options.h"
#include "apps/run_node.h"
#include "apps/wall_clock.h"
#include "base/hex.h"
#include "codec/refusal.h"

#include <fmt/format.h>

namespace linlian::apps {
namespace {

// Written last: a demo that was interrupted while it was made is made anew.
std::filesystem::path finished_file(const Options& options) {
    return std::filesystem::path{options.data} / "demo" / "finished";
}

Result<> make_demo(const Options& options) {
    const auto terminal = options.terminal();
    terminal.say("Making the demo community: offices, a roster of 1,880 heads, three residents…");
    const std::filesystem::path data{options.data};
    for (const char* part : {"ledger", "demo", "keys", "node"})
        std::filesystem::remove_all(data / part);
    auto keys = options.key_store();
    const auto document = demo_genesis(keys);
    if (!document) return tl::unexpected(document.error());
    TRY(write_file(data / "demo" / "genesis.toml", *document));
    const auto founded = found_ledger(data, [&](const auto& registry, const PublicKey& validator) {
        return read_genesis(registry, *document, validator, wall_clock());
    });
    if (!founded) return tl::unexpected(founded.error().front());
    NodeOptions node_options;
    node_options.data = data;
    node_options.port = 0;
    const auto node = Node::start(node_options, ops::Log::to_stderr(ops::LogLevel::warning));
    if (!node) return refuse(v1::NODE_FAILED, {{"reason", node.error().what}});
    const auto motion = fill_demo((*node)->door(), keys, data / "demo", terminal);
    if (!motion) return tl::unexpected(motion.error());
    return write_file(finished_file(options), to_hex(*motion) + "\n");
}

// Five things to type next; each works as it stands.
void print_invitation(const Options& options, Node& node) {
    auto motion = read_file(finished_file(options)).value_or("");
    while (!motion.empty() && motion.back() == '\n') motion.pop_back();
    const auto where =
        (options.data == "data" ? "" : " --data " + options.data) +
        (node.port() == 7780 ? "" : fmt::format(" --node 127.0.0.1:{}", node.port()));
    const auto terminal = options.terminal();
    terminal.say("");
    terminal.heading("Try, in another terminal 在另一个终端里试试：");
    const std::pair<std::string, std::string> lines[] = {
        {"ask registry.estates", "the estate, its heads and area 小区、业主人数与面积"},
        {"motion list", "what waits for a second office 待附议事项"},
        {fmt::format("motion support {} --as street", motion), "the street agrees 街道附议"},
        {fmt::format("roster check {}/demo/roster-with-faults.csv", options.data),
         "a clerk's dry run 名册试检"},
        {"act registry.found-office --kind shop --name 便民超市 --as party",
         "the Party organisation admits a shop 党组织接纳商户"}};
    for (const auto& [command, what] : lines) {
        terminal.say(fmt::format("  ./linlian {}{}", command, where));
        terminal.say(terminal.faint("      " + what));
    }
    terminal.say("");
    terminal.say("Ctrl-C stops the node; nothing is lost 按 Ctrl-C 停止，数据不会丢失");
    std::fflush(stdout);
}

Result<> demo(const Options& options, NodeOptions node_options) {
    if (!std::filesystem::exists(finished_file(options))) TRY(make_demo(options));
    node_options.data = options.data;
    const EndSignals end;
    const auto node = Node::start(node_options, ops::Log::to_stderr(ops::LogLevel::warning));
    if (!node) return refuse(v1::NODE_FAILED, {{"reason", node.error().what}});
    print_node(options.terminal(), **node);
    print_invitation(options, **node);
    end.wait();
    return {};
}

}  // namespace

void add_demo_commands(CLI::App& app, Options& options) {
    auto* command = app.add_subcommand("demo", "Make and run the demo community 演示社区");
    auto node_options = std::make_shared<NodeOptions>();
    command->add_option("--port", node_options->port, "Port of the HTTP door; 0: any free one")
        ->capture_default_str();
    on_run(command, options, [&options, node_options] { return demo(options, *node_options); });
}

}  // namespace linlian::apps
