// The type that sheets and notices are set in.
#pragma once

#include "print/pdf_document.h"

namespace linlian::documents {

inline constexpr double grey_small = 0.3;  // 0 is black
inline constexpr print::TextStyle body{.size_pt = 10.5};
inline constexpr print::TextStyle strong{.size_pt = 10.5, .is_bold = true};
inline constexpr print::TextStyle small{.size_pt = 8, .grey = grey_small};

}  // namespace linlian::documents
