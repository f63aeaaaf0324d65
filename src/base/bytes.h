// Byte strings. A Bytes owns, a BytesView borrows; both compare as unsigned bytes, so that
// they can be keys of ordered tables. Used by every room; knows nothing of what the bytes mean.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace linlian {

using Bytes = std::string;
using BytesView = std::string_view;

// N bytes of fixed meaning: hashes, ids, nonces.
template <std::size_t N>
struct FixedBytes {
    static constexpr std::size_t size = N;
    std::array<std::uint8_t, N> data{};

    auto operator<=>(const FixedBytes&) const = default;
    BytesView view() const { return {reinterpret_cast<const char*>(data.data()), N}; }
    Bytes bytes() const { return Bytes{view()}; }
    bool is_zero() const { return *this == FixedBytes{}; }

    // True and filled when `from` is exactly N bytes long; else false and `into` untouched.
    static bool parse(BytesView from, FixedBytes& into) {
        if (from.size() != N) return false;
        std::memcpy(into.data.data(), from.data(), N);
        return true;
    }
};

using Hash32 = FixedBytes<32>;
using Id16 = FixedBytes<16>;

}  // namespace linlian
