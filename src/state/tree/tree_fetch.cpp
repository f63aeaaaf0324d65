// Asks the processor for nodes before they are needed. It changes no result, only the time.
#include "state/tree/tree_fetch.h"

#include "base/check.h"

namespace linlian::tree {
namespace {

void fetch(const Arena& arena, const Slot& slot) {
    if (slot.is_fork()) {
        const auto* fork = reinterpret_cast<const std::byte*>(&arena.forks[slot.number()]);
        __builtin_prefetch(fork);
        __builtin_prefetch(fork + sizeof(Fork) - 1);
    } else if (slot.is_leaf()) {
        __builtin_prefetch(&arena.keys[slot.number()]);
    }
}

}  // namespace

void fetch_ways(const Arena& arena, const Slot& top, std::span<const TreeChange> changes) {
    CHECK(changes.size() <= ways_abreast);
    std::array<Slot, ways_abreast> at;
    at.fill(top);
    for (bool is_going = true; is_going;) {
        is_going = false;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            if (!at[i].is_fork()) continue;
            const Fork& fork = arena.forks[at[i].number()];
            at[i].ref = fork.ref[tree_bit(changes[i].key, fork.bit)];
            fetch(arena, at[i]);
            is_going = true;
        }
    }
}

}  // namespace linlian::tree
