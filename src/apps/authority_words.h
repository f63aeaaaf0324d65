// Who must stand behind an act, in words of both languages: "clerk of the residents' committee and
// clerk of the street office". Reviews and lists of the charter tell it so.
#pragma once

#include "codec/options.pb.h"

namespace linlian::apps {

// An empty authority is nobody's: "nobody".
codec::v1::Text authority_words(const codec::v1::Authority& authority);

}  // namespace linlian::apps
