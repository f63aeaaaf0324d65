// Who made something of a ballot by hand: the members on whose work its result rests. Read from all
// rows that keep whom they are by.
#include "modules/ballot/count/workers.h"

#include "modules/ballot/dispute/rulings.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

namespace linlian::ballot {
namespace {

using Ids = google::protobuf::RepeatedPtrField<Bytes>;

void add(std::set<Bytes>& workers, const Ids& ids) { workers.insert(ids.begin(), ids.end()); }

// Rows of this ballot only; each visitor looks at the fields that name people.
void each_of(const auto& table, const state::StateView& view, const Id16& ballot, auto visit) {
    table.scan(
        view,
        [&visit](const auto&, const auto& row) {
            visit(row);
            return true;
        },
        ballot);
}

}  // namespace

std::set<Bytes> workers_on(const state::StateView& view, const Id16& ballot) {
    std::set<Bytes> workers;
    each_of(papers, view, ballot, [&](const v1::PaperRow& row) {
        add(workers, row.issued_by());
        add(workers, row.voided_by());
    });
    each_of(paper_rounds, view, ballot, [&](const v1::PaperRound& round) {
        add(workers, round.reopeners());
        for (const auto& reading : round.readings()) workers.insert(reading.member());
    });
    // Of what came by phone it is who gave out a key: they made nothing of the result.
    each_of(mandates, view, ballot, [&](const v1::Mandate& row) {
        if (row.on_paper()) add(workers, row.entered_by());
    });
    each_of(successors, view, ballot,
            [&](const v1::Successor& row) { add(workers, row.entered_by()); });
    each_of(deliveries, view, ballot,
            [&](const v1::Delivery& row) { add(workers, row.recorded_by()); });
    each_of(city_chunks, view, ballot,
            [&](const v1::CityChunk& row) { add(workers, row.entered_by()); });
    // A ruling that changed a vote is work on the result; one that was rejected changed nothing.
    objections_of.scan(
        view,
        [&](const auto& parts, const v1::ObjectionEntry& entry) {
            if (!changes_a_vote(entry.about())) return true;
            const auto row = objections.find(view, std::get<1>(parts));
            CHECK(row.has_value());
            if (row->ruling() == v1::UPHELD) add(workers, row->ruled_by());
            return true;
        },
        ballot);
    return workers;
}

}  // namespace linlian::ballot
