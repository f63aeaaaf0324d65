// CHECK is for our own bugs: always on, it ends the process. It is never used on input.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace linlian {
[[noreturn]] inline void check_failed(const char* what, const char* file, int line) {
    std::fprintf(stderr, "linlian: broken assumption: %s (%s:%d)\n", what, file, line);
    std::abort();
}
}  // namespace linlian

#define CHECK(condition) \
    ((condition) ? void() : ::linlian::check_failed(#condition, __FILE__, __LINE__))
#define UNREACHABLE() ::linlian::check_failed("unreachable", __FILE__, __LINE__)
