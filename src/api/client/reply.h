// A reply message as the caller wants it: JSON, or its bytes when the request accepts
// application/x-protobuf. In JSON, receipts are spelled out for people and programs: what each
// event says and why an act was refused, beside the bytes that were hashed.
#pragma once

#include "api/server/http.h"

#include <google/protobuf/message.h>

namespace linlian::api {

bool wants_protobuf(const Request& request);

Response reply(const Request& request, const google::protobuf::Message& message,
               unsigned status = 200);

// codec::to_json of a message that has a field `receipt` (machine.v1.Receipt), spelled out.
std::string json_with_receipt(const google::protobuf::Message& message);

}  // namespace linlian::api
