// Bringing a roster onto the ledger: the dry run over a clerk's file, the draft that an import
// fills, and its adoption by two offices. Commands, the demo and tests call these; names of people
// go into the sealed file that the caller keeps, never into a transaction.
#pragma once

#include "client/motion/motion_work.h"
#include "client/proof/typed.h"
#include "client/roster/roster_draft.h"
#include "roster/check/roster_check.h"
#include "roster/custody/custody.h"
#include "roster/plan/roster_plan.h"

#include <functional>

namespace linlian::client {

// Called as work goes on.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct ReadRoster {
    roster::RosterSheet sheet;
    roster::RosterReport report;
};

// Reads and checks the bytes of a CSV or XLSX file. `estate` is for sheets without that column.
Result<ReadRoster> read_roster(BytesView file, const std::string& sheet_name,
                               const std::string& estate, roster::CivilDate today);

// What the sheet gives with these names: ids that stay, and owners as they are on record. Refusals:
// those of plan_roster and keep_owners_on_record.
Result<roster::PlannedRoster> plan_on_ledger(Ledger& ledger, const EstateRow& estate,
                                             const roster::RosterSheet& sheet,
                                             roster::CivilDate today,
                                             const roster::NamesFile& names);

struct ImportOrder {
    EstateRow estate;
    const roster::RosterSheet& sheet;
    roster::CivilDate today = 0;
    roster::NamesFile previous;  // of the last roster; empty for the first
    roster::CustodianKeys custodians;
    // Keeps the sealed names; called before anything is sent, so that no id is ever without them.
    std::function<Result<>(BytesView sealed)> keep_names;
    Progress progress;
};

struct ImportedRoster {
    Id16 draft;
    Hash32 hash;
    Hash32 names_hash;
    std::size_t chunks = 0;
    DraftTotals totals;
    roster::NamesFile names;
};

// Plans the sheet, seals the names, opens a draft and fills it; when a chunk is refused the draft
// is discarded. Refusals: those of plan_on_ledger and seal_names, client.OTHER_ESTATE,
// client.PREVIOUS_NAMES_NEEDED, client.OTHER_COMMUNITY_NAMES, and what the ledger refuses.
Result<ImportedRoster> import_roster(Ledger& ledger, const Author& clerk, const ImportOrder& order);

// A draft as the ledger holds it, hashed and counted from its chunks.
struct DraftView {
    Id16 draft;
    EstateRow estate;
    registry::v1::Draft row;
    std::vector<DraftChunk> chunks;
    DraftTotals totals;
    // The open motion that would adopt this very draft.
    std::optional<motion::v1::MotionReply> motion;
};

// Refusals: registry.DRAFT_UNKNOWN, ROSTER_NEWER; client.DRAFT_DIFFERS when the chunks do not hash
// to the draft's hash.
Result<DraftView> look_at_draft(Ledger& ledger, const Id16& draft, const Progress& progress = {});

// The hash of the sealed names of the roster in force. Refusal client.COMMAND_WRONG where none was
// adopted.
Result<Hash32> names_in_force(Ledger& ledger, const EstateRow& estate);

// Whether this clerk made the draft, and so has nothing of others to compare. Refusal
// client.NOT_COMPARED for everybody else, whoever proposes and whoever comes second.
Result<> check_importer(Ledger& ledger, const Author& clerk, const DraftView& view);

// Proposes the adoption, or supports the motion that is open for it.
Result<MotionStep> adopt_draft(Ledger& ledger, const Author& clerk, const DraftView& view,
                               const Bytes& office);

}  // namespace linlian::client
