// The routes of transactions: taking one or a parcel of them, and telling where one stands. They
// pass the bytes on to the engine as they came; nothing is ever signed here.
#pragma once

#include "api/server/http.h"
#include "base/result.h"
#include "engine/engine.h"

namespace linlian::api {

inline constexpr std::size_t max_parcel_bytes = 4 * 1024 * 1024;
inline constexpr std::size_t max_parcel_transactions = 10'000;
inline constexpr std::chrono::milliseconds max_wait = std::chrono::seconds{30};

// POST /transactions. `wait`: how long the answer may wait for receipts that are durable.
Response submit(engine::Engine& engine, Request request, std::chrono::milliseconds wait);

// Whether the asker may see the whole of this receipt.
using MaySee = std::function<bool(const machine::v1::Receipt& receipt)>;

// GET /transactions/{id}. Of a receipt about persons, who may not see it gets the leaf alone.
Response standing_of(const engine::Engine& engine, const Request& request, const Hash32& id,
                     std::chrono::milliseconds wait, const MaySee& may_see);

}  // namespace linlian::api
