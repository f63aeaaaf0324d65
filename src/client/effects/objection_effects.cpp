// Effects of acts that decide an objection: what was objected, as the act's hash binds it, and what
// the decision changes.
#include "client/dispute/objection_text.h"
#include "client/effects/effects.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/state.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Another objection than the one that the act names by its hash is shown to nobody.
// Proven is the ballot alone; the objection is the node's word, and bound by its hash: what is
// shown is what the act decides about.
Result<> show_decision(const Bytes& objection, const Bytes& shown, bal::Ruling ruling,
                       Effects& effects) {
    bal::ObjectionQuery query;
    query.set_objection(objection);
    bal::ObjectionReply said;
    const auto told = TRY(is_told(effects, query, said));
    // Whoever may rule may read it: nobody signs a decision about what they are not told.
    if (!told) return refuse(bal::NOT_FOR_YOU);
    if (ballot::shown_hash(said.row()).view() != shown) return refuse(bal::SHOWN_DIFFERS);
    Id16 id;
    if (!Id16::parse(said.row().ballot(), id)) return refuse(bal::BALLOT_UNKNOWN);
    const auto call = TRY(find_proven(effects.ledger, ballot::calls, nullptr, id));
    if (!call) return refuse(bal::BALLOT_UNKNOWN);
    for (auto& row : objection_rows(call->call(), said.row()))
        effects.rows.push_back(std::move(row));
    effects.says(behind_bar(ruling_effect(call->call(), said.row(), ruling)));
    return {};
}

// A ruling goes either way; upholding, below, is an act of its own that two kinds of office do
// together (objections.proto).
Result<> effect(const bal::RuleOnObjection& act, Effects& effects) {
    return show_decision(act.objection(), act.shown(), act.ruling(), effects);
}

Result<> effect(const bal::UpholdObjection& act, Effects& effects) {
    return show_decision(act.objection(), act.shown(), bal::UPHELD, effects);
}

}  // namespace

Result<bool> show_objection_effect(const Message& act, Effects& effects) {
    return show_one_of<bal::RuleOnObjection, bal::UpholdObjection>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::client
