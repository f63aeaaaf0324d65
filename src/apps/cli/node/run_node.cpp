#include "apps/cli/node/run_node.h"

#include "base/hex.h"
#include "client/proof/ledger_head.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <system_error>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

void print_facts(const Terminal& terminal, Node& node) {
    const auto tip = node.store().tip();
    const auto& genesis = node.store().genesis();
    terminal.json_line(fmt::format(R"({{"community":"{}","port":{},"height":{}}})",
                                   to_hex(node.community().view()), node.port(), tip.height));
    terminal.heading(genesis.name());
    terminal.say(styled("community id 社区编号  {}", to_hex(node.community().view())));
    terminal.say(styled("ledger head  账本指纹  {} / {} / {}", tip.height, tip.log.size(),
                        in_groups(tip.log.root())));
    terminal.say(styled("HTTP API    接口地址  http://{}", node.authority()));
    std::fflush(stdout);
}

sigset_t end_signals() {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    return ends;
}

}  // namespace

void print_node(const Terminal& terminal, Node& node) {
    try {
        print_facts(terminal, node);
    } catch (const std::system_error&) {
        // Nobody reads standard output: that is no reason for a node to end.
    }
}

EndSignals::EndSignals() {
    // Whoever closes the other end of our output ends no node.
    std::signal(SIGPIPE, SIG_IGN);
    const sigset_t ends = end_signals();
    ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
}

void EndSignals::wait() const {
    const sigset_t ends = end_signals();
    int caught = 0;
    ::sigwait(&ends, &caught);
}

}  // namespace linlian::apps
