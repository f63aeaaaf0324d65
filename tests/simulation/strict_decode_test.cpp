// Properties that must hold of every act of every module, over messages drawn from their schemas.
#include "codec/wire.h"
#include "contract/program.h"
#include "modules/all_modules.h"
#include "simulation/random_message.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace linlian::simulation {
namespace {

Pool pool() {
    return {{Bytes(16, 'a'), Bytes(16, 'b')},
            {Bytes(32, 'h')},
            {Bytes(33, 'k')},
            {"word", "邻"},
            {0, 1, -1, 1'780'000'000'000}};
}

std::vector<const google::protobuf::Descriptor*> act_types() {
    std::vector<const google::protobuf::Descriptor*> types;
    for (const auto& module : all_modules()) {
        for (const auto& act : module.acts) types.push_back(act.type);
    }
    return types;
}

std::unique_ptr<google::protobuf::Message> empty(const google::protobuf::Descriptor& type) {
    return std::unique_ptr<google::protobuf::Message>{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New()};
}

// A drawn message of a drawn act type.
std::unique_ptr<google::protobuf::Message> drawn_act(SeededDraws& draws) {
    auto act = empty(*draws.one_of(act_types()));
    fill_message(draws, pool(), false, *act);
    return act;
}

RC_GTEST_PROP(StrictDecode, accepts_what_encode_gives, (std::uint64_t seed)) {
    SeededDraws draws{seed};
    const auto act = drawn_act(draws);
    const Bytes bytes = codec::encode(*act);
    const auto again = empty(*act->GetDescriptor());
    RC_ASSERT(codec::decode_strict(bytes, *again));
    RC_ASSERT(codec::encode(*again) == bytes);
}

RC_GTEST_PROP(StrictDecode, accepts_no_other_bytes_for_the_same_message, (std::uint64_t seed)) {
    SeededDraws draws{seed};
    const auto act = drawn_act(draws);
    const Bytes bytes = codec::encode(*act);
    Bytes other = bytes;
    switch (draws.below(4)) {
        case 0:  // an unknown field at the end
            other += Bytes{"\xf8\x3f\x01", 3};
            break;
        case 1:  // the whole message twice: fields doubled or merged
            other += bytes;
            break;
        case 2:  // one bit
            if (!other.empty())
                other[draws.below(other.size())] ^= static_cast<char>(1 << draws.below(8));
            break;
        default:  // cut off
            other.resize(draws.below(other.size() + 1));
    }
    const auto again = empty(*act->GetDescriptor());
    if (other == bytes || !codec::decode_strict(other, *again)) return;
    // What was accepted is the one encoding of another message.
    RC_ASSERT(codec::encode(*again) == other);
    RC_ASSERT(again->SerializeAsString() != bytes);
}

}  // namespace
}  // namespace linlian::simulation
