// Sentences of the schema (sentences.proto) with their figures put in, in both languages. A figure
// may differ between them, and may be a sentence itself; what is not to be said is an empty one.
#pragma once

#include "client/words/bilingual.h"
#include "client/words/enum_words.h"

#include <string>
#include <vector>

namespace linlian::client {

struct BilingualFigure {
    std::string name;  // as it stands in braces
    Bilingual value;
};

// The same in both languages: a number, an hour.
inline BilingualFigure plainly(std::string name, const std::string& value) {
    return {std::move(name), {value, value}};
}

// Puts figures into both texts of a template, once and from left to right (codec::fill_figures).
Bilingual filled(const Bilingual& sentence, const std::vector<BilingualFigure>& figures);

// sentence(v1::PERCENT, {plainly("share", "66.66%")}).
template <class Enum>
Bilingual sentence(Enum value, const std::vector<BilingualFigure>& figures = {}) {
    return filled(words_of(value), figures);
}

}  // namespace linlian::client
