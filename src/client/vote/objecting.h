// Objections to a ballot: raising one, listing them, ruling on one. What is signed is shown first.
#pragma once

#include "client/act/shared_motion.h"
#include "client/ballot/at_ballot.h"
#include "modules/ballot/objections.pb.h"

#include <nlohmann/json_fwd.hpp>

namespace linlian::client {

// An objection as somebody says it.
struct ObjectionOrder {
    ballot::v1::About about = ballot::v1::ABOUT_UNSPECIFIED;
    std::string head;                // the voter's line, as typed
    std::vector<std::string> claim;  // what should count instead, as choices are typed
    std::string reason;
    Bytes document;
    std::string premises;  // as typed; empty: their own
};
// Refusals: client.COMMAND_WRONG for what does not fit together, those of read_choices, head_typed
// and of the node.
Result<ballot::v1::Object> objection_of(const AtBallot& at, const ObjectionOrder& order);

// Shows it, asks and sends it. Refusals: client.NOT_CONFIRMED, the ledger's.
Result<Receipt> object(const Review& review, const AtBallot& at, const ballot::v1::Object& act);

// All objections to a ballot as far as `reader` may see them. How many there are, and how they were
// ruled on, is proven, whomever the node shows which; what they say is not.
// `rows` fit below objection_heading; `entries` are the same for programs, with ids as "objection".
struct ListedObjections {
    Rows rows;
    std::vector<nlohmann::json> entries;
    std::optional<Bilingual> hidden;  // that there are others
};
Row objection_heading();
// Refusals: of the node; client.ANSWER_DIFFERS for more than the poll proves, or other rulings.
Result<ListedObjections> list_objections(Ledger& ledger, const Author& reader,
                                         const BallotView& ballot);
void say_proven_objections(const Screen& screen, const ballot::v1::Poll& poll, bool has_rows);

// A ruling as somebody makes it.
struct RulingOrder {
    Id16 objection;
    ballot::v1::Ruling ruling = ballot::v1::RULING_UNSPECIFIED;
    Bytes document;
    std::string reason;
    std::string office;            // as typed; empty: their only one
    std::vector<std::string> ask;  // offices whose support is asked, as typed
};
// Shows objection and ruling, asks, and rules: alone, or, where a vote changes by it, as a motion
// that another kind of office stands behind. Refusals: client.NOT_CONFIRMED, of the node, those of
// acting_office and ask_together.
Result<AskedStep> rule(const Review& review, Ledger& ledger, const Author& author,
                       const RulingOrder& order);

}  // namespace linlian::client
