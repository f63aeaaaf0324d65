// Who has no part in a ruling. involved_in, at the end, chooses by what the objection is about;
// each helper adds those behind one kind of row. In doubt too many are added, never too few.
#include "modules/ballot/electorate/involved.h"

#include "modules/ballot/dispute/rulings.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

using Ids = google::protobuf::RepeatedPtrField<Bytes>;

// Owners of a line, and whoever recorded who acts for them, then or since.
void add_owners(const state::StateView& view, const Ids& owners, Height height,
                Involved& involved) {
    for (const auto& bytes : owners) {
        const Id16 owner = id_of(bytes);
        involved.owners.emplace(owner, height);
        for (const auto& member : registry::behind_representatives(view, owner, height))
            involved.members.insert(member.bytes());
    }
}

// Of all rounds, those too that were reopened.
void add_readers(const state::StateView& view, const Id16& ballot, const Id16& serial,
                 Involved& involved) {
    paper_rounds.scan(
        view,
        [&involved](const auto&, const v1::PaperRound& round) {
            involved.add(round.reopeners());
            for (const auto& reading : round.readings()) involved.members.insert(reading.member());
            return true;
        },
        ballot, serial);
}

// Of every paper of the line, voided ones too: whoever ended it may not say that there was none.
void add_papers(const state::StateView& view, const Id16& ballot, const Hash32& head,
                Involved& involved) {
    papers_for.scan(
        view,
        [&](const auto& parts, const v1::PaperOf&) {
            const Id16 serial = std::get<2>(parts);
            const auto row = papers.find(view, ballot, serial);
            CHECK(row);  // a paper stays on record
            involved.add(row->voided_by());
            involved.add(row->issued_by());
            add_readers(view, ballot, serial, involved);
            return true;
        },
        ballot, head);
}

// Of what the city's list had of the line, also where it stands aside.
void add_listers(const state::StateView& view, const Id16& ballot, const Hash32& head,
                 Involved& involved) {
    const auto aside = city_doubles.find(view, ballot, head);
    if (!aside) return;
    const auto chunk = city_chunks.find(view, ballot, aside->number());
    CHECK(chunk);  // a line is of a chunk on record
    involved.add(chunk->entered_by());
}

// Behind what counts, and behind all that could count in its place.
void add_vote(const state::StateView& view, const Id16& ballot, const Hash32& head,
              Involved& involved) {
    if (const auto counted = casts.find(view, ballot, head)) {
        involved.add(counted->entered_by());
        if (!counted->member().empty()) involved.members.insert(counted->member());
    }
    if (const auto mandate = mandates.find(view, ballot, head)) {
        involved.add(mandate->entered_by());
        involved.members.insert(mandate->terms().holder());
    }
    add_papers(view, ballot, head, involved);
    add_listers(view, ballot, head, involved);
}

// A line of the roll, or all of it, as it was at the height. Gives whether there was such a line.
bool add_roll_at(const machine::Context& context, const Found& found,
                 const std::optional<Hash32>& head, Height height, Timestamp time,
                 Involved& involved) {
    const auto origin = registry::origin_of(context.view(), found.call.call().electorate(), height,
                                            time, head, found.id);
    involved.add(origin.members);
    if (head)
        for (const auto& owner : origin.owners) involved.owners.emplace(owner, height);
    return !origin.owners.empty();
}

// As frozen or posted, before that as of the end of the block before; and as it was when somebody
// objected: whoever made a line has not unmade it by a newer sale. Where no such line ever stood
// there, of all lines: nothing found is not nobody involved.
void add_roll(const machine::Context& context, const Found& found, const v1::Objection& objection,
              Involved& involved) {
    const auto head =
        objection.head().empty() ? std::nullopt : std::optional{hash_of(objection.head())};
    const bool stays = is_posted(found.poll);
    const Height height = stays ? found.poll.roll_height() : context.height() - 1;
    const Timestamp time = stays ? Timestamp{found.poll.roll_ms()} : context.now();
    const bool is_there = add_roll_at(context, found, head, height, time, involved);
    if (!head) return;
    const bool was_there = add_roll_at(context, found, head, objection.height(),
                                       Timestamp{objection.time_ms()}, involved);
    if (!is_there && !was_there) add_roll_at(context, found, std::nullopt, height, time, involved);
}

// Where something was lost, or never came to its line: who stood behind that, and who has it now.
void add_premises(const machine::Context& context, const v1::Objection& objection,
                  Involved& involved) {
    if (objection.premises().empty()) return;
    const auto& view = context.view();
    const Id16 premises = id_of(objection.premises());
    involved.add(registry::behind_premises(view, premises, id_of(objection.member()),
                                           Timestamp{objection.time_ms()}));
    const auto holding = registry::holding_at(view, premises, context.height());
    if (!holding || holding->until_height() != 0) return;
    for (const auto& owner : holding->owners())
        involved.owners.emplace(id_of(owner), context.height());
}

}  // namespace

void Involved::add(const std::set<Id16>& ids) {
    for (const auto& id : ids) members.insert(id.bytes());
}

bool Involved::has(const state::StateView& view, const Id16& member) const {
    return members.contains(member.bytes()) || std::ranges::any_of(owners, [&](const auto& of) {
               return registry::may_speak_for(view, of.first, member) ||
                      registry::acted_for_at(view, of.first, member, of.second);
           });
}

Involved involved_in(const machine::Context& context, const Found& found,
                     const v1::Objection& objection) {
    const auto& view = context.view();
    Involved involved;
    if (objection.about() == v1::ROLL) add_roll(context, found, objection, involved);
    if (objection.about() == v1::ROLL || objection.about() == v1::RESULT)
        add_premises(context, objection, involved);
    // From here on it is about one line: its owners then, and of every sale since.
    if (!changes_a_vote(objection.about())) return involved;
    const Hash32 head = hash_of(objection.head());
    add_owners(view, objection.owners(), found.poll.roll_height(), involved);
    if (const auto successor = successors.find(view, found.id, head)) {
        involved.add(successor->entered_by());
        involved.add(successor->registered_by());
        add_owners(view, successor->owners(), successor->height(), involved);
        add_owners(view, successor->before(), successor->height(), involved);
    }
    if (objection.about() == v1::BALLOT) add_vote(view, found.id, head, involved);
    if (const auto row = deliveries.find(view, found.id, head);
        row && objection.about() == v1::DELIVERY)
        involved.add(row->recorded_by());
    return involved;
}

}  // namespace linlian::ballot
