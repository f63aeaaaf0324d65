// What the machine itself has of what modules have: its tables, the act by which seats say that
// they know an amendment, and the due work that decides one. assemble() adds it to the modules.
#include "base/hex.h"
#include "codec/refusal.h"
#include "contract/amendments.h"
#include "contract/community.h"
#include "machine/due.h"
#include "machine/machine.h"
#include "machine/veil.h"

namespace linlian::machine {
namespace {

Result<> well_formed(const v1::KnowAmendment& act) {
    if (act.name().empty()) return refuse(v1::FIELD_OUT_OF_LIMITS, {{"field", "name"}});
    return {};
}

Result<> know_amendment(Context& context, const v1::KnowAmendment& act) {
    // A motion could carry this act, but nobody gives the word of a seat for it.
    if (context.author().standing != KeyStanding::seat) return refuse(v1::NO_SEAT);
    const auto at = scheduled_for(context.view(), act.name());
    if (!at || at->ms != act.time_ms())
        return refuse(v1::AMENDMENT_NOT_SCHEDULED, {{"name", act.name()}});
    const Hash32 seat = seat_key(context.author().key);
    if (ready.has(context.view(), act.name(), seat))
        return refuse(v1::AMENDMENT_KNOWN_ALREADY, {{"name", act.name()}});
    v1::Ready row;
    row.set_height(context.height());
    ready.put(context.state(), act.name(), seat, row);
    v1::AmendmentKnown event;
    event.set_name(act.name());
    event.set_seat(seats.find(context.view(), seat).value_or(v1::Seat{}).name());
    context.emit(event);
    return {};
}

// The power of all seats, and of those that said they know the amendment.
struct Powers {
    std::int64_t ready = 0;
    std::int64_t of = 0;
};

Powers powers_of(const state::StateView& view, const std::string& name) {
    Powers powers;
    seats.scan(view, [&](const auto& parts, const v1::Seat& seat) {
        powers.of += seat.power();
        if (ready.has(view, name, std::get<0>(parts))) powers.ready += seat.power();
        return true;
    });
    return powers;
}

void decide(Context& context, const std::string& name, v1::Amendment row) {
    const Powers powers = powers_of(context.view(), name);
    forget_ready(context, name);
    // Genesis holds all power to max_seat_power, so that three times as much is a number.
    if (powers.ready * 3 > powers.of * 2) {
        row.set_in_force_from(context.height() + 1);
        amendments.put(context.state(), name, row);
        v1::AmendmentInForce event;
        event.set_name(name);
        event.set_height(row.in_force_from());
        return context.emit(event);
    }
    amendments.erase(context.state(), name);
    v1::AmendmentLapsed event;
    event.set_name(name);
    event.set_ready(powers.ready);
    event.set_of(powers.of);
    context.emit(event);
}

Result<> amendment_due(Context& context, const Hash32& key) {
    for (const auto& scheduled : scheduled_amendments(context.view())) {
        if (amendment_key(scheduled.name) != key) continue;
        decide(context, scheduled.name, *amendments.find(context.view(), scheduled.name));
    }
    return {};
}

Module own_module() {
    Module module;
    module.name = "machine";
    module.tables = {amendments.info(),      seats.info(),     ready.info(),
                     community_table.info(), due_table.info(), stuck_table.info(),
                     veil_table.info()};
    module.acts = {act<v1::KnowAmendment>(well_formed, know_amendment)};
    module.due = {{amendment_work, amendment_due}};
    return module;
}

}  // namespace

Faultable<Program> assemble(std::vector<Module> modules, std::span<const SuiteEntry> suites) {
    return Program::make(own_module(), std::move(modules), suites);
}

}  // namespace linlian::machine
