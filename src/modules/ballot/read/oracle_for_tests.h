// For the tests of what strangers learn of a ballot: sixty heads, half of whom voted, and all that
// everybody may ask.
#pragma once

#include "codec/wire.h"
#include "kit/ballots.h"
#include "machine/apply.h"

#include <map>
#include <set>

namespace linlian::ballot {

inline constexpr int heads_count = 60;

inline std::string owner_name(int i) { return "owner " + std::to_string(i); }

// Sixty owners of flats alike, in two buildings. Those of even or of odd numbers vote.
struct World : BallotTown {
    Id16 ballot;
    std::vector<Hash32> heads;
    std::set<Hash32> voted;

    explicit World(int parity) : BallotTown("") {
        for (int i = 0; i < heads_count; ++i)
            owner(owner_name(i), 9'000, i % 4 < 2 ? "east" : "west");
        ballot = opened(call({item("lift")}));
        for (int i = 0; i < heads_count; ++i)
            heads.push_back(hash_of(voter(ballot, owner_name(i)).line().head()));
        for (int i = parity; i < heads_count; i += 2) {
            when(owner_name(i), vote(ballot, owner_name(i))).then_done();
            voted.insert(heads[static_cast<std::size_t>(i)]);
        }
    }
};

// One world for all attacks that only look.
inline const World& looked_at() {
    static const World world{0};
    return world;
}

// What everybody is answered, with each id as the value of all bytes fields of each query.
inline std::map<std::string, std::string> public_answers(const BallotTown& world,
                                                         const std::vector<Bytes>& ids) {
    std::map<std::string, std::string> answers;
    const machine::Reading reading{world.rows(), {world.height(), world.now()}};
    for (const auto& module : world.program().modules()) {
        for (const auto& query : module.queries) {
            for (const auto& id : ids) {
                const std::unique_ptr<machine::Message> content{
                    google::protobuf::MessageFactory::generated_factory()
                        ->GetPrototype(query.type)
                        ->New()};
                for (int i = 0; i < query.type->field_count(); ++i) {
                    const auto* field = query.type->field(i);
                    if (field->type() == google::protobuf::FieldDescriptor::TYPE_BYTES &&
                        !field->is_repeated() && field->name() != "after")
                        content->GetReflection()->SetString(content.get(), field, id);
                }
                const auto answer = machine::answer(
                    world.program(), reading, query.type->full_name(), codec::encode(*content), {});
                answers[query.type->full_name() + " " + to_hex(id)] =
                    answer ? (*answer)->DebugString() : answer.error().code;
            }
        }
    }
    return answers;
}

using Rows = std::map<Bytes, Bytes>;

inline Rows rows_of(const World& world) {
    Rows rows;
    world.rows().scan("", "\xff", [&](BytesView key, BytesView value) {
        rows.emplace(key, value);
        return true;
    });
    return rows;
}

}  // namespace linlian::ballot
