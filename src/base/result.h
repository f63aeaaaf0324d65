// Result<T>: a value, or the coded reason why there is none. Three kinds of "no" exist:
// malformed and refused are both a Refusal (a code and its figures, never a sentence);
// a Fault (disk, corruption, unknown amendment) stops the node and is never made a Refusal.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <type_traits>
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

// What TRY gives: the value; of a result without one nothing.
template <class Tried>
auto take(Tried&& tried) {
    if constexpr (!std::is_void_v<typename std::remove_cvref_t<Tried>::value_type>)
        return *std::forward<Tried>(tried);
}

}  // namespace linlian

// Gives the value of a result, or passes its refusal or fault on to the caller:
// `const auto ledger = TRY(options.connect());`, and `TRY(check(ledger));` where there is none. It
// stands alone in its statement, so that nothing is half evaluated when it returns.
#define TRY(...) TRY_AS(TRY_JOIN(try_result_, __COUNTER__), __VA_ARGS__)
#define TRY_AS(tried, ...)                                           \
    __extension__({                                                  \
        auto tried = (__VA_ARGS__);                                  \
        if (!tried) return tl::unexpected(std::move(tried).error()); \
        ::linlian::take(std::move(tried));                           \
    })
#define TRY_JOIN(one, other) TRY_JOIN_NOW(one, other)
#define TRY_JOIN_NOW(one, other) one##other
