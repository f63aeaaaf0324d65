#include "machine/amendments.h"

namespace linlian::machine {

std::span<const KnownAmendment> known_amendments() { return {}; }

bool is_amended(const state::StateView& view, const std::string& name, Height height) {
    const auto row = amendments.find(view, name);
    return row && row->height() <= height;
}

std::optional<std::string> unknown_amendment(const state::StateView& view, Height height) {
    std::optional<std::string> unknown;
    amendments.scan(view, [&](const auto& parts, const v1::Amendment& row) {
        const auto& name = std::get<0>(parts);
        bool known = row.height() > height;
        for (const auto& amendment : known_amendments()) known = known || name == amendment.name;
        if (!known) unknown = name;
        return known;
    });
    return unknown;
}

}  // namespace linlian::machine
