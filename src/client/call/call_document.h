// The call of a ballot as people write it: a TOML document, read strictly, every fault with its
// line. Names of estates, buildings and offices stay words here; call_work.h asks the ledger for
// them. Of the files beside it that it names the hashes are taken, and nothing else.
#pragma once

#include "client/call/clerk_file.h"
#include "client/call/toml_section.h"
#include "modules/ballot/ballot.pb.h"

namespace linlian::client {

struct CallDocument {
    // All but what only the ledger knows: offices, estate, building, presets. A subject without an
    // id in the document stays empty.
    ballot::v1::CallBallot act;
    std::string estate;            // name or id
    std::string building;          // name or id; empty: the whole estate
    std::string ruling_office;     // name or id
    std::vector<NamedFile> files;  // the act has their hashes; they are kept in the vault
};

// The faults are refusals client.CALL_DOCUMENT_WRONG {line, field, reason}: all of them, not only
// the first.
tl::expected<CallDocument, std::vector<Refusal>> read_call_document(const ClerkFile& toml);

// A document to fill in, with remarks: it reads without a fault once its files exist. `matter` is
// a code such as 278.5. Refusal client.COMMAND_WRONG for a matter that is none.
Result<std::string> call_template(const std::string& matter, Timestamp now);

}  // namespace linlian::client
