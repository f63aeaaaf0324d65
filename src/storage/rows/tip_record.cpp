// The tip as it lies on the disk, and reading it.

#include "storage/rows/tip_record.h"

#include "codec/wire.h"
#include "state/state_view.h"

namespace linlian::storage {

v1::Tip to_record(const machine::Tip& tip) {
    v1::Tip record;
    record.set_height(tip.height);
    record.set_time_ms(tip.time.ms);
    record.set_state_root(tip.state_root.bytes());
    record.set_log(tip.log.encode());
    return record;
}

// Nothing where the log's frontier or the state root does not read.
std::optional<machine::Tip> from_record(const v1::Tip& record) {
    machine::Tip tip;
    tip.height = record.height();
    tip.time = Timestamp{record.time_ms()};
    auto log = LogFrontier::decode(record.log());
    if (!log || !Hash32::parse(record.state_root(), tip.state_root)) return std::nullopt;
    tip.log = std::move(*log);
    return tip;
}

// Every ledger has one from its founding on, so a missing tip is damage.
machine::Tip read_tip(const Database& database, const rocksdb::Snapshot* moment) {
    rocksdb::ReadOptions options;
    options.snapshot = moment;
    const auto bytes = database.get(Family::meta, tip_name, options);
    v1::Tip record;
    std::optional<machine::Tip> tip;
    if (bytes && codec::decode_strict(*bytes, record)) tip = from_record(record);
    if (!tip)
        throw state::ReadFault{"the ledger in " + database.folder().string() +
                               " has no readable tip; restore the latest backup"};
    return std::move(*tip);
}

}  // namespace linlian::storage
