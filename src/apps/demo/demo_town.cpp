#include "apps/demo/demo_town.h"

#include "apps/apps.pb.h"
#include "codec/refusal.h"

#include <chrono>
#include <thread>

namespace linlian::apps {

Result<> pass_days(const DemoTown& town, std::int64_t days) {
    town.clock.pass(days * ms_per_day);
    town.node.engine().look();
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (std::chrono::steady_clock::now() < until) {
        const auto due = machine::next_due(town.node.engine().committed()->rows());
        if (!due || *due > town.clock.wall()) return {};
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return refuse(v1::NODE_FAILED, {{"reason", "what is due was not done"}});
}

Result<> carry_out_together(const DemoTown& town, const Message& act) {
    const auto residents = town.keys.open("residents", "");
    if (!residents) return tl::unexpected(residents.error());
    auto step = propose(town.node.door(), *residents, act, {});
    for (const char* name : {"street", "party"}) {
        if (!step) return tl::unexpected(step.error());
        if (step->completed) return {};
        const auto key = town.keys.open(name, "");
        if (!key) return tl::unexpected(key.error());
        step = support(town.node.door(), *key, Bytes{step->motion}, {});
    }
    if (!step) return tl::unexpected(step.error());
    if (!step->completed) return refuse(v1::NODE_FAILED, {{"reason", "three offices are too few"}});
    return {};
}

}  // namespace linlian::apps
