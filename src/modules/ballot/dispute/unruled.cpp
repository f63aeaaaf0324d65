// What becomes of objections that nobody rules on: after so many days (max_unruled_days) they end
// unruled, so that a result does not wait for ever. Called when the ballot is to settle.
#include "modules/ballot/dispute/rulers.h"
#include "modules/ballot/dispute/rulings.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/state.h"

#include <algorithm>
#include <optional>

namespace linlian::ballot {
namespace {

// The objections that wait: few, because one member has a few of them.
std::vector<Id16> waiting_in(const state::StateView& view, const Id16& ballot) {
    std::vector<Id16> waiting;
    objections_of.scan(
        view,
        [&](const auto& parts, const v1::ObjectionEntry&) {
            const auto row = objections.find(view, std::get<1>(parts));
            CHECK(row.has_value());  // the index never names what is not there
            if (row->ruling() == v1::RULING_UNSPECIFIED) waiting.push_back(std::get<1>(parts));
            return true;
        },
        ballot);
    return waiting;
}

Timestamp end_of(const v1::Objection& objection) {
    return Timestamp{objection.time_ms() + max_unruled_days * ms_per_day};
}

// `offices`: those that could have ruled.
void end_one(machine::Context& context, Found& found, const Id16& id, v1::Objection& objection,
             const std::vector<Id16>& offices) {
    objection.set_ruling(v1::UNRULED);
    objection.set_ruled_ms(context.now().ms);
    end_objection(context, found, id, objection);
    v1::ObjectionUnruled event;
    event.set_ballot(objection.ballot());
    event.set_objection(id.bytes());
    event.set_about(objection.about());
    for (const auto& office : offices) event.add_offices(office.bytes());
    context.emit(event);
}

}  // namespace

// Gives whether one of them was about a vote or a delivery: then it is counted anew.
bool end_unruled(machine::Context& context, Found& found) {
    bool is_of_count = false;
    std::optional<std::vector<Id16>> offices;  // looked for once
    for (const auto& id : waiting_in(context.view(), found.id)) {
        auto row = objections.find(context.view(), id);
        CHECK(row.has_value());
        if (context.now() < end_of(*row)) continue;
        if (!offices) offices = ruling_offices(context.view(), found.call.call(), context.now());
        end_one(context, found, id, *row, *offices);
        is_of_count = is_of_count || changes_a_vote(row->about());
    }
    return is_of_count;
}

// Needs an objection that waits.
Timestamp next_unruled(const state::StateView& view, const Id16& ballot) {
    const auto waiting = waiting_in(view, ballot);
    CHECK(!waiting.empty());
    std::vector<Timestamp> ends;
    for (const auto& id : waiting) ends.push_back(end_of(*objections.find(view, id)));
    return *std::ranges::min_element(ends);
}

}  // namespace linlian::ballot
