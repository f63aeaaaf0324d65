#include "apps/bench/bench_votes.h"

#include "apps/apps.pb.h"
#include "base/hex.h"
#include "client/ballot/ballot_view.h"
#include "client/node/wall_clock.h"
#include "client/read/pages.h"
#include "client/vote/roll_proofs.h"
#include "codec/refusal.h"
#include "crypto/hash.h"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <thread>

namespace linlian::apps {

using namespace client;

namespace {

namespace bal = ballot::v1;
namespace reg = registry::v1;

constexpr std::uint32_t page = 200;
constexpr std::int64_t until_open_ms = 3'000;
constexpr std::chrono::seconds opening_limit{120};
constexpr unsigned ballots_of_office = 16;  // at once, as the ballot module has it

auto failed(const std::string& reason) { return refuse(v1::BENCH_FAILED, {{"reason", reason}}); }

std::uint64_t building_of(std::uint64_t member) { return member / bench_premises_per_building; }

std::string ballot_name(std::uint64_t round, std::uint64_t building) {
    return fmt::format("{} {}", round, building);
}

// By name.
Result<std::map<std::string, Bytes>> ids_of_offices(Ledger& ledger) {
    reg::OfficesReply offices;
    TRY(ledger.ask(reg::OfficesQuery{}, offices));
    std::map<std::string, Bytes> ids;
    for (const auto& entry : offices.offices()) ids[entry.row().name()] = entry.office();
    if (ids.size() != bench_callers.size() + 3) return failed("the offices are missing");
    return ids;
}

Result<Bytes> first_estate(Ledger& ledger) {
    reg::EstatesReply estates;
    TRY(ledger.ask(reg::EstatesQuery{}, estates));
    for (const auto& one : estates.estates())
        if (one.row().name() == bench_estate) return one.estate();
    return failed("the ledger has no estate");
}

// A question to the owners of an estate, which decides nothing.
bal::CallBallot call_of(const std::string& name, const BenchCaller& caller, const Bytes& estate,
                        Timestamp opens) {
    bal::CallBallot act;
    act.set_convenor(caller.convenor);
    act.set_empowered_by(sha256("empowered").bytes());
    act.mutable_electorate()->set_electors(reg::OWNERS);
    act.mutable_electorate()->set_estate(estate);
    act.mutable_title()->set_zh(name);
    auto& item = *act.add_items();
    item.set_subject(sha256(name).view().substr(0, Id16::size).data(), Id16::size);
    item.set_matter(bal::SURVEY);
    item.mutable_title()->set_zh(name);
    item.set_document(sha256("text " + name).bytes());
    item.set_form(bal::YES_OR_NO);
    auto& terms = *act.mutable_terms();
    terms.set_opens_ms(opens.ms);
    terms.set_closes_ms(opens.ms + 10 * ms_per_day);
    terms.set_objection_days(7);
    terms.add_channels(bal::PHONE);
    return act;
}

Result<> wait_until_open(Ledger& ledger, const Bytes& ballot, std::chrono::milliseconds pause) {
    const auto until = std::chrono::steady_clock::now() + opening_limit;
    while (std::chrono::steady_clock::now() < until) {
        bal::BallotQuery query;
        query.set_ballot(ballot);
        bal::BallotReply reply;
        TRY(ledger.ask(query, reply));
        if (reply.poll().stage() == bal::OPEN) return {};
        std::this_thread::sleep_for(pause);
    }
    return failed("the ballots did not open");
}

Result<std::map<std::string, Bytes>> ballots_by_name(Ledger& ledger, const Bytes& estate) {
    std::map<std::string, Bytes> ballots;
    bal::BallotsQuery query;
    query.set_estate(estate);
    query.set_limit(page);
    const auto take = [&](const bal::BallotsReply& reply) -> Result<bool> {
        for (const auto& one : reply.ballots()) ballots[one.title().zh()] = one.ballot();
        return true;
    };
    TRY(each_page<bal::BallotsReply>(ledger, query, {"ballots", max_listed}, take));
    return ballots;
}

}  // namespace

Result<> open_bench_ballots(Ledger& ledger, const BenchPlan& plan, std::uint64_t acts) {
    const auto estate = TRY(first_estate(ledger));
    const auto offices = TRY(ids_of_offices(ledger));
    const Timestamp opens{ledger.now().ms + until_open_ms};
    std::vector<Bytes> transactions;
    for (std::uint64_t round = 0; round <= acts / plan.members; ++round) {
        for (std::uint64_t building = 0; building <= building_of(plan.members - 1); ++building) {
            const auto caller = static_cast<unsigned>(transactions.size()) / ballots_of_office;
            if (caller >= bench_callers.size())
                return failed("too many ballots for the offices there are");
            const auto& calls = bench_callers[caller];
            auto act = call_of(ballot_name(round, building), calls, estate, opens);
            act.mutable_electorate()->set_building(bench_building(building).bytes());
            act.set_as_office(offices.at(calls.kind));
            act.set_ruling_office(offices.at("residents"));
            transactions.push_back(TRY(sign(ledger, bench_clerk(3 + caller), act)));
        }
    }
    std::vector<Bytes> ballots;
    for (auto& receipt : ledger.send(std::move(transactions))) {
        const auto done = TRY(carried_out(std::move(receipt)));
        ballots.push_back(event_of<bal::BallotCalled>(done).value_or(bal::BallotCalled{}).ballot());
    }
    // They open over several blocks, as far as the budget of due work goes in each.
    for (const auto& ballot : ballots)
        TRY(wait_until_open(ledger, ballot, std::chrono::milliseconds{20}));
    return {};
}

Result<std::int64_t> opening_ms(Ledger& ledger, const Bytes& estate) {
    const auto offices = TRY(ids_of_offices(ledger));
    const Timestamp opens{ledger.now().ms + until_open_ms};
    auto act = call_of("opening", bench_callers[0], estate, opens);
    act.set_as_office(offices.at(bench_callers[0].kind));
    act.set_ruling_office(offices.at("residents"));
    const auto called = TRY(perform(ledger, bench_clerk(3), act));
    const auto ballot = event_of<bal::BallotCalled>(called).value_or(bal::BallotCalled{}).ballot();
    TRY(wait_until_open(ledger, ballot, std::chrono::milliseconds{1}));
    return wall_clock().ms - opens.ms;
}

Result<BenchVotes> BenchVotes::fetch(Ledger& ledger, std::uint32_t members) {
    BenchVotes votes;
    votes.members_ = members;
    const auto estate = TRY(first_estate(ledger));
    auto ballots = TRY(ballots_by_name(ledger, estate));
    votes.ballots_ = std::move(ballots);
    for (const auto& [name, ballot] : votes.ballots_) {
        bal::BallotQuery query;
        query.set_ballot(ballot);
        bal::BallotReply reply;
        TRY(ledger.ask(query, reply));
        votes.shown_[name] = ballot::shown_hash(reply.call()).bytes();
    }
    const auto owners = TRY(bench_owners(ledger, members));
    std::map<Bytes, std::uint32_t> member_of_owner;
    for (std::uint32_t i = 0; i < members; ++i) member_of_owner[owners.at(i)] = i;
    votes.lines_.resize(members);
    for (std::uint64_t building = 0; building <= building_of(members - 1); ++building) {
        const auto ballot = votes.ballots_.find(ballot_name(0, building));
        if (ballot == votes.ballots_.end()) return failed("there is no ballot to vote in");
        const auto view = TRY(look_at_ballot(ledger, to_hex(ballot->second)));
        const auto roll = TRY(fetch_roll(ledger, view));
        const RollProofs proofs{roll.lines};
        for (std::size_t i = 0; i < roll.lines.size(); ++i) {
            const auto found = member_of_owner.find(roll.lines[i].owners(0));
            if (found != member_of_owner.end()) votes.lines_[found->second] = proofs.line(i);
        }
    }
    return votes;
}

bal::Cast BenchVotes::vote(std::uint64_t n) const {
    const auto member = n % members_;
    bal::Cast act;
    const auto name = ballot_name(n / members_, building_of(member));
    act.set_ballot(ballots_.at(name));
    act.set_shown(shown_.at(name));
    *act.mutable_voter() = lines_[member];
    auto& choice = *act.add_choices()->mutable_open();
    choice.set_mark(n % 3 == 0 ? bal::DISAGREE : bal::AGREE);
    return act;
}

}  // namespace linlian::apps
