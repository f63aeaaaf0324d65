// A naive model of ballots, of maps and loops: what counts for each head, told by what was carried
// out, and from it the turnout and the figures of every verdict. It shares no code with the module.
#pragma once

#include "machine/machine.h"
#include "modules/ballot/ballot.pb.h"

#include <map>
#include <set>

namespace linlian::simulation {

class BallotModel {
  public:
    // A transaction got this receipt.
    void take(const machine::OpenedTransaction& tx, const machine::v1::Receipt& receipt);
    // Nothing when the rows are what the model holds.
    std::vector<std::string> differences(const state::StateView& rows) const;

  private:
    struct Vote {
        std::vector<ballot::v1::OpenChoice> choices;  // none: struck
        std::uint64_t area = 0;
    };
    using Votes = std::map<Bytes, Vote>;
    struct Claim {
        Bytes ballot;
        Bytes head;
        Vote vote;
    };
    static Vote vote_of(const google::protobuf::RepeatedPtrField<ballot::v1::ItemChoice>& choices,
                        const ballot::v1::ProvenLine& voter);
    static void compare_verdict(const Bytes& ballot, const Votes& votes, std::size_t item,
                                const ballot::v1::VerdictRow& row, std::vector<std::string>& found);

    std::map<Bytes, Votes> ballots_;
    std::set<Bytes> left_;  // votes came in by other channels, which the model does not follow
    std::map<Bytes, Claim> claims_;  // by objection
};

}  // namespace linlian::simulation
