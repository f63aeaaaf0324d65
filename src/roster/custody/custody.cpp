// The names file under custody: encrypted with a data key that any two of three custodians can open
// together, and none alone. For each ordered pair the data key is sealed to the second, and that
// box to the first: the first takes the outer box off, the second the inner one.

#include "roster/custody/custody.h"

#include "base/check.h"
#include "base/hex.h"
#include "crypto/hash.h"
#include "roster/custody/typed_code.h"
#include "roster/refuse.h"

#include <algorithm>
#include <optional>
#include <sodium.h>

namespace linlian::roster {

namespace {

// sealed = magic, community, 3 public keys, 6 pair boxes, nonce, cipher text to the end
// half   = magic, version of the sealed file, index of the first custodian, 2 inner boxes
// Pair box (i, j), i before j in 01 02 10 12 20 21: the data key sealed to j, that sealed to i.
constexpr std::string_view sealed_magic = "linlian names 1\n";
constexpr std::string_view half_magic = "linlian half 1 \n";
// Sizes and places of the layout above, in bytes.
constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t inner_bytes = key_bytes + crypto_box_SEALBYTES;
constexpr std::size_t pair_bytes = inner_bytes + crypto_box_SEALBYTES;
constexpr std::size_t others = custodian_count - 1;
constexpr std::size_t keys_at = sealed_magic.size() + Hash32::size;
constexpr std::size_t pairs_at = keys_at + custodian_count * Hash32::size;
constexpr std::size_t nonce_at = pairs_at + custodian_count * others * pair_bytes;
constexpr std::size_t text_at = nonce_at + nonce_bytes;
constexpr std::size_t half_index_at = half_magic.size() + Hash32::size;
constexpr std::size_t half_bytes = half_index_at + 1 + others * inner_bytes;
static_assert(sealed_magic.size() == 16 && half_magic.size() == 16);

const unsigned char* raw(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

void wipe(Bytes& bytes) { sodium_memzero(bytes.data(), bytes.size()); }

// libsodium picks its fastest code when it is made ready; calling it again does nothing.
void ready() { CHECK(sodium_init() >= 0); }

// From the system's randomness, for keys and nonces.
Bytes random_bytes(std::size_t count) {
    ready();
    Bytes bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

// The box, or nothing when the key is one with which no secret can be shared.
std::optional<Bytes> boxed(BytesView message, const Hash32& to) {
    Bytes box(message.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(raw(box), raw(message), message.size(), to.data.data()) != 0)
        return std::nullopt;
    return box;
}

// Nothing where the box is not for this key, or was changed.
std::optional<Bytes> unboxed(BytesView box, const CustodianKey& key) {
    if (box.size() < crypto_box_SEALBYTES) return std::nullopt;
    Bytes message(box.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(raw(message), raw(box), box.size(), key.public_key.data.data(),
                             key.secret.data.data()) != 0)
        return std::nullopt;
    return message;
}

// The place of the other custodian among those that the first can pair with.
std::size_t place_of(std::size_t other, std::size_t first) {
    return other < first ? other : other - 1;
}

// Which of the three this key is.
Result<std::size_t> index_of(BytesView sealed, const CustodianKey& key) {
    auto keys = TRY(custodians_of(sealed));
    const auto found = std::ranges::find(keys, key.public_key);
    if (found == keys.end()) return refuse("NOT_A_CUSTODIAN");
    return static_cast<std::size_t>(found - keys.begin());
}

// With two keys alike, one person would open the file alone.
Result<> check_custodians(const CustodianKeys& keys) {
    if (keys[0] == keys[1] || keys[0] == keys[2] || keys[1] == keys[2])
        return refuse("CUSTODIANS_NOT_THREE");
    return {};
}

// All six ordered pairs, so that any two custodians can open the file in either order.
Result<Bytes> pair_boxes(BytesView data_key, const CustodianKeys& custodians) {
    Bytes boxes;
    for (std::size_t first = 0; first < custodian_count; ++first) {
        for (std::size_t second = 0; second < custodian_count; ++second) {
            if (second == first) continue;
            auto inner = boxed(data_key, custodians[second]);
            auto outer = inner ? boxed(*inner, custodians[first]) : std::nullopt;
            if (!outer) return refuse("CUSTODIAN_KEY_WEAK");
            boxes += *outer;
        }
    }
    return boxes;
}

// The data key from the first half and the second custodian's key.
Result<Bytes> data_key_of(BytesView sealed, BytesView half, const CustodianKey& second) {
    if (half.size() != half_bytes || !half.starts_with(half_magic)) return refuse("PARTIAL_BROKEN");
    if (half.substr(half_magic.size(), Hash32::size) != version_of(sealed).view())
        return refuse("PARTIAL_OF_OTHER_FILE");
    const auto first = static_cast<std::size_t>(static_cast<unsigned char>(half[half_index_at]));
    if (first >= custodian_count) return refuse("PARTIAL_BROKEN");
    auto index = TRY(index_of(sealed, second));
    // Two keys of one person do not make two custodians.
    if (index == first) return refuse("SAME_CUSTODIAN");
    const auto at = half_index_at + 1 + place_of(index, first) * inner_bytes;
    auto key = unboxed(half.substr(at, inner_bytes), second);
    if (!key) return refuse("PARTIAL_BROKEN");
    return *key;
}

// The names in clear, as JSON.
Result<Bytes> decrypted(BytesView sealed, BytesView data_key) {
    const auto text = sealed.substr(text_at);
    Bytes clear(text.size() - tag_bytes, '\0');
    unsigned long long clear_size = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            raw(clear), &clear_size, nullptr, raw(text), text.size(), raw(sealed), nonce_at,
            raw(sealed.substr(nonce_at)), raw(data_key)) != 0)
        return refuse("FILE_CHANGED");
    return clear;
}

}  // namespace

CustodianKey custodian_key_of(const Hash32& secret) {
    ready();
    CustodianKey key{secret, {}};
    crypto_scalarmult_base(key.public_key.data.data(), secret.data.data());
    return key;
}

// Two typed codes, one for each half of the secret.
std::string custodian_key_text(const Hash32& secret) {
    Id16 front;
    Id16 back;
    Id16::parse(secret.view().substr(0, Id16::size), front);
    Id16::parse(secret.view().substr(Id16::size), back);
    return grouped_code(code_of(front)) + " " + grouped_code(code_of(back));
}

// The reverse, however it was grouped. Each half has its own check characters.
Result<CustodianKey> parse_custodian_key(std::string_view typed) {
    auto text = TRY(bare_code(typed));
    if (text.size() != 2 * code_length)
        return refuse("SLIP_LENGTH", {{"wanted", std::to_string(2 * code_length)},
                                      {"typed", std::to_string(text.size())}});
    auto front = TRY(parse_code(text.substr(0, code_length)));
    auto back = TRY(parse_code(text.substr(code_length)));
    Hash32 secret;
    Hash32::parse(front.bytes() + back.bytes(), secret);
    return custodian_key_of(secret);
}

// All that stands before the nonce is authenticated with the text: nobody can put other custodians
// or another community in front of it. The data key is wiped, and lives on in the boxes alone.
Result<Bytes> seal_names(const NamesFile& names, const CustodianKeys& custodians) {
    TRY(check_custodians(custodians));
    auto data_key = random_bytes(key_bytes);
    auto boxes = TRY(pair_boxes(data_key, custodians));
    Bytes sealed{sealed_magic};
    sealed += names.community.view();
    for (const auto& key : custodians) sealed += key.view();
    sealed += boxes;
    const auto nonce = random_bytes(nonce_bytes);
    auto clear = names_to_json(names);
    Bytes text(clear.size() + tag_bytes, '\0');
    unsigned long long text_size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(text), &text_size, raw(clear), clear.size(),
                                               raw(sealed), sealed.size(), nullptr, raw(nonce),
                                               raw(data_key));
    wipe(clear);
    wipe(data_key);
    return sealed + nonce + text;
}

Hash32 version_of(BytesView sealed) { return sha256(sealed); }

// Only reads the keys; whether the file is whole is seen when it is opened.
Result<CustodianKeys> custodians_of(BytesView sealed) {
    if (sealed.size() < text_at + tag_bytes || !sealed.starts_with(sealed_magic))
        return refuse("NOT_A_NAMES_FILE");
    CustodianKeys keys;
    for (std::size_t i = 0; i < custodian_count; ++i)
        Hash32::parse(sealed.substr(keys_at + i * Hash32::size, Hash32::size), keys[i]);
    return keys;
}

// What the first custodian gives to the second: for each other custodian the inner box, still
// sealed to that one.
Result<Bytes> open_first_half(BytesView sealed, const CustodianKey& first) {
    auto index = TRY(index_of(sealed, first));
    Bytes half{half_magic};
    half += version_of(sealed).view();
    half += static_cast<char>(index);
    for (std::size_t i = 0; i < others; ++i) {
        const auto at = pairs_at + (index * others + i) * pair_bytes;
        auto inner = unboxed(sealed.substr(at, pair_bytes), first);
        if (!inner) return refuse("FILE_CHANGED");
        half += *inner;
    }
    return half;
}

// The version on the ledger comes first: an older file with other names is refused before it is
// opened.
Result<NamesFile> open_names(BytesView sealed, BytesView first_half, const CustodianKey& second,
                             const Hash32& expected) {
    TRY(custodians_of(sealed));
    if (const auto version = version_of(sealed); version != expected)
        return refuse("VERSION_DIFFERS",
                      {{"version", to_hex(version.view())}, {"expected", to_hex(expected.view())}});
    auto data_key = TRY(data_key_of(sealed, first_half, second));
    auto clear = decrypted(sealed, data_key);
    wipe(data_key);
    if (!clear) return tl::unexpected(clear.error());
    auto names = names_from_json(*clear);
    wipe(*clear);
    // The community stands outside and inside, and must be the same.
    if (names && names->community.view() != sealed.substr(sealed_magic.size(), Hash32::size))
        return refuse("NAMES_MALFORMED");
    return names;
}

// With a new data key: a custodian who left can open older versions only.
Result<Bytes> rewrap_names(BytesView sealed, BytesView first_half, const CustodianKey& second,
                           const Hash32& expected, const CustodianKeys& custodians) {
    auto names = TRY(open_names(sealed, first_half, second, expected));
    return seal_names(names, custodians);
}

}  // namespace linlian::roster
