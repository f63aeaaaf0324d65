// Keys of people on this computer: one file a key, readable by its user only, the secret seed
// encrypted under a passphrase when one is given (Argon2id, XSalsa20-Poly1305 of libsodium). The
// command line uses it; no node ever does: a node holds only its own validator key.
#pragma once

#include "base/result.h"
#include "client/shown/styled.h"
#include "crypto/signer.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace linlian::desk {

struct KeyInfo {
    std::string name;
    PublicKey public_key;
    bool has_passphrase = false;
};

class KeyStore {
  public:
    explicit KeyStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Whether a key may be called so: it becomes the name of a file in the folder.
    static bool is_name(const std::string& name);

    // Makes a key from fresh randomness. Refusals: desk.KEY_NAME_WRONG (a-z, 0-9, -, _),
    // desk.KEY_NAME_TAKEN, desk.FILE_FAILED.
    Result<KeyInfo> create(const std::string& name, Suite suite, const std::string& passphrase);
    // The same from a seed that is there already (a slip's, a test's).
    Result<KeyInfo> keep(const std::string& name, Suite suite, const Hash32& seed,
                         const std::string& passphrase);
    // Opens a key. Refusals: desk.KEY_NAME_UNKNOWN, KEY_DAMAGED, FILE_UNREADABLE,
    // PASSPHRASE_WRONG (or missing).
    Result<KeyPair> open(const std::string& name, const std::string& passphrase) const;
    Result<KeyInfo> info(const std::string& name) const;
    // The public key of this name, or the one that is written so in hex. Refusal
    // client.COMMAND_WRONG for what is neither.
    Result<Bytes> public_key_of(const std::string& name_or_hex) const;
    std::vector<KeyInfo> list() const;
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path file_of(const std::string& name) const;
    std::filesystem::path folder_;
};

// Keys as people read them, each with its fingerprint, and as programs do.
struct KeyTables {
    client::Rows keys;          // name, suite, public key, whether it has a passphrase
    client::Rows fingerprints;  // name, fingerprint
};
KeyTables key_tables(const std::vector<KeyInfo>& keys);
nlohmann::json key_list(const std::vector<KeyInfo>& keys);

}  // namespace linlian::desk
