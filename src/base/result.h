// Result<T>: a value, or the coded reason why there is none. Three kinds of "no" exist:
// malformed and refused are both a Refusal (a code and its figures, never a sentence);
// a Fault (disk, corruption, unknown amendment) stops the node and is never made a Refusal.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>
#include <vector>

namespace linlian {

// One figure of a refusal or event text: {"needed", "1254"}. Texts name figures in braces.
struct Figure {
    std::string name;
    std::string value;
    bool operator==(const Figure&) const = default;
};

// Why something was not allowed. `code` is "<module>.<NAME>", as declared in a schema.
struct Refusal {
    std::string code;
    std::vector<Figure> figures;
    bool operator==(const Refusal&) const = default;
};

// What stops a node: says what happened, where, and what the operator can do.
struct Fault {
    std::string what;
};

template <class T = void>
struct [[nodiscard]] Result : tl::expected<T, Refusal> {
    using tl::expected<T, Refusal>::expected;
};

template <class T = void>
struct [[nodiscard]] Faultable : tl::expected<T, Fault> {
    using tl::expected<T, Fault>::expected;
};

inline auto fault(std::string what) { return tl::unexpected(Fault{std::move(what)}); }

}  // namespace linlian

// Passes a refusal or fault on to the caller.
#define TRY(expression)                                           \
    do {                                                          \
        if (auto try_result = (expression); !try_result)          \
            return tl::unexpected(std::move(try_result).error()); \
    } while (false)
