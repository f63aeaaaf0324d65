// `in_force_from` is 0 while one is scheduled; a lapsed or cancelled one has no row.
#include "contract/amendments.h"

#include "contract/program.h"
#include "crypto/hash.h"

namespace linlian::machine {

bool is_amended(const state::StateView& view, const std::string& name, Height height) {
    if (name.empty()) return true;
    const auto row = amendments.find(view, name);
    return row && row->in_force_from() != 0 && row->in_force_from() <= std::max<Height>(height, 1);
}

std::optional<Timestamp> scheduled_for(const state::StateView& view, const std::string& name) {
    const auto row = amendments.find(view, name);
    if (!row || row->in_force_from() != 0) return std::nullopt;
    return Timestamp{row->time_ms()};
}

std::vector<Scheduled> scheduled_amendments(const state::StateView& view) {
    std::vector<Scheduled> all;
    amendments.scan(view, [&all](const auto& parts, const v1::Amendment& row) {
        if (row.in_force_from() == 0) all.push_back({std::get<0>(parts), Timestamp{row.time_ms()}});
        return true;
    });
    return all;
}

Hash32 amendment_key(const std::string& name) { return tagged_hash("linlian/amendment", name); }

void schedule_amendment(Context& context, const std::string& name, Timestamp at) {
    v1::Amendment row;
    row.set_time_ms(at.ms);
    amendments.put(context.state(), name, row);
    context.schedule(at, amendment_work, amendment_key(name));
}

void cancel_amendment(Context& context, const std::string& name) {
    const auto at = scheduled_for(context.view(), name);
    CHECK(at.has_value());
    context.unschedule(*at, amendment_work, amendment_key(name));
    forget_ready(context, name);
    amendments.erase(context.state(), name);
}

// Else what seats said once would count when the same name is scheduled anew.
void forget_ready(Context& context, const std::string& name) {
    std::vector<Hash32> said;
    ready.scan(
        context.view(),
        [&said](const auto& parts, const v1::Ready&) {
            said.push_back(std::get<1>(parts));
            return true;
        },
        name);
    for (const auto& seat : said) ready.erase(context.state(), name, seat);
}

std::optional<UnknownAmendment> unknown_amendment(const Program& program,
                                                  const state::StateView& view, Height height) {
    std::optional<UnknownAmendment> unknown;
    amendments.scan(view, [&](const auto& parts, const v1::Amendment& row) {
        const auto& name = std::get<0>(parts);
        const bool in_force = row.in_force_from() != 0 && row.in_force_from() <= height;
        if (in_force && !program.knows_amendment(name))
            unknown = UnknownAmendment{name, Timestamp{row.time_ms()}};
        return !unknown;
    });
    return unknown;
}

Hash32 seat_key(BytesView encoded_key) { return tagged_hash("linlian/seat", encoded_key); }

}  // namespace linlian::machine
