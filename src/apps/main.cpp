// linlian: the one program. A node, the tools of clerks and residents, and the verifier.
#include "apps/cli/options.h"
#include "apps/terminal/terminal.h"
#include "desk/files.h"
#include "ops/files/open_files.h"

#include <CLI/CLI.hpp>
#include <google/protobuf/stubs/logging.h>

#include <csignal>
#include <cstdio>
#include <sstream>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

// Help speaks both languages; commands made from here on take these words over.
void set_help_words(CLI::App& app) {
    app.set_help_flag("-h,--help", "Print this help 显示本说明");
    for (const auto& [name, words] : {std::pair{"Usage", "Usage 用法"},
                                      {"Positionals", "Positionals 参数"},
                                      {"REQUIRED", "REQUIRED 必填"},
                                      {"OPTIONS", "OPTIONS 选项"},
                                      {"SUBCOMMAND", "SUBCOMMAND 命令"}})
        app.get_formatter()->label(name, words);
}

void add_common_options(Command app, Options& options) {
    app.add_flag("--json", options.json, "Print JSON for programs 输出 JSON");
    app.add_option("--node", options.node, "Address of the node to talk to 节点地址")
        .shows_default();
    app.add_option("--data", options.data, "Folder of this node's ledger 账本目录").shows_default();
    app.add_option("--keys", options.keys, "Folder of your keys (default: DATA/keys) 密钥目录");
    app.add_option("--as", options.as, "Name of the key that acts 以哪把密钥操作");
    app.add_option("--community", options.community,
                   "Id of the community that you mean (default: the one used before) 社区编号");
    app.add_flag("--yes", options.yes, "Sign without asking first, for scripts 不询问直接签名");
    app.add_option("--passphrase-file", options.passphrase_file,
                   "File whose first line is the passphrase of your keys; /dev/fd/N for a "
                   "descriptor 口令文件");
}

void add_commands(Command app, Options& options) {
    add_demo_commands(app, options);
    add_node_commands(app, options);
    add_key_commands(app, options);
    add_roster_commands(app, options);
    add_enrol_commands(app, options);
    add_ballot_commands(app, options);
    add_motion_commands(app, options);
    add_charter_commands(app, options);
    add_schema_commands(app, options);
    add_proof_commands(app, options);
    add_store_commands(app, options);
    add_confirm_commands(app, options);
    add_vault_commands(app, options);
    add_tally_commands(app, options);
    add_bench_commands(app, options);
    add_reference_commands(app, options);
}

}  // namespace
}  // namespace linlian::apps

// What jemalloc reads when the program starts: ask for large pages. A node looks up rows all over
// its memory, and with small pages waits for the processor to find each page first. What one block
// used is kept for the next ones (large pieces too, for 15 seconds) instead of being given back to
// the kernel, which clears each page that it lends; four arenas hold less idle memory than eight.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf =
    "thp:always,metadata_thp:auto,narenas:4,oversize_threshold:0,dirty_decay_ms:15000";
}

int main(int argc, char** argv) {
    using namespace linlian::apps;
    make_files_private();
    // Whoever reads no further ends a command as they end other tools; what runs a node goes on
    // (EndSignals). It may have been started by a program that ignores this.
    std::signal(SIGPIPE, SIG_DFL);
    // A file that may not grow further is a full disk to us, and no end.
    std::signal(SIGXFSZ, SIG_IGN);
    linlian::ops::allow_more_open_files();
    // Bad bytes of strangers are refusals, not lines in the log.
    google::protobuf::SetLogHandler(nullptr);
    CLI::App app{"Linlian 邻链: the ledger that a community keeps together. 社区共同保管的账本。"};
    app.require_subcommand(1);
    app.fallthrough();
    Options options;
    set_help_words(app);
    add_common_options(Command{&app}, options);
    add_commands(Command{&app}, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // What was typed stands in the message, and may be copied from anywhere.
        std::ostringstream out, complaint;
        const bool is_help = app.exit(error, out, complaint) == 0;
        const Terminal terminal{false};
        if (is_help)
            terminal.lines(out.str());
        else
            terminal.complaint(out.str() + complaint.str());
        return is_help ? 0 : 2;
    }
    // What a full disk took of it was never said.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        Terminal{false}.warning(
            "输出没有写完（磁盘已满？）The output could not be written in full: is the disk full?");
        return options.status == 0 ? 1 : options.status;
    }
    return options.status;
}
