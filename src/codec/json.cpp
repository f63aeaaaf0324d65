#include "codec/json.h"

#include "base/check.h"
#include "codec/refusal.h"
#include "codec/refusals.pb.h"

#include <google/protobuf/util/json_util.h>

namespace linlian::codec {

std::string to_json(const google::protobuf::Message& message, bool pretty) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = pretty;
    options.preserve_proto_field_names = true;
    options.always_print_primitive_fields = true;
    std::string json;
    CHECK(google::protobuf::util::MessageToJsonString(message, &json, options).ok());
    return json;
}

Result<> from_json(std::string_view json, google::protobuf::Message& into) {
    const auto status =
        google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &into);
    if (!status.ok()) return refuse(v1::JSON_MALFORMED, {{"reason", status.message().ToString()}});
    return {};
}

}  // namespace linlian::codec
