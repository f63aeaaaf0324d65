// What makes the demo community: its node, the clock that is turned while its history is made, the
// keys of its offices and residents, and who lives where.
#pragma once

#include "apps/terminal/terminal.h"
#include "client/motion/motion_work.h"
#include "client/node/ledger.h"
#include "desk/keys/key_store.h"
#include "node/node.h"
#include "ops/time/clock.h"
#include "roster/plan/names_file.h"

#include <filesystem>

namespace linlian::apps {

inline constexpr const char* demo_residents[] = {"lan", "mei", "tie"};
// The days that its history takes; it ends today.
inline constexpr std::int64_t demo_days = 60;

struct DemoTown {
    node::Node& node;
    ops::ManualClock& clock;
    const desk::KeyStore& keys;
    const roster::NamesFile& names;
    std::filesystem::path folder;  // where its documents are left
    const Terminal& terminal;
};

// Lets days go by: what fell due meanwhile is done when it returns. Refusal node.NODE_FAILED when
// it is not, after half a minute.
Result<> pass_days(const DemoTown& town, std::int64_t days);

// An act of the residents' committee and the street office, and of the Party organisation where the
// charter asks for three.
Result<> carry_out_together(const DemoTown& town, const client::Message& act);

}  // namespace linlian::apps
