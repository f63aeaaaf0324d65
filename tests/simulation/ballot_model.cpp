#include "simulation/ballot_model.h"

#include "base/hex.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/state.h"

namespace linlian::simulation {
namespace {

namespace v1 = ballot::v1;

template <class Event>
std::optional<Event> event_of(const machine::v1::Receipt& receipt) {
    for (const auto& entry : receipt.effects().events()) {
        Event event;
        if (entry.type() != Event::descriptor()->full_name()) continue;
        CHECK(event.ParseFromString(entry.content()));
        return event;
    }
    return std::nullopt;
}

template <class Act>
const Act* as(const machine::OpenedTransaction& tx) {
    return tx.act().GetDescriptor() == Act::descriptor() ? static_cast<const Act*>(&tx.act())
                                                         : nullptr;
}

std::string marks(const std::vector<v1::OpenChoice>& choices) {
    std::string text;
    for (const auto& choice : choices) text += choice.ShortDebugString() + ";";
    return text;
}

struct Sum {
    std::uint64_t heads = 0;
    std::uint64_t area = 0;
    bool is(const tally::v1::Figures& figures) const {
        return figures.heads().value() == heads && figures.area_centi().value() == area;
    }
};

}  // namespace

BallotModel::Vote BallotModel::vote_of(
    const google::protobuf::RepeatedPtrField<v1::ItemChoice>& choices,
    const v1::ProvenLine& voter) {
    Vote vote;
    for (const auto& choice : choices) vote.choices.push_back(choice.open());
    vote.area = voter.line().area_centi();
    return vote;
}

void BallotModel::take(const machine::OpenedTransaction& tx, const machine::v1::Receipt& receipt) {
    if (!receipt.leaf().refusal().empty()) return;
    if (const auto event = event_of<v1::PaperCounted>(receipt)) left_.insert(event->ballot());
    if (const auto event = event_of<v1::CityListEntered>(receipt)) left_.insert(event->ballot());
    if (as<v1::CallBallot>(tx) != nullptr) ballots_[event_of<v1::BallotCalled>(receipt)->ballot()];
    if (const auto* act = as<v1::Cast>(tx))
        ballots_.at(act->ballot())[act->voter().line().head()] =
            vote_of(act->choices(), act->voter());
    if (const auto* act = as<v1::Object>(tx); act != nullptr && act->about() == v1::BALLOT)
        claims_[event_of<v1::Objected>(receipt)->objection()] = {
            act->ballot(), act->head(), vote_of(act->claim(), act->voter())};
    if (const auto* act = as<v1::RuleOnObjection>(tx);
        act != nullptr && act->ruling() == v1::UPHELD) {
        const auto claim = claims_.find(act->objection());
        if (claim == claims_.end()) return;
        ballots_.at(claim->second.ballot)[claim->second.head] = claim->second.vote;
    }
}

void BallotModel::compare_verdict(const Bytes& ballot, const Votes& votes, std::size_t item,
                                  const v1::VerdictRow& row, std::vector<std::string>& found) {
    std::map<v1::Mark, Sum> by_mark;
    std::map<std::uint32_t, Sum> by_option;
    for (const auto& [head, vote] : votes) {
        if (vote.choices.empty()) continue;
        const auto& choice = vote.choices[item];
        ++by_mark[choice.mark()].heads;
        by_mark[choice.mark()].area += vote.area;
        for (const auto option : choice.options()) {
            ++by_option[option].heads;
            by_option[option].area += vote.area;
        }
    }
    const auto& input = row.input();
    const bool same =
        by_mark[v1::AGREE].is(input.agree()) && by_mark[v1::DISAGREE].is(input.disagree()) &&
        by_mark[v1::ABSTAIN].is(input.abstain()) && by_mark[v1::INVALID].is(input.invalid());
    if (!same) found.push_back("the verdict of ballot " + to_hex(ballot) + " counts otherwise");
    for (int option = 0; option < row.options_size(); ++option)
        if (!by_option[static_cast<std::uint32_t>(option)].is(row.options(option).figures()))
            found.push_back("an option of ballot " + to_hex(ballot) + " counts otherwise");
}

std::vector<std::string> BallotModel::differences(const state::StateView& rows) const {
    std::vector<std::string> found;
    for (const auto& [ballot, votes] : ballots_) {
        if (left_.contains(ballot)) continue;
        Id16 id;
        CHECK(Id16::parse(ballot, id));
        std::size_t seen = 0;
        Sum turnout;
        ballot::casts.scan(
            rows,
            [&](const auto& parts, const v1::CastRow& row) {
                const auto vote = votes.find(std::get<1>(parts).bytes());
                std::vector<v1::OpenChoice> choices;
                for (const auto& choice : row.choices())
                    if (!row.struck()) choices.push_back(choice.open());
                ++seen;
                if (vote == votes.end() || marks(vote->second.choices) != marks(choices)) {
                    found.push_back("a vote of ballot " + to_hex(ballot) + " differs");
                    return true;
                }
                turnout.heads += row.struck() ? 0 : 1;
                turnout.area += row.struck() ? 0 : vote->second.area;
                return true;
            },
            id);
        const auto poll = *ballot::polls.find(rows, id);
        if (seen != votes.size()) found.push_back("ballot " + to_hex(ballot) + " lacks votes");
        if (poll.heads_phone() + poll.heads_paper() != turnout.heads ||
            poll.area_centi() != turnout.area)
            found.push_back("the turnout of ballot " + to_hex(ballot) + " differs");
        ballot::verdicts.scan(
            rows,
            [&](const auto& parts, const v1::VerdictRow& row) {
                compare_verdict(ballot, votes, std::get<1>(parts), row, found);
                return true;
            },
            id);
    }
    return found;
}

}  // namespace linlian::simulation
