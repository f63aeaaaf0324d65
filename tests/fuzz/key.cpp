// A key that people wrote is read back from what is printed of it, and no bytes trouble the reader.
#include "codec/key.h"

#include "base/check.h"

#include <algorithm>
#include <string>

using linlian::codec::KeyPart;

// Parts are divided by "/", so a text before the last part must not hold one to be read back.
static bool is_plain(const std::vector<KeyPart>& parts, const std::string& text) {
    const auto slashes = std::count(text.begin(), text.end(), '/');
    return parts.back() == KeyPart::text || slashes + 1 == std::ssize(parts);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const linlian::BytesView bytes{reinterpret_cast<const char*>(data), size};
    for (const auto& parts :
         {std::vector{KeyPart::text, KeyPart::number}, std::vector{KeyPart::id16, KeyPart::time},
          std::vector{KeyPart::number, KeyPart::text}, std::vector{KeyPart::hash32}}) {
        const auto text = linlian::codec::key_to_text(parts, bytes);
        if (text && is_plain(parts, *text))
            CHECK(linlian::codec::key_from_text(parts, *text) == bytes);
        if (const auto key = linlian::codec::key_from_text(parts, bytes))
            CHECK(linlian::codec::key_to_text(parts, *key).has_value());
    }
    return 0;
}
