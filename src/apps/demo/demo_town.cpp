#include "apps/demo/demo_town.h"

#include "client/motion/motion_work.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "node/node.pb.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

namespace linlian::apps {

using namespace client;

namespace {

std::optional<Timestamp> next_due(const DemoTown& town) {
    return machine::next_due(town.node.engine().committed()->rows());
}

// Until all that is due by now is done.
Result<> let_work(const DemoTown& town) {
    town.node.engine().look();
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (std::chrono::steady_clock::now() < until) {
        const auto due = next_due(town);
        if (!due || *due > town.clock.wall()) return {};
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return refuse(node::v1::NODE_FAILED, {{"reason", "what is due was not done"}});
}

}  // namespace

// What comes due on the way is done at its time, as on a node that never stood still.
Result<> pass_days(const DemoTown& town, std::int64_t days) {
    const Timestamp end{town.clock.wall().ms + days * ms_per_day};
    while (town.clock.wall() < end) {
        const auto due = next_due(town);
        const auto next = due && *due < end ? std::max(*due, town.clock.wall()) : end;
        town.clock.pass(next.ms - town.clock.wall().ms);
        TRY(let_work(town));
    }
    return {};
}

namespace {

// The others who stand behind an act, whom a proposal about persons names.
Result<std::vector<Bytes>> asked_for(const DemoTown& town, const Message& act) {
    std::vector<Bytes> asks;
    if (!act.GetDescriptor()->options().GetExtension(codec::v1::act).personal()) return asks;
    for (const char* name : {"street", "party"}) {
        const auto key = TRY(town.keys.open(name, ""));
        const auto office = TRY(office_of(town.node.ledger(), key, {}));
        asks.push_back(office);
    }
    return asks;
}

}  // namespace

Result<> carry_out_together(const DemoTown& town, const Message& act) {
    const auto residents = TRY(town.keys.open("residents", ""));
    const auto asks = TRY(asked_for(town, act));
    auto step = propose(town.node.ledger(), residents, act, {{}, {}, 14, asks});
    for (const char* name : {"street", "party"}) {
        if (!step) return tl::unexpected(step.error());
        if (step->completed) return {};
        const auto key = TRY(town.keys.open(name, ""));
        step = support(town.node.ledger(), key, Bytes{step->motion}, {});
    }
    if (!step) return tl::unexpected(step.error());
    if (!step->completed)
        return refuse(node::v1::NODE_FAILED, {{"reason", "three offices are too few"}});
    return {};
}

}  // namespace linlian::apps
