// A result and all that a notice says of it, as gathered from a ledger; and the one hash of it that
// is printed and carried by its QR code.
#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "modules/ballot/ballot.pb.h"

#include <map>
#include <string>
#include <vector>

namespace linlian::client {

// The ledger head at the moment of printing.
struct PrintedHead {
    std::string community_name;
    Hash32 community;
    Height height = 0;
    std::uint64_t log_size = 0;
    Hash32 log_root;
    Timestamp sealed = {};  // of the block that seals it
};

struct ResultNotice {
    PrintedHead head;
    Id16 ballot;
    ballot::v1::CallRow call;
    ballot::v1::Poll poll;
    std::vector<ballot::v1::VerdictRow> verdicts;
    std::vector<ballot::v1::PublishedObjection> objections;
    std::string estate;
    std::string convenor;
    std::string ruling_office;
    // Names of offices by id, for counts by clerks.
    std::map<Bytes, std::string> offices;
    Timestamp printed;
    std::string building = {};  // by its name, where the ballot asks one alone
};

// tagged_hash("linlian/verdicts", canonical bytes of the verdict rows, each with its length before
// it in 8 bytes big endian): one hash for the whole result, printed and in the QR code.
Hash32 verdicts_hash(const std::vector<ballot::v1::VerdictRow>& verdicts);

// linlian:result?c=<community, 64 hex>&b=<ballot, 32 hex>&v=<verdicts_hash, 64 hex>
std::string result_uri(const Hash32& community, const Id16& ballot, const Hash32& verdicts);

}  // namespace linlian::client
