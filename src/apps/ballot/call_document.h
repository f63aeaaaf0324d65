// The call of a ballot as people write it: a TOML document, read strictly, every fault with its
// line. Names of estates, buildings and offices stay words here; call_work.h asks the ledger for
// them. It reads the files that the document names, for their hashes, and nothing else.
#pragma once

#include "apps/ballot/toml_section.h"
#include "modules/ballot/ballot.pb.h"

#include <filesystem>

namespace linlian::apps {

// A file named in the document: its hash stands in the act, the file itself is kept in the vault.
struct CallFile {
    std::string name;
    Hash32 hash;
};

struct CallDocument {
    // All but what only the ledger knows: offices, estate, building, presets. A subject without an
    // id in the document stays empty.
    ballot::v1::CallBallot act;
    std::string estate;         // name or id
    std::string building;       // name or id; empty: the whole estate
    std::string ruling_office;  // name or id
    std::vector<CallFile> files;
};

// The faults are refusals apps.CALL_DOCUMENT_WRONG {line, field, reason}: all of them, not only
// the first. Files are looked for beside the document, in `folder`.
tl::expected<CallDocument, std::vector<Refusal>> read_call_document(
    std::string_view toml, const std::filesystem::path& folder);

// A document to fill in, with remarks: it reads without a fault once its files exist. `matter` is
// a code such as 278.5. Refusal apps.COMMAND_WRONG for a matter that is none.
Result<std::string> call_template(const std::string& matter, Timestamp now);

}  // namespace linlian::apps
