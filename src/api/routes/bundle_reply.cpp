#include "api/routes/bundle_reply.h"

#include "api/routes/problem.h"
#include "codec/refusal.h"
#include "engine/refusals.pb.h"

namespace linlian::api {
namespace {

using SteadyClock = std::chrono::steady_clock;

// One height, held fast until its block comes or the time is up: on a busy ledger the newest height
// is never proven yet.
struct Wanted {
    const engine::Engine& engine;
    std::shared_ptr<const engine::Committed> at;  // its owners: this, and whoever reads that height
    MakeBundle make;
    SteadyClock::time_point until;
};

Response make_now(const Wanted& wanted);

// Making a bundle takes a while: a maker thread does it.
Response later(Wanted wanted) {
    Response response;
    response.later = [wanted = std::move(wanted)] { return make_now(wanted); };
    return response;
}

// After the `seen` first blocks, or when the time is up, it is tried again.
Response after_next_block(const Wanted& wanted, std::uint64_t seen) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(wanted.until - SteadyClock::now());
    Response response;
    response.pending = Pending{
        left,
        [wanted = wanted, seen](const auto& wake, bool last) mutable -> std::optional<Response> {
            if (last) wanted.until = {};
            if (last || wanted.engine.announced() != seen) return later(wanted);
            wanted.engine.wake_after(seen, wake);
            return std::nullopt;
        }};
    return response;
}

// Where the height is not proven yet it waits for a block and tries again; every other refusal is
// final.
Response make_now(const Wanted& wanted) {
    const auto seen = wanted.engine.announced();  // before looking, so that no block is missed
    auto file = wanted.make(*wanted.at);
    if (file) {
        Response response;
        response.content_type = bytes_type;
        response.body = std::move(*file);
        return response;
    }
    const bool may_come = file.error() == codec::make_refusal(engine::v1::NOT_SEALED);
    if (may_come && SteadyClock::now() < wanted.until) return after_next_block(wanted, seen);
    return problem(file.error());
}

}  // namespace

Response bundle_reply(const engine::Engine& engine, MakeBundle make) {
    return later({engine, engine.committed(), std::move(make), SteadyClock::now() + max_seal_wait});
}

}  // namespace linlian::api
