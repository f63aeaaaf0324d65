#include "modules/ballot/workers.h"

#include "modules/ballot/papers_state.h"

namespace linlian::ballot {
namespace {

using Ids = google::protobuf::RepeatedPtrField<Bytes>;

void add(std::set<Bytes>& workers, const Ids& ids) { workers.insert(ids.begin(), ids.end()); }

void add_of_papers(const state::StateView& view, const Id16& ballot, std::set<Bytes>& workers) {
    papers.scan(
        view,
        [&workers](const auto&, const v1::PaperRow& row) {
            add(workers, row.issued_by());
            add(workers, row.voided_by());
            return true;
        },
        ballot);
    paper_rounds.scan(
        view,
        [&workers](const auto&, const v1::PaperRound& round) {
            add(workers, round.reopeners());
            for (const auto& reading : round.readings()) workers.insert(reading.member());
            return true;
        },
        ballot);
}

}  // namespace

std::set<Bytes> workers_on(const state::StateView& view, const Id16& ballot) {
    std::set<Bytes> workers;
    add_of_papers(view, ballot, workers);
    // Of what came by phone it is who gave out a key: they made nothing of the result.
    mandates.scan(
        view,
        [&workers](const auto&, const v1::Mandate& row) {
            if (row.on_paper()) add(workers, row.entered_by());
            return true;
        },
        ballot);
    successors.scan(
        view,
        [&workers](const auto&, const v1::Successor& row) {
            add(workers, row.entered_by());
            return true;
        },
        ballot);
    deliveries.scan(
        view,
        [&workers](const auto&, const v1::Delivery& row) {
            add(workers, row.recorded_by());
            return true;
        },
        ballot);
    casts.scan(
        view,
        [&workers](const auto&, const v1::CastRow& row) {
            if (row.channel() == v1::CITY_LIST) add(workers, row.entered_by());
            return true;
        },
        ballot);
    return workers;
}

}  // namespace linlian::ballot
