// Key files of custodians are JSON: name, public key and secret. The secret alone is read back, and
// the public key follows from it.
#include "desk/keys/custodian_keys.h"

#include "base/hex.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/files.h"
#include "desk/keys/key_store.h"
#include "ops/sign_transaction.h"

#include <nlohmann/json.hpp>

namespace linlian::desk {

using namespace client;

namespace {

// The secret in a key file; nothing when it is none.
std::optional<roster::CustodianKey> key_in(const Bytes& file) {
    const auto parsed = nlohmann::json::parse(file, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("custodian_secret") ||
        !parsed.at("custodian_secret").is_string())
        return std::nullopt;
    const auto key = roster::parse_custodian_key(parsed.at("custodian_secret").get<std::string>());
    return key ? std::optional{*key} : std::nullopt;
}

}  // namespace

Result<roster::CustodianKey> make_custodian(const std::string& name,
                                            const std::filesystem::path& file) {
    if (is_there(file))
        return refuse(v1::KEY_NAME_TAKEN,
                      {{"name", name}, {"folder", file.parent_path().string()}});
    const auto key = roster::custodian_key_of(ops::random_seed());
    const nlohmann::json content{{"custodian", name},
                                 {"public_key", to_hex(key.public_key.view())},
                                 {"custodian_secret", roster::custodian_key_text(key.secret)}};
    TRY(write_new_private_file(file, content.dump(2) + "\n"));
    return key;
}

Result<roster::CustodianKey> read_custodian(const std::filesystem::path& file) {
    const auto content = TRY(read_input(file));
    if (const auto key = key_in(content)) return *key;
    return refuse(v1::NOT_A_CUSTODIAN_KEY, {{"given", file.string()}});
}

Result<std::vector<roster::CustodianKey>> custodians_given(
    const std::vector<std::string>& files_or_dashes, const AskSecret& ask) {
    std::vector<roster::CustodianKey> keys;
    for (const auto& given : files_or_dashes) {
        const auto key =
            TRY(given == "-" ? roster::parse_custodian_key(ask("纸上的保管密钥 The key on paper: "))
                             : read_custodian(given));
        keys.push_back(key);
    }
    return keys;
}

Result<Bytes> half_of_key(BytesView sealed, std::span<const roster::CustodianKey> custodians,
                          const std::string& half) {
    if (custodians.size() == 2) return roster::open_first_half(sealed, custodians.front());
    if (half.empty())
        return tl::unexpected(
            wrong_command("打开姓名文件须两位保管人 two custodians open the names: --custodian "
                          "twice, or with --half"));
    return read_input(half);
}

Result<Hash32> read_custodian_public(const std::string& hex_or_file) {
    if (const auto key = typed_id<Hash32>(hex_or_file)) return *key;
    const auto file = read_file(hex_or_file);
    const auto key = file ? key_in(*file) : std::nullopt;
    if (!key) return refuse(v1::NOT_A_CUSTODIAN_KEY, {{"given", hex_or_file}});
    return key->public_key;
}

Result<roster::CustodianKeys> read_custodians_public(const std::vector<std::string>& given) {
    roster::CustodianKeys keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto key = TRY(read_custodian_public(given.at(i)));
        keys[i] = key;
    }
    return keys;
}

}  // namespace linlian::desk
