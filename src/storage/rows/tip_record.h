// The tip between its value and its record. Internal to this room.
#pragma once

#include "machine/machine.h"
#include "storage/records.pb.h"
#include "storage/rows/database.h"

namespace linlian::storage {

inline constexpr BytesView tip_name = "tip";
inline constexpr BytesView undo_name = "undo";
// The block that was taken back last, until another is written in its place.
inline constexpr BytesView undone_name = "undone";
inline constexpr BytesView genesis_name = "genesis";
inline constexpr BytesView format_name = "format";
inline constexpr BytesView oldest_name = "oldest";
inline constexpr BytesView base_name = "base";  // the header of the block that a snapshot was of

v1::Tip to_record(const machine::Tip& tip);
// Nothing when the record is damaged.
std::optional<machine::Tip> from_record(const v1::Tip& record);
// The tip on the disk, as of this moment (null: now). Throws state::ReadFault when there is none.
machine::Tip read_tip(const Database& database, const rocksdb::Snapshot* moment = nullptr);

}  // namespace linlian::storage
