// How papers stand, on the terminal: their states, and where others read otherwise.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/proof/verdict_text.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::client {

// Of each paper that differs, where others read otherwise than this reader; what they read is told
// once there is a result. One JSON object with --json.
void print_differences(const Screen& screen, const BallotView& ballot, const Bytes& reader,
                       const std::map<Bytes, ballot::v1::PaperReply>& papers);

void print_paper_figures(const Screen& screen, const ballot::v1::PaperFiguresReply& figures);

}  // namespace linlian::client
