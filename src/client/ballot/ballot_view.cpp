// What is read of a ballot, and how it is believed. Lists come from the node page by page; then
// they are held against roots and numbers in the proven rows `calls` and `polls`.
#include "client/ballot/ballot_view.h"

#include "base/hex.h"
#include "client/ballot/electorate_text.h"
#include "client/client.pb.h"
#include "client/motion/motion_work.h"
#include "client/proof/typed.h"
#include "client/read/pages.h"
#include "client/read/proven_lists.h"
#include "client/read/proven_rows.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/merkle_log.h"
#include "modules/ballot/count/recount.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Entries that one answer of a node has at most.
constexpr std::uint32_t page = 200;

// Zero where no roll was frozen yet.
Hash32 roll_root_of(const bal::Poll& poll) {
    Hash32 root;
    Hash32::parse(poll.roll_root(), root);
    return root;
}

// The lines of a frozen roll are proven; of an open one nothing is, and no community has so many
// people.
std::size_t lines_at_most(const bal::Poll& poll) {
    constexpr std::size_t most_ever = 1'000'000;
    return poll.roll_root().empty() ? most_ever : poll.roll_lines();
}

// A row that must be there, by its proof.
template <class Row, class... Parts>
Result<> must_find(Ledger& ledger, const state::Table<Row, Parts...>& table, Row& row,
                   const std::type_identity_t<Parts>&... parts) {
    auto found = TRY(find_proven(ledger, table, nullptr, parts...));
    if (!found) return refuse(v1::ANSWER_DIFFERS, {{"what", table.path()}});
    row = std::move(*found);
    return {};
}

// The node refuses too; here whoever has no key at hand learns why, and who has one that does.
Result<> check_roll_reader(Ledger& ledger, const BallotView& ballot) {
    if (!registry::tells_homes(ballot.call().electorate())) return {};
    const auto reader = TRY(ledger.reader());
    if (reader == nullptr) return refuse(v1::ROLL_NEEDS_READER);
    return {};
}

// Adds the lines to `roll`; more of them than lines_at_most is refused, so that a node cannot fill
// the memory of whoever asks.
Result<> fetch_lines(Ledger& ledger, const BallotView& ballot, const Progress& progress,
                     Roll& roll) {
    bal::RollLinesQuery query;
    query.set_ballot(ballot.id.bytes());
    query.set_limit(page);
    const auto take = [&](bal::RollLinesReply& reply) -> Result<bool> {
        for (auto& line : *reply.mutable_lines()) roll.lines.push_back(std::move(line));
        if (progress) progress(roll.lines.size(), roll.totals.heads());
        return true;
    };
    return each_page<bal::RollLinesReply>(ledger, query, {"roll", lines_at_most(ballot.poll)},
                                          take);
}

}  // namespace

// The query comes first only because its refusal tells why there is no such ballot; what it says is
// not used.
Result<BallotView> look_at_ballot(Ledger& ledger, const std::string& text) {
    const auto id = TRY(read_id(text, "BALLOT"));
    bal::BallotQuery query;
    query.set_ballot(id.bytes());
    bal::BallotReply reply;
    TRY(ledger.ask(query, reply));
    // What is signed and what is proven hangs on these two rows: the node's word is not enough.
    BallotView view{id, {}, {}};
    TRY(must_find(ledger, ballot::calls, view.row, id));
    TRY(must_find(ledger, ballot::polls, view.poll, id));
    return view;
}

// A node could list a ballot of another estate, or with a title that is not its own. All that is
// shown of it is therefore taken from the two proven rows.
Result<registry::v1::Electorate> prove_listed(Ledger& ledger, const Bytes& estate,
                                              bal::BallotsReply::Summary& listed) {
    Id16 id;
    if (!Id16::parse(listed.ballot(), id)) return refuse(v1::ANSWER_DIFFERS, {{"what", "ballot"}});
    bal::CallRow row;
    bal::Poll poll;
    TRY(must_find(ledger, ballot::calls, row, id));
    TRY(must_find(ledger, ballot::polls, poll, id));
    const auto& of = row.call().electorate().estate();
    if ((of.empty() ? Id16{}.bytes() : of) != estate)
        return refuse(v1::ANSWER_DIFFERS, {{"what", "ballot"}});
    *listed.mutable_title() = row.call().title();
    listed.set_stage(poll.stage());
    listed.set_standing(poll.standing());
    listed.set_called_ms(row.called_ms());
    listed.set_opens_ms(poll.opens_ms());
    listed.set_closes_ms(poll.closes_ms());
    return row.call().electorate();
}

// Before the roll is frozen there is no root, and so no proof: the lines are the node's word.
Result<std::vector<bal::MyLinesReply::Entry>> lines_of(Ledger& ledger, const Author& reader,
                                                       const BallotView& ballot,
                                                       const Bytes& member) {
    bal::MyLinesQuery query;
    query.set_ballot(ballot.id.bytes());
    query.set_member(member);
    bal::MyLinesReply reply;
    TRY(ledger.ask(reader, query, reply));
    const bool is_frozen = !ballot.poll.roll_root().empty();
    for (const auto& entry : reply.lines()) {
        const auto& voter = entry.voter();
        if (is_frozen &&
            !registry::verify_roll_proof(roll_root_of(ballot.poll), ballot.poll.roll_lines(),
                                         voter.index(), voter.line(),
                                         split_path(voter.path()).value_or(std::vector<Hash32>{})))
            return refuse(v1::LINE_NOT_PROVEN, {{"ballot", to_hex(ballot.id.view())}});
    }
    return std::vector<bal::MyLinesReply::Entry>{reply.lines().begin(), reply.lines().end()};
}

Result<Roll> fetch_roll(Ledger& ledger, const BallotView& ballot, const Progress& progress) {
    TRY(check_roll_reader(ledger, ballot));
    Roll roll;
    bal::RollQuery query;
    query.set_ballot(ballot.id.bytes());
    bal::RollReply reply;
    TRY(ledger.ask(query, reply));
    // For the progress alone: once the lines are there, totals are added up from them.
    roll.totals = reply.totals();
    TRY(fetch_lines(ledger, ballot, progress, roll));
    roll.totals = registry::roll_totals(roll.lines);
    // By the proven poll, whatever the node says.
    roll.is_frozen = !ballot.poll.roll_root().empty();
    if (roll.is_frozen && registry::roll_root(roll.lines) != roll_root_of(ballot.poll))
        return refuse(v1::LINE_NOT_PROVEN, {{"ballot", to_hex(ballot.id.view())}});
    return roll;
}

Result<bal::VerdictsReply> fetch_verdicts(Ledger& ledger, const BallotView& ballot) {
    bal::VerdictsQuery query;
    query.set_ballot(ballot.id.bytes());
    bal::VerdictsReply reply;
    TRY(ledger.ask(query, reply));
    return reply;
}

namespace {

// Of this member alone, or where it is empty all of them.
Result<std::vector<NumberedObjection>> fetch_objections_of(Ledger& ledger, const Author& reader,
                                                           const BallotView& ballot,
                                                           const Bytes& member) {
    std::vector<NumberedObjection> objections;
    bal::ObjectionsQuery query;
    query.set_ballot(ballot.id.bytes());
    query.set_member(member);
    query.set_limit(page);
    const auto take = [&objections](bal::ObjectionsReply& reply) -> Result<bool> {
        for (auto& entry : *reply.mutable_objections()) {
            auto& added = objections.emplace_back();
            Id16::parse(entry.objection(), added.id);
            added.row = std::move(*entry.mutable_row());
        }
        return true;
    };
    // Others may have been raised since the number was proven.
    const auto most = ballot.poll.objections() + max_listed;
    TRY(each_page<bal::ObjectionsReply>(ledger, reader, query, {"objections", most}, take));
    return objections;
}

}  // namespace

// All of them first; who may not read all is told their own.
Result<std::vector<NumberedObjection>> fetch_objections(Ledger& ledger, const Author& reader,
                                                        const BallotView& ballot) {
    auto all = fetch_objections_of(ledger, reader, ballot, {});
    if (all || all.error().code != codec::make_refusal(bal::NOT_FOR_YOU).code) return all;
    const auto member = TRY(member_of(ledger, reader));
    return fetch_objections_of(ledger, reader, ballot, member.bytes());
}

// Pages of two counts together would be of none, so a count in between is refused. The leaves are
// held against the root in the verdicts by whoever counts again (recount.h).
Result<std::vector<bal::CastLeaf>> fetch_casts(Ledger& ledger, const Author& reader,
                                               const BallotView& ballot, const Progress& progress) {
    std::vector<bal::CastLeaf> casts;
    bal::RecountQuery query;
    query.set_ballot(ballot.id.bytes());
    query.set_limit(page);
    std::optional<std::uint64_t> count;  // the one that all pages must be of
    const auto take = [&](bal::RecountReply& reply) -> Result<bool> {
        if (count.value_or(reply.counted_height()) != reply.counted_height())
            return refuse(
                v1::RECOUNT_WRONG,
                {{"zh", "读取期间重新计过票，请再取一次"},
                 {"en", "it was counted anew while its pages were read; fetch it again"}});
        count = reply.counted_height();
        for (auto& leaf : *reply.mutable_casts()) casts.push_back(std::move(leaf));
        if (progress) progress(casts.size(), std::max(ballot.poll.roll_lines(), casts.size()));
        return true;
    };
    // One of a line at most.
    const auto most = lines_at_most(ballot.poll);
    TRY(each_page<bal::RecountReply>(ledger, reader, query, {"casts", most}, take));
    return casts;
}

Result<std::map<Bytes, std::string>> office_names(Ledger& ledger) {
    const auto offices = TRY(proven_offices(ledger));
    std::map<Bytes, std::string> names;
    for (const auto& entry : offices.offices()) names[entry.office()] = entry.row().name();
    return names;
}

Result<std::string> estate_name(Ledger& ledger, const Bytes& estate) {
    if (estate.empty()) return std::string{};
    const auto found = TRY(find_estate(ledger, to_hex(estate)));
    return found.row.name();
}

// An electorate of the whole community has buildings of many estates, which may bear the same name:
// then the estate stands before it.
Result<std::map<Bytes, std::string>> building_names(Ledger& ledger,
                                                    const registry::v1::Electorate& electorate) {
    std::map<Bytes, std::string> names;
    if (electorate.electors() == registry::v1::OFFICE_MEMBERS) return names;
    registry::v1::EstatesReply all;
    if (electorate.estate().empty()) {
        auto estates = TRY(proven_estates(ledger));
        all = std::move(estates);
    } else {
        all.add_estates()->set_estate(electorate.estate());
    }
    for (const auto& estate : all.estates()) {
        const auto buildings = TRY(proven_buildings(ledger, estate.estate()));
        const auto& of = electorate.estate().empty() ? estate.row().name() + " " : std::string{};
        for (const auto& entry : buildings.buildings())
            names[entry.building()] = of + entry.row().name();
    }
    return names;
}

// The poll's numbers are proven and may be larger than what is shown: a node may leave objections
// out, but not add one, nor turn a rejected one into an upheld one.
Result<> check_objections(const bal::Poll& poll,
                          const std::vector<bal::PublishedObjection>& objections) {
    const auto count = [&](bal::Ruling ruling) {
        return static_cast<std::uint32_t>(std::ranges::count_if(
            objections, [ruling](const auto& one) { return one.ruling() == ruling; }));
    };
    const auto upheld = count(bal::UPHELD);
    const auto rejected = count(bal::REJECTED);
    const bool fits = objections.size() <= poll.objections() && upheld <= poll.upheld() &&
                      count(bal::RULING_UNSPECIFIED) <= poll.pending() &&
                      rejected + poll.upheld() + poll.pending() <= poll.objections();
    if (!fits) return refuse(v1::ANSWER_DIFFERS, {{"what", "objections"}});
    return {};
}

// The node's verdicts only say whether there is a result; those that are printed are read again,
// each with its proof.
Result<ResultNotice> gather_notice(Ledger& ledger, const BallotView& ballot) {
    auto verdicts = TRY(fetch_verdicts(ledger, ballot));
    if (verdicts.verdicts().empty()) return refuse(v1::NO_RESULT_YET);
    auto offices = TRY(office_names(ledger));
    auto estate = TRY(estate_name(ledger, ballot.call().electorate().estate()));
    ResultNotice notice;
    notice.ballot = ballot.id;
    notice.call = ballot.row;
    notice.poll = ballot.poll;
    for (int i = 0; i < ballot.call().items_size(); ++i) {
        const auto item = static_cast<std::uint64_t>(i);
        TRY(must_find(ledger, ballot::verdicts, notice.verdicts.emplace_back(), ballot.id, item));
    }
    // Rows of different moments, each true by itself, would tell what never was.
    if (ballot::check_one_count(ballot.poll, notice.verdicts)) return refuse(v1::LEDGER_MOVED);
    notice.objections.assign(verdicts.objections().begin(), verdicts.objections().end());
    TRY(check_objections(ballot.poll, notice.objections));
    auto building = TRY(building_name(ledger, ballot.call().electorate()));
    notice.building = std::move(building);
    notice.estate = std::move(estate);
    notice.convenor = offices[ballot.call().as_office()];
    notice.ruling_office = offices[ballot.call().ruling_office()];
    notice.offices = std::move(offices);
    notice.printed = ledger.now();
    return notice;
}

}  // namespace linlian::client
