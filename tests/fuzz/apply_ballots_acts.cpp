#include "fuzz/apply_ballots_acts.h"

#include "crypto/merkle_log.h"
#include "simulation/ballot_acts.h"
#include "simulation/channel_acts.h"

namespace linlian::simulation {
namespace {

namespace v1 = ballot::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int max_depth = 5;

// One ballot, and for each name of a field what it could hold.
struct Names {
    const KnownBallot* ballot = nullptr;  // none: it is over
    std::map<std::string, std::vector<Bytes>> values;
};

void add(Names& names, const char* field, const Bytes& value) {
    if (!value.empty()) names.values[field].push_back(value);
}

// Papers, votes and mandates of the ballot.
void name_papers(const state::StateView& rows, const Id16& id, Names& names) {
    ballot::papers.scan(
        rows,
        [&names](const auto& parts, const v1::PaperRow& row) {
            add(names, "serial", std::get<1>(parts).bytes());
            add(names, "head", row.line().head());
            return true;
        },
        id);
    ballot::casts.scan(
        rows,
        [&names](const auto& parts, const v1::CastRow& row) {
            add(names, "head", std::get<1>(parts).bytes());
            add(names, "replaces", row.transaction());
            return true;
        },
        id);
    ballot::mandates.scan(
        rows,
        [&names](const auto& parts, const v1::Mandate& row) {
            add(names, "head", std::get<1>(parts).bytes());
            add(names, "replaces", row.transaction());
            return true;
        },
        id);
}

Names names_of(Draws& draws, const Known& known) {
    const auto& rows = known.rows;
    std::vector<Bytes> ids;
    ballot::polls.scan(rows, [&ids](const auto& parts, const auto&) {
        ids.push_back(std::get<0>(parts).bytes());
        return true;
    });
    // One that is voted on is worth more than one that is not.
    std::vector<Bytes> running;
    for (const auto& one : known.directory.ballots)
        if (one.poll.stage() == v1::OPEN || one.poll.stage() == v1::COUNTING)
            running.push_back(one.id);
    const Bytes chosen = draws.one_of(running.empty() || draws.chance(30) ? ids : running);
    Names names;
    add(names, "ballot", chosen);
    for (const auto& one : known.directory.ballots)
        if (one.id == chosen) names.ballot = &one;
    const Id16 id = ballot::id_of(chosen);
    const auto poll = ballot::polls.find(rows, id);
    add(names, "replaces", poll->street().transaction());
    add(names, "replaces", poll->court().transaction());
    name_papers(rows, id, names);
    for (const auto& waiting : known.directory.objections) add(names, "objection", waiting.id);
    for (const auto& office : known.directory.offices) {
        add(names, "as_office", office);
        add(names, "ruling_office", office);
    }
    for (const auto* field : {"holder", "giver", "helper", "proxy"})
        for (const auto& member : known.directory.members) add(names, field, member);
    return names;
}

void plant_line(Draws& draws, const KnownBallot& of, v1::ProvenLine& line) {
    if (of.roll.empty()) return;
    const auto index = draws.below(of.roll.size());
    *line.mutable_line() = of.roll[index];
    line.set_index(index);
    line.clear_path();
    line.set_path(join_path(registry::roll_proof(of.roll, index)));
}

void plant_choice(Draws& draws, const v1::Poll& poll, std::uint32_t place, v1::ItemChoice& choice) {
    if (poll.asks().empty()) return;
    choice.set_item(place);
    const auto& ask = poll.asks(static_cast<int>(place) % poll.asks_size());
    choice.mutable_open()->set_mark(static_cast<v1::Mark>(1 + draws.below(4)));
    choice.mutable_open()->clear_options();
    if (choice.open().mark() == v1::AGREE && ask.options() > 0)
        choice.mutable_open()->add_options(
            static_cast<std::uint32_t>(draws.below(ask.options() + 1U)));
}

// Puts what there is where its kind of thing belongs, mostly.
// NOLINTNEXTLINE(misc-no-recursion): max_depth bounds it.
void plant(Draws& draws, const Names& names, Message& message, std::uint32_t place, int depth) {
    if (auto* line = dynamic_cast<v1::ProvenLine*>(&message); line != nullptr)
        return names.ballot != nullptr ? plant_line(draws, *names.ballot, *line) : void();
    if (auto* choice = dynamic_cast<v1::ItemChoice*>(&message); choice != nullptr)
        return names.ballot != nullptr ? plant_choice(draws, names.ballot->poll, place, *choice)
                                       : void();
    const auto& type = *message.GetDescriptor();
    const auto& access = *message.GetReflection();
    for (int i = 0; i < type.field_count() && depth < max_depth; ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (draws.chance(7)) continue;
        if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING && !field.is_repeated()) {
            const auto found = names.values.find(field.name());
            if (found != names.values.end())
                access.SetString(&message, &field, draws.one_of(found->second));
        }
        if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
        const int size = field.is_repeated() ? access.FieldSize(message, &field)
                                             : static_cast<int>(access.HasField(message, &field));
        for (int n = 0; n < size; ++n)
            plant(draws, names,
                  field.is_repeated() ? *access.MutableRepeatedMessage(&message, &field, n)
                                      : *access.MutableMessage(&message, &field),
                  static_cast<std::uint32_t>(n), depth + 1);
    }
}

Bytes anybody(Draws& draws, const Known& known) { return draws.one_of(known.directory.active).key; }

// Whoever might do it: an owner of the line, a clerk, anybody.
Bytes somebody(Draws& draws, const Known& known, const Message& act) {
    if (draws.chance(15)) return anybody(draws, known);
    const auto* field = act.GetDescriptor()->FindFieldByName("voter");
    const auto& access = *act.GetReflection();
    const bool is_line = field != nullptr && field->message_type() == v1::ProvenLine::descriptor();
    if (is_line && access.HasField(act, field) && draws.chance(70)) {
        const auto& voter = static_cast<const v1::ProvenLine&>(access.GetMessage(act, field));
        for (const auto& key : known.directory.active)
            for (const auto& owner : voter.line().owners())
                if (key.member == owner) return key.key;
    }
    const std::vector<std::string> officials{"ben", "gus", "hua", "ren", "sun", "cai"};
    return kit::key_of(draws.one_of(officials)).public_key().encoded();
}

Sent from_schema(Draws& draws, const Known& known) {
    std::vector<const google::protobuf::Descriptor*> types;
    for (const auto& act : ballot::module().acts) types.push_back(act.type);
    std::unique_ptr<Message> act{google::protobuf::MessageFactory::generated_factory()
                                     ->GetPrototype(draws.one_of(types))
                                     ->New()};
    fill_message(draws, known.directory.pool, draws.chance(20), *act);
    plant(draws, names_of(draws, known), *act, 0, 0);
    return {somebody(draws, known, *act), std::move(act)};
}

// A call of the stage, about something else and at other times.
void call_anew(Draws& draws, Timestamp now, v1::CallBallot& call) {
    for (auto& item : *call.mutable_items()) {
        item.mutable_subject()->front() = static_cast<char>(draws.below(256));
        item.mutable_document()->front() = static_cast<char>(draws.below(256));
        if (draws.chance(30)) item.set_matter(static_cast<v1::Matter>(1 + draws.below(12)));
    }
    auto& terms = *call.mutable_terms();
    const auto days = static_cast<std::int64_t>(draws.below(40));
    const auto open_days = static_cast<std::int64_t>(draws.below(70));
    terms.set_opens_ms(now.ms + days * ms_per_day + 1);
    terms.set_closes_ms(terms.opens_ms() + open_days * ms_per_day);
}

// What was done on the way to the stage or comes next, by the same or somebody else, mostly with
// some fields changed.
Sent as_planned(Draws& draws, const Known& known) {
    const auto& done = draws.one_of(known.stage.planned());
    std::unique_ptr<Message> act{done.act->New()};
    act->CopyFrom(*done.act);
    if (auto* call = dynamic_cast<v1::CallBallot*>(act.get()); call != nullptr)
        call_anew(draws, known.now, *call);
    else if (draws.chance(40))
        plant(draws, names_of(draws, known), *act, 0, 0);
    for (auto count = draws.below(3); count > 0; --count)
        mutate_message(draws, known.directory.pool, *act);
    const Bytes own = kit::key_of(done.author).public_key().encoded();
    return {draws.chance(50) ? own : somebody(draws, known, *act), std::move(act)};
}

std::optional<Sent> sensible(Draws& draws, const Known& known) {
    if (draws.below(2) == 0) return draw_ballot_act(draws, known.directory, known.now);
    return draw_channel_act(draws, known.directory, known.rows, known.now);
}

}  // namespace

Sent draw_for_ballots(Draws& draws, const Known& known) {
    const auto how = draws.below(8);
    if (how < 2) return from_schema(draws, known);
    if (how < 4) return as_planned(draws, known);
    auto sent = how == 4 ? draw_support(draws, known.directory) : sensible(draws, known);
    if (!sent) return from_schema(draws, known);
    if (draws.below(3) == 0) mutate_message(draws, known.directory.pool, *sent->act);
    if (draws.below(8) == 0) return proposed(draws, known.directory, std::move(*sent));
    return std::move(*sent);
}

}  // namespace linlian::simulation
