#include "simulation/ballot_model.h"

#include "base/hex.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/state.h"

namespace linlian::simulation {
namespace {

namespace v1 = ballot::v1;
using machine::v1::Receipt;

template <class Event>
std::vector<Event> events_of(const Receipt& receipt) {
    std::vector<Event> found;
    for (const auto& entry : receipt.effects().events())
        if (entry.type() == Event::descriptor()->full_name())
            CHECK(found.emplace_back().ParseFromString(entry.content()));
    return found;
}

template <class Act>
const Act* as(const google::protobuf::Message& act) {
    return act.GetDescriptor() == Act::descriptor() ? static_cast<const Act*>(&act) : nullptr;
}

template <class Act>
const Act* as(const machine::OpenedTransaction& tx) {
    return as<Act>(tx.act());
}

std::string marks(const std::vector<v1::OpenChoice>& choices) {
    std::string text;
    for (const auto& choice : choices) text += choice.ShortDebugString() + ";";
    return text;
}

ModelVote vote_of(const google::protobuf::RepeatedPtrField<v1::ItemChoice>& choices,
                  std::uint64_t area) {
    ModelVote vote;
    for (const auto& choice : choices) vote.choices.push_back(choice.open());
    vote.area = area;
    return vote;
}

// How many kinds of office sealed what they read on it, up to two; who is independent of whom is
// the registry's, so the rows say.
int kinds_that_read(const state::StateView& rows, const Bytes& ballot, const Bytes& serial) {
    int found = 0;
    Id16 ballot_id;
    Id16 serial_id;
    CHECK(Id16::parse(ballot, ballot_id) && Id16::parse(serial, serial_id));
    ballot::paper_rounds.scan(
        rows,
        [&found](const auto&, const v1::PaperRound& round) {
            for (const auto& reading : round.readings())
                found = std::max(found, reading.independent_of().empty() ? 1 : 2);
            return true;
        },
        ballot_id, serial_id);
    return found;
}

}  // namespace

std::unique_ptr<google::protobuf::Message> BallotModel::take(const machine::OpenedTransaction& tx,
                                                             const Receipt& receipt,
                                                             const state::StateView& rows) {
    if (!receipt.leaf().refusal().empty()) return nullptr;
    auto carried = carried_out(tx, receipt);
    const auto& done = carried ? *carried : tx.act();
    if (const auto* act = as<v1::CallBallot>(done))
        for (const auto& event : events_of<v1::BallotCalled>(receipt))
            ballots_[event.ballot()].call = *act;
    take_vote(done, receipt, rows);
    take_papers(done, receipt, rows);
    take_other_channels(done, receipt, rows);
    return carried;
}

// The act of the motion that this transaction completed, if it did.
std::unique_ptr<google::protobuf::Message> BallotModel::carried_out(
    const machine::OpenedTransaction& tx, const Receipt& receipt) {
    if (const auto* act = as<motion::v1::Propose>(tx))
        for (const auto& event : events_of<motion::v1::Proposed>(receipt))
            motions_[event.motion()] = *act;
    for (const auto& event : events_of<motion::v1::Completed>(receipt)) {
        const auto& motion = motions_.at(event.motion());
        const auto* type =
            google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
                motion.act_type());
        std::unique_ptr<google::protobuf::Message> act{
            google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
        CHECK(act->ParseFromString(motion.act()));
        return act;
    }
    return nullptr;
}

void BallotModel::take_vote(const google::protobuf::Message& done, const Receipt& receipt,
                            const state::StateView& rows) {
    if (const auto* act = as<v1::Cast>(done)) {
        auto& of = ballots_.at(act->ballot());
        of.votes[act->voter().line().head()] =
            vote_of(act->choices(), act->voter().line().area_centi());
    }
    if (const auto* act = as<v1::Object>(done))
        claims_[events_of<v1::Objected>(receipt).front().objection()] = {
            act->about(), act->ballot(), act->head()};
    if (const auto* act = as<v1::Object>(done); act != nullptr && act->about() == v1::BALLOT)
        ballots_.at(act->ballot()).spoke.emplace(act->head(), receipt.leaf().time_ms());
    // Only two kinds of office together change what counts.
    const auto* act = as<v1::UpholdObjection>(done);
    if (act == nullptr) return;
    const auto& claim = claims_.at(act->objection());
    if (claim.about == v1::BALLOT) take_what_counts(rows, claim.ballot, claim.head);
    if (claim.about == v1::DELIVERY) ballots_.at(claim.ballot).warned.erase(claim.head);
}

// No event says whether what clerks enter, or uphold, counts: that tells who voted by another way.
void BallotModel::take_what_counts(const state::StateView& rows, const Bytes& ballot,
                                   const Bytes& head) {
    Id16 ballot_id;
    Hash32 head_id;
    CHECK(Id16::parse(ballot, ballot_id) && Hash32::parse(head, head_id));
    const auto row = ballot::casts.find(rows, ballot_id, head_id);
    if (!row) return;
    auto& vote = ballots_.at(ballot).votes[head];
    vote.choices.clear();
    if (!row->struck()) vote = vote_of(row->choices(), row->area_centi());
    if (!row->ruled_by().empty()) ballots_.at(ballot).ruled.insert(head);
}

void BallotModel::take_papers(const google::protobuf::Message& done, const Receipt& receipt,
                              const state::StateView& rows) {
    if (const auto* act = as<v1::IssuePapers>(done))
        for (const auto& paper : act->papers())
            ballots_.at(act->ballot()).papers[paper.serial()] = {paper.voter().line().head(),
                                                                 paper.voter().line().area_centi()};
    for (const auto& event : events_of<v1::PaperVoided>(receipt))
        ballots_.at(event.ballot()).papers.erase(event.serial());
    for (const auto& event : events_of<v1::PaperLate>(receipt))
        ballots_.at(event.ballot()).papers.at(event.serial()).late = true;
    // Of nobody who may vote: it ends no silence either.
    for (const auto& event : events_of<v1::PaperUnsigned>(receipt))
        ballots_.at(event.ballot()).papers.at(event.serial()).late = true;
    for (const auto& event : events_of<v1::PaperReopened>(receipt)) {
        ballots_.at(event.ballot()).papers.at(event.serial()).late = false;
        take_what_counts(rows, event.ballot(), event.head());
    }
    for (const auto& event : events_of<v1::PaperSettled>(receipt)) {
        auto& of = ballots_.at(event.ballot());
        const auto* act = as<v1::ShowPapers>(done);
        CHECK(act != nullptr);
        for (const auto& shown : act->entries())
            of.is_left =
                of.is_left || (shown.serial() == event.serial() && !shown.entry().proxy().empty());
        take_what_counts(rows, event.ballot(), event.head());
    }
}

void BallotModel::take_other_channels(const google::protobuf::Message& sent, const Receipt& receipt,
                                      const state::StateView& rows) {
    for (const auto& event : events_of<v1::DeliveriesRecorded>(receipt)) {
        auto& of = ballots_.at(event.ballot());
        const auto* act = as<v1::RecordDeliveries>(sent);
        for (int i = 0; i < act->deliveries_size(); ++i) {
            const auto& entry = act->deliveries(i);
            const auto& line = entry.voter().line();
            const auto sold = of.sold.find(line.head());
            const bool told_now = sold == of.sold.end() || entry.proof().time_ms() > sold->second;
            if (entry.proof().warned() && told_now) of.warned[line.head()] = line.area_centi();
        }
    }
    for (const auto& event : events_of<v1::VoterReplaced>(receipt)) {
        auto& of = ballots_.at(event.ballot());
        of.sold[event.head()] = receipt.leaf().time_ms();
        of.warned.erase(event.head());
    }
    if (const auto* act = as<v1::EnterCityList>(sent))
        for (const auto& line : act->lines())
            take_what_counts(rows, act->ballot(), line.voter().line().head());
}

// Delivered with the warning, to who has the line now, nothing counts, no ruling struck anything,
// and no paper was handed in in time.
std::pair<ModelSum, ModelSum> BallotModel::silent_in(const state::StateView& rows, const Bytes& id,
                                                     const Ballot& ballot) {
    ModelSum silent, perhaps;
    if (!ballot.call.terms().silence_follows_majority()) return {};
    Id16 ballot_id;
    CHECK(Id16::parse(id, ballot_id));
    const auto closes_ms = ballot::polls.find(rows, ballot_id)->closes_ms();
    for (const auto& [head, area] : ballot.warned) {
        const auto vote = ballot.votes.find(head);
        bool speaks = (vote != ballot.votes.end() && !vote->second.choices.empty()) ||
                      ballot.ruled.contains(head);
        const auto spoke = ballot.spoke.find(head);
        speaks = speaks || (spoke != ballot.spoke.end() && spoke->second < closes_ms);
        int kinds = 0;
        for (const auto& [serial, paper] : ballot.papers)
            if (paper.head == head && !paper.late)
                kinds = std::max(kinds, kinds_that_read(rows, id, serial));
        if (!speaks && kinds < 2) (kinds == 0 ? silent : perhaps).add(area);
    }
    return {silent, perhaps};
}

void BallotModel::compare_votes(const state::StateView& rows, const Bytes& id, const Ballot& ballot,
                                std::vector<std::string>& found) const {
    std::size_t seen = 0;
    ModelSum turnout;
    Id16 ballot_id;
    CHECK(Id16::parse(id, ballot_id));
    ballot::casts.scan(
        rows,
        [&](const auto& parts, const v1::CastRow& row) {
            const auto vote = ballot.votes.find(std::get<1>(parts).bytes());
            std::vector<v1::OpenChoice> choices;
            for (const auto& choice : row.choices())
                if (!row.struck()) choices.push_back(choice.open());
            ++seen;
            if (vote == ballot.votes.end() || marks(vote->second.choices) != marks(choices)) {
                found.push_back("a vote of ballot " + to_hex(id) + " differs");
                return true;
            }
            if (!row.struck()) turnout.add(vote->second.area);
            return true;
        },
        ballot_id);
    const auto poll = *ballot::polls.find(rows, ballot_id);
    if (seen != ballot.votes.size()) found.push_back("ballot " + to_hex(id) + " lacks votes");
    // Before the result, and without one, turnout is told late and in part.
    if (poll.stage() < v1::PRELIMINARY || poll.stage() == v1::WITHDRAWN) return;
    if (ModelSum{poll.heads(), poll.area_centi()} != turnout)
        found.push_back("the turnout of ballot " + to_hex(id) + " differs");
}

void BallotModel::compare_verdicts(const state::StateView& rows, const Bytes& id,
                                   const Ballot& ballot, std::vector<std::string>& found) const {
    Id16 ballot_id;
    CHECK(Id16::parse(id, ballot_id));
    const auto poll = *ballot::polls.find(rows, ballot_id);
    const auto [silent, perhaps] = silent_in(rows, id, ballot);
    const ModelCount count{
        ballot.call, {poll.roll_lines(), poll.roll_area_centi()}, ballot.votes, silent, perhaps};
    ballot::verdicts.scan(
        rows,
        [&](const auto& parts, const v1::VerdictRow& row) {
            for (const auto& difference : verdict_differences(count, std::get<1>(parts), row))
                found.push_back("ballot " + to_hex(id) + ": " + difference);
            return true;
        },
        ballot_id);
}

std::vector<std::string> BallotModel::differences(const state::StateView& rows) const {
    std::vector<std::string> found;
    for (const auto& [id, ballot] : ballots_) {
        if (ballot.is_left) continue;
        compare_votes(rows, id, ballot, found);
        compare_verdicts(rows, id, ballot, found);
    }
    return found;
}

std::map<std::string, std::uint64_t> BallotModel::verdicts(const state::StateView& rows) const {
    std::map<std::string, std::uint64_t> found;
    for (const auto& [id, ballot] : ballots_) {
        if (ballot.is_left) continue;
        Id16 ballot_id;
        CHECK(Id16::parse(id, ballot_id));
        ballot::verdicts.scan(
            rows,
            [&](const auto& parts, const v1::VerdictRow& row) {
                const auto& item = ballot.call.items(static_cast<int>(std::get<1>(parts)));
                ++found[v1::Matter_Name(item.matter()) + " " +
                        tally::v1::Outcome_Name(row.outcome())];
                return true;
            },
            ballot_id);
    }
    return found;
}

}  // namespace linlian::simulation
