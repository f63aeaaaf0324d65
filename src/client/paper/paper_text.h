// How papers stand: their states, and where others read otherwise.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/paper/paper_work.h"
#include "client/proof/verdict_text.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::client {

// Of each paper that differs, where others read otherwise than this reader; what they read is told
// once there is a result. One JSON object with --json.
void print_differences(const Screen& screen, const BallotView& ballot, const Bytes& reader,
                       const std::map<Bytes, ballot::v1::PaperReply>& papers);

void print_paper_figures(const Screen& screen, const ballot::v1::PaperFiguresReply& figures);

// What became of entries that were sealed and shown, and what comes next, as commands; `seals`: the
// file that opens them.
struct ShownEntries {
    ShowResult result;
    std::string seals;
    std::size_t sealed = 0;
    LeftOut left_out = {};
};
void say_shown(const Screen& screen, const BallotView& ballot, const ShownEntries& shown);

}  // namespace linlian::client
