// The figures of one measure as ranges that respect each other: what is known narrows what is not.
// Total and participating are sums of parts, so the sums form a tree and narrowing is exact: every
// value left in a range occurs in some completion. Internal to the room.
#pragma once

#include "tally/tally.pb.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace linlian::tally {

inline constexpr std::uint64_t unlimited = UINT64_MAX;

// From least to most; most may be `unlimited`.
struct Between {
    std::uint64_t least = 0;
    std::uint64_t most = unlimited;

    bool is_known() const { return least == most; }
    bool is_empty() const { return least > most; }
    bool operator==(const Between&) const = default;
};

// Sums of ranges; unlimited stays unlimited.
Between sum_of(Between left, Between right);

struct Parts {
    v1::Measure measure = v1::HEADS;
    bool invalid_participates = false;
    bool silence_counts = false;
    std::array<Between, v1::Part_ARRAYSIZE> ranges{};

    Between& operator[](v1::Part part) { return ranges[static_cast<std::size_t>(part)]; }
    const Between& operator[](v1::Part part) const {
        return ranges[static_cast<std::size_t>(part)];
    }
    // Of what the participating, and the total, are the sum.
    std::vector<v1::Part> of_participating() const;
    std::vector<v1::Part> of_total() const;
};

// The figure of an input that a part is; null where nobody gives it.
const v1::Figures* figures_of(const v1::Input& input, v1::Part part);
std::optional<std::uint64_t> known_figure(const v1::Input& input, v1::Part part,
                                          v1::Measure measure);

bool silence_counts(const v1::Input& input);

// Of whom it is not known whether they were silent.
std::uint64_t perhaps_silent(const v1::Input& input, v1::Measure measure);

// The parts of one measure as they are given, not yet narrowed.
Parts given_parts(const v1::Input& input, v1::Measure measure);

// What can be said against the figures of one measure; when there is nothing, some completion fits.
std::vector<v1::Contradiction> contradictions_of(const Parts& given);

// Narrowed by the sums. Call it on figures without contradiction only.
Parts narrowed(Parts parts);

}  // namespace linlian::tally
