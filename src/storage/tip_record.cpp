#include "storage/tip_record.h"

namespace linlian::storage {

v1::Tip to_record(const machine::Tip& tip) {
    v1::Tip record;
    record.set_height(tip.height);
    record.set_time_ms(tip.time.ms);
    record.set_state_root(tip.state_root.bytes());
    record.set_log(tip.log.encode());
    return record;
}

std::optional<machine::Tip> from_record(const v1::Tip& record) {
    machine::Tip tip;
    tip.height = record.height();
    tip.time = Timestamp{record.time_ms()};
    auto log = LogFrontier::decode(record.log());
    if (!log || !Hash32::parse(record.state_root(), tip.state_root)) return std::nullopt;
    tip.log = std::move(*log);
    return tip;
}

}  // namespace linlian::storage
