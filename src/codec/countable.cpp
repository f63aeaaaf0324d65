// How large an authority is, told without making its alternatives.
#include "codec/enough.h"

#include <algorithm>

namespace linlian::codec {
namespace {

using v1::Authority;

// How many alternatives an authority has, and how many people the widest of them asks for: told
// without making any, since whoever sends an authority may make it as large as its bytes allow.
// Beyond the limits numbers stay where they are.
struct Extent {
    std::size_t alternatives = 0;
    std::size_t people = 0;
};

// NOLINTNEXTLINE(misc-no-recursion): the charter bounds the depth.
Extent extent_of(const Authority& authority) {
    switch (authority.kind_case()) {
        case Authority::kAllOf: {
            if (authority.all_of().of().empty()) return {};
            Extent all{1, 0};
            for (const auto& part : authority.all_of().of()) {
                const Extent one = extent_of(part);
                all.alternatives =
                    std::min(all.alternatives * one.alternatives, max_alternatives + 1);
                all.people = std::min(all.people + one.people, max_people_asked + 1);
            }
            return all;
        }
        case Authority::kAnyOf: {
            Extent any;
            for (const auto& part : authority.any_of().of()) {
                const Extent one = extent_of(part);
                any.alternatives =
                    std::min(any.alternatives + one.alternatives, max_alternatives + 1);
                if (one.alternatives != 0) any.people = std::max(any.people, one.people);
            }
            return any;
        }
        case Authority::kCosign: {
            const std::size_t kinds = static_cast<unsigned>(authority.cosign().office_kinds_size());
            if (authority.cosign().offices() == 0 || kinds == 0) return {};
            return {1, std::min<std::size_t>(authority.cosign().offices(), kinds + 1)};
        }
        case Authority::kMember:
        case Authority::kRole:
            return {1, 1};
        case Authority::kSelf:
        case Authority::kNotice:
            return {1, 0};
        case Authority::KIND_NOT_SET:
            return {};
    }
    return {};
}

}  // namespace

bool is_countable(const Authority& authority) {
    const Extent extent = extent_of(authority);
    return extent.alternatives <= max_alternatives &&
           (extent.alternatives == 0 || extent.people <= max_people_asked);
}

}  // namespace linlian::codec
