#include "machine/due.h"

#include "codec/wire.h"
#include "crypto/hash.h"
#include "machine/limits.h"

namespace linlian::machine {
namespace {

struct DueItem {
    Timestamp at;
    std::string type;
    Hash32 key;
};

std::vector<DueItem> due_items(const state::StateView& rows, Timestamp now) {
    std::vector<DueItem> items;
    due_table.scan(rows, [&](const auto& parts, const v1::Due&) {
        const auto& [at, type, key] = parts;
        if (at > now || items.size() == max_due_per_block) return false;
        items.push_back({at, type, key});
        return true;
    });
    return items;
}

// The id of due work in the history: its place in the index and the height it ran at.
Hash32 due_id(const DueItem& item, Height height) {
    Bytes bytes = due_table.key(item.at, item.type, item.key);
    codec::append_key(bytes, height);
    return tagged_hash("linlian/due", bytes);
}

v1::Leaf due_leaf(const DueItem& item, const Hash32& id, BlockTime time) {
    v1::Leaf leaf;
    leaf.set_height(time.height);
    leaf.set_time_ms(time.time.ms);
    leaf.set_id(id.bytes());
    leaf.set_act_type(item.type);
    return leaf;
}

// Sets failed work aside, with an event that says so.
void set_aside(state::Overlay& block, const DueItem& item, const Hash32& id, Height height,
               const Refusal& reason, v1::Effects& effects) {
    v1::Stuck stuck;
    stuck.set_type(item.type);
    stuck.set_key(item.key.bytes());
    stuck.set_refusal(reason.code);
    stuck.set_height(height);
    stuck_table.put(block, id, stuck);
    v1::WorkStuck event;
    event.set_type(item.type);
    event.set_refusal(reason.code);
    auto* entry = effects.add_events();
    entry->set_type(event.GetDescriptor()->full_name());
    entry->set_content(codec::encode(event));
}

}  // namespace

void run_due_work(const Registry& registry, state::Overlay& block, BlockTime time,
                  BlockResult& result) {
    for (const auto& item : due_items(block, time.time)) {
        const Hash32 id = due_id(item, time.height);
        due_table.erase(block, item.at, item.type, item.key);
        const DueHandler* handler = registry.find_due(item.type);
        CHECK(handler != nullptr);  // schedule() takes only known types
        v1::Effects effects;
        const auto run = [&](Context& context) { return handler->run(context, item.key); };
        const auto outcome = run_guarded(registry, block, time, Author{}, id, run, effects);
        if (!outcome) set_aside(block, item, id, time.height, outcome.error(), effects);
        add_receipt(result, due_leaf(item, id, time), outcome, std::move(effects));
    }
}

std::optional<Timestamp> next_due(const state::StateView& rows) {
    std::optional<Timestamp> next;
    due_table.scan(rows, [&](const auto& parts, const v1::Due&) {
        next = std::get<0>(parts);
        return false;
    });
    return next;
}

}  // namespace linlian::machine
