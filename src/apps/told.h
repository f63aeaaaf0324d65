// A sentence in both languages.
#pragma once

#include <string>

namespace linlian::apps {

struct Told {
    std::string zh;
    std::string en;
};

}  // namespace linlian::apps
