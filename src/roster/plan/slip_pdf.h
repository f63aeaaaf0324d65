// Prints enrolment slips, one A4 page each: folded in three with the address outside and the
// secret inside, a stub for the receipt to cut off. Called by the command line with what the names
// file knows; the PDF holds secrets and belongs on the printer, not on a disk.
#pragma once

#include "roster/plan/slip.h"

#include <functional>
#include <span>
#include <vector>

namespace linlian::roster {

// What stands on one slip. The name is printed masked.
struct SlipFace {
    Slip slip;
    std::string estate;
    std::string door;  // 3栋 2单元 1101
    std::string addressee;
};

// What all slips of a batch share. The ledger head is that of the moment of printing.
struct SlipBatch {
    std::string community_name;
    std::string counter;  // where and when one can go for the second proof
    std::string phone;    // whom to call when something is wrong
    Timestamp expires;
    Height head_height = 0;
    std::uint64_t head_log_size = 0;
    Hash32 head_log_root;
};

// Called after each page.
using SlipProgress = std::function<void(std::size_t done, std::size_t total)>;

// Refusals: print.QR_TOO_LONG, print.GLYPH_MISSING, print.PDF_FAILED {reason}.
Result<Bytes> slips_pdf(const SlipBatch& batch, std::span<const SlipFace> faces,
                        const SlipProgress& progress = {});

}  // namespace linlian::roster
