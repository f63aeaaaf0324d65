#include "client/node/seal_seen.h"

#include "client/shown/value_text.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

// "12 分钟 minutes", "3 小时 hours", "4 天 days".
std::string age_words(std::int64_t ms) {
    if (ms >= 2 * ms_per_day) return fmt::format("{} 天 days", ms / ms_per_day);
    if (ms >= 2 * ms_per_hour) return fmt::format("{} 小时 hours", ms / ms_per_hour);
    return fmt::format("{} 分钟 minutes", ms / ms_per_minute);
}

}  // namespace

// A newer proof changes nothing: what is shown together is only as new as its oldest part. An older
// one is said again.
void SealSeen::note(const light::Statement& proven) {
    if (oldest_ && oldest_->time <= proven.sealed_time) return;
    oldest_ = Seal{proven.height, proven.sealed_time};
    is_said_ = false;
}

void SealSeen::say(const Screen& screen, Timestamp now) {
    if (!oldest_ || is_said_) return;
    is_said_ = true;
    screen.say(screen.faint(Styled{told(oldest_->height, oldest_->time, now)}));
}

std::string SealSeen::told(Height height, Timestamp sealed, Timestamp now) {
    auto text = fmt::format(
        "以上有证明的内容以 {} 封存的账本（高度 {}）为准 What is proven above is as of the ledger "
        "at "
        "height {}, sealed then.",
        local_time(sealed), height, height);
    const auto age = now.ms - sealed.ms;
    if (age < old_ms) return text;
    return text +
           fmt::format(
               " 距今 {}：此后若有变更，该节点没有给出；账本空闲时不产生新区块，有疑问请换一"
               "个节点核对。 That long ago: what came since, if anything did, this node does "
               "not show. An idle ledger makes no new blocks; in doubt, ask another node.",
               age_words(age));
}

}  // namespace linlian::client
