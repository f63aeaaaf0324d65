// What `linlian doctor` looks at before somebody asks for help: the folder, the disk, the clock,
// the ledger, the node, the fonts. It changes nothing.
#pragma once

#include "client/shown/screen.h"

#include <cstdint>
#include <string>
#include <vector>

namespace linlian::node {

struct Finding {
    std::string what;
    bool is_well = false;
    std::string says;  // what was found; when not well, also what to do
};

// `data` is the folder of the node, `host` and `port` where it should answer.
std::vector<Finding> examine(const std::string& data, const std::string& host, std::uint16_t port);
// Shows them; whether all of them are well.
bool show(const client::Screen& screen, const std::vector<Finding>& findings);

}  // namespace linlian::node
