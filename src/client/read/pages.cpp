#include "client/read/pages.h"

#include "client/client.pb.h"
#include "codec/refusal.h"

namespace linlian::client {

Result<> PagesRead::add(std::size_t entries, std::size_t bytes, const std::string& next) {
    listed_ += entries;
    bytes_ += bytes;
    const bool is_last = next.empty();
    // A page without entries that goes on, or a place that comes twice, is a circle.
    const bool goes_forward = is_last || (entries > 0 && places_.insert(next).second);
    if (goes_forward && listed_ <= most_ && bytes_ <= max_listed_bytes) return {};
    return refuse(v1::LIST_ENDLESS, {{"what", what_}, {"limit", std::to_string(most_)}});
}

std::size_t entries_in(const Message& reply) {
    std::size_t entries = 0;
    const auto& type = *reply.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        if (type.field(i)->is_repeated())
            entries +=
                static_cast<std::size_t>(reply.GetReflection()->FieldSize(reply, type.field(i)));
    }
    return entries;
}

}  // namespace linlian::client
