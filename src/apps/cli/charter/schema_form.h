// Commands made from messages of the schema: an option for each field.
#pragma once

#include "apps/cli/options.h"

#include <google/protobuf/message.h>

namespace linlian::apps {

using RunMessage = std::function<Result<>(const google::protobuf::Message&)>;

// A command in the group of its module, called and titled as the schema has it for this act or
// query, with an option for each field and --input FILE for the whole message as JSON; `run` gets
// the message. Refusals: those of fill_message, desk.FILE_UNREADABLE.
void add_form(Command parent, const google::protobuf::Descriptor& type, Options& options,
              RunMessage run);

}  // namespace linlian::apps
