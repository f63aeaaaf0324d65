#include "modules/ballot/rulers.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/neutral.h"
#include "modules/ballot/papers_state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/workers.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <functional>
#include <set>

namespace linlian::ballot {
namespace {

using Ids = google::protobuf::RepeatedPtrField<Bytes>;
using MayRule = std::function<bool(const Id16& member)>;

struct Turn {
    Id16 office;
    int rank = 0;  // the lower the earlier; those of one rank are equals
};

// The offices that could rule, in the order in which they come to it: residents' committees, then
// street offices; of one kind the one that the call names, then any.
std::vector<Turn> offices_in_turn(const state::StateView& view, const v1::CallBallot& call,
                                  Timestamp now) {
    std::vector<Turn> turns;
    int rank = 0;
    for (const auto* kind : {"residents", "street"}) {
        for (const auto& office : registry::offices_of_kind(view, kind)) {
            if (!registry::counts_for_its_kind(view, office, now)) continue;
            const int behind = office == id_of(call.ruling_office()) ? 0 : 1;
            if (office != id_of(call.as_office())) turns.push_back({office, rank + behind});
        }
        rank += 2;
    }
    std::ranges::stable_sort(turns, {}, &Turn::rank);
    return turns;
}

// A chair, or a clerk who works for all whom the call is about.
bool has_ruling_role(const state::StateView& view, const v1::CallBallot& call, const Id16& office,
                     const Id16& member, Timestamp now) {
    const Id16 estate = registry::estate_of(view, call.electorate());
    for (const auto* role : {"chair", "clerk"})
        if (registry::holds_role_over(view, {member, office}, role, estate, now)) return true;
    return false;
}

// Whether anybody of the office may.
bool stands(const machine::Context& context, const v1::CallBallot& call, const Id16& office,
            const MayRule& may_rule) {
    return std::ranges::any_of(members_of(context, office), [&](const Id16& member) {
        return has_ruling_role(context.view(), call, office, member, context.now()) &&
               may_rule(member);
    });
}

std::optional<Turn> first_standing(const machine::Context& context, const v1::CallBallot& call,
                                   const MayRule& may_rule) {
    for (const auto& turn : offices_in_turn(context.view(), call, context.now()))
        if (stands(context, call, turn.office, may_rule)) return turn;
    return std::nullopt;
}

// Whether the member has a ruling role in an office whose turn it is.
bool has_turn(const machine::Context& context, const v1::CallBallot& call, int rank,
              const Id16& member) {
    const auto turns = offices_in_turn(context.view(), call, context.now());
    return std::ranges::any_of(turns, [&](const Turn& turn) {
        return turn.rank == rank &&
               has_ruling_role(context.view(), call, turn.office, member, context.now());
    });
}

// Who stood behind what the objection disputes, or whose it is.
struct Involved {
    std::set<Bytes> members;                   // entered, sealed or supported it, or cast it
    std::set<std::pair<Id16, Height>> owners;  // and when it was told who acts for them

    void add(const Ids& ids) { members.insert(ids.begin(), ids.end()); }
    void add(const std::set<Id16>& ids) {
        for (const auto& id : ids) members.insert(id.bytes());
    }
    bool has(const state::StateView& view, const Id16& member) const {
        return members.contains(member.bytes()) || std::ranges::any_of(owners, [&](const auto& of) {
                   return registry::may_speak_for(view, of.first, member) ||
                          registry::acted_for_at(view, of.first, member, of.second);
               });
    }
};

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
}

// A line of the roll, or all of it, as it was at the height. Gives whether there was such a line.
bool add_roll_at(const machine::Context& context, const Found& found,
                 const std::optional<Hash32>& head, Height height, Timestamp time,
                 Involved& involved) {
    const auto origin =
        registry::origin_of(context.view(), found.call.call().electorate(), height, time, head);
    involved.add(origin.members);
    if (head)
        for (const auto& owner : origin.owners) involved.owners.emplace(owner, height);
    return !origin.owners.empty();
}

// As frozen, before that as of the end of the block before; and as it was when somebody objected:
// whoever made a line has not unmade it by a newer sale. Where no such line ever stood there, of
// all lines: nothing found is not nobody involved.
void add_roll(const machine::Context& context, const Found& found, const v1::Objection& objection,
              Involved& involved) {
    const auto head =
        objection.head().empty() ? std::nullopt : std::optional{hash_of(objection.head())};
    const bool frozen = !found.poll.roll_root().empty();
    const Height height = frozen ? found.poll.roll_height() : context.height() - 1;
    const Timestamp time = frozen ? Timestamp{found.poll.roll_ms()} : context.now();
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

Involved involved_in(const machine::Context& context, const Found& found,
                     const v1::Objection& objection) {
    const auto& view = context.view();
    Involved involved;
    if (objection.about() == v1::ROLL) add_roll(context, found, objection, involved);
    if (objection.about() == v1::ROLL || objection.about() == v1::RESULT)
        add_premises(context, objection, involved);
    if (objection.about() != v1::BALLOT && objection.about() != v1::DELIVERY) return involved;
    const Hash32 head = hash_of(objection.head());
    add_owners(view, objection.owners(), found.poll.roll_height(), involved);
    if (const auto successor = successors.find(view, found.id, head)) {
        involved.add(successor->entered_by());
        add_owners(view, successor->owners(), successor->height(), involved);
        add_owners(view, successor->before(), successor->height(), involved);
    }
    if (objection.about() == v1::BALLOT) add_vote(view, found.id, head, involved);
    if (const auto row = deliveries.find(view, found.id, head);
        row && objection.about() == v1::DELIVERY)
        involved.add(row->recorded_by());
    return involved;
}

}  // namespace

Result<> check_ruling_office(const machine::Context& context, const v1::CallBallot& call) {
    const auto row = called_now(context, call);
    const auto first = first_standing(
        context, call, [&](const Id16& member) { return is_apart(context.view(), row, member); });
    if (!first) return refuse(v1::NOBODY_RULES);
    if (first->office == id_of(call.ruling_office())) return {};
    return refuse(v1::RULING_OFFICE_WRONG, {{"office", to_hex(first->office.view())}});
}

Result<> check_ruler(const machine::Context& context, const Found& found,
                     const v1::Objection& objection) {
    const auto& call = found.call.call();
    const Id16& author = context.author().member;
    // What costs little is asked first: whoever may rule on nothing makes nobody look at a roll.
    if (!may_come_to_rule(context.view(), call, author, context.now()))
        return refuse(v1::NOT_RULING_OFFICE);
    if (is_of_convenor(context.view(), found.call, author)) return refuse(v1::CONVENOR_RULES_NOT);
    if (!is_apart(context.view(), found.call, author)) return refuse(v1::COMPANY_RULES_NOT);
    if (objection.member() == author.view()) return refuse(v1::OWN_OBJECTION);
    const auto involved = involved_in(context, found, objection);
    if (involved.has(context.view(), author)) return refuse(v1::RULER_INVOLVED);
    const auto may_rule = [&](const Id16& member) {
        return is_apart(context.view(), found.call, member) &&
               objection.member() != member.view() && !involved.has(context.view(), member);
    };
    // Whoever worked on what the result is made of rules only where nobody else is left.
    const auto workers =
        objection.about() == v1::RESULT ? workers_on(context.view(), found.id) : std::set<Bytes>{};
    auto first = first_standing(context, call, [&](const Id16& member) {
        return may_rule(member) && !workers.contains(member.bytes());
    });
    if (first && workers.contains(author.bytes())) return refuse(v1::RULER_INVOLVED);
    // Who sits still keeps no result from becoming final.
    if (context.now().ms - objection.time_ms() > max_ruling_days * ms_per_day) return {};
    if (!first) first = first_standing(context, call, may_rule);
    if (first && has_turn(context, call, first->rank, author)) return {};
    return refuse(v1::NOT_RULING_OFFICE);
}

std::vector<Id16> ruling_offices(const state::StateView& view, const v1::CallBallot& call,
                                 Timestamp now) {
    std::vector<Id16> offices;
    for (const auto& turn : offices_in_turn(view, call, now)) offices.push_back(turn.office);
    return offices;
}

bool may_come_to_rule(const state::StateView& view, const v1::CallBallot& call, const Id16& member,
                      Timestamp now) {
    return std::ranges::any_of(offices_in_turn(view, call, now), [&](const Turn& turn) {
        return has_ruling_role(view, call, turn.office, member, now);
    });
}

}  // namespace linlian::ballot
