// Slips for people: whose they are, the seeds behind them, issuing them by two offices, printing.
// The commands, the demo and tests call these. A seed exists in what the caller prints and nowhere
// else; the ledger learns the public key of it only.
#pragma once

#include "client/motion/motion_work.h"
#include "client/roster/roster_work.h"
#include "roster/plan/slip_pdf.h"

namespace linlian::client {

// Members of an estate who have no active key yet, in the order of their doors.
struct SlipReceivers {
    std::vector<Id16> members;
    std::uint64_t enrolled = 0;  // left out: they have an active key
    std::uint64_t waiting = 0;   // left out: their key waits for its second check
    std::uint64_t absent = 0;    // left out: not members on the ledger (companies, the developer)
    std::uint64_t others = 0;    // of the estate, who enrol with no slip: see others_of
};

// Those of these members who need a slip; asks the ledger about each.
Result<SlipReceivers> slip_receivers(Ledger& ledger, const roster::NamesFile& names,
                                     const std::vector<Id16>& members,
                                     const Progress& progress = {});

// The same for everybody of an estate, by its id or name. Refusals: also those of find_estate.
Result<SlipReceivers> receivers_of_estate(Ledger& ledger, const roster::NamesFile& names,
                                          const std::string& name_or_id,
                                          const Progress& progress = {});
// Ids of members with blanks or ends of lines between them, out of `file`. Refusal
// client.COMMAND_WRONG names the file.
Result<std::vector<Id16>> read_members(const std::string& lines, const std::string& file);

// The people behind the premises of an estate, by the names file: owners, and whoever acts for
// others, as guardians do.
std::vector<Id16> people_of(const roster::NamesFile& names, const Id16& estate);
// How many owners of the estate are none of those: companies, heirs, wards, the developer.
std::uint64_t others_of(const roster::NamesFile& names, const Id16& estate);

struct PreparedSlip {
    Id16 member;
    roster::SlipFace face;  // with the seed and the number
};

// A fresh seed and a number for each member, and what stands on the sheet. A member whom the names
// file does not know gets a sheet without door.
std::vector<PreparedSlip> prepare_slips(const Hash32& community, const std::vector<Id16>& members,
                                        const roster::NamesFile& names);

struct SlipBatchStep {
    Id16 batch;
    std::size_t slips = 0;
    std::string fingerprint;  // see slips_fingerprint
    MotionStep step;
};

// 32 digits in groups of four over all that the act says (whose slips, their keys, until when): the
// office that prints and the one that confirms see the same, or the slips are others.
std::string slips_fingerprint(const registry::v1::IssueSlips& act);

// Proposes the slips in batches of at most 400 that live until `expires`; `proposed` hears of each
// batch at once. Refusals: the ledger's; what was proposed before the first of them stays proposed.
Result<> propose_slips(Ledger& ledger, const Author& clerk, const std::vector<PreparedSlip>& slips,
                       Timestamp expires, const Bytes& office,
                       const std::function<void(SlipBatchStep step)>& proposed);

// A batch that waits for the second office, as the ledger proves its motion to `reader`. Another
// motion than the one asked for, as a second one of the same batch, is never taken for it.
struct WaitingBatch {
    motion::v1::MotionReply motion;
    registry::v1::IssueSlips act;
};
// Refusals: those of look_at_motion; client.NOTHING_WAITS for what is no open motion about slips,
// SLIPS_OF_NO_OFFICE where no office proposed it.
Result<WaitingBatch> waiting_batch(Ledger& ledger, const Author& reader, const Id16& motion);

// A batch as the ledger proves it. Refusal registry.BATCH_UNKNOWN.
Result<registry::v1::SlipBatch> batch_on_record(Ledger& ledger, const Id16& batch);

// A reason by its word. Refusal client.COMMAND_WRONG with all of them.
Result<registry::v1::SlipReason> read_slip_reason(const std::string& word);

// The act that ends the live slip of a member, or a key that came of it and still waits, for the
// clerk to look at. Refusal registry.SLIP_UNKNOWN where there is neither.
Result<registry::v1::CancelSlip> slip_to_cancel(Ledger& ledger, const Author& clerk,
                                                const Id16& member,
                                                registry::v1::SlipReason reason);

// The same, sent without a look. Refusals: registry.SLIP_UNKNOWN, SLIP_OF_OTHERS,
// CHECKER_NOT_INDEPENDENT.
Result<Receipt> cancel_slip(Ledger& ledger, const Author& clerk, const Id16& member,
                            registry::v1::SlipReason reason);

}  // namespace linlian::client
