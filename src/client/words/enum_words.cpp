// Values of enums by the text that stands beside each of them in the schema (codec.v1.text), so
// that no second list of words can fall behind it.
#include "client/words/enum_words.h"

#include "codec/options.pb.h"

#include <algorithm>

namespace linlian::client {
namespace {

// The words in the schema. Codes of refusals have texts too, but those are sentences with figures
// to fill in: refusal_words.h tells them.
std::optional<Bilingual> beside(const EnumValueDescriptor& value) {
    const auto& options = value.options();
    if (value.type()->name() == "RefusalCode" || !options.HasExtension(codec::v1::text))
        return std::nullopt;
    const auto& text = options.GetExtension(codec::v1::text);
    return Bilingual{text.zh(), text.en()};
}

}  // namespace

std::optional<Bilingual> enum_words(const EnumValueDescriptor& value) {
    return value.number() == 0 ? std::nullopt : beside(value);
}

std::string enum_text(const EnumValueDescriptor& value) {
    if (value.number() == 0) return "–";
    const auto told = enum_words(value);
    return told ? told->both() : value.name();
}

std::string typed_word(const EnumValueDescriptor& value) {
    // A value with a short form of its own, as 278.5, is typed so; else OWNERS_COMMITTEE is
    // owners-committee.
    const auto& typed = value.options().GetExtension(codec::v1::typed);
    if (!typed.empty()) return typed;
    auto word = value.name();
    std::ranges::transform(word, word.begin(), [](char letter) {
        if (letter == '_') return '-';
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return word;
}

std::optional<int> typed_value(const EnumDescriptor& type, std::string_view text) {
    for (int i = 0; i < type.value_count(); ++i) {
        const auto& value = *type.value(i);
        // Values without words, and the 0 of what was left open, cannot be typed.
        const auto told = enum_words(value);
        if (told && (text == typed_word(value) || text == told->zh || text == told->en))
            return value.number();
    }
    return std::nullopt;
}

Bilingual words_of(const EnumDescriptor& type, int value) {
    const auto* found = type.FindValueByNumber(value);
    const auto told = found == nullptr ? std::nullopt : beside(*found);
    return told.value_or(Bilingual{"–", "none"});
}

}  // namespace linlian::client
