// What is hidden depends on who asks and on nothing that they ask: every query of every module,
// with every id as the value of each of its fields, asked by everybody. Whatever choices come back
// are told to those alone who made them, read them or must rule on them.
#include "codec/wire.h"
#include "kit/papers.h"
#include "machine/apply.h"

namespace linlian::ballot {
namespace {

using google::protobuf::FieldDescriptor, google::protobuf::Message;
using Choices = google::protobuf::RepeatedPtrField<v1::ItemChoice>;
using Names = std::set<std::string>;

constexpr std::array marks{v1::AGREE, v1::DISAGREE, v1::ABSTAIN};
const std::vector<std::string> asked_of{"roof", "lift", "gate"};

// Choices of all items by which they are known: no two of these are alike.
Choices choices_no(int number) {
    Choices made;
    for (std::size_t item = 0; item < asked_of.size(); ++item, number /= 3)
        BallotTown::add_choice(made, marks.at(static_cast<std::size_t>(number % 3)));
    return made;
}

std::string told(const Choices& choices) {
    std::string marks_told;
    for (const auto& choice : choices) marks_told += v1::Mark_Name(choice.open().mark()) + " ";
    return marks_told;
}

// Ana and dan voted by phone, bo told a proxy what to choose, chu says what they chose, two clerks
// read the paper of gil alike and that of jo unlike.
struct Wills : PaperTown {
    Id16 ballot;
    std::vector<std::string> people{"ana", "bo",  "chu", "dan", "eve", "gil", "jo",  "zoe", "pia",
                                    "ben", "gus", "hua", "pru", "ren", "sun", "cai", "yan", ""};
    std::map<std::string, std::string> whose;  // by the choices as told

    Wills() : PaperTown("") {
        four_flats();
        person("zoe");
        person("pia", registry::v1::KEY_PROVISIONAL);
        owner("gil", 7'000);
        owner("jo", 5'000);
        third_kind();
        auto call = paper_call();
        call.clear_items();
        for (const auto& name : asked_of) *call.add_items() = item(name);
        call.mutable_terms()->set_proxy_owners_max(3);
        ballot = opened(call);
        votes("ana", 1);
        votes("dan", 2);
        auto given_by_bo = mandate(ballot, "bo", "zoe");
        *given_by_bo.mutable_terms()->mutable_instructed() = known(3, "mandate of bo");
        when("bo", given_by_bo).then_done();
        auto said_by_chu = dispute(ballot, "chu");
        *said_by_chu.mutable_claim() = known(4, "claim of chu");
        when("chu", said_by_chu).then_done();
        when("ben", issue(ballot, {"gil", "jo"})).then_done();
        const auto of_gil = read(5, "paper of gil");
        when_entered(ballot, "gil", of_gil, of_gil);
        when_entered(ballot, "jo", read(6, "what ben read"), read(7, "what gus read"));
    }
    Choices known(int number, const std::string& what) {
        whose[told(choices_no(number))] = what;
        return choices_no(number);
    }
    void votes(const std::string& name, int number) {
        auto act = vote(ballot, name);
        *act.mutable_choices() = known(number, "vote of " + name);
        when(name, act).then_done();
    }
    v1::PaperEntry read(int number, const std::string& what) {
        auto made = entry(ballot);
        *made.mutable_choices() = known(number, what);
        return made;
    }
};

// ---- Every query with every id

std::vector<Bytes> ids_of(const Wills& town) {
    std::vector<Bytes> ids{Bytes{}, town.ballot.bytes()};
    for (const auto& name : town.people) {
        ids.push_back(id_bytes(name));
        const auto line = town.voter(town.ballot, name).line();
        if (!line.head().empty()) ids.push_back(line.head());
    }
    for (const auto* name : {"gil", "jo"}) ids.push_back(PaperTown::serial_of(name));
    objections.scan(town.rows(), [&ids](const auto& parts, const v1::Objection&) {
        ids.push_back(std::get<0>(parts).bytes());
        return true;
    });
    return ids;
}

std::vector<Bytes> values_of(const FieldDescriptor& field, const Wills& town,
                             const std::vector<Bytes>& ids) {
    if (field.name() == "after") return {Bytes{}};
    if (field.name() == "ballot") return {town.ballot.bytes()};
    return ids;
}

std::vector<Bytes> queries_of(const machine::Query& query, const Wills& town,
                              const std::vector<Bytes>& ids) {
    std::vector<std::unique_ptr<Message>> all;
    const auto* prototype =
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(query.type);
    all.emplace_back(prototype->New());
    for (int i = 0; i < query.type->field_count(); ++i) {
        const auto* field = query.type->field(i);
        if (field->type() != FieldDescriptor::TYPE_BYTES || field->is_repeated()) continue;
        std::vector<std::unique_ptr<Message>> more;
        for (const auto& one : all) {
            for (const auto& value : values_of(*field, town, ids)) {
                more.emplace_back(prototype->New())->CopyFrom(*one);
                more.back()->GetReflection()->SetString(more.back().get(), field, value);
            }
        }
        all = std::move(more);
    }
    std::vector<Bytes> queries;
    for (const auto& one : all) queries.push_back(codec::encode(*one));
    return queries;
}

// ---- All choices in a reply

Choices choices_in(const Message& reply, const FieldDescriptor* field) {
    Choices choices;
    for (int i = 0; i < reply.GetReflection()->FieldSize(reply, field); ++i)
        choices.Add()->CopyFrom(reply.GetReflection()->GetRepeatedMessage(reply, field, i));
    return choices;
}

void add_choices(const Message& reply, const Wills& town, Names& found) {
    const auto* reflection = reply.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection->ListFields(reply, &fields);
    for (const auto* field : fields) {
        if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
        if (!field->is_repeated()) {
            add_choices(reflection->GetMessage(reply, field), town, found);
        } else if (field->message_type() == v1::ItemChoice::descriptor()) {
            const auto known = town.whose.find(told(choices_in(reply, field)));
            if (known != town.whose.end()) found.insert(known->second);
        } else {
            for (int i = 0; i < reflection->FieldSize(reply, field); ++i)
                add_choices(reflection->GetRepeatedMessage(reply, field, i), town, found);
        }
    }
}

// By what was chosen: who is told it by some query.
std::map<std::string, Names> all_told(const Wills& town) {
    std::map<std::string, Names> readers;
    const auto ids = ids_of(town);
    kit::MapMemo memo;
    const machine::Reading reading{town.rows(), {town.height(), town.now()}, &memo};
    for (const auto& module : town.program().modules()) {
        for (const auto& query : module.queries) {
            for (const auto& bytes : queries_of(query, town, ids)) {
                for (const auto& name : town.people) {
                    const auto key =
                        name.empty() ? Bytes{} : kit::key_of(name).public_key().encoded();
                    const auto reply = machine::answer(town.program(), reading,
                                                       query.type->full_name(), bytes, key);
                    Names found;
                    if (reply) add_choices(**reply, town, found);
                    for (const auto& what : found) readers[what].insert(name);
                }
            }
        }
    }
    return readers;
}

}  // namespace

TEST(Choices, are_told_before_the_result_to_nobody_by_what_their_query_names) {
    Wills s;
    const std::map<std::string, Names> told_to{
        {"vote of ana", {"ana"}},
        {"vote of dan", {"dan"}},
        {"mandate of bo", {"bo", "zoe"}},
        {"claim of chu", {"chu", "ben", "gus", "hua", "ren", "sun"}},
        {"paper of gil", {"ben", "gus"}},
        {"what ben read", {"ben"}},
        {"what gus read", {"gus"}}};
    EXPECT_EQ(all_told(s), told_to);
    s.close(s.ballot);
    EXPECT_EQ(all_told(s), told_to) << "closed, not counted";
    s.pass_to(s.poll(s.ballot).due_ms());
    for (const auto& [what, readers] : all_told(s))
        for (const auto* other : {"", "yan", "pia"})
            EXPECT_FALSE(readers.contains(other)) << other << " reads the " << what;
}

}  // namespace linlian::ballot
