// Where the seeds of slips go: sheets to be printed, and lines for an office that prints by itself.
// They hold secrets; what lies on the disk is its user's alone.
#pragma once

#include "client/node/remote_ledger.h"
#include "client/people/slip_work.h"

#include <string>

namespace linlian::desk {

struct SlipFiles {
    std::string pdf;                                               // empty: no sheets
    std::string seeds;                                             // empty: no lines
    std::string counter = "社区服务站 Community service station";  // where keys are checked
    std::string phone = "12345";
};

// Before anything is made. Refusals: client.COMMAND_WRONG where neither is named,
// desk.FILE_EXISTS.
Result<> check_slip_files(const SlipFiles& files);

// Writes them; sheets bear the ledger head of now, and `progress` hears of each. Refusals: of the
// node, those of slips_pdf and write_new_private_file.
Result<> write_slips(client::RemoteLedger& ledger, const SlipFiles& files,
                     const std::vector<client::PreparedSlip>& slips, Timestamp expires,
                     const roster::SlipProgress& progress);

}  // namespace linlian::desk
