// `linlian init`, `run` and `doctor`: the life of a node.
#include "api/address/own_names.h"
#include "apps/cli/node/run_node.h"
#include "apps/cli/options.h"
#include "apps/demo/demo_folder.h"
#include "base/hex.h"
#include "client/genesis/genesis_file.h"
#include "client/node/wall_clock.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "node/doctor.h"
#include "node/node.h"
#include "node/node.pb.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;
using namespace node;

namespace {

Result<> init(const Options& options, const std::string& document) {
    const auto terminal = options.terminal();
    TRY(check_no_demo_left(options.data));
    const auto text = TRY(read_input(document));
    const auto community =
        found_ledger(options.data, [&](const auto& program, const PublicKey& validator) {
            return read_genesis(program, text, validator, wall_clock());
        });
    if (!community) {
        const auto& faults = community.error();
        for (std::size_t i = 0; i + 1 < faults.size(); ++i) terminal.refusal(faults[i]);
        return tl::unexpected(faults.back());
    }
    terminal.json_line(fmt::format(R"({{"community":"{}"}})", to_hex(community->view())));
    terminal.say(styled("{} The ledger is founded in {}.", terminal.good("✓"), options.data));
    terminal.say(styled("community id 社区编号  {}", to_hex(community->view())));
    terminal.say("Print this id where everybody sees it: nothing is verified without it.");
    terminal.say(styled("启动节点 Start the node: linlian run --data {}", options.data));
    return {};
}

Result<> run(const Options& options, NodeOptions node_options) {
    node_options.data = options.data;
    const EndSignals end;
    auto node = Node::start(node_options, ops::Log::to_stderr(ops::LogLevel::info));
    if (!node) return refuse(node::v1::NODE_FAILED, {{"reason", node.error().what}});
    print_node(options.terminal(), **node);
    end.wait();
    return {};
}

Result<> doctor_report(Options& options) {
    const auto at = TRY(options.node_address());
    const auto findings = examine(options.data, at.host, at.port);
    if (!show(options.terminal(), findings)) options.status = 1;
    return {};
}

void add_api_options(Command start, NodeOptions& node) {
    start.add_option("--address", node.address, "Where to listen 监听地址").shows_default();
    start
        .add_option("--port", node.port,
                    "Port of the HTTP API; 0: any free one HTTP 端口；0：任一空闲端口")
        .shows_default();
    start
        .add_option("--name", node.names,
                    "A name by which others call the API, as in a browser's address; may be given "
                    "several times 节点的域名")
        .checked([](const std::string& name) {
            return api::OwnNames::is_name(name) ? std::string{}
                                                : name + " is no name of a computer";
        });
    start
        .add_option(
            "--reads-per-second", node.reads_per_second,
            "Readings that one address may make; one whose answer takes long counts more; 0: any "
            "number 每个地址每秒的查询数，耗时长的另计；0：不限")
        .shows_default();
    start
        .add_option(
            "--posts-per-second", node.posts_per_second,
            "What one address may send: each request counts one, and each kilobyte of it one "
            "more; 0: any number 每个地址每秒的提交数，每千字节另计；0：不限")
        .shows_default();
}

// Of each member.
void add_allowance_options(Command start, NodeOptions& node) {
    start
        .add_option(
            "--bytes-per-hour", node.engine.allowance.bytes_per_hour,
            "What one member may bring onto the ledger, with all of their keys; what is refused "
            "counts many times, what expires late for each hour until then; 0: any number "
            "每人每小时可上链的字节数，其全部密钥合计；不予受理的按多倍计，有效期较长的按小时数计；"
            "0：不限")
        .shows_default();
    start
        .add_option(
            "--rows-per-day", node.engine.allowance.rows_per_day,
            "How many entries of the ledger one member may write, saved up for forty days; 0: any "
            "number 每人每天可写入账本的条目数，可积存四十天；0：不限")
        .shows_default();
}

}  // namespace

void add_node_commands(Command app, Options& options) {
    const auto found = app.add_command("init", "Found a ledger from a genesis document 创建账本");
    auto document = std::make_shared<std::string>();
    found
        .add_option("document", *document,
                    "The document (TOML); docs/operating/genesis.toml is one 创世文件")
        .required();
    on_run(found, options, [&options, document] { return init(options, *document); });

    const auto start = app.add_command("run", "Run this node until Ctrl-C 运行节点");
    auto node_options = std::make_shared<NodeOptions>();
    add_api_options(start, *node_options);
    add_allowance_options(start, *node_options);
    on_run(start, options, [&options, node_options] { return run(options, *node_options); });

    const auto doctor = app.add_command("doctor", "Look for what keeps a node from working 体检");
    on_run(doctor, options, [&options] { return doctor_report(options); });
}

}  // namespace linlian::apps
