// What people type on a command line, read strictly: ids, hashes, dates, the name of an estate.
// Every refusal says which option was wrong and how it is written.
#pragma once

#include "base/bytes.h"
#include "base/hex.h"
#include "client/node/ledger.h"
#include "modules/registry/registry.pb.h"

#include <optional>
#include <string>
#include <string_view>

namespace linlian::client {

// A usage error in words: refusal client.COMMAND_WRONG.
Refusal wrong_command(const std::string& reason);

// Hexadecimal digits as they are typed from paper: in groups of four, with blanks or hyphens, in
// either case, in full-width digits. What else it is stays in it, and is no hexadecimal then.
std::string typed_hex(std::string_view text);

// A fixed number of bytes so typed; nothing when it is something else.
template <class Fixed>
std::optional<Fixed> typed_id(std::string_view text) {
    return fixed_from_hex<Fixed>(typed_hex(text));
}

// An id or a hash, typed as it is printed. Refusal client.COMMAND_WRONG names `what`.
Result<Id16> read_id(const std::string& text, const std::string& what);
Result<Hash32> read_hash(const std::string& text, const std::string& what);
// The same where it need not be given; nothing for an empty text.
Result<std::optional<Hash32>> read_hash_given(const std::string& text, const std::string& what);
// A public key as commands print it: suite and raw key in hex.
Result<Bytes> read_public_key(const std::string& text, const std::string& what);

struct EstateRow {
    Id16 id;
    registry::v1::Estate row;
};
// By id or by name, as its proven row has it. Refusal client.ESTATE_NOT_FOUND lists the names there
// are.
Result<EstateRow> find_estate(Ledger& ledger, const std::string& name_or_id);

// The office of --office; empty when none was given.
Result<Bytes> read_office(const std::string& text);

}  // namespace linlian::client
