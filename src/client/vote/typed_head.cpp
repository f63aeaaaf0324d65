// A beginning of a head is enough where it is of one line alone. It is compared with the lines that
// the caller offers and with no others.
#include "client/vote/typed_head.h"

#include "base/hex.h"
#include "client/proof/typed.h"

#include <fmt/format.h>

#include <optional>

namespace linlian::client {

Result<std::size_t> head_typed(const std::vector<Bytes>& heads, const std::string& typed,
                               std::size_t digits_min) {
    const auto digits = typed_hex(typed);
    if (digits.size() < digits_min)
        return tl::unexpected(
            wrong_command(fmt::format("--head “{0}”：他人的表决人编号至少写 {1} 位 of a line of "
                                      "somebody else give {1} digits "
                                      "at least",
                                      typed, digits_min)));
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        // Nothing typed is no beginning: every head would begin with it.
        if (digits.empty() || !to_hex(heads[i]).starts_with(digits)) continue;
        if (found)
            return tl::unexpected(
                wrong_command(fmt::format("--head “{}”：不止一个表决人以此开头，请多写几位 more "
                                          "than one line begins so: give "
                                          "more digits",
                                          typed)));
        found = i;
    }
    if (found) return *found;
    return tl::unexpected(wrong_command(
        fmt::format("--head “{}”：可选的表决人中没有以此开头的 none of the lines that may be named "
                    "here begins so",
                    typed)));
}

}  // namespace linlian::client
