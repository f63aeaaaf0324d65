// Who must stand behind an act, in words of both languages: "clerk of the residents' committee and
// clerk of the street office". Reviews and lists of the charter tell it so.
#pragma once

#include "codec/options.pb.h"

#include <optional>
#include <string>
#include <string_view>

namespace linlian::client {

// An empty authority is nobody's: "nobody".
codec::v1::Text authority_words(const codec::v1::Authority& authority);

// An authority as refusals name it: "all(role:party:chair, notice:7)".
std::string authority_line(const codec::v1::Authority& authority);
// The same words for an authority as refusals name it, "all(role:party:chair, notice:7)": the line
// that registry::authority_line makes. Nothing for a text that is none.
std::optional<codec::v1::Text> authority_line_words(std::string_view line);

// "居委会", "the residents' committee"; a kind that the program has no word for as it is.
codec::v1::Text office_kind_words(const std::string& kind);

}  // namespace linlian::client
