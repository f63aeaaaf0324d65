// Appending, reading and printing the parts of keys; the form stands in key.h.
#include "codec/key.h"

#include "base/check.h"
#include "base/hex.h"

#include <charconv>

namespace linlian::codec {
namespace {

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
// Within a text, 0x00 and 0x01 are written as two bytes, so that the first 0x00 ends it.
constexpr char escape = '\x01';
constexpr char escaped_zero = '\x01';
constexpr char escaped_one = '\x02';

template <class Fixed>
bool read_fixed(BytesView& rest, Fixed& part) {
    if (rest.size() < Fixed::size || !Fixed::parse(rest.substr(0, Fixed::size), part)) return false;
    rest.remove_prefix(Fixed::size);
    return true;
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

template <class Part>
bool append_parsed(Bytes& key, const std::optional<Part>& part) {
    if (part) append_key(key, *part);
    return part.has_value();
}

// One part as people write it; false where it is none of this kind.
bool append_text_part(Bytes& key, KeyPart kind, std::string_view text) {
    switch (kind) {
        case KeyPart::number:
            return append_parsed(key, parse_number<std::uint64_t>(text));
        case KeyPart::time: {
            const auto ms = parse_number<std::int64_t>(text);
            if (ms) append_key(key, Timestamp{*ms});
            return ms.has_value();
        }
        case KeyPart::id16:
            return append_parsed(key, fixed_from_hex<Id16>(text));
        case KeyPart::hash32:
            return append_parsed(key, fixed_from_hex<Hash32>(text));
        case KeyPart::text:
            append_key(key, std::string{text});
            return true;
    }
    UNREACHABLE();
}

template <class Part, class Print>
bool print_part(BytesView& rest, std::string& text, const Print& print) {
    Part part{};
    if (!read_key(rest, part)) return false;
    text += print(part);
    return true;
}

bool print_text_part(KeyPart kind, BytesView& rest, std::string& text) {
    const auto hex = [](const auto& part) { return to_hex(part.view()); };
    switch (kind) {
        case KeyPart::number:
            return print_part<std::uint64_t>(rest, text, [](auto n) { return std::to_string(n); });
        case KeyPart::time:
            return print_part<Timestamp>(rest, text, [](auto t) { return std::to_string(t.ms); });
        case KeyPart::id16:
            return print_part<Id16>(rest, text, hex);
        case KeyPart::hash32:
            return print_part<Hash32>(rest, text, hex);
        case KeyPart::text:
            return print_part<std::string>(rest, text, [](const auto& part) { return part; });
    }
    UNREACHABLE();
}

}  // namespace

void append_key(Bytes& key, std::uint64_t part) {
    for (int shift = 56; shift >= 0; shift -= 8) key.push_back(static_cast<char>(part >> shift));
}

// With the sign bit turned over, negative times come before positive ones in the order of bytes.
void append_key(Bytes& key, Timestamp part) {
    append_key(key, static_cast<std::uint64_t>(part.ms) ^ sign_bit);
}

void append_key(Bytes& key, const Id16& part) { key += part.view(); }

void append_key(Bytes& key, const Hash32& part) { key += part.view(); }

void append_key(Bytes& key, const std::string& part) {
    for (const char c : part) {
        if (c == '\0' || c == escape) {
            key.push_back(escape);
            key.push_back(c == '\0' ? escaped_zero : escaped_one);
        } else {
            key.push_back(c);
        }
    }
    key.push_back('\0');
}

bool read_key(BytesView& rest, std::uint64_t& part) {
    if (rest.size() < 8) return false;
    part = 0;
    for (int i = 0; i < 8; ++i)
        part = part << 8 | static_cast<unsigned char>(rest[static_cast<std::size_t>(i)]);
    rest.remove_prefix(8);
    return true;
}

bool read_key(BytesView& rest, Timestamp& part) {
    std::uint64_t turned = 0;
    if (!read_key(rest, turned)) return false;
    part.ms = static_cast<std::int64_t>(turned ^ sign_bit);
    return true;
}

bool read_key(BytesView& rest, Id16& part) { return read_fixed(rest, part); }

bool read_key(BytesView& rest, Hash32& part) { return read_fixed(rest, part); }

// An escape that stands for nothing is refused: so each text has one form in a key.
bool read_key(BytesView& rest, std::string& part) {
    const auto end = rest.find('\0');
    if (end == BytesView::npos) return false;
    part.clear();
    for (std::size_t i = 0; i < end; ++i) {
        if (rest[i] != escape) {
            part.push_back(rest[i]);
            continue;
        }
        if (++i == end || (rest[i] != escaped_zero && rest[i] != escaped_one)) return false;
        part.push_back(rest[i] == escaped_zero ? '\0' : escape);
    }
    rest.remove_prefix(end + 1);
    return true;
}

// The last part takes all that is left, with its slashes: only a text may hold some.
std::optional<Bytes> key_from_text(const std::vector<KeyPart>& parts, std::string_view text) {
    Bytes key;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        const auto slash = last ? text.size() : text.find('/');
        if (slash == std::string_view::npos) return std::nullopt;
        if (!append_text_part(key, parts[i], text.substr(0, slash))) return std::nullopt;
        text.remove_prefix(last ? slash : slash + 1);
    }
    return text.empty() ? std::optional{key} : std::nullopt;
}

std::optional<std::string> key_to_text(const std::vector<KeyPart>& parts, BytesView key) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text.push_back('/');
        if (!print_text_part(parts[i], key, text)) return std::nullopt;
    }
    return key.empty() ? std::optional{text} : std::nullopt;
}

}  // namespace linlian::codec
