// The file of a proof as a response: made on a thread that is there for that, at once or when the
// block has come that proves it. Nobody waits on a thread for that block.
#pragma once

#include "api/server/http.h"
#include "base/result.h"
#include "engine/engine.h"

namespace linlian::api {

// How long a proof may wait for its block.
inline constexpr std::chrono::milliseconds max_seal_wait{2000};

// Makes the file about one committed height. Asked again where it refuses with engine.NOT_SEALED.
using MakeBundle = std::function<Result<Bytes>(const engine::Committed& at)>;

// About what is committed now. The engine outlives the response.
Response bundle_reply(const engine::Engine& engine, MakeBundle make);

}  // namespace linlian::api
