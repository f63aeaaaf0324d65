// What does not fit waits for the next block; what fails is set aside and never tried again.
#include "machine/due.h"

#include "codec/wire.h"
#include "contract/amendments.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"
#include "machine/veil.h"

#include <algorithm>

namespace linlian::machine {
namespace {

struct DueItem {
    Timestamp at;
    std::string type;
    Hash32 key;
};

// Amendments first: the block after this one must know whether they are in force. Each item costs
// 1 at least, which bounds how many are looked at.
std::vector<DueItem> due_items(const state::StateView& rows, Timestamp now) {
    std::vector<DueItem> items;
    for (const auto& scheduled : scheduled_amendments(rows)) {
        if (scheduled.at <= now)
            items.push_back({scheduled.at, amendment_work, amendment_key(scheduled.name)});
    }
    const std::size_t most = items.size() + max_due_cost_per_block;
    due_table.scan(rows, [&](const auto& parts, const v1::Due&) {
        const auto& [at, type, key] = parts;
        if (at > now || items.size() == most) return false;
        if (type != amendment_work) items.push_back({at, type, key});
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

std::uint64_t cost_of_work(const Program& program, const DueHandler& handler,
                           const state::StateView& rows, const Hash32& key) {
    return handler.cost ? std::max<std::uint64_t>(1, handler.cost(program, rows, key)) : 1;
}

// What it looked at, in plain acts.
std::uint64_t run_item(const Program& program, const DueHandler& handler, const DueItem& item,
                       state::Overlay& block, BlockTime time, BlockResult& result) {
    const Hash32 id = due_id(item, time.height);
    due_table.erase(block, item.at, item.type, item.key);
    v1::Effects effects;
    bool personal = handler.personal;
    std::uint64_t looked = 0;
    const auto run = [&](Context& context) {
        auto done = handler.run(context, item.key);
        personal = personal || context.has_performed_personal();
        looked = context.state().looks() / looks_per_cost;
        return done;
    };
    const auto outcome = run_guarded(program, block, time, {Author{}, id}, run, effects);
    if (!outcome) set_aside(block, item, id, time.height, outcome.error(), effects);
    if (personal) effects.set_salt(due_effects_salt(block.salt(), id).bytes());
    add_receipt(result, due_leaf(item, id, time), outcome, std::move(effects));
    return looked;
}

}  // namespace

void run_due_work(const Program& program, state::Overlay& block, BlockTime time,
                  BlockResult& result) {
    for (const auto& item : due_items(block, time.time)) {
        // What ran before it may have taken it back.
        if (!due_table.has(block, item.at, item.type, item.key)) continue;
        const DueHandler* handler = program.find_due(item.type);
        CHECK(handler != nullptr);  // schedule() takes only known types
        const auto cost = cost_of_work(program, *handler, block, item.key);
        // The first item always runs: else one that is too large would hold up all behind it.
        if (result.due_cost > 0 && result.due_cost + cost > max_due_cost_per_block) return;
        const auto looked = run_item(program, *handler, item, block, time, result);
        // What a long look took beyond what it was thought to cost is room for nothing else.
        result.due_cost += std::min(std::max(cost, looked), max_due_cost_per_block);
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
