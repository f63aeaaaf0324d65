// How papers stand, on the terminal: their states, and where others read otherwise.
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

// What became of entries that were sealed and shown; `seals`: the file that opens them.
void say_shown(const Screen& screen, const ShowResult& result, std::size_t sealed,
               const LeftOut& left_out, const std::string& seals);
// What comes next, as commands.
void say_next_of_papers(const Screen& screen, const ShowResult& shown, const BallotView& ballot,
                        const std::string& seals);

}  // namespace linlian::client
