// Messages of the schema as people read them on a terminal: times in local format, areas in m²,
// ids in hex, lists of messages as tables.
#pragma once

#include "client/shown/screen.h"

namespace linlian::client {

void print_message(const Screen& screen, const google::protobuf::Message& message);

// The fields of a message as figures, to fill the text of an event or refusal with.
std::vector<Figure> figures_of(const google::protobuf::Message& message);

// {"refusal": code, "zh": …, "en": …, "figures": {…}} on one line.
std::string refusal_json(const Refusal& refusal, const std::string& zh, const std::string& en);

}  // namespace linlian::client
