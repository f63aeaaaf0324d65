// Sentences of the schema (sentences.proto) with their figures put in, in both languages. A figure
// may differ between them, and may be a sentence itself; what is not to be said is an empty one.
#pragma once

#include "client/words/enum_words.h"
#include "client/words/told.h"

#include <string>
#include <vector>

namespace linlian::client {

struct ToldFigure {
    std::string name;  // as it stands in braces
    Told value;
};

// The same in both languages: a number, an hour.
inline ToldFigure plainly(std::string name, const std::string& value) {
    return {std::move(name), {value, value}};
}

// Puts figures into both texts of a template, once and from left to right (codec::fill_figures).
Told filled(const Told& sentence, const std::vector<ToldFigure>& figures);

// sentence(v1::PERCENT, {plainly("share", "66.66%")}).
template <class Enum>
Told sentence(Enum value, const std::vector<ToldFigure>& figures = {}) {
    return filled(words_of(value), figures);
}

}  // namespace linlian::client
