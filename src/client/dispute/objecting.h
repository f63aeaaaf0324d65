// Objections to a ballot: raising one, listing them, ruling on one. What is signed is shown first.
#pragma once

#include "client/ballot/for_office.h"
#include "modules/ballot/objections.pb.h"

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
// What an objection is about, as typed. Refusal client.COMMAND_WRONG.
Result<ballot::v1::About> read_about(const std::string& text);

// Shows it, asks, sends it and says its receipt. Refusals: client.COMMAND_WRONG for what does not
// fit together, NOT_CONFIRMED, those of read_choices, head_typed, of the node and the ledger's.
Result<> object(const Screen& screen, const Review& review, const AtBallot& at,
                const ObjectionOrder& order);

// All objections to a ballot as far as `reader` may see them, and that there are others. How many
// there are, and how they were ruled on, is proven, whomever the node shows which; what they say is
// not. For programs "objections", with ids as "objection", and "raised". Refusals: of the node;
// client.ANSWER_DIFFERS for more than the poll proves, or other rulings.
Result<> show_objections(const Screen& screen, Ledger& ledger, const Author& reader,
                         const BallotView& ballot);

// How somebody rules, as typed. Refusal client.COMMAND_WRONG.
Result<ballot::v1::Ruling> read_ruling(const std::string& text);

// A ruling as somebody makes it.
struct RulingOrder {
    Id16 objection;
    ballot::v1::Ruling ruling = ballot::v1::RULING_UNSPECIFIED;
    Bytes document;
    std::string reason;
    ForOffice as;
};
// Shows objection and ruling, asks, and rules: alone, or, where a vote changes by it, as a motion
// that another kind of office stands behind; then the receipt, or for whom it waits. Refusals:
// client.NOT_CONFIRMED, of the node, those of acting_office and ask_together.
Result<> rule(const Screen& screen, const Review& review, Ledger& ledger, const Author& author,
              const RulingOrder& order);

}  // namespace linlian::client
