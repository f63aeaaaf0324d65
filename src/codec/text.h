// What a text of an act, of a genesis or of a query may hold: what people can see, in valid UTF-8.
// Characters that cannot be seen, that turn the order of others round or that look like others
// would let one text look like another on a screen or on paper. field.h applies this to every
// string of a message.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace linlian::codec {

// The first thing in `text` that may not stand there: "U+202E", or "invalid UTF-8". Nothing when
// all of it may. Spaces (U+0020, U+3000) stand one at a time between other characters, so that a
// text of blanks is none. With `lines`, line feeds may stand in it, and spaces as people set them.
std::optional<std::string> unfit_character(std::string_view text, bool lines);

// What is left of a text that fits when nobody looks closely: without spaces, letters small, wide
// forms of letters, digits and signs as narrow ones. Two names with one such rest look alike.
std::string folded(std::string_view text);

// Kinds of office and names of roles are short lower-case words (a-z and _), so that charters can
// name them: no office, and no role, is called otherwise.
bool is_word(std::string_view text);

}  // namespace linlian::codec
