// The routes' rules of what is not for everybody: who asks, whose a transaction is, and the proofs
// of rows, which may be personal.
#include "api/api.pb.h"
#include "api/routes/ask.h"
#include "api/routes/bundle_reply.h"
#include "api/routes/problem.h"
#include "api/routes/routes.h"
#include "codec/key.h"
#include "codec/refusal.h"
#include "contract/state.pb.h"
#include "engine/refusals.pb.h"
#include "machine/prove.h"
#include "machine/veil.h"

#include <algorithm>

namespace linlian::api {

// When somebody asks: terms and slips end by time, and a ledger where nothing happens makes no
// blocks. In whole minutes, so that what queries keep is made anew no oftener.
machine::BlockTime Routes::time_of(const machine::Tip& tip) const {
    const auto wall = node_.clock.wall().ms;
    return {tip.height, std::max(tip.time, Timestamp{wall - wall % ms_per_minute})};
}

Result<Bytes> Routes::asker_of(const Request& request) const {
    const auto committed = node_.engine.committed();
    const auto now = time_of(committed->tip()).time;
    auto asker = open_ask(request.authorization, community_, request.target,
                          std::max(now, node_.clock.wall()));
    const bool is_known =
        !asker || asker->empty() || node_.program.resolve_author(committed->rows(), *asker, now);
    if (!is_known) return refuse(machine::v1::ASKER_INACTIVE);
    return asker;
}

// By the wall clock alone: where it stands behind the ledger, an ask made by it is right too.
Result<> Routes::check_operator(const Request& request) const {
    const auto asker =
        TRY(open_ask(request.authorization, community_, request.target, node_.clock.wall()));
    if (asker.empty() || asker != node_.operated_by.key) return refuse(v1::OPERATOR_ONLY);
    return {};
}

// What is about persons is given out to the member who signed it, by any key of theirs that is
// live: one that ended may be in other hands by now.
Result<> Routes::check_personal(const Request& request, const machine::v1::Receipt& receipt) const {
    if (!machine::is_personal(receipt)) return {};
    const auto asker = TRY(asker_of(request));
    // Due work has no author: what it says about persons is for nobody here.
    const auto& author_key = machine::author_of(receipt);
    if (asker.empty() || author_key.empty()) return refuse(v1::TRANSACTION_PERSONAL);
    if (asker == author_key) return {};
    const auto committed = node_.engine.committed();
    const auto now = time_of(committed->tip()).time;
    const auto who = node_.program.resolve_author(committed->rows(), asker, now);
    const auto signer = node_.program.whose_key(committed->rows(), author_key);
    if (who && signer && who->member == *signer && who->standing == machine::KeyStanding::active)
        return {};
    return refuse(v1::TRANSACTION_PERSONAL);
}

// Whether the asker may have it is told by its receipt. Where there is none, as of what was sent
// again and so is in line once more, it is asked again after the next block.
Result<Bytes> Routes::transaction_for(const Request& request, const engine::Committed& at,
                                      const Hash32& id) const {
    auto bundle = TRY(node_.bundles->prove_transaction(at, id));
    const auto standing = node_.engine.find(id);
    if (!standing.receipt) return refuse(engine::v1::NOT_SEALED);
    TRY(check_personal(request, *standing.receipt));
    return bundle;
}

Response Routes::prove_row(const Call& call) const {
    if (node_.bundles == nullptr) return problem(codec::make_refusal(v1::BUNDLE_NOT_MADE));
    const std::string_view row = call.captures.at("row");
    const auto* table = node_.program.find_table(row);
    if (table == nullptr)
        return problem(codec::make_refusal(v1::TABLE_UNKNOWN, {{"path", std::string{row}}}));
    if (table->privacy == state::Privacy::hidden)
        return problem(codec::make_refusal(v1::ROW_PRIVATE, {{"table", table->path}}));
    const auto key = codec::key_from_text(table->parts, row.substr(table->path.size()));
    if (!key) return problem(codec::make_refusal(v1::KEY_MALFORMED, {{"table", table->path}}));
    const bool for_everybody = table->privacy == state::Privacy::open;
    const auto asker = for_everybody ? Result<Bytes>{Bytes{}} : asker_of(call.request);
    if (!asker) return problem(asker.error());
    return bundle_reply(node_.engine,
                        [this, key = table->path + *key, asker = *asker](
                            const engine::Committed& at) { return row_for(at, key, asker); });
}

// Whether the asker may have the row is asked of the very height that is proven: a moment later
// another row may stand there.
Result<Bytes> Routes::row_for(const engine::Committed& at, BytesView key, BytesView asker) const {
    TRY(machine::may_prove(node_.program, {at.rows(), time_of(at.tip()), &memo_}, key, asker));
    return node_.bundles->prove_row(at, key, &memo_);
}

}  // namespace linlian::api
