// Opens the act of a motion. Only types that the schema marks as acts are opened, and only in their
// one encoding: the bytes that are shown are those that would be carried out.
#include "client/motion/carried_act.h"

#include "client/client.pb.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"

namespace linlian::client {

Result<std::unique_ptr<google::protobuf::Message>> carried_act(const std::string& act_type,
                                                               const Bytes& bytes) {
    using google::protobuf::DescriptorPool;
    const auto unknown = refuse(v1::ACT_UNKNOWN, {{"act", act_type}});
    const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(act_type);
    if (type == nullptr || !type->options().HasExtension(codec::v1::act)) return unknown;
    std::unique_ptr<google::protobuf::Message> act{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
    if (!codec::decode_strict(bytes, *act)) return unknown;
    return act;
}

}  // namespace linlian::client
