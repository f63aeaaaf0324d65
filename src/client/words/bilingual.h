// A sentence, or a word or two, in both languages.
#pragma once

#include <string>

namespace linlian::client {

// The English may be empty where there is none.
struct Bilingual {
    std::string zh;
    std::string en;
    // "公告期 notice"
    std::string both() const { return zh + " " + en; }
};

}  // namespace linlian::client
