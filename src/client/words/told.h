// A sentence in both languages.
#pragma once

#include <string>

namespace linlian::client {

struct Told {
    std::string zh;
    std::string en;
};

}  // namespace linlian::client
