// What is read of papers: one with all its rounds, a page of them with the last round of each, and
// figures for everybody. Who may ask is decided in readers.cpp; here it is decided how much of a
// paper they are told.
#include "codec/refusal.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/queries.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/vote/deliveries.h"

#include <algorithm>
#include <map>

namespace linlian::ballot {
namespace {

// A delivery that a ruling struck reached nobody.
bool is_delivered(const state::StateView& rows, const Id16& ballot, const v1::PaperRow& paper) {
    const auto row = deliveries.find(rows, ballot, hash_of(paper.line().head()));
    return row && !is_struck(*row);
}

// What one look at papers needs.
struct Look {
    const state::StateView& rows;
    Id16 ballot;
    bool choices_shown;      // the result is there, so that anybody may read every vote
    std::int64_t closes_ms;  // on which side of it papers were received
    Bytes reader;            // who asks; empty: nobody that is known
};

// Decided once for a whole answer, so that no paper of a page is told otherwise than the others.
template <class Query>
Result<Look> look_at(const Reading& reading, const Query& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    return Look{reading.rows, id_of(query.ballot()), may_see_readings(reading, poll),
                poll.closes_ms(),
                reading.asker == nullptr ? Bytes{} : reading.asker->member.bytes()};
}

// What others read waits for the result; that they read something does not, nor does the scan.
v1::PaperRound shown(const Look& look, v1::PaperRound round) {
    if (look.choices_shown) return round;
    for (auto& reading : *round.mutable_readings()) {
        if (reading.member() == look.reader || !reading.has_entry()) continue;
        Bytes scan = std::move(*reading.mutable_entry()->mutable_scan());
        reading.mutable_entry()->Clear();
        reading.mutable_entry()->set_scan(std::move(scan));
    }
    return round;
}

// The reader's newest reading against the newest of each independent clerk.
void add_differences(const Look& look, const v1::PaperRound& round, v1::PaperReply& reply) {
    if (reply.row().state() != v1::DIFFERS || look.reader.empty()) return;
    const auto newest = newest_shown(round);
    const auto own = std::ranges::find_if(
        newest, [&](int place) { return round.readings(place).member() == look.reader; });
    if (own == newest.end()) return;
    for (const int other : newest) {
        if (!are_independent(round, *own, other)) continue;
        auto& found = *reply.add_differences();
        found = difference_between(round.readings(*own).entry(), round.readings(other).entry(),
                                   look.closes_ms);
        found.set_reading(static_cast<std::uint32_t>(other));
    }
}

bool counts(const v1::CastRow& counted, const Id16& serial) {
    return !counted.struck() && counted.channel() == v1::PAPER && counted.paper() == serial.view();
}

// Whether a settled paper counts waits for the result: it tells whether its voter voted otherwise.
void add_what_counts(const Look& look, const Id16& serial, v1::PaperReply& reply) {
    if (!look.choices_shown || reply.row().state() != v1::SETTLED) return;
    const auto counted = casts.find(look.rows, look.ballot, hash_of(reply.row().line().head()));
    if (!counted || counted->struck()) return;
    reply.set_counts(counts(*counted, serial));
    if (!reply.counts()) reply.set_because(counted->channel());
}

// Without its rounds: these the caller adds.
v1::PaperReply reply_of(const Look& look, const Id16& serial, const v1::PaperRow& row) {
    v1::PaperReply reply;
    reply.set_serial(serial.bytes());
    *reply.mutable_row() = row;
    reply.set_delivered(is_delivered(look.rows, look.ballot, row));
    add_what_counts(look, serial, reply);
    return reply;
}

// The last round in which somebody sealed.
void add_last_round(const Look& look, const Id16& serial, v1::PaperReply& reply) {
    for (std::uint64_t number = reply.row().round(); number > 0; --number) {
        const auto round = paper_rounds.find(look.rows, look.ballot, serial, number);
        if (!round) continue;
        if (number == reply.row().round()) add_differences(look, *round, reply);
        *reply.add_rounds() = shown(look, *round);
        return;
    }
}

void add_to_page(const Look& look, const Id16& serial, const v1::PaperRow& row,
                 v1::PapersReply& page) {
    auto& reply = *page.add_papers();
    reply = reply_of(look, serial, row);
    add_last_round(look, serial, reply);
}

// The live papers of one head: one of a kind of office.
v1::PapersReply papers_of_head(const Look& look, const v1::PapersQuery& query) {
    v1::PapersReply page;
    for (const auto& serial : live_papers(look.rows, look.ballot, hash_of(query.head()))) {
        const auto row = papers.find(look.rows, look.ballot, serial);
        CHECK(row.has_value());  // the index is true
        if (query.state() == v1::PAPER_STATE_UNSPECIFIED || query.state() == row->state())
            add_to_page(look, serial, *row, page);
    }
    return page;
}

}  // namespace

Result<v1::PaperReply> paper(const Reading& reading, const v1::PaperQuery& query) {
    const auto look = TRY(look_at(reading, query));
    const Id16 serial = id_of(query.serial());
    const auto row = TRY(find_paper(look.rows, look.ballot, serial, 0));
    auto reply = reply_of(look, serial, row);
    paper_rounds.scan(
        look.rows,
        [&](const auto& parts, const v1::PaperRound& round) {
            if (std::get<2>(parts) == row.round()) add_differences(look, round, reply);
            *reply.add_rounds() = shown(look, round);
            return true;
        },
        look.ballot, serial);
    return reply;
}

Result<v1::PapersReply> papers_page(const Reading& reading, const v1::PapersQuery& query) {
    const auto most = TRY(page_of(query.limit()));
    if (!query.after().empty() && query.after().size() != Id16::size)
        return refuse(v1::VALUE_WRONG, {{"field", "after"}});
    if (!query.head().empty() && query.head().size() != Hash32::size)
        return refuse(v1::VALUE_WRONG, {{"field", "head"}});
    const auto look = TRY(look_at(reading, query));
    if (!query.head().empty()) return papers_of_head(look, query);
    v1::PapersReply page;
    // A key with one byte more is the next one behind it.
    const Bytes first = papers.key(look.ballot, id_of(query.after()));
    papers.scan_from(
        look.rows, query.after().empty() ? first : first + '\0',
        [&](const auto& parts, const v1::PaperRow& row) {
            if (query.state() != v1::PAPER_STATE_UNSPECIFIED && query.state() != row.state())
                return true;
            if (page.papers_size() == most) {
                page.set_next_after(page.papers().rbegin()->serial());
                return false;
            }
            add_to_page(look, std::get<1>(parts), row, page);
            return true;
        },
        look.ballot);
    return page;
}

// How many were issued is for everybody at once. States and what counts wait for the result: before
// it they would tell how many voted by paper.
Result<v1::PaperFiguresReply> paper_figures(const Reading& reading,
                                            const v1::PaperFiguresQuery& query) {
    const auto poll = TRY(find_poll(reading.rows, query.ballot()));
    const Id16 ballot = id_of(query.ballot());
    v1::PaperFiguresReply reply;
    std::map<v1::PaperState, std::uint64_t> states;
    std::uint64_t counted = 0;
    std::uint64_t without_delivery = 0;
    papers.scan(
        reading.rows,
        [&](const auto& parts, const v1::PaperRow& row) {
            reply.set_issued(reply.issued() + 1);
            ++states[row.state()];
            const auto vote = casts.find(reading.rows, ballot, hash_of(row.line().head()));
            if (!vote || !counts(*vote, std::get<1>(parts))) return true;
            ++counted;
            if (!is_delivered(reading.rows, ballot, row)) ++without_delivery;
            return true;
        },
        ballot);
    if (!has_result(poll, reading.block.time)) return reply;
    reply.set_counted(counted);
    reply.set_counted_without_delivery(without_delivery);
    for (const auto& [state, count] : states) {
        auto* entry = reply.add_states();
        entry->set_state(state);
        entry->set_papers(count);
    }
    return reply;
}

}  // namespace linlian::ballot
