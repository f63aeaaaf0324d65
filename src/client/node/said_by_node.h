// What a node says of why something was not done. All that it says comes in as api::Stated, and
// this is the only way to make of it a Refusal, which commands return and the terminal shows: so
// nothing of a node stands as a sentence of this program.
#pragma once

#include "api/client/client.h"
#include "client/shown/screen.h"
#include "contract/transaction.pb.h"

#include <string>

namespace linlian::client {

// Codes that no node gives (of files, of the command line, of what this program's verifier found)
// are no node's to say: such a one stands as api.REPLY_BROKEN, and nothing of what came with it is
// shown. One that nobody here knows stands in brackets within client.CODE_UNKNOWN. Figures are
// plain words and numbers, else short and in brackets.
Refusal said_by_node(api::Stated stated);

// "registry.KEY_UNKNOWN": whether a text can be a code, and so is no sentence.
bool is_refusal_code(std::string_view text);

// The same for a code with the figures that stand beside it in replies and receipts.
using StatedFigures = google::protobuf::RepeatedPtrField<machine::v1::FigureText>;
Refusal said_by_node(std::string code, const StatedFigures& figures);

// Beneath what a node told and nothing proves; no word with --json.
void say_unproven(const Screen& screen);

}  // namespace linlian::client
