// A receipt as people read it: what was recorded where, and what it caused.
#pragma once

#include "client/shown/screen.h"
#include "codec/options.pb.h"
#include "contract/transaction.pb.h"

namespace linlian::client {

// What an act is called; the name of its message where this program does not know it.
codec::v1::Text act_title(const std::string& type);

void print_receipt(const Screen& screen, const machine::v1::Receipt& receipt);
// The same of what was sent, and what comes next where that is said; a refusal is passed on.
Result<> say_receipt(const Screen& screen, const Result<machine::v1::Receipt>& done,
                     const Styled& next = {});

}  // namespace linlian::client
