// Papers come and go: serials bound to lines of the roll, papers voided that do not count, papers
// reopened to correct what was entered.
#include "codec/refusal.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/settling.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"

#include <algorithm>
#include <set>

namespace linlian::ballot {
namespace {

// The kind of office, the first by name, for which they issue who stand behind it. A line has a
// paper of each kind: whoever binds serials to it that nobody printed keeps no other from issuing.
std::string issuing_kind(const machine::Context& context, const v1::CallRow& call) {
    std::set<std::string> kinds;
    for (const auto& behind : registry::all_behind(context))
        if (is_neutral_clerk(context.view(), call, behind, context.now()))
            kinds.insert(registry::office_kind(context.view(), behind.office).value());
    CHECK(!kinds.empty());  // a neutral clerk stands behind it
    return *kinds.begin();
}

// The serial must be new in this ballot, and the line must have no live paper of this kind of
// office.
Result<> issue_one(machine::Context& context, const Found& found, const std::string& kind,
                   const v1::IssuedPaper& paper, int index) {
    const Id16& ballot = found.id;
    TRY(check_on_roll(found.poll, paper.voter()));
    const Id16 serial = id_of(paper.serial());
    const Hash32 head = hash_of(paper.voter().line().head());
    if (papers.has(context.view(), ballot, serial))
        return refuse(v1::SERIAL_TAKEN, {number_figure(index)});
    if (papers_of.has(context.view(), ballot, head, kind))
        return refuse(v1::PAPER_LIVE, {number_figure(index)});
    v1::PaperRow row;
    *row.mutable_line() = paper.voter().line();
    row.set_state(v1::ISSUED);
    row.set_round(1);
    for (const auto& member : members_behind(context)) row.add_issued_by(member.bytes());
    row.set_issued_ms(context.now().ms);
    row.set_issued_kind(kind);
    papers.put(context.state(), ballot, serial, row);
    v1::PaperOf live;
    live.set_serial(paper.serial());
    papers_of.put(context.state(), ballot, head, kind, live);
    papers_for.put(context.state(), ballot, head, serial, live);
    return {};
}

// What was read on a paper in all its rounds.
struct History {
    std::set<Bytes> readers;
    std::set<Bytes> near;     // who helped its voter or signed for them, as two kinds read
    bool is_settled = false;  // in some round two kinds of office read it alike
};

History history_of(const state::StateView& view, const Found& found, const Id16& serial) {
    History history;
    paper_rounds.scan(
        view,
        [&](const auto&, const v1::PaperRound& round) {
            for (const auto& reading : round.readings()) history.readers.insert(reading.member());
            const auto alike = read_alike(round, found.poll.closes_ms());
            for (const int place : alike) {
                const auto& entry = round.readings(place).entry();
                history.near.insert({entry.helper(), entry.proxy()});
            }
            history.is_settled = history.is_settled || !alike.empty();
            return true;
        },
        found.id, serial);
    return history;
}

// Once somebody read it, those who void a paper never did, in any round, nor have an interest in
// its line: else its readers would strike what the voter handed in, or whoever reads junk first
// would say what becomes of it. What two kinds of office read alike is corrected, not ended.
Result<> check_voiders(const machine::Context& context, const Workers& workers, const Found& found,
                       const Id16& serial, const v1::PaperRow& row) {
    const auto history = history_of(context.view(), found, serial);
    if (history.readers.empty()) return {};
    if (history.is_settled) return tl::unexpected(wrong_paper_state(row, 0));
    TRY(workers.check_without(0, found.id, row.line()));
    if (workers.are_enough_without([&](const Id16& member) {
            return history.readers.contains(member.bytes()) ||
                   has_interest(context.view(), found.id, row.line(), member);
        }))
        return {};
    return refuse(v1::OTHER_CLERK_NEEDED, {number_figure(0)});
}

// Beside those with an interest in the line: whoever helped its voter or signed for them, as two
// kinds of office read in some round: one clerk names whom they like. What was read is not struck
// by the word of those alone who read it.
Result<> check_reopeners(const machine::Context& context, const Workers& workers,
                         const Found& found, const Id16& serial, const v1::PaperRow& row) {
    const auto history = history_of(context.view(), found, serial);
    const auto is_near = [&](const Id16& member) {
        return history.near.contains(member.bytes()) ||
               has_interest(context.view(), found.id, row.line(), member);
    };
    TRY(workers.check_without(0, is_near));
    if (workers.has_one([&](const Id16& member) {
            return !is_near(member) && !history.readers.contains(member.bytes());
        }))
        return {};
    return refuse(v1::OTHER_CLERK_NEEDED, {number_figure(0)});
}

// What nobody signed left its place; where another paper has it, that one is ended first.
Result<> take_place(machine::Context& context, const Id16& ballot, const Id16& serial,
                    const v1::PaperRow& row) {
    if (row.state() != v1::UNSIGNED) return {};
    const Hash32 head = hash_of(row.line().head());
    if (papers_of.has(context.view(), ballot, head, row.issued_kind()))
        return refuse(v1::PAPER_LIVE, {number_figure(0)});
    v1::PaperOf live;
    live.set_serial(serial.bytes());
    papers_of.put(context.state(), ballot, head, row.issued_kind(), live);
    return {};
}

// Ends the round that was read, with who ended it and why.
void end_round(machine::Context& context, const Id16& ballot, const Id16& serial,
               const v1::ReopenPaper& act) {
    auto round = paper_rounds.find(context.view(), ballot, serial, act.round());
    CHECK(round.has_value());  // somebody sealed in it
    round->set_reopened_by(context.id().bytes());
    round->set_document(act.document());
    round->set_reason(act.reason());
    for (const auto& member : members_behind(context)) round->add_reopeners(member.bytes());
    paper_rounds.put(context.state(), ballot, serial, act.round(), *round);
}

}  // namespace

Result<> issue_papers(machine::Context& context, const v1::IssuePapers& act) {
    const auto found = TRY(find_for_entry(context, act, v1::PAPER));
    if (const auto stage = stage_at(found.poll, context.now()); stage != v1::OPEN)
        return tl::unexpected(wrong_stage(stage));
    if (const auto may = Workers::of(context, act, found.call, 1); !may)
        return tl::unexpected(may.error());
    const auto kind = issuing_kind(context, found.call);
    for (int i = 0; i < act.papers_size(); ++i)
        TRY(issue_one(context, found, kind, act.papers(i), i));
    v1::PapersIssued event;
    event.set_ballot(act.ballot());
    event.set_count(static_cast<std::uint32_t>(act.papers_size()));
    context.emit(event);
    return {};
}

// Ends only what does not count, while the voter can still get another; to end somebody's paper
// takes two kinds of office, as entering it does, and other clerks than those who read it.
Result<> void_paper(machine::Context& context, const v1::VoidPaper& act) {
    const auto found = TRY(find_for_entry(context, act, v1::PAPER));
    const auto workers = TRY(Workers::of(context, act, found.call, 2));
    const Id16& ballot = found.id;
    const Id16 serial = id_of(act.serial());
    if (const auto stage = stage_at(found.poll, context.now()); stage != v1::OPEN)
        return tl::unexpected(wrong_stage(stage));
    auto row = TRY(find_paper(context.view(), ballot, serial, 0));
    if (!takes_readings(row.state())) return tl::unexpected(wrong_paper_state(row, 0));
    TRY(check_voiders(context, workers, found, serial, row));
    for (const auto& member : members_behind(context)) row.add_voided_by(member.bytes());
    end_paper(context, ballot, serial, row, act.reason());
    return {};
}

// A correction. What counts on paper is struck first, then the round ends, and the paper waits for
// readings anew. Where a ruling stands nothing is corrected: the ruling decides.
Result<> reopen_paper(machine::Context& context, const v1::ReopenPaper& act) {
    const auto found = TRY(find_for_entry(context, act, v1::PAPER));
    const auto workers = TRY(Workers::of(context, act, found.call, 2));
    const Id16& ballot = found.id;
    const Id16 serial = id_of(act.serial());
    auto row = TRY(find_paper(context.view(), ballot, serial, 0));
    if (row.state() == v1::ISSUED || row.state() == v1::VOIDED)
        return tl::unexpected(wrong_paper_state(row, 0));
    if (act.round() != row.round())
        return refuse(v1::ROUND_WRONG, {number_figure(0), {"round", std::to_string(row.round())}});
    TRY(check_reopeners(context, workers, found, serial, row));
    const Hash32 head = hash_of(row.line().head());
    if (const auto counted = casts.find(context.view(), ballot, head);
        counted && !counted->ruled_by().empty())
        return refuse(v1::RULED_ALREADY);
    TRY(take_place(context, ballot, serial, row));

    strike(context, found, row.line(), serial);
    end_round(context, ballot, serial, act);
    row.set_state(v1::ISSUED);
    row.set_round(act.round() + 1);
    papers.put(context.state(), ballot, serial, row);
    v1::PaperReopened event;
    event.set_ballot(act.ballot());
    event.set_head(row.line().head());
    event.set_serial(act.serial());
    event.set_round(act.round());
    event.set_document(act.document());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
