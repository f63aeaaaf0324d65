#include "apps/sent_acts.h"

#include "base/hex.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace linlian::apps {

void SentActs::note(const Hash32& id) {
    has_sent_ = true;
    ids_.push_back(id);
}

void SentActs::say(const Terminal& terminal) const {
    if (will_sign_ && !has_sent_)
        return terminal.complaint("  没有提交任何操作 No act was sent.\n");
    if (ids_.empty()) return;
    auto ids = nlohmann::json::array();
    for (const auto& id : ids_) ids.push_back(to_hex(id.view()));
    terminal.json_value(nlohmann::json{{"sent", ids}});
    constexpr std::size_t most = 5;
    terminal.warning(
        styled("此前已提交 {} 项操作，可能已经执行；请先查明结果，再决定是否重做 Acts were sent "
               "before this ({}) and may have been carried out: see what became of each before you "
               "do it again.",
               ids_.size(), ids_.size()));
    for (std::size_t i = 0; i < std::min(most, ids_.size()); ++i)
        terminal.complaint(
            fmt::format("  linlian bundle --tx {} -o FILE\n", to_hex(ids_[i].view())));
    if (ids_.size() > most) terminal.complaint(fmt::format("  … +{}\n", ids_.size() - most));
}

}  // namespace linlian::apps
