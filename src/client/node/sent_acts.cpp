// Says after a refusal what was sent before it. Acts of which the node says that they were refused
// are told apart, but never as certain: until they expire, they may be carried out.
#include "client/node/sent_acts.h"

#include "base/hex.h"
#include "client/shown/value_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace linlian::client {

void SentActs::refused(const Hash32& id) {
    for (auto& act : sent_)
        if (act.id == id) act.is_said_refused = true;
}

// In the order in which they were sent.
std::vector<SentActs::Sent> SentActs::of(bool said_refused) const {
    std::vector<Sent> acts;
    for (const auto& act : sent_)
        if (act.is_said_refused == said_refused) acts.push_back(act);
    return acts;
}

// Five ids of each kind at most are shown as commands to copy; --json has all of them.
void SentActs::say(const Screen& screen) const {
    if (sent_.empty()) {
        if (will_sign_) screen.complaint("  没有提交任何操作 No act was sent.\n");
        return;
    }
    const auto ids_in = [](const std::vector<Sent>& acts) {
        auto ids = nlohmann::json::array();
        for (const auto& act : acts) ids.push_back(to_hex(act.id.view()));
        return ids;
    };
    const auto tell = [&](const std::vector<Sent>& acts) {
        constexpr std::size_t most = 5;
        for (std::size_t i = 0; i < std::min(most, acts.size()); ++i)
            screen.complaint(
                fmt::format("  linlian bundle --tx {} -o FILE\n", to_hex(acts[i].id.view())));
        if (acts.size() > most) screen.complaint(fmt::format("  … +{}\n", acts.size() - most));
    };
    const auto open = of(false);
    const auto refused = of(true);
    screen.json_value(
        nlohmann::json{{"sent", ids_in(open)}, {"node_says_refused", ids_in(refused)}});
    if (!open.empty()) {
        screen.warning(
            styled("此前已提交 {} 项操作，可能已经执行；请先查明结果，再决定是否重做 Acts were "
                   "sent before this ({}) and may have been carried out: see what became of each "
                   "before you do it again.",
                   open.size(), open.size()));
        tell(open);
    }
    if (refused.empty()) return;
    screen.warning(styled(
        "已提交 {} 项操作，没有执行只是节点的说法；在 {} 之前仍可能执行，重做之前请查明 {} acts "
        "were sent. That they were not carried out is what the node says; until {} they may be. "
        "What the ledger has of them, before you do it again:",
        refused.size(), local_time(refused.back().expires), refused.size(),
        local_time(refused.back().expires)));
    tell(refused);
}

}  // namespace linlian::client
