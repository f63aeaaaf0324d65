// Voting in an open ballot of the demo: papers that two clerks enter, residents with their phones,
// deliveries, disputes. Everything goes through the same work functions as the commands.
#pragma once

#include "apps/demo/demo_town.h"
#include "client/ballot/ballot_view.h"
#include "client/vote/roll_proofs.h"

namespace linlian::apps {

// How the paper of a line of the roll is marked.
struct PaperVote {
    std::size_t line = 0;
    ballot::v1::Mark mark = ballot::v1::AGREE;
};

class DemoVoting {
  public:
    static Result<DemoVoting> open(const DemoTown& town, const Bytes& ballot);

    // The frozen roll.
    const std::vector<registry::v1::RollLine>& lines() const { return roll_->lines; }
    // Whether one of the members owns what this line stands for.
    bool speaks_one_of(std::size_t line, const std::vector<Id16>& members) const;

    // Papers are issued, entered by the clerks of two offices, and shown.
    Result<> on_paper(const std::vector<PaperVote>& votes);
    // Two clerks record that these got a ballot, with the warning of what silence does.
    Result<> deliver(const std::vector<std::size_t>& lines);
    // A resident votes for all of their lines.
    Result<> by_phone(const std::string& key, ballot::v1::Mark mark);
    // A resident says that what was counted for them should be: agree.
    Result<> dispute(const std::string& key);

  private:
    DemoVoting(const DemoTown& town, client::BallotView ballot, client::Roll roll);
    Result<std::vector<ballot::v1::MyLinesReply::Entry>> lines_of_key(const KeyPair& key);

    const DemoTown& town_;
    client::BallotView ballot_;
    std::unique_ptr<client::Roll> roll_;  // the proofs look into it
    client::RollProofs proofs_;
};

}  // namespace linlian::apps
