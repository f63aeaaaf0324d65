#include "kit/guestbook.h"

#include "codec/refusal.h"

namespace linlian::kit {
namespace {

using machine::Context;

void put_entry(Context& context, const Id16& id, const std::string& words) {
    guestbook::Entry row;
    row.set_member(context.author().member.bytes());
    row.set_words(words);
    entries.put(context.state(), id, row);
}

Result<> well_formed(const guestbook::Write& act) {
    if (act.words().empty()) return refuse(guestbook::WORDS_MISSING);
    return {};
}

Result<> write(Context& context, const guestbook::Write& act) {
    const Id16 id = context.fresh_id();
    put_entry(context, id, act.words());
    guests.put(context.state(), context.author().member, guestbook::Guest{});
    if (act.after_ms() > 0)
        context.schedule(Timestamp{context.now().ms + act.after_ms()}, "guestbook.thank",
                         context.id());
    guestbook::Written event;
    event.set_entry(id.bytes());
    event.set_words(act.words());
    context.emit(event);
    return {};
}

Result<> well_formed(const guestbook::Scribble&) { return {}; }

Result<> scribble(Context& context, const guestbook::Scribble&) {
    put_entry(context, context.fresh_id(), "~~~");
    return {};
}

Result<> thank(Context& context, const Hash32& act) {
    guestbook::Thanked event;
    event.set_entry(act.bytes());
    context.emit(event);
    return {};
}

Result<guestbook::Entry> entry(const machine::Reading& reading,
                               const guestbook::EntryQuery& query) {
    Id16 id;
    auto row = Id16::parse(query.entry(), id) ? entries.find(reading.rows, id) : std::nullopt;
    if (!row) return refuse(guestbook::ENTRY_UNKNOWN);
    return *std::move(row);
}

bool is_guest(const machine::Reading&, const machine::Author& asker, BytesView subject) {
    return asker.member.view() == subject;
}

// Over an empty section it would write a row too: it is never carried out over one.
std::vector<Refusal> begin(Context& context, const guestbook::Genesis& start) {
    put_entry(context, context.fresh_id(), start.welcome());
    return {};
}

machine::Broken has_words(const std::optional<guestbook::Entry>&,
                          const std::optional<guestbook::Entry>& after) {
    if (after && after->words().empty()) return "an entry has no words";
    return std::nullopt;
}

}  // namespace

machine::Module guestbook_module() {
    machine::Module module;
    module.name = "guestbook";
    module.amendment = guestbook_amendment;
    module.tables = {entries.info(), guests.info()};
    module.subjects = {{of_guest.kind, is_guest}};
    module.acts = {machine::act<guestbook::Write>(well_formed, write),
                   machine::act<guestbook::Scribble>(well_formed, scribble)};
    module.queries = {machine::query(entry)};
    module.invariants = {machine::each_change("an entry has words", entries, has_words)};
    module.due = {{"guestbook.thank", thank}};
    module.amendments = {{"scribbles", "0.3", "people may scribble"},
                         {guestbook_amendment, "0.2", "members leave words behind"}};
    module.genesis = machine::genesis(begin);
    return module;
}

}  // namespace linlian::kit
