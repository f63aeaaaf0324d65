// Estates and drafts of rosters: adding an estate, collecting the lines of a draft chunk by chunk,
// and adopting it. What the lines must be is checked by adoption.cpp. A draft is its clerk's alone
// until it is adopted.
#include "modules/registry/acts.h"

#include "codec/refusal.h"
#include "codec/text.h"
#include "contract/opening/limits.h"
#include "modules/registry/authority/reach.h"
#include "modules/registry/limits.h"
#include "modules/registry/premises/adoption.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "state/read_field.h"

namespace linlian::registry {
namespace {

// Chunks are numbered from 0 without gaps.
void erase_draft(Context& context, const Id16& id, const v1::Draft& draft) {
    for (std::uint32_t number = 0; number < draft.chunks(); ++number)
        draft_chunks.erase(context.state(), id, number);
    drafts.erase(context.state(), id);
}

// What a version of the roster adds up to.
v1::Roster roster_row(const Context& context, const v1::Draft& draft, const v1::Estate& estate) {
    v1::Roster row;
    row.set_hash(draft.hash());
    row.set_names_hash(draft.names_hash());
    row.set_height(context.height());
    row.set_premises(estate.premises());
    row.set_heads(estate.heads());
    row.set_area_centi(estate.area_centi());
    return row;
}

v1::RosterAdopted adopted_event(const std::string& estate, std::uint64_t version,
                                const v1::Roster& row) {
    v1::RosterAdopted event;
    event.set_estate(estate);
    event.set_version(version);
    event.set_premises(row.premises());
    event.set_heads(row.heads());
    event.set_area_centi(row.area_centi());
    return event;
}

// Drafts have no index by author, and there are few.
Result<> check_drafts_of(const Context& context) {
    std::size_t count = 0;
    drafts.scan(context.view(), [&](const auto&, const v1::Draft& row) {
        if (row.author() == context.author().member.view()) ++count;
        return count < max_drafts_per_clerk;
    });
    if (count < max_drafts_per_clerk) return {};
    return refuse(v1::DRAFTS_TOO_MANY, {{"limit", std::to_string(max_drafts_per_clerk)}});
}

}  // namespace

// A new estate may lack offices that acts about it need; that is refused as any loss of reach.
Result<> add_estate(Context& context, const v1::AddEstate& act) {
    const auto name = codec::folded(act.name());
    bool exists = false;
    std::size_t count = 0;
    estates.scan(context.view(), [&](const auto&, const v1::Estate& row) {
        exists = codec::folded(row.name()) == name;
        ++count;
        return !exists;
    });
    if (exists) return refuse(v1::ESTATE_EXISTS);
    if (count >= max_estates)
        return refuse(v1::ESTATES_TOO_MANY, {{"limit", std::to_string(max_estates)}});
    const auto before = out_of_reach(context);
    const Id16 id = context.fresh_id();
    v1::Estate row;
    row.set_name(act.name());
    estates.put(context.state(), id, row);
    TRY(check_new_estate(context, before, id));
    v1::EstateAdded event;
    event.set_estate(id.bytes());
    event.set_name(act.name());
    context.emit(event);
    return {};
}

// Keeps which version it would replace: adoption refuses it once another one was adopted.
Result<> open_draft(Context& context, const v1::OpenDraft& act) {
    const auto estate = estates.find(context.view(), id_of(act.estate()));
    if (!estate) return refuse(v1::ESTATE_UNKNOWN);
    TRY(check_drafts_of(context));
    const Id16 id = context.fresh_id();
    v1::Draft row;
    row.set_estate(act.estate());
    row.set_author(context.author().member.bytes());
    row.set_names_hash(act.names_hash());
    row.set_since_height(context.height());
    row.set_replaces_version(estate->roster_version());
    drafts.put(context.state(), id, row);
    v1::DraftOpened event;
    event.set_draft(id.bytes());
    event.set_estate(act.estate());
    context.emit(event);
    return {};
}

// Chunks come in order and are hashed into the hash of the draft, by which it is adopted later.
// Only form and number are checked: what lines say is checked once, at adoption.
Result<> fill_draft(Context& context, const v1::FillDraft& act) {
    const Id16 id = id_of(act.draft());
    auto draft = drafts.find(context.view(), id);
    if (!draft) return refuse(v1::DRAFT_UNKNOWN);
    if (draft->author() != context.author().member.view()) return refuse(v1::DRAFT_NOT_YOURS);
    if (act.number() != draft->chunks())
        return refuse(v1::CHUNK_OUT_OF_ORDER, {{"needed", std::to_string(draft->chunks())},
                                               {"have", std::to_string(act.number())}});
    const auto& chunk = act.chunk();
    const auto premises = draft->premises() + static_cast<std::uint32_t>(chunk.premises_size());
    const auto lines =
        draft->lines() + static_cast<std::uint32_t>(chunk.buildings_size() + chunk.owners_size() +
                                                    chunk.premises_size());
    if (premises > max_premises_per_roster)
        return refuse(v1::DRAFT_FULL, {{"limit", std::to_string(max_premises_per_roster)}});
    if (lines > max_lines_per_roster)
        return refuse(v1::DRAFT_TOO_LONG, {{"limit", std::to_string(max_lines_per_roster)}});
    draft_chunks.put(context.state(), id, act.number(), act.chunk());
    draft->set_hash(
        draft_hash(state::read_field_or_none<Hash32>(draft->hash()), act.chunk()).bytes());
    draft->set_chunks(draft->chunks() + 1);
    draft->set_premises(premises);
    draft->set_lines(lines);
    drafts.put(context.state(), id, *draft);
    v1::DraftFilled event;
    event.set_draft(act.draft());
    event.set_chunks(draft->chunks());
    event.set_hash(draft->hash());
    context.emit(event);
    return {};
}

Result<> discard_draft(Context& context, const v1::DiscardDraft& act) {
    const Id16 id = id_of(act.draft());
    const auto draft = drafts.find(context.view(), id);
    if (!draft) return refuse(v1::DRAFT_UNKNOWN);
    if (draft->author() != context.author().member.view()) return refuse(v1::DRAFT_NOT_YOURS);
    erase_draft(context, id, *draft);
    v1::DraftDiscarded event;
    event.set_draft(act.draft());
    context.emit(event);
    return {};
}

namespace {

template <class Row, class... Parts>
std::uint64_t rows_of(const state::Table<Row, Parts...>& table, const state::StateView& view) {
    std::uint64_t count = 0;
    table.scan(view, [&count](const auto&, const Row&) { return ++count > 0; });
    return count;
}

}  // namespace

// What an act that asks for reach looks at: all estates, offices and roles.
std::uint64_t cost_of_estates(const state::StateView& view) {
    return rows_of(estates, view) / estates_per_cost +
           (rows_of(offices, view) + rows_of(roles, view)) / machine::rows_per_cost;
}

std::uint64_t cost_of_discard(const state::StateView& view, const v1::DiscardDraft& act) {
    const auto draft = drafts.find(view, id_of(act.draft()));
    return draft ? draft->chunks() / machine::rows_per_cost : 0;
}

// By the lines that it writes and by what stands in the estate, for that is looked through too.
std::uint64_t cost_of_adoption(const state::StateView& view, const v1::AdoptRoster& act) {
    const auto draft = drafts.find(view, id_of(act.draft()));
    if (!draft) return 0;
    const auto estate = estates.find(view, id_of(draft->estate()));
    CHECK(estate);  // a draft is opened for an estate, and estates stay
    return (draft->lines() + estate->places()) / roster_lines_per_cost +
           draft->chunks() / machine::rows_per_cost;
}

// The act names hash and version, so whoever supports it adopts the very draft that they were
// shown.
Result<> adopt_roster(Context& context, const v1::AdoptRoster& act) {
    const Id16 id = id_of(act.draft());
    const auto draft = drafts.find(context.view(), id);
    if (!draft) return refuse(v1::DRAFT_UNKNOWN);
    if (draft->hash() != act.hash() || draft->names_hash() != act.names_hash())
        return refuse(v1::HASH_DIFFERS);
    const Id16 estate_id = id_of(draft->estate());
    const auto before = estates.find(context.view(), estate_id);
    CHECK(before);  // a draft is opened for an estate, and estates stay
    const auto version = before->roster_version() + 1;
    if (act.version() != version)
        return refuse(v1::VERSION_WRONG, {{"needed", std::to_string(version)}});
    // Else an older draft writes back what a newer roster changed: buildings, stairs, owners.
    if (draft->replaces_version() != before->roster_version())
        return refuse(v1::ROSTER_NEWER, {{"version", std::to_string(before->roster_version())}});
    const auto lines = TRY(collect_draft(context.view(), id, *draft));

    write_roster(context, estate_id, lines);
    auto estate = estates.find(context.view(), estate_id);
    CHECK(estate);
    estate->set_roster_version(version);
    estates.put(context.state(), estate_id, *estate);
    const auto row = roster_row(context, *draft, *estate);
    rosters.put(context.state(), estate_id, version, row);
    erase_draft(context, id, *draft);
    context.emit(adopted_event(draft->estate(), version, row));
    return {};
}

}  // namespace linlian::registry
