// Key files are JSON: `public_key`, and either `seed` in hex or `salt`, `nonce` and `box`, which
// hold it encrypted under a passphrase. Helpers first, then the store.
#include "desk/keys/key_store.h"

#include "base/hex.h"
#include "client/proof/typed.h"
#include "client/shown/key_fingerprint.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/files.h"
#include "ops/sign_transaction.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sodium.h>

namespace linlian::desk {

using namespace client;

namespace {

using nlohmann::json;

// Sizes and costs are those of libsodium: Argon2id for the passphrase, XSalsa20-Poly1305
// (crypto_secretbox) for the seed.
constexpr std::size_t salt_bytes = crypto_pwhash_SALTBYTES;
constexpr std::size_t nonce_bytes = crypto_secretbox_NONCEBYTES;

unsigned char* raw(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(const Bytes& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Bytes random_bytes(std::size_t size) {
    Bytes bytes(size, '\0');
    randombytes_buf(bytes.data(), size);
    return bytes;
}

// The key that encrypts a seed; empty when there is not enough memory for Argon2id.
Bytes stretch(const std::string& passphrase, const Bytes& salt) {
    Bytes key(crypto_secretbox_KEYBYTES, '\0');
    const int made =
        crypto_pwhash(raw(key), key.size(), passphrase.data(), passphrase.size(), raw(salt),
                      crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                      crypto_pwhash_ALG_ARGON2ID13);
    return made == 0 ? key : Bytes{};
}

// The fields of a key file that hold the seed: in the open without a passphrase, else encrypted
// under a fresh salt and nonce.
Result<json> sealed_seed(const Hash32& seed, const std::string& passphrase) {
    if (passphrase.empty()) return json{{"seed", to_hex(seed.view())}};
    const Bytes salt = random_bytes(salt_bytes);
    const Bytes nonce = random_bytes(nonce_bytes);
    const Bytes key = stretch(passphrase, salt);
    if (key.empty())
        return refuse(v1::STORE_FAILED,
                      {{"reason",
                        "内存不足，用口令加密密钥需要 64 MiB not enough memory: encrypting a key "
                        "under its passphrase takes 64 MiB"}});
    Bytes box(Hash32::size + crypto_secretbox_MACBYTES, '\0');
    crypto_secretbox_easy(raw(box), seed.data.data(), seed.data.size(), raw(nonce), raw(key));
    return json{{"salt", to_hex(salt)}, {"nonce", to_hex(nonce)}, {"box", to_hex(box)}};
}

// Nothing for a wrong passphrase or a damaged file. May throw json::exception where a field is
// missing or is no text.
std::optional<Hash32> opened_seed(const json& file, const std::string& passphrase) {
    if (file.contains("seed")) return fixed_from_hex<Hash32>(file.at("seed").get<std::string>());
    const auto part = [&](const char* name) {
        return from_hex(file.at(name).get<std::string>()).value_or(Bytes{});
    };
    const Bytes salt = part("salt"), nonce = part("nonce"), box = part("box");
    if (salt.size() != salt_bytes || nonce.size() != nonce_bytes ||
        box.size() != Hash32::size + crypto_secretbox_MACBYTES)
        return std::nullopt;
    const Bytes key = stretch(passphrase, salt);
    Hash32 seed;
    if (key.empty() || crypto_secretbox_open_easy(seed.data.data(), raw(box), box.size(),
                                                  raw(nonce), raw(key)) != 0)
        return std::nullopt;
    return seed;
}

// What a key file says; nothing when it is none.
std::optional<json> read_key_file(const std::filesystem::path& file) {
    const auto text = read_file(file);
    if (!text) return std::nullopt;
    auto parsed = json::parse(*text, nullptr, false);
    const bool whole =
        parsed.is_object() && parsed.contains("public_key") && parsed.at("public_key").is_string();
    return whole ? std::optional{parsed} : std::nullopt;
}

}  // namespace

// Without dots and slashes, so a name leads to no file outside the folder.
bool KeyStore::is_name(const std::string& name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

std::filesystem::path KeyStore::file_of(const std::string& name) const {
    return folder_ / (name + ".key");
}

Result<KeyInfo> KeyStore::create(const std::string& name, Suite suite,
                                 const std::string& passphrase) {
    return keep(name, suite, ops::random_seed(), passphrase);
}

Result<KeyInfo> KeyStore::keep(const std::string& name, Suite suite, const Hash32& seed,
                               const std::string& passphrase) {
    if (!is_name(name)) return refuse(v1::KEY_NAME_WRONG, {{"name", in_brackets(name)}});
    const auto pair = KeyPair::from_seed(suite, seed);
    auto sealed = TRY(sealed_seed(seed, passphrase));
    auto& file = sealed;
    file["public_key"] = to_hex(pair.public_key().encoded());
    // Also where two commands make it at once, neither takes the other's place.
    const auto written = write_new_private_file(file_of(name), file.dump(2) + "\n");
    if (!written && written.error().code == codec::make_refusal(v1::FILE_EXISTS).code)
        return refuse(v1::KEY_NAME_TAKEN,
                      {{"name", in_brackets(name)}, {"folder", folder_.string()}});
    if (!written) return tl::unexpected(written.error());
    return KeyInfo{name, pair.public_key(), !passphrase.empty()};
}

Result<KeyInfo> KeyStore::info(const std::string& name) const {
    if (!is_name(name)) return refuse(v1::KEY_NAME_WRONG, {{"name", in_brackets(name)}});
    const auto file = read_key_file(file_of(name));
    if (!file && !is_there(file_of(name)))
        return refuse(v1::KEY_NAME_UNKNOWN,
                      {{"name", in_brackets(name)}, {"folder", folder_.string()}});
    // Permission and the like have their own words; what can be read and is no key is damaged.
    if (const auto content = read_input(file_of(name)); !content)
        return tl::unexpected(content.error());
    const auto damaged = refuse(v1::KEY_DAMAGED, {{"file", file_of(name).string()}});
    if (!file) return damaged;
    const auto encoded = from_hex(file->at("public_key").get<std::string>());
    const auto key = PublicKey::decode(encoded.value_or(Bytes{}));
    if (!key) return damaged;
    return KeyInfo{name, *key, !file->contains("seed")};
}

// A file without a passphrase that does not open is damaged; one with a passphrase may be either,
// and is told as a wrong passphrase.
Result<KeyPair> KeyStore::open(const std::string& name, const std::string& passphrase) const {
    const auto known = TRY(info(name));
    const auto damaged = refuse(v1::KEY_DAMAGED, {{"file", file_of(name).string()}});
    const auto file = read_key_file(file_of(name));
    if (!file) return damaged;  // it was there a moment ago
    std::optional<Hash32> seed;
    try {
        seed = opened_seed(*file, passphrase);
    } catch (const json::exception&) {
        return damaged;
    }
    if (!seed && file->contains("seed")) return damaged;
    if (!seed) return refuse(v1::PASSPHRASE_WRONG, {{"name", in_brackets(name)}});
    auto pair = KeyPair::from_seed(known.public_key.suite, *seed);
    // A file that shows one key and holds another would have its owner sign as somebody else.
    if (pair.public_key().encoded() != known.public_key.encoded()) return damaged;
    return pair;
}

Result<Bytes> KeyStore::public_key_of(const std::string& name_or_hex) const {
    if (const auto known = info(name_or_hex)) return known->public_key.encoded();
    return read_public_key(name_or_hex, "KEY");
}

// By name. Files that are no keys are left out.
std::vector<KeyInfo> KeyStore::list() const {
    std::vector<KeyInfo> found;
    std::error_code ignored;  // a folder that is not there holds no keys
    for (const auto& entry : std::filesystem::directory_iterator(folder_, ignored)) {
        if (entry.path().extension() != ".key") continue;
        if (auto key = info(entry.path().stem().string())) found.push_back(std::move(*key));
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return found;
}

KeyTables key_tables(const std::vector<KeyInfo>& keys) {
    KeyTables tables;
    for (const auto& key : keys) {
        const auto encoded = key.public_key.encoded();
        tables.keys.push_back({key.name, find_suite(key.public_key.suite)->name, to_hex(encoded),
                               key.has_passphrase ? "yes" : "no"});
        tables.fingerprints.push_back({key.name, key_fingerprint(encoded)});
    }
    return tables;
}

json key_list(const std::vector<KeyInfo>& keys) {
    auto list = json::array();
    for (const auto& key : keys)
        list.push_back({{"name", key.name},
                        {"fingerprint", key_fingerprint(key.public_key.encoded())},
                        {"suite", find_suite(key.public_key.suite)->name},
                        {"public_key", to_hex(key.public_key.encoded())},
                        {"passphrase", key.has_passphrase}});
    return list;
}

}  // namespace linlian::desk
