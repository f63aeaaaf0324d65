// What `linlian run` and `linlian demo` share: telling where the node is, and waiting for the end.
#pragma once

#include "apps/terminal/terminal.h"
#include "node/node.h"

namespace linlian::apps {

// Community id, ledger head, address.
void print_node(const Terminal& terminal, node::Node& node);

// Ctrl-C and a service manager's SIGTERM, caught from its making on: made before the first thread
// starts, so that no thread takes them.
class EndSignals {
  public:
    EndSignals();
    // Returns when the process is asked to end.
    void wait() const;
};

}  // namespace linlian::apps
