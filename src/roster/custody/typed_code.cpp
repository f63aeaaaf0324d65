// Codes that people type: 128 bits as 26 characters and two check characters, in groups. What is
// easily confused is taken for what was meant, and every single typing error is found.

#include "roster/custody/typed_code.h"

#include "roster/refuse.h"
#include "roster/text.h"

namespace linlian::roster {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford
constexpr std::size_t data_length = 26;  // 130 bits: two noughts, then the 128 of the secret

// The whole code, read as one number in base 32, leaves 1 when divided by this prime. A wrong
// character changes the number by d·32^k with |d| < 32, a swap of neighbours by 31·d·32^k: the
// prime divides neither, so both are always found.
constexpr std::uint32_t check_prime = 1021;

std::uint32_t remainder_of(std::string_view code) {
    std::uint32_t remainder = 0;
    for (char c : code)
        remainder = (remainder * 32 + static_cast<std::uint32_t>(alphabet.find(c))) % check_prime;
    return remainder;
}

bool is_separator(std::string_view c) {
    return c == "-" || c == "." || c == "_" || c == "—" || c == "–" || c == "·" || c == "－";
}

}  // namespace

std::string code_of(const Id16& secret) {
    std::string code;
    std::uint32_t bits = 0;
    std::uint32_t held = 2;  // two leading noughts make 130 bits of 128
    for (auto byte : secret.data) {
        bits = (bits << 8) | byte;
        held += 8;
        while (held >= 5) {
            held -= 5;
            code += alphabet[(bits >> held) & 31];
        }
        bits &= (1U << held) - 1;
    }
    // The two check characters c make data·1024 + c leave 1.
    const auto data = remainder_of(code) * 1024 % check_prime;
    const auto check = (check_prime + 1 - data) % check_prime;
    code += alphabet[check / 32];
    code += alphabet[check % 32];
    return code;
}

// Groups are joined by dashes.
std::string grouped_code(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); i += code_group) {
        if (i != 0) out += '-';
        out += code.substr(i, code_group);
    }
    return out;
}

// Letters in any size, separators of any kind; O is 0, I and L are 1.
Result<std::string> bare_code(std::string_view typed) {
    std::string code;
    for (const auto& character : characters_of(folded_upper(typed))) {
        if (is_separator(character)) continue;
        char c = character.size() == 1 ? character[0] : '?';
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (alphabet.find(c) == std::string_view::npos)
            return refuse("SLIP_LETTER", {{"letter", character}});
        code += c;
    }
    return code;
}

Result<Id16> parse_code(std::string_view typed) {
    auto code = TRY(bare_code(typed));
    if (code.size() != code_length)
        return refuse("SLIP_LENGTH", {{"wanted", std::to_string(code_length)},
                                      {"typed", std::to_string(code.size())}});
    if (remainder_of(code) != 1) return refuse("SLIP_TYPO");
    Id16 secret;
    std::uint32_t bits = 0;
    std::uint32_t held = 0;
    std::size_t at = 0;
    for (char c : code.substr(0, data_length)) {
        bits = (bits << 5) | static_cast<std::uint32_t>(alphabet.find(c));
        held += 5;
        if (at == 0 && held == 5) {  // the two leading noughts
            if (bits >= 8) return refuse("SLIP_TYPO");
            held = 3;
        }
        if (held < 8) continue;
        held -= 8;
        secret.data[at++] = static_cast<std::uint8_t>(bits >> held);
        bits &= (1U << held) - 1;
    }
    // The check characters have room for three values more than the prime has.
    if (code_of(secret) != code) return refuse("SLIP_TYPO");
    return secret;
}

}  // namespace linlian::roster
