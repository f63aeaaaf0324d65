// What a text of an act, of a genesis or of a query may hold: what people can see, in valid UTF-8.
// Characters that cannot be seen or that turn the order of others round would let one text look
// like another on a screen or on paper. field.h applies this to every string of a message.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace linlian::codec {

// The first thing in `text` that may not stand there: "U+202E", or "invalid UTF-8". Nothing when
// all of it may. With `lines`, line feeds may stand in it.
std::optional<std::string> unfit_character(std::string_view text, bool lines);

}  // namespace linlian::codec
