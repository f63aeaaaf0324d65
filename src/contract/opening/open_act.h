// Opening an act: strict reading, form, and one walk through its fields that tells what the machine
// must know before it runs. The same for acts of transactions, of motions, and acts within acts.
#pragma once

#include "contract/needs.h"
#include "contract/program.h"

#include <memory>

namespace linlian::machine {

struct OpenedAct {
    const Act* entry = nullptr;
    std::unique_ptr<Message> content;
    // The amendments without which it is not in force.
    Needs needs;
    // What it takes of the budget of a block, but for its size: what its schema declares for it and
    // for the elements in it. An act that travels in it pays when it is carried out.
    std::uint64_t cost = 0;
};

// An act of a known type, strictly read and well formed, and so is every act that travels in it,
// whose needs are counted too. Refusals: ACT_UNKNOWN, MALFORMED, FIELD_OUT_OF_LIMITS,
// TEXT_UNFIT, what well_formed of the act says, KEY_SUITE_UNKNOWN, NESTED_TOO_DEEP.
Result<OpenedAct> open_act(const Program& program, const std::string& type, BytesView bytes);

// What an act costs beyond its schema, by the rows that it finds.
inline std::uint64_t cost_of_rows(const Act& entry, const state::StateView& view,
                                  const Message& content) {
    return entry.cost ? entry.cost(view, content) : 0;
}

}  // namespace linlian::machine
