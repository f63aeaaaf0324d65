// A community in which ballots stand at every stage at once: called, open, being counted,
// preliminary, final, withdrawn; with papers in every state, mandates, deliveries, a sale, a city's
// list and objections. Where the fuzzer of ballots begins; it keeps what was done to get there.
#pragma once

#include "kit/papers.h"

namespace linlian::ballot {

// One act, and who does it.
struct Planned {
    std::string author;
    std::unique_ptr<machine::Message> act;
};

class BallotStage : public PaperTown {
  public:
    BallotStage();
    // What was done, and what would be done next.
    const std::vector<Planned>& planned() const { return planned_; }
    // Everybody who has a key.
    static const std::vector<std::string>& people();

  private:
    template <class Act>
    void does(const std::string& author, const Act& act) {
        SCOPED_TRACE(author + ": " + act.GetTypeName());
        when(author, act).then_done();
        would(author, act);
    }
    // Clerks of two kinds of office.
    template <class Act>
    void does_together(const Act& act) {
        SCOPED_TRACE(act.GetTypeName());
        when_cosigned(act).then_done();
        would("ben", act);
    }
    template <class Act>
    void would(const std::string& author, const Act& act) {
        planned_.push_back({author, std::make_unique<Act>(act)});
    }
    Id16 calls(const v1::CallBallot& act);
    void settle_people();
    void call_all();
    void vote_in(const Id16& ballot, int voters);
    void enter_papers(const Id16& ballot);
    void enter_other_channels(const Id16& ballot);
    void object_and_mark();
    void plan();

    std::vector<Planned> planned_;
    v1::PaperEntry read_;  // on the papers of the ballot that is counted
    Id16 final_, preliminary_, counting_, open_, election_, notice_, paper_first_;
};

}  // namespace linlian::ballot
