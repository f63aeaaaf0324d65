// The result notice (结果公告) as A4 pages for the notice board: verdict, figures, the arithmetic
// of each check, objections and rulings, what became of it later, and how anybody checks it. Made
// from what a node told; it decides nothing.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "client/result/result_facts.h"

namespace linlian::documents {

// Refusals: print.QR_TOO_LONG, GLYPH_MISSING, PDF_FAILED {reason}.
Result<Bytes> result_notice_pdf(const client::ResultNotice& notice);

}  // namespace linlian::documents
